"""Where a line of Burmese may break: between words, and never inside a syllable.

ICU's dictionary finds words, and now and then splits a syllable (loan words, kinzi); a break counts only
where a syllable ends as well. Edges between Burmese and Latin letters or digits are added.
"""

import re
from functools import lru_cache

import icu

from lanpya.languages.burmese.syllables import RUN, syllable_ends

_LOCALE = icu.Locale("my")
_SPACE = re.compile(r"\s+")
_DOTTED = re.compile("(?<=\u1031[\u102b\u102c])\u1037(?=\u103a)")  # the dot of ော့် and ေါ့်
# No line breaks after these, for its two ends would then say something else, or nothing: the negation မ and
# its verb, also in "true or not" (မှန်မမှန်); the prefix အ; ဒါမှမဟုတ် (or); ပါ and its ending, for alone it
# commands; the verb before စစ်, which here means to examine; the sign inside a number or an hour; a bracket or
# quotation mark that opens.
_GLUED_AFTER = re.compile(
    r"(?<!\u1039)[မအ](?=[က-အ\u1023-\u102a])"
    r"|(?P<verb>[က-အ][\u102b-\u103e]*(?:[က-အ]\u1037?\u103a\u1038?)?)(?=မ(?P=verb))"
    r"|ဒါ(?=မှမဟုတ်)|(?<=ဒါ)မှ(?=မဟုတ်)|ပါ(?=နဲ့|တယ်|မယ်|ဘူး|စေ)|ဖုန်း(?=စစ်ခြင်း)|ဖတ်(?=စစ်)"
    r"|(?<=[0-9၀-၉])[.,:](?=[0-9၀-၉])|[(\[{“‘]"
)
_GLUED_BEFORE = re.compile(r"[၊။,.;:!?)\]}”’…%]")
_NEGATED = re.compile("[^\u1000-\u109f]*မ(?=[က-အ])")


@lru_cache(maxsize=1024)  # paragraphs: what a page says is in its copy, leaflets and index again
def segments(text: str) -> tuple[str, ...]:
    """Return `text` cut where a line may break; joined again the pieces are `text` to the letter.

    Burmese is cut between words, never inside a syllable. White space is a piece of its own, and closing
    punctuation (၊ ။) stays with the word before it. Other scripts are cut at white space only.
    """
    legal = syllable_ends(text)
    spaces = {edge for match in _SPACE.finditer(text) for edge in match.span()}
    cuts = sorted((((_icu_words(text) | _script_edges(text)) & legal) - _glued(text)) | spaces)
    return tuple(
        text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True) if end > start
    )


@lru_cache(maxsize=4096)
def browser_splits(word: str) -> bool:
    """Whether a browser with ICU's dictionary would break a line inside this one word of Burmese."""
    return RUN.search(word) is not None and bool(_browser_breaks(word))


def negations(text: str) -> set[int]:
    """Return the offsets inside words with the negation မ at their head at which a browser would break."""
    found, start = set(), 0
    for word in segments(text):
        if _NEGATED.match(word):
            found |= {start + offset for offset in _browser_breaks(word)}
        start += len(word)
    return found


def _browser_breaks(word: str) -> set[int]:
    return _boundaries(icu.BreakIterator.createLineInstance(_LOCALE), word) - {len(word)}


def word_boundaries(text: str) -> set[int]:
    """Return the offsets between Burmese letters where ICU sees a word end and a syllable ends as well."""
    inside = {n for run in RUN.finditer(text) for n in range(run.start() + 1, run.end())}
    return _icu_words(text) & syllable_ends(text) & inside


def _icu_words(text: str) -> set[int]:
    """Return where ICU sees a word end.

    Its dictionary has ကျွန်တော် and not ကျွန်တော့်, so it is asked without the dot.
    """
    words = icu.BreakIterator.createWordInstance(_LOCALE)
    if not (dots := {match.start() for match in _DOTTED.finditer(text)}):
        return _boundaries(words, text)
    kept = [offset for offset in range(len(text) + 1) if offset not in dots]
    return {kept[offset] for offset in _boundaries(words, _DOTTED.sub("", text))}


def _boundaries(breaker: icu.BreakIterator, text: str) -> set[int]:
    """Return the offsets in code points; ICU counts in UTF-16 units."""
    breaker.setText(text)
    if text.isascii() or max(text, default="") <= "\uffff":
        return set(breaker)
    offsets, units = {}, 0
    for offset, letter in enumerate(text):
        offsets[units] = offset
        units += 2 if letter > "\uffff" else 1
    offsets[units] = len(text)
    return {offsets[unit] for unit in breaker if unit in offsets}


def _script_edges(text: str) -> set[int]:
    """Edges between Burmese and Latin letters or digits, which ICU's dictionary leaves out."""
    edges = set()
    for run in RUN.finditer(text):
        for edge in run.span():
            if 0 < edge < len(text) and text[edge - 1].isalnum() | text[edge].isalnum():
                edges.add(edge)
    return edges


def _glued(text: str) -> set[int]:
    return {match.end() for match in _GLUED_AFTER.finditer(text)} | {
        match.start() for match in _GLUED_BEFORE.finditer(text)
    }
