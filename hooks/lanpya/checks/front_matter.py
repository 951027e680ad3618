"""Rules for the front matter of a page: its keys, its number, and until when it is valid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.registry import DATE_BAD, DATE_FUTURE, is_not_a_person
from lanpya.content.library import Page
from lanpya.content.records import parse_date
from lanpya.content.urls import CURRENT, HOME, REMOVE, SEARCH
from lanpya.content.yaml_fields import EMPTY
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem
from lanpya.runtime.clock import is_past

KEY_MISSING = rule("key-missing", "error", section="Front matter")
KEY_UNKNOWN = rule("key-unknown", "error", section="Front matter")
VALUE_BAD = rule("value-bad", "error", section="Front matter")
REVIEW_TOO_FAR = rule("review-too-far", "error", section="Front matter")
PAGE_PAST = rule("page-past", "warning", section="Front matter")
ADDRESS_BAD = rule("address-bad", "error", section="Front matter")

SOURCE_KEYS = ("title", "summary", "address", "risk", "reviewed", "review_by")
SOURCE_OPTIONAL = ("sources", "claims", "dated", "leaflet", "copies", "role")
TRANSLATION_KEYS = ("title", "summary", "address", "translates", "checked_by")
BUILT = (SEARCH, CURRENT, REMOVE, 404)  # pages of the build without a source
REVIEW_DAYS = {"high": 90, "normal": 365}
TEXT_KEYS = (*SOURCE_KEYS, "claims", "leaflet", "copies", "role", "checked_by")
_EXAMPLES = {
    "title": "Safe contact",
    "summary": "One sentence on what the page answers.",
    "address": "2",
    "risk": "high",
    "reviewed": "2026-11-20",
    "review_by": "2027-02-18",
    "translates": "{}",
    "checked_by": "null",
    "claims": "sourced",
    "leaflet": "no",
    "copies": "no",
    "role": "contacts",
}


@check(
    Scope.PAGE,
    KEY_MISSING,
    KEY_UNKNOWN,
    VALUE_BAD,
    DATE_BAD,
    DATE_FUTURE,
    REVIEW_TOO_FAR,
    PAGE_PAST,
    ADDRESS_BAD,
)
def check_front_matter(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield problems in the front matter of a page."""
    library, keys = context.library, page.front.keys
    source = library.is_source(page)
    required = SOURCE_KEYS if source else TRANSLATION_KEYS
    allowed = (*required, *(SOURCE_OPTIONAL if source else ()))
    for key in required:
        if key not in keys:
            remedy = say("Add a line such as  {key}: {example}", key=key, example=_EXAMPLES[key])
            yield KEY_MISSING.at(page.path, 2, 1, say("The front matter has no {key}.", key=key), remedy)
        elif keys[key].is_null and key not in ("checked_by", "translates"):
            remedy = say("Write for example  {key}: {example}", key=key, example=_EXAMPLES[key])
            yield KEY_MISSING.on(page.path, keys[key], say("{key} is empty.", key=key), remedy)
    for key, field in keys.items():
        if key not in allowed:
            is_fact = not source and key in (*SOURCE_KEYS, *SOURCE_OPTIONAL)
            message = (
                say(
                    "{key} belongs in the source page only, and applies to its translations as well.", key=key
                )
                if is_fact
                else say("There is no key {key!r} here.", key=key)
            )
            remedy = say("Remove the line, or use one of: {allowed}.", allowed=", ".join(allowed))
            yield KEY_UNKNOWN.on(page.path, field, message, remedy)
    yield from _shapes(page)
    address = keys.get("address", EMPTY).text
    if address and not keys["address"].is_null and page.number < 0:
        message = say("The address {address!r} is not a number from 0 to 9999.", address=address)
        remedy = say("Write the number of the page, as in  address: 2")
        yield ADDRESS_BAD.on(page.path, keys["address"], message, remedy)
    elif page.number in BUILT:
        message = say("The address {address} is used by a page that the build makes.", address=page.number)
        remedy = say("Use a number that no page has or ever had, as in  address: 42")
        yield ADDRESS_BAD.on(page.path, keys["address"], message, remedy)
    if source:
        yield from _dates_and_risk(page, context)


def _shapes(page: Page) -> Iterator[Problem]:
    keys = page.front.keys
    for key in TEXT_KEYS:
        if key in keys and not isinstance(keys[key].value, str):
            message = say("The value of {key} is a list or in braces; it must be one text.", key=key)
            remedy = say("Write for example  {key}: {example}", key=key, example=_EXAMPLES[key])
            yield VALUE_BAD.on(page.path, keys[key], message, remedy)
    for key in ("title", "summary"):
        if braces := re.search("[{}]", keys.get(key, EMPTY).text):
            message = say(
                "{key} contains {braces}, which disappears in search results.",
                key=key,
                braces=braces[0],
            )
            remedy = say("Use round brackets, as in  {key}: SIM card (ID)", key=key)
            yield VALUE_BAD.on(page.path, keys[key], message, remedy)
    if "sources" in keys and not isinstance(keys["sources"].value, tuple) and not keys["sources"].is_null:
        remedy = say("Put square brackets around the ids, as in  sources: [report-2021, news-2024]")
        yield VALUE_BAD.on(page.path, keys["sources"], say("sources must be a list of ids."), remedy)
    role = page.checked_by
    if role and not is_role(role):
        message = say(
            "{role!r} is not a role, but readers would see that a native speaker checked the page.", role=role
        )
        remedy = say(
            "Write  checked_by: null  until one has checked it, then the role, as in  checked_by: reader-a"
        )
        yield VALUE_BAD.on(page.path, keys["checked_by"], message, remedy)


