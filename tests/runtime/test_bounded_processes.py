"""Work in a process of its own ends in time and in its memory, whatever it does."""

from __future__ import annotations

import re
import signal
import time

import pytest

from lanpya.runtime import bounded_processes
from lanpya.runtime.bounded_processes import each_apart


def endless() -> int:
    """Do what no signal of Python's own ends: one call that takes for ever."""
    return len(re.findall("(a+)+$", "a" * 60 + "b"))


def large() -> int:
    """Take a gigabyte."""
    return len(bytearray(1_000_000_000))


def deaf() -> int:
    """Wait, and ignore who asks to end."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(1_000)
    return 0


def failing() -> int:
    """Do what fails."""
    raise ValueError("it is wrong")


@pytest.mark.slow
def test_each_ends_and_delays_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_processes, "_GRACE", 0.5)
    begun = time.monotonic()
    found = {}
    when = {}
    for number, result in each_apart([endless, lambda: 7, large, deaf, failing], 1):
        found[number], when[number] = result, time.monotonic() - begun
    assert found[1] == 7
    assert when[1] < when[0]
    assert when[1] < when[3]
    assert [str(found[number]) for number in (0, 2, 3, 4)] == [
        "it takes longer than 1 seconds",
        "it takes more than 200 MB of memory",
        "it takes longer than 1 seconds",
        "it is wrong",
    ]
    assert time.monotonic() - begun < 20


def test_what_is_left_early_is_ended() -> None:
    begun = time.monotonic()
    works = each_apart([lambda: 1, deaf], 100)
    assert next(works) == (0, 1)
    works.close()
    assert time.monotonic() - begun < 20


def test_a_failure_of_the_program_is_not_hidden(capfd: pytest.CaptureFixture[str]) -> None:
    def broken() -> int:
        raise KeyError("broken")

    assert [str(result) for _, result in each_apart([broken], 5)] == ["it ended without a result"]
    assert "KeyError" in capfd.readouterr().err
