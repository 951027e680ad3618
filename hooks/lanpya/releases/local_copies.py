"""Where a copy of a release stands: a folder, or an archive."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import minisign

from lanpya.releases.decompression import LARGEST
from lanpya.releases.manifest import SITE, Manifest, archive_names
from lanpya.releases.signing import SIGNATURE, OtherFileError, check_signature, trusted_comment
from lanpya.runtime.zip_archive import Entry, clashes, entries_of

SMALL = 4_000_000  # bytes of what is kept in memory: a list, a manifest, a signature
LARGEST_COPY = 500_000_000  # bytes of a whole copy; the shipped release has 14,000,000
_PIECE = 262_144
_STRAYS = 100  # names reported in each folder, or of an archive
_LETTERS = 100  # of a name that is reported
_NAMED = re.compile(r"lanpya-\d+\.\d+\.\d+\.zip")  # whoever renames it otherwise says nothing of its content


class Folder:
    """A copy that stands in a folder."""

    def __init__(self, root: Path):
        self.root, self.left = root, LARGEST_COPY

    def is_met(self, name: str) -> bool:
        """Every file is met."""
        return True

    def read(self, name: str) -> bytes:
        """Return what is in a small plain file; raises ValueError for any other, and as `digest`."""
        with self.opened(name, SMALL) as file:
            return file.read(SMALL)

    def digest(self, name: str, signed: str) -> str:
        """Return the SHA-256 of a plain file; raises FileNotFoundError, ValueError for a link or too much."""
        with self.opened(name, LARGEST) as file:
            return _sha256(file.read, LARGEST)

    @contextmanager
    def opened(self, name: str, largest: int) -> Iterator[BinaryIO]:
        """Open a plain file of at most so many bytes; no link is followed, and nothing waits for a device."""
        path = self.root / name
        for parent in PurePosixPath(name).parents:
            if (self.root / parent).is_symlink() and parent.name:
                raise ValueError(f"{parent} is a link")
        if not stat.S_ISREG(path.lstat().st_mode):
            raise ValueError("it is a link or a folder, and no file")
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            size = os.fstat(file.fileno()).st_size
            self.left -= size
            if size > largest:
                raise ValueError(f"it is larger than {largest} bytes")
            if self.left < 0:
                raise ValueError(f"all files together are larger than {LARGEST_COPY} bytes")
            yield file

    def strays(self, digests: Mapping[str, str], manifest: Manifest | None) -> Iterator[str]:
        """Yield what lies in the folder besides; a folder that is not of the copy is not entered."""
        folders = {parent for name in digests for parent in PurePosixPath(name).parents}
        for folder in sorted(folders):
            if (self.root / folder).is_dir() and not ((self.root / folder).is_symlink() and folder.name):
                yield from _strays(self.root, folder, digests, folders)


def _strays(
    root: Path, folder: PurePosixPath, digests: Mapping[str, str], folders: set[PurePosixPath]
) -> Iterator[str]:
    found: list[str] = []
    with os.scandir(root / folder) as entries:
        for entry in entries:
            path = folder / entry.name
            if entry.is_symlink():
                found.append(f"{_short(str(path))} is a link.")
            elif path not in folders if entry.is_dir() else str(path) not in digests:
                found.append(f"{_short(str(path))} does not belong here.")
            if len(found) >= _STRAYS:
                found.append(f"{folder} holds more that does not belong here.")
                break
    yield from sorted(found[:_STRAYS]) + found[_STRAYS:]


class Release(Folder):
    """A whole release as it was made: the folder of the site, and the signed archives beside it."""

    def __init__(self, root: Path, key: minisign.PublicKey):
        super().__init__(root / SITE)
        self.whole, self.key = Folder(root), key

    def strays(self, digests: Mapping[str, str], manifest: Manifest | None) -> Iterator[str]:
        """Yield what is wrong inside the site, and what is wrong or not of the release beside it."""
        yield from super().strays(digests, manifest)
        if manifest is None:
            return  # reported already
        archives = archive_names(manifest)
        names = dict.fromkeys((*archives, *(name + SIGNATURE for name in archives)), "")
        yield from _strays(self.whole.root, PurePosixPath(), names, {PurePosixPath(SITE)})
        for name in archives:
            try:
                signature = self.whole.read(name + SIGNATURE)
                with self.whole.opened(name, LARGEST_COPY) as file:
                    comment = check_signature(file, name, signature, self.key)
            except FileNotFoundError as error:
                yield f"{Path(error.filename).name} is missing."
            except OtherFileError as error:
                yield f"The signature beside {name} {error}."
            except (OSError, ValueError) as error:
                yield f"{name} is not what was signed ({error})."
            else:
                if comment != trusted_comment(manifest, name):
                    yield f"{name} is signed, and is of another release."
        if self.root.is_symlink():
            yield f"{SITE} is a link."


class Archive:
    """A copy that is packed in a ZIP, as a release packs it: each file stored, one behind the other.

    Any other packing is reported as such and not unpacked: what it holds would depend on who unpacks it, and
    how much nobody knows beforehand.
    """

    broken = ""

    def __init__(self, path: Path):
        if path.stat().st_size > LARGEST_COPY:
            raise ValueError(f"{path} is larger than {LARGEST_COPY} bytes, and no release is")
        self.path, self.file = path, path.open("rb")
        try:
            self.entries = entries_of(self.file)
        except ValueError as error:
            self.entries = {}
            self.broken = (
                f"the archive is packed otherwise than a release packs it ({error}). Get it again, or "
                "unpack it into a new folder and verify that"
            )

    def is_met(self, name: str) -> bool:
        """Every file is met."""
        return True

    def read(self, name: str) -> bytes:
        """Return what is packed under a name, of a small file."""
        entry = self._entry(name, SMALL)
        return self.file.read(entry.size)

    def digest(self, name: str, signed: str) -> str:
        """Return the SHA-256 of what is packed under a name; raises FileNotFoundError, or ValueError."""
        entry = self._entry(name, LARGEST)
        left, crc = entry.size, 0

        def read(size: int) -> bytes:
            nonlocal left, crc
            piece = self.file.read(min(size, left))
            left, crc = left - len(piece), zlib.crc32(piece, crc)
            return piece

        digest = _sha256(read, LARGEST)
        if left or crc != entry.crc:
            raise ValueError("it is damaged")
        return digest

    def strays(self, digests: Mapping[str, str], manifest: Manifest | None) -> Iterator[str]:
        """Yield what is packed besides, and where the archive has the name of another release."""
        more = (name for name in self.entries if name not in digests)
        yield from _some((f"{_short(name)} does not belong here." for name in more), self.path.name)
        alike = clashes(self.entries)
        yield from _some(
            (
                f"{_short(one)} and {_short(other)} are one file where capitals do not count."
                for one, other in alike
            ),
            self.path.name,
        )
        if manifest and _NAMED.fullmatch(self.path.name) and self.path.name != archive_names(manifest)[0]:
            yield f"It is named {self.path.name}, and holds {archive_names(manifest)[0]}."

    def _entry(self, name: str, largest: int) -> Entry:
        if self.broken:
            raise ValueError(self.broken)
        if name not in self.entries:
            raise FileNotFoundError(name)
        entry = self.entries[name]
        if entry.size > largest:
            raise ValueError(f"it is larger than {largest} bytes")
        self.file.seek(entry.offset)
        return entry


def _some(told: Iterator[str], where: str) -> Iterator[str]:
    """Yield the first of many reports, and that there are more."""
    yield from islice(told, _STRAYS)
    if any(True for _ in told):
        yield f"{where} holds more of them."


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[:_LETTERS]}…"


def _sha256(read: Callable[[int], bytes], largest: int) -> str:
    """Return the SHA-256 of what can be read; raises ValueError past `largest` bytes."""
    digest, size = hashlib.sha256(), 0
    while piece := read(_PIECE):
        size += len(piece)
        if size > largest:
            raise ValueError(f"it is larger than {largest} bytes")
        digest.update(piece)
    return digest.hexdigest()
