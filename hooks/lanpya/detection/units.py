"""Units of an army, and the service numbers of soldiers."""

from __future__ import annotations

from lanpya.detection.places import number
from lanpya.detection.word_patterns import NEVER
from lanpya.detection.words import Lists, Words

_DIGITS = r"[0-9](?:\s?[0-9]){0,3}(?!\s?[0-9])"
_BETWEEN_LETTERS = r"[.\s]{0,2}"
_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-ÞА-ЯЁ]\w+)"
_MARKS = r"[-–#(|*\s]{0,4}"


def short_names(words: Words) -> str:
    """Return a pattern for abbreviations of units, also with full stops or spaces between the letters."""
    names = (name for one in words.languages for name in one.words.get("units in Latin letters", ()))
    spelt = [_BETWEEN_LETTERS.join(name) + r"\.?" for name in names]
    return f"(?:{'|'.join([*spelt, words.any('short names of units', words.spaced)])})"


def _short_names_joined(words: Words) -> str:
    names = (name for one in words.joined for name in one.words.get("units in letters", ()))
    return f"(?:{'|'.join(_BETWEEN_LETTERS.join(name) for name in names) or NEVER})"


def unit_patterns(words: Words) -> list[str]:
    """Return the patterns of units in the order of English, and in joined languages."""
    short = short_names(words)
    no = rf"{words.any('number of a unit', words.spaced)}?\s?{_MARKS}"
    return [
        rf"\b{short}\s?{_MARKS}{no}{_DIGITS}\b",
        *words.each(lambda one: _spaced(one, short), words.spaced),
        # the service number of a soldier
        r"\b(?!MMK|USD|THB|EUR|BTN|PIN)(?-i:[A-Z]{2,4})\s?[-(]?[0-9]{5,6}\b",
        *words.each(lambda one: (rf"{one['numbers of soldiers']}\s?[-(]?[0-9]{{3,}}",), words.joined),
        *words.each(lambda one: _joined(one, _short_names_joined(words)), words.joined),
    ]


def kind(one: Lists) -> str:
    """Return a pattern for what sort of unit it is: infantry battalion."""
    return rf"{one.maybe('before a branch')}(?:{one['branches']})?\s?{one['kinds of units']}"


def ordinal(one: Lists) -> str:
    """Return a pattern for an ordinal number in words."""
    return one["ordinals"] if one["tens"] == NEVER else rf"(?:{one['ordinals']}|{one['tens']}[\s-]\w+)"


def _spaced(one: Lists, short: str) -> list[str]:
    light = one.maybe("before a branch")
    branch, no, unit = one["branches before a number"], one.maybe("number of a thing"), kind(one)
    ending = rf"(?:{one['ordinal endings']})?"
    to_others = (
        rf"(?!\s+{one['of']}\s(?!{one['of an army']}))"  # not, for example, "the first division of work"
    )
    return [
        rf"\b[0-9]{{1,4}}{ending}[\s-]+{short}\b",
        rf"\b[0-9]{{1,4}}{ending}[\s-]+(?:{unit}|{light}{branch})\b",
        rf"\b(?:{unit}|{one['bases']})\s?[-–#(|*]{{0,3}}\s?"
        rf"(?:{one['number of a unit']})?\s?{_MARKS}[0-9]{{1,4}}\b",
        rf"\b{unit}\s{no}(?!{one['one']}\b){number(one)}\b",
        rf"\b{one['number of a thing before it']}\s?\(?[0-9]{{1,4}}\)?\s?(?:{unit}"
        rf"|{one['military things']})\b",
        rf"\b{ordinal(one)}[\s-]+(?:{unit}|{one['branches after an ordinal']})\b{to_others}",
        rf"\b{one['schools and depots']}\s{one['number of a thing before it']}\s?\(?[0-9]{{1,3}}\b",
        rf"\b[0-9]{{1,2}}{ending}\s(?-i:{one['Companies after a number']})\b|\b"
        rf"(?-i:{one['Companies before a number']})\s[0-9]{{1,3}}\b"
        rf"|\b{one['companies']}\s[0-9]{{1,3}}\s{one['of']}\b",
        rf"\b{one['regions of a command']}[\s-]?(?:{one['sides of a region']})?"
        rf"(?:{one['endings of a side']})?\s{one.maybe('before command')}{one.maybe('military')}"
        rf"{one['command']}\b",
    ]


