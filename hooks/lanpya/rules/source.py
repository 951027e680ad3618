"""What must be true of the sources before anything is built: pages first, then the data beside them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from xml.etree.ElementTree import Element

from lanpya.fields import EMPTY
from lanpya.library import TOP, Library, Page
from lanpya.markdown import Section, plain_text
from lanpya.problem import Problem
from lanpya.reading import parse_date
from lanpya.rules import problem_at, problem_in
from lanpya.rules.addresses import check_addresses
from lanpya.rules.data import check_data
from lanpya.rules.dialect import check_dialect, place_of, stray_headings
from lanpya.targets import Target, unknown_target

SOURCE_KEYS = ("title", "summary", "address", "risk", "reviewed", "review_by")
SOURCE_OPTIONAL = ("sources", "leaflet")
TRANSLATION_KEYS = ("title", "summary", "address", "translates", "checked_by")
REVIEW_DAYS = {"high": 90, "normal": 365}
SHORT_ITEMS = 7
SHORT_CODE_POINTS = 130  # what a text QR code of about 50 mm carries (level Q, 0.5 mm a module)
SHORT_BYTES = 394
TEXT_KEYS = ("title", "summary", "address", "risk", "reviewed", "review_by", "leaflet", "checked_by")
NOBODY = ("no", "none", "nobody", "false", "not-yet", "yes", "true")  # no role, though they look like one


def check_sources(library: Library, docs: Path, on: date, *, release: bool = False) -> list[Problem]:
    """Return every problem of the sources as of the day `on`.

    That day is the edition for a build and the clock's for a check; with `release`, what is past its date,
    a sample, or a high-risk translation that fell behind is an error and no longer a warning.
    """
    found: list[Problem] = list(library.problems)
    for page in library.pages.values():
        found += chain(
            _front_matter(page, library, on, release),
            check_dialect(page),
            stray_headings(page) or _headings(page, library),
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
    if source:
        yield from _dates_and_risk(page, on, release)
        return
    origin = f"{library.docs}/{library.settings.source_language}/{page.file}"
    if (library.settings.source_language, page.file) not in library.pages:
        if any(problem.path == origin for problem in library.problems):
            return  # it is there, and its own problem says why it cannot be read
        message = f"This page translates {origin}, and there is no such file."
        remedy = "Write that page first, or give this file the name of the page that it translates."
        yield problem_at(page.path, 1, 1, "translation-orphan", message, remedy)
    elif page.address >= 0 and page.address != library.source_of(page).address:
        number = library.source_of(page).address
        if number < 0:
            return
        message = f"The address {page.address} is not that of {origin}, {number}."
        yield problem_in(page.path, keys["address"], "address-bad", message, f"Write  address: {number}")


def _shapes(page: Page) -> Iterator[Problem]:
    keys = page.front.keys
    for key in TEXT_KEYS:
        if key in keys and not isinstance(keys[key].value, str):
            message = f"Behind {key} stands a list or a set of braces; it takes one text."
            remedy = f"Write for example  {key}: {_EXAMPLES[key]}"
            yield problem_in(page.path, keys[key], "value-bad", message, remedy)
    if "sources" in keys and not isinstance(keys["sources"].value, tuple) and not keys["sources"].is_null:
        remedy = "Put square brackets around the ids, as in  sources: [report-2021, news-2024]"
        yield problem_in(page.path, keys["sources"], "value-bad", "sources takes a list of ids.", remedy)
    role = page.checked_by
    if role and (not re.fullmatch(r"[a-z][a-z0-9-]*", role) or role in NOBODY):
        message = f"{role!r} is no role: readers would be told that a native speaker checked the page."
        remedy = "Write  checked_by: null  until one has, then the role, as in  checked_by: reader-a"
        yield problem_in(page.path, keys["checked_by"], "value-bad", message, remedy)


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


def _headings(page: Page, library: Library) -> Iterator[Problem]:
    seen: set[str] = set()
    for heading in page.document.headings:
        message = ""
        if heading.level == 1:
            message = "A heading with one # is the title of the page, and that stands in the front matter."
        elif not heading.id:
            message = "This heading has no id."
        elif not re.fullmatch(r"[a-z][a-z0-9-]*", heading.id):
            message = f"The id {heading.id!r} is not made of small Latin letters, digits and hyphens."
        elif heading.id in seen:
            message = f"The id {heading.id!r} belongs to a heading further up already."
        elif heading.id == TOP:
            message = f"The id {TOP!r} is taken: it means what stands before the first heading."
        if message:
            remedy = "Write it as in  ## Before you write {#before}"
            yield problem_at(page.path, heading.line, 1, "heading-id", message, remedy)
        seen.add(heading.id)
    if library.is_source(page) or (library.settings.source_language, page.file) not in library.pages:
        return
    source = library.source_of(page)
    here = [(heading.level, heading.id) for heading in page.document.headings]
    there = [(heading.level, heading.id) for heading in source.document.headings]
    is_sound = not stray_headings(source) and all(identifier and level > 1 for level, identifier in there)
    if here != there and is_sound:
        at = next((n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), None)
        at = min(len(here), len(there)) if at is None else at
        line = page.document.headings[at].line if at < len(here) else _last_line(page)
        found = _heading(here[at]) if at < len(here) else "the page ends"
        expected = _heading(there[at]) if at < len(there) else "no further heading"
        message = f"Here {found}, where {source.path} has {expected}."
        remedy = f"Give it the headings of its source, in order: {', '.join(f'{{#{i}}}' for _, i in there)}"
        yield problem_at(page.path, line, 1, "heading-ids-differ", message, remedy)


def _last_line(page: Page) -> int:
    return max((line for line, text in page.document.lines() if text.strip()), default=1)


def _heading(heading: tuple[int, str]) -> str:
    level, identifier = heading
    return f"{'#' * level} … {{#{identifier}}}"


def _short(page: Page, library: Library) -> Iterator[Problem]:
    guide = library.guides.get(page.file)
    if guide and not library.has_leaflet(page.file):
        return
    section = page.document.section("short")
    if section is None or not section.items():
        message = (
            "No heading of the page has the id short."
            if section is None
            else "No list stands under In short."
        )
        remedy = "Begin the text with  ## In short {#short}  and a list:  - Do not write from his phone."
        headings = page.document.headings
        line = section.line if section else headings[0].line if headings else page.document.first_line
        yield problem_at(page.path, line, 1, "short-missing", message, remedy)
        return
    items, lines = section.items(), _item_lines(section)
    if len(items) > SHORT_ITEMS:
        message = f"In short has {len(items)} items; {SHORT_ITEMS} is the most."
        remedy = "Keep the most important ones; move the others into a section such as  ## More {#more}"
        yield problem_at(page.path, lines[SHORT_ITEMS], 1, "short-too-long", message, remedy)
    for item, line in zip(items, lines, strict=True):
        points, size = len(item), len(item.encode())
        if points > SHORT_CODE_POINTS or size > SHORT_BYTES:
            message = (
                f"This item of In short is too long for a QR code: {points} letters and signs, vowel signs "
                f"counted ({size} bytes); {SHORT_CODE_POINTS} ({SHORT_BYTES} bytes) is the most."
            )
            remedy = (
                "Say one thing in it, as in  - Never send a photo.  and the rest in a section further down."
            )
            yield problem_at(page.path, line, 1, "short-too-long", message, remedy)


def _item_lines(section: Section) -> list[int]:
    """Return the line of every list item, or the heading's for all where they cannot be told apart."""
    lines = [
        number
        for number, text in enumerate(section.source.split("\n"), start=section.line)
        if re.match(r"\s*(?:[-*+]|[0-9]+\.)\s", text)
    ]
    count = len(section.items())
    return lines if len(lines) == count else [section.line] * count


