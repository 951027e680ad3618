"""Which pages and files the site has, and where: every public page number and every URL inside the site.

URLs are relative to the root of the site, without a leading slash. A page number is the same in every
language and never changes, because it is printed on leaflets; guides have theirs in their front matter.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable

from lanpya.content.settings import SiteLanguage

HOME = 0  # the number of index.md; the build finds other guides by their role
SEARCH, CURRENT, REMOVE = 21, 22, 23  # numbers of pages that the build makes, for every language

NOT_FOUND, SITEMAP = "404.html", "sitemap.xml"
NEXT = "n"  # the id of what a reader who holds the paper of a guide needs next: the line after In short
WORKER = "sw.js"
KEPT = "keep"  # the folder of single-file copies and archives
ARCHIVE, ARCHIVE_PRINT = f"{KEPT}/notes.zip", f"{KEPT}/notes-print.zip"


def page_url(number: int, language: SiteLanguage) -> str:
    """Return the URL of a page by its number; page 0 is the home page."""
    name = f"{number}.html" if number != HOME else "index.html"
    return name if language.default else f"{language.code}/{name}"


def search_url(language: SiteLanguage) -> str:
    """Return the URL of the search page."""
    return page_url(SEARCH, language)


def current_url(language: SiteLanguage) -> str:
    """Return the URL of the page that lists which leaflets are current and which are recalled."""
    return page_url(CURRENT, language)


def remove_url(language: SiteLanguage) -> str:
    """Return the URL of the page that removes offline copies."""
    return page_url(REMOVE, language)


RANK = "search/rank.js"  # no language has a code of four letters


def index_url(language: SiteLanguage) -> str:
    """Return the URL of the search index, a script."""
    return f"search/{language.code}.js"


def single_file_url(language: SiteLanguage) -> str:
    """Return the URL of the single-file copy of a language."""
    return f"{KEPT}/notes-{language.code}.html"


def font_url(language: SiteLanguage) -> str:
    """Return the URL of the fallback font of a language."""
    return f"font/{language.code}.woff2"


def leaflet_url(number: int, form: str, languages: Iterable[SiteLanguage]) -> str:
    """Return the URL of a leaflet: the PDF of a guide in a format, in one language or two."""
    return f"print/{'-'.join(language.code for language in languages)}/{number}-{form}.pdf"


def read_aloud_url(number: int, language: SiteLanguage) -> str:
    """Return the URL of the text to read aloud of a guide."""
    return f"text/{language.code}/{number}.txt"


ID_DIGITS = 4  # of most published ids


def published_id(number: int, identifier: str, digits: int = ID_DIGITS) -> str:
    """Return the id under which the page with this number publishes a heading or an entry of a list.

    It is short and says nothing; it stays the same as long as the identifier in the source does. See
    content.published_ids for those that would be the same on one page.
    """
    return "h" + hashlib.sha256(f"{number}#{identifier}".encode()).hexdigest()[:digits]


def relative_url(start: str, target: str) -> str:
    """Return the link from the page at `start` to `target`, both relative to the root of the site."""
    return posixpath.relpath(target, posixpath.dirname(start) or ".")
