"""Pictures in guides: which content is allowed, and how they become part of a page.

A picture is a file in docs/pictures. Nothing in it may reveal who made it and where, or run, load or link.
"""

from __future__ import annotations

import base64
import io
import re
import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import typst
import zxingcpp
from PIL import Image

from lanpya.problems.catalogue import Rule, rule
from lanpya.problems.messages import Message, say

PICTURE_BAD = rule("picture-bad", "error", section="Pictures")
PICTURE_METADATA = rule("picture-metadata", "error", section="Pictures")

FOLDER = "pictures"
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.(svg|png|jpg)")
MOST_BYTES = 6_000  # two seconds on a slow network
MOST_PIXELS = 1_000  # on each side; more is wasted on a screen 360 wide, and can hide a small code
KINDS = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}
SVG = "{http://www.w3.org/2000/svg}"
# Shapes and their appearance: nothing with text, loading, links, scripts or animation (SVG 2)
SVG_ELEMENTS = frozenset({"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
SVG_ATTRIBUTES = frozenset(
    {
        *(
            "viewBox",
            "width",
            "height",
            "x",
            "y",
            "cx",
            "cy",
            "r",
            "rx",
            "ry",
            "x1",
            "y1",
            "x2",
            "y2",
            "d",
            "points",
        ),
        *("fill", "fill-rule", "fill-opacity", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"),
        *("stroke-dasharray", "stroke-opacity", "stroke-miterlimit", "opacity", "transform", "clip-rule"),
    }
)
_VALUE = re.compile(r"[A-Za-z0-9#.,%()+\s-]*")
_PNG_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
)  # ISO/IEC 15948; all others are metadata
_PNG = b"\x89PNG\r\n\x1a\n"
# JPEG (ITU-T T.81): tables, frame, scan, restart, and the JFIF header; not APP1 to APP15 and comments
_JPEG_PARTS = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, 0xE0})
_JFIF_BYTES = 16  # without a thumbnail


def read_pictures(docs: Path) -> dict[str, bytes]:
    """Return the pictures in a docs folder by name; only small regular files."""
    folder = docs / FOLDER
    if folder.is_symlink() or not folder.is_dir():
        return {}
    files = (path for path in sorted(folder.iterdir()) if path.is_file() and not path.is_symlink())
    return {path.name: path.read_bytes() for path in files if path.stat().st_size <= MOST_BYTES}


def data_uri(name: str, data: bytes) -> str:
    """Return a picture as a data: URI. Browsers run nothing in pictures shown this way."""
    kind = name.rsplit(".", 1)[1]
    if kind == "svg":
        return f"data:{KINDS[kind]},{quote(' '.join(data.decode().split()), safe=chr(39) + '/:=,() ')}"
    return f"data:{KINDS[kind]};base64,{base64.b64encode(data).decode()}"


def faults(name: str, data: bytes) -> Iterator[tuple[Rule, Message]]:
    """Yield rule and message for each fault in a picture."""
    kind = name.rsplit(".", 1)[1]
    checks = {"svg": _svg_faults, "png": _png_faults, "jpg": _jpeg_faults}
    yield from checks[kind](data)


@cache
def codes_in(name: str, data: bytes) -> tuple[str, ...]:
    """Return the texts of the codes (QR and others) that a scanner finds in a picture.

    Raises OSError if the picture cannot be shown.
    """
    shown = Image.open(io.BytesIO(_raster(data) if name.endswith(".svg") else data)).convert("RGBA")
    found: list[str] = []
    for ground in ("white", "black"):  # a code may be light on a transparent ground
        opaque = Image.new("RGBA", shown.size, ground)
        opaque.alpha_composite(shown)
        grey = opaque.convert("L")
        enlarged = grey.resize((grey.width * 2, grey.height * 2)) if grey.width < 400 else grey
        found += [result.text for result in zxingcpp.read_barcodes(enlarged)]
    return tuple(dict.fromkeys(found))


