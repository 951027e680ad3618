"""Finds the guides and languages that commands name."""

from __future__ import annotations

from lanpya.content.library import Library, Page
from lanpya.content.settings import Settings


class RefusedError(Exception):
    """A command refuses to do something; the message has all reasons, one per line."""


def folder_of(name: str, settings: Settings) -> str:
    """Return the folder of a language that is named by its folder or tag; the name if there is none."""
    if any(language.code == name for language in settings.languages):
        return name
    return next((language.code for language in settings.languages if language.html_lang == name), name)


def page_named(library: Library, guide: str, language: str) -> Page:
    """Return the page or draft of a guide, named with or without .md; the language by its folder or tag.

    Raises RefusedError if there is none.
    """
    file = guide if guide.endswith(".md") else f"{guide}.md"
    path = f"{library.docs}/{folder_of(language, library.settings)}/{file}"
    page = library.page_at(path)
    if page is None:
        raise RefusedError(f"There is no guide {path}, or it cannot be read. Run: make check")
    return page


def source_named(library: Library, guide: str) -> Page:
    """Return the source page of a guide. Raises RefusedError if there is none."""
    return page_named(library, guide, library.settings.source_language)


def translation_named(library: Library, guide: str, language: str) -> Page:
    """Return a translation of a guide. Raises RefusedError if it or its source does not exist."""
    page = page_named(library, guide, language)
    if library.is_source(page):
        raise RefusedError(f"{page.path} is the source, not a translation.")
    source_named(library, guide)
    return page
