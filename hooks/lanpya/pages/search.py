"""The search page: its index for search.js, and a list of guides and headings that needs no script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from xml.etree.ElementTree import Element

from markupsafe import Markup

from lanpya.content.interface import Wording
from lanpya.content.library import Library, Page
from lanpya.content.published_ids import heading_id
from lanpya.content.settings import SiteLanguage
from lanpya.content.urls import index_url, relative_url, search_url
from lanpya.languages.language import language_for
from lanpya.languages.sentences import sentence_ends
from lanpya.pages.placeholders import INDEX_VERSION
from lanpya.pages.templates import Templates
from lanpya.runtime.cache import cached_by
from lanpya.runtime.compression import compress_text, decompress_text, gzip_size
from lanpya.runtime.parallel import MANY, batches, run_jobs

_INLINE = ("a", "em", "strong")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_COUNTED = 100  # entries, after which their size is taken
BREAK = "\ue000"  # a line may break here; a tab in the index, white space like any other to search.js


@dataclass(frozen=True)
class Part:
    """What stands under one heading; `id` and `heading` are empty for what stands before the first."""

    id: str
    heading: str
    text: str


def parts_of(page: Page) -> list[Part]:
    """Return the text of a page under each of its headings, without the numbers of sources."""
    groups: list[list[Element]] = [[]]
    for element in page.document.elements():
        if element.tag in _HEADINGS:
            groups.append([])
        groups[-1].append(element)
    parts = [Part("", "", _text(groups[0]))]
    for heading, *rest in groups[1:]:
        parts.append(Part(heading_id(page, heading.get("id", "")), _text([heading]), _text(rest)))
    return parts


def search_index(library: Library, language: SiteLanguage) -> Iterator[str]:
    """Yield, piece by piece, the index of a language as a script: from file:// no JSON can be fetched."""
    every = library.pages_in(language.code)
    jobs = [partial(_entries_of, some) for some in batches(every)]
    found = dict(run_jobs(jobs, parallel=len(every) >= MANY))
    yield "notes=["
    for number, page in enumerate(every):
        yield ("," if number else "") + decompress_text(found[page.number])
    yield "]\n"


def _entries_of(pages: Iterable[Page]) -> Iterator[tuple[int, bytes]]:
    """Yield the number of each page, and its entry in the index, compressed."""
    for page in pages:
        yield page.number, compress_text(_index_entry(page))


def _made_from(page: Page) -> tuple[str, ...]:
    return repr((page.language, page.number, page.title)), decompress_text(page.document.compressed)


@cached_by("entry", inputs=_made_from)
def _index_entry(page: Page) -> str:
    parts = [
        [
            f"#{part.id}" if part.id else "",
            _breakable(part.heading, page.language),
            _breakable(part.text, page.language),
        ]
        for part in parts_of(page)
        if part.heading or part.text
    ]
    entry = [page.url.rpartition("/")[2], _breakable(page.title, page.language), parts]
    # a raw tab takes one byte, and JavaScript reads it inside a string
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).replace(BREAK, "\t")


@dataclass(frozen=True)
class Entry:
    """An entry of the list: a link to a page, or to a heading of the page called `page_title`."""

    url: str
    words: str
    is_page: bool = False
    page_title: str = ""


def search_body(library: Library, language: SiteLanguage, templates: Templates) -> Markup:
    """Return what the search page shows: a field for those with JavaScript, and the longest list for all."""
    index_url_here = f"{relative_url(search_url(language), index_url(language))}?{INDEX_VERSION}"
    field = templates.partial("search", "search_field", Wording(library, language), index_url_here)
    return field + search_lists(library, language, templates)[0][1]


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
    for page in library.pages_in(language.code):
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


def for_language(script: str, language: SiteLanguage, languages: Iterable[SiteLanguage]) -> str:
    """Return a script for searching with the tables of a language in it, and the digits of all languages."""
    traits = language.traits
    tables = {
        "ALIKE": traits.alike_with(each.traits for each in languages).replace("'", "\\'"),
        "MARKS": traits.marks_ignored,
        "STOPS": traits.stops,
    }
    for name, table in tables.items():
        script = script.replace(name, table)
    return script


def _text(elements: list[Element]) -> str:
    return " ".join("".join(word for element in elements for word in _words(element)).split())


def _words(element: Element) -> Iterator[str]:
    """Yield the texts of an element, with a space where a block ends, without the numbers of sources."""
    if not element.get("href", "").startswith("source:"):
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""
    if element.tag not in _INLINE:
        yield " "


def _breakable(text: str, language: SiteLanguage) -> str:
    """Return the text as the index holds it, with a tab wherever a line may break and no space stands."""
    script = language_for(text, language.html_lang)
    text = script.searchable(text)
    ends, signs = set(sentence_ends(text)), [*text, ""]
    # search.js ends a sentence at one with a plain space or a break behind it
    going_on = {match.end() for match in re.finditer(f"[{language.traits.stops}]", text)} - ends
    for place in going_on:
        if signs[place] == " ":
            signs[place] = "\N{NO-BREAK SPACE}"
    marked, place = "", 0
    for piece in script.index_pieces("".join(signs)):
        marked += (BREAK if place and place not in going_on else "") + piece
        place += len(piece)
    return re.sub(rf"{BREAK}?([ \N{{NO-BREAK SPACE}}]){BREAK}?", r"\1", marked)
