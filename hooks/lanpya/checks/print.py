"""Rules for guides that are printed and read aloud, checked before typesetting."""

from __future__ import annotations

from collections.abc import Iterator

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.data_files import RECORD_BAD
from lanpya.checks.headings_and_links import SHORT_TOO_LONG
from lanpya.checks.registry import DATE_BAD
from lanpya.content.library import Library, Page
from lanpya.content.links import MADE, Target
from lanpya.content.markdown import Section
from lanpya.content.records import PAGE_NUMBER, parse_date
from lanpya.content.yaml_fields import EMPTY
from lanpya.leaflets.leaflet import code_address, cover_numbers, printed_sections
from lanpya.leaflets.read_aloud import aloud_body, aloud_length
from lanpya.leaflets.text_code import is_text, short_message
from lanpya.leaflets.text_runs import HEADINGS, LISTS
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem
from lanpya.runtime.clock import is_past

PRINT_MISSING = rule("print-missing", "error", section="Leaflets")
ALOUD_TOO_LONG = rule("aloud-too-long", "error", section="Leaflets")
CODE_UNSURE = rule("code-unsure", "warning", section="Leaflets")
ADDRESS_TOO_LONG = rule("address-too-long", "error", section="Front matter")
LEAFLET_UNKNOWN = rule("leaflet-unknown", "warning", section="Leaflets")
LEAFLET_WITHDRAWN = rule("leaflet-withdrawn", "warning", section="Leaflets")

# Bytes in a code of version 9 at level H (ISO/IEC 18004, table 7): 49 mm wide at 0.8 mm a module, which fits
# the narrowest panel on both papers.
PAGE_CODE_BYTES = 98


