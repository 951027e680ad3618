"""A digest of everything that a page may depend on besides its own texts, for the cache."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator
from functools import lru_cache

from lanpya.content.library import Library
from lanpya.content.search_words import FILE as SEARCH_WORDS


@lru_cache(maxsize=1)
def shared_inputs_digest(library: Library) -> str:
    """Return a digest of settings, data and pictures, and of the front matter and headings of all pages.

    It does not change while the sentences of a guide are edited, so that results for other guides stay valid,
    nor with the words for the search, which only the search index has.
    """
    digest = hashlib.sha256()
    for part in _parts(library):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _parts(library: Library) -> Iterator[bytes]:
    yield repr((library.settings, library.docs, library.problems)).encode()
    data = {name: entry for name, entry in library.data.items() if not name.endswith(f"/{SEARCH_WORDS}")}
    yield pickle.dumps((data, library.pictures, library.drawings, sorted(library.texts)))
    for pages in (library.pages, library.drafts):
        for page in pages.values():
            yield repr((page.path, page.front, page.document.headings)).encode()
        yield b"drafts"


def texts_of(library: Library, path: str) -> tuple[str, ...]:
    """Return the text of a file and, of a page, the texts in all languages, with which it may be compared."""
    page = library.page_at(path)
    pages = library.translations(page.file) if page else []
    return (library.texts[path], *(library.texts[page.path] for page in pages))
