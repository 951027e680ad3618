"""The words a page shows besides its guide, dates and numbers in the reader's own digits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape

from lanpya.library import Library
from lanpya.settings import Language


@dataclass(frozen=True)
class Wording:
    """The interface texts as a page in `language` shows them.

    A text that the language lacks comes in the default language, and carries its own lang attribute.
    """

    library: Library
    language: Language

    def text(self, key: str, **values: object) -> str:
        """Return the words without markup, for an attribute or a leaflet."""
        words, language = self.library.word(key, self.language.code)
        shown = {name: self._show(value, language) for name, value in values.items()}
        return words.format(**shown) if shown else words

    def html(self, key: str, **values: object) -> str:
        """Return the words escaped, in a span with their language where it is not the page's."""
        _, language = self.library.word(key, self.language.code)
        words = escape(self.text(key, **values), quote=False)
        return words if language == self.language else in_span(words, language)

    def lang(self, key: str) -> str:
        """Return a lang attribute for words that come in another language than the page's, else nothing."""
        _, language = self.library.word(key, self.language.code)
        return "" if language == self.language else f' lang="{escape(language.html_lang)}"'

    def day(self, day: date) -> str:
        """Return the day as the language writes it."""
        pattern, language = self.library.word("date", self.language.code)
        return self._date(day, pattern, language)

    def number(self, value: int) -> str:
        """Return the number in the language's digits."""
        return self._digits(str(value), self.language)

    def _show(self, value: object, language: Language) -> str:
        if isinstance(value, date):
            return self._date(value, self.library.word("date", language.code)[0], language)
        return self._digits(str(value), language) if isinstance(value, int) else str(value)

    def _date(self, day: date, pattern: str, language: Language) -> str:
        month = self.library.word("months", language.code)[0].split()[day.month - 1]
        number = self._digits
        return pattern.format(
            year=number(str(day.year), language), month=month, day=number(str(day.day), language)
        )

    def _digits(self, text: str, language: Language) -> str:
        return text.translate(str.maketrans("0123456789", self.library.word("digits", language.code)[0]))


def in_span(words: str, language: Language) -> str:
    """Return escaped words marked as being in another language than what surrounds them."""
    return f'<span lang="{escape(language.html_lang)}">{words}</span>'
