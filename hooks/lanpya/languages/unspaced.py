"""Languages whose words are not separated by white space: where their lines may break.

Thai, Lao and Khmer: where a word ends in ICU's dictionary, and a syllable may end as well. Languages in
Myanmar letters other than Burmese, of which there is no dictionary: where a syllable ends. Burmese has a
separate package. Which signs are vowels, marks and so on comes from Unicode's data (Indic syllabic and
positional categories).
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

import icu

from lanpya.languages.language import Language
from lanpya.languages.letters import class_of

_SPACE = re.compile(r"[\s\u200b]+")
_NO_BREAK_AFTER = re.compile(r"(?<=\d)[.,:](?=\d)|[(\[{“‘«‹「『《〈]")
_NO_BREAK_BEFORE = re.compile(
    # signs that repeat or end what is before them, such as ๆ and ။; ฯ and ຯ are letters for Unicode
    rf"[.,;:!?)\]}}”’»›…%\u0e2f\u0eaf{class_of('[[:Lm:][:Terminal_Punctuation:]]')}]"
)
_MARK = class_of("[[:M:][[:InSC=Vowel_Dependent:]-[:InPC=Visual_Order_Left:]]]")
_LEADING = class_of("[:InPC=Visual_Order_Left:]")  # vowels before their consonant
_STACKER = class_of("[[:InSC=Invisible_Stacker:]]")
# signs over a final consonant: of silence, and the Khmer bantoc, which shortens the vowel before it
_FINAL = class_of("[[:InSC=Consonant_Killer:]\u17cb]")
# An offset before which or behind which something belongs to the same syllable.
_INSIDE = re.compile(f"(?=[{_MARK}])|(?<=[{_LEADING}{_STACKER}])|(?=[^{_MARK}][{_MARK}]?[{_FINAL}])")


# Inside a piece of Lao, before or behind a vowel that is no mark.
_SPLIT_LAO = re.compile(f"(?!^)(?=[{class_of('[[:Lo:]&[:InSC=Vowel_Dependent:]]')}])|(?<=[{_LEADING}])")


class Unspaced(Language):
    """A language without spaces between words, of which ICU has a dictionary."""

    longest_sentence = 40  # words of the dictionary, which are shorter than those of English

    @cached_property
    def run(self) -> re.Pattern[str]:
        """A stretch of the script."""
        return re.compile(f"[{class_of(''.join(f'[:Script={name}:]' for name in self.scripts).join('[]'))}]+")

    def holds(self, text: str) -> bool:
        """Whether the text contains letters of this script."""
        return self.run.search(text) is not None

    def count_words(self, text: str) -> int:
        """Return the number of pieces between which a line may break."""
        return sum(not piece.isspace() for piece in self.segments(text))

    def segments(self, text: str) -> tuple[str, ...]:
        """Return the text split where a line may break; the pieces joined are exactly the text."""
        return self._pieces(text)

    @lru_cache(maxsize=1024)  # noqa: B019 — one object a language; a text is in pages, copies and leaflets
    def _pieces(self, text: str) -> tuple[str, ...]:
        spaces = {edge for match in _SPACE.finditer(text) for edge in match.span()}
        inside = self.word_ends(text) & self.syllable_edges(text)
        cuts = sorted(((inside | script_edges(self.run, text)) - self._kept(text)) | spaces)
        return tuple(
            text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True) if end > start
        )

    def word_ends(self, text: str) -> set[int]:
        """Return the offsets where a word ends."""
        return boundaries(icu.BreakIterator.createWordInstance(self.locale), text)

    def edges(self, text: str) -> set[int]:
        """Return where a syllable may begin or end, or a word in other letters does."""
        others = self.run.sub(lambda run: " " * len(run[0]), text)
        return self.syllable_edges(text) | super().edges(others)

    def syllable_edges(self, text: str) -> set[int]:
        """Return the offsets in stretches of the script at which no syllable is certain to be split."""
        found = set[int]()
        for run in self.run.finditer(text):
            inside = {run.start() + match.start() for match in _INSIDE.finditer(run[0]) if match.start()}
            found |= {*range(run.start(), run.end() + 1)} - (inside - {run.end()})
        return found

    def browser_splits(self, word: str) -> bool:
        """Whether ICU's line breaks, which browsers use, would divide this piece, or may in Lao.

        Chromium has a smaller dictionary of Lao than ICU, and splits syllables of other words: ມາດ|າ.
        """
        lines = icu.BreakIterator.createLineInstance(self.locale)
        splits = bool(boundaries(lines, word) - {0, len(word)})
        return self.holds(word) and (
            splits or (self.script == "Laoo" and _SPLIT_LAO.search(word) is not None)
        )

    @staticmethod
    def _kept(text: str) -> set[int]:
        after = {match.end() for match in _NO_BREAK_AFTER.finditer(text)}
        return after | {match.start() for match in _NO_BREAK_BEFORE.finditer(text)}


class Ideographic(Unspaced):
    """Chinese or Japanese: lines break between any two letters, and words are those of a dictionary."""

    longest_sentence = 25  # words of the dictionary
    sentence_gap = ""

    def holds(self, text: str) -> bool:
        """Whether lines of the text are broken here: never."""
        return False

    def segments(self, text: str) -> tuple[str, ...]:
        """Return the text as one piece."""
        return (text,) if text else ()

    def count_words(self, text: str) -> int:
        """Return the number of words of the dictionary."""
        return sum(any(map(str.isalnum, piece)) for piece in self.index_pieces(text))

    def index_pieces(self, text: str) -> tuple[str, ...]:
        """Return the text split between words."""
        return self._pieces(text)


_LETTER, _ASAT, _STACK = class_of("[[:Script=Mymr:]&[:Lo:]]"), "\u103a", "\u1039"
_MARKS = class_of("[[[:Script=Mymr:]&[:M:]]-[\u1039]]")
_SYLLABLE = re.compile(
    rf"[{_LETTER}](?:{_STACK}[{_LETTER}]|[{_MARKS}])*"
    # what follows without a break: a final letter with its asat, and letters with others stacked below them
    rf"(?:[{_LETTER}](?:\u1037?{_ASAT}(?!{_STACK})|(?:{_ASAT}?{_STACK}[{_LETTER}])+)[{_MARKS}]*)*"
    rf"|[{_MARKS}{_STACK}]+|[{class_of('[[:Script=Mymr:]&[:Nd:]]')}]+"
)


class Syllabic(Unspaced):
    """A language in Myanmar letters of which there is no dictionary: lines break where syllables end.

    A syllable is a letter with what is stacked below it and its marks, and every following letter that an
    asat makes final. Letters and marks are those of all languages in Unicode's charts of the script.
    """

    keeps_pieces = True
    longest_sentence = 75  # syllables: as many letters as 25 English words

    def word_ends(self, text: str) -> set[int]:
        """Return the offsets where a syllable ends."""
        return self.syllable_edges(text)

    def syllable_edges(self, text: str) -> set[int]:
        """Return the offsets at which a syllable, or a number, begins or ends."""
        found = set[int]()
        for run in self.run.finditer(text):
            found |= {run.start(), run.end()}
            for match in _SYLLABLE.finditer(run[0]):
                found |= {run.start() + match.start(), run.start() + match.end()}
            # marks without a letter, which no rule of Unicode foresees, stay with what precedes them
            found -= {
                run.start() + at for at, sign in enumerate(run[0]) if at and re.match(f"[{_MARKS}]", sign)
            }
        return found


_CONTINUES, _STACKS = re.compile(f"[{_MARK}]"), re.compile(f"[{_STACKER}]")


def is_shaped_together(before: str, char: str) -> bool:
    """Whether a sign between two characters, even one without width, would change how they are drawn."""
    return bool(_CONTINUES.match(char) or _STACKS.match(before))


def script_edges(run: re.Pattern[str], text: str) -> set[int]:
    """Return the boundaries between stretches of a script and other letters or digits."""
    edges = {edge for match in run.finditer(text) for edge in match.span()}
    return {at for at in edges if 0 < at < len(text) and text[at - 1].isalnum() | text[at].isalnum()}


def boundaries(breaker: icu.BreakIterator, text: str) -> set[int]:
    """Return the offsets that ICU yields, in code points; ICU counts in UTF-16 units."""
    breaker.setText(text)
    if text.isascii() or max(text, default="") <= "\uffff":
        return set(breaker)
    offsets, units = {}, 0
    for offset, letter in enumerate(text):
        offsets[units] = offset
        units += 2 if letter > "\uffff" else 1
    offsets[units] = len(text)
    return {offsets[unit] for unit in breaker if unit in offsets}
