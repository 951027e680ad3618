"""Text as readers see it, in plain letters and digits, with the original position of each character."""

from __future__ import annotations

import html
import re
import string
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from lanpya.languages.finding import UNSEEN

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_BETWEEN_SENTENCES = re.compile(rf"(?<=[a-z][.!?]){UNSEEN.pattern}(?=[A-Z][a-z])")  # means a space there
_APART = re.compile("[A-Za-z\u0370-\u052f][\u0300-\u0345]+")  # a letter and its accent
# Letters typed for each other: with or without hamza, Arabic or Persian. Source: Unicode Standard, 9.2.
ALIKE = str.maketrans("أإآٱةىیئکؤёЁ", "ااااهيييكوеЕ")
# vowel signs of Arabic and Hebrew, and the stroke that makes an Arabic word longer: few people type them
_POINTS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc]"
)
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
# shown as their words: [words](target), [words][id]; without bold and code, backslashes, comments, tags
_LINK = re.compile(r"!?\[([^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_MARKUP = re.compile(r"[*`]|\\(?=\W)|<!--|-->|<[^<>\n]{0,200}>")
_HAS_MARKUP = re.compile(r"[\[*`\\<]")
PARAGRAPH = re.compile(r"^(?:[^\S\n]*\S[^\n]*\n?)+", re.MULTILINE)
_ASCII_LOWER = {ord(letter): letter.lower() for letter in string.ascii_uppercase}
_DOTS = str.maketrans("。｡․•·‧∙⋅٫٬", ".........,")


@dataclass(frozen=True)
class Folded:
    """Text in plain letters and digits.

    `offsets` has, for each character, its offset in the text as typed.
    """

    text: str
    offsets: Sequence[int]

    @cached_property
    def lower(self) -> str:
        """The text in small letters, with the same length, for fast searching."""
        lower = self.text.lower()
        return lower if len(lower) == len(self.text) else self.text.translate(_ASCII_LOWER)

    def replaced(self, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str] | str) -> Folded:
        """Return the text with all matches replaced.

        Replacements have the offset at which the match began.
        """
        pieces: list[str] = []
        offsets: list[int] = []
        end = 0
        for match in pattern.finditer(self.text):
            new = by if isinstance(by, str) else by(match)
            same_length = match.end() - match.start() == len(new)
            pieces += [self.text[end : match.start()], new]
            offsets += self.offsets[end : match.start()]
            offsets += (
                self.offsets[match.start() : match.end()]
                if same_length
                else [self.offsets[match.start()]] * len(new)
            )
            end = match.end()
        if not pieces:
            return self
        pieces.append(self.text[end:])
        offsets += self.offsets[end:]
        return Folded("".join(pieces), offsets)


def fold(text: str) -> Folded:
    """Return the text with entities, percent encoding, variants of letters and foreign digits resolved.

    Characters without width are removed: `ｈttps&#58;//` becomes `https://`, `၀၉` becomes `09`.
    """
    folded = Folded(text, range(len(text)))
    folded = folded.replaced(_ENTITY, lambda match: html.unescape(match[0]))
    folded = folded.replaced(_PERCENT, lambda match: chr(int(match[0][1:], 16)))
    folded = folded.replaced(_BETWEEN_SENTENCES, " ").replaced(UNSEEN, "")
    folded = folded.replaced(_APART, lambda match: unicodedata.normalize("NFC", match[0]))
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


def fold_letters(text: str) -> Folded:
    """Return the text folded as by `fold`, with letters that people type for each other made equal."""
    folded = fold(text)
    if folded.text.isascii():
        return folded
    folded = folded.replaced(_POINTS, "")
    return Folded(folded.text.translate(ALIKE), folded.offsets)


def visible_text(folded: Folded) -> Folded:
    """Return Markdown as it is shown: the words of links, without markup."""
    return folded.replaced(_LINK, lambda match: match[1]).replaced(_MARKUP, "")


@cache
def _plain(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    if "\u1000" <= letter <= "\u109f":
        return letter
    return unicodedata.normalize("NFKC", letter).translate(_DOTS)


def visible_text_of_marked_up(folded: Folded) -> Folded:
    """Return the visible text of the paragraphs that contain markup, and nothing else."""
    paragraphs = (m.span() for m in PARAGRAPH.finditer(folded.text) if _HAS_MARKUP.search(m[0]))
    return visible_text(_joined(folded, paragraphs))


def lines_around(folded: Folded, *anchors: re.Pattern[str]) -> Folded:
    """Return only the lines in which one of the anchors matches, each with its neighbours.

    Empty lines are included, but do not count as neighbours. The anchors are patterns in small letters.
    """
    text = folded.text
    found: set[tuple[int, int]] = set()
    for pattern in anchors:
        at = 0
        while match := pattern.search(folded.lower, at):
            line = text.rfind("\n", 0, match.start()) + 1
            at = _line_end(text, match.end() - 1)  # further matches in this line add nothing
            found.add((line, at))
    spans: list[tuple[int, int]] = []
    for line, end in sorted(found):
        before = text.rfind("\n", 0, _text_before(text, line)) + 1
        start, end = _text_before(text, before), _text_after(text, _line_end(text, _text_after(text, end)))
        if spans and start <= spans[-1][1]:
            start, end = spans[-1][0], max(end, spans.pop()[1])
        spans.append((start, end))
    return _joined(folded, spans)


def _line_end(text: str, position: int) -> int:
    """Return where the line at a position ends, including its line feed."""
    return text.find("\n", position) + 1 or len(text)


def _text_before(text: str, position: int) -> int:
    """Return where the last text before a position ends."""
    while position and text[position - 1].isspace():
        position -= 1
    return position


def _text_after(text: str, position: int) -> int:
    """Return where the first text at or after a position begins."""
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _joined(folded: Folded, spans: Iterable[tuple[int, int]]) -> Folded:
    """Return parts of a text, separated by empty lines."""
    pieces: list[str] = []
    offsets: list[int] = []
    for start, end in spans:
        pieces.append(folded.text[start:end] + "\n\n")
        offsets += folded.offsets[start:end]
        offsets += [folded.offsets[end - 1]] * 2
    return Folded("".join(pieces), offsets)
