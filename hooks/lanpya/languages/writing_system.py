"""What Lanpya must know of a way of writing, and which one a language uses.

A language that needs more than white space between its words brings its own Script, as
lanpya.languages.burmese does, and a line in _SCRIPTS. Every other language gets Script as it is.
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
# What looks like a space, and neither Markdown nor YAML takes for one.
ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SCRIPTS = {"my": "lanpya.languages.burmese"}  # html_lang, and the module whose SCRIPT writes it


@dataclass(frozen=True)
class Finding:
    """One mistake in spelling: where in the text it starts and ends, and what to write in its place.

    `proposal` is None where nobody can tell what was meant.
    """

    start: int
    end: int
    rule: Rule
    message: Message
    proposal: str | None


class Fallback(NamedTuple):
    """The font for phones that cannot shape the script.

    `letters` are those it holds, `opentype` the script's tag in the font. `probe` is narrow where the script
    is shaped, and as wide as `unshaped` where it is not. `sample` is a word in which that is plain to see,
    and `drawing` a file in overrides/ that shows it as it should be.
    """

    name: str
    opentype: str
    letters: str
    probe: str
    unshaped: str
    sample: str
    drawing: str


class Script:
    """A script whose words stand between white space: lines break there, and no mistake is known."""

    fallback: Fallback | None = None
    longest_sentence = 25  # words; source: GOV.UK, "Sentence length: why 25 words is our limit"

    def normalise(self, text: str) -> str:
        """Return the text in the form in which it leaves the build: NFC."""
        return unicodedata.normalize("NFC", text)

    def count_words(self, text: str) -> int:
        """Return the number of words in a sentence."""
        return len(text.split())

    def holds(self, text: str) -> bool:
        """Whether letters of this script stand in the text."""
        return False

    def segments(self, text: str) -> tuple[str, ...]:
        """Return the text cut where a line may break; the pieces joined are the text to the letter."""
        return (text,) if text else ()

    def browser_splits(self, word: str) -> bool:
        """Whether a browser would break a line inside this piece, unless it is told not to."""
        return False

    def negations(self, text: str) -> set[int]:
        """Return the offsets where a line would end inside a negation, and what is left say the opposite."""
        return set()

    def edges(self, text: str) -> set[int]:
        """Return the offsets at which a word, or a syllable where words have no gaps, begins or ends."""
        return {edge for match in re.finditer(r"\w+", text) for edge in match.span()}

    def findings(self, text: str) -> Iterator[Finding]:
        """Yield the mistakes of one paragraph of text in NFC: in any script, characters that nobody sees."""
        for match in UNSEEN.finditer(text):
            yield Finding(*match.span(), HIDDEN_CHARACTER, say("holds a character that nobody sees"), "")

    def searchable(self, text: str) -> str:
        """Return the text as the search index holds it; search.js does the same to what is typed."""
        return UNSEEN.sub("", text)

    def share(self, text: str) -> float:
        """Return which part of the letters is of this script, from 0 to 1; names in Latin are left aside."""
        return 1.0


def space_name(space: str) -> Message:
    """Return what messages call a space that is no ordinary one."""
    name = unicodedata.name(space)
    return say("a space of another kind (U+{code:04X}, {name})", code=ord(space), name=name)


@cache
def script_of(html_lang: str) -> Script:
    """Return the Script of a language, named as browsers know it."""
    module = _SCRIPTS.get(html_lang.split("-")[0])
    script = import_module(module).SCRIPT if module else Script()
    assert isinstance(script, Script)  # noqa: S101 — for the type checker
    return script


def script_for(text: str, html_lang: str) -> Script:
    """Return the Script to set a text with: the language's own, or that of the foreign letters in it."""
    own = script_of(html_lang)
    if own.holds(text):
        return own
    return next((other for other in map(script_of, _SCRIPTS) if other.holds(text)), own)
