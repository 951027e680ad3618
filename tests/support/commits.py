"""Commits with one change each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from support.contributors import Clone

NUMBER = "09 000 000 000"


GUIDE = "docs/en/guide.md"


def write(root: Path, name: str, content: str | bytes) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def append(root: Path, name: str, text: str) -> None:
    write(root, name, (root / name).read_text("utf-8") + text if (root / name).exists() else text)


def commits_of(clone: Clone, *changes: Callable[[Path], object]) -> list[str]:
    """Make a commit of each change, without asking any hook."""
    made = []
    for number, change in enumerate(changes):
        change(clone.root)
        clone.git("add", "--all", ".")
        clone.git("commit", "--quiet", "--no-verify", "--allow-empty", "--message", f"change {number}")
        made.append(clone.git("rev-parse", "HEAD"))
    return made
