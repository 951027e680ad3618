"""The one-file edition: all guides of a language in one HTML file that needs nothing outside itself.

It cannot be called back once it is kept or passed on. So no contact stands in it; in their place stands where
the live page is.
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

LIVE = "live"  # id of what stands in place of the contacts
_NOTICE_WORDS = re.compile(rf'(?P<until> data-until="[^"]*") {LATER}="[^"]*"')
PASS_ON = "pass"  # id of the code that hands the site's address on  # noqa: S105 — no password


def page_id(address: int) -> str:
    """Return the id of a guide, or of a page that the build makes, in the one-file edition."""
    return f"p{address}"


@dataclass(frozen=True)
class SingleFileBody(Body):
    """A page as a part of the one-file edition: links stay inside the file, or lead to the live page."""

    sizes: ClassVar[bool] = False
    live: ClassVar[bool] = False

    def address_of(self, goal: Page, fragment: str = "") -> str:
        """Return the link inside the file; to a page of another language, the live address."""
        if goal.language != self.page.language:
            return self.library.public_address(goal.url) + (f"#{fragment}" if fragment else "")
        return f"#{fragment or page_id(goal.number)}"

    def contact_id(self, name: str) -> str:
        """Return where the file tells how to reach the live page, for every contact."""
        return LIVE

    def sign_svg(self, name: str, words: str) -> str:
        """Return a pictogram that is drawn once for the whole file."""
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
        # the home page of a copy lists and searches all guides as it is
        return "" if self.page.number == HOME else super()._questions(start)

    def _talks(self) -> str:
        return f"<p>{self._live_page('kept_contacts')}</p>"

    def _keep(self) -> str:
        return f'<p><a href="#{page_id(REMOVE)}">{self.words.html("remove")}</a></p>'

    def _live_page(self, key: str) -> str:
        return f"{self.words.html(key)} {live_link(self.library.public_address(self.page.url))}"


def live_link(address: str) -> str:
    """Return a link to a public address, which shows that address."""
    return f'<a href="{escape(address)}" rel="noreferrer noopener">{escape(address)}</a>'


def single_file_notices(library: Library, language: Language, release_date: date) -> str:
    """Return what leads the file: a notice from the day after the first of its pages is out of date."""
    until = min(library.guides[page.file].review_by for page in library.pages_in(language.code))
    return notice(Wording(library, language).html("kept_past", date=until), until, release_date)


def single_file_body(library: Library, language: Language, release_date: date) -> str:
    """Return all guides of the language as articles, the home page with the list of all before the others.

    Each has the id of its public number, so that the worker can lead from an address to its place.
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
    told = f'<span id="edition">{words.html("edition", date=release_date)}</span> · {words.html("kept_copy")}'
    back = f'<nav><a href="#{page_id(SEARCH)}">{words.html("home")}</a></nav>'
    parts = [
        f'<article id="{page_id(HOME)}"><p class="status">{told}</p>{start}'
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
    html = _said_once("".join(parts))
    return drawn_once(html, library.pictograms) + html


def _said_once(html: str) -> str:
    """Return the guides with a notice's words left out where the notice before has the same; see dates.js."""
    before = ""

    def once(match: re.Match[str]) -> str:
        nonlocal before
        said, before = before, match[0]
        return match["until"] if match[0] == said else match[0]

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
