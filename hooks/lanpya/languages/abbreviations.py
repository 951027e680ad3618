"""Which words with a stop are abbreviations, so that no sentence ends there: “that Pvt. Aung is here”."""

from __future__ import annotations

import re
from unicodedata import category

# Before a name: titles and ranks. Before a day or a year: months. Both as they are typed: Gen., GEN., gen.
_TITLES = (
    "mr mrs ms mx dr st prof rev fr sr jr hon messrs gen brig col maj capt lt sgt ssgt cpl pvt pte spc cdr"
    " cmdr adm supt insp gov pres amb bn regt div dept govt vs cf ca approx incl"
)
_MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun"
_KNOWN = re.compile(
    rf"\b(?:e\.g|i\.e|(?i:{'|'.join(_TITLES.split())})|{'|'.join(_MONTHS.split())}"
    r"|(?![ap]\.m\b)[A-Za-z](?:\.[A-Za-z])+|(?<![\d.])[A-Z])\.$"
)
# A number begins a sentence seldom, and stands often behind a short word: Rd. 5, no. 7
_BEFORE_NUMBER = re.compile(
    r"\b(?:[A-Z][A-Za-z]{0,3}|(?i:nos?|art|sec|fig|vol|ch|pp?|pg|para|tel|ext|rd"
    rf"|{'|'.join(_MONTHS.split())}))\.$"
)
_SHORT = re.compile(r"\b[A-Z][a-z]{1,3}\.$")
# No name is spelt so: a sentence ends before them, even behind a short word that could be cut short
_NO_NAME = re.compile(
    r"(?:the|then|this|that|these|those|there|they|their|if|when|it|its|you|your|do|don['’]t|never|always|"
    r"first|only|for|not|because|but)\b",
    re.IGNORECASE,
)
_LONGEST = 20  # characters; what stands before is no part of an abbreviation


def ends_in_abbreviation(text: str, start: int, stop: int, following: int) -> bool:
    """Whether the full stop before offset `stop` belongs to a word that is cut short, not to its sentence.

    The sentence begins at `start`; its next word, if it goes on, at `following`. A short word with a capital
    that does not begin the sentence counts as cut short where a name or number follows.
    """
    before = text[max(start, stop - _LONGEST) : stop]
    if _KNOWN.search(before):
        return True
    if text[following].isdigit():
        return _BEFORE_NUMBER.search(before) is not None
    short = _SHORT.search(before)
    if short is None or _NO_NAME.match(text, following):
        return False
    # a word that begins a sentence has its capital from there
    ahead = (sign for sign in reversed(before[: short.start()]) if category(sign)[0] not in "ZC")
    sign = next(ahead, ".")
    return sign == "," or category(sign)[0] not in "PS"
