"""The text to read aloud: a guide's *In short* and its .print sections as plain sentences, one a line.

For telling someone face to face, with no network and nothing left behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from unicodedata import name
from xml.etree.ElementTree import Element

from lanpya.leaflet import printed_sections, state_of
from lanpya.library import Library, Page
from lanpya.runs import blocks_of, text_of_runs
from lanpya.splitting import split_sentences
from lanpya.wording import Wording

# Characters that the guide itself says: some four minutes of speaking. The lines above it change without it
# and must stop no build: when its source changes, when it is called back, in a month with a long name.
ALOUD_LENGTH = 2800
_BRACKET = re.compile(r"\s*(?:[(](?P<words>[^()]*)[)]|（(?P<wide>[^（）]*)）)")


def aloud_url(page: Page) -> str:
    """Return where the text to read aloud of a guide stands in the site."""
    return f"text/{page.language.code}/{page.address}.txt"


def aloud_text(page: Page, library: Library, edition: date) -> str:
    """Return the text of a guide to read aloud; its first line says never to send it by SMS."""
    words, until = Wording(library, page.language), library.guides[page.file].review_by
    state = state_of({page.address}, until, library, edition)
    head = [
        words.text("aloud_first"),
        *([words.text(state)] if state else []),
        words.text("good_until", date=until),
        words.text("edition", date=edition),
        *(words.text(label) for label in library.labels(page)),
    ]
    return "\n".join(head) + "\n\n" + aloud_body(page, library)


def aloud_body(page: Page, library: Library) -> str:
    """Return what of that text the guide itself says: its title and its printed sections."""
    words = Wording(library, page.language)
    sections = [list(_lines(section.elements, words)) for section in printed_sections(page)]
    return "\n\n".join("\n".join(part) for part in ([page.title], *sections)) + "\n"


def _lines(elements: Iterable[Element], words: Wording) -> Iterator[str]:
    for element in elements:
        for block in blocks_of(element, words):
            text = text_of_runs(block["runs"])
            mark = block["mark"]
            number = f"{mark} " if mark[:-1].isalnum() else ""  # bullets are not spoken, numbers are
            first, *others = split_sentences(without_menu_words(text)) or [""]
            yield from (number + first, *others)


def without_menu_words(text: str) -> str:
    """Return a text as it is spoken: without the words in brackets that repeat what a screen shows.

    Such are, in a text of another script, Latin words alone: (Reset). In a Latin text they are words of which
    the first has a capital letter and which are no sentence. A bracket with a digit or in small letters has
    something to say, as (reported in 2022) or (only once), and stays.
    """
    around = _BRACKET.sub("", text)
    is_latin = _latin_letters(around) >= _letters(around) / 2

    def spoken(match: re.Match[str]) -> str:
        words = (match["words"] or match["wide"] or "").strip()
        is_name = 0 < _letters(words) == _latin_letters(words) and not re.search(r"\d|[.?!]$", words)
        is_small = words.split(" ", 1)[0].islower()
        return "" if is_name and not (is_latin and is_small) else match[0]

    return _BRACKET.sub(spoken, text).strip() or text


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _latin_letters(text: str) -> int:
    return sum(name(letter, "").startswith("LATIN") for letter in text if letter.isalpha())
