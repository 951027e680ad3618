"""Rules for the files in docs/data: keys, ids and values of their entries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.registry_addresses import CHANNELS
from lanpya.content.library import Library
from lanpya.content.links import SOURCE_LISTS
from lanpya.content.yaml_fields import EMPTY, Field
from lanpya.detection.medical_words import is_word
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem
from lanpya.runtime.environment import PRIVATE

RECORD_BAD = rule("record-bad", "error", section="The registry: contacts, links, sources")
ID_TWICE = rule("id-twice", "error", section="The registry: contacts, links, sources")
NO_KEYS = say("Nothing in this file has a key, so none of it is used.")

CONTACT_KEYS = ("id", "channel", "name", "address", "verified", "verified_by", "expires")
WITHDRAWN_CONTACT_KEYS = ("id", "name", "withdrawn")  # all that remains of a compromised contact
LINK_KEYS = ("id", "address")
MIRROR_KEYS = ("id", "address", "verified", "verified_by")
SOURCE_KEYS = ("id", "publisher", "date", "kind", "says")
GLOSSARY_KEYS = ("id", "means")
WITHDRAWN_KEYS = ("leaflet", "says")
TALK_KEYS = ("date", "subject", "summary")
PICTOGRAM_KEYS = ("id", "name", "means")
HARMLESS_KEYS = ("text", "reason", "verified", "verified_by")
MEDICAL_KEYS = ("id", "means", "why", "words")
EQUIVALENCE_KEYS = ("guide", "section", "was", "is", "reason")
SOURCE_KINDS = SOURCE_LISTS["sources"]
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
    "copy": "true",
    "says": "{my: …, en: What it reports, or what is wrong}",
    "means": "guide",
    "leaflet": "2",
    "until": "2026-11-20",
    "use": "{my: [လမ်းညွှန်]}",
    "avoid": "{my: [လမ်းပြ]}",
    "why": "It is also the word for a smuggler.",
    "words": "{en: [N mg, N tablet(s)]}",
    "beside": "{en: [wound(s), bleed*]}",
    "guide": "safe-contact.md",
    "section": "before",
    "text": "c@t",
    "was": "k1f3a9c0",
    "is": "k77bc012",
    "reason": "a letter was missing",
    "withdrawn": "2026-11-20",
    "subject": "{my: …, en: Questions of families}",
    "summary": "{my: …, en: What was said}",
}
_TYPES = {
    "name": dict,
    "says": dict,
    "subject": dict,
    "summary": dict,
    "use": dict,
    "avoid": dict,
    "words": dict,
    "beside": dict,
    "verified_by": tuple,
}  # every other value is a text


def _vague(field: Field) -> str:
    """Return the first word of a list by language that has no letters, "" if all have some."""
    words = (word.text for listed in field.keys.values() for word in listed.items)
    return next((word for word in words if not is_word(word)), "")


@check(Scope.SITE, RECORD_BAD, ID_TWICE)
def check_data(context: CheckContext) -> Iterator[Problem]:
    """Yield problems with the keys, ids and values of the data files."""
    library = context.library
    ids: set[str] = set()
    past = library.data["talks"].keys.get("past", EMPTY)
    yield from _records(library, "talks", TALK_KEYS, ("example",), records=past)
    yield from _records(library, "contacts", CONTACT_KEYS, ("example",), ids)
    yield from _records(library, "private", CONTACT_KEYS, (), ids)
    yield from _records(library, "links", LINK_KEYS, ())
    yield from _records(library, "mirrors", MIRROR_KEYS, ("example",))
    yield from _records(library, "sources", SOURCE_KEYS, ("copy",))
    yield from _records(library, "withdrawn", WITHDRAWN_KEYS, ("until",))
    yield from _records(library, "same", EQUIVALENCE_KEYS, ())
    yield from _records(library, "harmless", HARMLESS_KEYS, ())
    yield from _records(library, "medical_words", MEDICAL_KEYS, ("beside",))
    yield from _records(library, "pictograms", PICTOGRAM_KEYS, ())
    yield from _records(library, "glossary", GLOSSARY_KEYS, ("use", "avoid", "why"))
    for entry in library.data["glossary"].items:
        if "avoid" in entry.keys and "why" not in entry.keys:
            message = say("The entry has a word to avoid, but no reason.")
            remedy = say("Add a line such as  why: {why}", why=_EXAMPLES["why"])
            yield RECORD_BAD.on(f"{library.docs}/data/glossary.yml", entry, message, remedy)


def _records(
    library: Library,
    name: str,
    required: tuple[str, ...],
    optional: tuple[str, ...],
    seen: set[str] | None = None,
    records: Field | None = None,
) -> Iterator[Problem]:
    path = PRIVATE if name == "private" else f"{library.docs}/data/{name}.yml"
    seen = set() if seen is None else seen
    records = library.data[name] if records is None else records
    example = f"- {required[0]}: {_EXAMPLES[required[0]]}"
    if records.value and not isinstance(records.value, tuple):
        message = say("This file must be a list whose entries begin with a hyphen.")
        yield RECORD_BAD.on(path, records, message, say("Begin each entry as in  {example}", example=example))
    for entry in records.items:
        if not entry.keys:
            message = say("This entry has no keys.")
            remedy = say(
                "Write it as in  {example}  with these keys below it: {required}.",
                example=example,
                required=", ".join(required[1:]),
            )
            yield RECORD_BAD.on(path, entry, message, remedy)
            continue
        keys = required
        if name in ("contacts", "private") and "withdrawn" in entry.keys:
            keys = WITHDRAWN_CONTACT_KEYS
        for key in keys:
            field = entry.keys.get(key, EMPTY)
            if not field.value or field.is_null:
                message, remedy = (
                    say("The entry has no {key}.", key=key),
                    say("Add a line such as  {key}: {example}", key=key, example=_EXAMPLES[key]),
                )
                yield RECORD_BAD.on(path, entry, message, remedy)
        for key, field in entry.keys.items():
            if key not in (*keys, *optional):
                message = say("There is no key {key!r} here.", key=key)
                remedy = say("Remove the line, or use one of: {names}.", names=", ".join((*keys, *optional)))
                yield RECORD_BAD.on(path, field, message, remedy)
            elif field.value and not field.is_null:
                yield from _value(path, library, key, field)
        identifier = entry.keys.get("id", EMPTY)
        if identifier.text and identifier.text in seen:
            message = say("The id {text!r} is used by an entry above.", text=identifier.text)
            public = {contact.texts().get("id") for contact in library.data["contacts"].items}
            remedy = (
                say(
                    "Only a sample can be replaced by a real contact. Remove the entry from one of the "
                    "two files."
                )
                if name == "private" and identifier.text in public
                else say("Give each entry its own id, as in  id: {text}-2", text=identifier.text)
            )
            yield ID_TWICE.on(path, identifier, message, remedy)
        seen.add(identifier.text)


def _value(path: str, library: Library, key: str, field: Field) -> Iterator[Problem]:
    default = library.settings.default_language.code
    message: Message | None = None
    remedy = say("Write for example  {key}: {example}", key=key, example=_EXAMPLES[key])
    if not isinstance(field.value, _TYPES.get(key, str)):
        message = say("The value of {key} has the wrong format.", key=key)
    elif key in ("use", "avoid", "words", "beside") and not all(
        words.items and all(word.text for word in words.items) for words in field.keys.values()
    ):
        message = say("{key} needs the languages, each with a list of words in square brackets.", key=key)
    elif key in ("words", "beside") and (vague := _vague(field)):
        message = say("{word!r} would be found everywhere: it needs letters besides N.", word=vague)
    elif key in ("name", "says", "subject", "summary") and not field.texts().get(default):
        message = say(
            "{key} has no text in {default}, the default language of the site.", key=key, default=default
        )
    elif key == "id" and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", field.text):
        message = say(
            "The id {text!r} may have only small Latin letters, digits and hyphens.", text=field.text
        )
    elif key == "channel" and field.text not in CHANNELS:
        message = say("The channel {text!r} is unknown.", text=field.text)
        remedy = say("Write  channel: web  or one of: {channels}.", channels=", ".join(CHANNELS))
    elif key == "kind" and field.text not in SOURCE_KINDS:
        message = say("The kind {text!r} is unknown.", text=field.text)
        remedy = say("Write  kind: news  or one of: {source_kinds}.", source_kinds=", ".join(SOURCE_KINDS))
    elif key == "copy" and field.text != "true":
        message = say(
            "The value of copy is {text!r}; only true marks what was read in a copy.", text=field.text
        )
        remedy = say("Write  copy: true  or remove the line: then it was read where it was published.")
    elif key == "example" and field.text != "true":
        message = say("The value of example is {text!r}; only true marks a sample.", text=field.text)
        remedy = say("Write  example: true  or remove the line: then it is a real contact.")
    if message:
        yield RECORD_BAD.on(path, field, message, remedy)
