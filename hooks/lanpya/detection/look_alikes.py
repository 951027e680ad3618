"""Finds letters that imitate others: words in letters of two scripts, and texts that look the same.

ICU's SpoofChecker (Unicode Technical Standard 39) knows which letters belong together and which look alike.
But it takes any Latin name with a Burmese ending for a disguise, and of the Burmese letters that look Latin
it knows only ဝ and ၀. The code here fills these gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import bidirectional

import icu

from lanpya.languages.burmese.syllables import BURMESE, CONSONANTS, INDEPENDENT, MARK, RUN
from lanpya.languages.letters import class_of

_CHECKER = icu.SpoofChecker()
_CHECKER.setChecks(icu.USpoofChecks.RESTRICTION_LEVEL)  # whether the letters of a word are of one script
_WORD = re.compile(rf"(?:[^\W_]|[{BURMESE}{class_of('[:M:]')}])+")
# A run of letters without capitals, of other scripts than the Myanmar one; and the Arabic tatweel. Letters
# with capitals (Latin, Greek, Cyrillic, Armenian …) imitate each other, and are examined whole.
_CASELESS = re.compile(
    f"[{class_of('[[[:Lo:][:Lm:][:M:]]-[[:Script=Mymr:][:Script=Zinh:][:Script=Zyyy:][:Script=Latn:]]]')}\u0640]+"
)
_LETTER = f"[{CONSONANTS}{INDEPENDENT}]"
# Never Latin letters in disguise: a run of Burmese with a mark, or of four letters.
_IS_BURMESE = re.compile(rf"{_LETTER}\u1039?.*{MARK}|.{{4}}")
_LOOKS_LATIN = re.compile("[ဝ၀၎ဌဃ၁၃၅ငဂပသ]")  # like o, c, m, n, u or w, as fonts draw them
_NUMBER = re.compile("[၀-၉]+")
_UNIT = re.compile("(?:[kMGT]?(?:B|b|bps|m|g|G|W|V|Hz)|[cm]m|ml|mAh|min|am|pm)(?![A-Za-z])")
# A single lower-case Latin letter next to a Burmese letter, as in ကo and oန်ထမ်း.
_LONE = re.compile(rf"(?<={_LETTER}|{MARK})[a-z](?![A-Za-z])|(?<![A-Za-z])[a-z](?={_LETTER})")


def mixed_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each passage that mixes two scripts, one of which may imitate the other.

    A Latin name and a word of a script without capitals, without a space between them, are two words.
    """
    for word in _WORD.finditer(text):
        if word[0].isascii():
            continue
        if lone := _LONE.search(word[0]):
            yield word.start() + lone.start(), word.start() + lone.end()
            continue
        rest = RUN.sub(lambda run: " " * len(run[0]) if _is_word(run) else run[0], word[0])
        rest = _CASELESS.sub(lambda run: " " * len(run[0]) if _is_foreign_word(run) else run[0], rest)
        for part in re.finditer(r"\S+", rest):
            if _CHECKER.check(part[0]):
                yield word.start() + part.start(), word.start() + part.end()
                break


def _is_word(run: re.Match[str]) -> bool:
    """Whether a run of Burmese is a word or number by itself, not part of what surrounds it."""
    before, after = run.string[: run.start()], run.string[run.end() :]
    if _IS_BURMESE.match(run[0]):
        return True
    if (before and after) or re.match(MARK, run[0]):
        return False
    if _NUMBER.fullmatch(run[0]) and _UNIT.match(after):
        return True
    if len(run[0]) == 1:
        return not _LOOKS_LATIN.match(run[0])
    return not skeleton(run[0]).isascii()


def _is_foreign_word(run: re.Match[str]) -> bool:
    """Whether a run of another script next to a Latin name is a separate word.

    Thai and others have no spaces; Arabic and Hebrew join short words to the next, at its right side, where
    no letter of a Latin word is.
    """
    is_beside = run.start() == 0 or run.end() == len(run.string)
    if is_beside and bidirectional(run[0][0]) in ("R", "AL"):
        return True
    return not all(skeleton(letter).isascii() for letter in run[0])


def skeleton(text: str) -> str:
    """Return the same text for all texts that look alike; it is not fit to be shown."""
    return str(_CHECKER.getSkeleton(0, text))
