"""Takes a contact or a leaflet back: how the data reads afterwards, and nothing else in it changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from lanpya.fields import Field, read_fields


class RefusedError(Exception):
    """Nothing can be taken back; the message says why and what to do."""


def without_contact(text: str, identifier: str, on: date) -> str | None:
    """Return a registry in which only the name of a contact is left, and the day; None if it has none.

    Pages show a notice in its place, and links to it still lead there, so no guide has to change. Raises
    RefusedError when it is withdrawn already, FieldsError when the registry cannot be read.
    """
    items = read_fields(text).items
    for entry, following in zip(items, (*items[1:], None), strict=True):
        if entry.texts().get("id") != identifier:
            continue
        if "withdrawn" in entry.keys:
            raise RefusedError(f"{identifier} is withdrawn already, since {entry.texts()['withdrawn']}.")
        lines = text.split("\n")
        first, last = entry.line - 1, following.line - 1 if following else len(lines)
        while lines[last - 1].lstrip().startswith("#") or not lines[last - 1].strip():
            last -= 1  # a comment or an empty line belongs to what follows
        left = [f"- id: {identifier}", f"  name: {_flow(entry.keys['name'].texts())}", f"  withdrawn: {on}"]
        return "\n".join([*lines[:first], *left, *lines[last:]])
    return None


def with_leaflet_withdrawn(text: str, number: int, says: Mapping[str, str], until: date | None) -> str:
    """Return withdrawn.yml with one leaflet more; raises RefusedError when the same is there already."""
    for entry in read_fields(text).items:
        values = entry.texts()
        if values.get("leaflet") == str(number) and values.get("until", "") == (str(until) if until else ""):
            raise RefusedError(f"Leaflet {number} is called back already, on line {entry.line}.")
    kept = "\n".join(line for line in text.rstrip("\n").split("\n") if line.strip() != "[]")
    entry_lines = [
        f"- leaflet: {number}",
        f"  says: {_flow(says)}",
        *([f"  until: {until}"] if until else []),
    ]
    return "\n".join([kept, *entry_lines, ""])


def ids_of(field: Field) -> list[str]:
    """Return the ids in a registry that can be withdrawn."""
    return [entry.texts().get("id", "") for entry in field.items if "withdrawn" not in entry.keys]


def _flow(texts: Mapping[str, str]) -> str:
    quoted = ", ".join(
        f"{language}: {json.dumps(text, ensure_ascii=False)}" for language, text in texts.items()
    )
    return f"{{{quoted}}}"
