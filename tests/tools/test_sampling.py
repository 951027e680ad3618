"""Samples of tests: what is not in the sample runs in make proof only."""

from __future__ import annotations

import pytest
from support.sampling import sampled


def test_cases_outside_the_sample_run_in_make_proof_only() -> None:
    cases = sampled([("a", 1), ("a", 2), ("b", 1)], ("a", 2), "b")
    assert [case.values for case in cases] == [("a", 1), ("a", 2), ("b", 1)]
    assert [[mark.kwargs for mark in case.marks] for case in cases] == [[{"only": True}], [], []]


def test_a_sample_that_is_no_case_is_an_error() -> None:
    with pytest.raises(AssertionError, match="not among the cases: \\['c'\\]"):
        sampled(["a", "b"], "a", "c")
