"""The interface of a writing system, and which one a language uses.

A language whose words are not separated by white space has its own subclass of Script, as
lanpya.languages.burmese does, and an entry in _SCRIPTS. Every other language uses Script itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import NamedTuple

from lanpya.problems.catalogue import Rule, rule
from lanpya.problems.messages import Message, say

HIDDEN_CHARACTER = rule("hidden-character", "error", section="Burmese")

UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]+")  # joiners, spaces and hyphens without width
# They look like a space, but neither Markdown nor YAML treats them as one.
ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SCRIPTS = {"my": "lanpya.languages.burmese"}  # html_lang, and the module with its SCRIPT


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


class Fallback(NamedTuple):
    """The font for phones that cannot shape the script.

    `letters` are the characters in it, `opentype` is the script's tag in the font. `probe` is narrow where
    the script is shaped, and as wide as `unshaped` where it is not. `sample` is a word in which the
    difference is easy to see, and `drawing` a file in overrides/ that shows it shaped.
    """

    name: str
    opentype: str
    letters: str
    probe: str
    unshaped: str
    sample: str
    drawing: str


class Script:
    """A script with white space between words: lines break there, and no spelling is checked."""

    fallback: Fallback | None = None
    longest_sentence = 25  # words; source: GOV.UK, "Sentence length: why 25 words is our limit"

    def normalise(self, text: str) -> str:
        """Return the text in the form that the build publishes: NFC."""
        return unicodedata.normalize("NFC", text)

    def count_words(self, text: str) -> int:
        """Return the number of words in a sentence."""
        return len(text.split())

    def holds(self, text: str) -> bool:
        """Whether the text contains letters of this script."""
        return False

    def segments(self, text: str) -> tuple[str, ...]:
        """Return the text split where a line may break; the pieces joined are exactly the text."""
        return (text,) if text else ()

    def browser_splits(self, word: str) -> bool:
        """Whether a browser would break a line inside this piece, unless the page prevents it."""
        return False

    def negations(self, text: str) -> set[int]:
        """Return the offsets where a line break would split a negation, and reverse the meaning."""
        return set()

    def edges(self, text: str) -> set[int]:
        """Return the offsets at which a word begins or ends, or a syllable if words are not separated."""
        return {edge for match in re.finditer(r"\w+", text) for edge in match.span()}

    def findings(self, text: str) -> Iterator[Finding]:
        """Yield the mistakes in one paragraph in NFC. For every script: invisible characters."""
        for match in UNSEEN.finditer(text):
            yield Finding(*match.span(), HIDDEN_CHARACTER, say("contains an invisible character"), "")

    def searchable(self, text: str) -> str:
        """Return the text as the search index stores it; search.js changes queries in the same way."""
        return UNSEEN.sub("", text)

    def share(self, text: str) -> float:
        """Return the share of letters in this script, from 0 to 1, without names in Latin letters."""
        return 1.0


def space_name(space: str) -> Message:
    """Return the name for messages of a space that is not an ordinary one."""
    name = unicodedata.name(space)
    return say("a space of another kind (U+{code:04X}, {name})", code=ord(space), name=name)


@cache
def script_of(html_lang: str) -> Script:
    """Return the Script of a language, given by its html_lang."""
    module = _SCRIPTS.get(html_lang.split("-")[0])
    script = import_module(module).SCRIPT if module else Script()
    assert isinstance(script, Script)  # noqa: S101 — for the type checker
    return script


def script_for(text: str, html_lang: str) -> Script:
    """Return the Script to set a text with: the language's, or that of foreign letters in it."""
    own = script_of(html_lang)
    if own.holds(text):
        return own
    return next((script for script in map(script_of, _SCRIPTS) if script.holds(text)), own)
