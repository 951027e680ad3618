"""Whether the site made bold or slanted words of marks that a forge shows, and changed no other letter."""

from __future__ import annotations

from collections.abc import Sequence

from lanpya.content.forge_markdown import PLAIN, Word

MARKS, SLOPES = frozenset("*_"), frozenset("bi")  # what is typed, and the styles that it makes


def is_marked_only(meant: Sequence[Word], shown: Sequence[Word]) -> bool:
    """Whether both are the same letters but for marks that only the second made bold or slanted words of.

    A mark outside which a digit stands may be one of sums, as in 2*3; marks in a row go or stay together.
    """
    typed, seen = _letters(meant), _letters(shown)
    at, gained, was_kept = 0, False, True
    for number, (letter, styles) in enumerate(typed):
        is_kept = at < len(seen) and letter == seen[at][0]
        goes_on = number > 0 and letter in MARKS and letter == typed[number - 1][0]
        if goes_on and is_kept != was_kept:
            return False
        was_kept = is_kept
        if is_kept:
            now = seen[at][1]
            if not styles <= now or now - styles - SLOPES:
                return False
            gained = gained or now != styles
            at += 1
            continue
        before = seen[at - 1][1] if at else PLAIN
        after = seen[at][1] if at < len(seen) else PLAIN
        side = number + (1 if len(before) > len(after) else -1)
        outside = typed[side][0] if 0 <= side < len(typed) else " "
        if letter not in MARKS or outside.isdecimal():
            return False
    return gained and at == len(seen)


def _letters(words: Sequence[Word]) -> list[tuple[str, frozenset[str]]]:
    return [(letter, word.styles) for word in words for letter in word.text]
