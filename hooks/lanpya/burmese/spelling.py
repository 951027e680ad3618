"""Mistakes in Burmese that a computer can see: encoding, order of marks, letters that only look right.

Sources: Unicode Technical Note 11 (order of marks), myanmartools (Zawgyi), and what people mistype because
two letters look the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from myanmartools import ZawgyiDetector

from lanpya.burmese.syllables import (
    BURMESE,
    CLUSTER,
    CONSONANTS,
    INDEPENDENT,
    KINZI,
    MARK,
    MARK_ORDER,
    MODERN,
    STACK,
)
from lanpya.script import Finding

ZAWGYI = 0.95  # the detector's probability; no false alarm in 1,000 sentences of Unicode
_HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_LETTER = f"[{CONSONANTS}]"
_ENDS_SYLLABLE = f"{_LETTER}\u1037?\u103a"  # a final consonant: a digit cannot stand before it
E_VOWEL = "\u1031"
# a letter with whatever marks follow it, or marks with no letter
_WRITTEN = re.compile(
    rf"(?P<letter>(?:{KINZI})?[{CONSONANTS}{INDEPENDENT}](?:{STACK})*)(?P<marks>(?:{MARK}|\u1039)*)"
    rf"|(?:{MARK}|\u1039)+"
)
_DOUBLED = re.compile(rf"({MARK})\1+")

# what stands there, what is meant, and why; each looks like the other or nearly so
_LOOK_ALIKES = [
    (rf"၀(?={MARK}|{_ENDS_SYLLABLE})|(?<=[က-အာ-ှ])၀(?![၀-၉.,])", "ဝ", "the digit zero, where the letter wa"),
    (rf"(?<=[၀-၉])ဝ(?!{MARK}|{_ENDS_SYLLABLE})", "၀", "the letter wa, where the digit zero"),
    (rf"၇(?={MARK}|{_ENDS_SYLLABLE})|(?<=[က-အ])၇(?=[က-အ])", "ရ", "the digit seven, where the letter ra"),
    (r"(?<=[၀-၉])ရ(?=[၀-၉])", "၇", "the letter ra, where the digit seven"),
    (r"၄(?=င်း)", "၎", "the digit four, where the sign ၎"),
    (r"၎(?!င်)", "၄", "the sign ၎, where the digit four"),
    (r"ဥ(?=\u1037?\u103a|\u102c|\u1039[စ-ဈ])", "ဉ", "the vowel U, where the letter nya"),
    (r"ဉီ", "ဦ", "the letter nya, where the vowel UU"),
    (rf"ဉ(?!{MARK}|\u1039)", "ဥ", "the letter nya, where the vowel U"),
    (r"သြ", "ဩ", "two signs, where the one letter AU"),
    (rf"(?<=[{MODERN}])[:：](?=[{MODERN}])", "း", "a colon, where the sign း"),
]
_LOOKS = [(re.compile(pattern), meant, why) for pattern, meant, why in _LOOK_ALIKES]
_HIDDEN_RUN = re.compile(f"(?<=[{BURMESE}])[{_HIDDEN}]+|[{_HIDDEN}]+(?=[{BURMESE}])")
_FOREIGN = re.compile(f"(?=[{BURMESE}])[^{MODERN}]+")
_TOLD_OTHERWISE = re.compile(f"[၀၇]|(?=[{BURMESE}])[^{MODERN}]")  # by look-alike and letter-foreign
_NO_LETTER = re.compile(f"[{MODERN}\\W\\d_]+")


def findings(text: str) -> Iterator[Finding]:
    """Yield the mistakes of one paragraph in NFC; text in Zawgyi is told once and not taken apart."""
    if _detector().get_zawgyi_probability(text) > ZAWGYI and not _is_mendable(text):
        message = "is in the old encoding Zawgyi, and most phones show it as nonsense"
        yield Finding(0, len(text), "zawgyi", message, None)
        return
    for match in _HIDDEN_RUN.finditer(text):
        yield _finding(match, "hidden-character", "", "holds a character that nobody sees")
    for match in _FOREIGN.finditer(text):
        yield _finding(match, "letter-foreign", None, "holds a letter that Burmese does not use")
    yield from _misplaced_marks(text)
    for pattern, meant, why in _LOOKS:
        for match in pattern.finditer(text):
            yield _finding(match, "look-alike", meant, f"has {why} is meant")


def share(text: str) -> float:
    """Return which part of the letters is Burmese; beside it words with a capital are names, left aside."""
    burmese = len(re.findall(f"[{MODERN}]", text))
    words = list(filter(None, _NO_LETTER.split(text)))
    if not burmese:
        return 0.0 if words else 1.0
    other = sum(len(word) for word in words if word == word.lower())
    return burmese / (burmese + other)


@cache
def _detector() -> ZawgyiDetector:
    return ZawgyiDetector()


def _is_mendable(text: str) -> bool:
    """Whether misplaced marks are all that is wrong; short Unicode with a slip looks like Zawgyi too."""
    return not _FOREIGN.search(text) and all(finding.proposal for finding in _misplaced_marks(text))


def _misplaced_marks(text: str) -> Iterator[Finding]:
    """Yield clusters whose marks are doubled or out of order, and marks with no letter."""
    for match in _WRITTEN.finditer(text):
        start, end, cluster = match.start(), match.end(), match[0]
        if CLUSTER.fullmatch(cluster) or _TOLD_OTHERWISE.match(text, max(start - 1, 0), start):
            continue
        once = _DOUBLED.sub(r"\1", cluster)
        if CLUSTER.fullmatch(once):
            yield Finding(start, end, "mark-doubled", "has a mark twice", once)
        elif match["letter"]:
            message = "has its marks in another order than phones expect, or marks that do not go together"
            yield Finding(start, end, "mark-order", message, _in_order(match["letter"], match["marks"]))
        else:
            following = _WRITTEN.match(text, end)
            proposal = None
            if following and following["letter"] and cluster == E_VOWEL:  # typed where it is seen
                proposal, end = _in_order(following["letter"], cluster + following["marks"]), following.end()
            yield Finding(start, end, "mark-order", "has a mark with no letter before it", proposal)


def _in_order(letter: str, marks: str) -> str | None:
    """Return the cluster with each mark once and in its place, or None where that is no Burmese either."""
    ordered = letter + "".join(sorted(set(marks) & set(MARK_ORDER), key=MARK_ORDER.index))
    return ordered if set(marks) <= set(MARK_ORDER) and CLUSTER.fullmatch(ordered) else None


def _finding(match: re.Match[str], rule: str, proposal: str | None, message: str) -> Finding:
    return Finding(match.start(), match.end(), rule, message, proposal)
