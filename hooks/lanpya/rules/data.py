"""What must be true of docs/data: the registry of contacts, links, sources and interface words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from lanpya.fields import EMPTY, Field
from lanpya.library import Library
from lanpya.messages import Message, say
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
            message = say("The entry avoids a word and does not say why.")
            remedy = say("Add a line such as  why: {why}", why=_EXAMPLES["why"])
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
        message = say("This file is a list, and its entries begin with a hyphen.")
        yield problem_in(
            path, records, "record-bad", message, say("Begin each entry as in  {example}", example=example)
        )
    for entry in records.items:
        if not entry.keys:
            message = say("This entry has no keys.")
            remedy = say(
                "Write it as in  {example}  and below it: {required}.",
                example=example,
                required=", ".join(required[1:]),
            )
            yield problem_in(path, entry, "record-bad", message, remedy)
            continue
        for key in required:
            field = entry.keys.get(key, EMPTY)
            if not field.value or field.is_null:
                message, remedy = (
                    say("The entry lacks {key}.", key=key),
                    say("Add a line such as  {key}: {example}", key=key, example=_EXAMPLES[key]),
                )
                yield problem_in(path, entry, "record-bad", message, remedy)
        for key, field in entry.keys.items():
            if key not in (*required, *optional):
                message = say("No key is called {key!r} here.", key=key)
                remedy = say(
                    "Take the line out, or use one of: {names}.", names=", ".join((*required, *optional))
                )
                yield problem_in(path, field, "record-bad", message, remedy)
            elif field.value and not field.is_null:
                yield from _value(path, library, key, field)
        identifier = entry.keys.get("id", EMPTY)
        if identifier.text and identifier.text in seen:
            message = say("The id {text!r} belongs to an entry further up already.", text=identifier.text)
            remedy = say("Give each entry an id of its own, as in  id: {text}-2", text=identifier.text)
            yield problem_in(path, identifier, "id-twice", message, remedy)
        seen.add(identifier.text)


def _value(path: str, library: Library, key: str, field: Field) -> Iterator[Problem]:
    default = library.settings.default_language.code
    kind = path.rsplit("/", 1)[1]
    message: Message | None = None
    remedy = say("Write for example  {key}: {example}", key=key, example=_EXAMPLES[key])
    if not isinstance(field.value, _SHAPES.get(key, str)):
        message = say("What stands behind {key} is not written as it must be.", key=key)
    elif key in ("use", "avoid") and not all(
        words.items and all(word.text for word in words.items) for words in field.keys.values()
    ):
        message = say(
            "Behind {key} stand the languages, each with a list of words in square brackets.", key=key
        )
    elif key in ("name", "says") and not field.texts().get(default):
        message = say("{key} lacks the language {default}, the first of the site.", key=key, default=default)
    elif key == "id" and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", field.text):
        message = say(
            "The id {text!r} is not made of small Latin letters, digits and hyphens.", text=field.text
        )
    elif key == "channel" and field.text not in CHANNELS:
        message = say("The channel {text!r} is not known.", text=field.text)
        remedy = say("Write  channel: web  or one of: {channels}.", channels=", ".join(CHANNELS))
    elif key == "kind" and field.text not in SOURCE_KINDS:
        message = say("The kind {text!r} is not known.", text=field.text)
        remedy = say("Write  kind: news  or one of: {source_kinds}.", source_kinds=", ".join(SOURCE_KINDS))
    elif key == "example" and field.text != "true":
        message = say("{text!r} stands behind example; only true marks a sample.", text=field.text)
        remedy = say("Write  example: true  or take the line out: then it is a real contact.")
    elif key == "address" and kind == "links.yml" and not re.fullmatch(_WEB, field.text, re.IGNORECASE):
        message = say(
            "The address {text!r} is no whole web address that begins with https://", text=field.text
        )
        remedy = say("Write for example  address: https://example.org/manual")
    elif key == "address" and not re.fullmatch(f"{_WEB}|{_MAIL}", field.text, re.IGNORECASE):
        message = say(
            "The address {text!r} is no whole address that begins with https:// or mailto:", text=field.text
        )
    if message:
        yield problem_in(path, field, "record-bad", message, remedy)


def _contact(path: str, entry: Field, on: date, release: bool) -> Iterator[Problem]:
    values, keys = entry.texts(), entry.keys
    roles = [field.text.casefold() for field in keys.get("verified_by", EMPTY).items if field.text]
    if "verified_by" in keys and len(set(roles)) < 2:
        message = (
            say(
                "The same role stands twice in verified_by; two different people must have checked this "
                "contact."
            )
            if len(roles) > 1
            else say(
                "Only one role stands in verified_by; two different people must have checked this contact."
            )
        )
        remedy = say("Have a second person check it, then write  verified_by: [editor-a, editor-b]")
        yield problem_in(path, keys["verified_by"], "contact-verifiers", message, remedy)
    dates = {key: parse_date(values.get(key, "")) for key in ("verified", "expires")}
    for key, value in dates.items():
        if value is None and values.get(key) and not keys[key].is_null:
            message = say(
                "{values!r} is not a day of the calendar written as year-month-day.", values=values[key]
            )
            yield problem_in(
                path,
                keys[key],
                "date-bad",
                message,
                say("Write for example  {key}: {example}", key=key, example=_EXAMPLES[key]),
            )
    verified, expires = dates["verified"], dates["expires"]
    if verified and expires:
        latest = verified + timedelta(days=CONTACT_DAYS)
        message = (
            say(
                "A contact is good for at most {contact_days} days after it was verified.",
                contact_days=CONTACT_DAYS,
            )
            if expires > latest
            else say("The contact would expire on the day it was verified, or before.")
        )
        if not verified < expires <= latest:
            remedy = say(
                "Write a day after {verified}, at the latest  expires: {latest}",
                verified=verified,
                latest=latest,
            )
            yield problem_in(path, keys["expires"], "contact-lifetime", message, remedy)
    if values.get("example") == "true":
        if release:
            message = say("This contact is a sample, and a release cannot hold samples: it reaches nobody.")
            remedy = say("Take the sample out before a release.")
            yield problem_in(path, entry, "contact-sample", message, remedy)
    elif expires and on > expires:
        message = say(
            "The contact {id} was good until {expires}; pages show a notice in its place.",
            id=values.get("id", ""),
            expires=expires,
        )
        remedy = say(
            "Check it again in two ways, then write  verified: {on}  and a new expires, or take it out.",
            on=on,
        )
        yield problem_in(path, keys["expires"], "contact-past", message, remedy, harden=release)
