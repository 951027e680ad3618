"""The records of docs/data, read from its fields.

What cannot be read has a stand-in, and a rule tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from lanpya.content.equivalences import Equivalence
from lanpya.content.yaml_fields import EMPTY, Field
from lanpya.runtime.clock import is_past

UNREADABLE_DATE = date.min
PAGE_NUMBER = re.compile("0|[1-9][0-9]{0,3}")
NO_NUMBER = -1  # of a page or leaflet that has none; a rule stops the build before it is used
T = TypeVar("T")


@dataclass(frozen=True)
class Contact:
    """An entry of the registry: how to reach one helper, who verified it, and until when it counts.

    Of one that is withdrawn nothing is left but its name, and `expires` is the day it was withdrawn.
    """

    id: str
    channel: str
    name: Mapping[str, str]
    address: str
    verified: date
    expires: date
    example: bool
    withdrawn: bool = False

    @property
    def last_day(self) -> date:
        """The last day on which it may be shown; a sample never expires, and what is withdrawn has none."""
        return date.min if self.withdrawn else date.max if self.example else self.expires

    def is_past(self, on: date) -> bool:
        """Whether it may no longer be shown on that day."""
        return is_past(self.last_day, on)


@dataclass(frozen=True)
class Mirror:
    """Another address under which the same site stands."""

    address: str
    example: bool


@dataclass(frozen=True)
class Source:
    """Where a claim comes from; `number` is what a guide shows."""

    id: str
    number: int
    publisher: str
    date: str
    kind: str
    says: Mapping[str, str]


@dataclass(frozen=True)
class Withdrawn:
    """Editions of a leaflet that are called back, up to the day `until`, or all; and what is wrong."""

    leaflet: int
    until: date | None
    says: Mapping[str, str]


def parse_date(text: str) -> date | None:
    """Return the date of this century typed as YYYY-MM-DD, or None."""
    if not re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def records_by_id(records: Iterable[Field], make: Callable[[Field, int], T]) -> dict[str, T]:
    """Return what `make` makes of each entry that has an id, given the entry and its number from 1."""
    entries = ((entry.texts().get("id", ""), entry) for entry in records)
    return {key: make(entry, n) for n, (key, entry) in enumerate(entries, start=1) if key}


def contact_of(entry: Field, _: int) -> Contact:
    """Return an entry of contacts.yml."""
    values = entry.texts()
    return Contact(
        id=values["id"],
        channel=values.get("channel", ""),
        name=entry.keys.get("name", EMPTY).texts(),
        address=values.get("address", ""),
        verified=parse_date(values.get("verified", "")) or UNREADABLE_DATE,
        expires=parse_date(values.get("withdrawn") or values.get("expires", "")) or UNREADABLE_DATE,
        example=values.get("example") == "true",
        withdrawn="withdrawn" in values,
    )


def mirror_of(entry: Field, _: int) -> Mirror:
    """Return an entry of mirrors.yml."""
    values = entry.texts()
    return Mirror(address=values.get("address", ""), example=values.get("example") == "true")


def source_of(entry: Field, number: int) -> Source:
    """Return an entry of sources.yml."""
    values = entry.texts()
    says = entry.keys.get("says", EMPTY).texts()
    return Source(
        id=values["id"],
        number=number,
        publisher=values.get("publisher", ""),
        date=values.get("date", ""),
        kind=values.get("kind", ""),
        says=says,
    )


def withdrawn_of(entry: Field) -> Withdrawn:
    """Return an entry of withdrawn.yml."""
    values = entry.texts()
    number = values.get("leaflet", "")
    return Withdrawn(
        leaflet=int(number) if PAGE_NUMBER.fullmatch(number) else NO_NUMBER,
        until=parse_date(values["until"]) or UNREADABLE_DATE if values.get("until") else None,
        says=entry.keys.get("says", EMPTY).texts(),
    )


def equivalence_of(entry: Field) -> Equivalence:
    """Return an entry of same.yml."""
    values = entry.texts()
    return Equivalence(*(values.get(key, "") for key in ("guide", "section", "was", "is", "reason")))
