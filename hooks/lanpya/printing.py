"""Leaflets as PDFs, laid out by Typst. Text that does not fit or has no glyph is a problem, never clipped."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import typst
from fontTools.ttLib import TTFont

from lanpya.formats import Format
from lanpya.leaflet import Leaflet, leaflet_data
from lanpya.library import Library, Page
from lanpya.problem import Problem
from lanpya.rules import problem_at
from lanpya.runs import BREAK, JOINER

FONT = "fonts/Padauk-Regular.ttf"
FRAME = "frame"  # the templates' name for what is on every leaflet besides its guides
SHEETS = "sheets"  # their name for the number of sheets of a booklet
_OVERFLOW = re.compile(r"overflow:(?P<part>[0-9]+):(?P<section>[a-z0-9-]*):(?P<excess>[0-9]+)(?:mm)?")


class LeafletError(ValueError):
    """A leaflet cannot be printed; carries the problems."""

    def __init__(self, *problems: Problem):
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def print_leaflet(leaflet: Leaflet, library: Library, edition: date, overrides: Path) -> bytes:
    """Return the PDF of a leaflet.

    Raises LeafletError when the text does not fit its panels or has a letter that the font lacks; nothing
    is clipped or made smaller than the template's smallest size.
    """
    data = leaflet_data(leaflet, library, edition)
    if lacking := unprintable_letters(leaflet, data, overrides / FONT):
        raise LeafletError(*lacking)
    try:
        return typst.compile(
            str(overrides / "print" / f"{leaflet.form.name}.typ"),
            root=str(overrides),
            font_paths=[str(overrides / "fonts")],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
    except typst.TypstError as error:
        match = _OVERFLOW.search(str(error))
        if not match:
            raise
        page = leaflet.pages[int(match["part"])]
        problem = _overflow(leaflet, page, match["section"], int(match["excess"]))
        raise LeafletError(problem) from error


def sheets_in(pdf: bytes, form: Format) -> int:
    """Return the sheets of paper that a leaflet of ours takes."""
    pages = len(re.findall(rb"/Type ?/Page\b", pdf))
    return -(-pages // 2) if form.is_duplex else pages


def unprintable_letters(leaflet: Leaflet, data: dict[str, Any], font: Path) -> list[Problem]:
    """Return a problem for every section of a leaflet that holds letters for which the font has no glyph."""
    known = _letters_of(font)
    problems = []
    lacking = {(0, ""): _letters_in([data[key] for key in ("frames", "all", "barred", "digits")])}
    for number, part in enumerate(data["parts"]):
        lacking.setdefault((number, ""), set()).update(_letters_in(part["labels"]))
        for block in part["blocks"]:
            lacking.setdefault((number, block["section"]), set()).update(_letters_in(block))
    for (number, identifier), letters in lacking.items():
        if letters - known:
            page = leaflet.pages[number]
            section = page.document.section(identifier)
            shown = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in sorted(letters - known))
            message = f"The font of the leaflets has no glyph for: {shown}"
            remedy = "Write it with other letters, for example › for an arrow."
            line = section.line if section else 1
            problems.append(problem_at(page.path, line, 1, "leaflet-letter", message, remedy))
    return problems


def _letters_in(part: object) -> set[str]:
    """Return every letter inside a part of a leaflet, whatever its shape; drawings and names left out."""
    if isinstance(part, dict):
        part = [value for key, value in part.items() if key not in ("code", "kind", "section", "lang")]
    if isinstance(part, list):
        return set[str]().union(*map(_letters_in, part))
    return (
        {letter for letter in part if not letter.isspace() and letter not in (BREAK, JOINER)}
        if isinstance(part, str)
        else set()
    )


@cache
def _letters_of(font: Path) -> frozenset[str]:
    return frozenset(map(chr, TTFont(font, lazy=True).getBestCmap()))


def _overflow(leaflet: Leaflet, page: Page, section_id: str, excess: int) -> Problem:
    what = f"The leaflet {leaflet.form.name} is full:"
    if section_id == SHEETS:
        message = f"{what} it needs {excess} sheets more than a stapler takes."
        remedy = "Take .print off headings of sections that a booklet can do without."
    elif section_id == FRAME:
        message = (
            f"{what} what stands around the guide, with codes, address and dates, is {excess} mm too long."
        )
        remedy = "Shorten site_url in mkdocs.yml, or the words for leaflets in docs/data/interface.yml."
    else:
        message = f"{what} the section {section_id!r} and what follows it are {excess} mm too long."
        remedy = "Shorten it, or take .print off the heading of a section that the leaflet can do without."
    section = page.document.section(section_id)
    return problem_at(page.path, section.line if section else 1, 1, "leaflet-overflow", message, remedy)
