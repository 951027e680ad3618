"""What maintainers keep to themselves, real contacts and words that give away, is read and never shown."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from support.bad_input import TODAY, library_of
from support.commands import run_lanpya
from support.private_contacts import ENTRY
from support.project import Project

from lanpya.checks.run import check_sources
from lanpya.runtime.environment import PRIVATE

SECRETS = ("hidden-line", "t.me", "quiet", "Quiet", "တိတ်တိတ်", "editor-c", "2026-11-15")


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A private file of contacts, named as a release names it."""
    path = tmp_path / "real.yml"
    path.write_text(ENTRY, encoding="utf-8")
    monkeypatch.setenv(PRIVATE, str(path))
    return path


@pytest.mark.slow
def test_private_contacts_stand_on_the_live_page_alone(project: Project, private: Path) -> None:
    result = project.build()
    assert result.returncode == 0, result.stderr
    assert "https://t.me/quiet_line" in (project.site / "en" / "19.html").read_text(encoding="utf-8")
    for path in project.site.rglob("*"):
        if path.is_file() and path.name != "19.html":
            assert b"quiet_line" not in path.read_bytes(), path
    assert not any(secret in result.stdout + result.stderr for secret in SECRETS)


WRONG = {
    "one verifier": ("[editor-c, editor-d]", "[editor-c]", "contact-verifiers"),
    "too long": ("2026-12-01", "2026-12-31", "contact-lifetime"),
    "other channel": ("channel: telegram", "channel: signal", "record-address"),
    "look-alike": ("https://t.me/quiet_line", "https://example.org/heIpline", "contact-look-alike"),
    "same id": ("hidden-line", "helpline", "id-twice"),
    "past": ("2026-12-01", "2026-11-20", "contact-past"),
    "key": ("channel: telegram", "chanel: telegram", "record-bad"),
    "sample": ("expires: 2026-12-01", "expires: 2026-12-01\n  example: true", "record-bad"),
    "number in its name": ("Quiet line", "Quiet 09 000 000 000", "address-in-text"),
    "no data": ("- id: hidden-line", "- id: &hidden hidden-line", "unreadable"),
}


@pytest.mark.parametrize("what", WRONG)
def test_private_contacts_are_held_to_the_rules_and_not_shown(
    what: str, sources: Project, private: Path
) -> None:
    old, new, rule = WRONG[what]
    private.write_text(ENTRY.replace(old, new), encoding="utf-8")
    problems = check_sources(library_of(sources), sources.docs, TODAY, release_date=TODAY)
    found = [problem for problem in problems if problem.path == PRIVATE]
    assert rule in {problem.rule for problem in found}
    said = " ".join(part for problem in problems for part in (problem.message, problem.remedy))
    assert not any(secret in said for secret in (*SECRETS, new)), said
    assert str(private) not in said


@pytest.mark.slow
def test_a_real_contact_takes_the_place_of_a_sample(project: Project, private: Path) -> None:
    project.edit("docs/data/contacts.yml", "expires: 2026-12-01", "expires: 2026-12-01\n  example: true")
    private.write_text(ENTRY.replace("hidden-line", "helpline"), encoding="utf-8")
    result = project.build()
    assert result.returncode == 0, result.stderr
    page = (project.site / "en" / "19.html").read_text(encoding="utf-8")
    assert "https://t.me/quiet_line" in page
    assert "example.org/helpline" not in page
    assert "SAMPLE" not in page


def test_a_private_file_that_is_not_there_is_reported(sources: Project, private: Path) -> None:
    private.unlink()
    problems = check_sources(library_of(sources), sources.docs, TODAY)
    assert [p.rule for p in problems if p.path == PRIVATE] == ["unreadable"]


def test_a_wrong_link_does_not_tell_the_ids_of_private_contacts(sources: Project, private: Path) -> None:
    sources.edit("docs/en/guide.md", "contact:helpline", "contact:helplin")
    problems = check_sources(library_of(sources), sources.docs, TODAY)
    said = next(problem for problem in problems if problem.rule == "target-unknown")
    assert "helpline" in said.remedy
    assert "hidden-line" not in said.remedy


def check(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return run_lanpya("check", *arguments, env={"CI": None, PRIVATE: None} | environment)


def test_a_private_list_answers_on_a_maintainers_machine_only(sources: Project, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("\nSomeplace\nမြို့တစ်မြို့\n", encoding="utf-8")
    sources.edit("docs/en/guide.md", "Read [the start]", "Near some**place**, read [the start]")
    arguments = ("--docs", sources.docs, "--today", "2026-11-23", "--private", words)
    result = check(*arguments)
    assert result.returncode == 1, result.stderr
    assert "private-word: This is in the private list: some" in result.stdout
    public = check(*arguments, CI="true")
    assert public.returncode == 2
    assert "CI" in public.stderr
    assert "someplace" not in public.stdout + public.stderr
