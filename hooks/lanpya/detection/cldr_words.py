"""Numbers in words, weekdays and months from CLDR, through ICU.

ICU answers in English for a language that it does not know: that is no data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import icu

from lanpya.languages.language import language_of

_NUMBERS = (*range(101), *range(200, 1000, 100))
_HOURS = range(1, 25)
_ORDINALS = (*range(1, 21), *range(30, 100, 10))
_INFLECTED = re.compile(r"genitive|dative|accusative|instrumental|prepositional|locative|ablative|partitive")
_LONG = 4  # letters: a word between two numbers that is no number, but joins them, is shorter
# Short words that are written together with the next, which CLDR does not say. Source: Hebrew grammars.
_ATTACHED = {"he": ["ב", "ה", "ו", "כ", "ל", "מ", "ש", "וב", "ול", "שב", "מה"]}
_NOT_A_WORD = re.compile(r"[\d_.:]")


def lists_of_cldr(tag: str, figures: Iterable[int] = _NUMBERS) -> dict[str, list[str]]:
    """Return numbers, hours, weekdays and months, none of them if CLDR does not know the language.

    `figures` are the numbers that somebody may dictate a telephone number with.
    """
    language = language_of(tag)
    locale = language.locale
    speller = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, locale)
    lists: dict[str, list[str]] = {}
    actual = speller.getLocale(icu.ULocDataLocaleType.ACTUAL_LOCALE).getLanguage()
    if actual not in ("", "root", "en") or locale.getLanguage() == actual:
        names = [speller.getRuleSetName(number) for number in range(speller.getNumberOfRuleSetNames())]
        cardinal = [name for name in names if "cardinal" in name or name.endswith("-numbering")]
        ordinal = [name for name in names if "ordinal" in name]
        basic = [name for name in cardinal if not _INFLECTED.search(name)]
        lists["digits"], lists["between digits"] = _spelt(speller, basic, figures)
        lists["numbers"] = _spelt(speller, cardinal, _NUMBERS)[0]
        lists["hours"] = _spelt(speller, cardinal, _HOURS)[0]
        lists["ordinals"] = _spelt(speller, ordinal, _ORDINALS)[0]
        lists["counting"] = _plain(speller.format(number, basic[0]) for number in range(1, 11))
    if not language.has_conventions:
        return lists
    lists["attached in front"] = _ATTACHED.get(locale.getLanguage(), [])
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
