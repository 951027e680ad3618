"""Takes a contact or a leaflet back: how the data reads afterwards, and nothing else in it changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date

from lanpya.content.yaml_fields import Field, read_fields


class RefusedError(Exception):
    """Nothing can be taken back; the message says why and what to do."""


def without_contact(text: str, identifier: str, on: date) -> str | None:
    """Return a registry in which only the name of a contact is left, and the day; None if it has none.

    Pages show a notice in its place, and links to it still lead there, so no guide has to change. Raises
    RefusedError when it is withdrawn already or a sample, FieldsError when the registry cannot be read.
    """
    items = read_fields(text).items
    for entry in items:
        if entry.texts().get("id") != identifier:
            continue
        if "withdrawn" in entry.keys:
            raise RefusedError(f"{identifier} is withdrawn already, since {entry.texts()['withdrawn']}.")
        if _is_sample(entry):
            raise RefusedError(f"{identifier} is a sample, which reaches nobody.")
        lines = text.split("\n")
        first, last = entry.line - 1, _end(entry, items, lines)
        left = [f"- id: {identifier}", f"  name: {_flow(entry.keys['name'].texts())}", f"  withdrawn: {on}"]
        return "\n".join([*lines[:first], *left, *lines[last:]])
    return None


def with_leaflet_withdrawn(text: str, number: int, says: Mapping[str, str], until: date | None) -> str:
    """Return withdrawn.yml with one leaflet more, or with the last wrong edition of one that has none yet.

    Raises RefusedError when that is there already, or when there are no words for it.
    """
    items = read_fields(text).items
    lines = text.rstrip("\n").split("\n")
    for entry in items:
        values = entry.texts()
        if values.get("leaflet") != str(number):
            continue
        if values.get("until", "") == (str(until) if until else ""):
            raise RefusedError(f"Leaflet {number} is called back already, on line {entry.line}.")
        if until and "until" not in values:
            last = _end(entry, items, lines)
            return "\n".join([*lines[:last], f"  until: {until}", *lines[last:], ""])
    if not says:
        raise RefusedError("Readers must hear what is wrong with it. Add  --says en=…  for each language.")
    added = [f"- leaflet: {number}", f"  says: {_flow(says)}", *([f"  until: {until}"] if until else [])]
    return "\n".join([*(line for line in lines if line.strip() != "[]"), *added, ""])


def ids_of(field: Field) -> list[str]:
    """Return the ids in a registry that can be withdrawn."""
    kept = (entry for entry in field.items if "withdrawn" not in entry.keys and not _is_sample(entry))
    return [entry.texts().get("id", "") for entry in kept]


def _is_sample(entry: Field) -> bool:
    return entry.texts().get("example") == "true"


def _end(entry: Field, items: Iterable[Field], lines: list[str]) -> int:
    """Return how many lines there are up to the last of an entry."""
    following = [other.line - 1 for other in items if other.line > entry.line]
    last = min(following, default=len(lines))
    while lines[last - 1].lstrip().startswith("#") or not lines[last - 1].strip():
        last -= 1  # a comment or an empty line belongs to what follows
    return last


def _flow(texts: Mapping[str, str]) -> str:
    quoted = ", ".join(
        f"{language}: {json.dumps(text, ensure_ascii=False)}" for language, text in texts.items()
    )
    return f"{{{quoted}}}"
