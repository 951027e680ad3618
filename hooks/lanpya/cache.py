"""What earlier builds made, kept by what it was made from: leaflets and fonts take most of a build's time.

Only where LANPYA_CACHE names a folder, as `make site` and `make serve` do. A release is always made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

from lanpya.files import replace_bytes

CACHE = "LANPYA_CACHE"
UNUSED_DAYS = 30  # what no build asked for in so many days goes
_DIGEST = hashlib.sha256().digest_size  # of the content, before it in each entry


def remembered(make: Callable[[], bytes], *made_from: bytes) -> bytes:
    """Return what `make` returns, or what it returned when it was made from the same bytes before.

    `made_from` has to hold all that the result depends on: sources, templates, versions of tools. A damaged
    entry is made again, and a folder that cannot be written to only costs time.
    """
    if not (folder := os.environ.get(CACHE)):
        return make()
    key = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in made_from)).hexdigest()
    entry = Path(folder, key)
    with contextlib.suppress(OSError):
        kept = entry.read_bytes()
        content = kept[_DIGEST:]
        if kept[:_DIGEST] == hashlib.sha256(content).digest():
            os.utime(entry)
            return content
    content = make()
    with contextlib.suppress(OSError):
        entry.parent.mkdir(parents=True, exist_ok=True)
        replace_bytes(entry, hashlib.sha256(content).digest() + content)
    return content


def forget_unused() -> None:
    """Remove what no build asked for in UNUSED_DAYS days."""
    if folder := os.environ.get(CACHE):
        for entry in Path(folder).glob("*"):
            with contextlib.suppress(OSError):
                if entry.stat().st_mtime < time.time() - UNUSED_DAYS * 86_400:
                    entry.unlink()
