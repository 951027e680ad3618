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

PARTS = 8  # of the cases; make test takes some of them, make proof all
SAMPLE = (0, 3)


@pytest.fixture(scope="module")
def bench() -> Iterator[TrialProject]:
    with attacks.bench() as bench:
        yield bench


@cache
def cases(benign: bool) -> list[Case]:
    return read_cases(BENIGN if benign else ATTACKS)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "part" in metafunc.fixturenames:
        metafunc.parametrize("part", range(PARTS) if metafunc.config.getoption("--proof") else SAMPLE)


@pytest.mark.proof
def test_every_attack_is_found_by_its_rule_alone(part: int, bench: TrialProject) -> None:
    wrong = {
        f"{case.kind}: {case.text}": found
        for case in cases(benign=False)[part::PARTS]
        if (found := fault(case, bench.problems(case)))
    }
    assert wrong == {}


@pytest.mark.proof
def test_no_harmless_edit_is_stopped(part: int, bench: TrialProject) -> None:
    stopped = {
        case.text: [str(problem.message) for problem in errors]
        for case in cases(benign=True)[part::PARTS]
        if (errors := errors_in(bench.problems(case)))
    }
    assert stopped == {}


def test_there_are_enough_of_them_and_each_is_another() -> None:
    assert len(cases(benign=False)) >= 300
    assert len({case.kind for case in cases(benign=False)}) >= 14
    assert len(cases(benign=True)) >= 120
    for kind in (True, False):
        told = Counter(str(replace(case, kind="", rule="")) for case in cases(kind))
        assert [text for text, count in told.items() if count > 1] == []


def test_an_attack_that_no_rule_sees_is_told(bench: TrialProject) -> None:
    edit = ("docs/en/guide.md", "Do one thing.", "Do one other thing.")
    case = Case("none", "address-in-text", (edit,), (), {}, "nothing")
    assert fault(case, bench.problems(case)) == "missed by address-in-text, seen by: nobody"
    seen = replace(case, edits=(("docs/en/guide.md", "Do one thing.", "Call 09 000 000 000."),))
    assert fault(seen, bench.problems(seen)) == ""
    assert fault(replace(seen, is_seen_twice=True), bench.problems(seen)).startswith("only ")
    assert fault(replace(seen, rule="place-in-text"), bench.problems(seen)).endswith("address-in-text")


def test_the_bench_leaves_the_project_as_it_was(bench: TrialProject) -> None:
    path = bench.root / "docs" / "en" / "guide.md"
    before = path.read_bytes()
    new = "docs/en/other.md"
    case = Case("x", "x", (("docs/en/guide.md", "A guide", "Another"),), ((new, "text"),), {}, "x")
    assert bench.problems(case)
    assert path.read_bytes() == before
    assert not (bench.root / new).exists()
