"""Leaflets: which there are, and the content of each as plain data for a template of overrides/print.

The text is *In short* and the sections marked .print. Leaflets never have contacts, because paper cannot be
recalled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lanpya.content.interface import Wording
from lanpya.content.leaflet_formats import Format, Side, side_of, size_of
from lanpya.content.library import Library, Page
from lanpya.content.markdown import Section
from lanpya.content.pictograms import print_svg
from lanpya.content.settings import SiteLanguage
from lanpya.content.urls import NEXT, leaflet_url
from lanpya.languages.language import language_of
from lanpya.leaflets.fonts import print_font
from lanpya.leaflets.qr import Code, code_for
from lanpya.leaflets.text_code import is_guessed, short_message
from lanpya.leaflets.text_runs import PASSAGE, blocks_of, longest_of, runs_of, runs_said, text_block
from lanpya.runtime.clock import is_past

BOOKLET = 0  # the public number of the leaflet with all guides
PAGE_MODULE_MM = 0.8  # a page code must scan from a bad print: 0.8 mm a module or more
TEXT_MODULE_MM = 0.5  # a text code of 130 Burmese letters is then some 50 mm wide
_FRAME_WORDS = ("page_code", "text_code", "no_contact", "code_warning", "burn")


@dataclass(frozen=True)
class Leaflet:
    """A leaflet in a format: of one guide, of one guide in two languages, or of all guides of a language."""

    form: Format
    pages: tuple[Page, ...]

    @property
    def number(self) -> int:
        """The public number: that of the guide."""
        return BOOKLET if self.form.collects else self.pages[0].number

    @property
    def languages(self) -> list[SiteLanguage]:
        """The languages on it."""
        return list(dict.fromkeys(page.language for page in self.pages))

    @property
    def direction(self) -> str:
        """The direction of the first language, in which the sheet is read: ltr or rtl."""
        return self.languages[0].traits.direction

    def side(self, number: int) -> Side:
        """Return the side of the sheet for a page of the PDF, counted from 0."""
        return side_of(self.form, number, self.direction)

    @property
    def url(self) -> str:
        """The URL of the PDF, relative to the root of the site."""
        return leaflet_url(self.number, self.form.name, self.languages)

    def good_until(self, library: Library) -> date:
        """Return the last day on which all its guides are valid."""
        return min(library.guides[page.file].review_by for page in self.pages)

    def state(self, library: Library, release_date: date) -> str:
        """Return why the leaflet must not be used, as `state_of` does.

        Recalling any of its guides recalls it.
        """
        numbers = {self.number, *(page.number for page in self.pages)}
        return state_of(numbers, self.good_until(library), library, release_date)


def state_of(numbers: set[int], until: date, library: Library, release_date: date) -> str:
    """Return the key of the words for why something on paper must not be used, or "".

    `withdrawn` if docs/data/withdrawn.yml recalls one of the numbers, `barred` after its last day.
    """
    if any(library.is_withdrawn(number, release_date) for number in numbers):
        return "withdrawn"
    return "barred" if is_past(until, release_date) else ""


def cover_numbers(library: Library) -> dict[int, str]:
    """Return all numbers on current covers, each with the title of its guide in one language."""
    printed = (page for page in library.pages.values() if library.has_leaflet(page.file))
    return {BOOKLET: "all guides in one", **{page.number: page.title for page in printed}}


def leaflets_of(library: Library) -> list[Leaflet]:
    """Return all leaflets of the site: each format for each guide and language, then bilingual ones."""
    leaflets: list[Leaflet] = []
    default, offered = library.settings.default_language, library.settings.leaflets
    for form in library.settings.formats:
        for language in (each for each in library.used_languages if form in offered[each.code]):
            pages = [page for page in library.pages_in(language.code) if library.has_leaflet(page.file)]
            groups = [tuple(pages)] if form.collects else [(page,) for page in pages]
            leaflets += [Leaflet(form, group) for group in groups if group]
            if form.bilingual and language != default and form in offered[default.code]:
                pairs = ((library.pages.get((default.code, page.file)), page) for page in pages)
                leaflets += [Leaflet(form, (first, page)) for first, page in pairs if first]
    return leaflets


def printed_sections(page: Page) -> list[Section]:
    """Return *In short* and the sections marked .print, in the order of the page."""
    return [section for section in page.document.sections if section.id == "short" or section.printed]


def leaflet_data(
    leaflet: Leaflet, library: Library, release_date: date, *, is_alone: bool = False
) -> dict[str, Any]:
    """Return everything that a template shows, as plain data in reading order; lengths in millimetres.

    `is_alone` leaves out the English that is beside unchecked texts; what is around the guides of a leaflet
    in two languages, one of them English, says it already.
    """
    form, paper = leaflet.form, library.settings.paper
    width, height = size_of(form, paper)
    language, state = leaflet.languages[0], leaflet.state(library, release_date)
    words = Wording(library, language)
    scale = (width, height, width, height)
    is_framed_alone = is_alone or library.settings.last_resort in leaflet.languages
    parts = [_part(page, leaflet.form, library, is_alone) for page in leaflet.pages]
    used = sorted({block["pictogram"] for part in parts for block in part["blocks"] if "pictogram" in block})
    return {
        "name": f"{leaflet.number}",
        "languages": {
            each.code: _type_of(each, each.html_lang, library)
            for each in (*leaflet.languages, library.settings.last_resort)
        }
        | {
            f"{PASSAGE}{tag}": _type_of(printed_as(tag, library, language), tag, library)
            for tag in sorted(_passages(parts))
        },
        "least": form.least_type,
        "paper": {"width": width, "height": height},
        "sides": [
            {
                kind: [[share * mm for share, mm in zip(line, scale, strict=True)] for line in lines]
                for kind, lines in (("folds", side.folds), ("cuts", side.cuts))
            }
            for side in (leaflet.side(number) for number in range(len(form.sides)))
        ],
        "barred": [
            {"language": each.code, "runs": runs_said(Wording(library, each, is_framed_alone), state)}
            for each in leaflet.languages
            if state
        ],
        "digits": [words.number(digit) for digit in range(10)],
        "all": runs_said(words, "home"),
        "frames": [
            _frame(leaflet, library, each, release_date, is_framed_alone) for each in leaflet.languages
        ],
        "parts": parts,
        "pictograms": {name: print_svg(library.pictograms[name].path) for name in used},
    }


def _passages(parts: list[dict[str, Any]]) -> set[str]:
    """Return the tags of passages in other languages than that of their guide."""
    runs = (run for part in parts for block in part["blocks"] for run in block["runs"])
    return {run["language"].removeprefix(PASSAGE) for run in runs if "language" in run}


def printed_as(tag: str, library: Library, around: SiteLanguage) -> SiteLanguage:
    """Return the language of the site in whose font a passage is printed: its own, else one of its script."""
    script, languages = language_of(tag).script, library.settings.languages
    alike = [language for language in languages if language.html_lang == tag]
    alike += [language for language in languages if language.traits.script == script]
    return alike[0] if alike else around


def _type_of(language: SiteLanguage, tag: str, library: Library) -> dict[str, Any]:
    """Return how Typst sets a tag in the font of a language: without a region; line edges are in ems."""
    font = print_font(library.settings, language)
    return {
        "lang": tag.partition("-")[0],
        "dir": language_of(tag).direction,
        "fonts": font.families,
        "top": font.top,
        "bottom": font.bottom,
    }


def home_address(library: Library, language: SiteLanguage) -> str:
    """Return the shortest public address of the home page, in this language or the best available."""
    home = library.page_by_number(0, language.code)
    return library.public_address(home.url if home and home.url != "index.html" else "")


def code_address(library: Library, page: Page) -> str:
    """Return the public address that the code on the leaflet of a guide opens.

    It leads past *In short*, which is on the paper, to how long the guide is good and to all its sections.
    """
    return library.public_address(f"{page.url}#{NEXT}")


def _frame(
    leaflet: Leaflet, library: Library, language: SiteLanguage, release_date: date, is_alone: bool
) -> dict[str, Any]:
    """Return what is around the guides in one language; the cover reveals nothing about the subject."""
    words = Wording(library, language, is_alone)
    if leaflet.form.collects:
        cover, address = words.text("browser_title"), home_address(library, language)
    else:
        page = next(page for page in leaflet.pages if page.language == language)
        cover, address = words.text("cover", number=page.number), code_address(library, page)
    runs = {
        "good_until": runs_said(words, "good_until", date=leaflet.good_until(library)),
        "edition": runs_said(words, "edition", date=release_date),
        **{key: runs_said(words, key) for key in _FRAME_WORDS},
    }
    return runs | {
        "language": language.code,
        "cover": cover,
        "address": address,
        "code": _code(
            code_for(address, error_correction="H"),
            PAGE_MODULE_MM,
            words.text("page_code_alt", address=address),
        ),
        "longest": list(map(longest_of, runs.values())),
    }


def _part(page: Page, form: Format, library: Library, is_alone: bool) -> dict[str, Any]:
    """Return one guide: its blocks, its text code, and the labels of its translation."""
    words, lang = Wording(library, page.language, is_alone), page.language.html_lang
    labels = [runs_said(words, label) for label in library.labels(page)]
    part: dict[str, Any] = {
        "language": page.language.code,
        "title": runs_of(page.title, lang),
        "labels": labels,
        "labels_longest": list(map(longest_of, labels)),
        "blocks": list(_blocks(page, form, library)),
    }
    if form.text_code:
        message = short_message(page, library)
        alt = words.text("text_code_alt", text=message)
        part["message"] = runs_of(message, lang)
        part["message_longest"] = longest_of(part["message"])
        part["text_code"] = _code(code_for(message, marked=not is_guessed(message)), TEXT_MODULE_MM, alt)
    return part


def _blocks(page: Page, form: Format, library: Library) -> Iterator[dict[str, Any]]:
    words, lang = Wording(library, page.language), page.language.html_lang
    yield text_block("title", page.title, lang) | {"section": "short"}
    for section in printed_sections(page):
        if form.only_short and section.id != "short":
            continue
        for element in section.elements:
            for block in blocks_of(element, words):
                if block.get("pictogram") not in library.pictograms:  # a sign without a drawing is left out
                    block.pop("pictogram", None)
                named = {"alt": _name(block, library, words)} if "pictogram" in block else {}
                yield block | named | {"section": section.id}


def _name(block: dict[str, Any], library: Library, words: Wording) -> str:
    return words.alternative(library.pictograms[block["pictogram"]].name)


def _code(code: Code, module: float, alt: str) -> dict[str, Any]:
    return {"svg": code.svg, "mm": code.modules * module, "alt": alt}
