"""Public talks as a page shows them: the weekly rule with its next dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from lanpya.content.interface import Wording
from lanpya.content.records import Contact
from lanpya.content.talks import Weekly, dates_of


@dataclass(frozen=True)
class NextTalks:
    """The weekly talks, as a language writes day, time and zone, and the registry entry they depend on."""

    contact: Contact
    contact_url: str
    week_day: str
    begins: str
    zone: str
    moments: list[datetime]


def next_talks(
    rule: Weekly, contact: Contact, contact_url: str, words: Wording, release_date: date
) -> NextTalks:
    """Return the talks from the day `release_date` on, while the entry is valid."""
    return NextTalks(
        contact=contact,
        contact_url=contact_url,
        week_day=words.conventions.week_day(rule.day),
        begins=f"{words.number(rule.time.hour)}:{words.number(rule.time.minute).rjust(2, words.number(0))}",
        zone=words.conventions.zone_name(rule.zone),
        moments=dates_of(rule, release_date, contact.last_day),
    )
