"""ZIP archives with the same bytes for the same files, and names that every system tells apart."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO
from unicodedata import normalize

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a ZIP can hold; APPNOTE.TXT, 4.4.6
_UNIX, _MODE = 3, 0o100644 << 16  # a plain file, whoever packs it; APPNOTE.TXT, 4.4.2 and 4.4.15
MOST_FILES, LONGEST_NAME = 20_000, 1_000  # of an archive that is read; the shipped site has 200 files
# APPNOTE.TXT, 4.3.7, 4.3.12 and 4.3.16; 33 is the first of January 1980, 20 what it takes to unpack
_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
_VERSION, _DAY, _UTF8 = 20, 33, 0x800


def clashes(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each name with an earlier one that some systems take for the same.

    Memory cards (FAT) and Windows do not tell capitals apart, macOS not the forms of Unicode.
    """
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(normalize("NFC", normalize("NFC", name).casefold()), name)
        if other != name:
            yield name, other


def zip_bytes(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP of the files under the given names, in their order, without times or owners.

    Stored (ZIP_STORED) its bytes are the same with every version of zlib.
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
    """A file in an archive: where its content begins, its bytes, and the CRC that the archive says it has."""

    offset: int
    size: int
    crc: int


def entries_of(archive: BinaryIO) -> dict[str, Entry]:
    """Return the files in an archive that `zip_bytes` wrote with ZIP_STORED, in order.

    Raises ValueError at the first byte that `zip_bytes` would write otherwise, so that nothing is left to
    how a program unpacks; names and sizes are bounded before anything is read of a file.
    """
    entries: dict[str, Entry] = {}
    last = b""
    while (header := archive.read(_LOCAL.size))[:4] == b"PK\3\4":
        if len(header) < _LOCAL.size or len(entries) >= MOST_FILES:
            raise ValueError(f"it is cut off, or holds more than {MOST_FILES} files")
        *_, crc, size, _, length, _ = _LOCAL.unpack(header)
        name = archive.read(min(length, LONGEST_NAME))
        try:
            if header + name != _local(name, crc, size) or name <= last:
                raise ValueError
            entries[name.decode()] = Entry(archive.tell(), size, crc)
        except ValueError:
            at = archive.tell() - len(name) - _LOCAL.size
            raise ValueError(f"byte {at} is not as a release has it") from None
        archive.seek(size, io.SEEK_CUR)
        last = name
    start = at = archive.tell() - len(header)
    archive.seek(start)
    for packed_as, entry in entries.items():
        expected = _central(packed_as.encode(), entry)
        if archive.read(len(expected)) != expected:
            raise ValueError(f"byte {at} is not as a release has it")
        at += len(expected)
    end = _END.pack(b"PK\5\6", 0, 0, len(entries), len(entries), at - start, start, 0)
    if archive.read(len(end) + 1) != end:
        raise ValueError(f"byte {at} is not as a release has it")
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
