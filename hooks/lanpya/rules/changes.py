"""What a change did to the registry: an address that is exchanged is the worst thing an edit can hide."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

from lanpya.fields import Field, FieldsError, read_fields
from lanpya.library import Library
from lanpya.messages import say
from lanpya.problem import Problem
from lanpya.rules import problem_in


def check_changes(library: Library, base: str) -> Iterator[Problem]:
    """Yield a warning for every contact whose address is new or other than at the git revision `base`.

    Raises ValueError when git does not know the revision.
    """
    path = f"{library.docs}/data/contacts.yml"
    before = {entry.texts().get("id", ""): entry for entry in _at(library, base, path).items}
    for entry in library.data["contacts"].items:
        values = entry.texts()
        old = before[values["id"]].texts().get("address", "") if values.get("id") in before else None
        new = values.get("address", "")
        if old != new:
            was = f"was {old}" if old is not None else "is a new entry"
            message = say(
                "The contact {id} {was}; its address is now {new}.", id=values.get("id"), was=was, new=new
            )
            remedy = say(
                "Two people check it in two ways and approve, as in  verified_by: [editor-a, editor-b]"
            )
            yield problem_in(path, entry.keys.get("address", entry), "contact-changed", message, remedy)


def _at(library: Library, base: str, path: str) -> Field:
    git = ["git", "-C", str(library.settings.root)]
    commit = [*git, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}"]
    found = subprocess.run(commit, capture_output=True, encoding="utf-8", check=False)
    if found.returncode:
        raise ValueError(f"git does not know the revision {base!r}")
    shown = subprocess.run(
        [*git, "show", f"{found.stdout.strip()}:{path}"], capture_output=True, encoding="utf-8", check=False
    )
    try:
        return read_fields(shown.stdout if shown.returncode == 0 else "")
    except FieldsError:
        return read_fields("")
