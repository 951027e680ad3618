"""Phone numbers: in digits of any script, in words, in parts, down the column of a table.

Source of the lengths: ITU-T E.164.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lanpya.detection.amounts import ITEM, AmountPatterns, amount_patterns
from lanpya.detection.normalise import ALIKE, Folded, fold, fold_letters
from lanpya.detection.word_patterns import LETTER
from lanpya.detection.words import Words

_FLAGS = re.ASCII | re.IGNORECASE
# digits with at most four characters between them, none of them a letter
_BETWEEN = r"[^\w+]{0,4}"
_DIGITS = re.compile(
    rf"(?:(?<![\w.,])|(?<=[a-z\u102b-\u103e],))(?:\+|\(\+)?\(?[0-9](?:{_BETWEEN}[0-9]){{6,}}", _FLAGS
)
# letters that look like digits, among digits: O9 OOO 0l7, ဝ၉
_LIKE_DIGITS = re.compile(
    r"(?<![^\W_])(?=[OolI]*[0-9]|O)[0-9OolI]{2,24}(?![^\W_])|(?<!\w)[0-9ဝ]{2,24}(?![\w\u102b-\u103e])"
)
_AS_DIGITS = str.maketrans("OolIဝ", "00110")
# a number that begins with a zero, and what follows it, with words between
_ZERO = re.compile(r"(?<![\w.:/,*#-])\(?0[0-9]{1,3}(?![\w.:/-]|,[0-9])[^\n]{0,60}", _FLAGS)
# thousands that hide a phone number: nine digits or more, not round
_GROUPED = re.compile(
    r"(?<![\w.+])(?<![0-9],)(?:[1-9][0-9]{2}(?:,[0-9]{3}){2}|[1-9][0-9]{0,2}(?:,[0-9]{3}){3,4})(?<!,000)(?!,?[0-9])"
)
_ISO_DATE = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}(?:-[0-9]{2})?(?![0-9])")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9])")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_TWO_DECIMALS = re.compile(r"-?[0-9]{1,3}\.[0-9]+[^0-9]{1,4}[0-9]{1,3}\.[0-9]+")
_SEPARATORS = re.compile(r"[\s၊،,./-]+")
_SCATTERED = 7  # words for digits: one more than in degrees and minutes of two directions
_YEARS = 4  # numbers of years in a row that do not count as a phone number
_ROW = re.compile(r"^[ \t]*\|(.*)\|?[ \t]*$", re.MULTILINE)
_CELL = re.compile(r"[^|\n]+")


def numbers_in_columns(text: str, words: Words) -> Iterator[tuple[int, str]]:
    """Yield the position and text of phone numbers that are spread over the cells of a table column.

    They are in figures and begin with a zero or +, or have six words or more.
    """
    word = number_patterns(words).digit
    table: dict[int, list[tuple[int, str]]] = {}
    end = 0
    for row in [*_ROW.finditer(text), None]:
        if row is None or row.start() > end + 1:
            for cells in table.values():
                digits = "".join(fold(cell).text for _, cell in cells if cell.isdecimal())
                if re.fullmatch(r"[+0][0-9]{6,}", digits):
                    yield cells[0][0], digits
                spelt = [cell for _, cell in cells if not cell.isdecimal()]
                if number_patterns(words).is_spelt(" ".join(spelt)):
                    yield cells[0][0], " ".join(spelt)
            table = {}
        if row:
            end = row.end()
            for number, cell in enumerate(_CELL.finditer(row[1])):
                typed = cell[0].strip(" *\t")
                if typed.isdecimal() or word.fullmatch(fold_letters(typed).text):
                    table.setdefault(number, []).append((row.start(1) + cell.start(), typed))


def _is_number(text: str) -> bool:
    """Whether digits are a phone number and not dates, years or thousands."""
    if _TWO_DECIMALS.fullmatch(text):
        return False  # a place, which another rule reports
    remaining = text
    if text[0] not in "+(0":
        for pattern in (_ISO_DATE, _THOUSANDS, _YEAR):
            remaining = pattern.sub(" ", remaining)
    return sum(char.isdigit() for char in remaining) >= 7


def _is_number_with_words(text: str) -> bool:
    """Whether a text that begins with a zero continues as a phone number, with words between its parts."""
    for pattern in (_ISO_DATE, _THOUSANDS, _YEAR):
        text = pattern.sub(" ", text)
    return sum(char.isdigit() for char in text) >= 7


class NumberPatterns(NamedTuple):
    """What depends on the words of the languages; every match contains an anchor, in small letters."""

    short_code: re.Pattern[str]
    spelt: re.Pattern[str]
    scattered: re.Pattern[str]
    digit: re.Pattern[str]
    calling: re.Pattern[str]
    dialled: re.Pattern[str]
    counting: tuple[list[str], ...]
    year: str
    anchors: tuple[re.Pattern[str], ...]

    def is_dialled(self, match: re.Match[str]) -> bool:
        """Whether a word of calling comes directly before or after a match."""
        text = match.string
        before = text[max(0, match.start() - 40) : match.start()]
        return bool(self.calling.search(before) or self.dialled.match(text, match.end()))

    def is_spelt(self, text: str) -> bool:
        """Whether a text has as many digits, in words and figures, as a phone number."""
        words = len(self.digit.findall(text))
        if self._is_counted_up(text) or self._are_years(text):
            return False
        return words >= 2 and words + len(re.findall("[0-9]+", text)) >= 6

    def is_long_enough(self, text: str) -> bool:
        """Whether digits with other words between are more than a place has."""
        return len(self.digit.findall(text)) >= _SCATTERED

    def _is_counted_up(self, text: str) -> bool:
        """Whether these words count upwards from one, in one language and without figures."""
        parts = _SEPARATORS.split(text.lower())
        return any(parts == line[: len(parts)] for line in self.counting)

    def _are_years(self, text: str) -> bool:
        """Whether these are up to four numbers of years in increasing order: “year” is “two” in Burmese."""
        if not self.year:
            return False
        parts = _SEPARATORS.split(text)
        bare = [part.removesuffix(self.year) for part in parts if part.endswith(self.year)]
        order = {word: at for line in self.counting for at, word in enumerate(line)}
        places = [order[part] for part in bare if part in order]
        return len(places) == len(parts) <= _YEARS and places == sorted(places)


@cache
def number_patterns(words: Words) -> NumberPatterns:
    """Return the patterns for the languages of `words`."""
    spaced, joined = words.spaced, words.joined
    digit = words.any("digits", spaced)
    digit_joined = rf"{words.any('digits', joined)}(?:{words.any('after a digit', joined)})?"
    calling, calling_joined = words.any("words of calling", spaced), words.any("words of calling", joined)
    to_joined, call_joined = words.any("particles of an object", joined), words.any("to call", joined)
    room = words.any("rooms and codes with a number", spaced)
    no = words.any("number sign", spaced)
    number = words.any("number", spaced)
    link = rf"(?:{words.any('between digits', spaced)}\s)?"
    few = rf"[\s:=–-]{{0,3}}(?:{LETTER}{{2,6}}\s)?[*#+]?[0-9]"
    short = [
        rf"(?:\b{calling}|{calling_joined}){few}(?:[ -]?[0-9]){{2,}}(?![0-9])",
        rf"(?<![0-9])[0-9]{{3,}}\s?{to_joined}\s?{call_joined}",
        rf"\b{words.any('to call', spaced)}\s{digit}(?:[\s-]{digit}\b){{2,}}",
        rf"\b{room}\s(?:(?:id|{no})\s)?"
        r"(?!(?:12345(?:6(?:7(?:89?)?)?)?|([0-9])\1{3,7})(?![\w-]|\s[0-9]))[0-9](?:[ -]?[0-9]){4,}",
    ]
    before = (
        rf"\b(?:{words.any('before a number to call', spaced)}|{number}(?=\s?"
        rf"(?:{words.any('is', spaced)}\b|[:=])))"
    )
    fill = (
        rf"[\s:=.,(–-]|\b{words.any('between calling and a number', spaced)}\b"
        rf"|{words.any('between calling and a number', joined)}"
        rf"|{words.any('topic particle', joined)}(?!\w)"
    )
    spelt = [
        rf"(?<!\w)(?:{digit}|[0-9]{{1,4}}(?![0-9]))(?:[\s,،./-]*{link}(?:{digit}|(?<![0-9])[0-9]{{1,4}}(?![0-9]))){{4,}}(?!\w)",
        rf"(?:{digit_joined})(?:[\s၊,./-]*(?:{digit_joined}|[0-9])){{5,}}",
    ]
    # groups of words with up to three others between: zero nine, and at the end one two three
    group = rf"{digit}(?:[\s,،./-]+{digit}\b)+"
    scattered = rf"(?<!\w){group}(?:[^\w\n]{{0,3}}\s(?:[^\W\d_]{{1,12}}\s){{1,3}}{group})+"
    year = next((word for one in joined for word in one.words.get("year, which is also a number", ())), "")
    anchors = [
        rf"[0-9](?:[0-9]{{4}}|(?:[^\w+]{{1,4}}|[\s,./-]+)[0-9]|[\s၊،,./-]*(?:{digit}|{digit_joined}))",
        r"0(?<![a-z0-9_.:/,*#-]0)[0-9]",
        rf"[0-9](?:[oli]|(?<=[oliဝ].)|ဝ|\s?{to_joined})|ဝဝ",
        "o(?<![a-z]o)[oli]+(?![a-z])",
        rf"(?:{calling}|{calling_joined}){few}",
        rf"{digit}[\s,،./-]*{link}{digit}",
        rf"{digit_joined}(?:[\s၊,./-]*{digit_joined}){{2}}",
    ]
    return NumberPatterns(
        re.compile("|".join(short), re.IGNORECASE),
        re.compile("|".join(spelt), re.IGNORECASE),
        re.compile(scattered, re.IGNORECASE),
        re.compile(rf"(?:{digit}|{digit_joined})", re.IGNORECASE),
        re.compile(
            rf"(?:{before}|{words.any('before a number to call', joined)})(?:{fill}){{0,8}}\Z", re.IGNORECASE
        ),
        re.compile(rf"\s?(?:{to_joined})?\s?{call_joined}"),
        tuple([word.translate(ALIKE) for word in one.words.get("counting", ())] for one in words.languages),
        year,
        tuple(map(re.compile, anchors)),
    )


class _Finder(NamedTuple):
    """Finds numbers with the patterns of some languages."""

    patterns: NumberPatterns
    amounts: AmountPatterns

    def without_listed(self, match: re.Match[str]) -> str:
        """Return blanks for lists in increasing order, hours and laws, and a phone number unchanged.

        Mobile numbers of Myanmar begin with 9 after the country code; no law has that many articles.
        """
        pairs = [
            [int(number) for number in re.findall("[0-9]+", item)] for item in re.findall(ITEM, match[0])
        ]
        digits = "".join(str(number) for pair in pairs for number in pair)
        if self.amounts.increasing.fullmatch(match[0]):
            if pairs != sorted(pairs, key=lambda pair: pair[0]) or any(
                pair != sorted(pair) for pair in pairs
            ):
                return match[0]
        elif self.amounts.persons.match(match[0]):
            return " " * len(match[0])
        elif len(digits) > 7 and digits.startswith("9"):
            return match[0]
        return match[0] if self.patterns.is_dialled(match) else " " * len(match[0])

    def without_sums(self, match: re.Match[str]) -> str:
        """Return blanks for round amounts, and a number to call unchanged, even after a price."""
        before = re.split("[0-9]", match[0])[0]
        return match[0] if before and self.patterns.calling.search(before) else " " * len(match[0])

    def is_grouped(self, match: re.Match[str]) -> bool:
        """Whether a number with separators of thousands is a phone number."""
        if self.patterns.is_dialled(match):
            return True
        before = match.string[max(0, match.start() - 8) : match.start()]
        is_mobile = self.amounts.mobile.match(match.string, match.start())
        return bool(is_mobile) and not self.amounts.money_before.search(before)


def numbers_in(view: Folded, words: Words) -> Iterator[tuple[Folded, re.Match[str]]]:
    """Yield the phone numbers in a text, each with the variant of the text in which it was found."""
    patterns, amounts = number_patterns(words), amount_patterns(words)
    finder = _Finder(patterns, amounts)
    as_digits = view.replaced(_LIKE_DIGITS, lambda match: match[0].translate(_AS_DIGITS))
    as_digits = as_digits.replaced(amounts.sums, finder.without_sums)
    uncounted = as_digits.replaced(amounts.counted, lambda match: " " * len(match[0]))
    uncounted = uncounted.replaced(amounts.listed, finder.without_listed)
    for match in _GROUPED.finditer(as_digits.text):
        if finder.is_grouped(match):
            yield as_digits, match
    numbers = (
        (_ZERO, _is_number_with_words),
        (patterns.spelt, patterns.is_spelt),
        (patterns.scattered, patterns.is_long_enough),
    )
    only_uncounted = ((_DIGITS, _is_number), (patterns.short_code, bool))  # outside amounts and lists
    for text, searches in ((as_digits, numbers), (uncounted, only_uncounted)):
        for pattern, is_valid in searches:
            yield from ((text, match) for match in pattern.finditer(text.text) if is_valid(match[0]))
