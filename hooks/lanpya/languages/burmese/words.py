"""Line breaks of Burmese: between words, and never inside a syllable.

ICU's dictionary finds words, but sometimes splits a syllable (loan words, kinzi), so a break is used only
where a syllable ends as well. Boundaries between Burmese and Latin letters or digits are added. Names and
loan words that it divides are kept whole by a list, whole_words.yml.
"""

import re
from functools import cache, lru_cache
from pathlib import Path

import icu

from lanpya.languages.burmese.syllables import RUN, syllable_ends
from lanpya.languages.shipped_texts import read_texts
from lanpya.languages.unspaced import boundaries, script_edges

_LOCALE = icu.Locale("my")
_SPACE = re.compile(r"\s+")
_DOTTED = re.compile("(?<=\u1031[\u102b\u102c])\u1037(?=\u103a)")  # the dot of ော့် and ေါ့်
# No line breaks after these, because the two parts would say something else, or nothing: the negation မ and
# its verb, also in "true or not" (မှန်မမှန်); the prefix အ; ဒါမှမဟုတ် (or); ပါ and its ending, which alone is
# a command; the verb before စစ်, which here means to examine; the separator inside a number or a time; an
# opening bracket or quotation mark.
_NO_BREAK_AFTER = re.compile(
    r"(?<!\u1039)[မအ](?=[က-အ\u1023-\u102a])"
    r"|(?P<verb>[က-အ][\u102b-\u103e]*(?:[က-အ]\u1037?\u103a\u1038?)?)(?=မ(?P=verb))"
    r"|ဒါ(?=မှမဟုတ်)|(?<=ဒါ)မှ(?=မဟုတ်)|ပါ(?=နဲ့|တယ်|မယ်|ဘူး|စေ)|ဖုန်း(?=စစ်ခြင်း)|ဖတ်(?=စစ်)"
    r"|(?<=[0-9၀-၉])[.,:](?=[0-9၀-၉])|[(\[{“‘]"
)
_NO_BREAK_BEFORE = re.compile(r"[၊။,.;:!?)\]}”’…%]")
_NEGATED = re.compile("[^\u1000-\u109f]*မ(?=[က-အ])")


@lru_cache(maxsize=1024)  # paragraphs: the text of a page is also in its copy, leaflets and index
def segments(text: str) -> tuple[str, ...]:
    """Return `text` split where a line may break; the pieces joined are exactly `text`.

    Burmese is split between words, never inside a syllable or a word of the list. White space is a
    separate piece, and closing punctuation (၊ ။) stays with the word before it. Other scripts are split only
    at white space.
    """
    syllable_boundaries = syllable_ends(text)
    spaces = {edge for match in _SPACE.finditer(text) for edge in match.span()}
    words = (_icu_words(text) | script_edges(RUN, text)) & syllable_boundaries
    forbidden = _forbidden(text) | _inside_whole_words(text, syllable_boundaries)
    cuts = sorted((words - forbidden) | spaces)
    return tuple(
        text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True) if end > start
    )


@lru_cache(maxsize=4096)
def browser_splits(word: str) -> bool:
    """Whether a browser with ICU's dictionary would break a line inside this Burmese word."""
    return RUN.search(word) is not None and bool(_browser_breaks(word))


def negations(text: str) -> set[int]:
    """Return the offsets, inside words that begin with the negation မ, at which a browser would break."""
    found, start = set(), 0
    for word in segments(text):
        if _NEGATED.match(word):
            found |= {start + offset for offset in _browser_breaks(word)}
        start += len(word)
    return found


def _browser_breaks(word: str) -> set[int]:
    return boundaries(icu.BreakIterator.createLineInstance(_LOCALE), word) - {len(word)}


def word_boundaries(text: str) -> set[int]:
    """Return the offsets between Burmese letters where a word ends for ICU and a syllable ends as well."""
    inside = {n for run in RUN.finditer(text) for n in range(run.start() + 1, run.end())}
    return _icu_words(text) & syllable_ends(text) & inside


def _icu_words(text: str) -> set[int]:
    """Return where a word ends for ICU.

    Its dictionary has ကျွန်တော် but not ကျွန်တော့်, so the text is examined without the dot.
    """
    words = icu.BreakIterator.createWordInstance(_LOCALE)
    if not (dots := {match.start() for match in _DOTTED.finditer(text)}):
        return boundaries(words, text)
    offsets = [offset for offset in range(len(text) + 1) if offset not in dots]
    return {offsets[offset] for offset in boundaries(words, _DOTTED.sub("", text))}


def whole_words() -> tuple[str, ...]:
    """Return the names and loan words that no line is broken in, the longest first."""
    words = " ".join(read_texts(Path(__file__).with_name("whole_words.yml")).values()).split()
    return tuple(sorted(words, key=len, reverse=True))


@cache
def _whole_word() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, whole_words())))


def _inside_whole_words(text: str, syllable_boundaries: set[int]) -> set[int]:
    """Return the offsets inside words of the list, where these are not the beginning or end of a syllable."""
    return {
        offset
        for match in _whole_word().finditer(text)
        if match.start() in syllable_boundaries and match.end() in syllable_boundaries
        for offset in range(match.start() + 1, match.end())
    }


def _forbidden(text: str) -> set[int]:
    return {match.end() for match in _NO_BREAK_AFTER.finditer(text)} | {
        match.start() for match in _NO_BREAK_BEFORE.finditer(text)
    }
