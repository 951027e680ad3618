"""Compression of texts in memory, and the size of a file as a reader downloads it."""

from __future__ import annotations

import gzip
import zlib
from functools import lru_cache


def compress_text(text: str) -> bytes:
    """Return the text compressed, to about a fifth of its size."""
    return zlib.compress(text.encode(), level=1)


@lru_cache(maxsize=128)
def decompress_text(compressed: bytes) -> str:
    """Return the text that `compress_text` compressed."""
    return zlib.decompress(compressed).decode()


KILOBYTE = 1000


def gzip_size(content: bytes) -> int:
    """Return the size in bytes after gzip -6, without a name or time in the header."""
    return len(gzip.compress(content, compresslevel=6, mtime=0))
