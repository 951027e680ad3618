"""Runs functions in parallel processes with a limit of memory and a deadline that is enforced.

For work on data from outside, such as copies of a release, which may be made to exhaust the machine.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Generator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

from lanpya.runtime.temporary_folders import ENDING

MEMORY = 200_000_000  # bytes that a job may use besides the 50 to 100 MB that its process starts with
_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>
_GRACE = 2  # seconds after its deadline in which a job may end by itself before it is killed
Result = TypeVar("Result")


def each_apart(
    jobs: Sequence[Callable[[], Result]], seconds: float
) -> Generator[tuple[int, Result | OSError], None, None]:
    """Yield the index of each job with its result, in the order in which they end. All start at once.

    The result is an OSError if the job raised OSError, TypeError or ValueError, used more than MEMORY, or ran
    longer than `seconds` plus _GRACE: then the system ends it, whatever it waits for. Jobs that still run
    when the generator is closed are killed; on Linux also when this process ends in any way.
    """
    context = multiprocessing.get_context("fork")  # imported modules are shared, not loaded again
    until = time.monotonic() + seconds + 2 * _GRACE
    running: dict[Connection, tuple[int, BaseProcess]] = {}
    try:
        process: BaseProcess
        for number, job in enumerate(jobs):
            here, there = context.Pipe(duplex=False)
            process = context.Process(
                target=_run, args=(job, there, seconds + _GRACE, os.getpid()), daemon=True
            )
            process.start()
            there.close()
            running[here] = number, process
        while running and (ready := wait(list(running), max(0, until - time.monotonic()))):
            for pipe in ready:
                assert isinstance(pipe, Connection)  # noqa: S101 — for the type checker
                number, process = running.pop(pipe)
                yield number, _result(pipe, process, seconds)
        for number, _ in running.values():
            yield number, _too_long(seconds)
    finally:
        for _, process in running.values():
            process.kill()


def _result(pipe: Connection, process: BaseProcess, seconds: float) -> Any:
    with pipe:
        try:
            result, error = pipe.recv()
        except EOFError:
            process.join(_GRACE)
            timed_out = process.exitcode == -signal.SIGALRM
            return _too_long(seconds) if timed_out else OSError("it ended without a result")
    return OSError(error) if error else result


def _too_long(seconds: float) -> OSError:
    return OSError(f"it takes longer than {seconds:,.0f} seconds")


def _run(job: Callable[[], object], pipe: Connection, seconds: float, parent: int) -> None:
    _end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends this process
    for number in ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    pages = Path("/proc/self/statm")
    if pages.exists():  # elsewhere only the limits of the callers apply
        size = int(pages.read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY, resource.RLIM_INFINITY))
    try:
        pipe.send((job(), ""))
    except (OSError, TypeError, ValueError) as error:
        pipe.send((None, str(error) or repr(error)))
    except MemoryError:
        pipe.send((None, f"it takes more than {MEMORY / 1e6:,.0f} MB of memory"))


def _end_with(parent: int) -> None:
    """Ask the system to kill this process when its parent ends, in whatever way."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it has ended already
            os._exit(1)
