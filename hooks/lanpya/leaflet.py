"""Leaflets: what stands on one, and its PDF, laid out by Typst from a template in overrides/print.

A format is a template and one entry of FORMATS. Text comes from *In short* and the sections marked .print.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import typst
from fontTools.ttLib import TTFont

from lanpya.library import Library, Page
from lanpya.markdown import Section
from lanpya.problem import Problem
from lanpya.qr import code_for
from lanpya.rules import problem_at
from lanpya.script import script_for
from lanpya.wording import Wording

FORMATS = ("zine",)
FONT = "fonts/Padauk-Regular.ttf"
LAST_PANEL = "last-panel"  # the template's name for what is on every leaflet
LISTS = ("ul", "ol")
MODULE_MM = 0.8  # a page code must scan from a bad print: 0.8 mm a module or more
_OVERFLOW = re.compile(r"overflow:(?P<section>[a-z0-9-]*):(?P<excess>[0-9]+)mm")

Run = dict[str, Any]


@dataclass(frozen=True)
class Leaflet:
    """One leaflet: where it goes in the site, and its bytes."""

    url: str
    pdf: bytes


def leaflet_url(page: Page, form: str = "zine") -> str:
    """Return where the leaflet of a page stands in the site."""
    return f"print/{page.language.code}/{page.address}-{form}.pdf"


def printed_sections(page: Page) -> list[Section]:
    """Return *In short* and the sections marked .print, in the order of the page."""
    return [section for section in page.document.sections if section.id == "short" or section.printed]


def leaflet_text(page: Page, library: Library, edition: date) -> dict[str, Any]:
    """Return all that a template shows, as plain data in reading order."""
    guide, words = library.guides[page.file], Wording(library, page.language)
    address = library.public_address(page.url)
    code, lang = code_for(address), page.language.html_lang
    keys = ("page_code", "no_contact", "code_warning", "barred")
    return {
        "lang": lang,
        "name": f"{page.address}",
        "cover": words.text("cover", number=page.address),
        "good_until": _runs_of(words.text("good_until", date=guide.review_by), lang),
        "edition": _runs_of(words.text("edition", date=edition), lang),
        "past": edition > guide.review_by,
        "address": address,
        "code": {
            "svg": code.svg,
            "mm": code.modules * MODULE_MM,
            "alt": words.text("page_code_alt", address=address),
        },
        **{key: _runs_of(words.text(key), lang) for key in keys},
        "labels": [_runs_of(words.text(label), lang) for label in library.labels(page)],
        "blocks": [
            {"kind": "title", "section": "short", "runs": _runs_of(page.title, lang)},
            *(
                block | {"section": section.id}
                for section in printed_sections(page)
                for element in section.elements
                for block in _blocks(element, words)
            ),
        ],
    }


def unprintable_letters(page: Page, text: dict[str, Any], font: Path) -> list[Problem]:
    """Return a problem for every section of a leaflet that holds letters for which the font has no glyph."""
    known = _letters_of(font)
    lacking: dict[str, set[str]] = {}
    frame = {key: value for key, value in text.items() if key not in ("blocks", "code")}
    for section_id, part in [("", frame), *((block["section"], block) for block in text["blocks"])]:
        letters = {letter for letter in _words_in(part) if not letter.isspace()}
        lacking.setdefault(section_id, set()).update(letters - known)
    problems = []
    for identifier, letters in lacking.items():
        if letters:
            section = page.document.section(identifier)
            shown = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in sorted(letters))
            message = f"The font of the leaflets has no glyph for: {shown}"
            remedy = "Write it with other letters, for example › for an arrow."
            line = section.line if section else 1
            problems.append(problem_at(page.path, line, 1, "leaflet-letter", message, remedy))
    return problems


def _words_in(part: object) -> str:
    """Return every text inside a part of a leaflet, whatever its shape."""
    if isinstance(part, dict):
        part = list(part.values())
    if isinstance(part, list):
        return "".join(map(_words_in, part))
    return part if isinstance(part, str) else ""


@cache
def _letters_of(font: Path) -> frozenset[str]:
    return frozenset(map(chr, TTFont(font, lazy=True).getBestCmap()))


def print_leaflet(page: Page, library: Library, edition: date, overrides: Path, form: str) -> Leaflet:
    """Return the leaflet of a page.

    Raises LeafletError when the text does not fit its panels or has a letter that the font lacks; nothing
    is clipped or made smaller than the template's smallest size.
    """
    text = leaflet_text(page, library, edition)
    if lacking := unprintable_letters(page, text, overrides / FONT):
        raise LeafletError(*lacking)
    try:
        pdf = typst.compile(
            str(overrides / "print" / f"{form}.typ"),
            root=str(overrides),
            font_paths=[str(overrides / "fonts")],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(text, ensure_ascii=False)},
        )
    except typst.TypstError as error:
        match = _OVERFLOW.search(str(error))
        if not match:
            raise
        raise LeafletError(_overflow(page, match["section"], int(match["excess"]))) from error
    return Leaflet(leaflet_url(page, form), pdf)


class LeafletError(ValueError):
    """A leaflet cannot be printed; carries the problems."""

    def __init__(self, *problems: Problem):
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def _overflow(page: Page, section_id: str, excess: int) -> Problem:
    if section_id == LAST_PANEL:
        return problem_at(
            *(page.path, 1, 1, "leaflet-overflow"),
            f"The last panel of the leaflet, with code, address and dates, is {excess} mm too long.",
            "Shorten site_url in mkdocs.yml, or the words for leaflets in docs/data/interface.yml.",
        )
    section = page.document.section(section_id)
    return problem_at(
        page.path,
        section.line if section else 1,
        1,
        "leaflet-overflow",
        f"The leaflet is full: the section {section_id!r} and what follows it are {excess} mm too long.",
        "Shorten it, or take .print off the heading of a section that the leaflet can do without.",
    )


def _blocks(element: Element, words: Wording) -> Iterator[dict[str, Any]]:
    """Yield what a template sets as one piece: a heading, a paragraph, one list item, a note's title."""
    lang = words.language.html_lang
    if element.tag in ("h2", "h3", "h4"):
        yield {"kind": "heading", "runs": _runs(element, lang)}
    elif element.tag in LISTS:
        for number, item in enumerate(element.findall("li"), start=int(element.get("start", "1"))):
            mark = "•" if element.tag == "ul" else f"{words.number(number)}."
            yield {"kind": "item", "mark": mark, "runs": _runs(item, lang)}
            for inner in item:
                yield from _blocks(inner, words) if inner.tag in LISTS else ()
    elif element.tag in ("div", "details"):
        for child in element:
            is_title = child.tag == "summary" or "admonition-title" in child.get("class", "")
            yield from [{"kind": "note", "runs": _runs(child, lang)}] if is_title else _blocks(child, words)
    elif element.tag == "table":
        for row in element.iter("tr"):
            cells = [run for cell in row for run in [*_runs(cell, lang), *_runs_of("  ", lang)]]
            yield {"kind": "item", "mark": "–", "runs": cells}
    else:
        yield {"kind": "text", "runs": _runs(element, lang)}


