"""Public talks: weekly while their registry entry is valid, and summaries of past talks.

The page with the role talks is built only while there is something to show.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lanpya.content.records import UNREADABLE_DATE, parse_date
from lanpya.content.yaml_fields import EMPTY, Field
from lanpya.languages.cldr import offset_of
from lanpya.runtime.clock import is_past

LISTS = ("talks", "past-talks")  # the lists on it: [](list:talks)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")  # as in date.weekday
DATES = 12  # about three months: as long as a page of high risk is valid
SUMMARY_LENGTH = 1_200  # characters: two minutes of reading


@dataclass(frozen=True)
class Weekly:
    """The rule of weekly talks: weekday (from 0), time, time zone, and id of the registry entry."""

    entry: str
    day: int
    time: time
    zone: str


@dataclass(frozen=True)
class PastTalk:
    """A past talk: its date, subject and summary by language."""

    date: date
    subject: Mapping[str, str]
    summary: Mapping[str, str]
    example: bool


def weekly_of(data: Field) -> Weekly | None:
    """Return the rule in talks.yml, or None if there is none or it cannot be read."""
    values = data.keys.get("weekly", EMPTY).texts()
    at = parse_time(values.get("time", ""))
    if at is None or values.get("day") not in DAYS:
        return None
    return Weekly(values.get("entry", ""), DAYS.index(values["day"]), at, values.get("zone", ""))


def past_of(data: Field) -> tuple[PastTalk, ...]:
    """Return the past talks, the latest first."""
    entries = [
        PastTalk(
            date=parse_date(entry.texts().get("date", "")) or UNREADABLE_DATE,
            subject=entry.keys.get("subject", EMPTY).texts(),
            summary=entry.keys.get("summary", EMPTY).texts(),
            example=entry.texts().get("example") == "true",
        )
        for entry in data.keys.get("past", EMPTY).items
    ]
    return tuple(sorted(entries, key=lambda talk: talk.date, reverse=True))


def parse_time(text: str) -> time | None:
    """Return a time written as HH:MM, or None."""
    match = re.fullmatch(r"([01][0-9]|2[0-3]):([0-5][0-9])", text)
    return time(int(match[1]), int(match[2])) if match else None


def dates_of(rule: Weekly, first: date, last: date) -> list[datetime]:
    """Return the starts of talks from one day to another, both included, with time zone; at most DATES."""
    day = first + timedelta(days=(rule.day - first.weekday()) % 7)
    days = [day + timedelta(weeks=number) for number in range(DATES)]
    return [
        datetime.combine(day, rule.time, offset_of(rule.zone, datetime.combine(day, rule.time)))
        for day in days
        if not is_past(last, day)
    ]
