"""The text to read aloud: *In short* and the .print sections of a guide, one sentence per line.

It is for telling someone face to face, without a network and without a trace.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from xml.etree.ElementTree import Element

from lanpya.content.dependencies import shared_inputs_digest, texts_of
from lanpya.content.interface import Wording
from lanpya.content.library import Library, Page
from lanpya.content.settings import SiteLanguage
from lanpya.content.yaml_fields import EMPTY
from lanpya.languages.embedded import with_rtl_lines
from lanpya.languages.sentences import split_sentences
from lanpya.leaflets.leaflet import printed_sections, state_of
from lanpya.leaflets.text_runs import blocks_of, text_of_runs
from lanpya.runtime.cache import cached_by

# Characters of the guide itself in English, some four minutes of speaking; other languages say as much in
# fewer or more. The lines above it do not count, because they
# change without it and must not stop a build: when the source changes, with a recall, in a month with a long
# name.
ALOUD_LENGTH = 2800
SCREEN_NAMES = "screen-names"  # the entry of the glossary with these names
_COMMA = "[,၊]"
_BRACKET = re.compile(r"\s*(?:[(](?P<words>[^()]*)[)]|（(?P<wide>[^（）]*)）)")


def _made_from(page: Page, library: Library, release_date: date) -> tuple[str, ...]:
    return page.path, shared_inputs_digest(library), *texts_of(library, page.path), str(release_date)


@cached_by("aloud", inputs=_made_from)
def script_to_read(page: Page, library: Library, release_date: date) -> str:
    """Return the text of a guide to read aloud; its first line says never to send it by SMS."""
    words, until = Wording(library, page.language), library.guides[page.file].review_by
    state = state_of({page.number}, until, library, release_date)
    head = [
        words.text("aloud_first"),
        *([words.text(state)] if state else []),
        words.text("good_until", date=until),
        words.text("edition", date=release_date),
        *(words.text(label) for label in library.labels(page)),
    ]
    text = "\n".join(head) + "\n\n" + aloud_body(page, library)
    return with_rtl_lines(text) if page.language.traits.direction == "rtl" else text


def aloud_length(language: SiteLanguage) -> int:
    """Return the maximum length of the text from a guide, in characters of the language."""
    return round(ALOUD_LENGTH * language.traits.density)


def aloud_body(page: Page, library: Library) -> str:
    """Return the part of that text from the guide: its title and printed sections."""
    words, names = Wording(library, page.language), screen_names(library, page.language)
    if not names:
        names = _foreign_words(page)
    sections = [list(_lines(section.elements, words, names)) for section in printed_sections(page)]
    return "\n\n".join("\n".join(part) for part in ([page.title], *sections)) + "\n"


def _lines(elements: Iterable[Element], words: Wording, names: Collection[str]) -> Iterator[str]:
    for element in elements:
        for block in blocks_of(element, words):
            text = text_of_runs(block["runs"])
            mark = block["mark"]
            number = f"{mark} " if mark[:-1].isalnum() else ""  # numbers are spoken, bullets are not
            first, *others = split_sentences(without_menu_words(text, names)) or [""]
            yield from (number + first, *others)


def screen_names(library: Library, language: SiteLanguage) -> frozenset[str]:
    """Return the names that a screen shows, from the glossary, for pages in a language."""
    entries = (
        entry for entry in library.data["glossary"].items if entry.keys.get("id", EMPTY).text == SCREEN_NAMES
    )
    fields = (entry.keys.get("use", EMPTY).keys.get(language.code, EMPTY) for entry in entries)
    return frozenset(name.text for field in fields for name in field.items)


def _foreign_words(page: Page) -> frozenset[str]:
    """Return words in brackets in other scripts: names on a screen where the glossary lists none."""
    found = (match["words"] or match["wide"] or "" for match in _BRACKET.finditer(page.document.source))
    words = {word.strip() for inside in found for word in re.split(_COMMA, inside)}
    traits = page.language.traits
    return frozenset(word for word in words if any(map(str.isalpha, word)) and not traits.share(word))


def without_menu_words(text: str, names: Collection[str]) -> str:
    """Return a text as it is spoken: without brackets that contain only names on a screen, such as (Reset).

    Only exact names in `names` are removed. Other brackets may contain a condition or a warning, such as (Not
    if he is near), and are kept.
    """

    def spoken(match: re.Match[str]) -> str:
        words = re.split(_COMMA, match["words"] or match["wide"] or "")
        return "" if all(word.strip() in names for word in words) else match[0]

    return _BRACKET.sub(spoken, text).strip() or text
