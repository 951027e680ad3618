"""From a guide to the HTML inside <main>: links resolved, ids published, status line and notices added."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from markupsafe import Markup

from lanpya.content.library import TOP
from lanpya.content.links import LANG, Target, page_listing
from lanpya.content.markdown import Section
from lanpya.content.pictograms import inline_svg
from lanpya.content.pictures import data_uri
from lanpya.content.published_ids import heading_id
from lanpya.content.records import Contact
from lanpya.content.settings import SiteLanguage
from lanpya.content.urls import HOME, NEXT
from lanpya.languages.language import language_of
from lanpya.pages.inserts import Inserts
from lanpya.pages.needs import Need, needs_of
from lanpya.pages.notices import Notice
from lanpya.pages.page_links import Destination

DATED = "dated"  # the class of what dated.css hides
LONG = 6  # sections from which on a page lists them


@dataclass(frozen=True)
class SectionBehind:
    """A section that may be behind its source, or the whole page: where it is here, and in the source."""

    title: str
    url: str
    source_url: str
    source_language: SiteLanguage


class Article(Inserts):
    """One page as of the day `release_date`."""

    is_live: ClassVar[bool] = True  # the pages of other languages are beside this one

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
            parts.append(self._section(section))
            if number == 0:
                parts += [self._status(), self._contents()]
        return Markup("").join(parts), frozenset(self._needs)

    def _section(self, section: Section) -> Markup:
        """Return a section; a dated one gives way to a notice once the page is past, by dated.css."""
        guide = self.library.guides[self.page.file]
        if section.id not in guide.dated:
            return self._render(section.elements)
        heading, *rest = copy.deepcopy(section.elements)
        self._needs.add("dated")
        words = self.words.html("past_section")
        notice = self.templates.partial("notice", "notice", words, guide.review_by, self.release_date)
        for element in rest:
            element.set("class", f"{element.get('class', '')} {DATED}".strip())
        return self._render([heading]) + notice + self._render(rest)

    def notices(self) -> list[Notice]:
        """Return what leads the page as soon as something on it is past its date."""
        guide, words = self.library.guides[self.page.file], self.words
        notices = [Notice(words.html("past_page", date=guide.review_by), guide.review_by)]
        dated = [contact.last_day for contact in self._contacts() if not contact.example]
        if dated:
            notices.append(Notice(words.html("past_contact_here"), min(dated)))
        return notices

    def sign(self, name: str, words: str) -> Element:
        """Return a pictogram as it is in the page."""
        return inline_svg(self.library.pictograms[name].path, words)

    def _contents(self) -> Markup:
        sections = self.page.document.sections[1:]
        if not self.is_live or len(sections) < LONG or self.page.number == HOME:
            return Markup("")
        self._needs.add("contents")
        links = [(self.own_id(section.id), section.title) for section in sections]
        return self.templates.partial("article", "contents", links, self.words)

    def _contacts(self) -> list[Contact]:
        """Contacts that the page links to; the page that lists them all tells of each one by itself."""
        targets = (Target.read(link.get("href", "")) for link in self._links())
        contacts = self.library.contacts
        return [contacts[t.name] for t in targets if t.scheme == "contact" and t.name in contacts]

    def _links(self) -> Iterator[Element]:
        for element in self.page.document.elements():
            yield from element.iter("a")

    def _status(self) -> Markup:
        labels = self.library.labels(self.page)
        if any(contact.example for contact in self._contacts()):
            labels.append("status_sample")
        guide = self.library.guides[self.page.file]
        place = NEXT if self.is_live and guide.leaflet else ""
        return self.templates.partial("article", "status", guide, self.words, labels, self._behind(), place)

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
            entries += [behind(section.title, heading_id(self.page, section.id)) for section in sections]
        return entries

    def _render(self, elements: Iterable[Element]) -> Markup:
        return Markup("").join(self._render_one(copy.deepcopy(element)) for element in elements)

    def _render_one(self, element: Element) -> Markup:
        links = list(element.iter("a"))
        if element.tag == "p" and len(links) == 1:
            insert = self.insert(Target.read(links[0].get("href", "")))
            if insert is not None:
                return insert
        for node in element.iter():
            if node.get("id"):
                node.set("id", self.own_id(node.attrib["id"]))
            if node.tag in ("h2", "h3", "h4", "h5", "h6") and node.get("class") != DATED:
                node.attrib.pop("class", None)
        self._drop_missing(element)
        self._drop_empty(element)
        for link in list(element.iter("a")):
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

    def _drop_empty(self, element: Element) -> None:
        """Take out pictograms that have no drawing, and the numbers of sources on a site that lists none."""
        shown = {"pictogram": self.library.pictograms, "source": self.library.sources}
        for parent in list(element.iter()):
            for link in [child for child in parent if child.tag == "a"]:
                target = Target.read(link.get("href", ""))
                if target.scheme in shown and target.name not in shown[target.scheme]:
                    _take_out(parent, link)

    def _resolve(self, link: Element) -> None:
        target = Target.read(link.get("href", ""))
        if target.scheme == "source":
            self._cite(link, target.name)
        elif target.scheme == "pictogram":
            self._draw(link, target.name)
        elif target.scheme == "link" and target.name not in self.library.links:
            link.tag, link.attrib = "span", {}  # the words alone, on a site without any links
        elif target.scheme == "link":
            link.set("href", self.library.links[target.name])
            link.set("rel", "noreferrer noopener")
        elif target.scheme == LANG:
            link.tag, link.attrib = "span", self._marked_as(target.name)
        elif destination := self.destination(target):
            _point(link, destination)

    def _marked_as(self, tag: str) -> dict[str, str]:
        """Return the attributes of words in another language than the page's."""
        direction = language_of(tag).direction
        return {"lang": tag} | (
            {"dir": direction} if direction != self.page.language.traits.direction else {}
        )

    def _cite(self, link: Element, name: str) -> None:
        source = self.library.sources[name]
        page = page_listing(source, self.library, self.page.language.code)
        tail, number = link.tail, self.words.number(source.number)
        link.clear()
        link.tag, link.tail = "sup", tail
        if page and self.is_live:  # in a copy links weigh too much
            ET.SubElement(link, "a", href=self.url_of(page, self.source_id(page, name))).text = number
        else:
            link.text = number

    def _draw(self, link: Element, name: str) -> None:
        words, tail = self.words.alternative(self.library.pictograms[name].name), link.tail
        link.clear()
        sign = self.sign(name, words)
        link.tag, link.attrib, link.tail = sign.tag, sign.attrib, tail
        link.extend(sign)


def _take_out(parent: Element, link: Element) -> None:
    """Remove a link, but not the words behind it."""
    place, tail = list(parent).index(link), link.tail or ""
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(link)


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
