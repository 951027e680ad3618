"""Public talks: dates while the entry behind them counts, none afterwards, and no page without any."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext
from support.project import Project, small_project
from support.sampling import sampled
from support.talks import TALKS, days, with_talks

from lanpya.content.talks import DATES, Weekly, dates_of, parse_time

HELD = """\
past:
  - date: 2026-11-22
    subject: {my: ဖုန်း, en: Phones}
    summary: {my: ဖုန်းအကြောင်း ပြောခဲ့ပါတယ်။, en: Somebody spoke about phones.}
"""
AFTER = str(int(datetime(2026, 12, 5, tzinfo=UTC).timestamp()))  # the entry behind them is past its day


def built(project: Project, epoch: str | None = None) -> str:
    """Return the home page of the built site."""
    done = project.build(epoch) if epoch else project.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return (project.site / "en" / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def talking(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small project with a weekly rule and a talk that was held, built."""
    project = with_talks(small_project(tmp_path_factory.mktemp("talks") / "project"), TALKS + HELD)
    built(project)
    return project


def test_the_page_says_every_sunday_and_no_day_after_its_entry_ends(talking: Project) -> None:
    home = (talking.site / "en" / "index.html").read_text(encoding="utf-8")
    page = talking.site / "en" / "16.html"
    assert "Talks to read" in home and "16.html" in home
    html = page.read_text(encoding="utf-8")
    assert "Every Sunday at 10:00" in html and "Somebody spoke about phones." in html
    assert days(page) == ["2026-11-29T10:00+06:30"]  # the entry counts until 2026-12-01


@pytest.mark.parametrize("talks", sampled(["{}\n", TALKS], TALKS), ids=["none", "entry-past"])
def test_without_a_talk_there_is_no_page_and_nothing_leads_to_it(project: Project, talks: str) -> None:
    home = built(with_talks(project.without_leaflets(), talks), AFTER)
    assert not (project.site / "en" / "16.html").exists()
    assert "Talks to read" not in home and "Contacts" in home
    for path in project.site.rglob("*"):
        if path.suffix in (".html", ".xml", ".js", ".txt"):
            assert "16.html" not in path.read_text(encoding="utf-8"), path


def test_summaries_stay_when_no_day_is_certain(project: Project) -> None:
    built(with_talks(project.without_leaflets(), TALKS + HELD), AFTER)
    page = project.site / "en" / "16.html"
    html = page.read_text(encoding="utf-8")
    assert days(page) == [] and "No day is certain now." in html and "Somebody spoke about phones." in html


def test_a_sample_says_so_and_lists_twelve_days(site: Path) -> None:
    page = site / "en" / "16.html"
    listed = [datetime.fromisoformat(day) for day in days(page)]
    assert len(listed) == DATES == 12
    assert {day.strftime("%A %H:%M %z") for day in listed} == {"Sunday 10:00 +0630"}
    assert page.read_text(encoding="utf-8").count("SAMPLE") >= 2


def test_days_that_are_over_hide_by_the_readers_own_clock(site: Path, profile: BrowserContext) -> None:
    page = profile.new_page()
    page.clock.set_fixed_time(
        datetime(2026, 12, 6, 3, 29, tzinfo=UTC)
    )  # a minute before the talk of that day
    page.goto(f"file://{site}/en/16.html")
    assert page.locator("time:visible").first.get_attribute("datetime") == "2026-12-06T10:00+06:30"
    page.clock.set_fixed_time(datetime(2026, 12, 6, 3, 31, tzinfo=UTC))
    page.reload()
    assert page.locator("time:visible").first.get_attribute("datetime") == "2026-12-13T10:00+06:30"


def test_days_give_way_to_a_notice_by_the_readers_own_clock(
    talking: Project, profile: BrowserContext
) -> None:
    page = profile.new_page()
    page.clock.set_fixed_time(datetime(2026, 12, 2, 12, tzinfo=UTC))
    page.goto(f"file://{talking.site}/en/16.html")
    assert page.get_by_text("Out of date since").first.is_visible()
    assert page.get_by_text("Every Sunday").is_hidden()


def test_no_copy_and_no_paper_shows_a_day(talking: Project) -> None:
    kept = (talking.site / "keep" / "notes-en.html").read_text(encoding="utf-8")
    assert "Somebody spoke about phones." in kept
    assert "Every Sunday" not in kept and "<time" not in kept
    assert not list(talking.site.glob("print/*/16-*")) and not list(talking.site.glob("text/*/16.txt"))


def test_summer_time_moves_the_offset_and_not_the_hour() -> None:
    at = parse_time("10:00")
    assert at
    days = dates_of(Weekly("x", 6, at, "Europe/Berlin"), date(2026, 10, 18), date(2026, 11, 1))
    assert [day.isoformat() for day in days] == [
        "2026-10-18T10:00:00+02:00",
        "2026-10-25T10:00:00+01:00",
        "2026-11-01T10:00:00+01:00",
    ]
