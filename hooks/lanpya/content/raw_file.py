"""Classifies the bytes of any file: a text, texts among other data, a picture without metadata."""

from __future__ import annotations

import io
import re
import struct
import warnings
from collections.abc import Iterator

from PIL import Image

from lanpya.content.pictures import PICTURE_METADATA, faults
from lanpya.content.text_file import text_of

# By the first bytes of a picture: its kind, and the marker at which the image data begins
_PICTURES = {b"\x89PNG\r\n\x1a\n": ("png", b"IDAT"), b"\xff\xd8\xff": ("jpg", b"\xff\xda")}
_FORMATS = ("PNG", "JPEG")
_MOST_PIXELS = 25_000_000  # pixels: those of a camera; larger pictures are not decoded
_BYTE_ORDER_MARKS = (  # byte order marks; the longer ones begin like the shorter
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Letters and digits of the scripts that numbers and addresses are written in
_RUN = re.compile(r"[ -~\t\r\n\xa0-\u20ff\ua9e0-\uaa7f\uff00-\uffef]{6,}")
_WIDE = (("utf-16-le", 2), ("utf-16-be", 2), ("utf-32-le", 4), ("utf-32-be", 4))


def text_in(raw: bytes) -> str | None:
    """Return the bytes as text, or None if they are not text."""
    coding = next((coding for mark, coding in _BYTE_ORDER_MARKS if raw.startswith(mark)), None)
    try:
        text = raw.decode(coding or "utf-8")
    except UnicodeDecodeError:
        return None
    if "\0" in text:
        return None
    return text if coding else text_of(raw)


def picture_in(raw: bytes) -> tuple[str, bytes]:
    """Return the kind of a picture, png or jpg, and the bytes before its image data; else ("", b"")."""
    for mark, (kind, drawn) in _PICTURES.items():
        if raw.startswith(mark):
            return kind, raw.partition(drawn)[0]
    return "", b""


def is_bare(kind: str, raw: bytes) -> bool:
    """Whether a picture (png, jpg or svg) can be shown and has no hidden data."""
    try:
        if any(rule == PICTURE_METADATA for rule, _ in faults(f"picture.{kind}", raw)):
            return False
        if kind != "svg":
            with (
                warnings.catch_warnings(action="ignore"),
                Image.open(io.BytesIO(raw), formats=_FORMATS) as shown,
            ):
                if shown.width * shown.height > _MOST_PIXELS:
                    return False
                shown.load()
    except (struct.error, IndexError, ValueError, OSError, SyntaxError, Image.DecompressionBombError):
        return False
    return True


def texts_among(raw: bytes) -> Iterator[str]:
    """Yield texts found among other data: UTF-8, UTF-16 and UTF-32 in both byte orders, at any offset."""
    for gap in (b"", b"\n"):
        yield _runs(raw.replace(b"\0", gap).decode("utf-8", "replace"))
    for coding, width in _WIDE:
        for start in range(width):
            yield _runs(raw[start:].decode(coding, "replace"))


def _runs(text: str) -> str:
    return "\n".join(_RUN.findall(text))
