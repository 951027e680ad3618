"""Writes files completely or not at all, for everything that changes sources."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path


def replace_text(target: Path, text: str) -> None:
    """Like `replace_bytes`, with text in UTF-8."""
    replace_bytes(target, text.encode("utf-8"))


def replace_bytes(target: Path, content: bytes) -> None:
    """Write to a temporary file in the same folder, then move it to `target`. Permissions are kept.

    Raises OSError and leaves the file unchanged if writing fails.
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
    """Replace several files, in UTF-8: all are written before the first is moved. Permissions are kept.

    Raises OSError naming the file that cannot be written, and leaves all files unchanged.
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
        for temporary in written.values():
            temporary.unlink()
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(target)) from error
        raise
    for target, temporary in written.items():
        temporary.replace(target)


def create_texts(texts: Mapping[Path, str]) -> None:
    """Create new files, all or none, and the folders they need.

    Raises OSError (FileExistsError if a file exists) and leaves everything unchanged.
    """
    created: list[Path] = []
    try:
        for target, text in texts.items():
            if not target.parent.is_dir():
                target.parent.mkdir()
                created.append(target.parent)
            with target.open("xb") as stream:
                created.append(target)
                stream.write(text.encode("utf-8"))
    except BaseException:
        for path in reversed(created):
            path.rmdir() if path.is_dir() else path.unlink()
        raise
