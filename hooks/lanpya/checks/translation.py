"""Rules for a translation compared with its source: number, headings, state."""

from __future__ import annotations

from collections.abc import Iterator

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.front_matter import ADDRESS_BAD
from lanpya.checks.markdown_dialect import is_misread, stray_headings
from lanpya.content.library import TOP, Library, Page
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import joined, say
from lanpya.problems.problem import Problem

TRANSLATION_ORPHAN = rule("translation-orphan", "error", section="Translations")
TRANSLATION_STALE = rule("translation-stale", "warning", section="Translations")
HEADING_IDS_DIFFER = rule("heading-ids-differ", "error", section="Headings and text")
PAGE_UNCHECKED = rule("page-unchecked", "warning", section="Translations")


@check(
    Scope.PAGE,
    TRANSLATION_ORPHAN,
    TRANSLATION_STALE,
    HEADING_IDS_DIFFER,
    ADDRESS_BAD,
    PAGE_UNCHECKED,
)
def check_translation(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield problems of a translation compared with its source; nothing for a source page."""
    library = context.library
    if library.is_source(page):
        return
    origin = f"{library.docs}/{library.settings.source_language}/{page.file}"
    if (library.settings.source_language, page.file) in library.pages:
        yield from _address(page, origin, library)
        if not page.is_placeholder:  # then it is reported as unfinished, which says it all
            yield from _headings(page, library)
            yield from _staleness(page, context)
        if context.release:
            yield from _unchecked(page, context)
    elif not any(
        problem.path == origin for problem in library.problems
    ):  # otherwise the reason is reported already
        message = say("This page translates {origin}, which does not exist.", origin=origin)
        remedy = say("Write that page first, or give this file the name of the page that it translates.")
        yield TRANSLATION_ORPHAN.at(page.path, 1, 1, message, remedy)


def _address(page: Page, origin: str, library: Library) -> Iterator[Problem]:
    number = library.source_of(page).number
    if page.number >= 0 and number >= 0 and page.number != number:
        message = say(
            "The address is {address}, but that of {origin} is {number}.",
            address=page.number,
            origin=origin,
            number=number,
        )
        field = page.front.keys["address"]
        yield ADDRESS_BAD.on(page.path, field, message, say("Write  address: {number}", number=number))


def _headings(page: Page, library: Library) -> Iterator[Problem]:
    if stray_headings(page):
        return
    source = library.source_of(page)
    here = [(heading.level, heading.id) for heading in page.document.headings]
    there = [(heading.level, heading.id) for heading in source.document.headings]
    is_sound = not stray_headings(source) and all(identifier and level > 1 for level, identifier in there)
    is_sound = is_sound and not any(
        is_misread(each, heading.line, heading.line)
        for each in (page, source)
        for heading in each.document.headings
        if here != there
    )
    if here != there and is_sound:
        at = next((n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), None)
        at = min(len(here), len(there)) if at is None else at
        line = page.document.headings[at].line if at < len(here) else _last_line(page)
        found = _heading(here[at]) if at < len(here) else say("the page ends")
        expected = _heading(there[at]) if at < len(there) else say("no further heading")
        message = say(
            "Here {found}, where {path} has {expected}.", found=found, path=source.path, expected=expected
        )
        remedy = say(
            "Give it the headings of its source, in order: {there}",
            there=", ".join(f"{{#{i}}}" for _, i in there),
        )
        yield HEADING_IDS_DIFFER.at(page.path, line, 1, message, remedy)


def _last_line(page: Page) -> int:
    return max((line for line, text in page.document.lines() if text.strip()), default=1)


def _heading(heading: tuple[int, str]) -> str:
    level, identifier = heading
    return f"{'#' * level} … {{#{identifier}}}"


def _staleness(page: Page, context: CheckContext) -> Iterator[Problem]:
    library = context.library
    source = library.source_of(page)
    if stray_headings(source) or not all(heading.id for heading in source.document.headings):
        return  # its sections cannot be distinguished, so their fingerprints would be wrong
    now, then = source.fingerprints(), page.marks()
    behind = library.stale_sections(page)
    stale, gone = [key for key in behind if key in now], [key for key in behind if key not in now]
    if not behind:
        return
    lines = {section.id: section.line for section in source.document.sections}
    changed = ", ".join(f"{key} ({source.path}:{lines.get(key, 2)})" for key in stale if key in then)
    unmarked = ", ".join(
        f"{key} (title and summary)" if key == TOP else key for key in stale if key not in then
    )
    parts = [
        say("The source has changed since this was translated: {changed}.", changed=changed)
        if changed
        else None,
        say(
            "These sections do not record which text of the source they translate: {unmarked}.",
            unmarked=unmarked,
        )
        if unmarked
        else None,
        say("The source no longer has these sections: {gone}.", gone=", ".join(gone)) if gone else None,
    ]
    marks = ", ".join(f"{key}: {mark}" for key, mark in now.items())
    remedy = say(
        "Compare these sections with the source, update them, then write  translates: {{{marks}}}",
        marks=marks,
    )
    field = page.front.keys.get("translates", page.front)
    is_published = (page.language.code, page.file) in library.pages
    is_error = context.release and is_published and library.guides[page.file].risk == "high"
    yield TRANSLATION_STALE.on(page.path, field, joined(*parts), remedy, as_error=is_error)


def _unchecked(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield that no one has checked a published translation of high risk; only a release reports it."""
    library = context.library
    is_published = (page.language.code, page.file) in library.pages
    if is_published and not page.checked_by and library.guides[page.file].risk == "high":
        message = say("No native speaker has checked this translation, and its risk is high.")
        remedy = say(
            "Let one read it, then write the role, as in  checked_by: reader-a  To publish it "
            "anyway, with a label that says so:  --allow-unchecked  (with make: "
            "ALLOW_UNCHECKED=1)"
        )
        field = page.front.keys.get("checked_by", page.front)
        yield PAGE_UNCHECKED.on(page.path, field, message, remedy, as_error=not context.allow_unchecked)
