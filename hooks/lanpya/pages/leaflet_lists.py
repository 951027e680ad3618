"""What pages say of leaflets: how a format is made, which there are, which are current or recalled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from lanpya.content.interface import Wording
from lanpya.content.leaflet_formats import FORMATS, Format, picture_of
from lanpya.content.library import Library, Page
from lanpya.content.records import Withdrawn
from lanpya.content.settings import SiteLanguage
from lanpya.content.urls import current_url, read_aloud_url, relative_url
from lanpya.leaflets.leaflet import Leaflet, leaflets_of
from lanpya.pages.placeholders import sheets_placeholder, size_placeholder
from lanpya.pages.templates import Templates


@dataclass(frozen=True)
class FormatFacts:
    """How a format is printed: the key of the words, the name of its paper, placeholders for the rest."""

    label: str
    paper: str
    sheets: str
    size: str


@dataclass(frozen=True)
class Bar:
    """From the day after `until` a leaflet must not be used; `label` is the key of the words that say so."""

    label: str
    until: date


@dataclass(frozen=True)
class ReadAloud:
    """A guide's text to read aloud."""

    url: str
    language: SiteLanguage


@dataclass(frozen=True)
class LeafletRow:
    """A guide's leaflets, and its texts to read aloud; no page for those that hold all guides."""

    page: Page | None
    leaflets: Sequence[Leaflet]
    texts: Sequence[ReadAloud]
    bar: Bar | None


@dataclass(frozen=True)
class Cover:
    """What a leaflet is called: by its number and its guide's title, or by the format that collects all."""

    number: int
    title: str = ""
    form: Format | None = None


@dataclass(frozen=True)
class CurrentRow:
    """A leaflet of today, and until when it is good."""

    cover: Cover
    until: date
    bar: Bar


@dataclass(frozen=True)
class WithdrawnRow:
    """A recalled leaflet, and the formats that are recalled with it, because they hold all guides."""

    record: Withdrawn
    cover: Cover
    collections: Sequence[Format]


def format_picture(name: str, library: Library, language: SiteLanguage) -> Markup:
    """Return the drawing of a sheet and its folds; nothing where the language has no such leaflets."""
    form, settings = FORMATS[name], library.settings
    if form not in settings.leaflets[language.code]:
        return Markup("")
    drawing = picture_of(form, settings.paper, language.traits.direction)
    return Markup(drawing)  # noqa: S704 — numbers only


def format_facts(name: str, library: Library, page: Page, templates: Templates) -> Markup:
    """Return what paper a format takes, how it is printed, and what its PDFs weigh; filled in at the end."""
    form, facts = FORMATS[name], None
    if form in library.settings.leaflets[page.language.code]:
        target = f"print/*{page.language.code}*/*-{name}.pdf"
        facts = FormatFacts(
            label="format_both_sides" if form.is_duplex else "format_one_side",
            paper=library.settings.paper.name,
            sheets=sheets_placeholder(page.url, target),
            size=size_placeholder(page.url, target),
        )
    return templates.partial("leaflets", "format_facts", facts, Wording(library, page.language))


def leaflet_list(library: Library, page: Page, release_date: date, templates: Templates) -> Markup:
    """Return a list of every guide that is printed: its leaflets, and its text to read aloud.

    They are in the page's language; the source has those in languages without such a page as well, because
    their readers are led to it.
    """
    language = page.language
    own = [
        one
        for one in library.used_languages
        if one == language or (library.is_source(page) and (one.code, page.file) not in library.pages)
    ]
    shown = [leaflet for leaflet in leaflets_of(library) if set(own) & set(leaflet.languages)]

    def row(guide: Page | None, leaflets: list[Leaflet]) -> LeafletRow:
        texts = [
            ReadAloud(read_aloud_url(other.number, other.language), other.language)
            for other in (library.translations(guide.file) if guide else ())
            if other.language in own
        ]
        return LeafletRow(
            guide, leaflets, texts, _bar(leaflets[0], library, release_date) if leaflets else None
        )

    guides = [
        row(guide, [one for one in shown if not one.form.collects and one.number == guide.number])
        for guide in library.pages_in(language.code)
        if library.has_leaflet(guide.file)
    ]
    return templates.partial(
        *("leaflets", "leaflet_list"),
        relative_url(page.url, current_url(language)),
        row(None, [leaflet for leaflet in shown if leaflet.form.collects]),
        guides,
        Wording(library, language),
        page.url,
        release_date,
    )


def current_body(
    library: Library, language: SiteLanguage, release_date: date, templates: Templates
) -> Markup:
    """Return the body of the page that lists which leaflets are current and which are recalled."""
    leaflets: dict[int, Leaflet] = {}
    for leaflet in leaflets_of(library):
        if leaflet.languages == [language]:
            leaflets.setdefault(leaflet.number, leaflet)
    current = [
        CurrentRow(
            cover=_cover(number, library, language),
            until=leaflet.good_until(library),
            bar=_bar(leaflet, library, release_date),
        )
        for number, leaflet in sorted(leaflets.items())
    ]
    withdrawn = [
        WithdrawnRow(
            record=record,
            cover=_cover(record.leaflet, library, language),
            collections=[form for form in library.settings.formats if form.collects and record.leaflet],
        )
        for record in library.withdrawn
    ]
    words = Wording(library, language)
    return templates.partial("leaflets", "current_leaflets", current, withdrawn, words, release_date)


def _bar(leaflet: Leaflet, library: Library, release_date: date) -> Bar:
    if leaflet.state(library, release_date) == "withdrawn":
        return Bar("withdrawn", date.min)
    return Bar("barred", leaflet.good_until(library))


def _cover(number: int, library: Library, language: SiteLanguage) -> Cover:
    page = next((page for page in library.pages_in(language.code) if page.number == number), None)
    if page and library.has_leaflet(page.file):
        return Cover(number, page.title)
    if number:
        return Cover(number)
    return Cover(number, form=next((form for form in FORMATS.values() if form.collects), None))
