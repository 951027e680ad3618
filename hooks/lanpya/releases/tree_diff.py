"""Compares folders: files that are only in one of them, and where two files differ."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

_AROUND = 40  # characters or bytes shown on each side of a difference


@dataclass(frozen=True)
class Entry:
    """A file in a tree: its permissions, and the SHA-256 of its content."""

    mode: int
    sha256: str


def tree_of(root: Path) -> dict[str, Entry]:
    """Return all files below a folder by relative path, in the order of paths. Links are not followed."""
    entries = {}
    for path in sorted(root.rglob("*")):
        if path.is_symlink():
            content = str(path.readlink()).encode()
        elif path.is_file():
            content = path.read_bytes()
        else:
            continue
        name = path.relative_to(root).as_posix()
        entries[name] = Entry(path.lstat().st_mode, hashlib.sha256(content).hexdigest())
    return entries


def tree_differences(one: Path, other: Path) -> list[str]:
    """Return a sentence for each file in which two folders differ, in the order of paths."""
    mine, theirs = tree_of(one), tree_of(other)
    found = []
    for name in sorted(mine.keys() | theirs.keys()):
        if name not in theirs:
            found.append(f"{name}: only in the first")
        elif name not in mine:
            found.append(f"{name}: only in the second")
        elif mine[name].sha256 != theirs[name].sha256:
            found.append(
                f"{name}: {first_difference((one / name).read_bytes(), (other / name).read_bytes())}"
            )
        elif mine[name].mode != theirs[name].mode:
            found.append(f"{name}: permissions {mine[name].mode:o} and {theirs[name].mode:o}")
    return found


def first_difference(one: bytes, other: bytes) -> str:
    """Return where two contents first differ, and how: of archives, in a line, or at a byte."""
    if zipfile.is_zipfile(io.BytesIO(one)) and zipfile.is_zipfile(io.BytesIO(other)):
        return _difference_of_archives(one, other)
    at = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    try:
        texts = one.decode(), other.decode()
    except UnicodeDecodeError:
        shown = [content[max(0, at - 8) : at + 8].hex(" ") for content in (one, other)]
        return f"byte {at}: {shown[0]} and {shown[1]}"
    letter = len(one[:at].decode(errors="ignore"))
    line = texts[0].count("\n", 0, letter) + 1
    shown = [repr(text[max(0, letter - _AROUND) : letter + _AROUND]) for text in texts]
    return f"line {line}, letter {letter - texts[0].rfind(chr(10), 0, letter)}: {shown[0]} and {shown[1]}"


def _difference_of_archives(one: bytes, other: bytes) -> str:
    archives = [zipfile.ZipFile(io.BytesIO(content)) for content in (one, other)]
    names = [archive.namelist() for archive in archives]
    if names[0] != names[1]:
        return f"holds {', '.join(names[0])} and {', '.join(names[1])}"
    for name in names[0]:
        contents = [archive.read(name) for archive in archives]
        if contents[0] != contents[1]:
            return f"{name} inside it, {first_difference(*contents)}"
    return "the same files, packed otherwise"
