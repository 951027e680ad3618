"""What Markdown drops without a word: definitions of links, and cells beyond those of a table's head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lanpya.content.library import Page
from lanpya.content.page_file import MARKUP_REFUSED
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

_MARKS = r"(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))*"
# as in Python-Markdown and CommonMark: a label, an address without a space, and no more than a title
_DEFINITION = re.compile(
    rf"^{_MARKS}(?P<at>\[)(?P<label>(?:[^\[\]\n]|\n(?![ \t]*\n))*)\]:[ \t]*(?:\n[ \t]*)?"
    rf"(?P<target>\S+)[ \t]*(?:[\"'(].*)?$",
    re.MULTILINE,
)
UNDER_HEAD = re.compile(r"(?=.*\|)(?=.*-)[ \t:|-]+")
_BOX = re.compile(r"[ \t]*(?:!!!|\?\?\?)")
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_OTHER_BLOCK = re.compile(r"[ \t]*(?:[-*+>]|\d{1,9}[.)]|#{1,6})[ \t]")


def check_lost(page: Page) -> Iterator[Problem]:
    """Yield each definition of a link that no link uses, and each row that does not fit its table's head."""
    source = page.document.source
    targets = {link.get("href") for top in page.document.elements() for link in top.iter("a")}
    for found in _DEFINITION.finditer(source):
        at = found.start("at")
        used = re.compile(rf"\[{re.escape(found['label'])}\](?![:(])", re.IGNORECASE)
        if found["target"].strip("<>") in targets and used.search(source):
            continue  # it is a link, and its target is checked as any other
        line = page.document.first_line + source.count("\n", 0, at)
        message = say("Readers would not see this line: it reads as the address of a link kept elsewhere.")
        remedy = say(
            "Write a link as in  [words](guide.md)  and other words without [ ] in front of the colon."
        )
        yield MARKUP_REFUSED.at(page.path, line, at - source.rfind("\n", 0, at), message, remedy)
    yield from _rows(page)


def _rows(page: Page) -> Iterator[Problem]:
    columns = head = 0
    before = ""
    lines = [*page.document.lines(), (0, "")]
    for number, (line, text) in enumerate(lines):
        ends = not text.strip() or _BOX.match(text)
        if columns and UNDER_HEAD.fullmatch(before) and ends and not _goes_on(lines, number):
            message = say("The table has no row below its head.")
            remedy = say("Write one there, as in  | Wait | Run |  or take the table out.")
            yield MARKUP_REFUSED.at(page.path, head, 1, message, remedy)
        if ends:
            columns = 0
        elif columns and not _OTHER_BLOCK.match(text) and (cells := _cells(text)) != columns:
            message = say(
                "The row has another number of cells than the head of its table: {cells}, not {columns}.",
                cells=cells,
                columns=columns,
            )
            remedy = say("Write one cell for each of the head, as in  | Do | Do not |  and leave none out.")
            yield MARKUP_REFUSED.at(page.path, line, 1, message, remedy)
        elif not columns and UNDER_HEAD.fullmatch(text) and _cells(text) == _cells(before):
            columns, head = _cells(text), line
        before = text


def _goes_on(lines: list[tuple[int, str]], number: int) -> bool:
    """Whether rows follow behind empty lines, as where a merge stood."""
    below = next((text for _, text in lines[number:] if text.strip()), "")
    return below.lstrip().startswith("|")


def _cells(row: str) -> int:
    """Return how many cells a row of a table has, with or without marks at its ends."""
    row = re.sub(rf"^{_MARKS}", "", row.strip()).removeprefix("|")
    return len(_BETWEEN_CELLS.split(re.sub(r"(?<!\\)\|$", "", row)))
