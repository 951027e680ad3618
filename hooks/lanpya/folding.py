"""A text as the eye takes it; every sign remembers where it was typed."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lanpya.script import UNSEEN

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
# shown as their words: [words](target), [words][id]; marks of bold and code, backslashes, comments and tags
_LINK = re.compile(r"!?\[([^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_MARKS = re.compile(r"[*`]|\\(?=\W)|<!--|-->|<[^<>\n]{0,200}>")
_DOTS = str.maketrans("。｡․•·‧∙⋅", "........")


@dataclass(frozen=True)
class Folded:
    """Ordinary letters and digits; `offsets` has, for each, the place in the text as it was typed."""

    text: str
    offsets: Sequence[int]

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
    folded = folded.replaced(UNSEEN, "")
    if not folded.text.isascii():
        pieces = [_plain(letter) for letter in folded.text]
        offsets = [at for piece, at in zip(pieces, folded.offsets, strict=True) for _ in piece]
        folded = Folded("".join(pieces), offsets)
    return folded


def shown(folded: Folded) -> Folded:
    """Return what is shown of Markdown: links as their words, no marks."""
    return folded.replaced(_LINK, lambda match: match[1]).replaced(_MARKS, "")


def _plain(letter: str) -> str:
    if letter < "\x80":
        return letter
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    if "\u1000" <= letter <= "\u109f":
        return letter
    return unicodedata.normalize("NFKC", letter).translate(_DOTS)
