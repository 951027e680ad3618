"""Folders of files compared: what is in one and not in the other, and where two files part."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

_AROUND = 40  # letters or bytes shown on each side of where two files part


@dataclass(frozen=True)
class Entry:
    """A file of a tree: its permissions, and the SHA-256 of what is in it."""

    mode: int
    sha256: str


def tree_of(root: Path) -> dict[str, Entry]:
    """Return every file under a folder by its path there, in the order of paths.

    A link counts as what it is, not as what it leads to.
    """
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
    told = []
    for name in sorted(mine.keys() | theirs.keys()):
        if name not in theirs:
            told.append(f"{name}: only in the first")
        elif name not in mine:
            told.append(f"{name}: only in the second")
        elif mine[name].sha256 != theirs[name].sha256:
            told.append(f"{name}: {where_they_part((one / name).read_bytes(), (other / name).read_bytes())}")
        elif mine[name].mode != theirs[name].mode:
            told.append(f"{name}: permissions {mine[name].mode:o} and {theirs[name].mode:o}")
    return told


def where_they_part(one: bytes, other: bytes) -> str:
    """Return where two contents part first, and what stands there: of an archive, a line, or a byte."""
    if zipfile.is_zipfile(io.BytesIO(one)) and zipfile.is_zipfile(io.BytesIO(other)):
        return _part_of_archives(one, other)
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


def _part_of_archives(one: bytes, other: bytes) -> str:
    archives = [zipfile.ZipFile(io.BytesIO(content)) for content in (one, other)]
    names = [archive.namelist() for archive in archives]
    if names[0] != names[1]:
        return f"holds {', '.join(names[0])} and {', '.join(names[1])}"
    for name in names[0]:
        contents = [archive.read(name) for archive in archives]
        if contents[0] != contents[1]:
            return f"{name} inside it, {where_they_part(*contents)}"
    return "the same files, packed otherwise"
