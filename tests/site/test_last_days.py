"""The last day counts whole, for everything that has one, and the day after it is over."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdf
import pytest
from playwright.sync_api import BrowserContext
from support.leaflets import library_of
from support.project import Project, small_project
from support.sampling import sampled
from support.talks import TALKS, days, with_talks

from lanpya.checks.run import check_sources
from lanpya.content.talks import Weekly, dates_of, parse_time
from lanpya.releases.manifest import manifest_of, sums_of, sums_text

CONTACT, REVIEW = date(2026, 11, 29), date(2027, 1, 20)  # a Sunday, when a talk is held; of the guide
DAY = timedelta(days=1)
ZONES = ("Asia/Yangon", "UTC", "Pacific/Kiritimati", "America/Los_Angeles")


def dated(target: Path) -> Project:
    """Return a small project whose contact, talks and guide end on these days."""
    made = with_talks(small_project(target).with_leaflets("sheet", "booklet"), TALKS)
    made.edit("docs/data/contacts.yml", "expires: 2026-12-01", f"expires: {CONTACT}")
    return made


def last_second(day: date) -> int:
    """Return the last second of a day of UTC, since 1970."""
    return int(datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=UTC).timestamp())


Look = Callable[..., set[bool]]


@pytest.fixture
def look(context: Callable[..., BrowserContext]) -> Look:
    """A function that builds a project, and returns the answers of every place that shows what is past.

    It looks at the pages as built, without their scripts.
    """
    profile = context(java_script_enabled=False)

    def answers(project: Project, second: int, last: date) -> set[bool]:
        built = project.build(str(second))
        assert built.returncode == 0, built.stderr
        page = profile.new_page()

        def shows(name: str, words: str) -> bool:
            page.goto(f"file://{project.site}/{name}")
            return words in page.locator("body").inner_text()

        if last == CONTACT:
            talk = project.site / "en/16.html"
            return {
                "contact-past" in built.stderr,
                shows("en/19.html", "Out of date since November 29"),
                not shows("en/19.html", "example.org/helpline"),
                shows("en/2.html", "A contact named on this page is out of date"),
                not (talk.exists() and days(talk) == [f"{CONTACT}T10:00+06:30"]),
            }
        printed = [project.site / f"print/en/{name}.pdf" for name in ("2-sheet", "0-booklet")]
        return {
            "page-past" in built.stderr,
            shows("en/2.html", "Out of date. This page was good until"),
            shows("en/22.html", "OUT OF DATE"),
            shows("keep/notes-en.html", "This copy is old"),
            "OUT OF DATE" in (project.site / "text/en/2.txt").read_text(encoding="utf-8"),
            *("OUT OF DATE" in pypdf.PdfReader(path).pages[0].extract_text() for path in printed),
        }

    return answers


@pytest.fixture(scope="module")
def project_of_days(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return dated(tmp_path_factory.mktemp("days") / "project")


# a contact that is past is shown by the test below, too
@pytest.mark.slow
@pytest.mark.parametrize(
    ("last", "later"),
    sampled(product([CONTACT, REVIEW], [0, 1]), (CONTACT, 0), (REVIEW, 0), (REVIEW, 1)),
)
def test_a_built_site_shows_what_ends_until_the_end_of_its_last_day(
    last: date, later: int, project_of_days: Project, look: Look
) -> None:
    assert look(project_of_days, last_second(last) + later, last) == {later > 0}


@pytest.mark.slow
@pytest.mark.parametrize("last", sampled([CONTACT, REVIEW], CONTACT))
def test_all_that_ends_asks_one_function(last: date, tmp_path: Path, look: Look) -> None:
    spoiled = dated(tmp_path / "spoiled").add_code()
    spoiled.edit("hooks/lanpya/runtime/clock.py", "on > last_day", "on >= last_day")
    assert look(spoiled, last_second(last), last) == {True}


@pytest.mark.parametrize(("rule", "last"), [("contact-past", CONTACT), ("page-past", REVIEW)])
def test_a_check_reports_from_the_day_after(rule: str, last: date, project_of_days: Project) -> None:
    library = library_of(project_of_days)
    for day, found in ((last - DAY, False), (last, False), (last + DAY, True)):
        for release in (False, True):
            problems = check_sources(library, project_of_days.docs, day, release=release)
            done = {problem.severity for problem in problems if problem.rule == rule}
            assert done == ({"error" if release else "warning"} if found else set()), (day, release)


@pytest.mark.parametrize(
    ("name", "old", "rule", "least", "most"),
    [
        ("data/contacts.yml", f"expires: {CONTACT}", "contact-lifetime", "2026-11-11", "2026-12-01"),
        ("en/guide.md", "review_by: 2027-01-20", "review-too-far", "2026-11-02", "2027-01-30"),
        ("en/index.md", "review_by: 2027-10-01", "review-too-far", "2026-11-02", "2027-11-01"),
    ],
)
def test_nothing_counts_a_day_longer_than_its_kind_may(
    name: str, old: str, rule: str, least: str, most: str, tmp_path: Path
) -> None:
    project = dated(tmp_path / "project")
    key, on = old.split(":")[0], date(2026, 11, 10)
    for day, found in (
        (date.fromisoformat(least) - DAY, True),
        (date.fromisoformat(least), False),
        (date.fromisoformat(most), False),
        (date.fromisoformat(most) + DAY, True),
    ):
        project.edit(f"docs/{name}", old, old := f"{key}: {day}")
        rules = {problem.rule for problem in check_sources(library_of(project), project.docs, on)}
        assert (rule in rules) is found, day


def test_a_talk_is_held_on_the_last_day_of_its_entry() -> None:
    at = parse_time("10:00")
    assert at
    rule = Weekly("x", CONTACT.weekday(), at, "Asia/Yangon")
    for last, held in ((CONTACT - DAY, 0), (CONTACT, 1), (CONTACT + DAY, 1)):
        assert len(dates_of(rule, CONTACT - 6 * DAY, last)) == held
    for first, held in ((CONTACT - DAY, 1), (CONTACT, 1), (CONTACT + DAY, 0)):
        assert len(dates_of(rule, first, CONTACT)) == held


@pytest.fixture(scope="module")
def current(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was built while everything in it counted."""
    project = dated(tmp_path_factory.mktemp("current") / "project").without_leaflets()
    assert project.build().returncode == 0
    return project.site


