"""Guides by the names that people type."""

from __future__ import annotations

from lanpya.content.library import Library, Page


class RefusedError(Exception):
    """What was asked for is not done; the message gives all reasons, one a line."""


def page_named(library: Library, guide: str, language: str) -> Page:
    """Return the page or draft of a guide, named with .md or without; raises RefusedError for none."""
    path = f"{library.docs}/{language}/{guide if guide.endswith('.md') else f'{guide}.md'}"
    page = library.page_at(path)
    if page is None:
        raise RefusedError(f"There is no guide {path}, or it cannot be read: see make check.")
    return page


def source_named(library: Library, guide: str) -> Page:
    """Return the page of a guide in the source language; raises RefusedError if none is there."""
    return page_named(library, guide, library.settings.source_language)


def translation_named(library: Library, guide: str, language: str) -> Page:
    """Return a translation of a guide; raises RefusedError if none is there, or not its source."""
    page = page_named(library, guide, language)
    if library.is_source(page):
        raise RefusedError(f"{page.path} is the source itself.")
    source_named(library, guide)
    return page
