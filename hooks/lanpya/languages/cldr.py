"""Dates, numbers and alphabetical order of each language, from CLDR through ICU."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone

import icu

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
_KNOWN = frozenset(icu.Locale(name).getLanguage() for name in icu.Locale.getAvailableLocales())


def is_known(html_lang: str) -> bool:
    """Whether CLDR knows the language. For other languages the functions here use CLDR's root locale."""
    return icu.Locale.forLanguageTag(html_lang).getLanguage() in _KNOWN


def long_date(day: date, html_lang: str) -> str:
    """Return a date with the name of its month."""
    locale = icu.Locale.forLanguageTag(html_lang)
    form = icu.DateFormat.createDateInstance(icu.DateFormat.LONG, locale)
    form.setTimeZone(icu.TimeZone.getGMT())
    return str(form.format(datetime.combine(day, time(12), UTC)))


def whole_number(value: int, html_lang: str) -> str:
    """Return a number in the language's digits, without separators of thousands."""
    form = icu.NumberFormat.createInstance(icu.Locale.forLanguageTag(html_lang))
    form.setGroupingUsed(False)
    return str(form.format(value))


def list_counter(html_lang: str) -> str:
    """Return the CSS counter that numbers lists in the language's digits, `decimal` if CSS has none."""
    digits = icu.NumberingSystem.createInstance(icu.Locale.forLanguageTag(html_lang)).getName()
    return _COUNTERS.get(digits, "decimal")


def sort_key(html_lang: str) -> Callable[[str], bytes]:
    """Return a key function that sorts texts in the language's alphabetical order."""
    collator = icu.Collator.createInstance(icu.Locale.forLanguageTag(html_lang))
    return lambda text: bytes(collator.getSortKey(text))


def week_day(number: int, html_lang: str) -> str:
    """Return the name of a weekday, counted from 0 for Monday."""
    symbols = icu.DateFormatSymbols(icu.Locale.forLanguageTag(html_lang))
    names = symbols.getWeekdays(icu.DateFormatSymbols.STANDALONE, icu.DateFormatSymbols.WIDE)
    return str(names[(number + 1) % 7 + 1])  # ICU counts from 1 for Sunday


def is_zone(name: str) -> bool:
    """Whether this is the name of a time zone, such as Asia/Yangon."""
    return "/" in name and name in icu.TimeZone.createEnumeration()


def zone_name(name: str, html_lang: str) -> str:
    """Return the name of a time zone in a language."""
    zone = icu.TimeZone.createTimeZone(name)
    locale = icu.Locale.forLanguageTag(html_lang)
    return str(zone.getDisplayName(False, icu.TimeZone.GENERIC_LOCATION, locale))


def offset_of(name: str, moment: datetime) -> timezone:
    """Return a zone's offset from UTC at a moment given in its local time."""
    zone = icu.TimeZone.createTimeZone(name)
    standard, daylight_saving = zone.getOffset(moment.replace(tzinfo=UTC).timestamp(), True)
    return timezone(timedelta(milliseconds=standard + daylight_saving))
