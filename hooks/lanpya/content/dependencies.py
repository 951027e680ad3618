"""What a page may depend on besides its own text and its source's: a digest of everything else there is."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator
from functools import lru_cache

from lanpya.content.library import Library


@lru_cache(maxsize=1)
def shared_inputs_digest(library: Library) -> str:
    """Return a digest of settings, data, pictures, and of each page its front matter and headings.

    While somebody edits the sentences of one guide it stays the same, and what was made of others holds.
    """
    digest = hashlib.sha256()
    for part in _parts(library):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _parts(library: Library) -> Iterator[bytes]:
    yield repr((library.settings, library.docs, library.problems)).encode()
    yield pickle.dumps((library.data, library.pictures, library.drawings, sorted(library.texts)))
    for pages in (library.pages, library.drafts):
        for page in pages.values():
            yield repr((page.path, page.front, page.document.headings)).encode()
        yield b"drafts"


def texts_of(library: Library, path: str) -> tuple[str, ...]:
    """Return the text of a file, and those of the page in every language, which may be held against it."""
    page = library.page_at(path)
    pages = library.translations(page.file) if page else []
    return (library.texts[path], *(library.texts[one.path] for one in pages))
