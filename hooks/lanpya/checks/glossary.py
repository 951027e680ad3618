"""The words of docs/data/glossary.yml: those to avoid, and those that are known to be right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lanpya.content.library import Library
from lanpya.content.settings import SiteLanguage
from lanpya.content.yaml_fields import EMPTY, Field
from lanpya.languages.burmese.known_syllables import SYLLABLE_UNKNOWN
from lanpya.languages.finding import Finding
from lanpya.languages.language import Language
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say

WORD_DISCOURAGED = rule("word-discouraged", "warning", section="Burmese")


@lru_cache(maxsize=32)
def glossary_of(library: Library, language: SiteLanguage) -> Glossary:
    """Return the glossary in a language."""
    return Glossary(library, language)


class Glossary:
    """The words of docs/data/glossary.yml in one language."""

    def __init__(self, library: Library, language: SiteLanguage):
        self._avoided: dict[str, tuple[str | None, str]] = {}  # what to write instead, and why
        preferred: set[str] = set()
        for entry in library.data["glossary"].items:
            use, avoid = (_words(entry, key, language) for key in ("use", "avoid"))
            preferred |= set(use)
            why = entry.keys.get("why", EMPTY).text
            self._avoided |= {_folded(word): (use[0] if use else None, why) for word in avoid if word}
        self._preferred = _any_of(preferred)
        self._pattern = _any_of(self._avoided)

    def permits(self, text: str, finding: Finding, script: Language) -> bool:
        """Whether a finding is an unknown syllable of a preferred word; ignores bold marks."""
        if finding.rule != SYLLABLE_UNKNOWN:
            return False
        plain, before = text.replace("*", ""), text[: finding.start]
        start = len(before) - before.count("*")
        end = start + finding.end - finding.start
        edges = script.edges(plain)
        return any(
            match.start() <= start and end <= match.end() and set(match.span()) <= edges
            for match in self._preferred.finditer(plain)
        )

    def findings(self, text: str, script: Language) -> Iterator[Finding]:
        """Yield discouraged words that are whole words outside every preferred one; ignores bold marks."""
        offsets = [offset for offset, sign in enumerate(text) if sign != "*"]
        for start, end, proposal, message in self._found("".join(text[n] for n in offsets), script):
            yield Finding(offsets[start], offsets[end - 1] + 1, WORD_DISCOURAGED, message, proposal)

    def _found(self, text: str, script: Language) -> Iterator[tuple[int, int, str | None, Message]]:
        matches = list(self._pattern.finditer(text))
        if not matches:
            return
        edges = script.edges(text)
        edges |= {edge for match in re.finditer(r"[()“”‘’]", text) for edge in match.span()}  # brackets
        preferred = [span for match in self._preferred.finditer(text) if set(span := match.span()) <= edges]
        for match in matches:
            start, end = match.span()
            if {start, end} <= edges and not any(a <= start and end <= b for a, b in preferred):
                proposal, why = self._avoided[_folded(match[0])]
                yield (
                    start,
                    end,
                    proposal,
                    say("has a word to avoid, according to the glossary ({why})", why=why),
                )


def _folded(word: str) -> str:
    return " ".join(word.split())


def _words(entry: Field, key: str, language: SiteLanguage) -> list[str]:
    return [field.text for field in entry.keys.get(key, EMPTY).keys.get(language.code, EMPTY).items]


def _any_of(words: set[str] | Mapping[str, object]) -> re.Pattern[str]:
    longest_first = sorted(filter(None, words), key=lambda word: (-len(word), word))
    patterns = (r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile("|".join(patterns) or r"(?!)")
