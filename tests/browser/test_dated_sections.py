"""Facts that change soon give way after the last day of their page; the rest of the page stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import BrowserContext
from support.project import Project, small_project

PARAGRAPH = "Somebody counted this."
LINE = "This may no longer be so. The general rules above still help."


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small_project(tmp_path_factory.mktemp("dated") / "project")
    project.edit("docs/en/guide.md", "risk: high", "risk: high\ndated: [why]")
    project.edit("docs/en/guide.md", PARAGRAPH, f"{PARAGRAPH}\n\n### Apps {{#apps}}\n\n- One app.\n\n")
    burmese = "တစ်ယောက်ယောက်က ရေတွက်ခဲ့ပါတယ်။"
    project.edit("docs/my/guide.md", burmese, f"{burmese}\n\n### အက်ပ် {{#apps}}\n\n- အက်ပ်တစ်ခု။\n\n")
    return project.without_leaflets()


@pytest.mark.parametrize("name", ["en/2.html", "keep/notes-en.html#p2"])
@pytest.mark.parametrize(("day", "is_shown"), [("2027-01-20", True), ("2027-01-21", False)])
def test_a_dated_section_is_replaced_by_a_line_from_the_day_after(
    dated: Project, context: Callable[..., BrowserContext], name: str, day: str, is_shown: bool
) -> None:
    if not dated.site.exists():
        done = dated.build()
        assert done.returncode == 0, done.stdout + done.stderr
    page = context().new_page()
    page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T12:00:00"))
    page.goto(f"file://{dated.site}/{name}")
    shown = page.locator("article:visible, main").last
    for text in (PARAGRAPH, "Apps", "One app."):
        assert shown.get_by_text(text).first.is_visible() == is_shown, text
    assert shown.get_by_text(LINE).is_visible() != is_shown
    for text in ("Do one thing.", "Why", "Read the start"):
        assert shown.get_by_text(text).first.is_visible(), text


def test_a_build_after_the_day_shows_the_line_whatever_the_clock_says(
    dated: Project, context: Callable[..., BrowserContext]
) -> None:
    later = datetime.fromisoformat("2027-02-01T00:00:00+00:00").timestamp()
    done = dated.build(epoch=str(int(later)))
    assert done.returncode == 0, done.stdout + done.stderr
    page = context(java_script_enabled=False).new_page()
    page.goto(f"file://{dated.site}/en/2.html")
    assert page.get_by_text(LINE).is_visible()
    assert not page.get_by_text(PARAGRAPH).is_visible()
    assert page.get_by_text("Do one thing.").is_visible()
