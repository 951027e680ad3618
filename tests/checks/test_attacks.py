"""Every known attack is found by the rule that it names, and by that one alone; harmless edits go through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from lanpya.problems.problem import errors_in
from scripts.proof import attacks
from scripts.proof.attacks import ATTACKS, BENIGN, Case, TrialProject, fault, read_cases

PARTS = 16  # of the cases; make test takes one of them, make proof all
SAMPLE = (3,)


@pytest.fixture(scope="module")
def project() -> Iterator[TrialProject]:
    with attacks.trial_project() as project:
        yield project


@cache
def cases(benign: bool) -> list[Case]:
    return read_cases(BENIGN if benign else ATTACKS)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "part" in metafunc.fixturenames:
        metafunc.parametrize("part", range(PARTS) if metafunc.config.getoption("--proof") else SAMPLE)


@pytest.mark.proof
@pytest.mark.slow
def test_every_attack_is_found_by_its_rule_alone(part: int, project: TrialProject) -> None:
    wrong = {
        f"{case.kind}: {case.text}": found
        for case in cases(benign=False)[part::PARTS]
        if (found := fault(case, project.problems(case)))
    }
    assert wrong == {}


@pytest.mark.proof
def test_no_harmless_edit_is_stopped(part: int, project: TrialProject) -> None:
    stopped = {
        case.text: [str(problem.message) for problem in errors]
        for case in cases(benign=True)[part::PARTS]
        if (errors := errors_in(project.problems(case)))
    }
    assert stopped == {}


def test_there_are_enough_of_them_and_each_is_another() -> None:
    assert len(cases(benign=False)) >= 300
    assert len({case.kind for case in cases(benign=False)}) >= 14
    assert len(cases(benign=True)) >= 120
    for kind in (True, False):
        edits = Counter(str(replace(case, kind="", rule="")) for case in cases(kind))
        assert [text for text, count in edits.items() if count > 1] == []


def test_an_attack_that_no_rule_sees_is_reported(project: TrialProject) -> None:
    edit = ("docs/en/guide.md", "Do one thing.", "Do one other thing.")
    case = Case("none", "address-in-text", (edit,), (), {}, "nothing")
    assert fault(case, project.problems(case)) == "missed by address-in-text, seen by: no rule"
    seen = replace(case, edits=(("docs/en/guide.md", "Do one thing.", "Call 09 000 000 000."),))
    assert fault(seen, project.problems(seen)) == ""
    assert fault(replace(seen, is_seen_twice=True), project.problems(seen)).startswith("only ")
    assert fault(replace(seen, rule="place-in-text"), project.problems(seen)).endswith("address-in-text")


def test_the_trial_project_leaves_the_project_as_it_was(project: TrialProject) -> None:
    path = project.root / "docs" / "en" / "guide.md"
    before = path.read_bytes()
    new = "docs/en/other.md"
    case = Case("x", "x", (("docs/en/guide.md", "A guide", "Another"),), ((new, "text"),), {}, "x")
    assert project.problems(case)
    assert path.read_bytes() == before
    assert not (project.root / new).exists()
