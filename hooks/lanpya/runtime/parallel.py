"""Work that is shared among the cores of the computer where there is much of it."""

from __future__ import annotations

import contextlib
import gc
import itertools
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar, cast

from lanpya.runtime.temporary_folders import ENDING

T = TypeVar("T")
R = TypeVar("R")
MANY = 30  # below, starting processes costs more than they save
CHUNK = 10


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """Yield the items in lists: one of all, or many where there are many."""
    every = list(items)
    size = CHUNK if len(every) >= MANY else max(len(every), 1)
    for start in range(0, len(every), size):
        yield every[start : start + size]


def run_jobs(jobs: Sequence[Callable[[], Iterable[R]]], parallel: bool) -> Iterator[R]:
    """Yield what the jobs yield, in any order; if `parallel`, in processes that share what is known.

    Only a process that is forked knows the jobs without being told; elsewhere (Windows) one does all, and so
    it does where it has threads (mkdocs serve): a fork would not have them, and might wait for them.
    """
    is_forked = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    if not parallel or not is_forked or (os.cpu_count() or 1) < 2:
        for job in jobs:
            yield from job()
        return
    gc.freeze()  # else collecting garbage in the others would copy all that they share
    try:
        yield from _shared(jobs)
    finally:
        gc.unfreeze()


def _shared(jobs: Sequence[Callable[[], Iterable[R]]]) -> Iterator[R]:
    """Yield what the jobs yield. A signal that meets all these processes at once ends all of them.

    multiprocessing.Pool waits for ever when Ctrl-C or SIGTERM ends one of its processes while that holds the
    lock on the queue of jobs. Here is no lock: each process has a pipe, on which it is given its next job.
    """
    context = multiprocessing.get_context("fork")
    waiting = iter(range(len(jobs)))
    workers: dict[Connection, BaseProcess] = {}
    try:
        for number in itertools.islice(waiting, os.cpu_count()):
            here, there = context.Pipe()
            workers[here] = context.Process(target=_work, args=(jobs, there, [*workers, here]), daemon=True)
            workers[here].start()
            there.close()
            here.send(number)
        busy = set(workers)
        while busy:
            for connection in cast("list[Connection]", wait(busy)):
                found = _received(connection)
                if (number := next(waiting, -1)) >= 0:
                    connection.send(number)
                else:
                    busy.remove(connection)
                yield from found
    finally:
        for connection, process in workers.items():
            connection.close()
            if process.pid is not None:
                process.kill()
                process.join()


def _work(
    jobs: Sequence[Callable[[], Iterable[object]]], orders: Connection, others: list[Connection]
) -> None:
    """Do one job after the other until the process that gives them ends, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who gives the jobs gets it as well, and ends this process
    for number in ENDING:
        signal.signal(number, signal.SIG_DFL)
    for connection in others:  # else this process would keep them open
        connection.close()
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            number = orders.recv()
            try:
                done: list[object] | Exception = list(jobs[number]())
            except Exception as error:
                done = error
            orders.send(done)


def _received(connection: Connection) -> list[Any]:
    try:
        found: list[Any] | Exception = connection.recv()
    except EOFError:
        raise ChildProcessError("a process that shared the work was killed") from None
    if isinstance(found, Exception):
        raise found
    return found
