"""Rules for docs/data/talks.yml: the weekly rule, and the talks that were held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.data_files import NO_KEYS, RECORD_BAD
from lanpya.checks.registry import CONTACT_SAMPLE, DATE_BAD
from lanpya.content.library import Library
from lanpya.content.records import parse_date
from lanpya.content.talks import DAYS, SUMMARY_LENGTH, parse_time
from lanpya.content.yaml_fields import EMPTY, Field
from lanpya.languages.cldr import is_zone
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem

TALK_BAD = rule("talk-bad", "error", section="Guided questions and talks")

_WEEKLY = {"entry": "talks", "day": "sunday", "time": '"10:00"', "zone": "Asia/Yangon"}


@check(Scope.SITE, TALK_BAD, RECORD_BAD, DATE_BAD, CONTACT_SAMPLE)
def check_talks(context: CheckContext) -> Iterator[Problem]:
    """Yield problems with the talks; data_files checks the form of their records."""
    library = context.library
    path, data = f"{library.docs}/data/talks.yml", library.data["talks"]
    if not data.keys and data.value and not data.is_null:
        remedy = say("Write the weekly rule below  weekly:  and talks that were held below  past:")
        yield RECORD_BAD.on(path, data, NO_KEYS, remedy)
    for key, field in data.keys.items():
        if key not in ("weekly", "past"):
            message = say("There is no key {key!r} here.", key=key)
            remedy = say("Remove the line, or use one of: {names}.", names="weekly, past")
            yield RECORD_BAD.on(path, field, message, remedy)
    if "weekly" in data.keys:
        yield from _weekly(path, data.keys["weekly"], library)
    day = data.keys.get("weekly", EMPTY).texts().get("day", "")
    seen: set[date] = set()
    for entry in data.keys.get("past", EMPTY).items:
        yield from _past(path, entry, day, seen, context)


def _weekly(path: str, weekly: Field, library: Library) -> Iterator[Problem]:
    values = weekly.texts()
    for key, example in _WEEKLY.items():
        field, text = weekly.keys.get(key, EMPTY), values.get(key, "")
        message: Message | None = None
        remedy = say("Write for example  {key}: {example}", key=key, example=example)
        if not text:
            field, message = weekly, say("The weekly rule has no {key}.", key=key)
        elif key == "day" and text not in DAYS:
            message = say("{text!r} is not a day of the week.", text=text)
        elif key == "time" and parse_time(text) is None:
            message = say("{text!r} is not a time written as hours:minutes.", text=text)
        elif key == "zone" and not is_zone(text):
            message = say("{text!r} is not a time zone.", text=text)
        elif key == "entry" and library.contacts and text not in library.contacts:
            message = say(
                "The registry has no entry {text!r}; talks are shown only while their entry is valid.",
                text=text,
            )
            remedy = say(
                "Add it to {path}, with its dates, or remove the rule.",
                path=f"{library.docs}/data/contacts.yml",
            )
        if message:
            yield TALK_BAD.on(path, field, message, remedy)
    for key, field in weekly.keys.items():
        if key not in _WEEKLY:
            message = say("There is no key {key!r} here.", key=key)
            remedy = say("Remove the line, or use one of: {names}.", names=", ".join(_WEEKLY))
            yield TALK_BAD.on(path, field, message, remedy)


def _past(
    path: str, entry: Field, weekly_day: str, seen: set[date], context: CheckContext
) -> Iterator[Problem]:
    field = entry.keys.get("date", EMPTY)
    day = parse_date(field.text)
    if field.text and not day:
        message = say("{value!r} is not a date written as year-month-day.", value=field.text)
        yield DATE_BAD.on(path, field, message, say("Write for example  {key}: 2026-11-20", key="date"))
    if day and day > context.today:
        message = say("The talk of {day} is in the future, so it cannot have a summary.", day=day)
        yield TALK_BAD.on(path, field, message, say("Remove it until the talk was held."))
    if day and weekly_day in DAYS and day.weekday() != DAYS.index(weekly_day):
        message = say(
            "{day} is a {own}, but talks are held every {weekly}.",
            day=day,
            own=DAYS[day.weekday()],
            weekly=weekly_day,
        )
        yield TALK_BAD.on(path, field, message, say("Correct the date, or the day of the weekly rule."))
    if day and day in seen:
        message = say("There is already a talk of {day} above.", day=day)
        yield TALK_BAD.on(path, field, message, say("Put both into one summary, or correct the date."))
    if day:
        seen.add(day)
    for text in entry.keys.get("summary", EMPTY).keys.values():
        if len(text.text) > SUMMARY_LENGTH:
            message = say(
                "This summary has {length} characters; the maximum is {most}.",
                length=len(text.text),
                most=SUMMARY_LENGTH,
            )
            remedy = say("Keep what a family can use, and leave the rest out.")
            yield TALK_BAD.on(path, text, message, remedy)
    if context.release and entry.texts().get("example") == "true":
        message = say("This talk is a sample, and a release must not contain samples.")
        yield CONTACT_SAMPLE.on(path, entry, message, say("Remove the sample before a release."))
