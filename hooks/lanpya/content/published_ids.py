"""The ids of headings and of entries of lists, as pages publish them: short, and without meaning.

They are distinct on a page, whatever other pages have: what is added to a page changes no id of another one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from lanpya.content.library import Library, Page
from lanpya.content.links import lists_on, section_with_questions, sources_on
from lanpya.content.urls import HOME, ID_DIGITS, published_id


def heading_ids(page: Page) -> Mapping[str, str]:
    """Return the published ids of the headings of a page, by their ids in the source."""
    return _distinct(page.number, tuple(heading.id for heading in page.document.headings if heading.id))


def heading_id(page: Page, identifier: str) -> str:
    """Return the published id of one heading of a page."""
    return heading_ids(page).get(identifier) or published_id(page.number, identifier)


def topics_of(library: Library, code: str) -> tuple[Page, str] | None:
    """Return the home page for a language and the published id of its section of guided questions.

    None on a site without such a section, and where the language of that page has no questions.
    """
    home = library.page_by_number(HOME, code)
    section = section_with_questions(home) if home and library.questions[home.language.code] else ""
    return (home, heading_id(home, section)) if home and section else None


def entry_ids(page: Page, library: Library) -> Mapping[str, str]:
    """Return the same with those of the entries that the page lists, such as contact-helpline."""
    return _entry_ids(library, page.language.code, page.file)


@lru_cache(maxsize=64)
def _entry_ids(library: Library, code: str, file: str) -> Mapping[str, str]:
    page = library.pages[(code, file)]
    lists, headings = lists_on(page), [heading.id for heading in page.document.headings if heading.id]
    contacts = library.contacts if "contacts" in lists else ()
    names = [f"contact-{name}" for name in contacts] + [
        f"source-{name}" for name in sources_on(page, library)
    ]
    return _distinct(page.number, (*headings, *names))


@lru_cache(maxsize=4096)
def _distinct(number: int, identifiers: tuple[str, ...]) -> Mapping[str, str]:
    """Return the published ids; of two with the same digits, the later one takes more of its digits."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for identifier in identifiers:
        for digits in range(ID_DIGITS, 64, ID_DIGITS):
            published = published_id(number, identifier, digits)
            if published not in taken:
                break
        found[identifier] = published
        taken.add(published)
    return found


@lru_cache(maxsize=16)
def clashing_ids(library: Library, code: str) -> Mapping[tuple[int, str], str]:
    """Return published ids that a page of a language shares with an earlier one, by its number and the id.

    The single-file copy has all pages; the value is the id that the later one has there.
    """
    found: dict[tuple[int, str], str] = {}
    taken: set[str] = set()
    for page in library.pages_in(code):
        own = set(entry_ids(page, library).values())
        found |= {(page.number, published): f"p{page.number}{published}" for published in own & taken}
        taken |= own
    return found
