"""Whether a translation is built as its source is: as many items, the same links, boxes and tables.

Which sections are printed is compared in rules.print.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from xml.etree.ElementTree import Element

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.markdown_dialect import is_misread, stray_headings
from lanpya.content.library import TOP, Page
from lanpya.content.links import Target
from lanpya.content.markdown import NOTES
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem

STRUCTURE_DIFFERS = rule("structure-differs", "warning", section="Translations")

_ITEM = re.compile(r"\s*(?:[-*+]|[0-9]+\.)\s")
_BOX = re.compile(r"\s*(?:!!!|\?\?\?)")
_UNDER_HEAD = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$")  # the second line of a table
_FOLDED = "???"  # how a box that opens is typed; the others are called by their kind
Placed = list[tuple[str, int]]  # each thing with its line


@dataclass(frozen=True)
class Outline:
    """What a section is built of, in order; `line` is where it begins.

    Of items, the text is the number of the list that each stands in.
    """

    line: int
    items: Placed
    boxes: Placed
    tables: Placed
    links: Placed

    def shape(self) -> tuple[object, ...]:
        """Return what must be alike in two languages."""
        boxes, tables = ([name for name, _ in placed] for placed in (self.boxes, self.tables))
        return len(self.items), boxes, tables, Counter(name for name, _ in self.links)


def outline(page: Page, key: str) -> Outline | None:
    """Return the outline of a section, of what stands before the first for `top`, or None where it lacks."""
    document = page.document
    section = document.section(key)
    if key == TOP:
        elements, source, line = document.lead, document.lead_source, document.first_line
    elif section:
        elements, source, line = section.elements, section.source, section.line
    else:
        return None
    lines = list(enumerate(source.split("\n"), start=line))
    inner = [element for top in elements for element in top.iter()]
    lists = [element for element in inner if element.tag in ("ul", "ol")]
    in_list = {id(item): str(number) for number, one in enumerate(lists) for item in one}

    def placed(things: list[str], pattern: re.Pattern[str], before: int = 0) -> Placed:
        found = [number - before for number, text in lines if pattern.match(text)]
        return list(zip(things, found if len(found) == len(things) else [line] * len(things), strict=True))

    return Outline(
        line=line,
        items=placed([in_list.get(id(one), "") for one in inner if one.tag == "li"], _ITEM),
        boxes=placed([kind for one in inner if (kind := _kind(one))], _BOX),
        tables=placed([_size(one) for one in inner if one.tag == "table"], _UNDER_HEAD, before=1),
        links=list(_links(inner, lines, page.file)),
    )


def _kind(element: Element) -> str:
    """Return what a box is called, or nothing for what is none."""
    names = element.get("class", "").split()
    if "admonition" in names:
        return next((name for name in names if name in NOTES), NOTES[0])
    return _FOLDED if element.tag == "details" else ""


def _size(table: Element) -> str:
    rows = list(table.iter("tr"))
    return f"{len(rows)} × {max((len(row) for row in rows), default=0)}"


def _links(inner: list[Element], lines: list[tuple[int, str]], file: str) -> Iterator[tuple[str, int]]:
    """Yield where each link leads, one inside the page by the page's own name, and its line."""
    met: Counter[str] = Counter()
    for link in inner:
        if link.tag == "a":
            typed = link.get("href", "")
            target = Target.read(typed)
            inside = target.scheme == "page" and not target.name
            pattern = re.compile(rf"{re.escape(typed)}(?=[)>\s\"']|$)")
            found = [number for number, text in lines for _ in pattern.finditer(text)]
            line = found[min(met[typed], len(found) - 1)] if found else lines[0][0]
            met[typed] += 1
            yield (file + typed if inside else typed), line


