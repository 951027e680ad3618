"""Marks and parameters of tests that `make test` samples and `make proof` runs whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pytest

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


def is_proof_only(item: pytest.Item) -> bool:
    """Return whether only `make proof` runs a test."""
    return any(mark.kwargs.get(ONLY) for mark in item.iter_markers("proof"))


def mark_tests(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that need a browser, and leave out what only `make proof` runs."""
    for item in items:
        if BROWSERS in item.path.parents or "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    if not config.getoption("--proof"):
        config.hook.pytest_deselected(items=[item for item in items if is_proof_only(item)])
        items[:] = [item for item in items if not is_proof_only(item)]
