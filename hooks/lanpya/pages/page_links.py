"""Where the links of a page lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lanpya.content.interface import Wording
from lanpya.content.library import Library, Page
from lanpya.content.links import Target
from lanpya.content.published_ids import entry_ids, heading_id
from lanpya.content.urls import HOME, relative_url
from lanpya.pages.placeholders import size_placeholder


@dataclass(frozen=True)
class Destination:
    """A URL, the language behind it if it is another one, and what is said of it behind the link's words."""

    url: str
    hreflang: str = ""
    note: str = ""


class PageLinks:
    """The links of one page."""

    shows_sizes: ClassVar[bool] = True  # links of the home page say how large the page behind them is

    def __init__(self, page: Page, library: Library):
        self.page, self.library = page, library
        self.words = Wording(library, page.language)

    def url_of(self, page: Page, fragment: str = "") -> str:
        """Return the link from this page to another, or to what has the published id `fragment` there."""
        url = "" if page is self.page and fragment else relative_url(self.page.url, page.url)
        return url + (f"#{fragment}" if fragment else "")

    def own_id(self, identifier: str) -> str:
        """Return the id under which this page publishes a heading."""
        return self.published_as(heading_id(self.page, identifier))

    def published_as(self, published: str) -> str:
        """Return the id that an element of this page has in the file it is in."""
        return published

    def contact_id(self, page: Page, name: str) -> str:
        """Return the published id of an entry of the registry on a page that lists them."""
        return entry_ids(page, self.library)[f"contact-{name}"]

    def source_id(self, page: Page, name: str) -> str:
        """Return the published id of a source on a page that lists them."""
        return entry_ids(page, self.library)[f"source-{name}"]

    def destination(self, target: Target, *, is_sized: bool = True) -> Destination | None:
        """Return where a link to a page, a section or a contact leads, None if that is not built.

        On the home page it says how large the page is, if `is_sized`.
        """
        language = self.page.language.code
        if target.scheme == "contact":
            page = self.library.page_with("contacts", language)
            fragment = self.contact_id(page, target.name) if page and self.library.contacts else ""
        else:
            page = self.library.best_available(target.name, language) if target.name else self.page
            fragment = heading_id(page, target.fragment) if page and target.fragment else ""
        if page is None:
            return None
        notes = []
        if page.language != self.page.language:
            notes.append(self.words.text("in_language", language=page.language.name))
        if is_sized and self.shows_sizes and self.page.number == HOME and page is not self.page:
            notes.append(self.words.text("size", size=size_placeholder(self.page.url, page.url)))
        hreflang = page.language.html_lang if page.language != self.page.language else ""
        return Destination(self.url_of(page, fragment), hreflang, " ".join(notes))
