"""Burmese marks in a wrong order, doubled, or without a letter. Source: Unicode Technical Note 11."""

import re
from collections.abc import Iterator

from lanpya.languages.burmese.syllables import (
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
from lanpya.languages.finding import Finding
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say

MISPLACED_MARK = rule("mark-order", "error", section="Burmese")
MARK_DOUBLED = rule("mark-doubled", "warning", section="Burmese")

# a letter with any marks that follow it, or marks without a letter
_WRITTEN = re.compile(
    rf"(?P<letter>(?:{KINZI})?[{CONSONANTS}{INDEPENDENT}](?:{STACK})*)(?P<marks>(?:{MARK}|\u1039)*)"
    rf"|(?:{MARK}|\u1039)+"
)
_ASAT_FIRST = re.compile("\u103a[\u102b-\u1032\u1036\u103b-\u103e]")
_DOUBLED = re.compile(rf"({MARK})\1+")
_SEEN_BEFORE = frozenset("\u1031\u103c")  # ေ and ြ are drawn before their letter, and often typed there
_BEHIND_LOOK_ALIKE = re.compile(r"(?<=[0၀၇])|(?<=[0-9၀-၉])း(?=[0-9၀-၉])")
_BEHIND_FOREIGN = re.compile(f"(?<=[{BURMESE}])(?<![{MODERN}])")
# marks in an order that no word has, and the intended word: ယောက်ျား and လက်ျာ, ကျွန်ုပ်, ဦး, ို
_CORRECTIONS = [
    (re.compile("ကျ([ာါ])်"), r"က်ျ\1"),
    (re.compile("နု်"), "န်ု"),
    (re.compile("ဦု"), "ဦ"),
    (re.compile("ိူ|ီ[ုူ]"), "ို"),
]


def misplaced_marks(text: str) -> Iterator[Finding]:
    """Yield clusters with doubled or misordered marks, and marks without a letter.

    What other rules report is left out: marks after a digit typed for a letter, and after a letter of another
    language.
    """
    for match in _WRITTEN.finditer(text):
        start, end, cluster = match.start(), match.end(), match[0]
        if CLUSTER.fullmatch(cluster) or _has_other_rule(text, start):
            continue
        deduplicated = _DOUBLED.sub(r"\1", cluster)
        if CLUSTER.fullmatch(deduplicated):
            yield Finding(start, end, MARK_DOUBLED, say("has a mark twice"), deduplicated)
        elif match["letter"]:
            message = say("has marks in a wrong order, or marks that do not go together")
            yield Finding(start, end, MISPLACED_MARK, message, _in_order(match["letter"], match["marks"]))
        else:
            following = _WRITTEN.match(text, end)
            proposal = None
            if following and following["letter"] and _SEEN_BEFORE.issuperset(cluster):
                proposal, end = _in_order(following["letter"], cluster + following["marks"]), following.end()
            yield Finding(start, end, MISPLACED_MARK, say("has a mark without a letter before it"), proposal)


def _has_other_rule(text: str, start: int) -> bool:
    return bool(_BEHIND_LOOK_ALIKE.match(text, start) or _BEHIND_FOREIGN.match(text, start))


def _in_order(letter: str, marks: str) -> str | None:
    """Return the cluster with each mark once and in order, or None if that is not Burmese either."""
    if not set(marks) <= set(MARK_ORDER):
        return None
    if _ASAT_FIRST.match(marks):  # often typed for the medial that looks like it, as in က်ွန်တော်
        typed = letter + marks.replace("\u103a\u103d", "\u103b\u103d", 1)
        return typed if CLUSTER.fullmatch(typed) else None
    ordered = letter + "".join(sorted(set(marks), key=MARK_ORDER.index))
    candidates = (ordered, *(pattern.sub(meant, ordered) for pattern, meant in _CORRECTIONS))
    return next((cluster for cluster in candidates if CLUSTER.fullmatch(cluster)), None)
