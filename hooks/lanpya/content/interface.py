"""The words a page shows besides its guide, dates and numbers in the reader's own digits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from lanpya.content.library import Library
from lanpya.content.settings import SiteLanguage
from lanpya.languages.language import Language
from lanpya.languages.shipped_texts import SAFETY


@dataclass(frozen=True)
class Wording:
    """The interface texts as a page in `language` shows them.

    A text that the language lacks comes in English, and carries its own lang attribute. `is_alone` leaves out
    the English that is beside unchecked texts.
    """

    library: Library
    language: SiteLanguage
    is_alone: bool = False

    def text(self, key: str, **values: object) -> str:
        """Return the words without markup, for an attribute or a leaflet."""
        words, language = self.library.word(key, self.language.code)
        shown = {name: self._show(value, language) for name, value in values.items()}
        return words.format(**shown) if shown else words

    def html(self, key: str, **values: object) -> Markup:
        """Return the words as HTML, in a span with their language where it is not the page's.

        Behind unchecked words that a reader's safety depends on, the English ones follow in small.
        """
        _, language = self.library.word(key, self.language.code)
        return self._marked_up(self.text(key, **values), language) + self._english_beside(key, values)

    @property
    def has_english_beside(self) -> bool:
        """Whether pages in this language show English words behind some of theirs."""
        return any(self.library.shows_english(key, self.language.code) for key in SAFETY)

    def english_beside(self, key: str, **values: object) -> str:
        """Return the English words that are shown beside unchecked ones, "" beside others."""
        if self.is_alone or not self.library.shows_english(key, self.language.code):
            return ""
        return Wording(self.library, self.library.settings.last_resort).text(key, **values)

    def record(self, texts: Mapping[str, str]) -> Markup:
        """Return a text of docs/data as HTML, in a span with its language where it is not the page's."""
        if self.language.code in texts:
            return self._marked_up(texts[self.language.code], self.language)
        default = self.library.settings.default_language
        return self._marked_up(texts.get(default.code, ""), default)

    def alternative(self, texts: Mapping[str, str]) -> str:
        """Return a text of docs/data without markup, for an attribute; else the default language's."""
        return texts.get(self.language.code) or texts[self.library.settings.default_language.code]

    def lang(self, key: str) -> Markup:
        """Return a lang attribute for words that come in another language than the page's, else nothing."""
        language = self.language_of(key)
        return Markup("") if language == self.language else self.attributes(language)

    def language_of(self, key: str) -> SiteLanguage:
        """Return the language in which a text comes: that of the page, or the one that takes its place."""
        return self.library.word(key, self.language.code)[1]

    def attributes(self, language: SiteLanguage) -> Markup:
        """Return a lang attribute, and dir where the language runs in another direction than the page's."""
        direction = language.traits.direction
        turned = "" if direction == self.language.traits.direction else Markup(' dir="{}"').format(direction)
        return Markup(' lang="{}"{}').format(language.html_lang, turned)

    @property
    def ltr(self) -> Markup:
        """A dir attribute for an address on a page from right to left, nothing on other pages."""
        return Markup(' dir="ltr"') if self.language.traits.direction == "rtl" else Markup("")

    @property
    def conventions(self) -> Language:
        """The language whose dates, digits and names of days the page shows."""
        return self._conventions(self.language)

    def number(self, value: int) -> str:
        """Return the number in the language's digits."""
        return self.conventions.number(value)

    def day(self, value: date) -> str:
        """Return the day as the language writes it."""
        return self.conventions.date(value)

    def list_counter(self) -> str:
        """Return the CSS counter that numbers lists in the same digits."""
        return self.conventions.list_counter()

    def _english_beside(self, key: str, values: Mapping[str, object]) -> Markup:
        words, english = self.english_beside(key, **values), self.library.settings.last_resort
        small = Markup(" <small{}>{}</small>")
        return small.format(self.attributes(english), words) if words else Markup("")

    def _marked_up(self, words: str, language: SiteLanguage) -> Markup:
        if language == self.language:
            return Markup.escape(words)
        return Markup("<span{}>{}</span>").format(self.attributes(language), words)

    def _show(self, value: object, language: SiteLanguage) -> str:
        if isinstance(value, date):
            return self._conventions(language).date(value)
        return self._conventions(language).number(value) if isinstance(value, int) else str(value)

    def _conventions(self, language: SiteLanguage) -> Language:
        """A language that CLDR does not know takes dates and digits from the first language of the site.

        If that has another script, it keeps figures: a reader of Chin may not know Burmese digits.
        """
        own, first = language.traits, self.library.settings.default_language.traits
        return own if own.has_conventions or own.script != first.script else first
