"""The outline of a guide: its words and blocks, as one reader of Markdown understands them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# special words, which begin with a character that is in no text
BREAK, RULE, TICK, LINK, PICTURE = "\x01br", "\x01hr", "\x01[]", "\x01a:", "\x01img:"
SPACE = "\x02"  # a space in a special word
PLAIN = frozenset[str]()
_WORD = re.compile(r"\S+")


class Word(NamedTuple):
    """A word or special word.

    `holders` are its blocks, outermost first; `kept` of them also contain the previous word. `styles` are
    bold, italics and others.
    """

    text: str
    holders: tuple[str, ...]
    kept: int
    styles: frozenset[str]


class Place(NamedTuple):
    """Lines, counted from 0: of a word, of the first and last line of its block, of its outermost block."""

    line: int
    first: int
    last: int
    top: int


class Block(NamedTuple):
    """Words without a block between them, with their blocks as in Word, in runs of one style."""

    holders: tuple[str, ...]
    kept: int
    runs: list[tuple[frozenset[str], str]]


class Outline:
    """The words and blocks of a text, collected while its blocks open and close, for comparison.

    `outside_box` are the lines, from 0, directly below a box that are not part of it.
    """

    def __init__(self) -> None:
        self.outside_box: list[int] = []
        self.blocks: list[Block] = []
        self.places: list[Place] = []
        self.place = Place(0, 0, 0, 0)
        self._open: list[tuple[str, int]] = []
        self._closed = self._nothing = ("", 0)
        self._before: tuple[tuple[str, int], ...] = ()
        self._runs: list[tuple[frozenset[str], str]] = []
        self._count = 0

    def open(self, kind: str) -> None:
        """Begin a block. A list directly after one of its kind continues it."""
        self._count += 1
        goes_on = kind[:2] in ("ul", "ol") and self._closed[0][:2] == kind[:2]
        self._open.append(self._closed if goes_on else (kind, self._count))
        self._closed = self._nothing

    def close(self) -> None:
        """End the innermost block."""
        if self._runs:
            holders, kept = tuple(self._open), 0
            while kept < min(len(holders), len(self._before)) and holders[kept] == self._before[kept]:
                kept += 1
            self.blocks.append(Block(tuple(kind for kind, _ in holders), kept, self._runs))
            self.places.append(self.place)
            self._before, self._runs = holders, []
        self._closed = self._open.pop()

    def add(self, text: str | None, styles: frozenset[str] = PLAIN) -> None:
        """Add text to the innermost block."""
        if text and (self._runs or not text.isspace()):
            if self._runs and self._runs[-1][0] == styles:
                text = self._runs.pop()[1] + text
            self._runs.append((styles, text))

    def add_special(self, word: str, styles: frozenset[str] = PLAIN) -> None:
        """Add a special word."""
        self.add(f" {word.replace(' ', SPACE)} ", styles)

    def equals(self, other: Outline) -> bool:
        """Whether both have the same words in the same blocks, ignoring white space."""
        return [_folded(block) for block in self.blocks] == [_folded(block) for block in other.blocks]

    def words(self) -> Iterator[tuple[Word, Place]]:
        """Yield every word with its place."""
        for block, place in zip(self.blocks, self.places, strict=True):
            kept, line = block.kept, place.line
            for styles, text in block.runs:
                for word in _WORD.finditer(text):
                    at = place._replace(line=min(line + text.count("\n", 0, word.start()), place.last))
                    yield Word(word[0], block.holders, kept, styles), at
                    kept = len(block.holders)
                line += text.count("\n")


def _folded(block: Block) -> tuple[object, ...]:
    runs = [(styles, " ".join(text.split())) for styles, text in block.runs]
    return block.holders, block.kept, [run for run in runs if run[1]]
