"""Rules for quotation marks and brackets in visible text: each needs its partner."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.spelling import place_in, shown_fields
from lanpya.content.library import Page
from lanpya.languages.sentences import unpaired_marks
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

QUOTE_OPEN = rule("quote-open", "error", section="Headings and text")

_WORD = re.compile(r"\w+")
_WORDS = frozenset(("a", "em", "strong", "code", "br", "img"))
_TARGET = re.compile(r"\]\([^)]*\)")
_BESIDE = 8  # characters on each side, to find a mark in the source


def check_quotes(page: Page) -> Iterator[Problem]:
    """Yield the first quotation mark or bracket without a partner in each paragraph, item or heading."""
    occurrences: Counter[str] = Counter()
    for top in page.document.elements():
        for block in top.iter():
            for pieces in () if block.tag in _WORDS else _runs(block):
                text = "".join(pieces)
                if not (unpaired := unpaired_marks(text)):
                    continue
                yield _problem(page.path, *_place(page, pieces, unpaired[0], occurrences), text[unpaired[0]])


@check(Scope.FILE, QUOTE_OPEN)
def check_quotes_of_fields(path: str, context: CheckContext) -> Iterator[Problem]:
    """Yield the first quotation mark or bracket without a partner in each title, summary and text of data."""
    library = context.library
    for language in library.settings.languages:
        for field in shown_fields(library, language, path):
            text = field.text
            unpaired = [at for at in unpaired_marks(text) if text[at] not in "{}"]  # of placeholders
            if unpaired:
                yield _problem(path, *place_in(field, unpaired[0]), text[unpaired[0]])


def _problem(path: str, line: int, column: int, character: str) -> Problem:
    message = say("The character {sign} has no partner in its paragraph.", sign=character)
    remedy = say("Write “ before and ” after the words, or ( before and ) after them, in one paragraph.")
    return QUOTE_OPEN.at(path, line, column, message, remedy)


def _runs(block: Element) -> Iterator[list[str]]:
    """Yield the texts of a block in pieces, without its inner blocks."""
    pieces = [block.text or ""]
    for child in block:
        if child.tag in _WORDS:
            pieces += child.itertext()
        else:
            yield pieces
            pieces = []
        pieces.append(child.tail or "")
    yield pieces


def _place(page: Page, pieces: list[str], at: int, occurrences: Counter[str]) -> tuple[int, int]:
    """Return line and column in the file of the character at this offset of a block's text."""
    piece = ""
    for piece in pieces:
        if at < len(piece):
            break
        at -= len(piece)
    before = re.split(r"\n", piece[:at])[-1][-_BESIDE:]
    after = piece[at + 1 :].split("\n", 1)[0][:_BESIDE]
    pattern = rf"{re.escape(before)}(?P<at>{re.escape(piece[at])}){re.escape(after)}"
    words, key = frozenset(_WORD.findall("".join(pieces))), f"{pattern} {''.join(pieces)}"
    found = [
        ((line, match.start("at") + 1), words.issuperset(_WORD.findall(_TARGET.sub("]", text))))
        for line, text in page.document.lines()
        for match in re.finditer(pattern, text)
    ]
    places = [place for place, is_whole in found if is_whole] or [place for place, _ in found]
    occurrences[key] += 1
    number = occurrences[key] - 1
    return places[min(number, len(places) - 1)] if places else (page.document.first_line, 1)
