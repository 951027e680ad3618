"""Writes a file whole or not at all."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path


def replace_text(target: Path, text: str) -> None:
    """Do what replace_bytes does, in UTF-8."""
    replace_bytes(target, text.encode("utf-8"))


def replace_bytes(target: Path, content: bytes) -> None:
    """Write the content beside its place, then move it there; the permissions of an earlier file stay.

    Raises OSError, and leaves the file as it was.
    """
    target.parent.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink()
        raise


def replace_texts(texts: Mapping[Path, str]) -> None:
    """Write every text beside its file, in UTF-8, before any is moved into its place; permissions stay.

    Raises OSError that names the file which cannot be written, and leaves all as they were.
    """
    written: dict[Path, Path] = {}
    try:
        for target, text in texts.items():
            handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
            written[target] = Path(name)
            with os.fdopen(handle, "wb") as stream:
                stream.write(text.encode("utf-8"))
            shutil.copymode(target, name)
    except BaseException as error:
        for beside in written.values():
            beside.unlink()
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(target)) from error
        raise
    for target, beside in written.items():
        beside.replace(target)


def create_texts(texts: Mapping[Path, str]) -> None:
    """Write new files, all or none, and the folders they need.

    Raises OSError, FileExistsError where one is there already, and leaves everything as it was.
    """
    made: list[Path] = []
    try:
        for target, text in texts.items():
            if not target.parent.is_dir():
                target.parent.mkdir()
                made.append(target.parent)
            with target.open("xb") as stream:
                made.append(target)
                stream.write(text.encode("utf-8"))
    except BaseException:
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink()
        raise
