"""Words of medical claims, as data of a site: doses, times after an injury, bands on limbs.

In a word, `N` is a number in digits or words, and `…` up to sixty characters of one sentence. The signs of
lanpya.detection.word_patterns can be used, too. Hyphens and markup make no difference; nor does white space
in languages without spaces between words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from lanpya.detection.cldr_words import lists_of_cldr
from lanpya.detection.normalise import Folded, fold_letters, visible_text
from lanpya.detection.word_patterns import LETTER, NEVER, alternatives
from lanpya.detection.words import is_joined
from lanpya.languages.language import language_of

_DIGITS = r"(?<![0-9A-Za-z.])[0-9]+(?:[.,/][0-9]+)?"
# besides those of CLDR: parts of longer numbers, halves, and other spellings
_MORE_NUMBERS = {
    "en": ("hundred", "thousand", "dozen", "half", "several"),
    "my": ("ခုနစ်", "ခွန်နှစ်", "ခွန်နစ်", "ရာ", "ထောင်", "တစ်ဝက်", "တဝက်", "တ"),
}
_GAP = r"(?:(?![.!?](?:\s|\Z)|။).){0,60}?"
_HYPHEN = re.compile(r"(?<=\w)[-\u2010-\u2015](?=\w)")
_JOINED = "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_BETWEEN_JOINED = re.compile(rf"(?<=[{_JOINED}])\s+(?=[{_JOINED}])")
_NUMBER = re.compile(r"(?<![A-Za-z])N(?![A-Za-z])")

ByLanguage = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class MedicalWords:
    """One kind of claim: words by language, and others of which one has to be near, if there are any.

    `means` is a name for editors, `why` the reason.
    """

    means: str
    why: str
    words: ByLanguage
    beside: ByLanguage

    def found_in(self, text: str, context: str = "") -> Iterator[tuple[int, str]]:
        """Yield offset and text of each claim in a paragraph.

        The words beside it may also be in `context`, the headings above the paragraph.
        """
        folded = _plain(text)
        near = f"{folded.text}\n{_plain(context).text}"
        if self.beside and not any(True for _ in _matches(self.beside, near)):
            return
        for start, end in _matches(self.words, folded.text):
            first, last = folded.offsets[start], folded.offsets[end - 1] + 1
            yield first, " ".join(text[first:last].replace("*", "").split())


def is_word(text: str) -> bool:
    """Whether this has letters besides the sign of a number; without, it would match every number or text."""
    return re.search(r"[^\W\d_]", _NUMBER.sub("", text)) is not None


@lru_cache(maxsize=256)
def _plain(text: str) -> Folded:
    """Return a text as its readers see it, without hyphens and without spaces that mean nothing."""
    folded = visible_text(fold_letters(text)).replaced(_HYPHEN, " ")
    return folded.replaced(_BETWEEN_JOINED, "")


def _matches(words: ByLanguage, text: str) -> Iterator[tuple[int, int]]:
    """Yield the place of each whole word."""
    for tag, listed in words:
        joined = is_joined(tag)
        edges = language_of(tag).edges(text) if joined else set()
        for match in _pattern(tag, listed).finditer(text):
            if not joined or _is_whole(match, edges):
                yield match.span()


def _is_whole(match: re.Match[str], edges: Iterable[int]) -> bool:
    """Whether a match begins and ends where a syllable does; figures and Latin letters do always."""
    text, (start, end) = match.string, match.span()
    first, last = (text[start].isascii(), text[end - 1].isascii())
    return (first or start in edges) and (last or end in edges)


@cache
def _pattern(tag: str, words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of the words, the longest first."""
    joined = is_joined(tag)
    spelt = [_spelt(word, tag, joined) for word in sorted(words, key=len, reverse=True)]
    either = "|".join(spelt) or NEVER
    whole = f"(?:{either})" if joined else f"(?<!{LETTER})(?:{either})(?!{LETTER})"
    return re.compile(whole, re.IGNORECASE | re.DOTALL)


def _spelt(word: str, tag: str, joined: bool) -> str:
    parts = []
    for part in word.split("…"):
        pieces = [_BETWEEN_JOINED.sub("", piece.strip()) for piece in _NUMBER.split(part)]
        patterns = [alternatives([piece]).replace(r"\s", r"\s+") if piece else "" for piece in pieces]
        parts.append(
            rf"\s*{_number(tag, joined)}\s*".join(patterns).removeprefix(r"\s*").removesuffix(r"\s*")
        )
    # what comes after a gap begins no second letter of a stack: ပစ္စည်း has no စည်း
    return (_GAP + ("(?<!\u1039)" if joined else "")).join(parts)


@cache
def _number(tag: str, joined: bool) -> str:
    """Return a pattern for a number in digits, or in the words of a language."""
    more = _MORE_NUMBERS.get(language_of(tag).subtag, ())
    words = alternatives([*lists_of_cldr(tag).get("numbers", ()), *more])
    if words == NEVER:
        return _DIGITS
    return rf"(?:{_DIGITS}|{words})" if joined else rf"(?:{_DIGITS}|(?<!{LETTER}){words}(?!{LETTER}))"
