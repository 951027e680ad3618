"""Burmese syllables that no known word has: most are words typed with one sign too few, too many or wrong.

The known syllables are those of known_syllables.txt, which scripts/dev/derive_syllables.py makes of a list of
words, and those of everyday_words.txt, which is kept by hand. Letters alone and Pali are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from lanpya.languages.burmese.syllables import CONSONANTS, INDEPENDENT, MARK, MARK_ORDER, syllables_in
from lanpya.languages.burmese.words import word_boundaries
from lanpya.languages.finding import Finding
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say

SYLLABLE_UNKNOWN = rule("syllable-unknown", "warning", section="Burmese")

FOLDER = Path(__file__).parent
SYLLABLES, WORDS = FOLDER / "known_syllables.txt", FOLDER / "everyday_words.txt"
# Signs that are typed for each other: beside each other on the keyboard, or alike to the ear. A consonant and
# its aspirate, medials, short and long vowels; and final consonants, which sound the same.
_CONFUSED = ("ကခ", "ဂဃ", "စဆ", "တထ", "ပဖ", "ဒဓ", "ဗဘ", "ျြ", "ါာ", "ိီ", "ုူ")
_CONFUSED_FINALS = ("ကတပ", "ငနမ", "ဉည")
_IS_FINAL = re.compile("\u1037?\u103a")
_STACK = "\u1039"  # between a letter and the one below it
_DOTTED = re.compile("(?<=\u1031[\u102b\u102c])\u1037(?=\u103a)")  # ော့် of ော်: my, of my aunt, to the officer
_LETTER = re.compile(f"[{CONSONANTS}{INDEPENDENT}]")
_SHOWN, _LONGEST = 3, 24  # known syllables, and characters of unknown ones, in a message
_AROUND = 30  # characters on each side that show which syllable is meant


def unknown_syllables(text: str, others: Iterable[Finding] = ()) -> Iterator[Finding]:
    """Yield the stretches of syllables in a paragraph in NFC that are in no known word.

    `others` are what other rules find in the same text; what they touch is left out, because it is what their
    mistake has made of a syllable.
    """
    known, spans = known_syllables(), [(other.start, other.end) for other in others]
    start = end = -1
    for first, last in syllables_in(text):
        syllable = plain(text[first:last])
        if not syllable or syllable in known or any(first <= b and a <= last for a, b in spans):
            continue
        if end != first and start >= 0:
            yield _finding(text, start, end)
        start, end = first if end != first else start, last
    if start >= 0:
        yield _finding(text, start, end)


def plain(syllable: str) -> str:
    """Return the syllable as lists have it: without the dot of ော့်; "" if it is a letter, or has stacked ones.

    Words of Pali, which has stacked letters, are more than any list has.
    """
    is_word = _STACK not in syllable and not _LETTER.fullmatch(syllable)
    return _DOTTED.sub("", syllable) if is_word else ""


@cache
def known_syllables() -> frozenset[str]:
    """Return the syllables of both lists."""
    words = (word for line in lines_of(WORDS) for word in line.split())
    return frozenset(lines_of(SYLLABLES)).union(*map(syllables_of, words))


def lines_of(path: Path) -> list[str]:
    """Return the lines of a list without comments."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def syllables_of(word: str) -> list[str]:
    """Return the syllables of a word as lists have them."""
    return [syllable for start, end in syllables_in(word) if (syllable := plain(word[start:end]))]


def _finding(text: str, start: int, end: int) -> Finding:
    near, shown = _nearest(text, start, end), text[start : min(end, start + _LONGEST)]
    if near:
        message = say(
            "has “{shown}”, which is in no known word; most like it: {near}",
            shown=shown,
            near=", ".join(near[:_SHOWN]),
        )
    else:
        message = say("has “{shown}”, which is in no known word", shown=shown)
    return Finding(start, end, SYLLABLE_UNKNOWN, message, near[0] if near else None)


def _nearest(text: str, start: int, end: int) -> list[str]:
    """Return the known syllables that differ in one sign, first those that make longer words there."""
    before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
    near = [found for found in _variants(text[start:end]) if found in known_syllables()]
    return sorted(near, key=lambda syllable: len(word_boundaries(before + syllable + after)))


def _variants(syllable: str) -> Iterator[str]:
    """Yield what the syllable is with one sign replaced, added, or left out."""
    seen = {syllable}
    for variant in (*_replaced(syllable), *_with_one_more(syllable), *_with_one_less(syllable)):
        if variant not in seen:
            seen.add(variant)
            yield variant


def _replaced(syllable: str) -> Iterator[str]:
    for at, sign in enumerate(syllable):
        groups = _CONFUSED_FINALS if _IS_FINAL.match(syllable, at + 1) else _CONFUSED
        for other in (other for group in groups if sign in group for other in group):
            yield syllable[:at] + other + syllable[at + 1 :]


def _with_one_more(syllable: str) -> Iterator[str]:
    for at in range(1, len(syllable) + 1):
        yield from (syllable[:at] + mark + syllable[at:] for mark in MARK_ORDER)


def _with_one_less(syllable: str) -> Iterator[str]:
    for match in re.finditer(MARK, syllable):
        yield syllable[: match.start()] + syllable[match.end() :]
