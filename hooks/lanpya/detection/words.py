"""Words that disguise contacts, places, times and persons, as data of each language: word_lists/TAG.yml.

Numbers in words, weekdays and months come from CLDR through ICU, for every language that it knows, also for
those without a file. ICU answers in English for a language that it does not know: that is no data.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import icu
import yaml

from lanpya.languages.language import language_of

FOLDER = Path(__file__).parent / "word_lists"
NEVER = "(?!)"  # the pattern of a list that a language does not have; patterns with it are left out
NOTHING = r"[^\W\w]"  # the pattern of a list that none of the languages has; it may be part of a pattern
LETTER = (
    r"[a-z\u00df-\u024f\u0370-\u052f\u0590-\u06ff]"  # of a language with spaces; not Burmese, which has none
)
# Written without white space between words: there, a word is also found inside a longer run of letters.
_JOINED = {"Mymr", "Thai", "Laoo", "Khmr", "Tibt", "Hani", "Hira", "Kana"}
# Letters typed for each other: with or without hamza, Arabic or Persian. Source: Unicode Standard, 9.2.
_SAME = ["اأإآٱ", "ةه", "ىيیئ", "كک", "ؤو", "её"]
_SAME_AS = {letter: group for group in _SAME for letter in group}
_NUMBERS = (*range(101), *range(200, 1000, 100))
_HOURS = range(1, 25)
_ORDINALS = (*range(1, 21), *range(30, 100, 10))
_INFLECTED = re.compile(r"genitive|dative|accusative|instrumental|prepositional|locative|ablative|partitive")
_LONG = 4  # letters: a word between two numbers that is no number, but joins them, is shorter
_ANY_LETTER = r"[^\W\d_]"
_NOT_A_WORD = re.compile(r"[\d_.:]")


class Lists:
    """The lists of one language, each as a pattern for any of its words.

    A list that the language does not have is a pattern that never matches.
    """

    def __init__(self, tag: str, lists: dict[str, list[str]]) -> None:
        self.tag = tag
        self.words = lists
        self._prefix = _alternatives(lists.get("attached in front", ()))

    def maybe(self, name: str, then: str = r"\s") -> str:
        """Return a pattern for a word of the list, followed by `then`, that may be missing."""
        pattern = self[name]
        return "" if pattern == NEVER else f"(?:{pattern}{then})?"

    def __getitem__(self, name: str) -> str:
        words = self.words.get(name)
        if not words:
            return NEVER
        prefix = "" if self._prefix == NEVER else f"{self._prefix}?"
        return f"(?:{prefix}{_alternatives(words)})" if prefix else _alternatives(words)


class Words:
    """The words of several languages: those with white space between words, and those without."""

    def __init__(self, languages: Iterable[Lists]) -> None:
        self.languages = tuple(languages)
        self.spaced = tuple(one for one in self.languages if not is_joined(one.tag))
        self.joined = tuple(one for one in self.languages if is_joined(one.tag))

    def any(self, name: str, languages: Iterable[Lists] | None = None) -> str:
        """Return a pattern for the words of a list in any of the languages."""
        found = [one[name] for one in (self.languages if languages is None else languages)]
        found = [pattern for pattern in found if pattern != NEVER]
        return f"(?:{'|'.join(found)})" if found else NOTHING

    def each(self, patterns: Callable[[Lists], Iterable[str]], languages: Iterable[Lists]) -> list[str]:
        """Return the patterns of every language, without those for which it lacks a list."""
        every = (pattern for one in languages for pattern in patterns(one))
        return [pattern for pattern in dict.fromkeys(every) if NEVER not in pattern]


def either(*patterns: str) -> str:
    """Return a pattern for any of the patterns that can match."""
    found = [pattern for pattern in patterns if NEVER not in pattern and pattern != NOTHING]
    return f"(?:{'|'.join(found)})" if found else NEVER


def is_joined(tag: str) -> bool:
    """Whether the language is written without white space between words."""
    return not _JOINED.isdisjoint({language_of(tag).script, *language_of(tag).scripts})


@cache
def every_language() -> Words:
    """Return the words of all languages that have a file."""
    return Words(_lists_of(tag) for tag in sorted(path.stem for path in FOLDER.glob("*.yml")))


@cache
def words_of(tags: tuple[str, ...]) -> Words:
    """Return the words of these languages, and of those that are looked for on every site."""
    codes = {_code(tag) for tag in tags}
    codes |= {path.stem for path in FOLDER.glob("*.yml") if _file(path.stem).get("on every site")}
    return Words(_lists_of(code) for code in sorted(codes))


def has_file(tag: str) -> bool:
    """Whether the language has a file of words that disguise."""
    return (FOLDER / f"{_code(tag)}.yml").is_file()


def has_numbers(tag: str) -> bool:
    """Whether CLDR knows numbers in words, weekdays and months of the language."""
    return bool(_from_cldr(_code(tag)))


def _code(tag: str) -> str:
    return str(icu.Locale.forLanguageTag(tag).getLanguage())


@cache
def _file(code: str) -> dict[str, str]:
    path = FOLDER / f"{code}.yml"
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # both read strings only
    content: dict[str, str] = yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506
    return content


@cache
def _lists_of(code: str) -> Lists:
    content = dict(_file(code)) if has_file(code) else {}
    content.pop("on every site", None)
    lists = {} if content.pop("complete without CLDR", False) else _from_cldr(code)
    for name, words in content.items():
        typed = [word for each in str(words).split(",") if (word := each.strip())]
        more = name.removeprefix("more ")
        lists[more] = [*lists.get(more, ()), *typed] if more != name else typed
    return Lists(code, lists)


def _from_cldr(code: str) -> dict[str, list[str]]:
    """Return numbers, hours, weekdays and months, none of them if CLDR does not know the language."""
    locale = icu.Locale(code)
    speller = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, locale)
    lists: dict[str, list[str]] = {}
    if speller.getLocale(icu.ULocDataLocaleType.ACTUAL_LOCALE).getLanguage() == code:
        names = [speller.getRuleSetName(number) for number in range(speller.getNumberOfRuleSetNames())]
        cardinal = [name for name in names if "cardinal" in name or name.endswith("-numbering")]
        ordinal = [name for name in names if "ordinal" in name]
        figures = range(10) if is_joined(code) else _NUMBERS
        basic = [name for name in cardinal if not _INFLECTED.search(name)]
        lists["digits"], lists["between digits"] = _spelt(speller, basic, figures)
        lists["numbers"] = _spelt(speller, cardinal, _NUMBERS)[0]
        lists["hours"] = _spelt(speller, cardinal, _HOURS)[0]
        lists["ordinals"] = _spelt(speller, ordinal, _ORDINALS)[0]
        lists["counting"] = _plain(speller.format(number, basic[0]) for number in range(1, 11))
    if not language_of(code).has_conventions:
        return lists
    symbols = icu.DateFormatSymbols(locale)
    forms = (symbols.FORMAT, symbols.STANDALONE)
    lists["weekdays"] = _plain(name for form in forms for name in symbols.getWeekdays(form, symbols.WIDE))
    lists["months"] = _plain(
        name
        for form in forms
        for width in (symbols.WIDE, symbols.ABBREVIATED)
        for name in symbols.getMonths(form, width)
    )
    return lists


def _spelt(speller: Any, rules: Iterable[str], numbers: Iterable[int]) -> tuple[list[str], list[str]]:
    """Return the words of the numbers, and those that only join others, such as et in vingt-et-un."""
    values = list(numbers)
    spelt = [
        word.split()
        for word in _plain(
            speller.format(value, rule).replace("-", " ") for rule in rules for value in values
        )
    ]
    alone = {word for word, *rest in spelt if not rest}
    # also the plural that some have in longer numbers: vingts, cents
    whole = dict.fromkeys(word for words in spelt for word in words if word in alone or word[:-1] in alone)
    joins = dict.fromkeys(
        word for words in spelt for word in words[1:-1] if word not in whole and len(word) < _LONG
    )
    return list(whole), list(joins)


def _plain(names: Iterable[str]) -> list[str]:
    """Return the names that are words, each once, without soft hyphens and the full stop of abbreviations."""
    plain = (re.sub("[\u00ad\u200b]", "", name).rstrip(".") for name in names)
    return [
        word
        for word in dict.fromkeys(plain)
        if (len(word) > 1 or not word.isascii()) and not _NOT_A_WORD.search(word)
    ]


@cache
def _alternatives_of(words: tuple[str, ...]) -> str:
    """Return the words by how they begin, which is faster than one after the other, the longest first."""
    by_beginning: dict[str, list[str]] = {}
    for word in sorted(dict.fromkeys(words), key=len, reverse=True):
        first, *rest = _atoms(word)
        by_beginning.setdefault(first, []).append("".join(rest))
    branches = [
        first + (rest[0] if len(rest) == 1 else f"(?:{'|'.join(dict.fromkeys(rest))})")
        for first, rest in by_beginning.items()
    ]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _alternatives(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first.

    `*` stands for any letters, `(s)` for letters that may be missing, `~s` for letters that must not follow
    (`~*`: none at all), `&s` for letters that must. Accents and look-alikes need not be
    typed.
    """
    found = tuple(words)
    return _alternatives_of(found) if found else NEVER


