"""What must be true of guides that are printed and read aloud, before anything is laid out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lanpya.aloud import ALOUD_LENGTH, aloud_text
from lanpya.fields import EMPTY
from lanpya.leaflet import TEXT_LEAST, page_address, printed_sections, short_message
from lanpya.library import Library, Page
from lanpya.problem import Problem
from lanpya.records import ADDRESS, parse_date
from lanpya.rules import problem_at, problem_in

# Bytes that a code of version 9 carries at level H (ISO/IEC 18004, table 7): 49 mm wide at 0.8 mm a module,
# which the narrowest panel has room for on either paper.
PAGE_CODE_BYTES = 98


def check_print(page: Page, library: Library) -> Iterator[Problem]:
    """Yield what keeps the leaflets of a guide, or its text to read aloud, from being made.

    A translation prints the same sections as its source, or a leaflet in two languages would tell two things.
    """
    short = page.document.section("short")
    if not library.has_leaflet(page.file) or short is None:
        return
    source = library.pages.get((library.settings.source_language, page.file), page)
    for section in page.document.sections:
        own = source.document.section(section.id)
        first = page.document.section(section.id) is section  # of two with one id another rule tells
        if own and first and own.printed != section.printed:
            here, there = ("printed", "not") if section.printed else ("not printed", "it is")
            message = f"The section {section.id!r} is {here} here, and in {source.path} {there}."
            remedy = (
                f"Write the heading with {{#{section.id}{' .print' if own.printed else ''}}} as it is there."
            )
            yield problem_at(page.path, section.line, 1, "print-missing", message, remedy)
    if not any(section.printed for section in source.document.sections) and source is page:
        message = "No section is marked for print, so its leaflets would hold In short only."
        remedy = (
            "Put .print on the heading of what must be at hand without a phone:  ## Waiting {#wait .print}"
        )
        yield problem_at(page.path, short.line, 1, "print-missing", message, remedy)
    if short.items() and not short_message(page):
        message = f"No item of In short has {TEXT_LEAST} letters and signs; a code of less is misread."
        remedy = "Write one as a whole sentence:  - Do not write from his phone."
        yield problem_at(page.path, short.line, 1, "short-too-short", message, remedy)
    try:
        over = len(aloud_text(page, library)) - ALOUD_LENGTH
    except KeyError:
        return  # words or the source page are missing; other rules tell
    if over > 0:
        message = (
            "The text to read aloud, made of In short and the sections marked .print, is"
            f" {over} characters too long; {ALOUD_LENGTH} is the most."
        )
        remedy = "Shorten them, or take .print off a heading such as this one."
        yield problem_at(page.path, printed_sections(page)[-1].line, 1, "aloud-too-long", message, remedy)


def check_addresses_printed(library: Library) -> Iterator[Problem]:
    """Yield a problem where the address of a page is longer than the code on its leaflets can be."""
    addresses = [
        page_address(page, library) for page in library.pages.values() if library.has_leaflet(page.file)
    ]
    longest = max(addresses, key=len, default="")
    if (size := len(longest.encode())) > PAGE_CODE_BYTES:
        path = library.settings.root / "mkdocs.yml"
        lines = path.read_text(encoding="utf-8").split("\n")
        line = next((n for n, text in enumerate(lines, start=1) if text.startswith("site_url:")), 1)
        message = f"The address {longest} has {size} bytes; the code on a leaflet carries {PAGE_CODE_BYTES}."
        yield problem_at(path.name, line, 1, "address-too-long", message, "Give the site a shorter site_url.")


def check_withdrawn(library: Library, on: date, release: bool) -> Iterator[Problem]:
    """Yield what is wrong with the leaflets that are called back, as of the day `on`."""
    path = f"{library.docs}/data/withdrawn.yml"
    for entry in library.data["withdrawn"].items:
        leaflet, until = entry.keys.get("leaflet", EMPTY), entry.keys.get("until", EMPTY)
        if leaflet.text and not ADDRESS.fullmatch(leaflet.text):
            message = f"{leaflet.text!r} is no number of a leaflet, which stands on its cover."
            remedy = "Write for example  leaflet: 2  or, for the booklet,  leaflet: 0"
            yield problem_in(path, leaflet, "record-bad", message, remedy)
        day = parse_date(until.text)
        if until.text and (day is None or day > on):
            message = f"{until.text!r} is no day up to today written as year-month-day."
            remedy = f"Write the edition that stands on the last wrong leaflet, as in  until: {on}"
            yield problem_in(path, until, "date-bad", message, remedy)
        elif day == on:
            message = (
                f"The leaflet {leaflet.text} of today's edition is called back too; every panel says so."
            )
            remedy = f"Mend the guide, and build again with the edition of a day after {on}."
            yield problem_in(path, until, "leaflet-withdrawn", message, remedy, harden=release)