def _raster(svg: bytes) -> bytes:
    page = (
        "#set page(width: 150pt, height: auto, margin: 10pt, fill: none)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    )
    try:
        png = typst.compile(page.encode(), format="png", ppi=288, sys_inputs={"svg": svg.decode()})
    except typst.TypstError as error:
        raise OSError(str(error)) from error
    return png[0] if isinstance(png, list) else png


def _png_faults(data: bytes) -> Iterator[tuple[Rule, Message]]:
    if not data.startswith(_PNG):
        yield PICTURE_BAD, say("This is not a PNG file.")
        return
    at, end = len(_PNG), False
    while at + 8 <= len(data) and not end:
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind == b"IHDR":
            width, height = struct.unpack(">II", data[at + 8 : at + 16])
            yield from _size_faults(width, height)
        if kind not in _PNG_CHUNKS:
            yield (
                PICTURE_METADATA,
                say("The file contains data besides the picture: {part}.", part=_name_of_chunk(kind)),
            )
        at, end = at + 12 + length, kind == b"IEND"
    if not end or at != len(data):
        yield (
            PICTURE_METADATA,
            say("The file has data after the end of the picture, or the end is missing."),
        )


def _jpeg_faults(data: bytes) -> Iterator[tuple[Rule, Message]]:
    if not data.startswith(b"\xff\xd8"):
        yield PICTURE_BAD, say("This is not a JPEG file.")
        return
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker not in _JPEG_PARTS or (marker == 0xE0 and length != _JFIF_BYTES):
            yield (
                PICTURE_METADATA,
                say("The file contains data besides the picture: {part}.", part=f"{marker:02X}"),
            )
        if marker in (0xC0, 0xC1, 0xC2):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            yield from _size_faults(width, height)
        at += 2 + length
    scan = data[at:]
    if not scan.startswith(b"\xff\xda") or not scan.endswith(b"\xff\xd9") or b"\xff\xd9" in scan[:-2]:
        yield (
            PICTURE_METADATA,
            say("The file has data after the end of the picture, or the end is missing."),
        )


def _size_faults(width: int, height: int) -> Iterator[tuple[Rule, Message]]:
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        yield (
            PICTURE_BAD,
            say(
                "The picture has {width} × {height} pixels; the maximum is {most} on each side.",
                width=width,
                height=height,
                most=MOST_PIXELS,
            ),
        )


def _svg_faults(data: bytes) -> Iterator[tuple[Rule, Message]]:
    try:
        text = data.decode("utf-8")
        if re.search(r"<!|<\?", text):
            yield PICTURE_METADATA, say("The drawing contains a comment, a declaration or a doctype.")
            return
        root = ET.fromstring(text)  # noqa: S314 — no doctype, so no entities
    except (ET.ParseError, UnicodeDecodeError):
        yield PICTURE_BAD, say("This is not a readable SVG file.")
        return
    if root.tag != f"{SVG}svg" or not root.get("viewBox"):
        yield PICTURE_BAD, say("The drawing does not begin with an svg element with a viewBox.")
    for element in root.iter():
        name = element.tag.removeprefix(SVG)
        if name not in SVG_ELEMENTS:
            yield (
                PICTURE_BAD,
                say("The drawing contains the element {element}, which is not allowed.", element=name[:40]),
            )
        for key, value in element.attrib.items():
            if key not in SVG_ATTRIBUTES or not _VALUE.fullmatch(value) or "url(" in value.lower():
                yield (
                    PICTURE_BAD,
                    say("The drawing contains the attribute {key}, which is not allowed.", key=key[:40]),
                )
        if (element.text or "").strip() or (element.tail or "").strip():
            yield (
                PICTURE_BAD,
                say("The drawing contains words, which readers cannot enlarge or listen to."),
            )


def _name_of_chunk(kind: bytes) -> str:
    return kind.decode("ascii", "replace")
