"""Leaflets: which there are, and what stands on each, as plain data for a template of overrides/print.

Text comes from *In short* and the sections marked .print. No contact stands on paper, which nobody can call
back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lanpya.formats import Format, side_of, size_of
from lanpya.library import Library, Page
from lanpya.markdown import Section
from lanpya.qr import Code, code_for
from lanpya.runs import blocks_of, runs_of
from lanpya.settings import Language
from lanpya.wording import Wording

BOOKLET = 0  # the public number of a leaflet that holds all guides
PAGE_MODULE_MM = 0.8  # a page code must scan from a bad print: 0.8 mm a module or more
TEXT_MODULE_MM = 0.5  # a text code of 130 Burmese letters is then some 50 mm wide
TEXT_LEAST = 15  # shorter texts of Burmese are misread by zbar a third of the time, without an ECI marker
_FRAME = ("page_code", "text_code", "no_contact", "code_warning", "burn")


@dataclass(frozen=True)
class Leaflet:
    """One leaflet of a format: the guides on it, one in two languages, or all of one language."""

    form: Format
    pages: tuple[Page, ...]

    @property
    def address(self) -> int:
        """Its public number: the guide's."""
        return BOOKLET if self.form.collects else self.pages[0].address

    @property
    def languages(self) -> list[Language]:
        """The languages on it."""
        return list(dict.fromkeys(page.language for page in self.pages))

    @property
    def url(self) -> str:
        """Where it stands in the site."""
        codes = "-".join(language.code for language in self.languages)
        return f"print/{codes}/{self.address}-{self.form.name}.pdf"

    def good_until(self, library: Library) -> date:
        """Return the earliest day until which one of its guides is good."""
        return min(library.guides[page.file].review_by for page in self.pages)

    def is_withdrawn(self, library: Library, edition: date) -> bool:
        """Whether docs/data/withdrawn.yml calls this edition of it, or of a guide on it, back."""
        addresses = {self.address, *(page.address for page in self.pages)}
        return any(gone.leaflet in addresses and edition <= gone.until for gone in library.withdrawn)


def leaflets_of(library: Library) -> list[Leaflet]:
    """Return every leaflet of the site: all formats for every guide and language, then the bilingual ones."""
    made: list[Leaflet] = []
    default = library.settings.default_language
    for form in library.settings.formats:
        for language in library.used_languages:
            pages = [page for page in library.in_language(language.code) if library.has_leaflet(page.file)]
            groups = [tuple(pages)] if form.collects else [(page,) for page in pages]
            made += [Leaflet(form, group) for group in groups if group]
            if form.bilingual and language != default:
                pairs = ((library.pages.get((default.code, page.file)), page) for page in pages)
                made += [Leaflet(form, (first, page)) for first, page in pairs if first]
    return made


def printed_sections(page: Page) -> list[Section]:
    """Return *In short* and the sections marked .print, in the order of the page."""
    return [section for section in page.document.sections if section.id == "short" or section.printed]


def short_message(page: Page) -> str:
    """Return what a guide's text code says: the first item of *In short* that scanners read surely.

    Empty where none is long enough; a rule of the sources tells.
    """
    section = page.document.section("short")
    items = section.items() if section else []
    return next((item for item in items if len(item) >= TEXT_LEAST), "")


def page_address(page: Page, library: Library) -> str:
    """Return the public address that the page code of a guide says."""
    return library.public_address(page.url)


def leaflet_data(leaflet: Leaflet, library: Library, edition: date) -> dict[str, Any]:
    """Return all that a template shows, as plain data in reading order; lengths in millimetres."""
    form, paper = leaflet.form, library.settings.paper
    width, height = size_of(form, paper)
    until, language = leaflet.good_until(library), leaflet.languages[0]
    words = Wording(library, language)
    past, withdrawn = edition > until, leaflet.is_withdrawn(library, edition)
    state = "barred" if past else "withdrawn" if withdrawn else ""
    scale = (width, height, width, height)
    return {
        "name": f"{leaflet.address}",
        "lang": language.html_lang,
        "paper": {"width": width, "height": height},
        "sides": [
            {
                kind: [[share * mm for share, mm in zip(line, scale, strict=True)] for line in lines]
                for kind, lines in (("folds", side.folds), ("cuts", side.cuts))
            }
            for side in (side_of(form, number) for number in range(len(form.sides)))
        ],
        "barred": runs_of(words.text(state), language.html_lang) if state else None,
        "digits": [words.number(digit) for digit in range(10)],
        "all": runs_of(words.text("home"), language.html_lang),
        "frames": [
            _frame(library, one, until, edition, _front(leaflet, library, one)) for one in leaflet.languages
        ],
        "parts": [_part(page, leaflet.form, library) for page in leaflet.pages],
    }


def _front(leaflet: Leaflet, library: Library, language: Language) -> tuple[str, str]:
    """Return what the cover says, which is nothing of the subject, and the address of the page code."""
    words = Wording(library, language)
    if not leaflet.form.collects:
        page = next(page for page in leaflet.pages if page.language == language)
        return words.text("cover", number=page.address), page_address(page, library)
    home = library.by_address(0, language.code)
    url = home.url if home and home.url != "index.html" else ""  # the shortest address that leads there
    return words.text("browser_title"), library.public_address(url)


def _frame(
    library: Library, language: Language, until: date, edition: date, front: tuple[str, str]
) -> dict[str, Any]:
    """Return what stands around the guides in one language."""
    words, lang = Wording(library, language), language.html_lang
    cover, address = front
    return {
        "lang": lang,
        "cover": cover,
        "good_until": runs_of(words.text("good_until", date=until), lang),
        "edition": runs_of(words.text("edition", date=edition), lang),
        "address": address,
        "code": _code(
            code_for(address, sturdy=True), PAGE_MODULE_MM, words.text("page_code_alt", address=address)
        ),
        **{key: runs_of(words.text(key), lang) for key in _FRAME},
    }


def _part(page: Page, form: Format, library: Library) -> dict[str, Any]:
    """Return one guide: its words, its text code, and what its translation has to say of itself."""
    words, lang = Wording(library, page.language), page.language.html_lang
    message = short_message(page)
    return {
        "lang": lang,
        "number": words.number(page.address),
        "title": runs_of(page.title, lang),
        "labels": [runs_of(words.text(label), lang) for label in library.labels(page)],
        "message": runs_of(message, lang),
        "text_code": _code(code_for(message), TEXT_MODULE_MM, words.text("text_code_alt", text=message)),
        "blocks": list(_blocks(page, form, words)),
    }


def _blocks(page: Page, form: Format, words: Wording) -> Iterator[dict[str, Any]]:
    lang = page.language.html_lang
    yield {"kind": "title", "section": "short", "runs": runs_of(page.title, lang)}
    for section in printed_sections(page):
        if form.only_short and section.id != "short":
            continue
        for element in section.elements:
            for block in blocks_of(element, words):
                yield block | {"section": section.id}


def _code(code: Code, module: float, alt: str) -> dict[str, Any]:
    return {"svg": code.svg, "mm": code.modules * module, "alt": alt}
