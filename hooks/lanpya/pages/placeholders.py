"""What pages show of files that are built after them: each placeholder, and what fills it in the end."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from lanpya.content.leaflet_formats import format_at
from lanpya.leaflets.typesetting import sheets_in
from lanpya.runtime.cache import cached_by
from lanpya.runtime.compression import KILOBYTE, gzip_size

_SIZE, _HASH, _SHEETS = "\u27e6{} {}\u27e7", "\u27e8{}\u27e9", "\u27ea{} {}\u27eb"
_PAGE, _TARGET = r"(?P<page>\S+)", r"(?P<target>\S+?)"
_SIZES = re.compile(_SIZE.format(_PAGE, _TARGET))
_HASHES = re.compile(_HASH.format(_TARGET))
_SHEET_COUNTS = re.compile(_SHEETS.format(_PAGE, _TARGET))
PENDING = re.compile("[\u27e6\u27e8\u27ea][^\u27e7\u27e9\u27eb]*")  # any of them, in a text
INDEX_VERSION = "\u27ec\u27ed"  # in the URL of the search index, so that no browser takes an older one


def size_placeholder(page: str, target: str) -> str:
    """Return what becomes the size of a file: whole kilobytes after gzip -6, in the digits of the page.

    `page` is the URL of the page that shows it; `target` a URL, or a pattern of glob, of which the largest
    file counts.
    """
    return _SIZE.format(page, target)


def sheets_placeholder(page: str, target: str) -> str:
    """Return what becomes the sheets of paper that the leaflets `target` take, from the least to the most."""
    return _SHEETS.format(page, target)


def hash_placeholder(target: str) -> str:
    """Return what becomes the SHA-256 of a file and its bytes, with a colon between."""
    return _HASH.format(target)


def fill_placeholders(html: str, site: Path, number: Callable[[str, int], str]) -> str:
    """Return a built page with its placeholders filled from the files in `site`.

    `number` returns a number in the digits of the page with a URL. Raises OSError for a file of which a
    hash is wanted and that is missing.
    """

    def size(match: re.Match[str]) -> str:
        sizes = (-(-_size_of(path) // KILOBYTE) for path in site.glob(match["target"]))
        return number(match["page"], max(sizes, default=0))

    def sheets(match: re.Match[str]) -> str:
        paths = site.glob(match["target"])
        counts = {sheets_in(path.read_bytes(), format_at(path.name)) for path in paths} or {0}
        return "–".join(number(match["page"], count) for count in sorted({min(counts), max(counts)}))

    def digest(match: re.Match[str]) -> str:
        content = (site / match["target"]).read_bytes()
        return f"{hashlib.sha256(content).hexdigest()}:{len(content)}"

    return _SHEET_COUNTS.sub(sheets, _HASHES.sub(digest, _SIZES.sub(size, html)))


def _size_of(path: Path) -> int:
    content = path.read_bytes()
    if path.suffix == ".zip":  # no server compresses it again
        return len(content)
    return _compressed_size(content)


@cached_by("size", inputs=lambda content: (content,))
def _compressed_size(content: bytes) -> int:
    return gzip_size(content)
