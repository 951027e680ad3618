"""Compares the structure of a translation with its source: numbers of items, links, boxes and tables.

Which sections are printed is compared in lanpya.checks.print.
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
from lanpya.content.links import LANG, Target
from lanpya.content.markdown import NOTES
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem

STRUCTURE_DIFFERS = rule("structure-differs", "warning", section="Translations")

_ITEM = re.compile(r"\s*(?:[-*+]|[0-9]+\.)\s")
_BOX = re.compile(r"\s*(?:!!!|\?\?\?)")
_DELIMITER_ROW = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$")  # the delimiter row of a table
_COLLAPSIBLE = "???"  # how a collapsible box is typed; other boxes are named by their type
Placed = list[tuple[str, int]]  # names with their lines


@dataclass(frozen=True)
class Outline:
    """The structure of a section, in order; `line` is where it begins.

    The name of each item is the number of its list.
    """

    line: int
    items: Placed
    boxes: Placed
    tables: Placed
    links: Placed

    def shape(self) -> tuple[object, ...]:
        """Return what must be the same in two languages."""
        boxes, tables = ([name for name, _ in placed] for placed in (self.boxes, self.tables))
        return len(self.items), boxes, tables, Counter(name for name, _ in self.links)


def outline(page: Page, key: str) -> Outline | None:
    """Return the outline of a section, or None if it is missing; `top` is the text before the first."""
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
        tables=placed([_size(one) for one in inner if one.tag == "table"], _DELIMITER_ROW, before=1),
        links=list(_links(inner, lines, page.file)),
    )


def _kind(element: Element) -> str:
    """Return the type of a box, or "" for other elements."""
    names = element.get("class", "").split()
    if "admonition" in names:
        return next((name for name in names if name in NOTES), NOTES[0])
    return _COLLAPSIBLE if element.tag == "details" else ""


def _size(table: Element) -> str:
    rows = list(table.iter("tr"))
    return f"{len(rows)} × {max((len(row) for row in rows), default=0)}"


def _links(inner: list[Element], lines: list[tuple[int, str]], file: str) -> Iterator[tuple[str, int]]:
    """Yield the target and line of each link; links inside the page get the page's own name."""
    met: Counter[str] = Counter()
    for link in inner:
        if link.tag == "a":
            typed = link.get("href", "")
            target = Target.read(typed)
            if target.scheme == LANG:
                continue  # which words are of another language differs
            inside = target.scheme == "page" and not target.name
            pattern = re.compile(rf"{re.escape(typed)}(?=[)>\s\"']|$)")
            found = [number for number, text in lines for _ in pattern.finditer(text)]
            line = found[min(met[typed], len(found) - 1)] if found else lines[0][0]
            met[typed] += 1
            yield (file + typed if inside else typed), line


@check(Scope.PAGE, STRUCTURE_DIFFERS)
def check_structure(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield differences in the structure of a translation, except in sections that are misread.

    A difference is an error if the section claims to match its source, and a warning while it is behind.
    """
    library = context.library
    if library.is_source(page) or (library.settings.source_language, page.file) not in library.pages:
        return
    source = library.source_of(page)
    if page.is_placeholder or stray_headings(page) or stray_headings(source):
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
    """Yield line, message and remedy of each difference in a section that both pages have."""
    here, there = outline(page, key), outline(source, key)
    if here is None or there is None:
        return
    comparisons: tuple[tuple[Message, Placed, Placed, Callable[[Placed], str]], ...] = (
        (say("list items"), here.items, there.items, lambda placed: str(len(placed))),
        (say("boxes"), here.boxes, there.boxes, _named),
        (say("tables (rows × columns)"), here.tables, there.tables, _named),
    )
    for what, own, other, shown in comparisons:
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
            remedy = say("Compare it with {place}, and write the same number, of the same kind.", place=place)
            yield _line_of(own, at, here.line), message, remedy
    yield from _link_differences(key, source.path, here, there)


def _named(placed: Placed) -> str:
    return ", ".join(name for name, _ in placed) or "0"


def _runs(placed: Placed) -> list[tuple[str, int]]:
    """Return each name with the number of its consecutive occurrences: the items of one list are one run."""
    runs: list[tuple[str, int]] = []
    for name, _ in placed:
        if runs and runs[-1][0] == name:
            runs[-1] = (name, runs[-1][1] + 1)
        else:
            runs.append((name, 1))
    return runs


def _line_of(placed: Placed, run: int, otherwise: int) -> int:
    """Return the line at which a run begins; else that of the last entry, else `otherwise`."""
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
            message = say(
                "The section {section} does not have the link {link}, which is in {place}.", **values
            )
        elif not other[link]:
            message = say("The section {section} has the link {link}, but {place} does not.", **values)
        else:
            message = say(
                "The section {section} has the link {link} {here} ×, but {place} has it {there} ×.",
                **values,
                here=own[link],
                there=other[link],
            )
        remedy = (
            say("Add it in the same place, as in  [words]({link})", link=link)
            if own[link] < other[link]
            else say("Remove it, or add it to {path} as well.", path=path)
        )
        yield line, message, remedy
