"""Writes a picture again with nothing in it but the picture: no metadata, no scripts, and small enough."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image, ImageOps

from lanpya.content.pictures import MOST_BYTES, NAME, SVG, SVG_ATTRIBUTES, SVG_ELEMENTS, faults
from lanpya.runtime.atomic_write import replace_bytes

_SIDES = (640, 480, 360, 280, 200, 140)
_MOST_PIXELS = 100_000_000  # a larger one is no photograph of a phone


def cleaned(path: Path) -> tuple[str, bytes]:
    """Return a name that the check takes, and the content of the picture without anything beside it.

    Raises ValueError when it cannot be made fit, OSError when it is no picture.
    """
    try:
        ending, data = _clean(path)
    except (ET.ParseError, Image.DecompressionBombError) as error:
        raise ValueError(str(error)) from error
    name = f"{path.stem.lower().replace(' ', '-').replace('_', '-')}.{ending}"
    left = [str(message) for _, message in faults(name, data)]
    if not NAME.fullmatch(name):
        left.append("give it a name of small Latin letters, digits and hyphens")
    if left:
        raise ValueError("; ".join(left))
    return name, data


def write_picture(data: bytes, target: Path) -> None:
    """Write a picture that everybody may read, and the folders it needs. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    replace_bytes(target, data)
    target.chmod(0o644)


def _clean(path: Path) -> tuple[str, bytes]:
    """Return the ending and the content of the cleaned picture."""
    if path.suffix.lower() == ".svg":
        data = _clean_svg(path.read_text(encoding="utf-8"))
        if len(data) > MOST_BYTES:
            raise ValueError(
                f"the drawing has {len(data)} bytes, {MOST_BYTES} is the most: draw it with fewer points"
            )
        return "svg", data
    with Image.open(path) as opened:
        if opened.width * opened.height > _MOST_PIXELS:
            raise ValueError(
                f"it has {opened.width} × {opened.height} dots, which is too large for a photograph"
            )
        upright = ImageOps.exif_transpose(opened)
        # pixels alone: what Pillow read beside them stays behind
        bare = Image.frombytes("RGBA", upright.size, upright.convert("RGBA").tobytes())
    is_clear = bare.getchannel("A").getextrema() != (255, 255)
    for side in _SIDES:
        small = bare.copy()
        small.thumbnail((side, side))
        for ending, data in _forms(small, is_clear):
            if len(data) <= MOST_BYTES:
                return ending, data
    raise ValueError(f"no form of it is smaller than {MOST_BYTES} bytes: show less in it")


def _forms(picture: Image.Image, is_clear: bool) -> list[tuple[str, bytes]]:
    """Return the picture as PNG with few colours, and as a small JPEG where nothing shines through it."""
    opaque = picture.convert("RGB")
    few = (picture if is_clear else opaque).quantize(16)
    forms = [("png", _saved(few, "PNG", optimize=True))]
    if not is_clear:
        forms.append(("jpg", _saved(opaque, "JPEG", quality=60, optimize=True)))
    return forms


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def _clean_svg(text: str) -> bytes:
    """Return a drawing of which only shapes are left."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ValueError("the drawing declares entities: export it again as plain SVG")
    root = ET.fromstring(text)  # noqa: S314 — no doctype, so no entities
    for parent in root.iter():
        for child in list(parent):
            if child.tag.removeprefix(SVG) not in SVG_ELEMENTS:
                parent.remove(child)
    for element in root.iter():
        element.text = element.tail = None
        for key in set(element.attrib) - SVG_ATTRIBUTES:
            del element.attrib[key]
    ET.register_namespace("", SVG.strip("{}"))
    return ET.tostring(root, encoding="unicode").replace(" />", "/>").encode()
