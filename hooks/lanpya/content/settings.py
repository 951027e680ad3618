"""The settings of a site, and its languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lanpya.content.language_settings import FontFiles
from lanpya.content.leaflet_formats import Format, Paper
from lanpya.detection.words import Words, words_of
from lanpya.languages.language import Language, language_of
from lanpya.languages.shipped_texts import LAST_RESORT


@dataclass(frozen=True)
class SiteLanguage:
    """A language. `code` is its folder, `html_lang` its tag for browsers and screen readers."""

    code: str
    name: str
    html_lang: str
    default: bool

    @property
    def traits(self) -> Language:
        """What the language is: its direction, letters, line breaks and so on."""
        return language_of(self.html_lang)


@dataclass(frozen=True)
class Budgets:
    """Maximum sizes in bytes, of pages and shells after gzip -6, so that guides open fast on slow networks.

    `page` is without pictures, `pictures` for all pictures of a page. `kept` is for an uncompressed
    single-file copy, `archive` for the ZIP of all of them.
    """

    page: int = 10_000
    pictures: int = 18_000  # three of the largest
    shell: int = 3_000
    leaflet: int = 150_000
    booklet: int = 600_000
    kept: int = 800_000
    archive: int = 250_000


@dataclass(frozen=True)
class Settings:
    """The settings of one site. Where they are is no part of what the cache knows results by.

    `overrides` is the folder with templates and fonts. `leaflets` are the formats of each language, and
    `fonts` the files of those that have an entry, by the folder of the language.
    """

    root: Path = field(repr=False)
    overrides: Path = field(repr=False)
    site_url: str
    languages: tuple[SiteLanguage, ...]
    source_language: str
    leave: str
    report: str
    keep: str
    leaflets: Mapping[str, tuple[Format, ...]]
    fonts: Mapping[str, FontFiles]
    paper: Paper
    budgets: Budgets
    markdown_extensions: tuple[str, ...]
    markdown_options: Mapping[str, Mapping[str, Any]]
    lines: Mapping[str, int]  # the line of each key, counted from 1

    @property
    def site_url_place(self) -> tuple[str, int]:
        """The file and line with the address of the site."""
        return self.place_of("site_url")

    def place_of(self, key: str) -> tuple[str, int]:
        """Return the settings file and the line of a key."""
        return "mkdocs.yml", self.lines.get(key, 1)

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats of leaflets that any language has."""
        return tuple(dict.fromkeys(form for forms in self.leaflets.values() for form in forms))

    @property
    def words_that_disguise(self) -> Words:
        """The words that disguise contacts, places, times and persons in the languages of the site."""
        return words_of(tuple(language.html_lang for language in self.languages))

    @property
    def default_language(self) -> SiteLanguage:
        """The language at the root of the site."""
        return next(language for language in self.languages if language.default)

    @property
    def last_resort(self) -> SiteLanguage:
        """English, in which every interface text exists, whether or not the site has pages in it."""
        english = language_of(LAST_RESORT)
        own = (one for one in self.languages if one.traits.written == english.written)
        is_free = all(one.code != english.tag for one in self.languages)
        built_in = SiteLanguage(english.tag if is_free else "", "English", english.tag, default=False)
        return next(own, built_in)
