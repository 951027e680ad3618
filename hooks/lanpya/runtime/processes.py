"""Starts other programs so that none of them outlives this process."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

from lanpya.runtime.temporary_folders import ENDING

if sys.platform != "win32":
    _ENDING = {signal.SIGINT, *ENDING}


@contextlib.contextmanager
def running(
    command: list[str], *, prepare: Callable[[], object] = lambda: None, **options: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program during a block, then wait for it. If the block raises, end it with SIGTERM.

    After SIGTERM, git removes its locks. SIGINT, SIGTERM and SIGHUP raise as well (`end_on_signals`); while
    the program is being started they wait. `prepare` runs in the new process before the program (not on
    Windows). `options` are those of `subprocess.Popen`. Raises OSError if the program cannot be started.
    """
    process: subprocess.Popen[bytes] | None = None
    try:
        if sys.platform == "win32":
            process = subprocess.Popen(command, **options)
        else:
            mask = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)

            def start() -> None:
                signal.pthread_sigmask(signal.SIG_SETMASK, mask)
                prepare()

            try:
                process = subprocess.Popen(command, preexec_fn=start, **options)
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        yield process
    except BaseException:
        if process:
            process.terminate()
            process.communicate()  # unread output must not keep it from ending
        raise
    with process:
        pass
