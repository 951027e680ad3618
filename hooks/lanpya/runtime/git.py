"""The one way to git: what it prints, and its objects as data, always with a limit of bytes and of time.

Objects are read by id: never checked out, filtered or run.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from lanpya.runtime.processes import running
from lanpya.runtime.terminal import printable

resource = importlib.import_module("resource") if os.name == "posix" else None
COMMITS = 2_000  # in a change; 300 of this project with all their files are read in 7 seconds
COMMIT = 20_000  # bytes of one commit or tag: twenty times a long one
FILE = 2_000_000  # bytes of one file: four times the largest font
FILES = 50_000_000  # bytes of all versions of files in a change: twice all that this project ever had
LISTED = 20_000_000  # bytes of what git lists: some 150,000 names
SECONDS = 120  # for one command: folders that hold the same ones again and again can make git walk for ever
MEMORY = 2 * 2**30  # bytes of address space of git itself, for the same reason
_PIECE = 262_144  # bytes read at a time
_MODULE = "160000"  # the mode of another repository


class GitError(ValueError):
    """Git cannot answer; the message names its command and the last line of its error."""


class ForeignError(GitError):
    """Git does not read the checkout of another user; the message says what to do."""


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


@contextlib.contextmanager
def _started(command: list[str], typed: IO[bytes], said: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    with contextlib.ExitStack() as stack:
        try:
            started = running(
                command,
                prepare=_limit,
                stdin=typed,
                stdout=subprocess.PIPE,
                stderr=said,
                env=_environment(),
            )
            process = stack.enter_context(started)
        except OSError as error:
            raise GitError("git is not installed, so nothing is known of earlier texts") from error
        yield process


def git(root: Path, *command: str, given: bytes = b"", limit: int = LISTED) -> bytes:
    """Return what git prints in the repository at `root`.

    Raises GitError when it fails or is not installed, ForeignError in the checkout of another user, and
    TooMuchError when it prints more than `limit` bytes or takes more than SECONDS.
    """
    whole = ["git", "-C", str(root), "--no-replace-objects", *command]
    with tempfile.TemporaryFile() as typed, tempfile.TemporaryFile() as said:
        typed.write(given)
        typed.seek(0)
        with _started(whole, typed, said) as process:
            clock = threading.Timer(SECONDS, process.terminate)
            clock.daemon = True  # a signal can end us between any two lines
            clock.start()
            assert process.stdout  # noqa: S101 — for the type checker
            printed = b"".join(_pieces(process.stdout, limit))
            is_late = not clock.is_alive()
            clock.cancel()
            if len(printed) > limit:
                process.terminate()  # git takes its locks with it
        if is_late or len(printed) > limit:
            raise TooMuchError(_MORE.format(command[0]))
        if process.returncode:
            said.seek(0)
            error = said.read(LISTED)
            if foreign := refusal(root, error):
                raise ForeignError(foreign)
            last = error.decode("utf-8", "replace").strip().split("\n")[-1]
            if "out of memory" in last.lower():
                raise TooMuchError(_MORE.format(command[0]))
            raise GitError(printable(f"git {command[0]}: {last or process.returncode}"))
    return printed


def _pieces(stream: IO[bytes], limit: int) -> Iterator[bytes]:
    """Yield what a stream has, until it is more than `limit` bytes."""
    size = 0
    while size <= limit and (piece := stream.read(_PIECE)):
        size += len(piece)
        yield piece


def git_line(root: Path, *command: str) -> str:
    """Return what `git` does, as text without the last line end."""
    return git(root, *command).decode().strip()


def refusal(root: Path, error: bytes) -> str:
    """Return why git reads nothing in another user's checkout, and the remedy; empty where that is not why.

    `error` is what git printed, in any language. Rule: git-config, safe.directory.
    """
    if b"safe.directory" not in error:
        return ""
    return (
        f"{root} belongs to another user, so git does not read it. Run this as that user, or with make, "
        f"which trusts it; or trust it for good:  git config --global --add safe.directory {root.resolve()}"
    )


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
        with running(whole, stdin=typed, stdout=subprocess.PIPE) as process:
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
