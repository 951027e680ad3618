"""Reads the words of a printed leaflet back and compares them with the guides.

Text extracted from a PDF is unreliable for Burmese, and proves only what the file claims. So the printed
glyphs are compared, each by its outline, with those that HarfBuzz shapes from the source's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

import pypdf

from lanpya.content.interface import Wording
from lanpya.content.library import Library, Page
from lanpya.content.settings import SiteLanguage
from lanpya.leaflets.leaflet import Leaflet, code_address
from lanpya.leaflets.text_code import short_message
from lanpya.leaflets.text_runs import BLOCKS, HEADINGS
from scripts.rigs.printed_glyphs import Glyphs, check_overlaps
from scripts.rigs.printed_leaflet import codes_of, outside_of

MARKS = "•–·.:()0123456789၀၁၂၃၄၅၆၇၈၉"  # what a template adds to the words: bullets, numbers


def check_words(
    pdf: Path, leaflet: Leaflet, library: Library, release_date: date, glyphs: Glyphs
) -> Iterator[str]:
    """Yield what is on a leaflet but in no source; what is missing, out of order, or torn by a line break."""
    yield from check_overlaps(pdf, glyphs)
    printed, starts = glyphs.printed(pdf, halves=leaflet.form.collects)
    guides = [
        [glyphs.piece(text, page.language) for text in texts_of(page, leaflet)] for page in leaflet.pages
    ]
    frame = [glyphs.piece(text, language) for text, language in _frame_of(leaflet, library, release_date)]
    english = [glyphs.piece(text, language) for text, language in _beside(leaflet, library, release_date)]
    places: dict[str, list[int]] = {}
    rest = printed
    for piece in sorted(
        [*frame, *english, *(piece for guide in guides for piece in guide)], key=lambda p: -len(p.glyphs)
    ):
        if piece.glyphs in places or not piece.glyphs:
            continue
        places[piece.glyphs] = []
        while (at := rest.find(piece.glyphs)) >= 0:
            rest = rest[:at] + "\n" * len(piece.glyphs) + rest[at + len(piece.glyphs) :]
            places[piece.glyphs].append(at)
            torn = [spot - at for spot in starts if at < spot < at + len(piece.glyphs)]
            if not piece.starts.issuperset(torn):
                yield f"a line breaks inside a word of {piece.text!r}"
        if not places[piece.glyphs] and piece not in english:
            yield f"{piece.text!r} is not printed as HarfBuzz shapes it"
    missing = [piece for piece in english if not places[piece.glyphs]]
    if missing != english:  # English is beside all unchecked words, or beside none where it does not fit
        yield from (f"{piece.text!r} is not beside its translation" for piece in missing)
    marks = glyphs.piece(" ".join(MARKS), leaflet.languages[0]).glyphs
    if left := [sign for sign in rest if sign not in marks and sign != "\n"]:
        yield f"{len(left)} glyphs are printed that no source has"
    for guide in guides:
        before = -1
        for piece in guide:
            positions = places.get(piece.glyphs, [])
            after = [at for at in positions if at > before]
            if positions and not after:
                yield f"{piece.text!r} is out of order"
            before = min(after, default=before)


def check_outside(
    pdf: Path, leaflet: Leaflet, library: Library, release_date: date, glyphs: Glyphs
) -> Iterator[str]:
    """Yield what shows on a folded leaflet but must not.

    Allowed are its number, its dates, how to open its address with the QR code, what its translation says
    about itself, and that it must not be used. Its guide must not show, nor why having it may be dangerous.
    """
    allowed = sorted(
        (
            glyphs.piece(text, language).glyphs
            for text, language in allowed_outside(leaflet, library, release_date)
        ),
        key=len,
        reverse=True,
    )
    width, height = map(float, pypdf.PdfReader(pdf).pages[0].mediabox[2:])
    outer = glyphs.lines(pdf, first=True)[0]
    for x, y, w, h in outside_of(leaflet.form, leaflet.direction):
        left, right = x * width, (x + w) * width
        top, bottom = (1 - y) * height, (1 - y - h) * height
        lines = [one for one in outer if left <= one.x < right and bottom <= one.y < top]
        shown = "".join(line.glyphs for line in lines)
        if not shown:
            yield f"no words are at {x:.2f}, {y:.2f}, which shows when it is folded"
        for text in allowed:
            shown = shown.replace(text, "\n")
        if rest := len(shown.replace("\n", "")):
            yield f"{rest} glyphs at {x:.2f}, {y:.2f} show when it is folded, but must not"


def allowed_outside(
    leaflet: Leaflet, library: Library, release_date: date
) -> Iterator[tuple[str, SiteLanguage]]:
    """Yield each text that may show on a folded leaflet, with its language."""
    state = leaflet.state(library, release_date)
    for page in leaflet.pages:
        words = Wording(library, page.language)
        number = leaflet.number
        cover = words.text("browser_title") if leaflet.form.collects else words.text("cover", number=number)
        yield cover, page.language
        yield from _said(words, "good_until", date=leaflet.good_until(library))
        yield words.text("edition", date=release_date), page.language
        yield words.text("page_code"), page.language
        for key in [*library.labels(page), *([state] if state else [])]:
            yield from _said(words, key)
    yield from (
        (code.text, leaflet.languages[0]) for code in codes_of(leaflet, library) if code.kind == "page"
    )


def _said(words: Wording, key: str, **values: object) -> Iterator[tuple[str, SiteLanguage]]:
    """Yield an interface text, and the English beside it if no one has checked it."""
    yield words.text(key, **values), words.language
    if english := words.english_beside(key, **values):
        yield english, words.library.settings.last_resort


def _beside(leaflet: Leaflet, library: Library, release_date: date) -> Iterator[tuple[str, SiteLanguage]]:
    """Yield the English that is beside unchecked words; what an English frame of the leaflet says is not."""
    state, until = leaflet.state(library, release_date), leaflet.good_until(library)
    english = library.settings.last_resort
    for page in leaflet.pages:
        words = Wording(library, page.language)
        frame = [] if english in leaflet.languages else ["code_warning", "no_contact", "burn", state]
        for key in [*library.labels(page), *filter(None, frame)]:
            yield from [*_said(words, key)][1:]
        if english not in leaflet.languages:
            yield from [*_said(words, "good_until", date=until)][1:]


def _frame_of(leaflet: Leaflet, library: Library, release_date: date) -> Iterator[tuple[str, SiteLanguage]]:
    """Yield the required words around the guides, with their languages."""
    until = leaflet.good_until(library)
    keys = [
        "page_code",
        "code_warning",
        "no_contact",
        "burn",
        *(["text_code"] if leaflet.form.text_code else []),
    ]
    for language in leaflet.languages:
        words = Wording(library, language)
        yield from ((words.text(key), language) for key in keys)
        yield words.text("edition", date=release_date), language
        yield words.text("good_until", date=until), language
        if leaflet.form.collects:
            yield from ((words.text(key), language) for key in ("home", "browser_title"))
            yield codes_of(leaflet, library)[0].text, language
    for page in leaflet.pages:
        words = Wording(library, page.language)
        yield from ((words.text(label), page.language) for label in library.labels(page))
        if leaflet.form.text_code:
            yield short_message(page, library), page.language
        if not leaflet.form.collects:
            yield words.text("cover", number=page.number), page.language
            yield code_address(library, page), page.language


def texts_of(page: Page, leaflet: Leaflet) -> list[str]:
    """Return every text of a guide that the leaflet prints, from the source as read."""
    sections = [
        section
        for section in page.document.sections
        if section.id == "short" or (section.printed and not leaflet.form.only_short)
    ]
    found = (text for section in sections for part in section.elements for text in _texts(part))
    return [page.title, *filter(None, found)]


def _texts(element: Element) -> Iterator[str]:
    """Yield the text of every heading, paragraph and cell, and of items up to what else they contain."""
    if element.tag in (*HEADINGS, "p", "summary", "th", "td"):
        yield _folded(element.itertext())
    elif element.tag == "li":
        held = [element.text or ""]
        for child in element:
            if child.tag in BLOCKS:
                yield _folded(held)
                yield from _texts(child)
                held = [child.tail or ""]
            else:
                held += [*child.itertext(), child.tail or ""]
        yield _folded(held)
    else:
        yield from (text for child in element for text in _texts(child))


def _folded(texts: Iterable[str]) -> str:
    return " ".join("".join(texts).split())
