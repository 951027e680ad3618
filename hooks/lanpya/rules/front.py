"""What must be true of a page's front matter: its keys, its address, and until when it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from lanpya.fields import EMPTY
from lanpya.library import Library, Page
from lanpya.problem import Problem
from lanpya.records import parse_date
from lanpya.rules import problem_at, problem_in

SOURCE_KEYS = ("title", "summary", "address", "risk", "reviewed", "review_by")
SOURCE_OPTIONAL = ("sources", "leaflet")
TRANSLATION_KEYS = ("title", "summary", "address", "translates", "checked_by")
BUILT = (21, 22, 23)  # search, current leaflets, remove: pages without a source
REVIEW_DAYS = {"high": 90, "normal": 365}
TEXT_KEYS = ("title", "summary", "address", "risk", "reviewed", "review_by", "leaflet", "checked_by")
NOBODY = ("no", "none", "nobody", "false", "not-yet", "yes", "true")  # no role, though they look like one
_EXAMPLES = {
    "title": "Safe contact",
    "summary": "One sentence on what the page answers.",
    "address": "2",
    "risk": "high",
    "reviewed": "2026-11-20",
    "review_by": "2027-02-18",
    "translates": "{}",
    "checked_by": "null",
    "leaflet": "no",
}


def check_front_matter(page: Page, library: Library, on: date, release: bool) -> Iterator[Problem]:
    """Yield what is wrong between the two lines --- at the head of a page, as of the day `on`."""
    keys = page.front.keys
    source = library.is_source(page)
    required = SOURCE_KEYS if source else TRANSLATION_KEYS
    allowed = (*required, *(SOURCE_OPTIONAL if source else ()))
    for key in required:
        if key not in keys:
            remedy = f"Add a line such as  {key}: {_EXAMPLES[key]}"
            yield problem_at(page.path, 2, 1, "key-missing", f"The front matter lacks {key}.", remedy)
        elif keys[key].is_null and key not in ("checked_by", "translates"):
            remedy = f"Write for example  {key}: {_EXAMPLES[key]}"
            yield problem_in(page.path, keys[key], "key-missing", f"Nothing stands behind {key}.", remedy)
    for key, field in keys.items():
        if key not in allowed:
            is_fact = not source and key in (*SOURCE_KEYS, *SOURCE_OPTIONAL)
            message = (
                f"{key} stands in the source page only; it counts for its translations as well."
                if is_fact
                else f"No key is called {key!r} here."
            )
            remedy = f"Take the line out, or use one of: {', '.join(allowed)}."
            yield problem_in(page.path, field, "key-unknown", message, remedy)
    yield from _shapes(page)
    address = keys.get("address", EMPTY).text
    if address and not keys["address"].is_null and page.address < 0:
        message = f"The address {address!r} is not a number from 0 to 99."
        remedy = "Give the page's public number, as in  address: 2"
        yield problem_in(page.path, keys["address"], "address-bad", message, remedy)
    elif page.address in BUILT:
        message = f"The address {page.address} belongs to a page that the build itself makes."
        remedy = "Take a number that no page has or ever had, as in  address: 42"
        yield problem_in(page.path, keys["address"], "address-bad", message, remedy)
    if source:
        yield from _dates_and_risk(page, on, release)


def _shapes(page: Page) -> Iterator[Problem]:
    keys = page.front.keys
    for key in TEXT_KEYS:
        if key in keys and not isinstance(keys[key].value, str):
            message = f"Behind {key} stands a list or a set of braces; it takes one text."
            remedy = f"Write for example  {key}: {_EXAMPLES[key]}"
            yield problem_in(page.path, keys[key], "value-bad", message, remedy)
    for key in ("title", "summary"):
        if braces := re.search("[{}]", keys.get(key, EMPTY).text):
            message = f"{key} holds the sign {braces[0]}, which vanishes when a search shows it."
            remedy = f"Use round brackets, as in  {key}: SIM card (ID)"
            yield problem_in(page.path, keys[key], "value-bad", message, remedy)
    if "sources" in keys and not isinstance(keys["sources"].value, tuple) and not keys["sources"].is_null:
        remedy = "Put square brackets around the ids, as in  sources: [report-2021, news-2024]"
        yield problem_in(page.path, keys["sources"], "value-bad", "sources takes a list of ids.", remedy)
    role = page.checked_by
    if role and (not re.fullmatch(r"[a-z][a-z0-9-]*", role) or role in NOBODY):
        message = f"{role!r} is no role: readers would be told that a native speaker checked the page."
        remedy = "Write  checked_by: null  until one has, then the role, as in  checked_by: reader-a"
        yield problem_in(page.path, keys["checked_by"], "value-bad", message, remedy)


def _dates_and_risk(page: Page, on: date, release: bool) -> Iterator[Problem]:
    keys = page.front.keys
    risk = keys.get("risk", EMPTY).text
    if risk and risk not in REVIEW_DAYS and not keys["risk"].is_null:
        message, remedy = f"The risk {risk!r} is neither high nor normal.", "When in doubt write  risk: high"
        yield problem_in(page.path, keys["risk"], "value-bad", message, remedy)
    if "leaflet" in keys and keys["leaflet"].value != "no":
        message = "Behind leaflet stands something else than no."
        remedy = "Write  leaflet: no  or take the line out, and the page gets a leaflet."
        yield problem_in(page.path, keys["leaflet"], "value-bad", message, remedy)
    dates: dict[str, date] = {}
    for key in ("reviewed", "review_by"):
        if keys.get(key, EMPTY).text and not keys[key].is_null:
            value = parse_date(keys[key].text)
            if value:
                dates[key] = value
            else:
                message = f"{keys[key].text!r} is not a day of the calendar written as year-month-day."
                remedy = f"Write for example  {key}: {_EXAMPLES[key]}"
                yield problem_in(page.path, keys[key], "date-bad", message, remedy)
    if len(dates) == 2 and risk in REVIEW_DAYS:
        latest = dates["reviewed"] + timedelta(days=REVIEW_DAYS[risk])
        message = (
            f"A page of {risk} risk is good for at most {REVIEW_DAYS[risk]} days after its review."
            if dates["review_by"] > latest
            else "The page would be out of date on the day of its review, or before."
        )
        if not dates["reviewed"] < dates["review_by"] <= latest:
            remedy = f"Write a day after {dates['reviewed']}, at the latest  review_by: {latest}"
            yield problem_in(page.path, keys["review_by"], "review-too-far", message, remedy)
    if "review_by" in dates and on > dates["review_by"]:
        message = f"The page was good until {dates['review_by']}; readers are told that it is out of date."
        remedy = (
            f"Read the whole page again, mend what changed, then write  reviewed: {on}  and a new review_by."
        )
        yield problem_in(page.path, keys["review_by"], "page-past", message, remedy, harden=release)
