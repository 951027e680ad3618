"""Runs a command of the project as its user does, and measures what it takes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from support.project import ROOT
from support.releases import DAY, ReleaseProject

HANGS = 60  # seconds; a check that takes longer than this in a test never ends
# Between the tests and what is measured: a process counts what the one that began it had taken by then.
MEASURE = (
    "import resource, subprocess, sys; status = subprocess.run(sys.argv[2:]).returncode; "
    "open(sys.argv[1], 'w').write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)); "
    "sys.exit(status)"
)


@dataclass(frozen=True)
class Run:
    """What a command said, and what it took: seconds, and the megabytes of its largest process."""

    status: int
    out: str
    err: str
    seconds: float
    megabytes: float


def run(
    command: str, made: ReleaseProject, memory: Path, *given: str, env: Mapping[str, str] | None = None
) -> Run:
    """Run a command with the key of a release; `memory` is where it remembers what it has seen."""
    measured = memory / "measured"
    measure = [sys.executable, "-I", "-c", MEASURE, str(measured)]
    lanpya = [sys.executable, "-m", "lanpya", command, *given]
    own = os.environ | {"XDG_STATE_HOME": str(memory)} | (env or {})
    begun = time.monotonic()
    with subprocess.Popen(
        [*measure, *lanpya, "--key", str(made.keys / "public.key"), "--today", DAY],
        cwd=ROOT,
        env=own,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            out, err = process.communicate(timeout=HANGS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise AssertionError(f"{command} does not end") from None
    taken = time.monotonic() - begun
    return Run(process.returncode, out, err, taken, int(measured.read_text("ascii")) / 1_000)
