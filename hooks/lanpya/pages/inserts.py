"""What the build puts in place of a paragraph of a guide: lists, pictures of formats, guided questions."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from lanpya.content.library import Library, Page
from lanpya.content.links import SOURCE_LISTS, Target
from lanpya.content.records import Source
from lanpya.pages.leaflet_lists import format_facts, format_picture, leaflet_list
from lanpya.pages.needs import Need
from lanpya.pages.offline_controls import is_offered, keep_controls
from lanpya.pages.page_links import Destination, PageLinks
from lanpya.pages.talks import next_talks
from lanpya.pages.templates import Templates


class Inserts(PageLinks):
    """The inserts of one page as of the day `release_date`; what they need is collected in `_needs`."""

    def __init__(self, page: Page, library: Library, release_date: date, templates: Templates):
        super().__init__(page, library)
        self.release_date, self.templates = release_date, templates
        self._needs: set[Need] = set()

    def insert(self, target: Target) -> Markup | None:
        """Return what replaces a paragraph that is only a link to `target`, None for ordinary links."""
        inserts = {"list": self._list, "picture": self._picture, "questions": self._questions}
        return inserts[target.scheme](target.name) if target.scheme in inserts else None

    def _list(self, name: str) -> Markup:
        lists = {
            "keep": self._keep,
            "talks": self._talks,
            "guides": self._guides,
            "contacts": self._contact_list,
            "leaflets": self._leaflets,
            "past-talks": self._past_talks,
            "mirrors": self._mirrors,
        }
        return self._sources(SOURCE_LISTS[name]) if name in SOURCE_LISTS else lists[name]()

    def _keep(self) -> Markup:
        if is_offered(self.library):
            self._needs.add("offline")
        return keep_controls(self.library, self.page.language, self.page.url, self.templates)

    def _listed_guides(self) -> list[Page]:
        """Return all other guides, each in the best available language."""
        sources = self.library.pages_in(self.library.settings.source_language)
        found = (self.library.best_available(one.file, self.page.language.code) for one in sources)
        return [page for page in found if page and page.file != self.page.file]

    def _guides(self) -> Markup:
        guides = [(self.url_of(page), page) for page in self._listed_guides()]
        if any(page.language != self.page.language for _, page in guides):
            self._needs.add("small")
        return self.templates.partial("article", "guides", guides, self.words)

    def _leaflets(self) -> Markup:
        return leaflet_list(self.library, self.page, self.release_date, self.templates)

    def _picture(self, name: str) -> Markup:
        facts = format_facts(name, self.library, self.page, self.templates)
        return format_picture(name, self.library, self.page.language) + facts

    def _questions(self, start: str) -> Markup:
        questions = self.library.questions[self.page.language.code]
        if not questions:
            return Markup("")
        self._needs.add("questions")
        if any(answer.then for answer in questions[start].answers):
            self._needs.add("details")

        def destination(go: str) -> Destination:
            found = self.destination(Target.read(go), is_sized=False) or Destination(go)
            if found.note:
                self._needs.add("small")
            return found

        return self.templates.partial("questions", "question_tree", questions[start], questions, destination)

    def _talks(self) -> Markup:
        rule = self.library.weekly_rule(self.release_date)
        page = self.library.page_with("contacts", self.page.language.code)
        talks = None
        if rule and page:
            contact = self.library.contacts[rule.entry]
            url = self.url_of(page, self.contact_id(page, contact.id))
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

    def _listed_sources(self) -> dict[str, Source]:
        return dict(self.library.sources)

    def _sources(self, kinds: tuple[str, ...]) -> Markup:
        sources = {name: one for name, one in self._listed_sources().items() if one.kind in kinds}
        self._needs.add("sources")
        ids = {name: self.published_as(self.source_id(self.page, name)) for name in sources}
        return self.templates.partial("registry", "source_list", sources, ids, self.words, len(kinds) > 2)

    def _contact_list(self) -> Markup:
        contacts = self.library.contacts
        ids = {name: self.contact_id(self.page, name) for name in contacts}
        if not all(contact.is_past(self.release_date) for contact in contacts.values()):
            self._needs.add("entry")
        return self.templates.partial(
            "registry", "contact_list", contacts, ids, self.words, self.release_date
        )
