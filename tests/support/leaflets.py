"""What tests of leaflets share: the shipped ones, and where the panels of a sheet are."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from lanpya.content.library import Library
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.leaflets.leaflet import Leaflet, leaflets_of
from support.project import ROOT, Project

EDITION = date(2026, 11, 23)
SETTINGS = read_settings(ROOT / "mkdocs.yml")
SHIPPED = read_library(SETTINGS, ROOT / "docs")
LEAFLETS = leaflets_of(SHIPPED)
MODEL, LONGEST = 5, 2  # public numbers of guides
# each format: of the model guide, of the longest one, and the booklet
SAMPLED = {
    f"my/{MODEL}-trifold",
    f"my-en/{MODEL}-sheet",
    f"my/{LONGEST}-zine",
    "en/0-booklet",
}
SAMPLE = [leaflet for leaflet in LEAFLETS if leaflet.url[6:-4] in SAMPLED]


def of(url: str, library: Library = SHIPPED) -> Leaflet:
    return next(leaflet for leaflet in leaflets_of(library) if leaflet.url == f"print/{url}.pdf")


def library_of(project: Project) -> Library:
    return read_library(read_settings(project.root / "mkdocs.yml"), project.docs)


def panels_of(pdf: Path, form: str, direction: str = "ltr") -> list[str]:
    """The text of every panel, in the order in which a reader of the folded sheet meets them.

    What runs from right to left comes in the order of pypdfium2.
    """
    document = pypdfium2.PdfDocument(pdf)
    width, height = document[0].get_size()
    flap = width * 97 / 297
    part = (width - flap) / 2
    count = 2 * len(document)
    half = width / 2
    places = {
        "sheet": [(0, 0, 0, width, height)],
        "zine": [
            (0, column * width / 4, row * height / 2, width / 4, height / 2)
            for column, row in ((1, 0), (2, 0), (3, 0), (3, 1), (2, 1), (1, 1), (0, 1), (0, 0))
        ],
        "trifold": [
            (0, flap + part, 0, part, height),  # the cover, then what opens: the flap, the inside, the back
            (0, 0, 0, flap, height),
            *((1, number * part, 0, part if number < 2 else flap, height) for number in range(3)),
            (0, flap, 0, part, height),
        ],
        # odd pages are right, even ones left; the first half of them goes down the stack, the others come up
        "booklet": [
            (min(number, count - 1 - number), half if number % 2 == 0 else 0, 0, half, height)
            for number in range(count)
        ],
    }[form]
    if direction == "rtl":
        places = [(page, width - x - w, y, w, h) for page, x, y, w, h in places]
    return [document[page].get_textpage().get_text_bounded(x, y, x + w, y + h) for page, x, y, w, h in places]


_UNSEEN = re.compile("[\\s\u200b\u202a-\u202c\u2066-\u2069]*")  # marks for breaks and directions


class Sign(NamedTuple):
    """A character on a page: the edges of its box from the left, and the middle of its line; in points."""

    text: str
    left: float
    right: float
    middle: float


def signs_of(pdf: Path, number: int = 0) -> list[Sign]:
    """The characters on a page that have a width."""
    page = pypdfium2.PdfDocument(pdf)[number].get_textpage()
    signs = []
    for index in range(page.count_chars()):
        left, bottom, right, top = page.get_charbox(index, loose=True)
        signs.append(Sign(page.get_text_range(index, 1), left, right, (bottom + top) / 2))
    return [sign for sign in signs if sign.right - sign.left > 0.1 and not _UNSEEN.fullmatch(sign.text)]


def lines_seen(pdf: Path, number: int = 0) -> list[str]:
    """The lines of a page as they are seen, from the left, without white space."""
    lines: list[list[Sign]] = []
    for sign in sorted(signs_of(pdf, number), key=lambda sign: -sign.middle):
        if not lines or lines[-1][0].middle - sign.middle > 4:
            lines.append([])
        lines[-1].append(sign)
    return ["".join(sign.text for sign in sorted(line, key=lambda sign: sign.left)) for line in lines]
