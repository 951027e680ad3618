"""Dates with times: each alone is harmless."""

from __future__ import annotations

from lanpya.detection.word_patterns import NEVER
from lanpya.detection.words import Lists, Words

_CLOSES = r"\s{0,2}(?:[.,،;)|\n'\"”»၊။]|\Z)"
_H24 = "(?:[01]?[0-9]|2[0-3])"
_GAP = r"(?:[^\n]|\n(?![ \t]*\n)){0,60}?"  # in one paragraph or list
DATE_AND_TIME = r"\b(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]"


def time_patterns(words: Words) -> list[str]:
    """Return the patterns of a day with a time, and of a regular time."""
    clock, day, often = _clock(words), _day(words), _often(words)
    return [
        rf"{day}{_GAP}(?:{clock})",
        rf"(?:{clock}){_GAP}{day}",
        rf"{often}\s?[^\n]{{0,30}}?(?:{clock})",
        rf"(?:{clock})[^\n.]{{0,12}}?{often}",
        DATE_AND_TIME,
    ]


def day_and_digits(words: Words) -> list[str]:
    """Return the patterns of a weekday with four digits: Wednesdays, 1800."""
    return words.each(
        lambda one: (
            rf"\b{one['weekdays']}\b,?\s{one.maybe('at')}(?!19[0-9]{{2}}|20[0-4][0-9])(?:[01][0-9]|2[0-3])[0-5][0-9]{_ends(one)}",
        ),
        words.spaced,
    )


def _ends(one: Lists) -> str:
    following = one["after an hour, at the end"]
    return rf"(?={_CLOSES}|\s{{0,2}}{following}\b)" if following != NEVER else f"(?={_CLOSES})"


def _clock(words: Words) -> str:
    joined = words.each(
        lambda one: (rf"\s?{one['after an hour']}(?!\s?{one['a duration, after it']})",), words.joined
    )
    after = [
        r"(?:[:း٫]|\.(?=[0-5][0-9]\b))[0-5][0-9](?!\.?[0-9])",
        r"\s?[ap]\.?m\b\.?",
        rf"\s?{words.any('after an hour', words.spaced)}",
        rf"\s{words.any('parts of the day', words.spaced)}(?!{_LETTER_FOLLOWS})",
        *joined,
    ]
    return "|".join(
        [
            rf"(?<![\w.:]){_H24}(?:{'|'.join(after)})",
            rf"(?<![\w.])(?:[01][0-9]|2[0-3])[0-5][0-9]\s?(?:h|{words.any('hours after four digits')})\b",
            r"(?<![\w.])(?:[01][0-9]|2[0-3])h(?:[0-5][0-9])?\b",
            *words.each(_clock_in_words, words.spaced),
            *words.each(_clock_in_other_words, words.spaced),
            *words.each(
                lambda one: (
                    rf"{one['hours']}\s?{one['after an hour']}(?!\s?{one['a duration, after it']})",
                ),
                words.joined,
            ),
        ]
    )


_LETTER_FOLLOWS = r"[^\W\d_]"


def _clock_in_words(one: Lists) -> list[str]:
    hour = one["hours"]
    return [
        rf"\b{hour}\s{one['after an hour']}",
        rf"\b{one['halves and quarters']}\s{hour}\b",
        rf"\b{one['before an hour in words']}\s{hour}\b(?:\s{one['after an hour in words']})?",
        rf"\b{one['before a time with a name']}\s{one['times with a name']}\b",
        rf"\b{one['between hours']}\s{hour}\s{one['and, to']}\s{hour}\b{_ends(one)}",
        rf"\b{one['at']}\s{_H24}\b{_ends(one)}",
    ]


