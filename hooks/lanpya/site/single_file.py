"""The single-file copy: all guides of a language in one HTML file that loads nothing.

A copy cannot be recalled once it is kept or passed on. So it contains no contacts, but the address of the
live page in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import ClassVar

from lanpya.content.interface import Wording
from lanpya.content.library import Library, Page
from lanpya.content.pictograms import drawn_once, used_svg
from lanpya.content.records import Contact
from lanpya.content.settings import Language
from lanpya.content.urls import CONTACTS, CURRENT, HOME, LEAFLETS, REMOVE, SEARCH
from lanpya.leaflets.leaflet import home_address
from lanpya.leaflets.qr import code_for
from lanpya.pages.article import Body
from lanpya.pages.deferred_html import LATER
from lanpya.pages.leaflet_lists import format_picture
from lanpya.pages.notices import notice
from lanpya.pages.offline_controls import remove_body
from lanpya.pages.search import search_field, search_list

LIVE = "live"  # id of the text in place of the contacts
_NOTICE_WORDS = re.compile(rf'(?P<until> data-until="[^"]*") {LATER}="[^"]*"')
PASS_ON = "pass"  # id of the code with the address of the site  # noqa: S105 — not a password


def page_id(number: int) -> str:
    """Return the id, in the copy, of the page with this number."""
    return f"p{number}"


@dataclass(frozen=True)
class SingleFileBody(Body):
    """A page in the single-file copy: links stay inside the file, or lead to the live page."""

    sizes: ClassVar[bool] = False
    live: ClassVar[bool] = False

    def address_of(self, goal: Page, fragment: str = "") -> str:
        """Return the link to a page inside the file; for a page in another language, its live address."""
        if goal.language != self.page.language:
            return self.library.public_address(goal.url) + (f"#{fragment}" if fragment else "")
        return f"#{fragment or page_id(goal.number)}"

    def contact_id(self, name: str) -> str:
        """Return, for every contact, the id of the text about the live page."""
        return LIVE

    def sign_svg(self, name: str, words: str) -> str:
        """Return a pictogram that refers to a path drawn once in the file."""
        return used_svg(name, words)

    def _contacts(self) -> list[Contact]:
        return []

    def _contact_entries(self) -> Iterator[str]:
        mark = f' id="{LIVE}"' if self.page.number == CONTACTS else ""
        yield f"<li{mark}>{self._live_page('kept_contacts')} {self.words.html('kept_compare')}</li>"

    def _leaflets(self) -> Iterator[str]:
        mark = f' id="{page_id(CURRENT)}"' if self.page.number == LEAFLETS else ""
        yield f"<li{mark}>{self._live_page('kept_leaflets')}</li>"

    def _picture(self, name: str) -> str:
        return f"{format_picture(name, self.library)}<p>{self.library.settings.paper.name}</p>"

    def _questions(self, start: str) -> str:
        # the home page of a copy already lists and searches all guides
        return "" if self.page.number == HOME else super()._questions(start)

    def _talks(self) -> str:
        return f"<p>{self._live_page('kept_contacts')}</p>"

    def _keep(self) -> str:
        return f'<p><a href="#{page_id(REMOVE)}">{self.words.html("remove")}</a></p>'

    def _live_page(self, key: str) -> str:
        return f"{self.words.html(key)} {live_link(self.library.public_address(self.page.url))}"


def live_link(address: str) -> str:
    """Return a link to a public address, with the address as its text."""
    return f'<a href="{escape(address)}" rel="noreferrer noopener">{escape(address)}</a>'


def single_file_notices(library: Library, language: Language, release_date: date) -> str:
    """Return the notice at the top of the file, shown from the day after the first page expires."""
    until = min(library.guides[page.file].review_by for page in library.pages_in(language.code))
    return notice(Wording(library, language).html("kept_past", date=until), until, release_date)


def single_file_body(library: Library, language: Language, release_date: date) -> str:
    """Return all guides of a language as articles, beginning with the home page and the list of all.

    The id of each article is its page number, so that the worker can lead from a URL to the article.
    """
    words = Wording(library, language)
    pages = library.pages_in(language.code)
    home = [page for page in pages if page.number == HOME]
    rest = [page for page in pages if page.number != HOME]
    entries = [
        *(f'<a href="#{page_id(page.number)}">{escape(page.title, quote=False)}</a>' for page in rest),
        f'<a href="#{page_id(REMOVE)}">{words.html("remove")}</a>',
        f'<a href="#{PASS_ON}">{words.html("pass_on")}</a>',
    ]
    start = "".join(_guide(page, library, release_date) for page in home) or f"<h1>{words.html('home')}</h1>"
    status = (
        f'<span id="edition">{words.html("edition", date=release_date)}</span> · {words.html("kept_copy")}'
    )
    back = f'<nav><a href="#{page_id(SEARCH)}">{words.html("home")}</a></nav>'
    parts = [
        f'<article id="{page_id(HOME)}"><p class="status">{status}</p>{start}'
        f'<section id="{page_id(SEARCH)}"><h2>{words.html("home")}</h2>'
        f"{search_field(words)}{search_list(entries)}</section></article>",
        *(
            f'<article id="{page_id(page.number)}">{_guide(page, library, release_date)}{back}</article>'
            for page in rest
        ),
        f'<article id="{page_id(REMOVE)}"><h1>{words.html("remove")}</h1>{remove_body(library, language)}'
        f"<p>{words.html('remove_kept_file')}</p></article>",
        f'<article id="{PASS_ON}"><h1>{words.html("pass_on")}</h1>{_pass_on(library, language)}</article>',
    ]
    html = _without_repeated_notices("".join(parts))
    return drawn_once(html, library.pictograms) + html


def _without_repeated_notices(html: str) -> str:
    """Return the guides without the words of notices that repeat the previous notice; see dates.js."""
    before = ""

    def once(match: re.Match[str]) -> str:
        nonlocal before
        previous, before = before, match[0]
        return match["until"] if match[0] == previous else match[0]

    return _NOTICE_WORDS.sub(once, html)


def _guide(page: Page, library: Library, release_date: date) -> str:
    body = SingleFileBody(page, library, release_date)
    return f"{body.notices()}<h1>{escape(page.title, quote=False)}</h1>{body.html()}"


def _pass_on(library: Library, language: Language) -> str:
    words = Wording(library, language)
    address = home_address(library, language)
    label = escape(words.text("page_code_alt", address=address))
    svg = code_for(address).svg.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
    return (
        f'<p>{words.html("pass_on_text")} {live_link(address)}</p><p class="code">{svg}</p>'
        f"<p>{words.html('code_warning')}</p>"
    )
