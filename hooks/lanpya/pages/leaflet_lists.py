"""What pages tell of leaflets: how a format is made, which there are, and which are current."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from lanpya.content.interface import Wording, in_span
from lanpya.content.leaflet_formats import FORMATS, picture_of
from lanpya.content.library import Library, Page
from lanpya.content.records import Withdrawn
from lanpya.content.settings import Language
from lanpya.content.urls import current_url, read_aloud_url, relative_url
from lanpya.leaflets.leaflet import Leaflet, leaflets_of
from lanpya.pages.notices import notice
from lanpya.pages.placeholders import sheets_placeholder, size_placeholder


def format_picture(name: str, library: Library) -> str:
    """Return the drawing of a sheet and its folds; nothing where the site does not print the format."""
    form = FORMATS[name]
    return picture_of(form, library.settings.paper) if form in library.settings.formats else ""


def format_facts(name: str, library: Library, page: Page) -> str:
    """Return what paper a format takes, how it is printed, and what its PDFs weigh; filled in at the end."""
    form, words = FORMATS[name], Wording(library, page.language)
    if form not in library.settings.formats:
        return f"<p>{words.html('format_none')}</p>"
    target = f"print/*{page.language.code}*/*-{name}.pdf"
    facts = words.html(
        "format_both_sides" if form.is_duplex else "format_one_side",
        paper=library.settings.paper.name,
        sheets=sheets_placeholder(page.url, target),
        size=size_placeholder(page.url, target),
    )
    return f"<p>{facts}</p>"


def leaflet_entries(library: Library, page: Page, edition: date) -> Iterator[str]:
    """Yield a list entry for every guide that is printed: its leaflets, and its text to read aloud.

    They are in the page's language, and in such as have no such page of their own.
    """
    language = page.language
    own = [
        one for one in library.used_languages if one == language or (one.code, page.file) not in library.pages
    ]
    words = Wording(library, language)
    shown = [leaflet for leaflet in leaflets_of(library) if set(own) & set(leaflet.languages)]

    def link(goal: str, name: str) -> str:
        return f'<a href="{relative_url(page.url, goal)}">{name}</a>'

    def links(leaflets: list[Leaflet]) -> list[str]:
        return [link(leaflet.url, _name(leaflet, words)) for leaflet in leaflets]

    current = f'<a href="{relative_url(page.url, current_url(language))}">{words.html("current")}</a>'
    yield f"<li>{current}</li>"
    if whole := [leaflet for leaflet in shown if leaflet.form.collects]:
        yield f"<li>{' · '.join(links(whole))}{_bar(whole[0], library, words, edition)}</li>"
    for guide in library.pages_in(language.code):
        if library.has_leaflet(guide.file):
            of_guide = [one for one in shown if not one.form.collects and one.number == guide.number]
            single = links(of_guide)
            texts = [
                link(
                    read_aloud_url(other.number, other.language),
                    _in(words.html("aloud"), other.language, language),
                )
                for other in library.translations(guide.file)
                if other.language in own
            ]
            name = words.html("leaflet", number=guide.number)
            title = escape(guide.title, quote=False)
            bar = _bar(of_guide[0], library, words, edition) if of_guide else ""
            yield f"<li>{name} · {title}{bar}<br>{' · '.join([*single, *texts])}</li>"


def current_body(library: Library, language: Language, edition: date) -> str:
    """Return what the page shows that tells which leaflets are current, and which are called back."""
    words = Wording(library, language)
    leaflets: dict[int, Leaflet] = {}
    for leaflet in leaflets_of(library):
        if leaflet.languages == [language]:
            leaflets.setdefault(leaflet.number, leaflet)
    entries = (_current(leaflet, library, words, edition) for _, leaflet in sorted(leaflets.items()))
    gone = [_called_back(one, library, words) for one in library.withdrawn]
    listed = f"<ul>{''.join(gone)}</ul>" if gone else f"<p>{words.html('withdrawn_none')}</p>"
    newest = f"<p>{words.html('current_text')}</p><ul>{''.join(entries)}</ul>" if leaflets else ""
    return f"{newest}<h2>{words.html('withdrawn_title')}</h2>{listed}<p>{words.html('withdrawn_text')}</p>"


def _called_back(gone: Withdrawn, library: Library, words: Wording) -> str:
    """Return the entry of a leaflet; what holds all guides is called back with any of them."""
    names = [_told(gone.leaflet, library, words)]
    names += [words.html(f"format_{f.name}") for f in library.settings.formats if f.collects and gone.leaflet]
    editions = words.html("withdrawn_until", date=gone.until) if gone.until else words.html("withdrawn_all")
    return f"<li><strong>{', '.join(names)}</strong><br>{editions} {words.record(gone.says)}</li>"


def _current(leaflet: Leaflet, library: Library, words: Wording, edition: date) -> str:
    until = leaflet.good_until(library)
    return (
        f"<li><strong>{_told(leaflet.number, library, words)}</strong>"
        f"<br>{words.html('edition', date=edition)} · {words.html('good_until', date=until)}"
        f"{_bar(leaflet, library, words, edition)}</li>"
    )


def _bar(leaflet: Leaflet, library: Library, words: Wording, edition: date) -> str:
    """Return the notice that a leaflet must not be used: now, or by the reader's clock after its day."""
    if leaflet.state(library, edition) == "withdrawn":
        return notice(words.html("withdrawn"), date.min, edition)
    return notice(words.html("barred"), leaflet.good_until(library), edition)


def _told(number: int, library: Library, words: Wording) -> str:
    """Return how a leaflet is called on its cover, and in brackets what it is about."""
    page = next((p for p in library.pages_in(words.language.code) if p.number == number), None)
    if page and library.has_leaflet(page.file):
        return f"{words.html('leaflet', number=number)} ({escape(page.title, quote=False)})"
    collected = next((form.name for form in FORMATS.values() if form.collects), "")
    return words.html("leaflet", number=number) if number else words.html(f"format_{collected}")


def _name(leaflet: Leaflet, words: Wording) -> str:
    name = words.html(f"format_{leaflet.form.name}")
    if len(leaflet.languages) > 1:
        return f"{name} ({' + '.join(_named(one, words.language) for one in leaflet.languages)})"
    return _in(name, leaflet.languages[0], words.language)


def _in(name: str, language: Language, shown_in: Language) -> str:
    return name if language == shown_in else f"{name} ({_named(language, shown_in)})"


def _named(language: Language, shown_in: Language) -> str:
    name = escape(language.name)
    return name if language == shown_in else in_span(name, language)
