"""Numbered marks in square brackets in position of Markdown, and sentences of texts with them.

Chats interpret *, _, ~ and ` as their own markup, and lines that begin with - or 1. as lists. Guides contain
no square brackets as text. So [1 words] is a link or bold words, and [2] is the number of a source.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from lanpya.languages.sentences import MARK_CLOSES, MARK_OPENS, sentence_ends

LINK, NOTE, BOLD, SLANT = (
    "link",
    "note",
    "bold",
    "slant",
)  # a note is a link without words, shown as a source's number
_MARKDOWN = {BOLD: "**", SLANT: "*"}
_INLINE = re.compile(
    r"\*\*(?P<bold>[^\s*](?:.*?\S)?)\*\*|\*(?P<slant>[^\s*](?:[^*]*[^\s*])?)\*"
    r"|\[(?P<words>[^\[\]]*)\]\((?P<target>[^()\s]*)\)"
)
_OPEN = re.compile(r"\[\s*(\d{1,3})\s*(?:[:.\u1038]\s*)?")
_BRACKET = re.compile(r"\[|\]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_HIDDEN_NOTE = "\ue012"  # in position of a source's number, which belongs to the preceding sentence


class Mark(NamedTuple):
    """What a mark represents; `target` is the target of a link."""

    kind: str
    target: str


class MarksError(ValueError):
    """The square brackets of a text do not match, or one of them has no number."""


class MarkUse(NamedTuple):
    """A mark in a text: its number, and whether there are words in it."""

    number: int
    has_words: bool


def to_marks(markdown: str, known: tuple[Mark, ...] = ()) -> tuple[str, tuple[Mark, ...]]:
    """Return a paragraph with numbered marks in place of Markdown, and what the marks represent.

    In a translation, marks get the numbers of `known`, the marks of its source. Other marks follow them.
    """
    marks, free = list(known), list(range(len(known)))

    def number(mark: Mark) -> int:
        position = next((n for n in free if marks[n] == mark), None)
        if position is None:
            marks.append(mark)
            return len(marks)
        free.remove(position)
        return position + 1

    def replace(match: re.Match[str]) -> str:
        kind = next((kind for kind in (BOLD, SLANT) if match[kind] is not None), LINK)
        words = match["words"] if kind == LINK else match[kind]
        if not words.strip():
            return f"[{number(Mark(NOTE, match['target']))}]"
        return f"[{number(Mark(kind, match['target'] or ''))} {_INLINE.sub(replace, words.strip())}]"

    return _INLINE.sub(replace, markdown), tuple(marks)


def to_markdown(text: str, marks: tuple[Mark, ...]) -> str:
    """Return the Markdown of a text with marks.

    Raises MarksError for brackets that do not match or have an unknown number.
    """
    out: list[str] = []
    ends: list[str] = []
    for piece in _pieces(text):
        if isinstance(piece, str):
            out.append(piece)
        elif piece is None:
            out.append(ends.pop())
        else:
            kind, target = _mark(piece, marks)
            out.append(_MARKDOWN.get(kind, "["))
            ends.append(_MARKDOWN.get(kind, f"]({target})"))
    return "".join(out)


def marks_used(text: str) -> Counter[MarkUse]:
    """Return the marks in a text. Raises MarksError for brackets that do not match or have no number."""
    list(_pieces(text))
    opened = [(int(match[1]), text[match.end() :].lstrip()) for match in _OPEN.finditer(text)]
    return Counter(MarkUse(number, not rest.startswith("]")) for number, rest in opened)


def words_of(text: str) -> str:
    """Return the words of a text without its marks."""
    return " ".join(_OPEN.sub("", text).replace("]", "").split())


def numbers_in(text: str) -> Counter[str]:
    """Return the numbers in a text, without marks, in Latin digits and without separators of thousands."""
    return Counter(latin_digits(match).replace(",", "") for match in _NUMBER.findall(words_of(text)))


def latin_digits(text: str) -> str:
    """Return the text with all digits in Latin script."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)


def folded(text: str) -> str:
    """Return the text in the form for comparisons: with single spaces and Latin digits."""
    return latin_digits(" ".join(text.split()))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text with marks; the content of a mark is not split."""
    return [*_sentences(text)]


@lru_cache(maxsize=2048)  # paragraphs: each answer is looked for among those of its part
def _sentences(text: str) -> tuple[str, ...]:
    ends = sentence_ends(_masked(text), glued=rf"\s*{_HIDDEN_NOTE}+")
    return tuple(part for start, end in pairwise([0, *ends]) if (part := text[start:end].strip()))


def _masked(text: str) -> str:
    """Return a text of the same length with the marks replaced by those that sentence_ends knows."""
    signs, opened = list(text), []
    for match in _BRACKET.finditer(text):
        if match[0] == "[":
            opened.append(match.start())
        elif opened:
            start, end = opened.pop(), match.end()
            if _OPEN.fullmatch(text[start : end - 1].rstrip()):
                signs[start:end] = _HIDDEN_NOTE * (end - start)
            elif opening := _OPEN.match(text, start):
                signs[start : opening.end()] = MARK_OPENS + " " * (opening.end() - start - 1)
                signs[end - 1] = MARK_CLOSES
    return "".join(signs)


def _pieces(text: str) -> Iterator[str | int | None]:
    """Yield words unchanged, the number of a mark where it opens, and None where one closes."""
    position = depth = 0
    for match in _BRACKET.finditer(text):
        yield text[position : match.start()]
        position = match.end()
        opening = _OPEN.match(text, match.start()) if match[0] == "[" else None
        if opening:
            position = opening.end()
            depth += 1
            yield int(opening[1])
        elif match[0] == "[" or not depth:
            raise MarksError(match[0])
        else:
            depth -= 1
            yield None
    if depth:
        raise MarksError("[")
    yield text[position:]


def _mark(number: int, marks: tuple[Mark, ...]) -> Mark:
    if not 0 < number <= len(marks):
        raise MarksError(f"[{number}")
    return marks[number - 1]
