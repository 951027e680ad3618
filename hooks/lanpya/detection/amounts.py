"""Numbers that are no phone numbers: amounts, prices, lists, hours, laws, years."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from lanpya.detection.word_patterns import LETTER
from lanpya.detection.words import Lists, Words

# Amounts: thousands with separators, and plain numbers. With more than seven digits only round ones, as phone
# numbers hardly end in 000. A unit, price or currency next to them shows that they are amounts.
_AMOUNT = "|".join(
    [
        *(rf"[1-9][0-9]{{0,2}}{mark}[0-9]{{3}}(?:{mark}000)?" for mark in (",", r"\.", "[’']", " ")),
        *(rf"[1-9]{mark}[0-9]{{3}}{mark}[0-9]{{3}}" for mark in (",", "[’']")),
        "[1-9][0-9]{1,5}(?:000)?",
    ]
)
_ROUND = r"[1-9][0-9]{0,3}(?:,000){1,2}|[1-9][0-9]{0,3}000"
ENDS = r"(?![0-9]|[,.’' -]?[0-9])"
_LAST = r"(?![0-9]|[^\w\n]{0,4}[0-9])"
# several round amounts, with or without separators of thousands: with a unit, as prices, or with years
_HUNDREDS = r"(?:[1-9][0-9]{0,2}[ ,.’']?[0-9]00(?:[ ,.’']?000)?|[1-9][0-9]{0,3}(?:[ ,.’']?000){1,2})"
_OF_YEAR = r"\s\((?:19|20)[0-9]{2}\)"
# Not phone numbers, unless a word of calling is next to them: numbers in increasing order, hours, numbers of
# laws (in any order) and of bus lines, numbers of people. None begins with a zero, except hours.
_ALONE = r"(?<![\w.,+:/-])(?<![0-9+]\W)(?<![0-9+]\W\W)"
_ALONE_AMOUNT = r"(?<![\w.,+])(?<![0-9+]\W)(?<![0-9+]\W\W)"
ITEM = r"[1-9][0-9]{0,2}(?:\s?[-–]\s?[1-9][0-9]{0,2})?"
_ARTICLE = rf"{ITEM}(?:\s?\([a-z]{{1,4}}\)|[a-z](?![a-z]))?"
_HOUR = "(?:[01]?[0-9]|2[0-3]):[0-5][0-9]"
_DATE = "(?:{})".format(
    "|".join(
        rf"(?:0?[1-9]|[12][0-9]|3[01]){mark}(?:0?[1-9]|1[0-2]){mark}(?:19[4-9]|20[0-4])[0-9]"
        for mark in (r"\.", "/", "-")
    )
)
_YEAR = "(?:19|20)[0-9]{2}"


class AmountPatterns(NamedTuple):
    """What counts as sums, one amount, a list or numbers of people, and what is before or after them."""

    sums: re.Pattern[str]
    counted: re.Pattern[str]
    listed: re.Pattern[str]
    increasing: re.Pattern[str]
    persons: re.Pattern[str]
    mobile: re.Pattern[str]
    money_before: re.Pattern[str]


def unit(words: Words) -> str:
    """Return a pattern for units, currencies and things that are counted."""
    spaced, joined = words.any("units", words.spaced), words.any("units", words.joined)
    return rf"(?:{spaced}|%|[kmg]b)(?!{LETTER})|{joined}"


@cache
def amount_patterns(words: Words) -> AmountPatterns:
    """Return the patterns for the languages of `words`."""
    spaced, joined = words.spaced, words.joined
    units = unit(words)
    currency = (
        rf"[$€£฿₽₹]|{words.any('currencies before an amount', spaced)}(?:\s|\.\s)"
        rf"|{words.any('currencies before an amount', joined)}"
    )
    and_, then = words.any("and, or", spaced), words.any("and, or, to", spaced)
    and_joined, then_joined = words.any("and, or", joined), words.any("and, or, to", joined)
    to = words.any("to", spaced)
    following = rf"(?:\s?[,،၊;]\s?(?:{and_}\s)?|\s{and_}\s|\s?{and_joined}\s?)"
    between = rf"(?:\s?[,،၊;]\s?(?:{and_}\s)?|\s{then}\s|\s?[-–/]\s?|\s?{then_joined}\s?)"
    increasing = rf"{_ALONE}{ITEM}(?:{following}{ITEM}){{2,}}{_LAST}"
    law = _law(words)
    persons = words.any("people who are counted", joined)
    prices = rf"(?:\b{words.any('prices', spaced)}\b|{words.any('prices', joined)})[^\n.။0-9]{{0,20}}"
    sums = [
        rf"{_ALONE_AMOUNT}{_HUNDREDS}(?:{between}{_HUNDREDS})+\s?(?:{units})",
        rf"{_ALONE_AMOUNT}{_HUNDREDS}{_OF_YEAR}(?:{between}{_HUNDREDS}{_OF_YEAR})+",
        rf"{prices}{_HUNDREDS}(?:{between}{_HUNDREDS})+{ENDS}",
    ]
    span = words.any("from, to", joined)
    counted = [
        rf"{_ALONE_AMOUNT}(?:{_AMOUNT})(?:\s?(?:[-–]|{then}|{span})\s?(?:{_AMOUNT}))?\s?(?:{units})",
        rf"{_ALONE_AMOUNT}(?:{_ROUND})\s?/\s?(?:{_ROUND})\s?(?:{units})",
        *words.each(_costs, spaced),
        rf"(?:{_AMOUNT})\s?(?:x|×|{words.any('times, between two numbers', spaced)})\s?(?:{_AMOUNT}){ENDS}",
        rf"(?:{currency})\s?(?:{_AMOUNT}){ENDS}",
        *words.each(lambda one: (rf"\b{one['before a year']}\s{_YEAR}{ENDS}",), spaced),
    ]
    listed = [
        increasing,
        rf"{law}{_ARTICLE}(?:{following}{_ARTICLE})+{ENDS}",
        rf"{_ALONE}{_HOUR}\s?(?:[-–]|{to})\s?{_HOUR}(?![0-9]|[:–-])",
        rf"{law}[1-9][0-9]{{0,3}}(?:/{_YEAR})?{ENDS}(?!/)",
        *words.each(_listed(following), spaced),
        rf"{_ALONE}{_DATE}(?:{between}{_DATE})*{_LAST}",
        *words.each(
            lambda one: (
                rf"{one['people who are counted']}\s?(?:{one['altogether']}\s?)?[1-9][0-9]{{1,3}}"
                rf"(?=\s?{one['particles of an object']}[^\n။]{{0,20}}{one['ends of a sentence']})",
            ),
            joined,
        ),
    ]
    return AmountPatterns(
        re.compile("|".join(sums), re.IGNORECASE),
        re.compile("|".join(counted), re.IGNORECASE),
        re.compile("|".join(listed), re.IGNORECASE),
        re.compile(increasing, re.IGNORECASE),
        re.compile(persons, re.IGNORECASE),
        re.compile(rf"9[0-9]{{0,2}}(?:,[0-9]{{3}}){{3}}(?!\s?(?:{units}))", re.IGNORECASE),
        re.compile(rf"(?:{currency})\s?\Z", re.IGNORECASE),
    )


def _law(words: Words) -> str:
    forms = [
        *words.each(_laws, words.spaced),
        rf"\bno\.\s?(?=[0-9]+/{_YEAR})",
        *words.each(
            lambda one: (rf"\b{one['codes of law']},?\s{one.maybe('sections of a code')}",), words.spaced
        ),
        *words.each(
            lambda one: (rf"{one['laws and lines with a number']}\s?(?:{one['number']}\s?)?",), words.joined
        ),
    ]
    return f"(?:{'|'.join(forms)})"


def _laws(one: Lists) -> list[str]:
    no = one.maybe("number sign", r"\s?")
    return [rf"\b{one['laws and lines with a number']}\s{no}"]


def _costs(one: Lists) -> list[str]:
    costs = rf"\b{one['before a price']}\s"
    return [
        rf"{costs}(?:{_ROUND})\s?(?:[-–/]|{one['to']})\s?(?:{_ROUND}){ENDS}",
        rf"{costs}[1-9][0-9]{{0,2}},[0-9]{{3}}(?:,000)?{ENDS}",
    ]


def _listed(following: str) -> Callable[[Lists], list[str]]:
    def forms(one: Lists) -> list[str]:
        no = one.maybe("number sign", r"\s?")
        return [
            rf"\b{one['resolutions']}\s{no}[12][0-9]{{3}}(?:{following}[12][0-9]{{3}})+{ENDS}",
            rf"\b{one['versions']}\s[1-9][0-9]?(?:\.[0-9]{{1,2}}){{1,2}}(?:\.[0-9]{{1,3}})?(?:\s\([1-9][0-9]{{2,5}}\))?{_LAST}",
            # counts in any order, after a word of counting
            rf"\b{one['words of counting']}\b[^\n.0-9]{{0,20}}"
            rf"(?:[1-9][0-9]{{0,3}}{following}){{2,}}[1-9][0-9]{{0,3}}{_LAST}",
            rf"\b{one['number']}\s[1-9][0-9]{{0,2}}\s{one['lines and roads']}\b",
        ]

    return forms