@check(Scope.PAGE, PRINT_MISSING, SHORT_TOO_LONG, CODE_UNSURE, ALOUD_TOO_LONG)
def check_print(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield problems with the leaflets of a guide, and with its text to read aloud.

    A translation must print the same sections as its source. Otherwise a leaflet in two languages would say
    two different things. The text to read aloud is made in every language, codes where there are leaflets.
    """
    library = context.library
    short = page.document.section("short")
    if not library.has_leaflet(page.file) or short is None:
        return
    yield from _same_sections(page, short, library)
    yield from _unprintable(page)
    if library.settings.leaflets[page.language.code]:
        yield from _message(page, short, library)
    try:
        most = aloud_length(page.language)
        over = len(aloud_body(page, library)) - most
    except KeyError:
        return  # words or the source page are missing, which other rules report
    if over > 0:
        message = say(
            "The text to read aloud, made from In short and the sections marked .print, is "
            "{over} characters too long; the maximum is {aloud_length}.",
            over=over,
            aloud_length=most,
        )
        remedy = say("Shorten them, or remove .print from a heading such as this one.")
        yield ALOUD_TOO_LONG.at(page.path, printed_sections(page)[-1].line, 1, message, remedy)


def _same_sections(page: Page, short: Section, library: Library) -> Iterator[Problem]:
    source = library.pages.get((library.settings.source_language, page.file), page)
    for section in page.document.sections:
        own = source.document.section(section.id)
        first = page.document.section(section.id) is section  # for two with the same id, another rule reports
        if own and first and own.printed != section.printed:
            here, there = (
                (say("printed"), say("not")) if section.printed else (say("not printed"), say("it is"))
            )
            message = say(
                "The section {id!r} is {here} here, and in {path} {there}.",
                id=section.id,
                here=here,
                path=source.path,
                there=there,
            )
            remedy = say(
                "Write the heading with {{#{id}{value}}} as it is there.",
                id=section.id,
                value=" .print" if own.printed else "",
            )
            yield PRINT_MISSING.at(page.path, section.line, 1, message, remedy)
    if source is page and not any(section.printed for section in page.document.sections):
        message = say("No section is marked .print, so the leaflets would contain In short only.")
        remedy = say(
            "Put .print on the heading of what people need without a phone:  ## Waiting {#wait .print}"
        )
        yield PRINT_MISSING.at(page.path, short.line, 1, message, remedy)


def _unprintable(page: Page) -> Iterator[Problem]:
    """Yield sections and lists that are marked for print but cannot be printed."""
    headings = iter(page.document.headings)
    for element in page.document.elements():
        if element.tag not in HEADINGS:
            continue
        heading = next(headings, None)
        if heading and heading.level > 2 and "print" in element.get("class", "").split():
            message = say("A heading of this level is printed with its section, or not at all.")
            remedy = say("Put .print on the ## heading above, and remove it here.")
            yield PRINT_MISSING.at(page.path, heading.line, 1, message, remedy)
    for section in printed_sections(page):
        for link in (link for element in section.elements for link in element.iter("a")):
            target = Target.read(link.get("href", ""))
            if target.scheme in (*MADE, "questions"):
                message = say(
                    "A {scheme} is made for the page only, and would be missing in this section on paper.",
                    scheme=target.scheme,
                )
                remedy = say("Remove .print from the heading, or move this line into another section.")
                yield PRINT_MISSING.at(page.path, section.line, 1, message, remedy)


def _message(page: Page, short: Section, library: Library) -> Iterator[Problem]:
    """Yield problems with the item of In short that becomes the text code."""
    items = [item for element in short.elements for item in element.iter("li")]
    if any(child.tag in LISTS for item in items for child in item):
        message = say("An item of In short contains a list, but each item must be one instruction.")
        yield SHORT_TOO_LONG.at(
            page.path, short.line, 1, message, say("Make its items part of the list itself.")
        )
    text = short_message(page, library)
    if text and not is_text(text):
        message = say(
            "Scanners take the code of {text!r} for a command, and every other item of In short too.",
            text=text,
        )
        remedy = say("Write an item without a colon after its first word:  - Send no SMS about him.")
        yield CODE_UNSURE.at(page.path, short.line, 1, message, remedy)


@check(Scope.SITE, ADDRESS_TOO_LONG)
def check_addresses_printed(context: CheckContext) -> Iterator[Problem]:
    """Yield a problem if the address of a page is too long for the code on its leaflets."""
    library = context.library
    addresses = [
        code_address(library, page)
        for page in library.pages.values()
        if library.has_leaflet(page.file) and library.settings.leaflets[page.language.code]
    ]
    longest = max(addresses, key=len, default="")
    if (size := len(longest.encode())) > PAGE_CODE_BYTES:
        message = say(
            "The address {longest} has {size} bytes; the code on a leaflet can contain {page_code_bytes}.",
            longest=longest,
            size=size,
            page_code_bytes=PAGE_CODE_BYTES,
        )
        place = (*library.settings.site_url_place, 1)
        yield ADDRESS_TOO_LONG.at(*place, message, say("Give the site a shorter site_url."))


@check(Scope.SITE, RECORD_BAD, LEAFLET_UNKNOWN, DATE_BAD, LEAFLET_WITHDRAWN)
def check_withdrawn(context: CheckContext) -> Iterator[Problem]:
    """Yield problems with recalled leaflets.

    A release may contain recalled leaflets: readers must be warned at once, whether or not the guide is
    corrected.
    """
    library, on = context.library, context.today
    release_date = context.release_date or on
    path = f"{library.docs}/data/withdrawn.yml"
    for entry in library.data["withdrawn"].items:
        leaflet, until = entry.keys.get("leaflet", EMPTY), entry.keys.get("until", EMPTY)
        if leaflet.text and not PAGE_NUMBER.fullmatch(leaflet.text):
            message = say(
                "{text!r} is not the number of a leaflet, which is on its cover.", text=leaflet.text
            )
            remedy = say("Write for example  leaflet: 2  or, for the booklet,  leaflet: 0")
            yield RECORD_BAD.on(path, leaflet, message, remedy)
            continue
        if leaflet.text and int(leaflet.text) not in cover_numbers(library):
            message = say(
                "No guide that is printed now has the number {text}, so no current leaflet is recalled.",
                text=leaflet.text,
            )
            remedy = say("Compare it with the cover. If the guide was removed for good, leave it as it is.")
            yield LEAFLET_UNKNOWN.on(path, leaflet, message, remedy)
        day = parse_date(until.text)
        if until.text and (day is None or day > on):
            message = say("{text!r} is not a date up to today, written as year-month-day.", text=until.text)
            remedy = say("Write the edition on the last wrong leaflet, as in  until: {on}", on=on)
            yield DATE_BAD.on(path, until, message, remedy)
        elif day is None or not is_past(day, release_date):
            message = say(
                "The leaflet {text} of this edition ({edition}) is recalled; every panel says so.",
                text=leaflet.text,
                edition=release_date,
            )
            remedy = say(
                "Correct the guide, write  until:  with the last wrong edition, and build a release "
                "after {edition}.",
                edition=release_date,
            )
            yield LEAFLET_WITHDRAWN.on(path, leaflet, message, remedy)
