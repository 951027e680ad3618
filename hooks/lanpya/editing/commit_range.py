"""Checks the commits of a range: what each reveals, and what it adds to the history."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from lanpya.content.settings import Settings
from lanpya.content.text_file import FILE as GUIDE
from lanpya.editing.changes import REGISTRY
from lanpya.editing.commit_history import DOCS, SHORT, check_history, too_large, too_many
from lanpya.editing.commit_privacy import check_commit
from lanpya.problems.problem import Problem
from lanpya.runtime.git import COMMIT, COMMITS, GitError, changes, contents, git, sizes

WHO = ("author", "committer")
TREE = b"tree " + b"0" * 40  # of a commit that does not exist yet
CLEANING = ("commit.cleanup", "core.commentChar")  # settings for what git removes from a message
CUT = re.compile(rb"^(\S{1,9}) -{24} >8 -{24}$", re.MULTILINE)


def object_of(root: Path, revision: str) -> str:
    """Return the full id of a commit, or of a tag of one. Raises ValueError if git does not know it."""
    try:
        git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return git(root, "rev-parse", "--verify", "--end-of-options", revision).decode().strip()
    except GitError:
        raise ValueError(f"git does not know the commit {revision!r}") from None


def had_by(root: Path, remote: str) -> list[str]:
    """Return, for git rev-list, what a remote is known to have; nothing for a URL."""
    names = git(root, "remote").decode().splitlines()
    inside = [name for name in names if name.startswith(f"{remote}/")]  # branches of another remote
    others = [f"--exclude=refs/remotes/{name}/*" for name in inside]
    return [*others, f"--glob=refs/remotes/{remote}/*"] if remote in names else []


def check_range(root: Path, settings: Settings, typed: str, seen: set[str], remote: str) -> Iterator[Problem]:
    """Yield problems with the commits and tags of a range `BASE..HEAD`, except those in `seen`.

    `HEAD` alone starts after what `remote` has. Adds to `seen`. Raises ValueError for invalid ranges, and if
    git lacks a commit or a version of a file.
    """
    base, dots, head = typed.partition("..")
    if not dots:
        base, head = "", typed
    elif not base or not head:
        raise ValueError(f"{typed!r} is not a range. Write it as BASE..HEAD")
    tip = object_of(root, head)
    without = [object_of(root, base)] if base else had_by(root, remote)
    missing = ("rev-list", f"--max-count={COMMITS + 1}", "--topo-order", tip, "--not", *without)
    listed = git(root, *missing).decode().split()[::-1]
    if len(listed) > COMMITS:
        yield too_many(listed[-1])
        return
    if listed and not base:
        parents = git(root, "rev-parse", f"{listed[0]}^@").decode().split()
        base = parents[0][:SHORT] if parents else "--root"
    named = [*listed, *_tags(root, tip)]
    size_of = {name: size for name, size in sizes(root, named).items() if name not in seen}
    for name in (name for name in named if size_of.get(name, 0) > COMMIT):
        yield too_large(name, size_of[name])
    readable = [name for name in named if size_of.get(name, COMMIT + 1) <= COMMIT]
    for name, raw in contents(root, readable):
        yield from check_commit(name[:SHORT], raw, base, settings.words_that_disguise)
    changed = [change for change in changes(root, listed) if change.commit not in seen]
    seen.update(named)
    blobs = {
        blob for change in changed for blob in (*([change.blob] if change.is_read else []), *change.before)
    }
    known = sizes(root, blobs)
    if len(known) < len(blobs):
        raise ValueError("git does not have all versions of the files. This may be a partial clone.")
    yield from check_history(
        *(changed, known, partial(contents, root), settings),
        last=_registry(root, tip),
        base=_fork(root, base, tip),
    )


def _tags(root: Path, tip: str) -> list[str]:
    """Return the tag that is the tip, and the tags it refers to; stops at one that is too large."""
    found: list[str] = []
    while git(root, "cat-file", "-t", tip).strip() == b"tag":
        found.append(tip)
        if sizes(root, [tip])[tip] > COMMIT:
            break
        tip = next(contents(root, [tip]))[1].split(b"\n", 1)[0].removeprefix(b"object ").decode("ascii")
    return found


def _fork(root: Path, base: str, tip: str) -> str:
    """Return the short id of the commit where a range begins."""
    try:
        return git(root, "merge-base", base, tip).decode()[:SHORT] if base != "--root" else base
    except GitError:
        return base  # they have no common commit


def _registry(root: Path, tip: str) -> list[str]:
    """Return the blobs of the registry in a commit."""
    paths = [f"{DOCS}/data/{name}.yml" for name in REGISTRY]
    listed = git(root, "ls-tree", "-z", "--full-tree", f"{tip}^{{commit}}", "--", *paths)
    found = [line.split(b"\t")[0].decode().split(" ")[2] for line in listed.split(b"\0")[:-1]]
    return [blob for blob, size in sizes(root, found).items() if size < GUIDE]


def check_pending_commit(root: Path, message: Path, settings: Settings) -> Iterator[Problem]:
    """Yield problems with the commit that git is about to make with a message."""
    people = [git(root, "var", f"GIT_{who.upper()}_IDENT").strip() for who in WHO]
    head = [f"{who} ".encode() + person for who, person in zip(WHO, people, strict=True)]
    words = words_of(root, message.read_bytes())
    yield from check_commit(
        "…", b"\n".join((TREE, *head)) + b"\n\n" + words, "HEAD", settings.words_that_disguise
    )


def words_of(root: Path, typed: bytes) -> bytes:
    """Return what git keeps of a commit message, or all of it if git may keep that.

    With an editor, git adds comments below the message, and the change with --verbose, and removes them
    later.
    """
    if os.environ.get("GIT_EDITOR") == ":":  # no editor was opened: githooks(5)
        return typed
    mode, sign = (git(root, "config", "--default", "", "--get", key).strip() for key in CLEANING)
    if cut := CUT.search(typed):
        lines = (line for line in typed[cut.end() :].split(b"\n") if not line.startswith(cut[1]))
        if mode == b"scissors" or next(filter(None, lines), b"diff -").startswith((b"diff -", b"Submodule ")):
            typed = typed[: cut.start()]
    keeps = sign == b"auto" or mode in {b"whitespace", b"verbatim", b"scissors"}
    return typed if keeps else git(root, "stripspace", "--strip-comments", given=typed)
