"""Guided questions as a frightened reader taps through them, and as an editor draws them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page
from support.commands import run_lanpya
from support.project import Project, small_project

from lanpya.checks.questions import TAPS, starts_on
from lanpya.content.library import Library
from lanpya.content.questions import longest_way

ENGLISH = """\
begin:
  asks: What is it about?
  answers:
    - {says: A phone, then: phone}
    - {says: Something else, go: guide.md#more}
phone:
  asks: Whose phone?
  answers:
    - {says: Mine, go: guide.md#why}
    - {says: His, go: contacts.md}
"""


def with_questions(project: Project, text: str = ENGLISH) -> Project:
    (project.docs / "en" / "questions.yml").write_text(text, encoding="utf-8")
    project.edit("docs/en/index.md", "- [A guide]", "[](questions:begin)\n\n- [A guide]")
    return project


def visible(links: Locator) -> list[str]:
    return [link.inner_text() for link in links.all() if link.is_visible()]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with questions on the home page and on another page."""
    project = with_questions(small_project(tmp_path_factory.mktemp("questions") / "project"))
    project.edit("docs/en/guide.md", "Read [the start]", "[](questions:begin)\n\nRead [the start]")
    built = project.without_leaflets().build()
    assert built.returncode == 0, built.stdout + built.stderr
    return project.site


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_reader_taps_to_the_right_section_and_leaves_no_answer_in_the_address(
    site: Path, reader: Page, plain_reader: Page, javascript: bool
) -> None:
    page = reader if javascript else plain_reader
    home = f"file://{site}/en/index.html"
    page.goto(home)
    answers = page.locator("main details a")
    assert answers.count() == 3 and visible(answers) == [], "folded until somebody wants it"
    page.get_by_text("What is it about?").click()
    assert [text.startswith("Something else") for text in visible(answers)] == [True]
    page.get_by_text("A phone", exact=True).click()
    assert page.get_by_text("Whose phone?").is_visible()
    assert page.url == home
    page.get_by_text("Mine").click()
    fragment = page.url.partition("en/2.html#")[2]
    assert page.locator(f"h2#{fragment}").inner_text() == "Why"


def test_a_page_that_is_not_the_home_page_shows_the_first_question_open(site: Path, reader: Page) -> None:
    page = reader
    page.goto(f"file://{site}/en/2.html")
    assert page.get_by_text("What is it about?").is_visible()
    assert page.get_by_text("Something else").is_visible()
    assert page.get_by_text("Mine").is_hidden()


def test_shipped_questions_lead_from_the_home_page_and_where_something_went_wrong(library: Library) -> None:
    for language in library.used_languages:
        starts = {page.file: starts_on(page) for page in library.pages_in(language.code)}
        assert starts["index.md"] and starts["when-it-goes-wrong.md"]
        for file, names in starts.items():
            for name in names:
                way = longest_way(name, library.questions[language.code])
                assert len(way) + (file == "index.md") <= TAPS


def test_an_editor_sees_every_question_answer_and_goal_drawn(project: Project) -> None:
    with_questions(project)
    done = run_lanpya("draw-questions", "en", "drawing.svg", cwd=project.root)
    assert done.returncode == 0, done.stderr
    drawing = (project.root / "drawing.svg").read_text(encoding="utf-8")
    for text in ("begin", "What is it about?", "A phone", "Whose phone?", "guide.md#why", "contacts.md"):
        assert f">{text}</text>" in drawing
    before = (project.root / "drawing.svg").read_bytes()
    project.edit("docs/en/questions.yml", "{says: Mine, go: guide.md#why}", "{says: Mine, then: begin}")
    wrong = run_lanpya("draw-questions", "en", "drawing.svg", cwd=project.root)
    assert wrong.returncode == 1 and "begin → phone → begin" in wrong.stderr
    assert (project.root / "drawing.svg").read_bytes() == before
    assert run_lanpya("draw-questions", "my", "drawing.svg", cwd=project.root).returncode == 2
