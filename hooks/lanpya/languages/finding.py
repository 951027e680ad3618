"""A mistake in the spelling of a text, and characters that are seldom meant."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from lanpya.problems.catalogue import Rule, rule
from lanpya.problems.messages import Message, say

HIDDEN_CHARACTER = rule("hidden-character", "error", section="Burmese")

UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]+")  # joiners, spaces and hyphens without width
# They look like a space, but neither Markdown nor YAML treats them as one.
ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"


@dataclass(frozen=True)
class Finding:
    """A spelling mistake: where it starts and ends in the text, and what to write instead.

    `proposal` is None if the intended text is unknown.
    """

    start: int
    end: int
    rule: Rule
    message: Message
    proposal: str | None


def space_name(space: str) -> Message:
    """Return the name for messages of a space that is not an ordinary one."""
    name = unicodedata.name(space)
    return say("a space of another kind (U+{code:04X}, {name})", code=ord(space), name=name)
