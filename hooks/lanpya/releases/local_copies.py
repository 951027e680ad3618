"""Copies of a release on this machine: a folder of the site, a whole release, or an archive."""

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

SMALL = 4_000_000  # bytes of what is read into memory: a list, a manifest, a signature
LARGEST_COPY = 500_000_000  # bytes of a whole copy; the shipped release has 14,000,000
_PIECE = 262_144
_MOST_REPORTED = 100  # names reported in each folder, or of an archive
_NAME_LENGTH = 100  # characters of a name that is reported
_NAMED = re.compile(r"lanpya-\d+\.\d+\.\d+\.zip")  # other names say nothing about its content


class Folder:
    """A copy of the site in a folder."""

    def __init__(self, root: Path):
        self.root, self.remaining = root, LARGEST_COPY

    def is_served(self, name: str) -> bool:
        """Every file is served."""
        return True

    def read(self, name: str) -> bytes:
        """Return the content of a small regular file.

        Raises ValueError for any other, and as `digest` does.
        """
        with self.opened(name, SMALL) as file:
            return file.read(SMALL)

    def digest(self, name: str, signed: str) -> str:
        """Return the SHA-256 of a regular file.

        Raises FileNotFoundError, and ValueError for a link or if it is too large.
        """
        with self.opened(name, LARGEST) as file:
            return _sha256(file.read, LARGEST)

    @contextmanager
    def opened(self, name: str, largest: int) -> Iterator[BinaryIO]:
        """Open a regular file of limited size; does not follow links, and does not wait for devices."""
        path = self.root / name
        for parent in PurePosixPath(name).parents:
            if (self.root / parent).is_symlink() and parent.name:
                raise ValueError(f"{parent} is a link")
        if not stat.S_ISREG(path.lstat().st_mode):
            raise ValueError("it is a link or a folder, not a file")
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            size = os.fstat(file.fileno()).st_size
            self.remaining -= size
            if size > largest:
                raise ValueError(f"it is larger than {largest} bytes")
            if self.remaining < 0:
                raise ValueError(f"all files together are larger than {LARGEST_COPY} bytes")
            yield file

    def additions(self, digests: Mapping[str, str], manifest: Manifest | None) -> Iterator[str]:
        """Yield other files in the folders of the copy; other folders are not entered."""
        folders = {parent for name in digests for parent in PurePosixPath(name).parents}
        for folder in sorted(folders):
            if (self.root / folder).is_dir() and not ((self.root / folder).is_symlink() and folder.name):
                yield from _additions(self.root, folder, digests, folders)


def _additions(
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
            if len(found) >= _MOST_REPORTED:
                found.append(f"{folder} has more that does not belong here.")
                break
    yield from sorted(found[:_MOST_REPORTED]) + found[_MOST_REPORTED:]


class Release(Folder):
    """A whole release: the folder of the site, with the signed archives next to it."""

    def __init__(self, root: Path, key: minisign.PublicKey):
        super().__init__(root / SITE)
        self.release_folder, self.key = Folder(root), key

    def additions(self, digests: Mapping[str, str], manifest: Manifest | None) -> Iterator[str]:
        """Yield problems inside the site, and problems with the archives next to it or other files there."""
        yield from super().additions(digests, manifest)
        if manifest is None:
            return  # reported already
        archives = archive_names(manifest)
        names = dict.fromkeys((*archives, *(name + SIGNATURE for name in archives)), "")
        yield from _additions(self.release_folder.root, PurePosixPath(), names, {PurePosixPath(SITE)})
        for name in archives:
            try:
                signature = self.release_folder.read(name + SIGNATURE)
                with self.release_folder.opened(name, LARGEST_COPY) as file:
                    comment = check_signature(file, name, signature, self.key)
            except FileNotFoundError as error:
                yield f"{Path(error.filename).name} is missing."
            except OtherFileError as error:
                yield f"The signature beside {name} {error}."
            except (OSError, ValueError) as error:
                yield f"{name} is not what was signed ({error})."
            else:
                if comment != trusted_comment(manifest, name):
                    yield f"{name} is signed, but belongs to another release."
        if self.root.is_symlink():
            yield f"{SITE} is a link."


class Archive:
    """A copy of the site in a ZIP archive as a release makes it: files stored in order, without compression.

    Any other archive is reported and not unpacked, because its content would depend on the program, and its
    size is unknown beforehand.
    """

    broken = ""

    def __init__(self, path: Path):
        if path.stat().st_size > LARGEST_COPY:
            raise ValueError(f"{path} is larger than {LARGEST_COPY} bytes, which no release is")
        self.path, self.file = path, path.open("rb")
        try:
            self.entries = entries_of(self.file)
        except ValueError as error:
            self.entries = {}
            self.broken = (
                f"the archive is not packed as a release packs it ({error}). Download it again, or "
                "unpack it into a new folder and verify that"
            )

    def is_served(self, name: str) -> bool:
        """Every file is served."""
        return True

    def read(self, name: str) -> bytes:
        """Return the content of a small file in the archive."""
        entry = self._entry(name, SMALL)
        return self.file.read(entry.size)

    def digest(self, name: str, signed: str) -> str:
        """Return the SHA-256 of a file in the archive. Raises FileNotFoundError or ValueError."""
        entry = self._entry(name, LARGEST)
        remaining, crc = entry.size, 0

        def read(size: int) -> bytes:
            nonlocal remaining, crc
            piece = self.file.read(min(size, remaining))
            remaining, crc = remaining - len(piece), zlib.crc32(piece, crc)
            return piece

        digest = _sha256(read, LARGEST)
        if remaining or crc != entry.crc:
            raise ValueError("it is damaged")
        return digest

    def additions(self, digests: Mapping[str, str], manifest: Manifest | None) -> Iterator[str]:
        """Yield other files in the archive, and whether its name is that of another release."""
        more = (name for name in self.entries if name not in digests)
        yield from _limited((f"{_short(name)} does not belong here." for name in more), self.path.name)
        same = clashes(self.entries)
        yield from _limited(
            (
                f"{_short(name)} and {_short(other)} are the same file on systems that ignore case."
                for name, other in same
            ),
            self.path.name,
        )
        if manifest and _NAMED.fullmatch(self.path.name) and self.path.name != archive_names(manifest)[0]:
            yield f"It is named {self.path.name}, but contains {archive_names(manifest)[0]}."

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


def _limited(reports: Iterator[str], where: str) -> Iterator[str]:
    """Yield the first of many reports, and a note if there are more."""
    yield from islice(reports, _MOST_REPORTED)
    if any(True for _ in reports):
        yield f"{where} has more of them."


def _short(name: str) -> str:
    return name if len(name) <= _NAME_LENGTH else f"{name[:_NAME_LENGTH]}…"


def _sha256(read: Callable[[int], bytes], largest: int) -> str:
    """Return the SHA-256 of what can be read. Raises ValueError after `largest` bytes."""
    digest, size = hashlib.sha256(), 0
    while piece := read(_PIECE):
        size += len(piece)
        if size > largest:
            raise ValueError(f"it is larger than {largest} bytes")
        digest.update(piece)
    return digest.hexdigest()
