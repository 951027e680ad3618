"""Reads a proposed change from git as data: nothing of it is checked out or run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from lanpya.content.text_file import FILE, UNREADABLE
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem
from lanpya.runtime.git import COMMITS, GitError, changes, contents, git, sizes
from lanpya.runtime.terminal import printable

OUTSIDE_DOCS = rule("outside-docs", "warning", section="Commits and pull requests")

DOCS, DESK = "docs/", "docs/desk/"  # documents of the desk are instructions, not only texts
NAMED = 20  # changed files that one warning names
DOCS_BYTES = 100_000_000  # in total: ten times the size of 4,000 guides
PATH_BYTES = 1_000  # bytes of a path
NAME_BYTES = 255  # bytes of a file name; file systems allow no more


def merge_base(root: Path, base: str, head: str) -> str:
    """Return the commit where the change starts. Raises ValueError if there is none."""
    try:
        return git(root, "merge-base", base, head).decode().strip()
    except GitError:
        raise ValueError("the change has no common commit with its target branch") from None


def outside_docs(root: Path, base: str, before: str, head: str) -> Iterator[Problem]:
    """Yield a warning with the files outside docs/ that any commit of the change touches."""
    commits = git(root, "rev-list", f"--max-count={COMMITS + 1}", head, "--not", base).decode().split()
    changed = git(root, "diff-tree", "-r", "-z", "--no-renames", "--name-only", before, head)
    last = list(map(os.fsdecode, changed.split(b"\0")[:-1]))
    names = dict.fromkeys([*last, *(change.path for change in changes(root, commits[:COMMITS]))])
    if others := [name for name in names if not name.startswith(DOCS) or name.startswith(DESK)]:
        listed = ", ".join(printable(name)[:NAME_BYTES] for name in others[:NAMED])
        message = say(
            "This change touches files outside docs/ ({number}): {names}",
            number=len(others),
            names=listed + (", …" if len(others) > NAMED else ""),
        )
        remedy = say("Two maintainers must read all of it before anybody runs it. The check ran none of it.")
        yield OUTSIDE_DOCS.at(others[0][:NAME_BYTES], 1, 1, message, remedy)


def take_docs(root: Path, head: str, target: Path) -> Iterator[Problem]:
    """Write the files below docs/ in `head` into the folder `target`, byte by byte.

    Yields a problem for each file that is not a plain file, or that git would obey; these are not written.
    """
    wanted: dict[str, list[str]] = {}
    for line in git(root, "ls-tree", "-r", "-z", "--full-tree", head, "docs").split(b"\0")[:-1]:
        facts, _, name = line.partition(b"\t")
        mode, _, found = facts.decode().split()
        path = os.fsdecode(name)
        parts = path.split("/")
        if mode not in {"100644", "100755"} or parts[0] != "docs" or len(parts) == 1:
            message = say(
                "This is a symbolic link or a submodule, not a file; its target would be published."
            )
        elif any(part in {"", ".", ".."} or part.lower().startswith(".git") for part in parts):
            message = say("Git obeys files with this name: they can change what others receive.")
        elif any(len(os.fsencode(part)) > NAME_BYTES for part in parts) or len(name) > PATH_BYTES:
            message = say("The name of the file is too long for any computer.")
        else:
            wanted.setdefault(found, []).append(path)
            continue
        yield UNREADABLE.at(path[:NAME_BYTES], 1, 1, message, say("Remove it from the change."))
    size_of = sizes(root, wanted)
    for blob in [blob for blob in wanted if size_of.get(blob, FILE + 1) > FILE]:
        for path in wanted.pop(blob):
            message = say(
                "The file has {size} bytes; the maximum is {most}.", size=size_of.get(blob, 0), most=FILE
            )
            yield UNREADABLE.at(path[:NAME_BYTES], 1, 1, message, say("Remove it from the change."))
    if sum(size_of[blob] * len(paths) for blob, paths in wanted.items()) > DOCS_BYTES:
        raise ValueError(f"docs/ in the change has more than {DOCS_BYTES} bytes")
    for found, content in contents(root, wanted):
        for path in wanted[found]:
            place = target.joinpath(*PurePosixPath(path).parts[1:])
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
