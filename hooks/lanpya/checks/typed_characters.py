"""Characters that phones and word processors type instead of Markdown: other spaces and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lanpya.content.library import Page
from lanpya.content.page_file import MARKUP_REFUSED
from lanpya.languages.finding import ODD_SPACES, space_name
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

SPACE_BEHIND_MARK = rule("space-behind-mark", "error", section="Headings and text")

_MARK = r"(?:[-*+]|\d{1,9}[.)]|#{1,6}|>|!!!|\?\?\?\+?)"
_BOX = r"[ \t]*(?:!!!|\?\?\?\+?)"
_ODD = rf"(?P<space>[{ODD_SPACES}])"
_ANY_ODD = re.compile(f"[{ODD_SPACES}]")
# where an ordinary space belongs: after marks and at the beginning of a line, in the line of a box, in the
# delimiter row of a table, next to and in the braces of a heading
_FOR_A_SPACE = [
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"^[ \t]*(?:(?:{_MARK}[ \t]+)*{_MARK})?{_ODD}",
        rf"^{_BOX}[^\"\n]*?(?:\"[^\"\n]*\"[ \t]*)?{_ODD}",
        rf"^(?=[^\n]*\|)(?=[^\n]*-)[ \t|:-]*{_ODD}[ \t|:{ODD_SPACES}-]*$",
        rf"^#{{1,6}}[ \t][^{{}}\n]*?{_ODD}[ \t{ODD_SPACES}]*\{{[^{{}}\n]*\}}",
        rf"^#{{1,6}}[ \t][^\n]*\{{[^{{}}\n]*?(?:\}}[ \t]*)?{_ODD}[^{{}}\n]*\}}?[ \t]*$",
    )
]
# where no space belongs: between the brackets of a link, in its address, inside the marks of bold words
_FOR_NOTHING = [
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"\][ \t]*{_ODD}\s*\([^()\n]*\)",
        rf"\]\([^()\"\n]*?{_ODD}[^()\"\n]*\)",
        rf"(?<!\*)(?P<mark>\*{{1,3}})(?!\*){_ODD}?(?:[^*\n]|\n(?![ \t]*\n))*?"
        rf"(?P<last>[{ODD_SPACES}])?(?<!\*)(?P=mark)(?!\*)",
    )
]
_QUOTES = "“”„‟«»‘’‚‛＂″'"
_TITLE = re.compile(
    rf"^{_BOX}(?:(?:[ \t]+[\w-]+)*[ \t]*(?<=[ \t!?+])(?P<at>[{_QUOTES}])"
    rf"|[^\"\n]*\"[^\"\n]*(?P<end>[{_QUOTES}])[ \t]*$)",
    re.MULTILINE,
)
_SHOWN = 40  # characters of a text in a message
_TORN_LINK = re.compile(r"\](?:[ \t]+\n?|\n)[ \t]*\(")


def odd_spaces(page: Page) -> Iterator[tuple[int, int]]:
    """Yield line and column of each unusual space that breaks the markup around it."""
    for at, _ in _odd_spaces(page.document.source):
        yield _place(page, at)


def broken_lines(page: Page) -> Iterator[int]:
    """Yield each line whose markup is broken by what is typed in or after it."""
    source = page.document.source
    places = [at for at, _ in _odd_spaces(source)]
    places += [match.start() for pattern in (_TITLE, _TORN_LINK) for match in pattern.finditer(source)]
    for at in places:
        yield _place(page, at)[0]


def check_typed(page: Page) -> Iterator[Problem]:
    """Yield spaces that break the markup, and box titles in quotation marks that are not straight."""
    source = page.document.source
    for at, marks in _odd_spaces(source):
        line, column = _place(page, at)
        space = space_name(source[at])
        before = source[source.rfind("\n", 0, at) + 1 : at].split()
        if marks:
            message = say(
                "Inside {marks} there is {space}, which breaks the markup.", marks=marks, space=space
            )
            remedy = say("Remove the space, as in  [words](guide.md)  and  **bold**")
        else:
            message = (
                say(
                    "{mark} is followed by {space}, so no item or heading begins here.",
                    mark=before[-1],
                    space=space,
                )
                if before
                else say("The line begins with {space}, which does not count as a space there.", space=space)
            )
            remedy = say("Type an ordinary space, with the space bar.")
        yield SPACE_BEHIND_MARK.at(page.path, line, column, message, remedy)
    for title in _TITLE.finditer(source):
        line, column = _place(page, title.start("at" if title["at"] else "end"))
        message = say("The title of the box is in quotation marks that are not straight.")
        remedy = say('Use straight ones, as in  !!! warning "Stop signs"')
        yield MARKUP_REFUSED.at(page.path, line, column, message, remedy)


def _odd_spaces(source: str) -> list[tuple[int, str]]:
    """Return the offset of each space that breaks markup, with the markup if no space belongs inside it."""
    found: dict[int, str] = {}
    for pattern in (*_FOR_A_SPACE, *_FOR_NOTHING) if _ANY_ODD.search(source) else ():
        for match in pattern.finditer(source):
            name = "space" if match["space"] else "last"
            if name in match.groupdict() and match[name]:
                marks = " ".join(match[0].split())[:_SHOWN] if pattern in _FOR_NOTHING else ""
                found.setdefault(match.start(name), marks)
    return sorted(found.items())


def _place(page: Page, at: int) -> tuple[int, int]:
    source = page.document.source
    return page.document.first_line + source.count("\n", 0, at), at - source.rfind("\n", 0, at)
