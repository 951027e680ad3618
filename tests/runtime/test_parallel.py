"""Much work is shared among processes, little is not, and a program with threads never forks."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from lanpya.runtime.parallel import CHUNK, MANY, batches, run_jobs


def work(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Yield each number with the process that saw it."""
    yield from ((number, os.getpid()) for number in numbers)


def seen(count: int) -> tuple[list[int], set[int]]:
    jobs = [partial(work, some) for some in batches(range(count))]
    found = list(run_jobs(jobs, parallel=count >= MANY))
    return sorted(number for number, _ in found), {process for _, process in found}


@pytest.mark.parametrize("count", [0, 1, MANY - 1, MANY, 10 * CHUNK + 1])
def test_whatever_is_shared_nothing_is_lost_or_done_twice(count: int) -> None:
    assert seen(count)[0] == list(range(count))


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core")
def test_much_work_is_done_by_other_processes_and_little_is_not() -> None:
    alone = (  # other tests of this process may have threads
        "import os, test_parallel as t\n"
        "assert os.getpid() not in t.seen(t.MANY)[1]\n"
        "assert t.seen(t.MANY - 1)[1] == {os.getpid()}\n"
    )
    subprocess.run([sys.executable, "-c", alone], cwd=Path(__file__).parent, check=True)


def test_a_program_with_threads_does_all_itself() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert seen(MANY)[1] == {os.getpid()}
    finally:
        done.set()
        thread.join()


def test_what_goes_wrong_elsewhere_is_reported_here() -> None:
    def fail() -> Iterator[int]:
        yield 1
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        list(run_jobs([fail] * MANY, parallel=True))
    assert seen(MANY)[0] == list(range(MANY))
