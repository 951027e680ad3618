"""What a change did to the registry: an address that is exchanged is the worst thing an edit can hide."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping

from lanpya.fields import EMPTY, Field, FieldsError, read_fields
from lanpya.library import Library
from lanpya.messages import say
from lanpya.problem import Problem
from lanpya.rules import problem_in

REGISTRY = ("contacts", "links")


def check_changes(library: Library, base: str) -> Iterator[Problem]:
    """Yield a warning for every address of the registry that is new, gone or other than at a git revision.

    Raises ValueError when git does not know the revision.
    """
    yield from changed_contacts(library, {name: _at(library, base, name) for name in REGISTRY})


def changed_contacts(library: Library, before: Mapping[str, Field]) -> Iterator[Problem]:
    """Yield a warning for every address that differs from the registry `before`, with the old and the new."""
    for name in REGISTRY:
        path, one = f"{library.docs}/data/{name}.yml", name.removesuffix("s")
        old = _addresses(before.get(name, EMPTY))
        new = _addresses(library.data[name])
        fields = {entry.texts().get("id", ""): entry for entry in library.data[name].items}
        for identifier in sorted({*old, *new}):
            was, now = old.get(identifier), new.get(identifier)
            if was == now:
                continue
            if was is None:
                message = say(
                    "The {one} {id} is a new entry; its address is {now}.", one=one, id=identifier, now=now
                )
            elif now is None:
                message = say(
                    "The {one} {id} is gone; its address was {was}.", one=one, id=identifier, was=was
                )
            else:
                message = say(
                    "The {one} {id} was {was}; its address is now {now}.",
                    one=one,
                    id=identifier,
                    was=was,
                    now=now,
                )
            remedy = say(
                "Two people check it in two ways, each by themselves; both approve before it is merged."
            )
            entry = fields.get(identifier, library.data[name])
            yield problem_in(path, entry.keys.get("address", entry), "contact-changed", message, remedy)


def _addresses(records: Field) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in records.items:
        values = entry.texts()
        found.setdefault(values.get("id", ""), values.get("address", ""))
    return found


def _at(library: Library, base: str, name: str) -> Field:
    git = ["git", "-C", str(library.settings.root)]
    commit = [*git, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}"]
    found = subprocess.run(commit, capture_output=True, encoding="utf-8", check=False)
    if found.returncode:
        raise ValueError(f"git does not know the revision {base!r}")
    shown = subprocess.run(
        [*git, "show", f"{found.stdout.strip()}:{library.docs}/data/{name}.yml"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    try:
        return read_fields(shown.stdout if shown.returncode == 0 else "")
    except FieldsError:
        return read_fields("")
