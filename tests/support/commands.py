"""Runs `lanpya` as a volunteer does, in this process: starting Python takes half a second each time."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess

from click.testing import CliRunner

from lanpya.cli import lanpya

ROOT = Path(__file__).resolve().parents[2]


def run_lanpya(
    *arguments: object, cwd: Path = ROOT, env: Mapping[str, str | None] | None = None, typed: str = ""
) -> CompletedProcess[str]:
    """Run `lanpya` with these arguments in the folder `cwd`; a variable of None in `env` is not set.

    An exception that the command does not report itself is raised here.
    """
    words = [str(argument) for argument in arguments]
    with contextlib.chdir(cwd):
        result = CliRunner(env=env or {}).invoke(lanpya, words, input=typed, prog_name="lanpya")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return CompletedProcess(words, result.exit_code, result.stdout, result.stderr)
