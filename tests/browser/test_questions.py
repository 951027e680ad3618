"""Guided questions as a frightened reader taps through them, and as an editor draws them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page
from support.commands import run_lanpya
from support.project import Project, small_project

from lanpya.checks.questions import TAPS
from lanpya.content.library import Library
from lanpya.content.links import Target, questions_on
from lanpya.content.questions import longest_way, reached_from

SOLDIERS = r"soldier|army|officer|unit|called up|compound|စစ်သား|စစ်တပ်|တပ်|အရာရှိ|ဆင့်ခေါ်"
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
    answers = page.locator("main .questions a")
    assert answers.count() == 3
    assert visible(answers) == ["Something else"], (
        "the first question is open, without sizes behind its answers"
    )
    page.get_by_text("A phone", exact=True).click()
    assert page.get_by_text("Whose phone?").is_visible()
    assert page.url == home
    page.get_by_text("Mine").click()
    fragment = page.url.partition("en/2.html#")[2]
    assert page.locator(f"h2#{fragment}").inner_text() == "Why"


def test_an_answer_is_enough_where_the_question_behind_it_would_ask_the_same(project: Project) -> None:
    with_questions(project, ENGLISH.replace("  asks: Whose phone?\n", ""))
    assert run_lanpya("check", cwd=project.root).returncode == 0
    with_questions(project, ENGLISH.replace("  asks: What is it about?\n", ""))
    assert "question-bad" in run_lanpya("check", cwd=project.root).stdout


def test_topics_lead_from_every_page_to_the_section_of_questions(site: Path, reader: Page) -> None:
    for name in ("en/index", "en/2", "en/21", "en/22", "en/23"):
        reader.goto(f"file://{site}/{name}.html")
        reader.evaluate("window.before = true")
        reader.get_by_role("link", name="Topics").click()
        path, _, fragment = reader.url.partition("#")
        assert path == f"file://{site}/en/index.html", name
        assert reader.locator(f"h2#{fragment}").inner_text() == "Daily"
        assert bool(reader.evaluate("window.before")) == (name == "en/index"), "no load on the home page"
    reader.goto(f"file://{site}/index.html")  # a language without questions has no such link
    assert reader.locator("nav a").count() == 2


def test_shipped_questions_lead_to_sections_and_show_nothing_of_soldiers_before_a_line_is_opened(
    library: Library,
) -> None:
    for language in library.used_languages:
        questions = library.questions[language.code]
        starts = {page.file: questions_on(page) for page in library.pages_in(language.code)}
        assert starts.pop("index.md") == ["begin", "more"]
        assert not any(starts.values()), "nothing asks the same again"
        for start in ("begin", "more"):
            assert len(longest_way(start, questions)) + 1 <= TAPS
            shown = " ".join([questions[start].asks, *(answer.says for answer in questions[start].answers)])
            assert not re.search(SOLDIERS, shown, re.IGNORECASE), shown
            answers = [
                answer for name in reached_from(start, questions) for answer in questions[name].answers
            ]
            for target in (Target.read(answer.go) for answer in answers if answer.go):
                page = library.pages[language.code, target.name]
                # to the top only where a warning is there
                assert target.fragment or page.document.lead, target
        assert [Target.read(answer.go).name for answer in questions["begin"].answers] == [
            *["mines.md"] * 2,
            "air-strikes.md",
            *["mines.md"] * 2,
            "is-this-helper-real.md",
        ]


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