@check(Scope.PAGE, STRUCTURE_DIFFERS)
def check_structure(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield where a translation has more or less in a section than its source, if both are shown as meant.

    It is an error where the section's mark says that it matches, and a warning while it is behind.
    """
    library = context.library
    if library.is_source(page) or (library.settings.source_language, page.file) not in library.pages:
        return
    source = library.source_of(page)
    if stray_headings(page) or stray_headings(source):
        return
    stale = library.stale_sections(page)
    for key in source.fingerprints():
        found = list(differences(page, source, key))
        if found and (_is_misread(page, key) or _is_misread(source, key)):
            continue
        for line, message, remedy in found:
            yield STRUCTURE_DIFFERS.at(page.path, line, 1, message, remedy, as_error=key not in stale)


def _is_misread(page: Page, key: str) -> bool:
    section = page.document.section(key)
    source = section.source if section else page.document.lead_source
    first = section.line if section else page.document.first_line
    return is_misread(page, first, first + source.count("\n"))


def differences(page: Page, source: Page, key: str) -> Iterator[tuple[int, Message, Message]]:
    """Yield line, message and remedy of each difference in a section; nothing where one of them lacks it."""
    here, there = outline(page, key), outline(source, key)
    if here is None or there is None:
        return
    told: tuple[tuple[Message, Placed, Placed, Callable[[Placed], str]], ...] = (
        (say("list items"), here.items, there.items, lambda placed: str(len(placed))),
        (say("boxes"), here.boxes, there.boxes, _named),
        (say("tables (rows × columns)"), here.tables, there.tables, _named),
    )
    for what, own, other, shown in told:
        if shown(own) != shown(other):
            at = next(n for n, (a, b) in enumerate(zip_longest(*map(_runs, (own, other)))) if a != b)
            place = f"{source.path}:{_line_of(other, at, there.line)}"
            message = say(
                "The section {section} has {what}: {here}; {place} has: {there}.",
                section=key,
                what=what,
                here=shown(own),
                place=place,
                there=shown(other),
            )
            remedy = say("Compare it with {place}, and write as many, of the same kind.", place=place)
            yield _line_of(own, at, here.line), message, remedy
    yield from _link_differences(key, source.path, here, there)


def _named(placed: Placed) -> str:
    return ", ".join(name for name, _ in placed) or "0"


def _runs(placed: Placed) -> list[tuple[str, int]]:
    """Return each name with how often it stands in a row: the items of one list are one run."""
    runs: list[tuple[str, int]] = []
    for name, _ in placed:
        if runs and runs[-1][0] == name:
            runs[-1] = (name, runs[-1][1] + 1)
        else:
            runs.append((name, 1))
    return runs


def _line_of(placed: Placed, run: int, otherwise: int) -> int:
    """Return the line at which a run begins, else that of the last thing, else the section's."""
    begins = sum(length for _, length in _runs(placed)[:run])
    return placed[min(begins, len(placed) - 1)][1] if placed else otherwise


def _link_differences(
    key: str, path: str, here: Outline, there: Outline
) -> Iterator[tuple[int, Message, Message]]:
    own, other = (Counter(name for name, _ in one.links) for one in (here, there))
    for link in dict.fromkeys([*other, *own]):
        if own[link] == other[link]:
            continue
        line, there_line = (
            next((line for name, line in reversed(one.links) if name == link), one.line)
            for one in (here, there)
        )
        values = {"section": key, "link": link, "place": f"{path}:{there_line}"}
        if not own[link]:
            message = say("The section {section} lacks the link {link}, which stands in {place}.", **values)
        elif not other[link]:
            message = say("The section {section} has the link {link}, and {place} has none.", **values)
        else:
            message = say(
                "The section {section} has the link {link} {here} ×, and {place} has it {there} ×.",
                **values,
                here=own[link],
                there=other[link],
            )
        remedy = (
            say("Put it where it stands there, as in  [words]({link})", link=link)
            if own[link] < other[link]
            else say("Take it out, or put it into {path} as well.", path=path)
        )
        yield line, message, remedy