def is_role(text: str) -> bool:
    """Whether this can be the role of a person who checked a translation."""
    return re.fullmatch(r"[a-z][a-z0-9-]*", text) is not None and not is_not_a_person(text, {})


def _dates_and_risk(page: Page, context: CheckContext) -> Iterator[Problem]:
    keys = page.front.keys
    risk = keys.get("risk", EMPTY).text
    if risk and risk not in REVIEW_DAYS and not keys["risk"].is_null:
        message, remedy = (
            say("The risk {risk!r} is neither high nor normal.", risk=risk),
            say("If in doubt, write  risk: high"),
        )
        yield VALUE_BAD.on(page.path, keys["risk"], message, remedy)
    if "leaflet" in keys and keys["leaflet"].value != "no":
        message = say("The value of leaflet is not no.")
        remedy = say("Write  leaflet: no  or remove the line: then the page has a leaflet.")
        yield VALUE_BAD.on(page.path, keys["leaflet"], message, remedy)
    if "copies" in keys:
        yield from _copies(page)
    if "dated" in keys:
        yield from _dated(page)
    if "claims" in keys and keys["claims"].value != "sourced":
        message = say("The value of claims is not sourced.")
        remedy = say("Write  claims: sourced  or remove the line: then sections need no source.")
        yield VALUE_BAD.on(page.path, keys["claims"], message, remedy)
    dates: dict[str, date] = {}
    for key in ("reviewed", "review_by"):
        if keys.get(key, EMPTY).text and not keys[key].is_null:
            value = parse_date(keys[key].text)
            if value:
                dates[key] = value
            else:
                message = say("{text!r} is not a date written as year-month-day.", text=keys[key].text)
                remedy = say("Write for example  {key}: {example}", key=key, example=_EXAMPLES[key])
                yield DATE_BAD.on(page.path, keys[key], message, remedy)
    if "reviewed" in dates and dates["reviewed"] > context.last_known_day:
        message = say(
            "The page cannot have been reviewed on {reviewed}, which is in the future.",
            reviewed=dates["reviewed"],
        )
        remedy = say("Write the day of the review, as in  reviewed: {today}", today=context.today)
        yield DATE_FUTURE.on(page.path, keys["reviewed"], message, remedy)
    if len(dates) == 2 and risk in REVIEW_DAYS:
        latest = dates["reviewed"] + timedelta(days=REVIEW_DAYS[risk])
        message = (
            say(
                "A page of {risk} risk is valid for at most {review_days} days after its review.",
                risk=risk,
                review_days=REVIEW_DAYS[risk],
            )
            if dates["review_by"] > latest
            else say("review_by is not after the day of the review.")
        )
        if not dates["reviewed"] < dates["review_by"] <= latest:
            remedy = say(
                "Write a day after {reviewed}, at the latest  review_by: {latest}",
                reviewed=dates["reviewed"],
                latest=latest,
            )
            yield REVIEW_TOO_FAR.on(page.path, keys["review_by"], message, remedy)
    if "review_by" in dates and is_past(dates["review_by"], context.today):
        message = say(
            "The page was valid until {review_by}; it shows readers that it is out of date.",
            review_by=dates["review_by"],
        )
        remedy = say(
            "Read the whole page again, update it, then write  reviewed: {on}  and a new review_by.",
            on=context.today,
        )
        yield PAGE_PAST.on(page.path, keys["review_by"], message, remedy, as_error=context.release)


def _copies(page: Page) -> Iterator[Problem]:
    """Yield what is wrong with the key `copies`: what no copy has is not printed, nor the home page."""
    keys = page.front.keys
    message, remedy = None, say("Remove the line: then the page is in the copies that readers keep.")
    if keys["copies"].value != "no":
        message = say("The value of copies is not no.")
        remedy = say(
            "Write  copies: no  or remove the line: then the page is in the copies that readers keep."
        )
    elif page.number == HOME:
        message = say("The home page cannot be missing from the copies.")
    elif keys.get("leaflet", EMPTY).value != "no":
        message = say("A page that is in no copy cannot have a leaflet, which is one.")
        remedy = say("Add a line  leaflet: no")
    if message:
        yield VALUE_BAD.on(page.path, keys["copies"], message, remedy)


def _dated(page: Page) -> Iterator[Problem]:
    """Yield ids of `dated` that no section below In short has."""
    field = page.front.keys["dated"]
    ids = [section.id for section in page.document.sections if section.id not in ("", "short")]
    remedy = say("Write ids of sections in square brackets, as in  dated: [{ids}]", ids=", ".join(ids[-2:]))
    if not field.items:
        yield VALUE_BAD.on(page.path, field, say("dated must be a list of ids."), remedy)
    for item in field.items:
        if item.text not in ids:
            message = say("dated names {id!r}, which is no section below In short.", id=item.text)
            yield VALUE_BAD.on(page.path, item, message, remedy)
