"""The search index of a language: a script with the texts of its pages, and the tables of its search.

search.js loads it together with rank.js, which says how it is used. From file:// no JSON can be fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

from lanpya.content.library import Library, Page
from lanpya.content.published_ids import heading_id
from lanpya.content.settings import SiteLanguage
from lanpya.languages.language import language_for
from lanpya.languages.search_rules import run_hash, search_rules
from lanpya.languages.sentences import sentence_ends
from lanpya.pages.search_packing import FIELD, PAGE, packed
from lanpya.runtime.cache import cached_by
from lanpya.runtime.compression import compress_text, decompress_text
from lanpya.runtime.parallel import MANY, batches, run_jobs

_INLINE = ("a", "em", "strong")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
BREAK = "\ue000"  # a line may break here; a tab in the index, white space like any other to rank.js
# Of each page its address, its title, and for each part an id, a heading and a text. `tables.leads` has two
# digits for the length of a text to which words lead, and how far it begins after the one before; in base 36.
_READ = (
    "(text=>{var at=0;tables.leads=(tables.leads.match(/\\S+/g)||[]).map(one=>{"
    "at+=parseInt(one.slice(2),36);return text.substr(at,parseInt(one.slice(0,2),36))});"
    f"return text.split({json.dumps(PAGE)}).map(page=>{{"
    f"var [address,title,...rest]=page.split({json.dumps(FIELD)}),parts=[];"
    "while(rest.length)parts.push(rest.splice(0,3));return[address,title,parts]})})"
)
_CONTROLS = re.compile(r"[\0-\x1f]")  # some part the fields of an index
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


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
    """Yield, piece by piece, the index of a language as a script that sets `tables` and `notes`."""
    every = library.pages_in(language.code)
    jobs = [partial(_entries_of, some) for some in batches(every)]
    found = dict(run_jobs(jobs, parallel=len(every) >= MANY))
    pages = [decompress_text(found[page.number]) for page in every]
    tables = {**_rules(library, language), **_places(_leads(library, language), PAGE.join(pages))}
    yield f"tables={_json(tables)};notes={_READ}("
    yield from packed(pages)
    yield ")\n"


def search_tables(library: Library, language: SiteLanguage) -> str:
    """Return the tables of a language as JSON: lanpya.languages.search_rules, and what readers say for what.

    They are for the single-file copy, which has its guides itself. `leads` are texts of its guides to which
    docs/<language>/search.yml leads, and `hashes` for each the hashes of the words that lead to it, with
    spaces between texts. The words are in no file of the site.
    """
    leads, pages = _leads(library, language), library.pages_in(language.code)
    copied = [page for page in pages if library.is_copied(page.file)]
    if len(copied) < len(pages):  # what is only in the others stays out of the copy
        text = _flat(PAGE.join(map(_index_entry, copied)))
        leads = {lead: hashes for lead, hashes in leads.items() if _flat(lead) in text}
    return _json({**_rules(library, language), "leads": [*leads], "hashes": " ".join(leads.values())})


def _rules(library: Library, language: SiteLanguage) -> dict[str, Any]:
    rules = search_rules(language.traits, (each.traits for each in library.settings.languages))
    return {**asdict(rules), "stops": language.traits.stops}


def _leads(library: Library, language: SiteLanguage) -> dict[str, str]:
    """Return, by the texts to which words lead, the hashes of these words."""
    rules = search_rules(language.traits, (each.traits for each in library.settings.languages))
    found: dict[str, dict[str, None]] = {}
    for line in library.search_words.get(language.code, ()):
        for lead in line.words:
            found.setdefault(lead, {})[run_hash(line.typed, rules)] = None
    return {lead: "".join(hashes) for lead, hashes in found.items()}


def _places(leads: Mapping[str, str], text: str) -> dict[str, str]:
    """Return leads and hashes as the index has them, in the order of places in the text of all pages."""
    places = [at for at, sign in enumerate(text) if not sign.isspace()] if leads else []
    flat = "".join(_small(text[at]) for at in places)
    found = []
    for lead, hashes in leads.items():
        small = _flat(lead)
        if small and (first := flat.find(small)) >= 0:
            start, end = places[first], places[first + len(small) - 1] + 1
            found.append((_code_units(text[:start]), _code_units(text[start:end]), hashes))
    refs, before = [], 0
    for start, length, _ in sorted(found):
        refs.append(f"{_base36(length):0>2}{_base36(start - before)}")
        before = start
    return {"leads": " ".join(refs), "hashes": " ".join(hashes for *_, hashes in sorted(found))}


def _flat(text: str) -> str:
    """Return a text in small letters without white space."""
    return "".join(_small(sign) for sign in text if not sign.isspace())


def _code_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _small(sign: str) -> str:
    """Return a sign as a small letter, if that is one sign as well."""
    return low if len(low := sign.lower()) == 1 else sign


def _base36(number: int) -> str:
    high, low = divmod(number, 36)
    return (_base36(high) if high else "") + _DIGITS[low]


def _json(tables: dict[str, Any]) -> str:
    return json.dumps(tables, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def _entries_of(pages: Iterable[Page]) -> Iterator[tuple[int, bytes]]:
    """Yield the number of each page, and its entry in the index, compressed."""
    for page in pages:
        yield page.number, compress_text(_index_entry(page))


def _made_from(page: Page) -> tuple[str, ...]:
    return repr((page.language, page.number, page.title)), decompress_text(page.document.compressed)


@cached_by("entry", inputs=_made_from)
def _index_entry(page: Page) -> str:
    fields = [page.url.rpartition("/")[2], _breakable(page.title, page.language)]
    for part in parts_of(page):
        if part.heading or part.text:
            texts = (_breakable(text, page.language) for text in (part.heading, part.text))
            fields += [f"#{part.id}" if part.id else "", *texts]
    return FIELD.join(fields).replace(BREAK, "\t")


def _text(elements: list[Element]) -> str:
    text = "".join(word for element in elements for word in _words(element))
    return " ".join(_CONTROLS.sub(" ", text).split())


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
