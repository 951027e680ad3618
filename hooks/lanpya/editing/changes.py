"""Reports changes of contacts and of the state of pages: an exchanged address is the worst case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lanpya.content.library import Library
from lanpya.content.text_file import text_of
from lanpya.content.yaml_fields import EMPTY, Field, FieldsError, read_fields
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem
from lanpya.runtime.git import git
from lanpya.runtime.git_history import bytes_at

CONTACT_CHANGED = rule("contact-changed", "warning", section="The registry: contacts, links, sources")
REVIEW_CHANGED = rule("review-changed", "warning", section="The registry: contacts, links, sources")
NEGATION_LOST = rule("negation-lost", "warning", section="The registry: contacts, links, sources")

REGISTRY = ("contacts", "links", "mirrors")


def check_changes(library: Library, base: str) -> Iterator[Problem]:
    """Yield a warning for each registry entry and page state that differs from a git revision.

    Raises ValueError if git does not know the revision.
    """
    yield from changed_contacts(library, {name: _at(library, base, name) for name in REGISTRY})
    yield from changed_pages(library, _changed_texts(library, base))


def changed_contacts(library: Library, before: Mapping[str, Field]) -> Iterator[Problem]:
    """Yield a warning for every address that differs from the registry `before`, with both addresses."""
    for name in REGISTRY:
        path, kind = f"{library.docs}/data/{name}.yml", name.removesuffix("s")
        old = _addresses(before.get(name, EMPTY))
        new = _addresses(library.data[name])
        known = {entry.texts().get("id", ""): entry for entry in before.get(name, EMPTY).items}
        fields = {entry.texts().get("id", ""): entry for entry in library.data[name].items}
        for identifier in sorted({*old, *new}):
            was, now = old.get(identifier), new.get(identifier)
            if was == now:
                yield from _other_changes(
                    path, kind, identifier, known.get(identifier, EMPTY), fields[identifier]
                )
                continue
            if was is None:
                message = say(
                    "The {one} {id} is a new entry; its address is {now}.", one=kind, id=identifier, now=now
                )
            elif now is None:
                message = say(
                    "The {one} {id} was removed; its address was {was}.", one=kind, id=identifier, was=was
                )
            else:
                message = say(
                    "The {one} {id} was {was}; its address is now {now}.",
                    one=kind,
                    id=identifier,
                    was=was,
                    now=now,
                )
            remedy = say(
                "Two people must check it independently, in two ways. Both must approve before it is merged."
            )
            entry = fields.get(identifier, library.data[name])
            yield CONTACT_CHANGED.on(path, entry.keys.get("address", entry), message, remedy)


def _other_changes(path: str, kind: str, identifier: str, before: Field, after: Field) -> Iterator[Problem]:
    """Yield other differences of an entry: who verified it, until when it is valid."""
    for key in sorted({*before.keys, *after.keys}):
        was, now = (_shown(entry.keys.get(key, EMPTY)) for entry in (before, after))
        if was != now:
            message = say(
                "{key} of the {one} {id} was {was} and is now {now}.",
                one=kind,
                id=identifier,
                key=key,
                was=was or "–",
                now=now or "–",
            )
            remedy = say("Ask those who verified it whether they verified it again.")
            yield CONTACT_CHANGED.on(path, after.keys.get(key, after), message, remedy)


def _shown(field: Field) -> str:
    if field.items:
        return ", ".join(map(_shown, field.items))
    return field.text or ", ".join(f"{key}: {text}" for key, text in field.texts().items())


def _addresses(records: Field) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in records.items:
        values = entry.texts()
        found.setdefault(values.get("id", ""), values.get("address", ""))
    return found


def _at(library: Library, base: str, name: str) -> Field:
    raw = bytes_at(library.settings.root, base, f"{library.docs}/data/{name}.yml")
    try:
        return read_fields((raw or b"").decode("utf-8", "replace"))
    except FieldsError:
        return read_fields("")


_STATE = ("reviewed", "review_by", "checked_by", "risk")
_SECTION = re.compile(r"^## .*?\{#([a-z0-9-]+)[^\n]*\n", re.MULTILINE)
_NEGATION = re.compile(
    r"\b(?:not|never|no|nobody|nothing|none|neither|nor|without|cannot|avoid|stop)\b|\w+n['’]t\b|ပါနဲ့|ဘူး",
    re.IGNORECASE,
)


def changed_pages(library: Library, before: Mapping[str, str]) -> Iterator[Problem]:
    """Yield changes of the state of pages, and sections that lost negations.

    `before` has the earlier texts of at least the changed pages, by path.
    """
    for page in (*library.pages.values(), *library.drafts.values()):
        old = before.get(page.path)
        if old is None or old == library.texts[page.path]:
            continue
        for key in _STATE:
            match = re.search(rf"^{key}: *([^\n#]*)", old, re.MULTILINE)
            was, field = match[1].strip() if match else "", page.front.keys.get(key, EMPTY)
            if field.text and was != field.text and not field.is_null:
                message = say("{key} was {was} and is now {now}.", key=key, was=was or "–", now=field.text)
                remedy = say("Ask who reviewed the whole page on that day, and what they compared it with.")
                yield REVIEW_CHANGED.on(page.path, field, message, remedy)
        counts = _negations(old)
        for section in page.document.sections:
            before_count, count = counts.get(section.id, 0), len(_NEGATION.findall(section.source))
            if count < before_count:
                message = say(
                    "The section {id!r} had {was} negations and now has only {now}.",
                    was=before_count,
                    id=section.id,
                    now=count,
                )
                remedy = say("Read both versions aloud: a lost “not” reverses the advice.")
                yield NEGATION_LOST.at(page.path, section.line, 1, message, remedy)


def _negations(text: str) -> dict[str, int]:
    """Return the number of negations in each section."""
    parts = _SECTION.split(text)
    return {name: len(_NEGATION.findall(body)) for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def _changed_texts(library: Library, base: str) -> dict[str, str]:
    root = library.settings.root
    listed = git(root, "diff", "--name-only", "-z", "--relative", base, "--", library.docs).decode()
    names = [name for name in listed.split("\0") if name.endswith(".md")]
    found: dict[str, str] = {}
    for name in names:
        raw = bytes_at(root, base, name)
        if raw is not None and (text := text_of(raw)) is not None:
            found[name] = text
    return found
