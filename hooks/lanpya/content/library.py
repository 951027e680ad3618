"""The Library: all sources as frozen data, with methods that answer questions about them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from lanpya.content.equivalences import Equivalence, equivalent_fingerprints
from lanpya.content.markdown import Document
from lanpya.content.pictograms import Pictogram
from lanpya.content.questions import Question
from lanpya.content.records import Contact, Mirror, Source, Withdrawn
from lanpya.content.roles import Role
from lanpya.content.search_words import SearchWord
from lanpya.content.settings import Settings, SiteLanguage
from lanpya.content.talks import PastTalk, Weekly
from lanpya.content.urls import page_url
from lanpya.content.yaml_fields import EMPTY, Field
from lanpya.languages.shipped_texts import SAFETY
from lanpya.problems.problem import Problem
from lanpya.runtime.clock import is_past
from lanpya.runtime.environment import PRIVATE

CHECKED_BY = "checked_by"  # the key of docs/data/interface.yml with the roles of those who checked a language
TOP = "top"  # the key for the fingerprint of title, summary and lead
TRANSLATED = 0.6  # the share of letters in its own script from which a page counts as translated


@dataclass(frozen=True)
class Page:
    """One guide in one language.

    `path` is the path in messages, `number` the public page number, `share` the share of letters in the
    script of the language. A translation is not begun while it has only what the program or its source says.
    """

    language: SiteLanguage
    file: str
    path: str
    front: Field
    number: int
    title: str
    summary: str
    document: Document
    share: float = 1.0
    is_begun: bool = True

    @property
    def url(self) -> str:
        """The URL of the page, relative to the root of the site."""
        return page_url(self.number, self.language)

    @property
    def checked_by(self) -> str:
        """The role of the person who checked the translation, or ""."""
        entry = self.front.keys.get("checked_by")
        return "" if entry is None or entry.is_null else entry.text

    def is_unfinished(self, source_language: str) -> bool:
        """Whether this is a translation that is not complete enough to count as one."""
        return self.language.code != source_language and self.share < TRANSLATED

    @property
    def is_placeholder(self) -> bool:
        """Whether this is a translation that no one has begun, and that claims to match nothing."""
        return not self.is_begun and not self.marks()

    def marks(self) -> dict[str, str]:
        """Return the recorded fingerprints of the source sections that were translated, by section id."""
        entry = self.front.keys.get("translates")
        return entry.texts() if entry else {}

    def fingerprints(self) -> dict[str, str]:
        """Return the current fingerprints of the sections, by section id."""
        marks = {TOP: fingerprint(self.title + self.summary + self.document.lead_source)}
        return marks | {section.id: fingerprint(section.source) for section in self.document.sections}


@dataclass(frozen=True)
class Guide:
    """The facts about a guide in all languages, from the front matter of its source.

    With `is_sourced`, each of its sections cites a source. Without `is_copied`, it is on the live
    site alone, in no copy that readers keep or pass on. `dated` are the ids of sections that are
    shown until the day `review_by` alone.
    """

    file: str
    risk: str
    reviewed: date
    review_by: date
    sources: tuple[str, ...]
    leaflet: bool
    role: str = ""
    is_sourced: bool = False
    is_copied: bool = True
    dated: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)  # compared by identity, so that properties can be cached
class Library:
    """All guides and data of a site. Errors in `problems` stop the build.

    `drafts` are incomplete translations, without which the site is built. `texts` are all readable files as
    typed, by the path in messages. `pictures` are the files of docs/pictures by name, `drawings` those of
    docs/pictograms. `questions` are by language and id, `search_words` by language. `weekly` and `talks` are
    from talks.yml, `desk` are the documents in docs/desk by path.
    """

    settings: Settings
    docs: str
    pages: Mapping[tuple[str, str], Page]
    drafts: Mapping[tuple[str, str], Page]
    guides: Mapping[str, Guide]
    contacts: Mapping[str, Contact]
    links: Mapping[str, str]
    mirrors: Mapping[str, Mirror]
    sources: Mapping[str, Source]
    withdrawn: tuple[Withdrawn, ...]
    equivalences: tuple[Equivalence, ...]
    words: Mapping[str, Mapping[str, str]]
    data: Mapping[str, Field]
    texts: Mapping[str, str]
    pictures: Mapping[str, bytes]
    pictograms: Mapping[str, Pictogram]
    drawings: Mapping[str, str]
    questions: Mapping[str, Mapping[str, Question]]
    search_words: Mapping[str, tuple[SearchWord, ...]]
    weekly: Weekly | None
    talks: tuple[PastTalk, ...]
    desk: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = field(default=())

    def registry_files(self) -> list[tuple[str, str]]:
        """Return the keys of `data` that contain addresses, each with its path in messages."""
        return [
            ("contacts", f"{self.docs}/data/contacts.yml"),
            ("private", PRIVATE),
            ("links", f"{self.docs}/data/links.yml"),
            ("mirrors", f"{self.docs}/data/mirrors.yml"),
        ]

    def has_any(self, kind: str) -> bool:
        """Whether the site has an entry of docs/data/{kind}s.yml, for example a contact, valid or not."""
        path = f"{self.docs}/data/{kind}s.yml"
        private = kind == "contact" and self.data["private"].value
        unread = any(problem.path == path for problem in self.problems)
        return bool(self.data[f"{kind}s"].value or private or unread)

    def public_ids(self, scheme: str) -> list[str]:
        """Return the ids of contacts, links, sources or pictograms that are in the repository itself."""
        entries = self.data[f"{scheme}s"].items
        return [entry.texts()["id"] for entry in entries if entry.texts().get("id")]

    def page_at(self, path: str) -> Page | None:
        """Return the page or draft of a file, by its path in messages."""
        return self._paths.get(path)

    @cached_property
    def _paths(self) -> dict[str, Page]:
        return {page.path: page for page in (*self.drafts.values(), *self.pages.values())}

    def language(self, code: str) -> SiteLanguage:
        """Return the language of a folder."""
        return self._languages[code]

    @cached_property
    def _languages(self) -> dict[str, SiteLanguage]:
        return {language.code: language for language in self.settings.languages}

    @cached_property
    def used_languages(self) -> list[SiteLanguage]:
        """The languages that have pages, in the order of mkdocs.yml."""
        return [language for language in self.settings.languages if self.pages_in(language.code)]

    def public_address(self, url: str) -> str:
        """Return the full public address of a URL in the site."""
        return self.settings.site_url + url

    def pages_in(self, code: str) -> list[Page]:
        """Return the pages of a language, ordered by number."""
        return self._by_language.get(code, [])

    @cached_property
    def _by_language(self) -> dict[str, list[Page]]:
        found: dict[str, list[Page]] = {}
        for page in sorted(self.pages.values(), key=lambda page: page.number):
            found.setdefault(page.language.code, []).append(page)
        return found

    def translations(self, file: str) -> list[Page]:
        """Return the pages of a guide, in the order of languages in mkdocs.yml."""
        found = (self.pages.get((lang.code, file)) for lang in self.settings.languages)
        return [page for page in found if page]

    def best_available(self, file: str, language: str) -> Page | None:
        """Return the page of a guide in a language, else in the default, else in the source language."""
        order = (language, self.settings.default_language.code, self.settings.source_language)
        return next((self.pages[key] for key in ((code, file) for code in order) if key in self.pages), None)

    def source_of(self, page: Page) -> Page:
        """Return the source page of a translation; a source page is its own."""
        return self.pages[(self.settings.source_language, page.file)]

    def has_leaflet(self, file: str) -> bool:
        """Whether a guide is printed; pages about the site itself are not."""
        return file in self.guides and self.guides[file].leaflet

    def is_copied(self, file: str) -> bool:
        """Whether a guide is in the copies that readers keep and pass on."""
        return file not in self.guides or self.guides[file].is_copied

    def is_withdrawn(self, leaflet: int, release_date: date) -> bool:
        """Whether the leaflet with this number and release date is recalled."""
        return any(
            recall.leaflet == leaflet and (recall.until is None or not is_past(recall.until, release_date))
            for recall in self.withdrawn
        )

    def weekly_rule(self, day: date) -> Weekly | None:
        """Return the rule of weekly talks while its registry entry is valid, else None."""
        contact = self.contacts.get(self.weekly.entry) if self.weekly else None
        return self.weekly if contact and not contact.is_past(day) else None

    def published(self, day: date) -> Library:
        """Return the library as it is built: without the page with the role talks if it has none to show."""
        if self.talks or self.weekly_rule(day):
            return self
        talks = self.file_with("talks")
        return replace(self, pages={key: page for key, page in self.pages.items() if page.file != talks})

    def is_source(self, page: Page) -> bool:
        """Whether the page is in the source language."""
        return page.language.code == self.settings.source_language

    def stale_sections(self, page: Page) -> list[str]:
        """Return the ids of sections that do not match the source; none for a source page.

        They are in the order of the source, followed by those that the source no longer has.
        """
        if self.is_source(page):
            return []
        now, then = self.source_of(page).fingerprints(), page.marks()
        stale = [key for key in now if now[key] not in self.matching_fingerprints(page, key)]
        return stale + [key for key in then if key not in now]

    def matching_fingerprints(self, page: Page, section: str) -> set[str]:
        """Return all fingerprints of the source that a section of a translation matches."""
        return equivalent_fingerprints(self.equivalences, page.file, section, page.marks().get(section, ""))

    def is_behind(self, page: Page) -> bool:
        """Whether the source of a translation changed after it was translated."""
        return bool(self.stale_sections(page))

    def labels(self, page: Page) -> list[str]:
        """Return the keys of the labels of a translation: unchecked, behind its source."""
        if self.is_source(page):
            return []
        behind = self.is_behind(page)
        checked = page.checked_by and not behind
        return [*([] if checked else ["status_unchecked"]), *(["status_behind"] if behind else [])]

    def page_by_number(self, number: int, language: str) -> Page | None:
        """Return the best available page with this number."""
        return self.best_available(self._files.get(number, ""), language)

    def page_with(self, role: Role, language: str) -> Page | None:
        """Return the best available page with this role, None on a site without one."""
        return self.best_available(self.file_with(role), language)

    def file_with(self, role: Role) -> str:
        """Return the file of the guide with this role, "" on a site without one."""
        return self._roles.get(role, "")

    @cached_property
    def _roles(self) -> dict[str, str]:
        return {guide.role: guide.file for guide in reversed([*self.guides.values()])}

    @cached_property
    def _files(self) -> dict[int, str]:
        return {page.number: page.file for page in reversed([*self.pages.values()])}

    @cached_property
    def languages_with_checked_words(self) -> frozenset[str]:
        """The languages of which a native speaker has checked the interface texts, and English."""
        roles = self.data["interface"].keys.get(CHECKED_BY, EMPTY).keys
        checked = {code for code, role in roles.items() if not role.is_null}
        return frozenset(checked | {self.settings.last_resort.code})

    def shows_english(self, key: str, language: str) -> bool:
        """Whether the English text is shown beside an unchecked one that a reader's safety depends on."""
        is_unchecked = language in self.words[key] and language not in self.languages_with_checked_words
        return is_unchecked and key in SAFETY

    def word(self, key: str, language: str) -> tuple[str, SiteLanguage]:
        """Return an interface text and its language: the requested one, else English."""
        texts, english = self.words[key], self.settings.last_resort
        if language in texts and language in self._languages:
            return texts[language], self._languages[language]
        return texts[english.code], english


def fingerprint(text: str) -> str:
    """Return the fingerprint of a text, ignoring white space.

    It begins with a letter, so YAML reads a string.
    """
    return "k" + hashlib.sha256("".join(text.split()).encode()).hexdigest()[:7]
