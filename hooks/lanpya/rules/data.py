"""What must be true of docs/data: the registry of contacts, links, sources and interface words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from lanpya.fields import EMPTY, Field
from lanpya.library import Library
from lanpya.problem import Problem
from lanpya.records import parse_date
from lanpya.rules import problem_in
from lanpya.rules.words import check_words

CHANNELS = ("signal", "telegram", "messenger", "email", "web")
CONTACT_DAYS = 21  # an entry nobody looks at again must disappear by itself
CONTACT_KEYS = ("id", "channel", "name", "address", "verified", "verified_by", "expires")
LINK_KEYS = ("id", "address")
SOURCE_KEYS = ("id", "publisher", "date", "kind", "says")
GLOSSARY_KEYS = ("id", "means")
WITHDRAWN_KEYS = ("leaflet", "says")
SOURCE_KINDS = ("news", "report", "advice")
_EXAMPLES = {
    "id": "helpline",
    "channel": "signal",
    "name": "{my: …, en: Helpline}",
    "address": "https://example.org/helpline",
    "verified": "2026-11-20",
    "verified_by": "[editor-a, editor-b]",
    "expires": "2026-12-11",
    "example": "true",
    "publisher": "A Newspaper",
    "date": "2021-12",
    "kind": "news",
    "says": "{my: …, en: What it reports, or what is wrong}",
    "means": "guide",
    "leaflet": "2",
    "until": "2026-11-20",
    "use": "{my: [လမ်းညွှန်]}",
    "avoid": "{my: [လမ်းပြ]}",
    "why": "It is also the word for a smuggler.",
}
_SHAPES = {
    "name": dict,
    "says": dict,
    "use": dict,
    "avoid": dict,
    "verified_by": tuple,
}  # every other value is a text
_WEB = r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::[0-9]+)?(?:[/?#][!-~]*)?"
_MAIL = r"mailto:[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+"


def check_data(library: Library, on: date, *, release: bool) -> Iterator[Problem]:
    """Yield every problem of the data files as of the day `on`."""
    yield from _records(library, "contacts", CONTACT_KEYS, ("example",))
    yield from _records(library, "links", LINK_KEYS, ())
    yield from _records(library, "sources", SOURCE_KEYS, ())
    yield from _records(library, "withdrawn", WITHDRAWN_KEYS, ("until",))
    yield from _records(library, "glossary", GLOSSARY_KEYS, ("use", "avoid", "why"))
    for entry in library.data["glossary"].items:
        if "avoid" in entry.keys and "why" not in entry.keys:
            message = "The entry avoids a word and does not say why."
            remedy = f"Add a line such as  why: {_EXAMPLES['why']}"
            yield problem_in(f"{library.docs}/data/glossary.yml", entry, "record-bad", message, remedy)
    yield from check_words(library)
    path = f"{library.docs}/data/contacts.yml"
    for entry in library.data["contacts"].items:
        yield from _contact(path, entry, on, release)


def _records(
    library: Library, name: str, required: tuple[str, ...], optional: tuple[str, ...]
) -> Iterator[Problem]:
    path = f"{library.docs}/data/{name}.yml"
    seen: set[str] = set()
    records = library.data[name]
    example = f"- {required[0]}: {_EXAMPLES[required[0]]}"
    if records.value and not isinstance(records.value, tuple):
        message = "This file is a list, and its entries begin with a hyphen."
        yield problem_in(path, records, "record-bad", message, f"Begin each entry as in  {example}")
    for entry in records.items:
        if not entry.keys:
            message = "This entry has no keys."
            remedy = f"Write it as in  {example}  and below it: {', '.join(required[1:])}."
            yield problem_in(path, entry, "record-bad", message, remedy)
            continue
        for key in required:
            field = entry.keys.get(key, EMPTY)
            if not field.value or field.is_null:
                message, remedy = f"The entry lacks {key}.", f"Add a line such as  {key}: {_EXAMPLES[key]}"
                yield problem_in(path, entry, "record-bad", message, remedy)
        for key, field in entry.keys.items():
            if key not in (*required, *optional):
                message = f"No key is called {key!r} here."
                remedy = f"Take the line out, or use one of: {', '.join((*required, *optional))}."
                yield problem_in(path, field, "record-bad", message, remedy)
            elif field.value and not field.is_null:
                yield from _value(path, library, key, field)
        identifier = entry.keys.get("id", EMPTY)
        if identifier.text and identifier.text in seen:
            message = f"The id {identifier.text!r} belongs to an entry further up already."
            remedy = f"Give each entry an id of its own, as in  id: {identifier.text}-2"
            yield problem_in(path, identifier, "id-twice", message, remedy)
        seen.add(identifier.text)


def _value(path: str, library: Library, key: str, field: Field) -> Iterator[Problem]:
    default = library.settings.default_language.code
    kind = path.rsplit("/", 1)[1]
    message = ""
    remedy = f"Write for example  {key}: {_EXAMPLES[key]}"
    if not isinstance(field.value, _SHAPES.get(key, str)):
        message = f"What stands behind {key} is not written as it must be."
    elif key in ("use", "avoid") and not all(
        words.items and all(word.text for word in words.items) for words in field.keys.values()
    ):
        message = f"Behind {key} stand the languages, each with a list of words in square brackets."
    elif key in ("name", "says") and not field.texts().get(default):
        message = f"{key} lacks the language {default}, the first of the site."
    elif key == "id" and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", field.text):
        message = f"The id {field.text!r} is not made of small Latin letters, digits and hyphens."
    elif key == "channel" and field.text not in CHANNELS:
        message = f"The channel {field.text!r} is not known."
        remedy = f"Write  channel: web  or one of: {', '.join(CHANNELS)}."
    elif key == "kind" and field.text not in SOURCE_KINDS:
        message = f"The kind {field.text!r} is not known."
        remedy = f"Write  kind: news  or one of: {', '.join(SOURCE_KINDS)}."
    elif key == "example" and field.text != "true":
        message = f"{field.text!r} stands behind example; only true marks a sample."
        remedy = "Write  example: true  or take the line out: then it is a real contact."
    elif key == "address" and kind == "links.yml" and not re.fullmatch(_WEB, field.text, re.IGNORECASE):
        message = f"The address {field.text!r} is no whole web address that begins with https://"
        remedy = "Write for example  address: https://example.org/manual"
    elif key == "address" and not re.fullmatch(f"{_WEB}|{_MAIL}", field.text, re.IGNORECASE):
        message = f"The address {field.text!r} is no whole address that begins with https:// or mailto:"
    if message:
        yield problem_in(path, field, "record-bad", message, remedy)


def _contact(path: str, entry: Field, on: date, release: bool) -> Iterator[Problem]:
    values, keys = entry.texts(), entry.keys
    roles = [field.text.casefold() for field in keys.get("verified_by", EMPTY).items if field.text]
    if "verified_by" in keys and len(set(roles)) < 2:
        message = (
            "The same role stands twice in verified_by; two different people must have checked this contact."
            if len(roles) > 1
            else "Only one role stands in verified_by; two different people must have checked this contact."
        )
        remedy = "Have a second person check it, then write  verified_by: [editor-a, editor-b]"
        yield problem_in(path, keys["verified_by"], "contact-verifiers", message, remedy)
    dates = {key: parse_date(values.get(key, "")) for key in ("verified", "expires")}
    for key, value in dates.items():
        if value is None and values.get(key) and not keys[key].is_null:
            message = f"{values[key]!r} is not a day of the calendar written as year-month-day."
            yield problem_in(
                path, keys[key], "date-bad", message, f"Write for example  {key}: {_EXAMPLES[key]}"
            )
    verified, expires = dates["verified"], dates["expires"]
    if verified and expires:
        latest = verified + timedelta(days=CONTACT_DAYS)
        message = (
            f"A contact is good for at most {CONTACT_DAYS} days after it was verified."
            if expires > latest
            else "The contact would expire on the day it was verified, or before."
        )
        if not verified < expires <= latest:
            remedy = f"Write a day after {verified}, at the latest  expires: {latest}"
            yield problem_in(path, keys["expires"], "contact-lifetime", message, remedy)
    if values.get("example") == "true":
        if release:
            message = "This contact is a sample, and a release cannot hold samples: it reaches nobody."
            remedy = "Take the sample out before a release."
            yield problem_in(path, entry, "contact-sample", message, remedy)
    elif expires and on > expires:
        message = (
            f"The contact {values.get('id', '')} was good until {expires}; pages show a notice in its place."
        )
        remedy = f"Check it again in two ways, then write  verified: {on}  and a new expires, or take it out."
        yield problem_in(path, keys["expires"], "contact-past", message, remedy, harden=release)
