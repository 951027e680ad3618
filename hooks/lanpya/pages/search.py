"""The search page: a field for search.js, and a list of guides and headings that needs no script."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain

from markupsafe import Markup

from lanpya.content.interface import Wording
from lanpya.content.library import Library
from lanpya.content.published_ids import heading_id
from lanpya.content.settings import SiteLanguage
from lanpya.content.urls import RANK, index_url, relative_url, search_url
from lanpya.pages.finalise import minified_script
from lanpya.pages.placeholders import INDEX_VERSION
from lanpya.pages.search_index import parts_of
from lanpya.pages.templates import Templates
from lanpya.runtime.compression import gzip_size

_COUNTED = 100  # entries, after which their size is taken
RANK_SCRIPT = "rank.js"


@dataclass(frozen=True)
class Entry:
    """An entry of the list: a link to a page, or to a heading of the page called `page_title`."""

    url: str
    words: str
    is_page: bool = False
    page_title: str = ""


def search_body(library: Library, language: SiteLanguage, templates: Templates) -> Markup:
    """Return what the search page shows: a field for those with JavaScript, and the longest list for all."""
    here, version = search_url(language), sha256(rank_script(templates).encode()).hexdigest()[:7]
    scripts = (
        f"{relative_url(here, RANK)}?{version} {relative_url(here, index_url(language))}?{INDEX_VERSION}"
    )
    field = templates.partial("search", "search_field", Wording(library, language), scripts)
    return field + search_lists(library, language, templates)[0][1]


def rank_script(templates: Templates) -> str:
    """Return the script that finds and ranks, the same for all languages; it comes with an index."""
    return minified_script(templates.script(RANK_SCRIPT))


def search_lists(library: Library, language: SiteLanguage, templates: Templates) -> list[tuple[str, Markup]]:
    """Return lists that the page may have, the longest first: titles and headings, titles alone, and nothing.

    Those that alone exceed the budget of a page are left out.
    """
    most = library.settings.budgets.page
    titles = [*_titles(library, language)]
    kinds = {
        "headings": _within(most, chain(titles, _headings(library, language))),
        "titles": _within(most, titles),
        "nothing": [],
    }
    return [
        (kind, templates.partial("search", "search_list", _in_order(entries, language)))
        for kind, entries in kinds.items()
        if entries is not None
    ]


_Entries = Iterable[tuple[str, int, int, Entry]]  # each with what it is sorted by


def _titles(library: Library, language: SiteLanguage) -> _Entries:
    for page in library.pages_in(language.code):
        yield page.title, page.number, 0, Entry(page.url.rpartition("/")[2], page.title, is_page=True)


def _headings(library: Library, language: SiteLanguage) -> _Entries:
    """Yield the headings of guides of high risk that copies have; of other pages the title is enough."""
    for page in library.pages_in(language.code):
        if library.guides[page.file].risk != "high" or not library.is_copied(page.file):
            continue
        url, short = page.url.rpartition("/")[2], heading_id(page, "short")  # right below the title
        for number, part in enumerate(parts_of(page)[1:], start=1):
            if part.id != short:
                entry = Entry(f"{url}#{part.id}", part.heading, page_title=page.title)
                yield part.heading, page.number, number, entry


def _within(most: int, entries: _Entries) -> list[tuple[str, int, int, Entry]] | None:
    """Return the entries, or None as soon as their words and links take more than so many bytes."""
    found, typed = [], ""
    for entry in entries:
        found.append(entry)
        typed += f"{entry[3].url} {entry[3].words}\n"
        if len(found) % _COUNTED == 0 and gzip_size(typed.encode()) > most:
            return None
    return found


def _in_order(entries: _Entries, language: SiteLanguage) -> list[Entry]:
    """Return the entries in the language's alphabetical order."""
    key = language.traits.sort_key()
    return [entry for *_, entry in sorted(entries, key=lambda one: (key(one[0]), *one[1:3]))]
