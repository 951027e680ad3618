"""Does work in processes of its own, side by side: with a bound of memory, and a deadline that holds."""

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

MEMORY = 200_000_000  # bytes that work may take besides the 50 to 100 with which it begins
_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>
_LATER = 2  # seconds after its deadline until work is ended, which ends by itself before
Result = TypeVar("Result")


def each_apart(
    works: Sequence[Callable[[], Result]], seconds: float
) -> Generator[tuple[int, Result | OSError], None, None]:
    """Yield the number of each piece of work with its result, as they end; all begin at once.

    The result is an OSError where work raised OSError, TypeError or ValueError, took more than MEMORY, or was
    ended because it took longer than `seconds` and _LATER: the system ends it, whatever it waits for. What
    is still running when this is closed, or this process ends, is ended too (killed: on Linux).
    """
    context = multiprocessing.get_context("fork")  # what was imported is shared, not loaded by each
    until = time.monotonic() + seconds + 2 * _LATER
    running: dict[Connection, tuple[int, BaseProcess]] = {}
    try:
        process: BaseProcess
        for number, work in enumerate(works):
            here, there = context.Pipe(duplex=False)
            process = context.Process(
                target=_do, args=(work, there, seconds + _LATER, os.getpid()), daemon=True
            )
            process.start()
            there.close()
            running[here] = number, process
        while running and (ready := wait(list(running), max(0, until - time.monotonic()))):
            for pipe in ready:
                assert isinstance(pipe, Connection)  # noqa: S101 (what was put in)
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
            result, wrong = pipe.recv()
        except EOFError:
            process.join(_LATER)
            ended = process.exitcode == -signal.SIGALRM
            return _too_long(seconds) if ended else OSError("it ended without a result")
    return OSError(wrong) if wrong else result


def _too_long(seconds: float) -> OSError:
    return OSError(f"it takes longer than {seconds:,.0f} seconds")


def _do(work: Callable[[], object], pipe: Connection, seconds: float, parent: int) -> None:
    _end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever waits for the work ends it
    for number in ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    pages = Path("/proc/self/statm")
    if pages.exists():  # elsewhere the bounds of each file and of a whole copy have to do
        size = int(pages.read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY, resource.RLIM_INFINITY))
    try:
        pipe.send((work(), ""))
    except (OSError, TypeError, ValueError) as error:
        pipe.send((None, str(error) or repr(error)))
    except MemoryError:
        pipe.send((None, f"it takes more than {MEMORY / 1e6:,.0f} MB of memory"))


def _end_with(parent: int) -> None:
    """Let the system kill this process when the one that started it has ended in whatever way."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it was faster
            os._exit(1)
