"""From a guide to the HTML inside <main>: links resolved, ids published, status line and notices added."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import ClassVar
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from lanpya.content.interface import Wording
from lanpya.content.library import TOP, Library, Page
from lanpya.content.links import Target
from lanpya.content.pictograms import inline_svg
from lanpya.content.pictures import data_uri
from lanpya.content.records import Contact
from lanpya.content.urls import ABOUT, CONTACTS, HOME, published_id, relative_url
from lanpya.pages.leaflet_lists import format_facts, format_picture, leaflet_entries
from lanpya.pages.notices import notice
from lanpya.pages.offline_controls import keep_controls
from lanpya.pages.placeholders import size_placeholder
from lanpya.pages.question_tree import question_tree
from lanpya.pages.registry_lists import contact_entries, mirror_entries, source_entries
from lanpya.pages.talks import past_html, weekly_html

LONG = 6  # sections from which on a page lists them


@dataclass(frozen=True)
class Body:
    """Renders one page as of the day `edition`."""

    page: Page
    library: Library
    edition: date

    sizes: ClassVar[bool] = True  # links of the home page tell what the page behind them costs
    live: ClassVar[bool] = True  # the pages of other languages stand beside this one

    @property
    def words(self) -> Wording:
        """The interface texts in the page's language."""
        return Wording(self.library, self.page.language)

    def address_of(self, goal: Page, fragment: str = "") -> str:
        """Return the link from this page to another, or to what has the published id `fragment` there."""
        url = "" if goal is self.page and fragment else relative_url(self.page.url, goal.url)
        return url + (f"#{fragment}" if fragment else "")

    def contact_id(self, name: str) -> str:
        """Return the published id of an entry of the registry on the page of contacts."""
        return published_id(CONTACTS, f"contact-{name}")

    def html(self) -> str:
        """Return what stands in <main> after the title."""
        document = self.page.document
        parts = [self._render(document.lead)]
        for number, section in enumerate(document.sections):
            parts.append(self._render(section.elements))
            if number == 0:
                parts += [self._status(), self.contents()]
        return "".join(parts)

    def contents(self) -> str:
        """Return links to the sections of a long page, folded: reading past all of them takes minutes."""
        sections = self.page.document.sections[1:]
        if not self.live or len(sections) < LONG or self.page.number == HOME:
            return ""
        listed = "".join(
            f'<li><a href="#{published_id(self.page.number, one.id)}">{escape(one.title)}</a></li>'
            for one in sections
        )
        return f"<details><summary>{self.words.html('contents')}</summary><ul>{listed}</ul></details>"

    def notices(self) -> str:
        """Return the notices that lead the page: hidden ones for the reader's own clock, past ones plain."""
        guide, words = self.library.guides[self.page.file], self.words
        parts = [
            notice(words.html("past_page", date=guide.review_by), guide.review_by, self.edition),
        ]
        dated = [contact.last_day for contact in self._contacts() if not contact.example]
        if dated:
            parts.append(notice(words.html("past_contact_here"), min(dated), self.edition))
        return "".join(parts)

    def _contacts(self) -> list[Contact]:
        """Contacts that the page links to; the page that lists them all tells of each one by itself."""
        targets = (Target.read(link.get("href", "")) for link in self._links())
        return [self.library.contacts[t.name] for t in targets if t.scheme == "contact"]

    def _links(self) -> Iterator[Element]:
        for element in self.page.document.elements():
            yield from element.iter("a")

    def _status(self) -> str:
        guide, words = self.library.guides[self.page.file], self.words
        parts = [
            f"{words.html('status_reviewed', date=guide.reviewed)} · "
            f"{words.html('status_until', date=guide.review_by)}"
        ]
        parts += [words.html(label) for label in self.library.labels(self.page)]
        if any(contact.example for contact in self._contacts()):
            parts.append(words.html("status_sample"))
        return f'<p class="status">{" ".join(parts)}</p>{self._behind()}'

    def _behind(self) -> str:
        """Return which sections may be behind, each with a link to it here and in the source.

        A page of which all is behind is one entry.
        """
        stale, document = self.library.stale_sections(self.page), self.page.document
        sections = [section for section in document.sections if section.id in stale]
        entries = [self._in_source(escape(self.page.title, quote=False))] if TOP in stale else []
        if len(entries) + len(sections) <= len(document.sections):
            for section in sections:
                fragment = published_id(self.page.number, section.id)
                words = escape(section.title, quote=False)
                here = f'<a href="{self.address_of(self.page, fragment)}">{words}</a>'
                entries.append(self._in_source(here, fragment))
        if not entries:
            return ""
        listed = "".join(f"<li>{entry}</li>" for entry in entries)
        return (
            f'<p class="status">{self.words.html("status_behind_where")}</p><ul class="status">{listed}</ul>'
        )

    def _in_source(self, words: str, fragment: str = "") -> str:
        """Return words with a link behind them to the same place in the source."""
        source = self.library.source_of(self.page)
        if not self.live:
            return words
        told = self.words.html("in_language", language=source.language.name)
        address = self.address_of(source, fragment)
        return f'{words} <a href="{address}" hreflang="{source.language.html_lang}">{told}</a>'

    def _render(self, elements: Iterable[Element]) -> str:
        return "".join(self._render_one(copy.deepcopy(element)) for element in elements)

    def _render_one(self, element: Element) -> str:
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
        return ET.tostring(element, encoding="unicode", method="html")

    def _drop_missing(self, element: Element) -> None:
        """Take out list items that lead to a page that is not built; a rule keeps such links in items."""
        for holder in list(element.iter()):
            for item in [one for one in holder if one.tag == "li"]:
                targets = (Target.read(link.get("href", "")) for link in item.iter("a"))
                names = {target.name for target in targets if target.scheme == "page" and target.name}
                if any(self.library.best_available(name, self.page.language.code) is None for name in names):
                    holder.remove(item)

    def _resolve(self, link: Element) -> None:
        target = Target.read(link.get("href", ""))
        if target.scheme == "source":
            self._cite(link, target.name)
        elif target.scheme == "pictogram":
            self._draw(link, target.name)
        elif target.scheme == "link":
            link.set("href", self.library.links[target.name])
            link.set("rel", "noreferrer noopener")
        elif target.scheme == "contact":
            goal = self.library.page_by_number(CONTACTS, self.page.language.code)
            if goal:
                self._point(link, goal, self.contact_id(target.name))
        else:
            goal = (
                self.library.best_available(target.name, self.page.language.code)
                if target.name
                else self.page
            )
            if goal:
                self._point(link, goal, target.fragment and published_id(goal.number, target.fragment))

    def _point(self, link: Element, goal: Page, fragment: str) -> None:
        link.set("href", self.address_of(goal, fragment))
        after: list[str] = []
        if goal.language != self.page.language:
            link.set("hreflang", goal.language.html_lang)
            after.append(self.words.text("in_language", language=goal.language.name))
        if self.sizes and self.page.number == HOME and goal is not self.page:
            after.append(self.words.text("size", size=size_placeholder(self.page.url, goal.url)))
        if after:
            last = link[-1] if len(link) else None
            if last is None:
                link.text = f"{link.text or ''} "
            else:
                last.tail = f"{last.tail or ''} "
            ET.SubElement(link, "small").text = " ".join(after)

    def _cite(self, link: Element, name: str) -> None:
        source, goal = self.library.sources[name], self.library.page_by_number(ABOUT, self.page.language.code)
        tail, number = link.tail, self.words.number(source.number)
        link.clear()
        link.tag, link.tail = "sup", tail
        if goal and self.live:  # in a copy that many links weigh too much
            ET.SubElement(link, "a", href=self.address_of(goal, source_id(name))).text = number
        else:
            link.text = number

    def _draw(self, link: Element, name: str) -> None:
        words, tail = self.words.alternative(self.library.pictograms[name].name), link.tail
        link.clear()
        sign = ET.fromstring(self.sign_svg(name, words))  # noqa: S314 — made by lanpya.content.pictograms
        link.tag, link.attrib, link.tail = sign.tag, sign.attrib, tail
        link.extend(sign)

    def sign_svg(self, name: str, words: str) -> str:
        """Return a pictogram as it stands in the page."""
        return inline_svg(self.library.pictograms[name].path, words)

    def _list(self, name: str) -> str:
        if name == "keep":
            return self._keep()
        if name == "talks":
            return f"<section>{self._talks()}</section>"
        makers = {
            "guides": self._guides,
            "contacts": self._contact_entries,
            "sources": self._sources,
            "leaflets": self._leaflets,
            "past-talks": self._past_talks,
            "mirrors": self._mirrors,
        }
        entries = "".join(makers[name]())
        tag = "ol" if name == "sources" else "ul"
        return f"<{tag} class={name}>{entries}</{tag}>" if entries else ""

    def _keep(self) -> str:
        return keep_controls(self.library, self.page.language, self.page.url)

    def _guides(self) -> Iterator[str]:
        for page in self.library.pages_in(self.page.language.code):
            if page is not self.page:
                yield f'<li><a href="{self.address_of(page)}">{escape(page.title)}</a></li>'

    def _leaflets(self) -> Iterator[str]:
        yield from leaflet_entries(self.library, self.page, self.edition)

    def _picture(self, name: str) -> str:
        return format_picture(name, self.library) + format_facts(name, self.library, self.page)

    def _questions(self, start: str) -> str:
        questions = self.library.questions[self.page.language.code]
        tree = question_tree(start, questions, folded=self.page.number == HOME)
        tree.set("class", "questions")
        for link in list(tree.iter("a")):
            self._resolve(link)
        return ET.tostring(tree, encoding="unicode", method="html")

    def _talks(self) -> str:
        rule = self.library.weekly_rule(self.edition)
        goal = self.library.page_by_number(CONTACTS, self.page.language.code)
        if rule is None or goal is None:
            return f"<p>{self.words.html('talks_none')}</p>"
        contact = self.library.contacts[rule.entry]
        address = self.address_of(goal, self.contact_id(contact.id))
        name = f'<a href="{address}">{self.words.record(contact.name)}</a>'
        until = None if contact.example else contact.last_day
        return weekly_html(rule, name, until, self.words, self.edition)

    def _past_talks(self) -> Iterator[str]:
        yield from past_html(self.library.talks, self.words)

    def _mirrors(self) -> Iterator[str]:
        yield from mirror_entries(self.library.mirrors, self.words)

    def _sources(self) -> Iterator[str]:
        sources = self.library.sources
        yield from source_entries(sources, {name: source_id(name) for name in sources}, self.words)

    def _contact_entries(self) -> Iterator[str]:
        contacts = self.library.contacts
        ids = {name: self.contact_id(name) for name in contacts}
        yield from contact_entries(contacts, ids, self.words, self.edition)


def source_id(name: str) -> str:
    """Return the published id of a source in the list of all."""
    return published_id(ABOUT, f"source-{name}")
