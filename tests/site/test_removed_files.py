"""A shipped file that somebody removes is no error by itself; what names it elsewhere is, at its line."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from support.bad_input import library_of
from support.project import ROOT, Project, copy_docs
from support.sampling import sampled

from lanpya.checks.run import check_sources
from lanpya.problems.problem import errors_in

TODAY = date(2026, 11, 30)
Choice = Callable[[Path], list[Path]]


def files(*patterns: str) -> Choice:
    return lambda docs: [path for one in patterns for path in sorted(docs.glob(one))]


GUIDES = files("en/*.md", "my/*.md")
DATA = [path.name for path in sorted((ROOT / "docs/data").iterdir())]
REMOVED: dict[str, Choice] = {
    "everything": files("*/*.md", "*/*.yml", "*/*.svg"),
    "guides": GUIDES,
    "guides and questions": files("en/*", "my/*"),
    "translations": files("my/*"),
    "questions": files("*/questions.yml"),
    "a translation of the questions": files("my/questions.yml"),
    "search words": files("*/search.yml"),
    "home pages": files("*/index.md"),
    "drawings": files("pictograms/*"),
    "a drawing": files("pictograms/do.svg"),
    "pictograms": files("pictograms/*", "data/pictograms.yml"),
    "data": files("data/*"),
    **{name: files(f"data/{name}") for name in DATA},
}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("shipped")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    copy_docs(ROOT / "docs", folder / "docs")
    return Project(folder)


@pytest.mark.parametrize("name", sampled(list(REMOVED), "everything"))
def test_what_is_removed_from_the_shipped_site_is_no_error(name: str, shipped: Project) -> None:
    removed = {path: path.read_bytes() for path in REMOVED[name](shipped.docs)}
    assert removed
    for path in removed:
        path.unlink()
    try:
        problems = errors_in(check_sources(library_of(shipped), shipped.docs, TODAY))
    finally:
        for path, content in removed.items():
            path.write_bytes(content)
    nothing_left = name in ("everything", "guides", "guides and questions")
    assert [problem.rule for problem in problems] == (["page-missing"] if nothing_left else [])


def test_a_site_without_data_is_built(project: Project) -> None:
    project.edit("docs/en/guide.md", "- Do one thing.", "- [](pictogram:do) Do **one** thing.")
    for path in (project.docs / "data").iterdir():
        path.unlink()
    built = project.with_leaflets("sheet").build()
    assert built.returncode == 0, built.stderr
    for name in ("contacts", "links", "sources", "pictograms"):
        assert f"docs/data/{name}.yml" in built.stderr
    page = (project.site / "en/2.html").read_text(encoding="utf-8")
    assert re.search(r"<li>Do <strong>one</strong> thing\.", page), "the words without the sign"
    assert "counted this. Ask through" in page, "the claim without its number"
    contacts = (project.site / "en/19.html").read_text(encoding="utf-8")
    assert "Read <span>the manual</span>." in contacts, "the words without the link"
    assert re.search(r'<a href="?19\.html"?>helpline', page), "the page of contacts without an entry"
