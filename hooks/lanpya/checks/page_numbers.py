"""A rule for page numbers: each belongs to one page only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.content.library import Page
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

ADDRESS_TWICE = rule("address-twice", "error", section="Front matter")


@check(Scope.SITE, ADDRESS_TWICE)
def check_numbers(context: CheckContext) -> Iterator[Problem]:
    """Yield pages with the same number as another page of their language."""
    users: dict[tuple[str, int], list[Page]] = defaultdict(list)
    for page in context.library.pages.values():
        if page.number >= 0:
            users[page.language.code, page.number].append(page)
    for pages in users.values():
        for page in pages[1:]:
            message = say(
                "The address {address} is already used by {path}.", address=page.number, path=pages[0].path
            )
            remedy = say("Use a number that no page has or ever had, as in  address: 42")
            yield ADDRESS_TWICE.on(page.path, page.front.keys["address"], message, remedy)
