"""The single-file copy: all guides of a language in one HTML file that loads nothing.

A copy cannot be recalled once it is kept or passed on. So it contains no contacts, but the address of the
live page in their place. The same is in place of guides with `copies: no`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from xml.etree.ElementTree import Element

from markupsafe import Markup

from lanpya.content.interface import Wording
from lanpya.content.library import Library, Page
from lanpya.content.pictograms import sign_id, used_svg
from lanpya.content.published_ids import clashing_ids, topics_of
from lanpya.content.records import Contact, Source
from lanpya.content.roles import Role
from lanpya.content.settings import SiteLanguage
from lanpya.content.urls import CURRENT, HOME, REMOVE, SEARCH
from lanpya.leaflets.leaflet import home_address
from lanpya.leaflets.qr import code_for
from lanpya.pages.article import Article
from lanpya.pages.leaflet_lists import format_picture
from lanpya.pages.needs import Need
from lanpya.pages.notices import Notice
from lanpya.pages.search import Entry
from lanpya.pages.templates import Templates

LIVE = "live"  # id of what is in place of the contacts
PASS_ON = "pass"  # id of the code that hands the site's address on  # noqa: S105 — no password

_HEADING = re.compile(r'(?P<start><h[2-6]) id="(?P<id>[^"]+)"')
_LINK_INSIDE = re.compile(r'href="#([^"]+)"')


def page_id(address: int) -> str:
    """Return the id of a guide, or of a page that the build makes, in the single-file copy."""
    return f"p{address}"


class CopiedArticle(Article):
    """A page as a part of the single-file copy: links stay inside the file, or lead to the live page."""

    shows_sizes: ClassVar[bool] = False
    is_live: ClassVar[bool] = False

    def __init__(self, page: Page, library: Library, release_date: date, templates: Templates):
        super().__init__(page, library, release_date, templates)
        self._signs: set[str] = set()

    @property
    def signs(self) -> frozenset[str]:
        """The pictograms in the body."""
        return frozenset(self._signs if self.body else ())

    def url_of(self, page: Page, fragment: str = "") -> str:
        """Return the link inside the file; to a page of another language, the live URL."""
        if page.language != self.page.language:
            return self.library.public_address(page.url) + (f"#{fragment}" if fragment else "")
        if not self.library.is_copied(page.file):
            return f"#{page_id(page.number)}"
        return f"#{self._inside(page, fragment) if fragment else page_id(page.number)}"

    def published_as(self, published: str) -> str:
        """Return the id inside the file, which is another one if an earlier page has the same."""
        return self._inside(self.page, published)

    def _inside(self, page: Page, published: str) -> str:
        clashing = clashing_ids(self.library, page.language.code)
        return clashing.get((page.number, published), published)

    def contact_id(self, page: Page, name: str) -> str:
        """Return, for every contact, the id of the text about the live page."""
        return LIVE

    def sign(self, name: str, words: str) -> Element:
        """Return a pictogram that is drawn once for the whole file."""
        self._signs.add(name)
        return used_svg(name, words)

    def _contacts(self) -> list[Contact]:
        return []

    def _listed_guides(self) -> list[Page]:
        return [page for page in super()._listed_guides() if self.library.is_copied(page.file)]

    def _listed_sources(self) -> dict[str, Source]:
        """Return the sources without those that only guides cite that are in no copy."""
        guides = self.library.guides.values()
        copied = {name for guide in guides if guide.is_copied for name in guide.sources}
        hidden = {name for guide in guides for name in guide.sources} - copied
        return {name: source for name, source in super()._listed_sources().items() if name not in hidden}

    def _contact_list(self) -> Markup:
        return self._live("live_contacts", LIVE if self._has_role("contacts") else "")

    def _leaflets(self) -> Markup:
        return self._live("live_leaflets", page_id(CURRENT) if self._has_role("print") else "")

    def _talks(self) -> Markup:
        return self._live("live_talks")

    def _has_role(self, role: Role) -> bool:
        return self.page.file == self.library.file_with(role)

    def _live(self, macro: str, *values: str) -> Markup:
        address = self.library.public_address(self.page.url)
        return self.templates.partial("single_file", macro, *values, address, self.words)

    def _picture(self, name: str) -> Markup:
        paper = Markup("<p>{}</p>").format(self.library.settings.paper.name)
        return format_picture(name, self.library, self.page.language) + paper

    def _keep(self) -> Markup:
        return self.templates.partial("single_file", "remove_link", page_id(REMOVE), self.words)


@dataclass(frozen=True)
class CopiedGuide:
    """A guide as the copy shows it."""

    id: str
    title: str
    notices: list[Notice]
    body: Markup


@dataclass(frozen=True)
class Code:
    """A public address, and the drawing of the code that says it."""

    address: str
    drawing: Markup


@dataclass(frozen=True)
class SingleFile:
    """All guides of a language as articles, and what in them needs a style or a script.

    `topics` is the id of the section of guided questions, "" if there is none.
    """

    body: Markup
    topics: str
    notices: list[Notice]
    needs: frozenset[Need]


def single_file(
    library: Library, language: SiteLanguage, release_date: date, templates: Templates
) -> SingleFile:
    """Return the copy of a language, led by a notice from the day after the first of its pages is past."""
    words = Wording(library, language)
    pages = [page for page in library.pages_in(language.code) if library.is_copied(page.file)]
    articles = [CopiedArticle(page, library, release_date, templates) for page in pages]
    articles.sort(key=lambda article: article.page.number != HOME)
    guides = list(_guides(articles))
    home = guides.pop(0) if pages and articles[0].page.number == HOME else None
    entries = [
        *(Entry(f"#{guide.id}", guide.title) for guide in guides),
        Entry(f"#{page_id(REMOVE)}", words.html("remove")),
        Entry(f"#{PASS_ON}", words.html("pass_on")),
    ]
    signs = frozenset[str]().union(*(article.signs for article in articles))
    body = templates.partial(
        *("single_file", "single_file", home, guides, entries, _pass_on(library, words)),
        {page_id(page.number): library.public_address(page.url) for page in _live_pages(library, language)},
        {sign_id(name): sign.path for name, sign in library.pictograms.items() if name in signs},
        {"home": page_id(HOME), "search": page_id(SEARCH), "remove": page_id(REMOVE), "pass_on": PASS_ON},
        *(words, release_date),
    )
    place = topics_of(library, language.code)
    topics = place[1] if place and place[0].language == language else ""
    until = min((library.guides[page.file].review_by for page in pages), default=None)
    return SingleFile(
        body=_without_unused_ids(body, topics),
        topics=topics,
        notices=[Notice(words.html("kept_past", date=until), until)] if until else [],
        needs=frozenset[Need]().union(*(article.needs for article in articles)),
    )


def _without_unused_ids(body: Markup, topics: str) -> Markup:
    """Return the guides with ids for linked headings alone; kept.js gives the others one when it needs it."""
    used = {*_LINK_INSIDE.findall(body), topics}
    slim = _HEADING.sub(lambda match: match[0] if match["id"] in used else match["start"], body)
    return Markup(slim)  # noqa: S704 — a part of what is markup


def _guides(articles: list[CopiedArticle]) -> Iterator[CopiedGuide]:
    """Yield the guides; a notice that says the same as the one before is marked as repeated."""
    said = None
    for article in articles:
        notices = []
        for notice in article.notices():
            notices.append(replace(notice, is_repeated=notice == said))
            said = notice
        yield CopiedGuide(page_id(article.page.number), article.page.title, notices, article.body)


def _live_pages(library: Library, language: SiteLanguage) -> list[Page]:
    """Return the pages of a language that are in no copy."""
    return [page for page in library.pages_in(language.code) if not library.is_copied(page.file)]


def _pass_on(library: Library, words: Wording) -> Code:
    address = home_address(library, words.language)
    label = Markup('<svg role="img" aria-label="{}" ').format(words.text("page_code_alt", address=address))
    drawing = Markup(code_for(address).svg)  # noqa: S704 — numbers only
    return Code(address, drawing.replace("<svg ", label, 1))
