"""Whether the site shows words in bold or italics where a forge shows * or _, and nothing else differs."""

from __future__ import annotations

from collections.abc import Sequence

from lanpya.content.outline import PLAIN, Word

MARKS = frozenset("*_")  # typed characters
SLOPES = frozenset("bi")  # the styles that they make


def is_marked_only(meant: Sequence[Word], shown: Sequence[Word]) -> bool:
    """Whether both have the same letters, apart from marks that only the second turned into bold or italics.

    A mark next to a digit on its outer side may be arithmetic, as in 2*3. Consecutive marks are all shown or
    all turned into a style.
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
