"""A new project as it is built at once: its pages, and the English beside words that no one has checked."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from support.bad_input import library_of
from support.commands import run_lanpya
from support.project import Project

from lanpya.content.interface import Wording
from lanpya.languages.shipped_texts import SAFETY, texts_in

ENGLISH, SPANISH = texts_in("en"), texts_in("es")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A new project in a language that has texts, one from right to left, and one without texts, built."""
    project = Project(tmp_path_factory.mktemp("adopter") / "deep/site")
    done = run_lanpya("new", "project", project.root, "--languages", "es,ar,shn", "--today", "2026-11-20")
    assert (done.returncode, done.stderr) == (0, "")
    checked = run_lanpya("check", "--root", project.root, "--today", "2026-11-23")
    assert (checked.returncode, "0 errors" in checked.stdout) == (0, True), checked.stdout
    shutil.rmtree(project.root / "hooks/lanpya")  # the same code as here, which is imported already
    built = project.build()
    assert built.returncode == 0, built.stdout + built.stderr
    return project


def beside(html: str) -> list[str]:
    """Return the English texts in small, those among them that a script shows."""
    flat = unescape(html).replace("&#34;", '"').replace("&#39;", "’")
    return re.findall(r'<small (?:dir="?ltr"? )?lang="?en"?(?: dir="ltr")?>(.*?)</small>', flat)


def text_of(project: Project, name: str) -> str:
    html = (project.site / name).read_text(encoding="utf-8")
    return re.sub("<wbr>|\t", "", html)


@pytest.mark.slow
def test_a_new_project_is_built_at_once(made: Project) -> None:
    pages = {path.relative_to(made.site).as_posix() for path in made.site.rglob("*.html")}
    assert {"index.html", "1.html", "4.html", "ar/index.html", "ar/3.html", "keep/notes-ar.html"} <= pages
    assert "sh/index.html" not in pages  # a draft, until most of it is translated
    home = text_of(made, "index.html")
    for number in range(1, 5):
        assert re.search(rf'href="?{number}\.html', home)  # the start page lists every other one
    assert re.search(r'<html dir="?rtl"? lang="?ar', text_of(made, "ar/1.html"))


@pytest.mark.slow
def test_english_is_beside_what_nobody_has_checked(made: Project) -> None:
    home, removal, missing = (text_of(made, name) for name in ("index.html", "23.html", "404.html"))
    for key in ("leave", "leave_note"):
        assert f"{SPANISH[key]} <small lang=en>{ENGLISH[key]}</small>" in home
    assert any(text.startswith("Out of date. This page was good until November 2") for text in beside(home))
    expected = {ENGLISH[key] for key in SAFETY if key.startswith("remove_") and key != "remove_kept_file"}
    assert {text.replace("'", "’") for text in expected} <= {
        text.replace("'", "’") for text in beside(removal)
    }
    assert beside(missing).count(ENGLISH["not_found"]) == 2  # in Spanish, and in Arabic
    assert ENGLISH["status_unchecked"] in beside(text_of(made, "ar/1.html"))
    for html in (home, removal, missing):
        assert "p>small{display:block}" in html
    copy = beside(text_of(made, "keep/notes-es.html"))
    assert {ENGLISH[key] for key in ("kept_copy", "leave_note", "code_warning")} <= set(copy)
    assert "Search" not in beside(home)  # no word of safety


@pytest.mark.slow
def test_english_beside_is_readable_on_a_narrow_phone(
    made: Project, context: Callable[..., BrowserContext]
) -> None:
    """Nothing is cut off on a phone of 360 pixels, no English is smaller than 12, Leave is one line."""
    page: Page = context().new_page()
    assert page.viewport_size == {"width": 360, "height": 640}
    for name in ("index.html", "23.html", "ar/23.html", "404.html"):
        page.goto(f"file://{made.site}/{name}")
        sizes = page.eval_on_selector_all(
            "small[lang]", "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
        )
        assert sizes
        assert min(sizes) >= 12
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        leave = page.locator(".leave").bounding_box()
        assert leave is not None
        assert leave["height"] < 64


def test_a_role_that_checked_a_language_ends_it(tmp_path: Path) -> None:
    project = Project(tmp_path / "site")
    run_lanpya("new", "project", project.root, "--languages", "es,ar")
    project.say("checked_by", es="reader-a")
    library = library_of(project)
    assert Wording(library, library.language("es")).html("leave") == SPANISH["leave"]
    assert beside(Wording(library, library.language("ar")).html("leave")) == ["Leave"]
