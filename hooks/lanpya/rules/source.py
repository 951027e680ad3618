"""What must be true of the sources before anything is built: pages first, then the data beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

from lanpya.fields import EMPTY
from lanpya.library import Library, Page
from lanpya.problem import Problem
from lanpya.reading import parse_date
from lanpya.rules import problem_at, problem_in
from lanpya.rules.addresses import check_addresses
from lanpya.rules.data import check_data
from lanpya.targets import Target, unknown_target

SOURCE_KEYS = ("title", "summary", "address", "risk", "reviewed", "review_by")
SOURCE_OPTIONAL = ("sources", "leaflet")
TRANSLATION_KEYS = ("title", "summary", "address", "translates", "checked_by")
REVIEW_DAYS = {"high": 90, "normal": 365}
SHORT_ITEMS = 7
SHORT_CODE_POINTS = 130  # what a text QR code of about 50 mm carries (level Q, 0.5 mm a module)
SHORT_BYTES = 394
_LINK = re.compile(r"\[[^\]\n]*\]\(\s*<?([^)\s>]*)")


def check_sources(library: Library, docs: Path, on: date, *, release: bool = False) -> list[Problem]:
    """Return every problem of the sources as of the day `on`.

    That day is the edition for a build and the clock's for a check; with `release`, what is past its date,
    a sample, or a high-risk translation that fell behind is an error and no longer a warning.
    """
    found: list[Problem] = list(library.problems)
    for page in library.pages.values():
        found += chain(
            _front_matter(page, library, on, release),
            _headings(page, library),
            _short(page, library),
            _staleness(page, library, release),
            _targets(page, library),
        )
    found += chain(_file_names(library, docs), _addresses_twice(library), check_addresses(library, docs))
    found += check_data(library, on, release=release)
    return sorted(set(found))


def _front_matter(page: Page, library: Library, on: date, release: bool) -> Iterator[Problem]:
    keys = page.front.keys
    source = library.is_source(page)
    required = SOURCE_KEYS if source else TRANSLATION_KEYS
    allowed = (*required, *(SOURCE_OPTIONAL if source else ()))
    for key in required:
        nothing_allowed = key in ("checked_by", "translates")
        if key not in keys or (keys[key].is_null and not nothing_allowed):
            remedy = f"Add a line such as  {key}: {_EXAMPLES[key]}"
            yield problem_at(page.path, 2, 1, "key-missing", f"The front matter lacks {key}.", remedy)
    for key, field in keys.items():
        if key not in allowed:
            remedy = f"Remove it, or use one of: {', '.join(allowed)}."
            yield problem_in(page.path, field, "key-unknown", f"No key is called {key!r} here.", remedy)
    if "address" in keys and page.address < 0:
        message = f"The address {keys['address'].text!r} is not a number from 0 to 99."
        remedy = "Give the page's public number, as in  address: 2"
        yield problem_in(page.path, keys["address"], "address-bad", message, remedy)
    if source:
        yield from _dates_and_risk(page, on, release)
        return
    if (library.settings.source_language, page.file) not in library.pages:
        message = f"There is no {library.settings.source_language}/{page.file} that this page translates."
        remedy = "Write that page first, or correct the name of this one."
        yield problem_at(page.path, 1, 1, "translation-orphan", message, remedy)
    elif page.address >= 0 and page.address != library.source_of(page).address:
        number = library.source_of(page).address
        message = f"The address {page.address} is not that of the source page, {number}."
        yield problem_in(page.path, keys["address"], "address-bad", message, f"Write  address: {number}")


_EXAMPLES = {
    "title": "Safe contact",
    "summary": "One sentence on what the page answers.",
    "address": "2",
    "risk": "high",
    "reviewed": "2026-11-20",
    "review_by": "2027-02-18",
    "translates": "{}",
    "checked_by": "null",
}


def _dates_and_risk(page: Page, on: date, release: bool) -> Iterator[Problem]:
    keys = page.front.keys
    risk = keys.get("risk", EMPTY).text
    if "risk" in keys and risk not in REVIEW_DAYS:
        message, remedy = (
            f"The risk {risk!r} is neither high nor normal.",
            "Write  risk: high  when in doubt.",
        )
        yield problem_in(page.path, keys["risk"], "value-bad", message, remedy)
    if "leaflet" in keys and keys["leaflet"].text != "no":
        message, remedy = "The only value is no.", "Write  leaflet: no  or remove the line to get a leaflet."
        yield problem_in(page.path, keys["leaflet"], "value-bad", message, remedy)
    dates: dict[str, date] = {}
    for key in ("reviewed", "review_by"):
        if key in keys and not keys[key].is_null:
            value = parse_date(keys[key].text)
            if value:
                dates[key] = value
            else:
                message = f"{keys[key].text!r} is not a date."
                remedy = f"Write year-month-day, as in  {key}: {_EXAMPLES[key]}"
                yield problem_in(page.path, keys[key], "date-bad", message, remedy)
    if len(dates) < 2:
        return
    latest = dates["reviewed"] + timedelta(days=REVIEW_DAYS.get(risk, 365))
    if not dates["reviewed"] < dates["review_by"] <= latest:
        message = (
            f"A page of {risk} risk is good for at most {REVIEW_DAYS.get(risk, 365)} days after its review."
        )
        remedy = f"Write a date after {dates['reviewed']} and not after {latest}."
        yield problem_in(page.path, keys["review_by"], "review-too-far", message, remedy)
    if on > dates["review_by"]:
        message = f"The page was good until {dates['review_by']}; it says so to its readers now."
        remedy = "Read it again whole, mend what changed, then set reviewed and review_by."
        yield problem_in(page.path, keys["review_by"], "page-past", message, remedy, harden=release)


def _headings(page: Page, library: Library) -> Iterator[Problem]:
    seen: set[str] = set()
    for heading in page.document.headings:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", heading.id) or heading.level == 1 or heading.id in seen:
            message = (
                f"The id {heading.id!r} stands twice."
                if heading.id in seen
                else "A heading needs ## and an id of its own in small Latin letters."
            )
            remedy = "Write it as in  ## Before you write {#before}"
            yield problem_at(page.path, heading.line, 1, "heading-id", message, remedy)
        seen.add(heading.id)
    if library.is_source(page) or (library.settings.source_language, page.file) not in library.pages:
        return
    source = library.source_of(page)
    here = [(heading.level, heading.id) for heading in page.document.headings]
    there = [(heading.level, heading.id) for heading in source.document.headings]
    if here != there:
        at = next((n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), None)
        at = min(len(here), len(there)) if at is None else at
        line = page.document.headings[at].line if at < len(here) else 1
        expected = f"{'#' * there[at][0]} … {{#{there[at][1]}}}" if at < len(there) else "no further heading"
        message = f"The headings differ from {source.path}: it has {expected} here."
        remedy = "Give the translation the same headings, ids and order as its source."
        yield problem_at(page.path, line, 1, "heading-ids-differ", message, remedy)


def _short(page: Page, library: Library) -> Iterator[Problem]:
    guide = library.guides.get(page.file)
    if guide and not library.has_leaflet(page.file):
        return
    section = page.document.section("short")
    if section is None or not section.items():
        message = "The page has no list under a heading with the id short."
        remedy = "Begin the text with  ## In short {#short}  and a list of at most seven instructions."
        line = page.document.headings[0].line if page.document.headings else 1
        yield problem_at(page.path, line, 1, "short-missing", message, remedy)
        return
    items = section.items()
    if len(items) > SHORT_ITEMS:
        message = f"In short has {len(items)} items."
        remedy = f"Keep the {SHORT_ITEMS} most important; move the others into sections."
        yield problem_at(page.path, section.line, 1, "short-too-long", message, remedy)
    for number, item in enumerate(items, start=1):
        points, size = len(item), len(item.encode())
        if points > SHORT_CODE_POINTS or size > SHORT_BYTES:
            message = f"Item {number} has {points} code points and {size} bytes: {item[:40]}…"
            remedy = f"A QR code carries at most {SHORT_CODE_POINTS} code points and {SHORT_BYTES} bytes."
            yield problem_at(page.path, section.line, 1, "short-too-long", message, remedy)


def _staleness(page: Page, library: Library, release: bool) -> Iterator[Problem]:
    if library.is_source(page) or (library.settings.source_language, page.file) not in library.pages:
        return
    source = library.source_of(page)
    now, then = source.fingerprints(), page.front.keys.get("translates", EMPTY).texts()
    stale = [key for key, mark in now.items() if then.get(key) != mark]
    gone = [key for key in then if key not in now]
    if stale or gone:
        guide = library.guides[page.file]
        lines = {section.id: section.line for section in source.document.sections}
        names = ", ".join(f"{key} ({source.path}:{lines.get(key, 2)})" for key in stale) or ", ".join(gone)
        marks = ", ".join(f"{key}: {mark}" for key, mark in now.items())
        message = f"The source changed since these sections were translated: {names}."
        remedy = f"Bring the translation up to date, then write  translates: {{{marks}}}"
        field = page.front.keys.get("translates", EMPTY)
        harden = release and guide.risk == "high"
        yield problem_in(page.path, field, "translation-stale", message, remedy, harden=harden)


def _targets(page: Page, library: Library) -> Iterator[Problem]:
    lines = page.document.lines()
    cited: set[str] = set()
    for line, text in lines:
        for match in _LINK.finditer(text):
            target = Target.read(match[1])
            if target.scheme == "source":
                cited.add(target.name)
            wrong = unknown_target(target, page, library)
            if wrong:
                yield problem_at(page.path, line, match.start(1) + 1, "target-unknown", *wrong)
    declared = page.front.keys.get("sources", EMPTY)
    if not library.is_source(page):
        return
    for field in declared.items:
        if field.text not in library.sources:
            message, remedy = _unknown_source(field.text, library)
            yield problem_in(page.path, field, "target-unknown", message, remedy)
        elif field.text not in cited:
            message = f"The page names the source {field.text} and never cites it."
            remedy = f"Put  [](source:{field.text})  behind the claim it supports, or take it from the list."
            yield problem_in(page.path, field, "source-uncited", message, remedy)
    for name in sorted(cited & set(library.sources) - {field.text for field in declared.items}):
        message = f"The page cites {name}, and its front matter does not list it."
        yield problem_in(page.path, declared, "target-unknown", message, f"Add {name} to  sources: […]")


def _unknown_source(name: str, library: Library) -> tuple[str, str]:
    known = ", ".join(sorted(library.sources)) or "none yet"
    return f"There is no source {name!r} in {library.docs}/data/sources.yml.", f"Known sources: {known}."


def _file_names(library: Library, docs: Path) -> Iterator[Problem]:
    for language in library.settings.languages:
        for path in sorted((docs / language.code).iterdir()) if (docs / language.code).is_dir() else ():
            if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.md", path.name) or not path.is_file():
                shown = f"{library.docs}/{language.code}/{path.name}"
                message = "Only guides live here, named in small Latin letters, digits and hyphens."
                remedy = "Rename it as in  safe-contact.md  or move it out of the folder."
                yield problem_at(shown, 1, 1, "file-name", message, remedy)


def _addresses_twice(library: Library) -> Iterator[Problem]:
    users: dict[tuple[str, int], list[Page]] = defaultdict(list)
    for page in library.pages.values():
        if page.address >= 0:
            users[page.language.code, page.address].append(page)
    for pages in users.values():
        for page in pages[1:]:
            message = f"The address {page.address} belongs to {pages[0].path} already."
            remedy = "Take a number that no page has or ever had."
            yield problem_in(page.path, page.front.keys["address"], "address-twice", message, remedy)
