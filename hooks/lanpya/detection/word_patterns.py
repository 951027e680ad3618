"""Patterns for the words of a list, and the signs that mean something in them.

`*` is any letters, `(s)` letters that may be missing, `~s` letters that must not follow (`~*`: none at all),
`&s` letters that must. Accents need not be typed, and letters that are typed for each other are equal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from lanpya.detection.normalise import ALIKE

NEVER = "(?!)"  # the pattern of a list that a language does not have; patterns with it are left out
NOTHING = r"[^\W\w]"  # the pattern of a list that none of the languages has; it may be part of a pattern
# a letter of a language with spaces, and not of Burmese, which has none
LETTER = r"[a-z\u00df-\u024f\u0370-\u052f\u0590-\u06ff]"
_ANY_LETTER = r"[^\W\d_]"


def either(*patterns: str) -> str:
    """Return a pattern for any of the patterns that can match."""
    found = [pattern for pattern in patterns if NEVER not in pattern and pattern != NOTHING]
    return f"(?:{'|'.join(found)})" if found else NEVER


@cache
def _by_beginning(words: tuple[str, ...]) -> str:
    """Return the words by how they begin, which is faster than one after the other, the longest first."""
    by_beginning: dict[str, list[str]] = {}
    for word in sorted(dict.fromkeys(words), key=len, reverse=True):
        first, *rest = _atoms(word)
        by_beginning.setdefault(first, []).append("".join(rest))
    branches = [
        first + (rest[0] if len(rest) == 1 else f"(?:{'|'.join(dict.fromkeys(rest))})")
        for first, rest in by_beginning.items()
    ]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first, or NEVER if there is none."""
    found = tuple(words)
    return _by_beginning(found) if found else NEVER


def _atoms(word: str) -> Iterable[str]:
    """Return the pattern of each character of a word, folded as the text is."""
    word, *only = unicodedata.normalize("NFKC", word).translate(ALIKE).split("&")
    word, *without = word.split("~")
    for part in re.findall(r"\([^()]*\)|.", word):
        if len(part) > 1:
            yield f"(?:{''.join(_atoms(part[1:-1]))})?"
        elif part == "*":
            yield _ANY_LETTER + "{0,20}"
        elif part == " ":
            yield r"\s"
        else:
            yield _atom(part)
    if only:
        yield f"(?={'|'.join(''.join(_atoms(end)) for end in only)})"
    if without:
        ends = (_ANY_LETTER if end == "*" else "".join(_atoms(end)) for end in without)
        yield f"(?!{'|'.join(ends)})"


def _atom(letter: str) -> str:
    if letter.isascii() or "\u1000" <= letter <= "\u109f":
        return re.escape(letter)
    base = unicodedata.normalize("NFD", letter)[0]
    return f"[{base}{letter}]" if base.isascii() else letter


def cased(pattern: str) -> str:
    """Return the pattern with capitals beside all small letters, for one that ignores case in ASCII only."""
    pieces, is_class = [], False
    for letter in pattern:
        is_class = letter == "[" or (is_class and letter != "]")
        other = letter if letter.isascii() else letter.upper()
        pieces.append(letter if other == letter else f"{letter}{other}" if is_class else f"[{letter}{other}]")
    return "".join(pieces)


def separated(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, also with a sign between its letters, or with 0 for o."""
    spelt = (
        "[ _-]?".join("[o0]" if letter == "o" else _atom(letter) for letter in word)
        for word in dict.fromkeys(words)
    )
    return f"(?:{'|'.join(spelt)})"