def _staleness(page: Page, library: Library, release: bool) -> Iterator[Problem]:
    if library.is_source(page) or (library.settings.source_language, page.file) not in library.pages:
        return
    source = library.source_of(page)
    now, then = source.fingerprints(), page.front.keys.get("translates", EMPTY).texts()
    stale = [key for key, mark in now.items() if then.get(key) != mark]
    gone = [key for key in then if key not in now]
    if not stale and not gone:
        return
    lines = {section.id: section.line for section in source.document.sections}
    changed = ", ".join(f"{key} ({source.path}:{lines.get(key, 2)})" for key in stale if key in then)
    unmarked = ", ".join(
        f"{key} (title and summary)" if key == TOP else key for key in stale if key not in then
    )
    parts = [
        f"The source has changed since this was translated: {changed}." if changed else "",
        f"Nothing tells which text of the source these sections translate: {unmarked}." if unmarked else "",
        f"The source has these sections no more: {', '.join(gone)}." if gone else "",
    ]
    marks = ", ".join(f"{key}: {mark}" for key, mark in now.items())
    remedy = f"Compare these sections with the source, mend them, then write  translates: {{{marks}}}"
    field = page.front.keys.get("translates", page.front)
    harden = release and library.guides[page.file].risk == "high"
    message = " ".join(filter(None, parts))
    yield problem_in(page.path, field, "translation-stale", message, remedy, harden=harden)


