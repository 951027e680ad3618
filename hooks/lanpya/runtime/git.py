"""The only access to git: its output and its objects as data, limited in bytes and in time.

Objects are read by id. They are never checked out, filtered or executed.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
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
COMMIT = 20_000  # bytes of one commit or tag: twenty times a long message
FILE = 2_000_000  # bytes of one file: four times the largest font
FILES = 50_000_000  # bytes of all versions of files in a change: twice the whole history of this project
LISTED = 20_000_000  # bytes of a listing by git: some 150,000 names
SECONDS = 120  # for one command: nested folders that repeat each other can make git run without end
MEMORY = 2 * 2**30  # bytes of address space of git itself, for the same reason
_PIECE = 262_144  # bytes read at a time
_MODULE = "160000"  # the mode of a submodule


class GitError(ValueError):
    """Git failed; the message has its command and the last line of its error."""


class ForeignError(GitError):
    """Git refuses to read a checkout that belongs to another user; the message says what to do."""


class TooMuchError(ValueError):
    """The output of git is longer than the limit, or git takes longer than SECONDS."""


@dataclass(frozen=True)
class Change:
    """One file that a commit changed.

    `blob` is the id of its new version, zeros if it was deleted; `before` are the ids in the parents.
    """

    commit: str
    path: str
    mode: str
    blob: str
    before: tuple[str, ...]

    @property
    def is_there(self) -> bool:
        """Whether the path exists after the commit, as a file or a submodule."""
        return _is_there(self.blob)

    @property
    def is_read(self) -> bool:
        """Whether there is a new version that can be read: of a file or a link, not of a submodule."""
        return _is_there(self.blob) and self.mode != _MODULE


def _is_there(blob: str) -> bool:
    return bool(blob.strip("0"))


_TOO_MUCH = "git {} finds more than can be read. The change may have been made to be endless."


def _limit() -> None:
    """Limit the memory of this process to MEMORY, if the system can."""
    if resource:
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        lowest = min(limit for limit in (soft, hard, MEMORY) if limit > 0)  # negative: without limit
        resource.setrlimit(resource.RLIMIT_AS, (lowest, hard))


def _environment(index: Path | None) -> dict[str, str]:
    """Return the environment for git, without variables that change how it reads paths (set by Magit)."""
    own = {"GIT_INDEX_FILE": str(index)} if index else {}
    return {key: value for key, value in os.environ.items() if not key.endswith("_PATHSPECS")} | own


@contextlib.contextmanager
def _started(
    command: list[str], index: Path | None, stdin: IO[bytes], stderr: IO[bytes]
) -> Iterator[subprocess.Popen[bytes]]:
    with contextlib.ExitStack() as stack:
        try:
            started = running(
                command,
                prepare=_limit,
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=stderr,
                env=_environment(index),
            )
            process = stack.enter_context(started)
        except OSError as error:
            raise GitError("git is not installed, so earlier versions cannot be read") from error
        yield process


def git(
    root: Path, *command: str, given: bytes = b"", limit: int = LISTED, index: Path | None = None
) -> bytes:
    """Return the output of a git command in the repository at `root`. `given` is its standard input.

    `index` is used in place of the repository's index.

    Raises GitError if git fails or is not installed, ForeignError in a checkout of another user, and
    TooMuchError if the output has more than `limit` bytes or takes more than SECONDS.
    """
    full_command = ["git", "-C", str(root), "--no-replace-objects", *command]
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as stderr:
        stdin.write(given)
        stdin.seek(0)
        with _started(full_command, index, stdin, stderr) as process:
            timer = threading.Timer(SECONDS, process.terminate)
            timer.daemon = True  # a signal can end this process between any two lines
            timer.start()
            assert process.stdout  # noqa: S101 — for the type checker
            printed = b"".join(_pieces(process.stdout, limit))
            is_late = not timer.is_alive()
            timer.cancel()
            if len(printed) > limit:
                process.terminate()  # SIGTERM: git removes its locks
        if is_late or len(printed) > limit:
            raise TooMuchError(_TOO_MUCH.format(command[0]))
        if process.returncode:
            stderr.seek(0)
            error = stderr.read(LISTED)
            if foreign := refusal(root, error):
                raise ForeignError(foreign)
            last = error.decode("utf-8", "replace").strip().split("\n")[-1]
            if "out of memory" in last.lower():
                raise TooMuchError(_TOO_MUCH.format(command[0]))
            raise GitError(printable(f"git {command[0]}: {last or process.returncode}"))
    return printed


def staged_tree(root: Path, folder: Path) -> str:
    """Return the id of the tree that the next commit would have. The index is copied into `folder`.

    Git locks the copy: a signal leaves no lock in the repository, and another git may be at work there.
    """
    index, copy = root / git_line(root, "rev-parse", "--git-path", "index"), folder / "index"
    if index.exists():
        shutil.copyfile(index, copy)
    return git(root, "write-tree", index=copy).decode().strip()


def _pieces(stream: IO[bytes], limit: int) -> Iterator[bytes]:
    """Yield the content of a stream, until it is more than `limit` bytes."""
    size = 0
    while size <= limit and (piece := stream.read(_PIECE)):
        size += len(piece)
        yield piece


def git_line(root: Path, *command: str) -> str:
    """Like `git`, as text without surrounding white space."""
    return git(root, *command).decode().strip()


def refusal(root: Path, error: bytes) -> str:
    """Return reason and remedy if git failed because the checkout belongs to another user, else "".

    `error` is git's error output, in any language. Source: git-config, safe.directory.
    """
    if b"safe.directory" not in error:
        return ""
    return (
        f"{root} belongs to another user, so git does not read it. Run this as that user, or with make, "
        f"which trusts it; or trust it for good:  git config --global --add safe.directory {root.resolve()}"
    )


def sizes(root: Path, ids: Iterable[str]) -> dict[str, int]:
    """Return the size in bytes of each object, without reading it. Missing objects are left out."""
    output = git(root, "cat-file", "--batch-check", given="".join(f"{name}\n" for name in ids).encode())
    lines = (line.split(" ") for line in output.decode().splitlines())
    return {line[0]: int(line[2]) for line in lines if len(line) == 3}


def contents(root: Path, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the id and content of each object. Call `sizes` first: content is not limited here.

    Raises GitError if an object is missing.
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
    """Yield the files that each commit changed, compared with its parent; a merge with all its parents.

    Raises TooMuchError if there are too many to look at.
    """
    command = ("diff-tree", "--stdin", "-r", "-c", "--root", "--raw", "-z", "--no-abbrev", "--no-renames")
    output = git(root, *command, given="".join(f"{commit}\n" for commit in commits).encode())
    parts = iter(output.split(b"\0"))
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
