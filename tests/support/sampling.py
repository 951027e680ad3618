"""Marks and parameters of tests that `make test` samples and `make proof` runs whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from support.project import ROOT

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

ONLY = "only"
BROWSERS = ROOT / "tests" / "browser"
proof_only = pytest.mark.proof(only=True)  # the test runs in make proof, and not in make test


def sampled(values: Iterable[Any], *sample: Any) -> list[ParameterSet]:
    """Return the parameters for a test: `make test` runs those in `sample`, `make proof` the others.

    A tuple is one case of several parameters, which `sample` names whole or by its first member.
    """
    cases = [value if isinstance(value, tuple) else (value,) for value in values]
    chosen = {position for position, case in enumerate(cases) for name in sample if name in (case, case[0])}
    missing = [name for name in sample if not any(name in (case, case[0]) for case in cases)]
    assert not missing, f"not among the cases: {missing}"
    return [
        pytest.param(*case, marks=() if position in chosen else proof_only)
        for position, case in enumerate(cases)
    ]


def set_examples(is_proof: bool) -> None:
    """Let hypothesis try the same texts in every run: few of them in `make test`, more in `make proof`."""
    settings.register_profile(
        "steady",
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=400 if is_proof else 40,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    settings.load_profile("steady")


def is_proof_only(item: pytest.Item) -> bool:
    """Return whether only `make proof` runs a test."""
    return any(mark.kwargs.get(ONLY) for mark in item.iter_markers("proof"))


def mark_tests(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that need a browser or try examples, and leave out what only `make proof` runs."""
    for item in items:
        if getattr(getattr(item, "function", None), "is_hypothesis_test", False):
            item.add_marker("proof")
        if BROWSERS in item.path.parents or "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    if not config.getoption("--proof"):
        config.hook.pytest_deselected(items=[item for item in items if is_proof_only(item)])
        items[:] = [item for item in items if not is_proof_only(item)]
