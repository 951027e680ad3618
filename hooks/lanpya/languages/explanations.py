"""Whether a sentence reports or explains instead of saying what to do, in English and in Burmese.

English sentences are recognised by how they begin, Burmese ones by how they end. The patterns are no grammar:
what they do not know counts as an instruction, so that they seldom find too much.
"""

from __future__ import annotations

import re

from lanpya.languages.news_statements import ENDS, states_in_burmese

# A report: “Reported in 2021: …”, “In May 2021 it was said that …”
_REPORT = (
    r"(?:(?:it (?:is|was|has been) )?(?:reported|said|known)\b"
    r"|(?:in|since|by) (?:[a-z]+ ){0,2}(?:19|20)\d\d\b|according to\b)"
)
# What English sentences begin with that name somebody or something, and no instruction does.
_SUBJECT = (
    r"(?:an?|the|i|we|you|he|she|it|they|this|these|those|that|there|his|her|its|their|our|your|my|some|"
    r"many|most|both|other|another|nothing|somebody|someone)\b"
)
# “Nobody goes there” is an instruction, “Nobody knows” none.
_NOBODY = r"(?:nobody|no one|everybody|everyone) (?:is|can|cannot|knows|has|was)\b"
_BEING = (
    r"(?:is|are|was|were|has|have|had|may|might|can|cannot|could|will|would|means|meant|knows|says|shows)\b"
)
# A word that makes the whole sentence an instruction, wherever it is.
_ORDER = re.compile(
    r"\b(?:do not|don['’]t|never|must|should|ought|let|need not|needs? to|ha(?:s|ve) to)\b", re.I
)
# “There is one thing to do: lie down”, “You can ask …”
_OFFERS = r"(?:you (?:can|may)\b|.*: \w)"
_EXPLAINS = re.compile(
    rf"(?:{_REPORT}|{_NOBODY}|(?!{_OFFERS}){_SUBJECT}(?: [\w'’“”,-]+){{0,8}}? {_BEING})", re.IGNORECASE
)
_SHOULD_IN_BURMESE = re.compile(r"သင့်(?:ပါ)?(?:တယ်|ဘူး)$")


def explains_in_english(sentence: str) -> bool:
    """Whether an English sentence begins like a report or an explanation, and orders nothing."""
    return bool(_EXPLAINS.match(sentence)) and not _ORDER.search(sentence)


def explains_in_burmese(sentence: str) -> bool:
    """Whether a Burmese sentence ends like a statement, and not with “should”.

    One with a condition counts as an instruction.
    """
    words = sentence.rstrip(ENDS)
    return states_in_burmese(words) and not _SHOULD_IN_BURMESE.search(words)


_TESTS = {"en": explains_in_english, "my": explains_in_burmese}


def explains(language: str, sentence: str) -> bool:
    """Whether a sentence explains or reports, in a language by its code; never in one without rules."""
    test = _TESTS.get(language)
    return test is not None and test(sentence)
