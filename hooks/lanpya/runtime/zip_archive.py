"""ZIP archives that are the same bytes for the same files, with names that are distinct on every system."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO
from unicodedata import normalize

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date in a ZIP; APPNOTE.TXT, 4.4.6
_UNIX, _MODE = 3, 0o100644 << 16  # a plain file, on every system; APPNOTE.TXT, 4.4.2 and 4.4.15
MOST_FILES, LONGEST_NAME = 20_000, 1_000  # limits for an archive that is read; the shipped site has 200 files
# APPNOTE.TXT, 4.3.7, 4.3.12 and 4.3.16. 33 is 1 January 1980, 20 the version needed to unpack.
_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
_VERSION, _DAY, _UTF8 = 20, 33, 0x800


def clashes(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each name that some systems do not distinguish from an earlier one, with that one.

    Memory cards (FAT) and Windows ignore case, macOS ignores the forms of Unicode.
    """
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(normalize("NFC", normalize("NFC", name).casefold()), name)
        if other != name:
            yield name, other


def zip_bytes(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP of the files, in the order of their names, without times or owners.

    With the method ZIP_STORED, the bytes are the same with every version of zlib.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = _UNIX, _MODE
            archive.writestr(entry, files[name], method, compresslevel=9)
    return out.getvalue()


@dataclass(frozen=True)
class Entry:
    """A file in an archive: where its content begins, its size in bytes, and the CRC that is stated."""

    offset: int
    size: int
    crc: int


def entries_of(archive: BinaryIO) -> dict[str, Entry]:
    """Return the files, in order, in an archive that `zip_bytes` wrote with ZIP_STORED.

    Raises ValueError position the first byte that `zip_bytes` would write differently, so that nothing
    depends on how a program unpacks. Names and sizes are checked before any content is read.
    """
    entries: dict[str, Entry] = {}
    last = b""
    while (header := archive.read(_LOCAL.size))[:4] == b"PK\3\4":
        if len(header) < _LOCAL.size or len(entries) >= MOST_FILES:
            raise ValueError(f"it is cut off, or has more than {MOST_FILES} files")
        *_, crc, size, _, length, _ = _LOCAL.unpack(header)
        name = archive.read(min(length, LONGEST_NAME))
        try:
            if header + name != _local(name, crc, size) or name <= last:
                raise ValueError
            entries[name.decode()] = Entry(archive.tell(), size, crc)
        except ValueError:
            position = archive.tell() - len(name) - _LOCAL.size
            raise ValueError(f"byte {position} differs from what a release has there") from None
        archive.seek(size, io.SEEK_CUR)
        last = name
    start = position = archive.tell() - len(header)
    archive.seek(start)
    for path, entry in entries.items():
        expected = _central(path.encode(), entry)
        if archive.read(len(expected)) != expected:
            raise ValueError(f"byte {position} differs from what a release has there")
        position += len(expected)
    end = _END.pack(b"PK\5\6", 0, 0, len(entries), len(entries), position - start, start, 0)
    if archive.read(len(end) + 1) != end:
        raise ValueError(f"byte {position} differs from what a release has there")
    return entries


def _bits(name: bytes) -> int:
    return 0 if name.isascii() else _UTF8


def _local(name: bytes, crc: int, size: int) -> bytes:
    return _LOCAL.pack(b"PK\3\4", _VERSION, _bits(name), 0, 0, _DAY, crc, size, size, len(name), 0) + name


def _central(name: bytes, entry: Entry) -> bytes:
    begins = entry.offset - _LOCAL.size - len(name)
    version, size = _UNIX << 8 | _VERSION, entry.size
    fields = (version, _VERSION, _bits(name), 0, 0, _DAY, entry.crc, size, size, len(name))
    return _CENTRAL.pack(b"PK\1\2", *fields, 0, 0, 0, 0, _MODE, begins) + name
