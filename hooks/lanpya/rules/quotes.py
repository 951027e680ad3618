"""Whether each quotation mark and bracket of a guide has its partner."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lanpya.library import Page
from lanpya.messages import say
from lanpya.problem import Problem
from lanpya.rules import problem_at
from lanpya.splitting import lone_signs

_WORDS = frozenset(("a", "em", "strong", "code", "br", "img"))
_BESIDE = 8  # letters on each side by which a sign is found in the source


def check_quotes(page: Page) -> Iterator[Problem]:
    """Yield the first quotation mark or bracket without a partner in each paragraph, item or heading."""
    met: Counter[str] = Counter()
    for top in page.document.elements():
        for block in top.iter():
            for pieces in () if block.tag in _WORDS else _runs(block):
                text = "".join(pieces)
                if not (lone := lone_signs(text)):
                    continue
                line, column = _place(page, pieces, lone[0], met)
                message = say("The sign {sign} has no partner in its paragraph.", sign=text[lone[0]])
                remedy = say(
                    "Write “ before and ” behind the words, or ( before and ) behind, in one paragraph."
                )
                yield problem_at(page.path, line, column, "quote-open", message, remedy)


def _runs(block: Element) -> Iterator[list[str]]:
    """Yield the pieces of text of a block, its inner blocks left out."""
    pieces = [block.text or ""]
    for child in block:
        if child.tag in _WORDS:
            pieces += child.itertext()
        else:
            yield pieces
            pieces = []
        pieces.append(child.tail or "")
    yield pieces


def _place(page: Page, pieces: list[str], at: int, met: Counter[str]) -> tuple[int, int]:
    """Return line and column in the file of the sign at this offset of a block's text."""
    piece = ""
    for piece in pieces:
        if at < len(piece):
            break
        at -= len(piece)
    before = re.split(r"\n", piece[:at])[-1][-_BESIDE:]
    after = piece[at + 1 :].split("\n", 1)[0][:_BESIDE]
    pattern = rf"{re.escape(before)}(?P<at>{re.escape(piece[at])}){re.escape(after)}"
    places = [
        (line, match.start("at") + 1)
        for line, text in page.document.lines()
        for match in re.finditer(pattern, text)
    ]
    met[pattern] += 1
    number = met[pattern] - 1
    return places[min(number, len(places) - 1)] if places else (page.document.first_line, 1)