def _runs(element: Element, lang: str) -> list[Run]:
    """Return the words of an element, white space folded; source numbers stay out."""
    signs: list[tuple[str, bool]] = []
    for text, bold in _texts(element, False):
        for sign in text:
            if not sign.isspace():
                signs.append((sign, bold))
            elif signs and signs[-1][0] != " ":
                signs.append((" ", bold))
    if signs and signs[-1][0] == " ":
        signs.pop()
    return _words_of(signs, lang)


def _texts(element: Element, bold: bool) -> Iterator[tuple[str, bool]]:
    if element.text and not element.get("href", "").startswith("source:"):
        yield element.text, bold
    for child in element:
        if child.tag not in LISTS:  # a list inside an item is a block of its own
            yield from _texts(child, bold or child.tag == "strong")
        if child.tail:
            yield child.tail, bold


def _runs_of(text: str, lang: str) -> list[Run]:
    return _words_of([(sign, False) for sign in text], lang)


def _words_of(signs: list[tuple[str, bool]], lang: str) -> list[Run]:
    """Return the pieces between which a line may break; one of them may be bold in part."""
    text, position = "".join(sign for sign, _ in signs), 0
    script, runs = script_for(text, lang), []
    for word in script.segments(text):
        groups = groupby(signs[position : position + len(word)], key=itemgetter(1))
        parts = [{"t": "".join(sign for sign, _ in group), "b": bold} for bold, group in groups]
        runs.append({"parts": parts, "box": script.holds(word)})
        position += len(word)
    return runs
