"""Changes of a source that do not change its meaning, such as corrected typing errors (docs/data/same.yml).

A translation that matched the text before such a change also matches the text after it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

MARK = re.compile("k[0-9a-f]{7}")
REASON = 5  # letters in a reason, at least
_NEVER = "short"  # in a guide of high risk, this section is a message by itself, on paper and in a code


@dataclass(frozen=True)
class Equivalence:
    """A change of one section without a change of meaning, from the fingerprint `was` to `now`."""

    guide: str
    section: str
    was: str
    now: str
    reason: str


def equivalent_fingerprints(entries: Iterable[Equivalence], guide: str, section: str, mark: str) -> set[str]:
    """Return a fingerprint with all fingerprints that its section got by changes without meaning."""
    steps = [(entry.was, entry.now) for entry in entries if (entry.guide, entry.section) == (guide, section)]
    found = {mark}
    while more := {now for was, now in steps if was in found} - found:
        found |= more
    return found


def is_never_equivalent(section: str, risk: str) -> bool:
    """Whether every change of a section changes its meaning, and must be compared."""
    return section == _NEVER and risk == "high"


def is_reason(text: str) -> bool:
    """Whether a text is long enough to be a reason."""
    return sum(unicodedata.category(sign)[0] in "LM" for sign in text) >= REASON


def with_entries(text: str, entries: Iterable[Equivalence]) -> str:
    """Return the text of same.yml with these entries added at its end, and otherwise unchanged."""
    lines = "".join(
        f"- {{guide: {entry.guide}, section: {entry.section}, was: {entry.was}, is: {entry.now}, "
        f"reason: {_quoted(entry.reason)}}}\n"
        for entry in entries
    )
    earlier = re.sub(r"^\[\][ \t]*\r?\n?", "", text, flags=re.MULTILINE)
    return earlier + ("" if earlier.endswith("\n") or not earlier else "\n") + lines


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
