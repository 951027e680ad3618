"""Withdraws a contact or recalls a leaflet: changes its entry in the data, and nothing else."""

from __future__ import annotations

import json
import os
import re
import shlex
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.content.yaml_fields import Field, FieldsError, read_fields
from lanpya.leaflets.leaflet import cover_numbers
from lanpya.runtime.atomic_write import replace_text
from lanpya.runtime.environment import PASSWORD_FILE, PRIVATE, SECRET_KEY

_NEXT = """\
Now, without waiting for anything else:
  1. write  version = "{version}"  in pyproject.toml
  2. git commit --all --message "Edition {version}" && git tag v{version}
  3. {variables} make release
     (with ALLOW_UNCHECKED=1 after it, if a native speaker has not read every translation)
  4. upload dist/lanpya-{version}/site/, then  make verify COPY={site} KEY=lanpya.pub"""


class RefusedError(Exception):
    """Nothing can be withdrawn; the message says why and what to do."""


def withdraw_contact(root: Path, identifier: str, day: date) -> Path:
    """Withdraw a contact from the private file or the repository, and return the changed file.

    Raises RefusedError, and ValueError for a file that does not exist or cannot be read.
    """
    private = os.environ.get(PRIVATE)
    if private and not Path(private).is_file():
        raise ValueError(f"{PRIVATE} names {private}, which does not exist")
    hint = "" if private else f" Real contacts are in the file that {PRIVATE} names; it is not set."
    known: dict[str, None] = {}
    for path in [*([Path(private)] if private else []), root / "docs" / "data" / "contacts.yml"]:
        text = path.read_text(encoding="utf-8")
        try:
            changed = without_contact(text, identifier, day)
            known |= dict.fromkeys(ids_of(read_fields(text)))
        except FieldsError as error:
            raise ValueError(f"{path}:{error.line}: it cannot be read ({error.message})") from error
        except RefusedError as error:
            raise RefusedError(f"{error}{hint}") from error
        if changed is not None:
            replace_text(path, changed)
            return path
    there = f"there are: {', '.join(known)}" if known else "there is none to withdraw"
    raise RefusedError(f"There is no contact {identifier!r}; {there}.{hint}")


def withdraw_leaflet(
    root: Path, number: int, says: Mapping[str, str], until: date | None, *, is_gone: bool
) -> None:
    """Recall a leaflet, or record its last wrong edition. Raises RefusedError."""
    library = read_library(read_settings(root / "mkdocs.yml"), root / "docs")
    languages = [language.code for language in library.used_languages]
    if unknown := sorted(says.keys() - set(languages)):
        raise RefusedError(
            f"There are no pages in {', '.join(unknown)}; the languages are: {', '.join(languages)}."
        )
    if says and (missing := [code for code in languages if code not in says]):
        raise RefusedError(f"The text is missing in {', '.join(missing)}. Add  --says {missing[0]}=…")
    covers = cover_numbers(library)
    if number not in covers and not is_gone:
        listed = "".join(f"\n  {cover}  {title}" for cover, title in sorted(covers.items()))
        raise RefusedError(
            f"No current leaflet has the number {number}. Compare it with the cover; if its guide was "
            f"removed for good, add  --gone . There are:{listed}"
        )
    path = root / "docs" / "data" / "withdrawn.yml"
    replace_text(path, with_leaflet_withdrawn(path.read_text(encoding="utf-8"), number, says, until))


def next_steps(root: Path) -> str:
    """Return the commands that publish the change, with the variables that are set already."""
    version = str(tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"])
    variables = {SECRET_KEY: "/path/to/lanpya.key", PRIVATE: "/path/to/contacts.yml"}
    names = (SECRET_KEY, PASSWORD_FILE, PRIVATE)
    variables |= {name: os.environ[name] for name in names if os.environ.get(name)}
    return _NEXT.format(
        version=re.sub(r"\d+$", lambda last: str(int(last[0]) + 1), version),
        variables=" ".join(f"{name}={shlex.quote(value)}" for name, value in variables.items()),
        site=read_settings(root / "mkdocs.yml").site_url,
    )


def without_contact(text: str, identifier: str, on: date) -> str | None:
    """Return a registry with only the name of a contact and the day; None if it has no such contact.

    Pages show a notice in its place, and links to it still work, so guides need not change. Raises
    RefusedError if it is already withdrawn or a sample, and FieldsError if the registry cannot be read.
    """
    items = read_fields(text).items
    for entry in items:
        if entry.texts().get("id") != identifier:
            continue
        if "withdrawn" in entry.keys:
            raise RefusedError(f"{identifier} is already withdrawn, since {entry.texts()['withdrawn']}.")
        if _is_sample(entry):
            raise RefusedError(f"{identifier} is a sample, which reaches no one.")
        lines = text.split("\n")
        first, last = entry.line - 1, _end(entry, items, lines)
        name = _flow(entry.keys["name"].texts())
        remaining = [f"- id: {identifier}", f"  name: {name}", f"  withdrawn: {on}"]
        return "\n".join([*lines[:first], *remaining, *lines[last:]])
    return None


def with_leaflet_withdrawn(text: str, number: int, says: Mapping[str, str], until: date | None) -> str:
    """Return withdrawn.yml with one more leaflet, or with the last wrong edition of one without.

    Raises RefusedError if that is recorded already, or if there are no words for readers.
    """
    items = read_fields(text).items
    lines = text.rstrip("\n").split("\n")
    for entry in items:
        values = entry.texts()
        if values.get("leaflet") != str(number):
            continue
        if values.get("until", "") == (str(until) if until else ""):
            raise RefusedError(f"Leaflet {number} is already recalled, on line {entry.line}.")
        if until and "until" not in values:
            last = _end(entry, items, lines)
            return "\n".join([*lines[:last], f"  until: {until}", *lines[last:], ""])
    if not says:
        raise RefusedError("Readers must learn what is wrong with it. Add  --says en=…  for each language.")
    added = [f"- leaflet: {number}", f"  says: {_flow(says)}", *([f"  until: {until}"] if until else [])]
    return "\n".join([*(line for line in lines if line.strip() != "[]"), *added, ""])


def ids_of(field: Field) -> list[str]:
    """Return the ids in a registry that can be withdrawn."""
    entries = (entry for entry in field.items if "withdrawn" not in entry.keys and not _is_sample(entry))
    return [entry.texts().get("id", "") for entry in entries]


def _is_sample(entry: Field) -> bool:
    return entry.texts().get("example") == "true"


def _end(entry: Field, items: Iterable[Field], lines: list[str]) -> int:
    """Return the number of lines up to the end of an entry."""
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
