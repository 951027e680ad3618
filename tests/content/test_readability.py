"""Guides stay as short and as easy as a frightened reader needs them."""

from __future__ import annotations

from lanpya.content.library import Library
from scripts.bench.readability import ease_of

GRADE = 6  # years of school in the United States
WORDS = range(600, 1601)  # of English; Burmese writes no spaces, and its words are counted otherwise


def test_english_reads_easily(library: Library) -> None:
    grades = {page.file: ease_of(page).grade or 0 for page in library.pages_in("en")}
    assert {file: grade for file, grade in grades.items() if not 0 < grade <= GRADE} == {}


def test_guides_are_neither_thin_nor_long(library: Library) -> None:
    guides = [page for page in library.pages_in("en") if library.has_leaflet(page.file)]
    assert {page.file: ease_of(page).words for page in guides if ease_of(page).words not in WORDS} == {}
    assert len(guides) == 18


def test_sentences_are_counted_as_a_reader_meets_them(library: Library) -> None:
    page = library.pages["en", "mines.md"]
    ease = ease_of(page)
    assert ease.words == sum(ease.lengths)
    assert max(ease.lengths) <= 25
