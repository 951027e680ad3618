"""Shares work among the cores of the computer, if there is enough of it."""

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
MANY = 30  # with fewer items, starting processes costs more than it saves
CHUNK = 10  # items in a batch


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """Yield the items in lists: of CHUNK each if there are MANY, else one list of all."""
    all_items = list(items)
    size = CHUNK if len(all_items) >= MANY else max(len(all_items), 1)
    for start in range(0, len(all_items), size):
        yield all_items[start : start + size]


def run_jobs(jobs: Sequence[Callable[[], Iterable[R]]], parallel: bool) -> Iterator[R]:
    """Yield what the jobs yield, in any order. If `parallel`, they run in forked processes.

    Everything runs in this process where there is no fork (Windows), and while it has threads (mkdocs serve):
    a fork would lack them and might wait for them.
    """
    is_forked = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    if not parallel or not is_forked or (os.cpu_count() or 1) < 2:
        for job in jobs:
            yield from job()
        return
    gc.freeze()  # else garbage collection in the forks would copy all shared memory
    try:
        yield from _shared(jobs)
    finally:
        gc.unfreeze()


def _shared(jobs: Sequence[Callable[[], Iterable[R]]]) -> Iterator[R]:
    """Yield what the jobs yield. A signal that reaches all processes at once ends all of them.

    Not multiprocessing.Pool: it waits for ever if Ctrl-C or SIGTERM ends one of its processes while that one
    holds the lock on the queue of jobs. Here there is no lock. Each process gets its next job through a pipe.
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
                received = _received(connection)
                if (number := next(waiting, -1)) >= 0:
                    connection.send(number)
                else:
                    busy.remove(connection)
                yield from received
    finally:
        for connection, process in workers.items():
            connection.close()
            if process.pid is not None:
                process.kill()
                process.join()


def _work(
    jobs: Sequence[Callable[[], Iterable[object]]], orders: Connection, others: list[Connection]
) -> None:
    """Run one job after the other, until the parent ends, in whatever way."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets it as well, and ends this process
    for number in ENDING:
        signal.signal(number, signal.SIG_DFL)
    for connection in others:  # else this process would keep them open
        connection.close()
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            number = orders.recv()
            try:
                result: list[object] | Exception = list(jobs[number]())
            except Exception as error:
                result = error
            orders.send(result)


def _received(connection: Connection) -> list[Any]:
    try:
        result: list[Any] | Exception = connection.recv()
    except EOFError:
        raise ChildProcessError("a process that shared the work was killed") from None
    if isinstance(result, Exception):
        raise result
    return result