def _joined(one: Lists, short: str) -> list[str]:
    digit = hundreds(one)
    count = one["things that are counted"]
    # after a number that is a count or a year: persons, things; a name and other words begin like them
    no_count = rf"(?![0-9]|\s?{count}|(?<![0-9]{{2}})\s?{one['a thing that is counted']})"
    members = rf"{one['members']}\S{{0,3}}?\s?[0-9]{{1,4}}\s?{one['about, after a number']}"
    no = rf"(?:{one['number of a thing']}\s?)?"
    return [
        rf"(?!{members})(?:{short}|{one['kinds of units']})"
        rf"(?:(?!{one['no unit']})\S){{0,12}}?\s{{0,2}}[(–-]?\s?{no}[(]?(?:[0-9]{{1,4}}{no_count}|{digit})",
        rf"{no}[(]?[0-9]{{1,4}}[)]?\s?(?:{short}|{one['kinds of units after a number']})",
        rf"{one['number of a thing']}\s?[(]?[0-9]{{1,4}}[)]?\s?[^\s။]{{0,20}}{one['army']}",
        rf"[က-အ]\S{{0,20}}{one['command']}",
    ]


def hundreds(one: Lists) -> str:
    """Return a pattern for tens, hundreds and thousands in words, without spaces."""
    return rf"{one['digits of a hundred']}{one['hundreds']}"


def other_unit_patterns(words: Words) -> list[str]:
    """Return the patterns in which words have another order than in English."""
    return words.each(_other, words.spaced)


def _other(one: Lists) -> list[str]:
    unit, figure = one["units that need a number"], r"[0-9]{1,5}"
    no = one.maybe("number of a thing", r"\s?")
    branch = rf"(?:\s{one.maybe('of a branch')}{one['branches in any form']}){{0,3}}"
    before = rf"(?:{one['branches in any form']}\s){{0,3}}"
    ending = rf"(?:[-.]?{one['ordinal endings']}|\.?[ºª°])"
    return [
        rf"\b{unit}{branch}\s?[-–#(«\"]?\s?{no}[-(]?{figure}\b(?!\s?(?:%|{one['units']}\b)|[.,:][0-9])",
        rf"\b{unit}{branch}(?:\s{_CAPITAL}){{1,2}}\s{one['number of a thing']}\s?{figure}\b",
        rf"\b{figure}{ending}\s{before}{unit}\b",
        rf"\b{figure}\s{before}{one['one unit']}\b",
        rf"\b(?-i:[IVXL]{{1,6}})\s{before}{unit}\b",
        rf"\b{one['ordinals']}\s{before}{one['units with an ordinal']}\b",
        rf"\b{one['units with an ordinal']}{branch}\s{no}(?:{one['ordinals']}|{one['tens and hundreds']})\b",
        rf"\b{one['commands by name']}\b",
        rf"\b{one['numbers of soldiers']}\W{{0,3}}{no}(?:[^\W\d_]{{1,3}}[ -]?)?[0-9]{{3,}}\b",
    ]


def unit_anchors(words: Words) -> list[str]:
    """Return anchors of the patterns with a digit, in small letters."""
    short, joined = short_names(words), _short_names_joined(words)
    return [
        rf"{short}\s?{_MARKS}(?:{words.any('number of a unit', words.spaced)})?\s?{_MARKS}[0-9]",
        *words.each(lambda one: _anchors(one, short), words.spaced),
        "[0-9]{5}",
        *words.each(
            lambda one: (
                rf"[0-9][)]?\s?(?:{joined}|{one['kinds of units after a number']})"
                rf"|{one['number of a thing']}\s?[(]?[0-9]",
                one["numbers of soldiers"],
            ),
            words.joined,
        ),
    ]


def _anchors(one: Lists, short: str) -> list[str]:
    ending = rf"(?:{one['ordinal endings']})?"
    light = one.maybe("before a branch")
    return [
        rf"[0-9]{ending}[\s-]+(?:{short}|{kind(one)}|{light}{one['branches before a number']})",
        rf"(?:{one['kinds of units']}|{one['bases']})\s?[-–#(|*]{{0,3}}\s?"
        rf"(?:{one['number of a unit']})?\s?{_MARKS}[0-9]",
        rf"{one['number of a thing before it']}\s?\(?[0-9]|{one['companies']}"
        rf"|{one['Companies before a number'].lower()}",
    ]


def worded_unit_anchors(words: Words) -> list[str]:
    """Return anchors of the patterns that need no digit, in small letters."""
    return [
        rf"{words.any('kinds of units', words.spaced)}|{words.any('branches after an ordinal', words.spaced)}"
        rf"|{words.any('command', words.spaced)}",
        _short_names_joined(words),
        rf"{words.any('kinds of units', words.joined)}|{words.any('command', words.joined)}",
    ]


def other_unit_anchors(words: Words) -> list[str]:
    """Return anchors of the patterns in another order, in small letters."""
    return [
        "[0-9]",
        words.any("units that need a number", words.spaced),
        words.any("units with an ordinal", words.spaced),
        words.any("commands by name", words.spaced),
    ]
