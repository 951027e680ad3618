"""Text that Markdown drops silently: link definitions, and table cells beyond the columns of the header."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lanpya.content.library import Page
from lanpya.content.page_file import MARKUP_REFUSED
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

_MARKS = r"(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))*"
# as in Python-Markdown and CommonMark: a label, an address without a space, optionally a title
_DEFINITION = re.compile(
    rf"^{_MARKS}(?P<at>\[)(?P<label>(?:[^\[\]\n]|\n(?![ \t]*\n))*)\]:[ \t]*(?:\n[ \t]*)?"
    rf"(?P<target>\S+)[ \t]*(?:[\"'(].*)?$",
    re.MULTILINE,
)
DELIMITER_ROW = re.compile(r"(?=.*\|)(?=.*-)[ \t:|-]+")
_BOX = re.compile(r"[ \t]*(?:!!!|\?\?\?)")
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_OTHER_BLOCK = re.compile(r"[ \t]*(?:[-*+>]|\d{1,9}[.)]|#{1,6})[ \t]")


def check_dropped_text(page: Page) -> Iterator[Problem]:
    """Yield link definitions that no link uses, and table rows that do not fit the header."""
    source = page.document.source
    targets = {link.get("href") for top in page.document.elements() for link in top.iter("a")}
    for found in _DEFINITION.finditer(source):
        at = found.start("at")
        used = re.compile(rf"\[{re.escape(found['label'])}\](?![:(])", re.IGNORECASE)
        if found["target"].strip("<>") in targets and used.search(source):
            continue  # a link uses it, and its target is checked elsewhere
        line = page.document.first_line + source.count("\n", 0, at)
        message = say(
            "Readers would not see this line: Markdown takes it for the address of a link elsewhere."
        )
        remedy = say("Write a link as in  [words](guide.md)  and other words without [ ] before the colon.")
        yield MARKUP_REFUSED.at(page.path, line, at - source.rfind("\n", 0, at), message, remedy)
    yield from _rows(page)


def _rows(page: Page) -> Iterator[Problem]:
    columns = head = 0
    before = ""
    lines = [*page.document.lines(), (0, "")]
    for number, (line, text) in enumerate(lines):
        ends = not text.strip() or _BOX.match(text)
        if columns and DELIMITER_ROW.fullmatch(before) and ends and not _goes_on(lines, number):
            message = say("The table has no row below its header.")
            remedy = say("Add one, as in  | Wait | Run |  or remove the table.")
            yield MARKUP_REFUSED.at(page.path, head, 1, message, remedy)
        if ends:
            columns = 0
        elif columns and not _OTHER_BLOCK.match(text) and (cells := _cells(text)) != columns:
            message = say(
                "The row has {cells} cells, but the header of its table has {columns}.",
                cells=cells,
                columns=columns,
            )
            remedy = say("Write one cell for each column, as in  | Do | Do not |")
            yield MARKUP_REFUSED.at(page.path, line, 1, message, remedy)
        elif not columns and DELIMITER_ROW.fullmatch(text) and _cells(text) == _cells(before):
            columns, head = _cells(text), line
        before = text


def _goes_on(lines: list[tuple[int, str]], number: int) -> bool:
    """Whether rows follow after empty lines, as where the markers of a merge were."""
    below = next((text for _, text in lines[number:] if text.strip()), "")
    return below.lstrip().startswith("|")


def _cells(row: str) -> int:
    """Return the number of cells in a table row, with or without | at its ends."""
    row = re.sub(rf"^{_MARKS}", "", row.strip()).removeprefix("|")
    return len(_BETWEEN_CELLS.split(re.sub(r"(?<!\\)\|$", "", row)))
