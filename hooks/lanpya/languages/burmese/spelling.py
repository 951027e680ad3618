"""Mistakes in Burmese that a program can find: encoding, order of marks, look-alike letters.

Sources: myanmartools (Zawgyi), and those named in marks.py and look_alikes.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from myanmartools import ZawgyiDetector

from lanpya.languages.burmese.look_alikes import ENDS_SYLLABLE, STACKED_OTHERS, look_alikes
from lanpya.languages.burmese.marks import misplaced_marks
from lanpya.languages.burmese.syllables import BURMESE, MODERN
from lanpya.languages.finding import Finding
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say

ZAWGYI = rule("zawgyi", "error", section="Burmese")
LETTER_FOREIGN = rule("letter-foreign", "error", section="Burmese")
SYLLABLE_TORN = rule("syllable-torn", "warning", section="Burmese")

# Probabilities of the detector; above the second, no misordered mark is needed besides. Of 26,207 Unicode
# words (PyPI's myanmar-words 1.0.2) the highest with a stacked letter has 0.993; two words of Zawgyi have
# 0.9998.
LIKELY_ZAWGYI, CERTAINLY_ZAWGYI = 0.95, 0.999
_SENTENCE = re.compile("[^။]*။|[^။]+")
_RULES = [  # pattern, rule, replacement, message
    (
        re.compile(f"(?=[{BURMESE}])[^{MODERN}]+"),
        *(LETTER_FOREIGN, None, say("contains a letter that Burmese does not use")),
    ),
    (
        re.compile(rf"(?<=[က-ှ])\s+(?={ENDS_SYLLABLE})"),
        *(SYLLABLE_TORN, "", say("has a space inside a syllable")),
    ),
]
_ZAWGYI_SIGN = re.compile(f"{STACKED_OTHERS}|သြား")
FOREIGN = _RULES[0][0]  # letters that Burmese does not use
_NO_LETTER = re.compile(f"[{MODERN}\\W\\d_]+")


def findings(text: str) -> Iterator[Finding]:
    """Yield the mistakes in one paragraph in NFC. Zawgyi is one mistake and not examined further."""
    is_doubtful = any(misplaced_marks(text)) or FOREIGN.search(text) or _ZAWGYI_SIGN.search(text)
    parts = [text] if is_doubtful and _is_zawgyi(text) else _SENTENCE.findall(text)
    start, unicode = 0, ""
    for part in parts:
        end = start + len(part)
        if is_doubtful and _is_zawgyi(part):
            message = say("is in the old encoding Zawgyi, which most phones cannot show correctly")
            yield Finding(start, end, ZAWGYI, message, None)
            part = "\n" * len(part)
        unicode += part
        start = end
    for pattern, broken, meant, message in _RULES:
        for match in pattern.finditer(unicode):
            yield Finding(match.start(), match.end(), broken, message, meant)
    if is_doubtful:
        yield from misplaced_marks(unicode)
    yield from look_alikes(unicode)


def share(text: str) -> float:
    """Return the share of letters that are Burmese.

    If there are Burmese letters, capitalised words count as names and are left out.
    """
    burmese = len(re.findall(f"[{MODERN}]", text))
    words = list(filter(None, _NO_LETTER.split(text)))
    if not burmese:
        return 0.0 if words else 1.0
    other = sum(len(word) for word in words if word == word.lower())
    return burmese / (burmese + other)


@cache
def _detector() -> ZawgyiDetector:
    return ZawgyiDetector()


def _is_zawgyi(text: str) -> bool:
    """Whether more than one mistake, or mistakes that cannot be corrected, make a text look like Zawgyi."""
    has_sign = _ZAWGYI_SIGN.search(text) is not None
    is_suspicious = FOREIGN.search(text) is not None
    if not is_suspicious:
        proposals = [finding.proposal for finding in misplaced_marks(text)]
        is_suspicious = len(proposals) > 1 and not all(proposals)
    if not (is_suspicious or has_sign):
        return False  # the detector is slow, and is not trusted alone
    probability = _detector().get_zawgyi_probability(text)
    return bool(probability > (LIKELY_ZAWGYI if is_suspicious else CERTAINLY_ZAWGYI))
