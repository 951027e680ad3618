"""Runs programs in processes that have imported what they need: that takes longer than a small build."""

from __future__ import annotations

import functools
import gc
import importlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess
from typing import BinaryIO

TESTS = Path(__file__).resolve().parents[1]
LANGUAGES = ("my", "en")  # of nearly every project that is built
PRELOADED = (
    *("mkdocs.__main__", "mkdocs.commands.build", "mkdocs.config.defaults", "mkdocs_static_i18n.plugin"),
    *("markdown.extensions.codehilite", "markdown.extensions.tables", "pymdownx.details", "babel.dates"),
    *("lanpya.checks.run", "lanpya.releases.build", "lanpya.site.steps", "lanpya.site.views"),
)


def run_forked(program: str, *arguments: object, cwd: Path, env: Mapping[str, str]) -> CompletedProcess[str]:
    """Run a program, named `module:function`, in a process with this folder and these variables alone.

    It is forked from one that has imported MkDocs and Lanpya, and made the patterns of the check. Variables
    that Python reads when it starts have no effect.
    """
    words = [str(argument) for argument in arguments]
    with tempfile.TemporaryDirectory() as folder:
        printed = [Path(folder) / name for name in ("out", "err")]
        wanted = {"program": program, "words": words, "cwd": str(cwd), "env": dict(env)}
        server = _server()
        server.write(json.dumps(wanted | {"printed": [str(path) for path in printed]}).encode() + b"\n")
        server.flush()
        status = int(server.readline())
        out, err = (path.read_text(encoding="utf-8", errors="surrogateescape") for path in printed)
    return CompletedProcess([program, *words], status, out, err)


@functools.cache
def _server() -> BinaryIO:
    """Start the process that forks, and return the connection to it; when that closes, it ends."""
    here, there = socket.socketpair()
    code = f"from support.forked import serve; serve({there.fileno()})"
    path = (str(TESTS), os.environ.get("PYTHONPATH", ""))  # where mutations.py has other code
    subprocess.Popen(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, path))},
        stdin=subprocess.DEVNULL,
        pass_fds=[there.fileno()],
    )
    there.close()
    return here.makefile("rwb")


def serve(number: int) -> None:
    """Fork a process for each line that comes through the socket, and answer with its exit status."""
    for module in PRELOADED:
        importlib.import_module(module)
    words = importlib.import_module("lanpya.detection.words").words_of(LANGUAGES)
    importlib.import_module("lanpya.checks.contact_details").prepare(words)
    sys.path.remove(str(TESTS))
    gc.freeze()  # else garbage collection in each process would copy what all share
    with socket.socket(fileno=number) as connection, connection.makefile("rwb") as lines:
        while line := lines.readline():
            child = os.fork()
            if not child:
                break
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            lines.write(b"%d\n" % status)
            lines.flush()
        else:
            return
    _run(**json.loads(line))


def _run(program: str, words: list[str], cwd: str, env: dict[str, str], printed: list[str]) -> None:
    for descriptor, path in enumerate(printed, start=1):
        with Path(path).open("wb") as file:
            os.dup2(file.fileno(), descriptor)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    tempfile.tempdir = None
    module, _, function = program.partition(":")
    sys.path[0] = cwd
    sys.argv = [module, *words]
    getattr(importlib.import_module(module), function)()
