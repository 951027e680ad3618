"""Rules for page numbers, and ids of headings in the single-file copy: each belongs to one page only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.content.library import Page
from lanpya.content.urls import published_id
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

ADDRESS_TWICE = rule("address-twice", "error", section="Front matter")
PUBLISHED_ID_TWICE = rule("published-id-twice", "error", section="The finished site")


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


@check(Scope.SITE, PUBLISHED_ID_TWICE)
def check_published_ids(context: CheckContext) -> Iterator[Problem]:
    """Yield headings of different guides with the same published id: the single-file copy contains both."""
    library = context.library
    users: dict[str, tuple[Page, str]] = {}
    together = library.settings.keep == "offer"
    for page in library.pages_in(library.settings.source_language) if together else ():
        for heading in page.document.headings:
            published = published_id(page.number, heading.id)
            other, identifier = users.setdefault(published, (page, heading.id))
            if heading.id and other.number != page.number:  # a number used twice is reported separately
                message = say(
                    "This heading and {path}#{id} happen to have the same published id, {published}.",
                    path=other.path,
                    id=identifier,
                    published=published,
                )
                remedy = say("Give one of them another id, in every language, as in  {#before-that}")
                yield PUBLISHED_ID_TWICE.at(page.path, heading.line, 1, message, remedy)
