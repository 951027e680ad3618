"""From a guide to the HTML inside <main>: links resolved, ids published, status line and notices added."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from markupsafe import Markup

from lanpya.content.interface import Wording
from lanpya.content.library import TOP, Library, Page
from lanpya.content.links import Target
from lanpya.content.pictograms import inline_svg
from lanpya.content.pictures import data_uri
from lanpya.content.records import Contact
from lanpya.content.settings import Language
from lanpya.content.urls import ABOUT, CONTACTS, HOME, published_id, relative_url
from lanpya.pages.destination import Destination
from lanpya.pages.leaflet_lists import format_facts, format_picture, leaflet_list
from lanpya.pages.needs import Need, needs_of
from lanpya.pages.notices import Notice
from lanpya.pages.offline_controls import is_offered, keep_controls
from lanpya.pages.placeholders import size_placeholder
from lanpya.pages.talks import next_talks
from lanpya.pages.templates import Templates

LONG = 6  # sections from which on a page lists them


@dataclass(frozen=True)
class SectionBehind:
    """A section that may be behind its source, or the whole page: where it is here, and in the source."""

    title: str
    url: str
    source_url: str
    source_language: Language


class Article:
    """One page as of the day `release_date`."""

    shows_sizes: ClassVar[bool] = True  # links of the home page say how large the page behind them is
    is_live: ClassVar[bool] = True  # the pages of other languages are beside this one

    def __init__(self, page: Page, library: Library, release_date: date, templates: Templates):
        self.page, self.library, self.release_date, self.templates = page, library, release_date, templates
        self.words = Wording(library, page.language)
        self._needs: set[Need] = set()

    @property
    def body(self) -> Markup:
        """What is in <main> after the title."""
        return self._rendered[0]

    @property
    def needs(self) -> frozenset[Need]:
        """What in the body needs a style or a script."""
        return self._rendered[1]

    @cached_property
    def _rendered(self) -> tuple[Markup, frozenset[Need]]:
        document = self.page.document
        parts = [self._render(document.lead)]
        for number, section in enumerate(document.sections):
            parts.append(self._render(section.elements))
            if number == 0:
                parts += [self._status(), self._contents()]
        return Markup("").join(parts), frozenset(self._needs)

    def notices(self) -> list[Notice]:
        """Return what leads the page as soon as something on it is past its date."""
        guide, words = self.library.guides[self.page.file], self.words
        notices = [Notice(words.html("past_page", date=guide.review_by), guide.review_by)]
        dated = [contact.last_day for contact in self._contacts() if not contact.example]
        if dated:
            notices.append(Notice(words.html("past_contact_here"), min(dated)))
        return notices

    def url_of(self, page: Page, fragment: str = "") -> str:
        """Return the link from this page to another, or to what has the published id `fragment` there."""
        url = "" if page is self.page and fragment else relative_url(self.page.url, page.url)
        return url + (f"#{fragment}" if fragment else "")

    def contact_id(self, name: str) -> str:
        """Return the published id of an entry of the registry on the page of contacts."""
        return published_id(CONTACTS, f"contact-{name}")

    def sign(self, name: str, words: str) -> Element:
        """Return a pictogram as it is in the page."""
        return inline_svg(self.library.pictograms[name].path, words)

    def _contents(self) -> Markup:
        sections = self.page.document.sections[1:]
        if not self.is_live or len(sections) < LONG or self.page.number == HOME:
            return Markup("")
        self._needs.add("contents")
        links = [(published_id(self.page.number, section.id), section.title) for section in sections]
        return self.templates.partial("article", "contents", links, self.words)

    def _contacts(self) -> list[Contact]:
        """Contacts that the page links to; the page that lists them all tells of each one by itself."""
        targets = (Target.read(link.get("href", "")) for link in self._links())
        return [self.library.contacts[t.name] for t in targets if t.scheme == "contact"]

    def _links(self) -> Iterator[Element]:
        for element in self.page.document.elements():
            yield from element.iter("a")

    def _status(self) -> Markup:
        labels = self.library.labels(self.page)
        if any(contact.example for contact in self._contacts()):
            labels.append("status_sample")
        guide = self.library.guides[self.page.file]
        return self.templates.partial("article", "status", guide, self.words, labels, self._behind())

    def _behind(self) -> list[SectionBehind]:
        """Return which sections may be behind; a page of which all is behind is one entry."""
        stale, document = self.library.stale_sections(self.page), self.page.document
        source = self.library.source_of(self.page)

        def behind(title: str, fragment: str = "") -> SectionBehind:
            return SectionBehind(
                title=title,
                url=self.url_of(self.page, fragment) if fragment else "",
                source_url=self.url_of(source, fragment) if self.is_live else "",
                source_language=source.language,
            )

        sections = [section for section in document.sections if section.id in stale]
        entries = [behind(self.page.title)] if TOP in stale else []
        if len(entries) + len(sections) <= len(document.sections):
            entries += [
                behind(section.title, published_id(self.page.number, section.id)) for section in sections
            ]
        return entries

    def _render(self, elements: Iterable[Element]) -> Markup:
        return Markup("").join(self._render_one(copy.deepcopy(element)) for element in elements)

    def _render_one(self, element: Element) -> Markup:
        links = list(element.iter("a"))
        if element.tag == "p" and len(links) == 1:
            target = Target.read(links[0].get("href", ""))
            if target.scheme == "list":
                return self._list(target.name)
            if target.scheme == "picture":
                return self._picture(target.name)
            if target.scheme == "questions":
                return self._questions(target.name)
        for node in element.iter():
            if node.get("id"):
                node.set("id", published_id(self.page.number, node.attrib["id"]))
            if node.tag in ("h2", "h3", "h4", "h5", "h6"):
                node.attrib.pop("class", None)
        self._drop_missing(element)
        for link in links:
            self._resolve(link)
        for image in element.iter("img"):
            name = image.get("src", "")
            image.set("src", data_uri(name, self.library.pictures[name]))
        element.tail = None
        self._needs.update(needs_of(element))
        return Markup(ET.tostring(element, encoding="unicode", method="html"))  # noqa: S704 — escapes

    def _drop_missing(self, element: Element) -> None:
        """Take out list items that lead to a page that is not built; a rule keeps such links in items."""
        for parent in list(element.iter()):
            for item in [child for child in parent if child.tag == "li"]:
                targets = (Target.read(link.get("href", "")) for link in item.iter("a"))
                names = {target.name for target in targets if target.scheme == "page" and target.name}
                if any(self.library.best_available(name, self.page.language.code) is None for name in names):
                    parent.remove(item)

    def _resolve(self, link: Element) -> None:
        target = Target.read(link.get("href", ""))
        if target.scheme == "source":
            self._cite(link, target.name)
        elif target.scheme == "pictogram":
            self._draw(link, target.name)
        elif target.scheme == "link":
            link.set("href", self.library.links[target.name])
            link.set("rel", "noreferrer noopener")
        elif destination := self._destination(target):
            _point(link, destination)

    def _destination(self, target: Target) -> Destination | None:
        """Return where a link to a page, a section or a contact leads, None if that is not built."""
        language = self.page.language.code
        if target.scheme == "contact":
            page, fragment = self.library.page_by_number(CONTACTS, language), self.contact_id(target.name)
        else:
            page = self.library.best_available(target.name, language) if target.name else self.page
            fragment = published_id(page.number, target.fragment) if page and target.fragment else ""
        if page is None:
            return None
        notes = []
        if page.language != self.page.language:
            notes.append(self.words.text("in_language", language=page.language.name))
        if self.shows_sizes and self.page.number == HOME and page is not self.page:
            notes.append(self.words.text("size", size=size_placeholder(self.page.url, page.url)))
        hreflang = page.language.html_lang if page.language != self.page.language else ""
        return Destination(self.url_of(page, fragment), hreflang, " ".join(notes))

    def _cite(self, link: Element, name: str) -> None:
        source, page = self.library.sources[name], self.library.page_by_number(ABOUT, self.page.language.code)
        tail, number = link.tail, self.words.number(source.number)
        link.clear()
        link.tag, link.tail = "sup", tail
        if page and self.is_live:  # in a copy that many links weigh too much
            ET.SubElement(link, "a", href=self.url_of(page, source_id(name))).text = number
        else:
            link.text = number

    def _draw(self, link: Element, name: str) -> None:
        words, tail = self.words.alternative(self.library.pictograms[name].name), link.tail
        link.clear()
        sign = self.sign(name, words)
        link.tag, link.attrib, link.tail = sign.tag, sign.attrib, tail
        link.extend(sign)

    def _list(self, name: str) -> Markup:
        lists = {
            "keep": self._keep,
            "talks": self._talks,
            "guides": self._guides,
            "contacts": self._contact_list,
            "sources": self._sources,
            "leaflets": self._leaflets,
            "past-talks": self._past_talks,
            "mirrors": self._mirrors,
        }
        return lists[name]()

    def _keep(self) -> Markup:
        if is_offered(self.library):
            self._needs.add("offline")
        return keep_controls(self.library, self.page.language, self.page.url, self.templates)

    def _guides(self) -> Markup:
        pages = self.library.pages_in(self.page.language.code)
        guides = [(self.url_of(page), page.title) for page in pages if page is not self.page]
        return self.templates.partial("article", "guides", guides)

    def _leaflets(self) -> Markup:
        return leaflet_list(self.library, self.page, self.release_date, self.templates)

    def _picture(self, name: str) -> Markup:
        facts = format_facts(name, self.library, self.page, self.templates)
        return format_picture(name, self.library) + facts

    def _questions(self, start: str) -> Markup:
        questions = self.library.questions[self.page.language.code]
        folded = self.page.number == HOME
        self._needs.add("questions")
        if folded or any(answer.then for answer in questions[start].answers):
            self._needs.add("details")

        def destination(go: str) -> Destination:
            found = self._destination(Target.read(go)) or Destination(go)
            if found.note:
                self._needs.add("small")
            return found

        values = (questions[start], questions, destination, folded)
        return self.templates.partial("questions", "question_tree", *values)

    def _talks(self) -> Markup:
        rule = self.library.weekly_rule(self.release_date)
        page = self.library.page_by_number(CONTACTS, self.page.language.code)
        talks = None
        if rule and page:
            contact = self.library.contacts[rule.entry]
            url = self.url_of(page, self.contact_id(contact.id))
            talks = next_talks(rule, contact, url, self.words, self.release_date)
            self._needs.add("entry")
            if talks.moments:
                self._needs.add("talks")
        return self.templates.partial("talks", "weekly_talks", talks, self.words, self.release_date)

    def _past_talks(self) -> Markup:
        if any(talk.example for talk in self.library.talks):
            self._needs.add("small")
        return self.templates.partial("talks", "past_talks", self.library.talks, self.words)

    def _mirrors(self) -> Markup:
        return self.templates.partial("registry", "mirror_list", self.library.mirrors, self.words)

    def _sources(self) -> Markup:
        sources = self.library.sources
        ids = {name: source_id(name) for name in sources}
        return self.templates.partial("registry", "source_list", sources, ids, self.words)

    def _contact_list(self) -> Markup:
        contacts = self.library.contacts
        ids = {name: self.contact_id(name) for name in contacts}
        if not all(contact.is_past(self.release_date) for contact in contacts.values()):
            self._needs.add("entry")
        return self.templates.partial(
            "registry", "contact_list", contacts, ids, self.words, self.release_date
        )


def source_id(name: str) -> str:
    """Return the published id of a source in the list of all."""
    return published_id(ABOUT, f"source-{name}")


def _point(link: Element, destination: Destination) -> None:
    link.set("href", destination.url)
    if destination.hreflang:
        link.set("hreflang", destination.hreflang)
    if destination.note:
        last = link[-1] if len(link) else None
        if last is None:
            link.text = f"{link.text or ''} "
        else:
            last.tail = f"{last.tail or ''} "
        ET.SubElement(link, "small").text = destination.note
