"""Burmese: the Language of the tag `my`. Each module here is one part of it."""

from collections.abc import Iterator

from lanpya.languages.burmese import spelling, syllables, words
from lanpya.languages.burmese.known_syllables import unknown_syllables
from lanpya.languages.fallback import Fallback
from lanpya.languages.finding import Finding
from lanpya.languages.language import Language


class Burmese(Language):
    """Burmese in Unicode: breaks between words, spelling, and a font for phones that cannot shape it."""

    fallback = Fallback(
        name="Notes",
        opentype="mym2",
        letters=" " + syllables.MODERN,
        probe="က္က",
        unshaped="ကက",
        sample="က္က",
        drawing="hint-my.svg",
    )

    checks_spelling = True
    unseen = frozenset[str]()  # typed between words, or for nothing: the breaks here are better
    # its own rule reports the letters of other languages, and the encoding that uses them
    letters = frozenset(chr(code) for first, last in syllables.BLOCKS for code in range(first, last + 1))

    longest_sentence = 50  # pieces between line breaks: as many letters as 25 English words

    def count_words(self, text: str) -> int:
        """Return the number of pieces between which a line may break."""
        return len(self.segments(text))

    def holds(self, text: str) -> bool:
        """Whether the text contains letters of the Myanmar script."""
        return syllables.RUN.search(text) is not None

    def writes(self, text: str) -> bool:
        """Whether the text contains Burmese letters, and none of other languages in Myanmar letters."""
        return self.holds(text) and not spelling.FOREIGN.search(text)

    def segments(self, text: str) -> tuple[str, ...]:
        """Return the text split between words."""
        return words.segments(text)

    def browser_splits(self, word: str) -> bool:
        """Whether ICU's dictionary would break a line inside this word."""
        return words.browser_splits(word)

    def negations(self, text: str) -> set[int]:
        """Return the offsets between မ and its verb, and inside the verb, where a browser would break."""
        return words.negations(text)

    def edges(self, text: str) -> set[int]:
        """Return where a syllable, or a word in other letters, begins or ends."""
        others = syllables.RUN.sub(lambda run: " " * len(run[0]), text)
        return syllables.syllable_ends(text) | super().edges(others)

    def findings(self, text: str) -> Iterator[Finding]:
        """Yield mistakes in encoding and order of marks, look-alikes, and unknown syllables."""
        found = [*super().findings(text), *spelling.findings(text)]
        yield from found
        yield from unknown_syllables(text, found)

    def searchable(self, text: str) -> str:
        """Return the text without invisible characters, and with ဩ for သြ typed as two characters."""
        return super().searchable(text).replace("သြ", "ဩ")

    def share(self, text: str) -> float:
        """Return the share of letters that are Burmese."""
        return spelling.share(text)
