"""Earlier versions of files, from git."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lanpya.runtime.git import FILES, LISTED, ForeignError, GitError, TooMuchError, git

_ALL_CHANGES = 500_000_000  # bytes of all changes of a folder: a hundred times those of the shipped guides


class HistoryError(ValueError):
    """Git has no history of a folder; the message has the reason and, where there is one, the remedy."""


@dataclass(frozen=True)
class Version:
    """A commit that changed a file: its id, its date, and the path of the file at that time."""

    commit: str
    day: str
    path: str


def commit_of(root: Path, revision: str) -> str:
    """Return the id of a commit. Raises HistoryError if git does not know the revision."""
    commit = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    try:
        return _git(root, *commit).decode().strip()
    except HistoryError as error:
        if isinstance(error.__cause__, ForeignError):
            raise
        known = _git(root, "rev-parse", "--is-inside-work-tree") and revision != "HEAD"
        what = f"git does not know the revision {revision!r}" if known else "nothing is committed here yet"
        raise HistoryError(what) from error


def bytes_at(root: Path, revision: str, path: str) -> bytes | None:
    """Return a file below `root` as of a revision, or None if it did not exist then.

    Raises HistoryError if git does not know the revision.
    """
    commit = commit_of(root, revision)
    try:
        return _git(root, "show", f"{commit}:./{path}", limit=FILES)
    except HistoryError:
        return None


def versions(root: Path, path: str) -> list[Version]:
    """Return the commits that changed a file below `root`, newest first; renames are followed.

    Raises HistoryError if there is no git, no repository or no commit.
    """
    commit_of(root, "HEAD")
    names = ("log", "--no-show-signature", "--follow", "--name-only", "--format=%x00%H %cs", "--", path)
    logged = _git(root, "-c", "core.quotePath=false", *names).decode("utf-8", "replace")
    found = []
    for entry in logged.split("\x00")[1:]:
        head, *files = filter(None, entry.split("\n"))
        commit, day = head.split(" ")
        found += [Version(commit, day, file) for file in files[:1]]
    return found


def bytes_of(root: Path, version: Version) -> bytes | None:
    """Return a version of a file, or None if the commit deleted it."""
    try:
        return _git(root, "show", f"{version.commit}:{version.path}", limit=FILES)
    except HistoryError:
        return None


def is_cut(root: Path) -> bool:
    """Whether the history is incomplete: a shallow clone."""
    return _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def lines_ever(root: Path, folder: str, pattern: str) -> list[str]:
    """Return all lines, of any version and branch, of the files in a folder that match a pattern of git.

    Raises HistoryError as `versions` does.
    """
    commit_of(root, "HEAD")
    shown = ("--format=", "--unified=0", "--no-color", "--no-ext-diff", "-p", f"-G{pattern}")
    logged = _git(
        root, "log", "--no-show-signature", "--all", *shown, "--", folder, limit=_ALL_CHANGES
    ).decode("utf-8", "replace")
    lines = logged.split("\n")
    return [line[1:] for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def _git(root: Path, *arguments: str, limit: int = LISTED) -> bytes:
    try:
        return git(root, *arguments, limit=limit)
    except TooMuchError as error:
        raise HistoryError(error) from error
    except GitError as error:
        if isinstance(error, ForeignError) or isinstance(error.__cause__, OSError):
            raise HistoryError(error) from error
        raise HistoryError(f"git has no history of this folder ({error})") from error
