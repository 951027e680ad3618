"""A text as the eye takes it; every sign remembers where it was typed."""

from __future__ import annotations

import html
import re
import string
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from lanpya.languages.writing_system import UNSEEN

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_BETWEEN_SENTENCES = re.compile(rf"(?<=[a-z][.!?]){UNSEEN.pattern}(?=[A-Z][a-z])")  # stands for a space there
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
# shown as their words: [words](target), [words][id]; marks of bold and code, backslashes, comments and tags
_LINK = re.compile(r"!?\[([^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_MARKS = re.compile(r"[*`]|\\(?=\W)|<!--|-->|<[^<>\n]{0,200}>")
_MARKED = re.compile(r"[\[*`\\<]")
PARAGRAPH = re.compile(r"^(?:[^\S\n]*\S[^\n]*\n?)+", re.MULTILINE)
_LOWER = {ord(letter): letter.lower() for letter in string.ascii_uppercase}
_DOTS = str.maketrans("。｡․•·‧∙⋅", "........")


@dataclass(frozen=True)
class Folded:
    """Ordinary letters and digits; `offsets` has, for each, the place in the text as it was typed."""

    text: str
    offsets: Sequence[int]

    @cached_property
    def lower(self) -> str:
        """The text in small letters, as long as it is: fast to look through."""
        lower = self.text.lower()
        return lower if len(lower) == len(self.text) else self.text.translate(_LOWER)

    def replaced(self, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str] | str) -> Folded:
        """Return it with every match replaced; what comes in has the place of where the match began."""
        pieces: list[str] = []
        offsets: list[int] = []
        end = 0
        for match in pattern.finditer(self.text):
            new = by if isinstance(by, str) else by(match)
            kept = match.end() - match.start() == len(new)
            pieces += [self.text[end : match.start()], new]
            offsets += self.offsets[end : match.start()]
            offsets += (
                self.offsets[match.start() : match.end()]
                if kept
                else [self.offsets[match.start()]] * len(new)
            )
            end = match.end()
        if not pieces:
            return self
        pieces.append(self.text[end:])
        offsets += self.offsets[end:]
        return Folded("".join(pieces), offsets)


def fold(text: str) -> Folded:
    """Return the text with entities, percent signs, other forms of letters and foreign digits resolved.

    Signs without width are left out: `ｈttps&#58;//` is `https://`, `၀၉` is `09`.
    """
    folded = Folded(text, range(len(text)))
    folded = folded.replaced(_ENTITY, lambda match: html.unescape(match[0]))
    folded = folded.replaced(_PERCENT, lambda match: chr(int(match[0][1:], 16)))
    folded = folded.replaced(_BETWEEN_SENTENCES, " ").replaced(UNSEEN, "")
    if folded.text.isascii():
        return folded
    plain = {letter: _plain(letter) for letter in set(folded.text) if letter > "\x7f"}
    if all(len(piece) == 1 for piece in plain.values()):
        text = folded.text
        for letter, piece in plain.items():
            text = text if letter == piece else text.replace(letter, piece)
        return Folded(text, folded.offsets)
    pieces = [plain.get(letter, letter) for letter in folded.text]
    offsets = [at for piece, at in zip(pieces, folded.offsets, strict=True) for _ in piece]
    return Folded("".join(pieces), offsets)


def shown(folded: Folded) -> Folded:
    """Return what is shown of Markdown: links as their words, no marks."""
    return folded.replaced(_LINK, lambda match: match[1]).replaced(_MARKS, "")


@cache
def _plain(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    if "\u1000" <= letter <= "\u109f":
        return letter
    return unicodedata.normalize("NFKC", letter).translate(_DOTS)


def visible_text_of_marked_up(folded: Folded) -> Folded:
    """Return what is shown of the paragraphs with marks in them; the others are left out."""
    return shown(_joined(folded, (m.span() for m in PARAGRAPH.finditer(folded.text) if _MARKED.search(m[0]))))


def lines_around(folded: Folded, *needed: re.Pattern[str]) -> Folded:
    """Return the lines in which something needed is found, each with its neighbours, and no others.

    Empty lines are no neighbours; they come along. What is needed is written in small letters.
    """
    text = folded.text
    found: set[tuple[int, int]] = set()
    for pattern in needed:
        at = 0
        while match := pattern.search(folded.lower, at):
            line = text.rfind("\n", 0, match.start()) + 1
            at = _line_end(text, match.end() - 1)  # what else stands in this line is near already
            found.add((line, at))
    spans: list[tuple[int, int]] = []
    for line, end in sorted(found):
        before = text.rfind("\n", 0, _text_before(text, line)) + 1
        start, end = _text_before(text, before), _text_after(text, _line_end(text, _text_after(text, end)))
        if spans and start <= spans[-1][1]:
            start, end = spans[-1][0], max(end, spans.pop()[1])
        spans.append((start, end))
    return _joined(folded, spans)


def _line_end(text: str, place: int) -> int:
    """Return where the line of a place ends, its line feed counted."""
    return text.find("\n", place) + 1 or len(text)


def _text_before(text: str, place: int) -> int:
    """Return where the last text before a place ends."""
    while place and text[place - 1].isspace():
        place -= 1
    return place


def _text_after(text: str, place: int) -> int:
    """Return where the first text from a place on begins."""
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _joined(folded: Folded, spans: Iterable[tuple[int, int]]) -> Folded:
    """Return parts of a text, an empty line between."""
    pieces: list[str] = []
    offsets: list[int] = []
    for start, end in spans:
        pieces.append(folded.text[start:end] + "\n\n")
        offsets += folded.offsets[start:end]
        offsets += [folded.offsets[end - 1]] * 2
    return Folded("".join(pieces), offsets)