def _clock_in_other_words(one: Lists) -> list[str]:
    hour = rf"(?:{_H24}|{one['hours']})"
    lead = one["before an hour, surely"]
    end = rf"(?={_CLOSES}|\s{one['may follow an hour']}\b)"
    sign = one["signs of an hour"]
    long = "" if one["a duration, after it"] == NEVER else rf"(?!\s{one['a duration, after it']})"
    return [
        rf"\b{one['hours']}\s(?:{one['words for hours']}\s)?{one['parts of the day']}\b",
        rf"\b{_H24}\s{one['words for hours']}\s{one['parts of the day']}\b",
        rf"\b{lead}\s{hour}{end}",
        rf"\b{one['before an hour, always']}\s{hour}\b",
        rf"\b{one['before an hour']}\s{hour}\s{one['words for hours']}\b{long}",
        rf"(?<![\w.]){_H24}\s?{sign}\.?\s?[0-5][0-9]\b",
        rf"\b{one['before an hour']}\s{_H24}\s?{sign}\b",
    ]


def _day(words: Words) -> str:
    return "(?:{})".format(
        "|".join(
            [
                r"\b(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}\b",
                r"\b[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:20)?[0-9]{2}\b",
                *words.each(_days_in_words, words.spaced),
                *words.each(_days_joined, words.joined),
            ]
        )
    )


def _days_in_words(one: Lists) -> list[str]:
    endings = one["ordinal endings"]
    ending = f"(?:[-.]?{endings})?" if endings != NEVER else ""
    month, weekday = rf"{one['months']}\b\.?", one["weekdays"]
    value = rf"(?:[0-9]{{1,2}}|{one['numbers']})"
    return [
        rf"\b[0-9]{{1,2}}{ending}\s{one.maybe('of a month')}{month}",
        rf"\b{month}\s[0-9]{{1,2}}{ending}\b",
        rf"\b{weekday}\b",
        rf"\b{one['days with a name']}\b",
        rf"\b{one['the']}\s[0-9]{{1,2}}{endings}\b",
        rf"\b{one['before the number of a day']}\s[0-9]{{1,2}}\b",
        rf"\b[0-9]{{1,2}}\s?[-]?{one['after the number of a day']}\b",
        rf"\b{one['in, of days']}\s{value}\s{one['days and weeks']}\b",
        rf"\b{one['in, of days']}\s{one['days and weeks with their number']}\b",
    ]


def _days_joined(one: Lists) -> list[str]:
    return [
        one["weekdays"],
        one["days with a name"],
        rf"{one['months']}{one.maybe('month', '')}\s?[0-9]{{1,2}}",
        rf"[0-9]{{1,2}}\s?{one['after the number of a day']}",
    ]


def _often(words: Words) -> str:  # regular events; changes of guards are regular, too
    return (
        rf"(?:(?<![#\w-]){words.any('what is regular', words.spaced)}\b"
        rf"|{words.any('what is regular', words.joined)})"
    )


def time_anchors(words: Words) -> list[str]:
    """Return anchors, in small letters: every match contains a time."""
    after = words.any("after an hour", words.joined)
    return [
        rf"[0-9](?:[:း.٫][0-5]|\s?[aph]|\s?{words.any('after an hour', words.spaced)}"
        rf"|\s{words.any('parts of the day', words.spaced)}|\s?{after})",
        *words.each(_anchors_in_words, words.spaced),
        rf"{words.any('hours', words.joined)}\s?{after}",
    ]


def _anchors_in_words(one: Lists) -> list[str]:
    hour, hours = one["hours"], one["words for hours"]
    return [
        rf"{one['after an hour']}|{one['halves and quarters']}",
        rf"{one['before an hour in words']}\s{hour}",
        rf"{one['between hours']}\s{hour}",
        rf"{one['at']}\s[0-9]",
        rf"{one['before a time with a name']}\s{one['times with a name']}",
        rf"(?:{hour}|{hours})\s{one['parts of the day']}",
        rf"{hour}\s{hours}\s{one['parts of the day']}",
        rf"{one['before an hour, surely']}\s(?:[0-9]|{hour})",
        rf"{one['before an hour']}\s(?:[0-9]|{hour})",
        rf"{one['before an hour, always']}\s(?:[0-9]|{hour})",
        rf"[0-9]\s?{one['signs of an hour']}",
    ]
