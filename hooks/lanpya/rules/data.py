"""What must be true of docs/data: the registry of contacts, links, sources and interface words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from lanpya.fields import EMPTY, Field
from lanpya.formats import FORMATS
from lanpya.library import Library
from lanpya.problem import Problem
from lanpya.records import parse_date
from lanpya.rules import problem_in

CHANNELS = ("signal", "telegram", "messenger", "email", "web")
CONTACT_DAYS = 21  # an entry nobody looks at again must disappear by itself
CONTACT_KEYS = ("id", "channel", "name", "address", "verified", "verified_by", "expires")
LINK_KEYS = ("id", "address")
SOURCE_KEYS = ("id", "publisher", "date", "kind", "says")
GLOSSARY_KEYS = ("id", "means")
WITHDRAWN_KEYS = ("leaflet", "says")
SOURCE_KINDS = ("news", "report", "advice")
_WORDS = """
browser_title cover home about search skip leave leave_note in_language
size status_reviewed status_until status_unchecked status_behind status_sample past_page past_contact_here
contact_sample contact_verified contact_until contact_past source_advice contacts_none not_found
not_found_text search_label search_note search_found search_none search_failed shaping_hint
good_until edition page_code page_code_alt no_contact code_warning barred withdrawn
text_code text_code_alt burn
leaflet format_one_side format_both_sides format_none aloud aloud_first
current current_text withdrawn_title withdrawn_until withdrawn_all withdrawn_none withdrawn_text
keep_leaves keep_first keep_next keep_kept keep_newer keep_running keep_done keep_full keep_failed keep_unable
keep_files keep_file keep_archive keep_archive_print keep_withdrawn
remove remove_text remove_button remove_running remove_gone remove_left remove_manual remove_cannot
remove_cannot_history remove_cannot_cache remove_cannot_files remove_kept_file
kept_copy kept_past kept_contacts kept_compare kept_leaflets pass_on pass_on_text
"""
WORDS = frozenset([*_WORDS.split(), *(f"format_{name}" for name in FORMATS)])
_DATED = (
    "status_reviewed status_until past_page good_until edition contact_verified contact_until contact_past"
    " kept_past withdrawn_until"
)
FILLED = {  # what the build fills into the words
    "cover": ("number",),
    "in_language": ("language",),
    "size": ("size",),
    "page_code_alt": ("address",),
    "text_code_alt": ("text",),
    "leaflet": ("number",),
    "format_one_side": ("paper", "sheets", "size"),
    "format_both_sides": ("paper", "sheets", "size"),
    **dict.fromkeys(_DATED.split(), ("date",)),
}
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
    yield from _words(library)
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


def _words(library: Library) -> Iterator[Problem]:
    path, default = f"{library.docs}/data/interface.yml", library.settings.default_language.code
    words = library.data["interface"]
    if any(problem.path == path for problem in library.problems):
        return  # it cannot be read, and says so itself
    for key in sorted(WORDS - set(words.keys)):
        message, remedy = f"Pages show the words {key!r}, and they are not here.", _line_for(key, default)
        yield problem_in(path, words, "word-missing", message, f"Add a line such as  {remedy}")
    for key, entry in words.keys.items():
        if key not in WORDS:
            message = f"No page shows the words {key!r}."
            remedy = "Take the line out, or correct its key, as in  home: {my: …, en: All pages}"
            yield problem_in(path, entry, "key-unknown", message, remedy)
            continue
        if not entry.texts().get(default):
            message = f"The words {key!r} lack the language {default}, the first of the site."
            remedy = f"Write for example  {_line_for(key, default)}"
            yield problem_in(path, entry, "word-missing", message, remedy)
        for field in entry.keys.values():
            message, remedy = _unfit(key, field.text) or ("", "")
            if message:
                yield problem_in(path, field, "value-bad", message, remedy)


def _line_for(key: str, language: str) -> str:
    places = "".join(f" {{{name}}}" for name in FILLED.get(key, ()))
    return f'{key}: {{{language}: "…{places}"}}'


def _unfit(key: str, text: str) -> tuple[str, str] | None:
    """Return message and remedy for words into which the build cannot fill what belongs there."""
    wanted = FILLED.get(key)
    if wanted is not None and sorted(re.findall(r"\{(.*?)\}|[{}]", text)) != [*wanted]:
        names = " ".join(f"{{{name}}}" for name in wanted)
        return (
            f"The words {key!r} must hold {names} once, and no other braces.",
            f"Write  {names}  where it belongs.",
        )
    return None
