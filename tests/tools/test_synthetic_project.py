"""A project of many pages, to measure with: as clean as the guides it is made from, and no text twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.project import ROOT
from support.sampling import proof_only

from lanpya.checks.run import check_sources
from lanpya.content.library import Library
from lanpya.content.loader import read_library
from lanpya.content.settings import read_settings
from lanpya.pages import search
from lanpya.pages.search import search_body
from lanpya.pages.templates import Templates
from scripts.bench.synthetic_project import write_project

MORE = 6


@proof_only
@pytest.mark.slow
def test_copies_are_clean_and_no_two_are_alike(library: Library, tmp_path: Path) -> None:
    pages = len(library.pages) + MORE
    root = write_project(tmp_path / "many", pages)
    many = read_library(read_settings(root / "mkdocs.yml"), root / "docs")
    assert len(many.pages) == pages
    assert {len(many.pages_in(code)) for code in ("my", "en")} == {pages // 2}
    day = max(guide.reviewed for guide in many.guides.values())
    assert check_sources(many, root / "docs", day, release_date=day) == []
    texts = [page.document.source for page in many.pages.values()]
    assert len(set(texts)) == pages


def test_of_very_many_guides_the_search_page_lists_titles_alone(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    language = library.language("en")
    pages = library.pages_in("en")
    templates = Templates(ROOT / "overrides")
    both = search_body(library, language, templates)
    monkeypatch.setattr(search, "LISTED", len(pages) - 1)
    titles = search_body(library, language, templates)
    assert titles.count("<li>") == len(pages) < both.count("<li>")
    assert all(f'<a href="{page.url.removeprefix("en/")}"><strong>' in titles for page in pages)


@pytest.mark.parametrize("pages", [2, 201])
def test_fewer_pages_than_are_shipped_and_odd_numbers_are_refused(tmp_path: Path, pages: int) -> None:
    with pytest.raises(ValueError, match=f"{pages} pages cannot be made"):
        write_project(tmp_path / "many", pages)
