"""Abbreviations with a full stop, which end no sentence: “that Pvt. Aung is here”."""

from __future__ import annotations

import re
from unicodedata import category

# Titles and ranks come before a name, months before a day or a year. They are matched in any case: Gen.,
# GEN., gen.
_TITLES = (
    "mr mrs ms mx dr st prof rev fr sr jr hon messrs gen brig col maj capt lt sgt ssgt cpl pvt pte spc cdr"
    " cmdr adm supt insp gov pres amb bn regt div dept govt vs cf ca approx incl"
)
_MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun"
_KNOWN = re.compile(
    rf"\b(?:e\.g|i\.e|(?i:{'|'.join(_TITLES.split())})|{'|'.join(_MONTHS.split())}"
    r"|(?![ap]\.m\b)[A-Za-z](?:\.[A-Za-z])+|(?<![\d.])[A-Z])\.$"
)
# A number seldom begins a sentence, and often follows a short word: Rd. 5, no. 7
_BEFORE_NUMBER = re.compile(
    r"\b(?:[A-Z][A-Za-z]{0,3}|(?i:nos?|art|sec|fig|vol|ch|pp?|pg|para|tel|ext|rd"
    rf"|{'|'.join(_MONTHS.split())}))\.$"
)
_SHORT = re.compile(r"\b[A-Z][a-z]{1,3}\.$")
# Never names: a sentence ends before these words, even after a word short enough to be an abbreviation.
_NO_NAME = re.compile(
    r"(?:the|then|this|that|these|those|there|they|their|if|when|it|its|you|your|do|don['’]t|never|always|"
    r"first|only|for|not|because|but)\b",
    re.IGNORECASE,
)
_LONGEST = 20  # characters; what precedes them is not part of an abbreviation


def ends_in_abbreviation(text: str, start: int, stop: int, following: int) -> bool:
    """Whether the full stop before offset `stop` belongs to an abbreviation and does not end the sentence.

    The sentence begins at `start`; the next word is at `following`. A short capitalised word that does not
    begin the sentence counts as an abbreviation if a name or number follows.
    """
    before = text[max(start, stop - _LONGEST) : stop]
    if _KNOWN.search(before):
        return True
    if text[following].isdigit():
        return _BEFORE_NUMBER.search(before) is not None
    short = _SHORT.search(before)
    if short is None or _NO_NAME.match(text, following):
        return False
    # a word that begins a sentence is capitalised for that reason
    preceding = (char for char in reversed(before[: short.start()]) if category(char)[0] not in "ZC")
    char = next(preceding, ".")
    return char == "," or category(char)[0] not in "PS"
