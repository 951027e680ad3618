"""Work that is shared among the cores of the computer where there is much of it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
MANY = 30  # below, starting processes costs more than they save
CHUNK = 10

_jobs: Sequence[Callable[[], Iterable[object]]] = ()


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """Yield the items in lists: one of all, or many where there are many."""
    every = list(items)
    size = CHUNK if len(every) >= MANY else max(len(every), 1)
    for start in range(0, len(every), size):
        yield every[start : start + size]


def results(jobs: Sequence[Callable[[], Iterable[R]]], many: bool) -> Iterator[R]:
    """Yield what the jobs yield, in any order; where there are many, in processes that share what is known.

    Only a process that is forked knows the jobs without being told; elsewhere (Windows) one does all, and so
    it does where it has threads (mkdocs serve): a fork would not have them, and might wait for them.
    """
    is_forked = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    if not many or not is_forked or (os.cpu_count() or 1) < 2:
        for job in jobs:
            yield from job()
        return
    global _jobs
    _jobs = jobs
    try:
        gc.freeze()  # else collecting garbage in the others would copy all that they share
        with multiprocessing.get_context("fork").Pool() as pool:
            for found in pool.imap_unordered(_run, range(len(jobs))):
                yield from found  # type: ignore[misc]
    finally:
        gc.unfreeze()
        _jobs = ()


def _run(number: int) -> list[object]:
    return list(_jobs[number]())
