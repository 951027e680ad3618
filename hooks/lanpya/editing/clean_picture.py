"""Rewrites a picture without metadata and scripts, and small enough for a page."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image, ImageOps

from lanpya.content.pictures import MOST_BYTES, NAME, SVG, SVG_ATTRIBUTES, SVG_ELEMENTS, faults
from lanpya.runtime.atomic_write import replace_bytes

_SIDES = (640, 480, 360, 280, 200, 140)
_MOST_PIXELS = 100_000_000  # larger pictures are not photographs of a phone


def cleaned(path: Path) -> tuple[str, bytes]:
    """Return a valid name, and the content of the picture without other data.

    Raises ValueError if it cannot be made valid, and OSError if it is not a picture.
    """
    try:
        extension, data = _clean(path)
    except (ET.ParseError, Image.DecompressionBombError) as error:
        raise ValueError(str(error)) from error
    name = f"{path.stem.lower().replace(' ', '-').replace('_', '-')}.{extension}"
    remaining = [str(message) for _, message in faults(name, data)]
    if not NAME.fullmatch(name):
        remaining.append("give it a name of small Latin letters, digits and hyphens")
    if remaining:
        raise ValueError("; ".join(remaining))
    return name, data


def write_picture(data: bytes, target: Path) -> None:
    """Write a picture that everybody may read, and create its folders. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    replace_bytes(target, data)
    target.chmod(0o644)


def _clean(path: Path) -> tuple[str, bytes]:
    """Return the file extension and the content of the cleaned picture."""
    if path.suffix.lower() == ".svg":
        data = _clean_svg(path.read_text(encoding="utf-8"))
        if len(data) > MOST_BYTES:
            raise ValueError(
                f"the drawing has {len(data)} bytes, the maximum is {MOST_BYTES}: draw it with fewer points"
            )
        return "svg", data
    with Image.open(path) as opened:
        if opened.width * opened.height > _MOST_PIXELS:
            raise ValueError(
                f"it has {opened.width} × {opened.height} pixels, which is too large for a photograph"
            )
        upright = ImageOps.exif_transpose(opened)
        # only the pixels, without metadata
        bare = Image.frombytes("RGBA", upright.size, upright.convert("RGBA").tobytes())
    is_clear = bare.getchannel("A").getextrema() != (255, 255)
    for side in _SIDES:
        small = bare.copy()
        small.thumbnail((side, side))
        for extension, data in _forms(small, is_clear):
            if len(data) <= MOST_BYTES:
                return extension, data
    raise ValueError(f"it cannot be made smaller than {MOST_BYTES} bytes: show less in it")


def _forms(picture: Image.Image, is_clear: bool) -> list[tuple[str, bytes]]:
    """Return the picture as PNG with few colours and, unless it is transparent, as JPEG."""
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
    """Return a drawing reduced to its shapes."""
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