def _atoms(word: str) -> Iterable[str]:
    """Return the pattern of each character of a word, in NFKC as the text is."""
    word, *only = unicodedata.normalize("NFKC", word).split("&")
    word, *without = word.split("~")
    for part in re.findall(r"\([^()]*\)|.", word):
        if len(part) > 1:
            yield f"(?:{''.join(_atoms(part[1:-1]))})?"
        elif part == "*":
            yield _ANY_LETTER + "{0,20}"
        elif part == " ":
            yield r"\s"
        else:
            yield _atom(part)
    if only:
        yield f"(?={'|'.join(''.join(_atoms(end)) for end in only)})"
    if without:
        ends = (_ANY_LETTER if end == "*" else "".join(_atoms(end)) for end in without)
        yield f"(?!{'|'.join(ends)})"


def _atom(letter: str) -> str:
    if letter.isascii() or "\u1000" <= letter <= "\u109f":
        return re.escape(letter)
    if letter in _SAME_AS:
        return f"[{_SAME_AS[letter]}]"
    base = unicodedata.normalize("NFD", letter)[0]
    return f"[{base}{letter}]" if base.isascii() else letter


def cased(pattern: str) -> str:
    """Return the pattern with capitals beside all small letters, for one that ignores case in ASCII only."""
    pieces, is_class = [], False
    for letter in pattern:
        is_class = letter == "[" or (is_class and letter != "]")
        other = letter if letter.isascii() else letter.upper()
        pieces.append(letter if other == letter else f"{letter}{other}" if is_class else f"[{letter}{other}]")
    return "".join(pieces)


def separated(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, also with a sign between its letters, or with 0 for o."""
    spelt = (
        "[ _-]?".join("[o0]" if letter == "o" else _atom(letter) for letter in word)
        for word in dict.fromkeys(words)
    )
    return f"(?:{'|'.join(spelt)})"