@pytest.mark.parametrize("zone", sampled(ZONES, "Asia/Yangon"))  # half an hour more than whole ones
@pytest.mark.slow
def test_a_page_warns_from_midnight_where_its_reader_is(
    zone: str, current: Path, context: Callable[..., BrowserContext]
) -> None:
    """Wherever a saved page is opened, the date on it is compared with the one that the phone shows."""
    page = context(timezone_id=zone).new_page()
    for last, name, words in (
        (CONTACT, "en/19.html", "Out of date since November 29"),
        (REVIEW, "en/2.html", "Out of date. This page was good until"),
        (REVIEW, "keep/notes-en.html", "This copy is old"),
    ):
        midnight = datetime(last.year, last.month, last.day, tzinfo=ZoneInfo(zone)) + DAY
        for moment, past in ((midnight - timedelta(seconds=1), False), (midnight, True)):
            page.clock.set_fixed_time(moment)
            page.goto(f"file://{current}/{name}")
            assert (words in page.locator("body").inner_text()) is past, (name, moment)
            if name == "en/19.html":
                assert page.locator("a[href='https://example.org/helpline']").is_visible() is not past


@pytest.mark.parametrize(
    "day", ["20261120", "2026-W47-5", "2026-W47", "2026-324", "1926-11-20", " 2026-11-20", "", 5]
)
def test_a_manifest_has_its_days_written_as_they_are_typed(day: str | int) -> None:
    def manifest(**changes: object) -> str:
        keys = {
            "version": "1",
            "sequence": 1,
            "edition": "2026-11-20",
            "expires": "2026-11-20",
            "commit": "",
            "tools": {},
        }
        return json.dumps(keys | changes)

    assert manifest_of(manifest()).expires == date(2026, 11, 20)
    for key in ("edition", "expires"):
        with pytest.raises(ValueError, match="not the manifest of a release"):
            manifest_of(manifest(**{key: day}))


@pytest.mark.parametrize(
    "name",
    [
        *(
            "x.",
            "x ",
            "a./x",
            "a /x",
            "CON",
            "con",
            "aux.html",
            "a/NUL.txt",
            "com1",
            "LPT9.x",
            "COM\xb9",
            "con .x",
        ),
        *(
            "a\u202eb",
            "a\u200bb",
            "a\u3164b",
            "a\x7fb",
            'a"b',
            "a?b",
            "a*b",
            "a<b",
            "a|b",
            "",
            "..",
            ".",
            "/x",
            "a//x",
        ),
    ],
)
def test_names_in_sums_are_names_on_every_system(name: str) -> None:
    fine = {"console.html": "0" * 64, "my/2.html": "0" * 64, "nul-x/com.js": "0" * 64, "ရှာ.html": "0" * 64}
    assert sums_of(sums_text(fine)) == fine
    with pytest.raises(ValueError, match="SHA256SUMS"):
        sums_of(sums_text({**fine, name: "0" * 64}))
