"""Dates, numbers and alphabetical order of each language, from CLDR through ICU.

Of a language that CLDR does not know, ICU has those of its root locale: ask Language.has_conventions first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone

import icu

_LATIN = re.compile("[A-Za-z]")
# CLDR's names of digits, and the CSS counters that number lists with them (CSS Counter Styles Level 3)
_COUNTERS = {
    "arab": "arabic-indic",
    "arabext": "persian",
    "beng": "bengali",
    "deva": "devanagari",
    "khmr": "khmer",
    "laoo": "lao",
    "mymr": "myanmar",
    "thai": "thai",
    "tibt": "tibetan",
}


def long_date(day: date, locale: icu.Locale) -> str:
    """Return a date with the name of its month.

    Where another calendar than the Gregorian is usual, as in Thai and Persian, both are there.
    """
    local = _date(day, locale)
    if icu.Calendar.createInstance(icu.TimeZone.getGMT(), locale).getType() == "gregorian":
        return local
    gregorian = _date(day, icu.Locale.createFromName(f"{locale.getName()}@calendar=gregorian"))
    if _LATIN.search(local) and not _LATIN.search(gregorian):
        local = _date(day, locale, has_era=False)
    # CLDR lacks the months, as those of the Persian calendar in Uzbek
    return gregorian if _LATIN.search(local) and not _LATIN.search(gregorian) else f"{local} ({gregorian})"


def _date(day: date, locale: icu.Locale, *, has_era: bool = True) -> str:
    form = icu.DateFormat.createDateInstance(icu.DateFormat.LONG, locale)
    form.setTimeZone(icu.TimeZone.getGMT())
    if not has_era:  # CLDR has no name of it, as of the Persian one in Pashto, and root has AP
        form.applyPattern(re.sub(r"\s*G+\s*", " ", form.toPattern()))
    return str(form.format(datetime.combine(day, time(12), UTC)))


def whole_number(value: int, locale: icu.Locale) -> str:
    """Return a number in the language's digits, without separators of thousands."""
    form = icu.NumberFormat.createInstance(locale)
    form.setGroupingUsed(False)
    return str(form.format(value))


def list_counter(locale: icu.Locale) -> str:
    """Return the CSS counter that numbers lists in the language's digits, `decimal` if CSS has none."""
    return _COUNTERS.get(icu.NumberingSystem.createInstance(locale).getName(), "decimal")


def sort_key(locale: icu.Locale) -> Callable[[str], bytes]:
    """Return a key function that sorts texts in the language's alphabetical order."""
    collator = icu.Collator.createInstance(locale)
    return lambda text: bytes(collator.getSortKey(text))


def week_day(number: int, locale: icu.Locale) -> str:
    """Return the name of a weekday, counted from 0 for Monday."""
    symbols = icu.DateFormatSymbols(locale)
    names = symbols.getWeekdays(icu.DateFormatSymbols.STANDALONE, icu.DateFormatSymbols.WIDE)
    return str(names[(number + 1) % 7 + 1])  # ICU counts from 1 for Sunday


def is_zone(name: str) -> bool:
    """Whether this is the name of a time zone, such as Asia/Yangon."""
    return "/" in name and name in icu.TimeZone.createEnumeration()


def zone_name(name: str, locale: icu.Locale) -> str:
    """Return the name of a time zone in a language."""
    zone = icu.TimeZone.createTimeZone(name)
    return str(zone.getDisplayName(False, icu.TimeZone.GENERIC_LOCATION, locale))


def offset_of(name: str, moment: datetime) -> timezone:
    """Return a zone's offset from UTC at a moment given in its local time."""
    zone = icu.TimeZone.createTimeZone(name)
    standard, daylight_saving = zone.getOffset(moment.replace(tzinfo=UTC).timestamp(), True)
    return timezone(timedelta(milliseconds=standard + daylight_saving))
