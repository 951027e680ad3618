"""Where a copy of a release stands: a folder, or an archive."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import minisign

from lanpya.archive import clashes, packed
from lanpya.manifest import MANIFEST, SITE, archive_names, manifest_of
from lanpya.signing import SIGNATURE, check_signature, trusted_comment

LARGEST = 50_000_000  # bytes of one file, unpacked; a copy must not fill the verifier's memory
LARGEST_ARCHIVE = 500_000_000
_UNREADABLE = (zipfile.BadZipFile, NotImplementedError, ValueError)


class Folder:
    """A copy that stands in a folder."""

    def __init__(self, root: Path):
        self.root = root

    def is_met(self, name: str) -> bool:
        """Every file is met."""
        return True

    def read(self, name: str) -> bytes:
        """Return what is in a plain file; a link is not followed."""
        path = self.root / name
        if not stat.S_ISREG(path.lstat().st_mode):
            raise ValueError("it is a link or a folder, and no file")
        if path.lstat().st_size > LARGEST:
            raise ValueError(f"it is larger than {LARGEST} bytes")
        return path.read_bytes()

    def strays(self, files: Mapping[str, bytes]) -> Iterator[str]:
        """Yield what lies in the folder besides, empty folders too."""
        folders = {parent.as_posix() for name in files for parent in Path(name).parents}
        for path in sorted(self.root.rglob("*")):
            name = path.relative_to(self.root).as_posix()
            if path.is_symlink():
                yield f"{name} is a link."
            elif name not in folders if path.is_dir() else name not in files:
                yield f"{name} does not belong here."


class Release(Folder):
    """A whole release as it was made: the folder of the site, and the signed archives beside it."""

    def __init__(self, root: Path, key: minisign.PublicKey):
        super().__init__(root / SITE)
        self.whole, self.key = Folder(root), key

    def strays(self, files: Mapping[str, bytes]) -> Iterator[str]:
        """Yield what is wrong inside the site, and what is wrong or not of the release beside it."""
        yield from super().strays(files)
        try:
            manifest = manifest_of(files[MANIFEST].decode())
        except (KeyError, ValueError):
            return  # told already
        archives = archive_names(manifest)
        names = {SITE, *archives, *(name + SIGNATURE for name in archives)}
        beside = {path.name for path in self.whole.root.iterdir()}
        yield from (f"{name} does not belong here." for name in sorted(beside - names))
        yield from (f"{name} is missing." for name in sorted(names - beside))
        for name in archives if names <= beside else ():
            try:
                content = self.whole.read(name)
                comment = check_signature(content, self.whole.read(name + SIGNATURE), self.key)
            except (OSError, ValueError) as error:
                yield f"{name} is not what was signed ({error})."
                continue
            if comment != trusted_comment(manifest):
                yield f"{name} is signed, and is of another release."
        if self.root.is_symlink():
            yield f"{SITE} is a link."


class Archive:
    """A copy that is packed in a ZIP, as a release packs it."""

    broken = ""

    def __init__(self, path: Path):
        if path.stat().st_size > LARGEST_ARCHIVE:
            raise ValueError(f"{path} is larger than {LARGEST_ARCHIVE} bytes, and no release is")
        self.content = path.read_bytes()
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(self.content))
            self.names = self.zip.namelist()
        except _UNREADABLE as error:
            self.names, self.broken = [], f"the archive cannot be unpacked ({error})"

    def is_met(self, name: str) -> bool:
        """Every file is met."""
        return True

    def read(self, name: str) -> bytes:
        """Return what is packed under a name."""
        if self.broken:
            raise ValueError(self.broken)
        if name not in self.names:
            raise FileNotFoundError(name)
        if self.zip.getinfo(name).file_size > LARGEST:
            raise ValueError(f"it is larger than {LARGEST} bytes")
        try:
            return self.zip.read(name)
        except (*_UNREADABLE, RuntimeError, EOFError, zlib.error) as error:
            raise ValueError(f"it cannot be unpacked ({error})") from error

    def strays(self, files: Mapping[str, bytes]) -> Iterator[str]:
        """Yield what is packed besides; a packing that no release makes may unpack otherwise elsewhere."""
        extra = sorted(set(self.names) - files.keys())
        yield from (f"{name} does not belong here." for name in extra)
        for name, other in clashes(self.names):
            yield f"{name} and {other} are one file where capitals do not count."
        if not extra and packed(files, zipfile.ZIP_STORED) != self.content:
            yield "The archive is packed otherwise than a release packs it."
