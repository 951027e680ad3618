"""Git's objects as data: read by id, never checked out, filtered or run, and never more than a limit."""

from __future__ import annotations

import importlib
import os
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lanpya.messages import printable

resource = importlib.import_module("resource") if os.name == "posix" else None
COMMITS = 2_000  # in a change; 300 of this project with all their files are read in 7 seconds
COMMIT = 20_000  # bytes of one commit or tag: twenty times a long one
FILE = 2_000_000  # bytes of one file: four times the largest font
FILES = 50_000_000  # bytes of all versions of files in a change: twice all that this project ever had
LISTED = 20_000_000  # bytes of what git lists: some 150,000 names
SECONDS = 120  # for one command: folders that hold the same ones again and again can make git walk for ever
MEMORY = 2 * 2**30  # bytes of address space of git itself, for the same reason
_MODULE = "160000"  # the mode of another repository


class GitError(ValueError):
    """Git could not answer; the message says what it was asked and the last line of what it said."""


class TooMuchError(ValueError):
    """Git's answer is longer than anybody would want, or takes longer."""


@dataclass(frozen=True)
class Change:
    """One file of one commit: its new version, zeros alone where it is gone, and those of the parents."""

    commit: str
    path: str
    mode: str
    blob: str
    before: tuple[str, ...]

    @property
    def is_there(self) -> bool:
        """Whether the commit has something of this name, be it another repository."""
        return _is_there(self.blob)

    @property
    def is_read(self) -> bool:
        """Whether there is a new version, of a file or a link and not of another repository."""
        return _is_there(self.blob) and self.mode != _MODULE


def _is_there(blob: str) -> bool:
    return bool(blob.strip("0"))


_MORE = "git {} finds more than anyone could read; was the change made to be endless?"


def _limit() -> None:
    """Give a process no more memory than MEMORY, where the system can."""
    if resource:
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        least = min(one for one in (soft, hard, MEMORY) if one > 0)  # negative: without limit
        resource.setrlimit(resource.RLIMIT_AS, (least, hard))


def _environment() -> dict[str, str]:
    """Return what git is told besides: nothing that changes what a path stands for, as editors do (Magit)."""
    return {key: value for key, value in os.environ.items() if not key.endswith("_PATHSPECS")}


def git(root: Path, *command: str, given: bytes = b"", limit: int = LISTED) -> bytes:
    """Return what git prints in the repository at `root`.

    Raises GitError when it fails, TooMuchError when it prints more than `limit` bytes or takes more than
    SECONDS.
    """
    whole = ["git", "-C", str(root), "--no-replace-objects", *command]
    with tempfile.TemporaryFile() as typed, tempfile.TemporaryFile() as said:
        typed.write(given)
        typed.seek(0)
        with subprocess.Popen(
            whole, stdin=typed, stdout=subprocess.PIPE, stderr=said, preexec_fn=_limit, env=_environment()
        ) as process:
            clock = threading.Timer(SECONDS, process.terminate)
            clock.daemon = True  # a signal can end us between any two lines
            clock.start()
            assert process.stdout  # noqa: S101 — for the type checker
            try:
                printed = process.stdout.read(limit + 1)
            except BaseException:
                process.terminate()  # git takes its locks with it
                raise
            is_late = not clock.is_alive()
            clock.cancel()
            if len(printed) > limit:
                process.terminate()  # git takes its locks with it
        if is_late or len(printed) > limit:
            raise TooMuchError(_MORE.format(command[0]))
        if process.returncode:
            said.seek(0)
            last = said.read(LISTED).decode("utf-8", "replace").strip().split("\n")[-1]
            if "out of memory" in last.lower():
                raise TooMuchError(_MORE.format(command[0]))
            raise GitError(printable(f"git {command[0]}: {last or process.returncode}"))
    return printed


def sizes(root: Path, ids: Iterable[str]) -> dict[str, int]:
    """Return how many bytes each object has, without reading one; those that are not there are left out."""
    told = git(root, "cat-file", "--batch-check", given="".join(f"{one}\n" for one in ids).encode())
    lines = (line.split(" ") for line in told.decode().splitlines())
    return {line[0]: int(line[2]) for line in lines if len(line) == 3}


def contents(root: Path, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield objects as git stores them, one at a time; ask `sizes` first.

    Raises GitError where one is missing.
    """
    whole = ["git", "-C", str(root), "--no-replace-objects", "cat-file", "--batch"]
    with tempfile.TemporaryFile() as typed:
        typed.write("".join(f"{one}\n" for one in ids).encode())
        typed.seek(0)
        with subprocess.Popen(whole, stdin=typed, stdout=subprocess.PIPE) as process:
            assert process.stdout  # noqa: S101 — for the type checker
            while line := process.stdout.readline().decode():
                name, *facts = line.split()
                if len(facts) != 2:
                    raise GitError(f"git has no object {name}")
                yield name, process.stdout.read(int(facts[1]))
                process.stdout.read(1)


def changes(root: Path, commits: Iterable[str]) -> Iterator[Change]:
    """Yield what each commit changed in files: against its parent, a merge against all of its parents.

    Raises TooMuchError where nobody could look at all of it.
    """
    command = ("diff-tree", "--stdin", "-r", "-c", "--root", "--raw", "-z", "--no-abbrev", "--no-renames")
    told = git(root, *command, given="".join(f"{one}\n" for one in commits).encode())
    parts = iter(told.split(b"\0"))
    commit = ""
    for part in parts:
        if not part.startswith(b":"):
            commit = part.decode()
            continue
        colons = len(part) - len(part.lstrip(b":"))
        facts = part[colons:].decode().split(" ")
        modes, blobs = facts[: colons + 1], facts[colons + 1 : 2 * colons + 2]
        before = tuple(
            blob for mode, blob in zip(modes, blobs[:-1], strict=False) if _is_there(blob) and mode != _MODULE
        )
        yield Change(commit, os.fsdecode(next(parts)), modes[-1], blobs[-1], before)
