"""What the bytes of a file hold: its text, the texts among other bytes, a picture with nothing beside it."""

from __future__ import annotations

import io
import re
import struct
import warnings
from collections.abc import Iterator

from PIL import Image

from lanpya.content.pictures import PICTURE_METADATA, faults
from lanpya.content.text_file import text_of

# What a picture begins with that can be looked into, its kind, and where in it what is drawn begins
_PICTURES = {b"\x89PNG\r\n\x1a\n": ("png", b"IDAT"), b"\xff\xd8\xff": ("jpg", b"\xff\xda")}
_FORMATS = ("PNG", "JPEG")
_DOTS = 25_000_000  # as a camera's; more is not drawn to look into it
_MARKS = (  # of the order of bytes; the longer ones begin as the shorter do
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Letters and digits of the scripts that numbers and addresses are written in
_RUN = re.compile(r"[ -~\t\r\n\xa0-\u20ff\ua9e0-\uaa7f\uff00-\uffef]{6,}")
_WIDE = (("utf-16-le", 2), ("utf-16-be", 2), ("utf-32-le", 4), ("utf-32-be", 4))


def text_in(raw: bytes) -> str | None:
    """Return the text that the bytes are, or None where they are anything else."""
    coding = next((coding for mark, coding in _MARKS if raw.startswith(mark)), None)
    try:
        text = raw.decode(coding or "utf-8")
    except UnicodeDecodeError:
        return None
    if "\0" in text:
        return None
    return text if coding else text_of(raw)


def picture_in(raw: bytes) -> tuple[str, bytes]:
    """Return the kind of a picture, png or jpg, and what is before the drawn part; of any other nothing."""
    for mark, (kind, drawn) in _PICTURES.items():
        if raw.startswith(mark):
            return kind, raw.partition(drawn)[0]
    return "", b""


def is_bare(kind: str, raw: bytes) -> bool:
    """Return whether a picture (png, jpg or svg) can be shown and holds nothing that is not shown."""
    try:
        if any(rule == PICTURE_METADATA for rule, _ in faults(f"picture.{kind}", raw)):
            return False
        if kind != "svg":
            with (
                warnings.catch_warnings(action="ignore"),
                Image.open(io.BytesIO(raw), formats=_FORMATS) as shown,
            ):
                if shown.width * shown.height > _DOTS:
                    return False
                shown.load()
    except (struct.error, IndexError, ValueError, OSError, SyntaxError, Image.DecompressionBombError):
        return False
    return True


def texts_among(raw: bytes) -> Iterator[str]:
    """Yield the texts among other bytes: UTF-8, UTF-16 and UTF-32 in both orders, from any byte on."""
    for gap in (b"", b"\n"):
        yield _runs(raw.replace(b"\0", gap).decode("utf-8", "replace"))
    for coding, width in _WIDE:
        for start in range(width):
            yield _runs(raw[start:].decode(coding, "replace"))


def _runs(text: str) -> str:
    return "\n".join(_RUN.findall(text))
