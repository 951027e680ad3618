"""A change that somebody proposes, taken out of git as data: nothing of it is checked out or run."""

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

DOCS, DESK = "docs/", "docs/desk/"  # documents of the desk are followed, not only read
NAMED = 20  # changed files that one warning names
DOCS_BYTES = 100_000_000  # in all: ten times what 4,000 guides take
DEEP = 1_000  # bytes of its whole path
LETTERS = 255  # bytes of the name of one file; file systems take no more


def merge_base(root: Path, base: str, head: str) -> str:
    """Return the commit that the change starts from; raises ValueError when there is none."""
    try:
        return git(root, "merge-base", base, head).decode().strip()
    except GitError:
        raise ValueError("the change shares no commit with the branch that it is for") from None


def outside_docs(root: Path, base: str, before: str, head: str) -> Iterator[Problem]:
    """Yield one warning that names what a commit of the change touches besides docs/, if undone too."""
    commits = git(root, "rev-list", f"--max-count={COMMITS + 1}", head, "--not", base).decode().split()
    changed = git(root, "diff-tree", "-r", "-z", "--no-renames", "--name-only", before, head)
    last = list(map(os.fsdecode, changed.split(b"\0")[:-1]))
    names = dict.fromkeys([*last, *(one.path for one in changes(root, commits[:COMMITS]))])
    if others := [name for name in names if not name.startswith(DOCS) or name.startswith(DESK)]:
        listed = ", ".join(printable(name)[:LETTERS] for name in others[:NAMED])
        message = say(
            "This change touches files outside docs/ ({number}): {names}",
            number=len(others),
            names=listed + (", …" if len(others) > NAMED else ""),
        )
        remedy = say("Two maintainers must read all of it before anybody runs it. The check ran none of it.")
        yield OUTSIDE_DOCS.at(others[0][:LETTERS], 1, 1, message, remedy)


def take_docs(root: Path, head: str, target: Path) -> Iterator[Problem]:
    """Write the files that `head` has in docs/ into the folder `target`, byte for byte.

    Yields a problem for each that is no plain file, or that git would obey; those are not written.
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
        elif any(len(os.fsencode(part)) > LETTERS for part in parts) or len(name) > DEEP:
            message = say("The name of the file is too long for any computer.")
        else:
            wanted.setdefault(found, []).append(path)
            continue
        yield UNREADABLE.at(path[:LETTERS], 1, 1, message, say("Remove it from the change."))
    large = sizes(root, wanted)
    for one in [one for one in wanted if large.get(one, FILE + 1) > FILE]:
        for path in wanted.pop(one):
            message = say(
                "The file has {size} bytes; the maximum is {most}.", size=large.get(one, 0), most=FILE
            )
            yield UNREADABLE.at(path[:LETTERS], 1, 1, message, say("Remove it from the change."))
    if sum(large[one] * len(paths) for one, paths in wanted.items()) > DOCS_BYTES:
        raise ValueError(f"the docs/ of the change have more than {DOCS_BYTES} bytes")
    for found, content in contents(root, wanted):
        for path in wanted[found]:
            place = target.joinpath(*PurePosixPath(path).parts[1:])
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
