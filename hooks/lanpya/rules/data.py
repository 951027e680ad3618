"""What must be true of docs/data: the registry of contacts, links, sources and interface words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from lanpya.fields import EMPTY, Field
from lanpya.library import Library
from lanpya.problem import Problem
from lanpya.reading import parse_date
from lanpya.rules import problem_in

CHANNELS = ("signal", "telegram", "messenger", "email", "web")
CONTACT_DAYS = 21  # an entry nobody looks at again must disappear by itself
CONTACT_KEYS = ("id", "channel", "name", "address", "verified", "verified_by", "expires")
LINK_KEYS = ("id", "address")
SOURCE_KEYS = ("id", "publisher", "date", "kind", "says")
SOURCE_KINDS = ("news", "report", "advice")
_WORDS = """
digits months date browser_title cover home about languages skip leave leave_note in_language
size status_reviewed status_until status_unchecked status_sample past_page past_contact_here
contact_sample contact_verified contact_until contact_past source_advice contacts_none not_found
not_found_text good_until edition page_code page_code_alt no_contact code_warning barred
leaflet
"""
WORDS = frozenset(_WORDS.split())


def check_data(library: Library, on: date, *, release: bool) -> Iterator[Problem]:
    """Yield every problem of the data files as of the day `on`."""
    yield from _records(library, "contacts", CONTACT_KEYS, ("example",))
    yield from _records(library, "links", LINK_KEYS, ())
    yield from _records(library, "sources", SOURCE_KEYS, ())
    yield from _words(library)
    path = f"{library.docs}/data/contacts.yml"
    for entry in library.data["contacts"].items:
        yield from _contact(path, entry, on, release)


def _records(
    library: Library, name: str, required: tuple[str, ...], optional: tuple[str, ...]
) -> Iterator[Problem]:
    path = f"{library.docs}/data/{name}.yml"
    seen: set[str] = set()
    default = library.settings.default_language.code
    for entry in library.data[name].items:
        for key in required:
            field = entry.keys.get(key, EMPTY)
            if not field.value or field.is_null:
                remedy = f"Every entry has: {', '.join(required)}."
                yield problem_in(path, entry, "record-bad", f"The entry lacks {key}.", remedy)
        for key, field in entry.keys.items():
            if key not in (*required, *optional):
                remedy = f"Use only: {', '.join((*required, *optional))}."
                yield problem_in(path, field, "record-bad", f"No key is called {key!r} here.", remedy)
            if key in ("name", "says") and default not in field.keys:
                remedy = f"Write it at least in the default language: {key}: {{{default}: …}}"
                yield problem_in(path, field, "record-bad", f"{key} lacks the language {default}.", remedy)
        identifier = entry.keys.get("id", EMPTY)
        if identifier.text in seen:
            message = f"The id {identifier.text!r} stands twice."
            yield problem_in(path, identifier, "id-twice", message, "Give each entry an id of its own.")
        seen.add(identifier.text)
        if name == "sources" and entry.keys.get("kind", EMPTY).text not in SOURCE_KINDS:
            message = "The kind of a source is news, report or advice."
            yield problem_in(path, entry, "record-bad", message, "Write for example  kind: news")
        if name == "links" and not re.fullmatch(r"https://[^\s@]+", entry.texts().get("address", "")):
            message = "A link needs an https:// address."
            yield problem_in(path, entry, "record-bad", message, "Write  address: https://…")


def _contact(path: str, entry: Field, on: date, release: bool) -> Iterator[Problem]:
    values, keys = entry.texts(), entry.keys
    if values.get("channel") not in CHANNELS:
        message = f"The channel {values.get('channel')!r} is not known."
        remedy = f"Use one of: {', '.join(CHANNELS)}."
        yield problem_in(path, keys.get("channel", entry), "record-bad", message, remedy)
    address = values.get("address", "")
    if not re.fullmatch(r"(https://|mailto:)[!-~]+", address):
        message = f"The address {address!r} does not begin with https:// or mailto:."
        remedy = "Write the whole address, in plain ASCII letters."
        yield problem_in(path, keys.get("address", entry), "record-bad", message, remedy)
    verifiers = {field.text for field in keys.get("verified_by", EMPTY).items}
    if len(verifiers) < 2:
        message = "Fewer than two different roles verified this contact."
        remedy = "Have a second person check it, then write  verified_by: [editor-a, editor-b]"
        yield problem_in(path, keys.get("verified_by", entry), "contact-verifiers", message, remedy)
    dates = {key: parse_date(values.get(key, "")) for key in ("verified", "expires")}
    for key, value in dates.items():
        if value is None and key in keys:
            message, remedy = f"{values[key]!r} is not a date.", f"Write  {key}: 2026-11-20"
            yield problem_in(path, keys[key], "date-bad", message, remedy)
    verified, expires = dates["verified"], dates["expires"]
    if verified and expires and not verified < expires <= verified + timedelta(days=CONTACT_DAYS):
        message = f"A contact is good for at most {CONTACT_DAYS} days after it was verified."
        remedy = f"Write a date after {verified} and not after {verified + timedelta(days=CONTACT_DAYS)}."
        yield problem_in(path, keys["expires"], "contact-lifetime", message, remedy)
    if values.get("example") == "true":
        if release:
            message = "A sample contact cannot be released."
            remedy = "Remove it; real entries come from the private file merged at release."
            yield problem_in(path, entry, "contact-sample", message, remedy)
    elif expires and on > expires:
        message = (
            f"The contact {values.get('id')} was good until {expires}; pages show a notice in its place."
        )
        remedy = "Verify it again through two channels and set verified and expires, or remove it."
        yield problem_in(path, keys["expires"], "contact-past", message, remedy, harden=release)


def _words(library: Library) -> Iterator[Problem]:
    path, default = f"{library.docs}/data/interface.yml", library.settings.default_language.code
    words = library.data["interface"]
    for key in sorted(WORDS - set(words.keys)):
        yield problem_in(
            path, words, "word-missing", f"The page needs the words {key!r}.", f"Add  {key}: {{…}}"
        )
    for key, entry in words.keys.items():
        if key not in WORDS:
            message = f"No page shows the words {key!r}."
            yield problem_in(path, entry, "key-unknown", message, "Remove the line or correct the key.")
        elif not entry.texts().get(default):
            message = f"The words {key!r} lack the default language."
            yield problem_in(path, entry, "word-missing", message, f"Add  {default}: …")
