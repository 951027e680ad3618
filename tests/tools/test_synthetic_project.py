"""A project of many pages, to measure with: as clean as the guides it is made from, and no text twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.project import Project
from support.sampling import proof_only

from lanpya.checks.run import check_sources
from lanpya.content.library import Library
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
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


@proof_only
@pytest.mark.slow
def test_a_hundred_guides_are_built_and_the_search_page_lists_their_titles(tmp_path: Path) -> None:
    project = Project(write_project(tmp_path / "many", 200))
    for code in ("my", "en"):  # a home page that lists all of them is heavier than any other page
        project.edit(f"docs/{code}/index.md", "\n[](list:guides)\n", "")
    project.configure(lambda config: config["extra"]["budgets"].update(page=15_000))
    built = project.build()
    assert built.returncode == 0, built.stderr
    assert built.stderr.count("The search page lists the titles alone") == 2
    page = (project.site / "en/21.html").read_text(encoding="utf-8")
    assert len(re.findall(r"<li><a [^>]*><strong>", page)) == 100


@pytest.mark.parametrize("pages", [2, 201])
def test_fewer_pages_than_are_shipped_and_odd_numbers_are_refused(tmp_path: Path, pages: int) -> None:
    with pytest.raises(ValueError, match=f"{pages} pages cannot be made"):
        write_project(tmp_path / "many", pages)
