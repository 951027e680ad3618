"""Writes a file whole or not at all."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path


def replace_text(goal: Path, text: str) -> None:
    """Do what replace_bytes does, in UTF-8."""
    replace_bytes(goal, text.encode("utf-8"))


def replace_bytes(goal: Path, content: bytes) -> None:
    """Write the content beside its place, then move it there; the permissions of an earlier file stay.

    Raises OSError, and leaves the file as it was.
    """
    goal.parent.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{goal.name}-", dir=goal.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(stat.S_IMODE(goal.stat().st_mode) if goal.exists() else 0o644)
        Path(name).replace(goal)
    except BaseException:
        Path(name).unlink()
        raise


def replace_texts(texts: Mapping[Path, str]) -> None:
    """Write every text beside its file, in UTF-8, before any is moved into its place; permissions stay.

    Raises OSError that names the file which cannot be written, and leaves all as they were.
    """
    written: dict[Path, Path] = {}
    try:
        for goal, text in texts.items():
            handle, name = tempfile.mkstemp(prefix=f".{goal.name}-", dir=goal.parent)
            written[goal] = Path(name)
            with os.fdopen(handle, "wb") as stream:
                stream.write(text.encode("utf-8"))
            shutil.copymode(goal, name)
    except BaseException as error:
        for beside in written.values():
            beside.unlink()
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(goal)) from error
        raise
    for goal, beside in written.items():
        beside.replace(goal)


def create_texts(texts: Mapping[Path, str]) -> None:
    """Write new files, all or none, and the folders they need.

    Raises OSError, FileExistsError where one is there already, and leaves everything as it was.
    """
    made: list[Path] = []
    try:
        for goal, text in texts.items():
            if not goal.parent.is_dir():
                goal.parent.mkdir()
                made.append(goal.parent)
            with goal.open("xb") as stream:
                made.append(goal)
                stream.write(text.encode("utf-8"))
    except BaseException:
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink()
        raise
