"""Rules for entries with an address: who verified them, until when they are valid, whether they are used."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.registry_addresses import entries_of, is_reserved
from lanpya.content.links import Target
from lanpya.content.records import parse_date
from lanpya.content.yaml_fields import EMPTY, Field
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem
from lanpya.runtime.clock import is_past

CONTACT_LIFETIME = rule("contact-lifetime", "error", section="The registry: contacts, links, sources")
CONTACT_VERIFIERS = rule("contact-verifiers", "error", section="The registry: contacts, links, sources")
CONTACT_PAST = rule("contact-past", "warning", section="The registry: contacts, links, sources")
CONTACT_SAMPLE = rule("contact-sample", "error", section="The registry: contacts, links, sources")
DATE_BAD = rule("date-bad", "error", section="Front matter")
DATE_FUTURE = rule("date-future", "error", section="The registry: contacts, links, sources")
ENTRY_UNUSED = rule("entry-unused", "warning", section="The registry: contacts, links, sources")

# words that look like a role but are none
NOT_ROLES = frozenset(
    {
        *("no", "none", "nobody", "false", "not-yet", "yes", "true", "ok", "done", "null", "tbd", "todo"),
        *("unknown", "machine", "auto", "automatic", "bot", "google", "translator", "computer", "self"),
        *("anybody", "somebody"),
    }
)
CONTACT_DAYS = 21  # an entry that is not maintained must disappear by itself


@check(
    Scope.SITE,
    CONTACT_LIFETIME,
    CONTACT_VERIFIERS,
    CONTACT_PAST,
    CONTACT_SAMPLE,
    DATE_BAD,
    DATE_FUTURE,
)
def check_registry(context: CheckContext) -> Iterator[Problem]:
    """Yield contacts and mirrors that are samples, out of date, or not verified by two people."""
    for path, entry in entries_of(context.library):
        if not path.endswith("/links.yml"):
            yield from verification_problems(path, entry, context.last_known_day)
            yield from _state(path, entry, context)


def verification_problems(path: str, entry: Field, today: date) -> Iterator[Problem]:
    """Yield problems with the days and the roles of those who verified an entry."""
    values, keys = entry.texts(), entry.keys
    roles = [_role(field.text) for field in keys.get("verified_by", EMPTY).items if field.text]
    empty = [
        field.text for field in keys.get("verified_by", EMPTY).items if is_not_a_person(field.text, values)
    ]
    if empty:
        message = say("{role!r} is not a role that can verify a contact.", role=empty[0])
        remedy = say("Let a second person check it, then write  verified_by: [editor-a, editor-b]")
        yield CONTACT_VERIFIERS.on(path, keys["verified_by"], message, remedy)
    elif "verified_by" in keys and len(set(roles)) < 2:
        message = (
            say("verified_by has the same role twice; two different people must have checked the contact.")
            if len(roles) > 1
            else say("verified_by has only one role; two different people must have checked the contact.")
        )
        remedy = say("Let a second person check it, then write  verified_by: [editor-a, editor-b]")
        yield CONTACT_VERIFIERS.on(path, keys["verified_by"], message, remedy)
    dates = {key: parse_date(values.get(key, "")) for key in ("verified", "expires", "withdrawn")}
    for key, value in dates.items():
        if value is None and values.get(key) and not keys[key].is_null:
            message = say("{value!r} is not a date written as year-month-day.", value=values[key])
            yield DATE_BAD.on(path, keys[key], message, say("Write for example  {key}: 2026-11-20", key=key))
    verified, expires = dates["verified"], dates["expires"]
    if verified and verified > today:
        message = say(
            "The contact cannot have been verified on {verified}, which is in the future.",
            verified=verified,
        )
        remedy = say("Write the day on which two people checked it, as in  verified: {today}", today=today)
        yield DATE_FUTURE.on(path, keys["verified"], message, remedy)
    if verified and expires:
        latest = verified + timedelta(days=CONTACT_DAYS)
        message = (
            say("A contact is valid for at most {days} days after it was verified.", days=CONTACT_DAYS)
            if expires > latest
            else say("expires is not after the day on which the contact was verified.")
        )
        if not verified < expires <= latest:
            remedy = say(
                "Write a day after {verified}, at the latest  expires: {latest}",
                verified=verified,
                latest=latest,
            )
            yield CONTACT_LIFETIME.on(path, keys["expires"], message, remedy)


def is_not_a_person(role: str, values: Mapping[str, str]) -> bool:
    """Whether a role is a word for no one, a machine, or the contact itself."""
    return role.casefold() in NOT_ROLES or role == values.get("id") or len(re.sub(r"\W", "", role)) < 3


def _role(text: str) -> str:
    """Return a role without capitals, accents, hyphens and zeros, so that one person is not counted twice."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"^[0-9]+|(?<![0-9])0+", "", re.sub(r"[^a-z0-9]", "", plain))


def _state(path: str, entry: Field, context: CheckContext) -> Iterator[Problem]:
    values, keys = entry.texts(), entry.keys
    expires = parse_date(values.get("expires", ""))
    if values.get("example") == "true":
        if context.release:
            message = say(
                "This contact is a sample that reaches no one, and a release must not contain samples."
            )
            remedy = (
                say("Leave it. A real contact with this id, in the file of LANPYA_CONTACTS, replaces it.")
                if path.endswith("/contacts.yml")
                else say("Remove the sample before a release.")
            )
            yield CONTACT_SAMPLE.on(path, entry, message, remedy)
        if (address := values.get("address")) and not is_reserved(address):
            message = say("A sample never expires, so its address must not reach anybody.")
            remedy = say("Write  address: https://example.org/helpline  or remove  example: true")
            yield CONTACT_SAMPLE.on(path, keys["address"], message, remedy)
    elif expires and is_past(expires, context.today):
        message = say(
            "The contact {id} was valid until {expires}; pages show a notice instead.",
            id=values.get("id", ""),
            expires=expires,
        )
        remedy = say(
            "Check it again in two ways, then write  verified: {on}  and a new expires, or remove it.",
            on=context.today,
        )
        yield CONTACT_PAST.on(path, keys["expires"], message, remedy, as_error=context.release)


@check(Scope.SITE, ENTRY_UNUSED)
def check_unused(context: CheckContext) -> Iterator[Problem]:
    """Yield links and sources to which no page links; checks.features yields contacts that no page lists."""
    library = context.library
    pages = [*library.pages.values(), *library.drafts.values()]
    links = [
        link.get("href", "") for page in pages for top in page.document.elements() for link in top.iter("a")
    ]
    used = {(target.scheme, target.name) for target in map(Target.read, links)}
    for scheme in ("link", "source"):
        path = f"{library.docs}/data/{scheme}s.yml"
        for entry in library.data[f"{scheme}s"].items:
            identifier = entry.texts().get("id", "")
            if identifier and (scheme, identifier) not in used:
                message = say("No page uses the {scheme} {id!r}.", scheme=scheme, id=identifier)
                remedy = say("Link to it, or remove it: no one maintains what no one uses.")
                yield ENTRY_UNUSED.on(path, entry, message, remedy)
