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
from collections.abc import Callable, Sequence
from functools import lru_cache, wraps
from pathlib import Path
from sysconfig import get_path
from typing import ParamSpec, TypeVar, cast

from lanpya.runtime.atomic_write import replace_bytes
from lanpya.runtime.environment import cache_folder

P = ParamSpec("P")
T = TypeVar("T")
_WRITING = 60  # seconds in which another build may be writing an entry; it takes milliseconds
UNUSED_DAYS = 30  # results that no build used for so many days are removed
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


def cached_by(
    kind: str, inputs: Callable[..., Sequence[str | bytes] | None]
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep what a function returns, which has to be picklable, until something that it depends on changes.

    `inputs` gets the arguments of the function and returns all that its result depends on besides Lanpya and
    its tools; None where the result must not be kept.
    """

    def decorate(compute: Callable[P, T]) -> Callable[P, T]:
        @wraps(compute)
        def recall(*args: P.args, **kwargs: P.kwargs) -> T:
            parts = inputs(*args, **kwargs) if cache_folder() else None
            if parts is None:
                return compute(*args, **kwargs)
            kept = cached_bytes(
                kind, lambda: pickle.dumps(compute(*args, **kwargs)), _code(), *map(_as_bytes, parts)
            )
            return cast("T", pickle.loads(kept))  # noqa: S301 — from a folder that only who builds here writes to

        return recall

    return decorate


def _as_bytes(part: str | bytes) -> bytes:
    return part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")


def cached_bytes_by(
    kind: str, inputs: Callable[..., Sequence[bytes]]
) -> Callable[[Callable[P, bytes]], Callable[P, bytes]]:
    """Like `cached_by`, for bytes that outlive changes to Lanpya: `inputs` names code and tools as well."""

    def decorate(compute: Callable[P, bytes]) -> Callable[P, bytes]:
        @wraps(compute)
        def recall(*args: P.args, **kwargs: P.kwargs) -> bytes:
            if not cache_folder():
                return compute(*args, **kwargs)
            return cached_bytes(kind, lambda: compute(*args, **kwargs), *inputs(*args, **kwargs))

        return recall

    return decorate


@lru_cache(maxsize=1)
def _code() -> bytes:
    """Return a digest of what makes things: the files beside this one, and the versions of what they use."""
    folder = Path(__file__).parents[1]
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".po", ".txt", ".yml")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    for name in sorted(path.name for path in Path(get_path("purelib")).glob("*.dist-info")):
        digest.update(name.encode())
    return digest.digest()


def prune_cache() -> None:
    """Remove what no build used for UNUSED_DAYS days, and what killed builds left half-written."""
    if folder := cache_folder():
        for entry in folder.glob("*"):
            longest = _WRITING if entry.name.startswith(".") else UNUSED_DAYS * 86_400
            with contextlib.suppress(OSError):
                if entry.is_file() and entry.stat().st_mtime < time.time() - longest:
                    entry.unlink()