def _targets(page: Page, library: Library) -> Iterator[Problem]:
    met: Counter[str] = Counter()
    cited: set[str] = set()
    for top in page.document.elements():
        for link in top.iter("a"):
            typed = link.get("href", "")
            target = Target.read(typed)
            if target.scheme == "source":
                cited.add(target.name)
            wrong = unknown_target(target, page, library) or _misused(link, target, top)
            if wrong:
                pattern = rf"(?:\](?:\(|:)\s*<?|=[\"']?)(?P<at>{re.escape(typed)})(?=[)>\s}}\"']|$)"
                place = place_of(page.document, pattern, met[typed])
                yield problem_at(page.path, *place, "target-unknown", *wrong)
            met[typed] += 1
    if not library.is_source(page):
        return
    declared = page.front.keys.get("sources", EMPTY)
    for field in declared.items:
        target = Target("source", field.text, "")
        wrong = unknown_target(target, page, library)
        if wrong:
            yield problem_in(page.path, field, "target-unknown", *wrong)
        elif field.text not in cited:
            message = f"The page names the source {field.text} and never cites it."
            remedy = f"Put  [](source:{field.text})  behind the claim it supports, or take it from the list."
            yield problem_in(page.path, field, "source-uncited", message, remedy)
    for name in sorted(cited & set(library.sources) - {field.text for field in declared.items}):
        message = f"The page cites {name}, and its front matter does not list it."
        place = place_of(page.document, rf"\]\(\s*<?(?P<at>source:{re.escape(name)})\b", 0)
        names = ", ".join([*(field.text for field in declared.items), name])
        yield problem_at(page.path, *place, "target-unknown", message, f"Write  sources: [{names}]")


def _misused(link: Element, target: Target, top: Element) -> tuple[str, str] | None:
    """Return message and remedy for a link that leads somewhere and yet does not work where it stands."""
    if target.scheme == "list":
        alone = top.tag == "p" and list(top) == [link] and not (top.text or link.tail or "").strip()
        if not alone:
            message = "A list stands in a paragraph of its own; here it would swallow the words beside it."
            return message, f"Put  [](list:{target.name})  between two empty lines."
    elif target.scheme != "source" and not plain_text(link):
        return (
            "The link has no words, so nobody can see or tap it.",
            "Write them in its square brackets: [a guide](guide.md)",
        )
    return None


def _file_names(library: Library, docs: Path) -> Iterator[Problem]:
    for language in library.settings.languages:
        for path in sorted((docs / language.code).iterdir()) if (docs / language.code).is_dir() else ():
            if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.md", path.name) or not path.is_file():
                shown = f"{library.docs}/{language.code}/{path.name}"
                if path.suffix.lower() == ".md" and path.is_file():
                    message = (
                        "The name of a guide is made of small Latin letters, digits and hyphens, then .md"
                    )
                    remedy = "Rename the file, as in  safe-contact.md"
                else:
                    message = "Only guides live in this folder, and this is none."
                    remedy = "Move it elsewhere. If it is a guide, give it a name such as  safe-contact.md"
                yield problem_at(shown, 1, 1, "file-name", message, remedy)


def _addresses_twice(library: Library) -> Iterator[Problem]:
    users: dict[tuple[str, int], list[Page]] = defaultdict(list)
    for page in library.pages.values():
        if page.address >= 0:
            users[page.language.code, page.address].append(page)
    for pages in users.values():
        for page in pages[1:]:
            message = f"The address {page.address} belongs to {pages[0].path} already."
            remedy = "Take a number that no page has or ever had, as in  address: 42"
            yield problem_in(page.path, page.front.keys["address"], "address-twice", message, remedy)
