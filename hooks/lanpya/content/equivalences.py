"""Changes of a source that change no meaning, a typing error for example: docs/data/same.yml lists them.

A translation that matched the text before such a change matches the text after it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

MARK = re.compile("k[0-9a-f]{7}")
REASON = 5  # letters that a reason has at least
_NEVER = "short"  # of high risk, this section is a message of its own, on paper and in a code


@dataclass(frozen=True)
class Equivalence:
    """One such change of one section, from the text with the mark `was` to the one with the mark `now`."""

    guide: str
    section: str
    was: str
    now: str
    reason: str


def equivalent_fingerprints(entries: Iterable[Equivalence], guide: str, section: str, mark: str) -> set[str]:
    """Return a mark with those that its section came to have by changes without meaning."""
    steps = [(entry.was, entry.now) for entry in entries if (entry.guide, entry.section) == (guide, section)]
    found = {mark}
    while more := {now for was, now in steps if was in found} - found:
        found |= more
    return found


def is_never_equivalent(section: str, risk: str) -> bool:
    """Whether every change of a section counts as one of meaning, and has to be compared."""
    return section == _NEVER and risk == "high"


def is_reason(text: str) -> bool:
    """Whether a text says why; a few letters say nothing."""
    return sum(unicodedata.category(sign)[0] in "LM" for sign in text) >= REASON


def with_entries(text: str, entries: Iterable[Equivalence]) -> str:
    """Return the text of same.yml with these entries at its end; nothing else of it changes."""
    lines = "".join(
        f"- {{guide: {entry.guide}, section: {entry.section}, was: {entry.was}, is: {entry.now}, "
        f"reason: {_quoted(entry.reason)}}}\n"
        for entry in entries
    )
    kept = re.sub(r"^\[\][ \t]*\r?\n?", "", text, flags=re.MULTILINE)
    return kept + ("" if kept.endswith("\n") or not kept else "\n") + lines


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
