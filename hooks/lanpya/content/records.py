"""The records of docs/data, from their YAML fields.

Unreadable values are replaced by defaults, and a rule reports them.
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
NO_NUMBER = -1  # of a page or leaflet without a valid number; a rule stops the build before it is used
T = TypeVar("T")


@dataclass(frozen=True)
class Contact:
    """An entry of the registry: how to reach a helper, when it was verified, and until when it is valid.

    Of a withdrawn entry only the name remains, and `expires` is the day on which it was withdrawn.
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
        """The last day on which it may be shown: date.max for a sample, date.min if it is withdrawn."""
        return date.min if self.withdrawn else date.max if self.example else self.expires

    def is_past(self, on: date) -> bool:
        """Whether it may no longer be shown on this day."""
        return is_past(self.last_day, on)


@dataclass(frozen=True)
class Mirror:
    """Another address of the same site."""

    address: str
    example: bool


@dataclass(frozen=True)
class Source:
    """The source of a claim; `number` is the number that guides show."""

    id: str
    number: int
    publisher: str
    date: str
    kind: str
    says: Mapping[str, str]
    is_copy: bool  # whether an editor read a stored copy, not the page itself


@dataclass(frozen=True)
class Withdrawn:
    """A recall of a leaflet: of releases up to the date `until`, or of all; `says` is what is wrong."""

    leaflet: int
    until: date | None
    says: Mapping[str, str]


def parse_date(text: str) -> date | None:
    """Return the date written as YYYY-MM-DD, in this century, or None."""
    if not re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def records_by_id(records: Iterable[Field], make: Callable[[Field, int], T]) -> dict[str, T]:
    """Return `make(entry, number)` for each entry with an id, by id; numbers count from 1."""
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
        is_copy=values.get("copy") == "true",
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
