"""What earlier builds made, kept by what it was made from: leaflets, fonts, what was read and checked.

Only where LANPYA_CACHE names a folder, as `make site` and `make serve` do, and never while LANPYA_CONTACTS
names real contacts: what shows them would lie there for weeks. A release is always made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from sysconfig import get_path
from typing import TypeVar, cast

from lanpya.runtime.atomic_write import replace_bytes
from lanpya.runtime.environment import cache_folder

T = TypeVar("T")
_WRITING = 60  # seconds in which another build may be writing an entry; it takes milliseconds
UNUSED_DAYS = 30  # what no build asked for in so many days goes
_DIGEST = hashlib.sha256().digest_size  # of the content, before it in each entry


def cached_bytes(kind: str, compute: Callable[[], bytes], *inputs: bytes) -> bytes:
    """Return what `compute` returns, or what it returned when it was made from the same bytes before.

    `inputs` have to hold all that a result of this kind depends on: sources, templates, versions of tools.
    A damaged entry is made again, and a folder that cannot be written to only costs time.
    """
    if not (folder := cache_folder()):
        return compute()
    key = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in inputs)).hexdigest()
    entry = folder / f"{kind}-{key}"
    with contextlib.suppress(OSError):
        kept = entry.read_bytes()
        content = kept[_DIGEST:]
        if kept[:_DIGEST] == hashlib.sha256(content).digest():
            os.utime(entry)
            return content
    content = compute()
    with contextlib.suppress(OSError):
        entry.parent.mkdir(parents=True, exist_ok=True)
        replace_bytes(entry, hashlib.sha256(content).digest() + content)
    return content


def cached(kind: str, compute: Callable[[], T], *inputs: str) -> T:
    """Like `cached_bytes`, for picklable objects. Invalidated by any change to Lanpya or its tools."""
    if not cache_folder():
        return compute()
    parts = (_code(), *(part.encode("utf-8", "surrogatepass") for part in inputs))
    kept = cached_bytes(kind, lambda: pickle.dumps(compute()), *parts)
    return cast("T", pickle.loads(kept))  # noqa: S301 — from a folder that only who builds here writes to


@lru_cache(maxsize=1)
def _code() -> bytes:
    """Return a digest of what makes things: the files beside this one, and the versions of what they use."""
    folder = Path(__file__).parents[1]
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".po")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    for name in sorted(path.name for path in Path(get_path("purelib")).glob("*.dist-info")):
        digest.update(name.encode())
    return digest.digest()


def prune_cache() -> None:
    """Remove what no build asked for in UNUSED_DAYS days, and what one that was killed had half written."""
    if folder := cache_folder():
        for entry in folder.glob("*"):
            longest = _WRITING if entry.name.startswith(".") else UNUSED_DAYS * 86_400
            with contextlib.suppress(OSError):
                if entry.is_file() and entry.stat().st_mtime < time.time() - longest:
                    entry.unlink()
