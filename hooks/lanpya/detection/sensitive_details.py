"""Private details in a text: places as coordinates, dates with times, persons, military units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from lanpya.detection.file_names import without_given_names
from lanpya.detection.normalise import fold_letters, lines_around, visible_text_of_marked_up
from lanpya.detection.places import (
    number,
    other_place_anchors,
    other_place_patterns,
    place_anchors,
    place_patterns,
    worded_place_anchors,
)
from lanpya.detection.times import day_and_digits, time_anchors, time_patterns
from lanpya.detection.units import (
    hundreds,
    ordinal,
    other_unit_anchors,
    other_unit_patterns,
    unit_anchors,
    unit_patterns,
    worded_unit_anchors,
)
from lanpya.detection.words import Words
from lanpya.problems.catalogue import Rule, rule
from lanpya.problems.messages import Message, say

PLACE_IN_TEXT = rule("place-in-text", "error", section="Where, when and who")
TIME_IN_TEXT = rule("time-in-text", "error", section="Where, when and who")
UNIT_IN_TEXT = rule("unit-in-text", "error", section="Where, when and who")
PERSON_IN_TEXT = rule("person-in-text", "error", section="Where, when and who")
PRIVATE_WORD = rule("private-word", "error", section="Where, when and who")
RULES = (PLACE_IN_TEXT, TIME_IN_TEXT, PERSON_IN_TEXT, UNIT_IN_TEXT)

FLAGS = re.IGNORECASE


class Detail(NamedTuple):
    """What a rule finds: pairs of anchors and a pattern.

    Every match contains an anchor, which is found faster.
    """

    rule: Rule
    message: Message
    remedy: Message
    patterns: tuple[tuple[tuple[re.Pattern[str], ...], re.Pattern[str]], ...]


def _anchored(
    anchors: Iterable[str], patterns: Iterable[str]
) -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str]]:
    return tuple(map(re.compile, anchors)), re.compile("|".join(patterns), FLAGS)


def _by_digit(
    patterns: list[str], numbers: list[str], digit_anchors: Iterable[str], word_anchors: Iterable[str]
) -> tuple[tuple[tuple[re.Pattern[str], ...], re.Pattern[str]], ...]:
    """Return the patterns joined in two: those that always match a digit, and those with `numbers` in words.

    Every match of the first contains one of `digit_anchors`, of the second one of `word_anchors`.
    """
    worded = [
        pattern for pattern in patterns if "[0-9]" not in pattern or any(part in pattern for part in numbers)
    ]
    digits = [pattern for pattern in patterns if pattern not in worded]
    return _anchored(digit_anchors, digits), _anchored(word_anchors, worded)


@cache
def details_of(words: Words) -> tuple[Detail, ...]:
    """Return what is looked for with the words of these languages."""
    numbers = [number(one) for one in words.spaced]
    counts = [*numbers, *map(ordinal, words.spaced), *map(hundreds, words.joined)]
    places, units = other_place_patterns(words), other_unit_patterns(words)
    persons = _persons(words)
    return (
        Detail(
            PLACE_IN_TEXT,
            say("This reveals a place: {found}"),
            say("Leave it out. Only verified helpers share places, privately and late."),
            (
                *_by_digit(place_patterns(words), numbers, place_anchors(words), worded_place_anchors(words)),
                *([_anchored(other_place_anchors(words), places)] if places else []),
            ),
        ),
        Detail(
            TIME_IN_TEXT,
            say("This reveals a date and a time: {found}"),
            say("Leave the time out. Those who need it are told privately and late."),
            (
                _anchored(time_anchors(words), time_patterns(words)),
                _anchored(["[0-9]"], day_and_digits(words)),
            ),
        ),
        Detail(
            PERSON_IN_TEXT,
            say("This names a person: {found}"),
            say("Leave the name out, or say what the person is, as in  a helper"),
            (_anchored([_person_anchor(words)], persons),),
        ),
        Detail(
            UNIT_IN_TEXT,
            say("This names a unit: {found}"),
            say("Write  his unit  or leave it out."),
            (
                *_by_digit(unit_patterns(words), counts, unit_anchors(words), worded_unit_anchors(words)),
                *([_anchored(other_unit_anchors(words), units)] if units else []),
            ),
        ),
    )


def _persons(words: Words) -> list[str]:
    name = r"(?-i:[A-ZÀ-ÖØ-Þ][a-zß-ÿ]+(?:\s[A-ZÀ-ÖØ-Þ][a-zß-ÿ]+)*)"
    capital = r"(?-i:[A-ZÀ-ÖØ-ÞА-ЯЁ][\w’'-]+)"
    in_latin = "|".join(
        one["titles with a capital"] for one in words.languages if "titles with a capital" in one.words
    )
    return [
        rf"\b(?-i:{in_latin})\.?\s{name}",
        *words.each(
            lambda one: (rf"\b(?-i:{one['titles before two names']}\s[A-Z][a-z]+\s[A-Z][a-z]+)",),
            words.languages,
        ),
        *words.each(lambda one: (rf"{one['titles']}\s?[က-အ]\S{{2,}}",), words.joined),
        *words.each(lambda one: (rf"\b{one['titles']}\.?\s{capital}",), words.spaced),
        # where no letter is a capital
        *words.each(
            lambda one: (
                rf"\b{one['titles before any name']}\s(?!{one['no name, after a title']}(?!\w))"
                r"[\u0590-\u06ff]{3,}",
            ),
            words.spaced,
        ),
    ]


def _person_anchor(words: Words) -> str:
    lists = ("titles with a capital", "titles before two names", "titles", "titles before any name")
    spaced = [one[name].lower() for name in lists[:2] for one in words.languages if name in one.words]
    spaced += [one[name] for name in lists[2:] for one in words.spaced if name in one.words]
    return rf"(?<![a-z])(?:{'|'.join(spaced)})[.\s]|{words.any('titles', words.joined)}"


_NOT_PROSE = re.compile(
    r"^[ \t]*(?:- )?(?:id|date|verified|expires|reviewed|review_by|until|address|sources|translates"
    r"|guide|was|is)"
    r":[^\n#]*",
    re.MULTILINE,
)


@lru_cache(maxsize=32)  # while one file is edited, the others stay the same
def sensitive_details_in(text: str, details: tuple[Detail, ...]) -> list[tuple[Detail, int, str]]:
    """Return the details in Markdown or data, each with its offset and text, as typed and as shown."""
    raw = without_given_names(fold_letters(_NOT_PROSE.sub(lambda match: " " * len(match[0]), text)))
    found = []
    for view in (raw, visible_text_of_marked_up(raw)):
        pairs = ((detail, *pair) for detail in details for pair in detail.patterns)
        for detail, anchors, pattern in pairs:
            near = lines_around(view, *anchors) if anchors else view
            for match in pattern.finditer(near.text):
                found.append((detail, near.offsets[match.start()], " ".join(match[0].split())))
    return found
