"""A compromised contact or a wrong leaflet is gone from the next edition, and nothing else changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from support.commands import run_lanpya
from support.leaflets import library_of
from support.project import ROOT, Project
from support.releases import DAY, ReleaseProject
from support.sampling import sampled

from lanpya.checks.context import CheckContext
from lanpya.checks.print import check_print
from lanpya.content.library import Library
from lanpya.content.records import Withdrawn
from lanpya.leaflets.leaflet import cover_numbers
from lanpya.pages.leaflet_lists import current_body
from lanpya.pages.templates import Templates
from lanpya.runtime.clock import today

PRIVATE = """\
# kept by two people
- id: quiet-line
  channel: telegram
  name: {my: တိတ်တိတ်, en: "Quiet: line"}
  address: https://t.me/quiet_line
  verified: 2026-11-15
  verified_by: [editor-c, editor-d]
  expires: 2026-12-01

# the second
- id: other
  channel: web
  name: {my: တခြား, en: Other}
  address: https://example.net/other-page
  verified: 2026-11-15
  verified_by: [editor-c, editor-d]
  expires: 2026-12-01
"""


SAYS = ["--says", "my=မှားနေပါတယ်။", "--says", "en=The way named is closed."]


@pytest.fixture
def project(project: Project) -> Project:
    """The small project, with the version of its last release."""
    (project.root / "pyproject.toml").write_text('[project]\nversion = "1.0.9"\n', encoding="utf-8")
    return project


def withdraw(root: Path, *given: str) -> CompletedProcess[str]:
    return run_lanpya("withdraw", "--root", root, "--today", DAY, *given)


@pytest.fixture
def edition(project: Project) -> tuple[Project, Callable[[], Path]]:
    """The small project, and a function that builds its next edition and returns the site."""
    project.with_leaflets("sheet")

    def build() -> Path:
        built = project.build()
        assert built.returncode == 0, built.stderr
        return project.site

    return project, build


@pytest.fixture
def release(unreleased: ReleaseProject) -> tuple[Project, Callable[[], Path]]:
    """The same with a release of the next edition."""

    def release() -> Path:
        unreleased.version("1.0.1")
        released = unreleased.release()
        assert released.returncode == 0, released.stderr
        return unreleased.dist / "lanpya-1.0.1" / "site"

    return unreleased.project, release


@pytest.mark.parametrize("way", sampled(["edition", "release"], "edition"))
def test_from_a_compromised_contact_to_a_site_without_it(way: str, request: pytest.FixtureRequest) -> None:
    made, publish = request.getfixturevalue(way)
    done = withdraw(made.root, "contact", "helpline")
    assert done.returncode == 0, done.stderr
    assert "make release" in done.stdout
    site = publish()
    for path in site.rglob("*"):
        assert not path.is_file() or b"example.org/helpline" not in path.read_bytes(), path
    page = (site / "en" / "19.html").read_text(encoding="utf-8")
    assert "Helpline" in page
    text = re.sub(r"<[^>]*>|\s+", " ", page)
    assert re.search(r"Out of date since .{0,40}Do not use this contact\.", text)
    guide = (site / "en" / "2.html").read_text(encoding="utf-8")
    assert "A contact named on this page is out of date. Do not use it." in guide
    assert 'data-html="A contact named' not in guide


def test_a_private_contact_is_withdrawn_where_it_is(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "real.yml"
    path.write_text(PRIVATE, encoding="utf-8")
    path.chmod(0o600)
    monkeypatch.setenv("LANPYA_CONTACTS", str(path))
    done = withdraw(project.root, "contact", "quiet-line")
    assert done.returncode == 0
    assert f"LANPYA_CONTACTS={path} make release" in done.stdout
    assert 'git commit --all --message "Edition 1.0.10" && git tag v1.0.10' in done.stdout
    after = path.read_text(encoding="utf-8")
    head, _, rest = PRIVATE.partition("- id: quiet-line")
    left = '- id: quiet-line\n  name: {my: "တိတ်တိတ်", en: "Quiet: line"}\n  withdrawn: 2026-11-23\n'
    assert after == head + left + rest[rest.index("\n# the second") :]
    assert path.stat().st_mode & 0o777 == 0o600
    built = project.without_leaflets().build()
    assert built.returncode == 0, built.stderr
    assert "quiet_line" not in (project.site / "en" / "19.html").read_text(encoding="utf-8")
    again = withdraw(project.root, "contact", "quiet-line")
    assert again.returncode == 1
    assert "already withdrawn, since 2026-11-23" in again.stderr
    assert path.read_text(encoding="utf-8") == after


def test_without_a_day_it_is_withdrawn_today(project: Project) -> None:
    done = run_lanpya("withdraw", "contact", "helpline", cwd=project.root)
    assert done.returncode == 0, done.stderr
    assert f"  withdrawn: {today()}\n" in (project.docs / "data" / "contacts.yml").read_text(encoding="utf-8")


def test_a_contact_that_is_not_there_changes_nothing(project: Project) -> None:
    path = project.docs / "data" / "contacts.yml"
    before = path.read_bytes()
    done = withdraw(project.root, "contact", "helpine")
    assert done.returncode == 1
    assert "there are: helpline" in done.stderr
    assert "LANPYA_CONTACTS names" in done.stderr
    assert path.read_bytes() == before


def test_a_registry_that_cannot_be_read_is_reported_with_its_line(project: Project) -> None:
    path = project.docs / "data" / "contacts.yml"
    path.write_text("- id: helpline\n  id: helpline\n", encoding="utf-8")
    done = withdraw(project.root, "contact", "helpline")
    assert done.returncode == 2
    assert f"{path}:2:" in done.stderr


def test_a_sample_is_not_withdrawn_in_place_of_a_real_contact(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project.docs / "data" / "contacts.yml"
    project.edit("docs/data/contacts.yml", "expires: 2026-12-01", "expires: 2026-12-01\n  example: true")
    before = path.read_bytes()
    done = withdraw(project.root, "contact", "helpline")
    assert done.returncode == 1
    assert "helpline is a sample" in done.stderr
    assert "LANPYA_CONTACTS names; it is not set" in done.stderr
    monkeypatch.setenv("LANPYA_CONTACTS", str(tmp_path / "real.yml"))
    done = withdraw(project.root, "contact", "helpline")
    assert done.returncode == 2
    assert f"LANPYA_CONTACTS names {tmp_path / 'real.yml'}, which does not exist" in done.stderr
    (tmp_path / "real.yml").write_text(PRIVATE, encoding="utf-8")
    done = withdraw(project.root, "contact", "helplin")
    assert "there are: quiet-line, other." in done.stderr
    assert path.read_bytes() == before


def current_leaflets(project: Project) -> str:
    """Return what the English page 22 shows; another test makes a release with a recalled leaflet."""
    library = library_of(project)
    templates = Templates(ROOT / "overrides")
    return str(current_body(library, library.language("en"), date.fromisoformat(DAY), templates))


def test_a_leaflet_is_called_back_at_once_and_comes_back_mended(project: Project) -> None:
    path = project.docs / "data" / "withdrawn.yml"
    done = withdraw(project.root, "leaflet", "2", *SAYS)
    assert done.returncode == 0, done.stderr
    assert "Publish that first" in done.stdout
    assert withdraw(project.root, "leaflet", "2", *SAYS).returncode == 1
    page = current_leaflets(project)
    assert "The way named is closed." in page
    assert "Every edition so far" in page
    done = withdraw(project.root, "leaflet", "2", "--until", "2026-11-20")
    assert done.returncode == 0, done.stderr
    assert path.read_text(encoding="utf-8").count("leaflet: 2") == 1
    assert path.read_text(encoding="utf-8").endswith("\n  until: 2026-11-20\n")
    assert withdraw(project.root, "leaflet", "2", "--until", "2026-11-20").returncode == 1
    page = current_leaflets(project)
    assert "The way named is closed." in page
    assert "Every edition up to November 20, 2026" in page


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["33", *SAYS], "No current leaflet has the number 33"),
        (["2", *SAYS[2:]], "Add  --says my="),
        (["2", *SAYS, "--says", "xx=Wrong."], "There are no pages in xx"),
        (["2"], "Readers must learn what is wrong"),
    ],
)
def test_a_leaflet_that_no_one_would_know_again_is_refused(
    given: list[str], says: str, project: Project
) -> None:
    path = project.docs / "data" / "withdrawn.yml"
    before = path.read_bytes()
    done = withdraw(project.root, "leaflet", *given)
    assert done.returncode == 1
    assert says in done.stderr
    assert path.read_bytes() == before
    assert withdraw(project.root, "leaflet", "2", "--says", "no words").returncode == 2


def test_a_leaflet_whose_guide_is_gone_can_be_called_back(project: Project) -> None:
    assert withdraw(project.root, "leaflet", "33", "--gone", *SAYS).returncode == 0


def test_every_shipped_guide_can_be_called_back_and_go_past_its_day(library: Library) -> None:
    gone = tuple(Withdrawn(number, None, {"en": "Wrong."}) for number in cover_numbers(library))
    for withdrawn, day in ((gone, date(2026, 9, 30)), ((), date(2026, 9, 30)), ((), date(2031, 9, 30))):
        changed = replace(library, withdrawn=withdrawn)
        context = CheckContext(changed, ROOT / "docs", day)
        problems = [problem for page in changed.pages.values() for problem in check_print(page, context)]
        assert [problem for problem in problems if problem.rule == "aloud-too-long"] == []
