"""A copy that is made to fill the memory of who verifies it, or to keep them waiting, does neither."""

from __future__ import annotations

import functools
import gzip
import io
import os
import shutil
import socket
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from support.false_mirror import shown, true
from support.measuring import run
from support.releases import ReleaseProject
from support.sampling import sampled
from support.slow_server import speaking

from lanpya.releases.manifest import SUMS
from lanpya.releases.verification import Verdict
from lanpya.runtime.zip_archive import zip_bytes

MEGABYTES = 300
SOON = 30  # seconds for what takes less than two; the machine may be busy
SECONDS = 1  # given to a copy on a server that never ends
ENOUGH = 4  # given where something true has to be found before; a copy takes less than half a second
LATER = 15  # seconds after it; the script has to start, and the machine may be busy


# Archives. Each is made of a true one, so that a check that reads on reads on.


def _plain(name: bytes, size: int = 0, crc: int = 0) -> bytes:
    """Return the header of a stored file, as a release has it."""
    return struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 0, 0, 33, crc, size, size, len(name), 0) + name


def _listed(name: bytes, offset: int, size: int = 0, packed: int = 0, method: int = 0) -> bytes:
    """Return the entry of a file in the directory of an archive."""
    fields = (0x314, 20, 0, method, 0, 33, 0, packed, size, len(name))
    return struct.pack("<4s6H3I5H2I", b"PK\1\2", *fields, 0, 0, 0, 0, 0o100644 << 16, offset) + name


def _end(count: int, size: int, offset: int, comment: bytes = b"") -> bytes:
    return (
        struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count & 0xFFFF, count & 0xFFFF, size, offset, len(comment))
        + comment
    )


def deflated(archive: Path) -> None:
    """Twenty megabytes of nothing in the place of each file, and the true list of them."""
    with zipfile.ZipFile(archive) as whole:
        names = whole.namelist()
        true = {name: whole.read(name) for name in names if name.startswith((SUMS, "manifest"))}
    nothing, state = bytes(20_000_000), zlib.compressobj(9, zlib.DEFLATED, -15)
    small = state.compress(nothing) + state.flush()
    out, directory = io.BytesIO(), bytearray()
    for name in sorted(names):
        content = true.get(name)
        data, method = (small, 8) if content is None else (content, 0)
        plain = nothing if content is None else content
        offset, crc = out.tell(), zlib.crc32(plain)
        sizes = (crc, len(data), len(plain))
        out.write(
            struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, method, 0, 33, *sizes, len(name), 0)
            + name.encode()
            + data
        )
        fields = (0x314, 20, 0, method, 0, 33, *sizes, len(name))
        directory += (
            struct.pack("<4s6H3I5H2I", b"PK\1\2", *fields, 0, 0, 0, 0, 0o100644 << 16, offset) + name.encode()
        )
    begins = out.tell()
    archive.write_bytes(out.getvalue() + directory + _end(len(names), len(directory), begins))


def many_files(archive: Path) -> None:
    """Half a million names, in order."""
    names = [b"%07d" % number for number in range(500_000)]
    local = b"".join(map(_plain, names))
    directory = b"".join(_listed(name, number * 37) for number, name in enumerate(names))
    archive.write_bytes(local + directory + _end(len(names), len(directory), len(local)))


def long_names(archive: Path) -> None:
    """Names of 65,000 letters."""
    names = [b"%05d" % number + b"a" * 65_000 for number in range(1_500)]
    local = b"".join(map(_plain, names))
    directory = b"".join(_listed(name, number * 65_035) for number, name in enumerate(names))
    archive.write_bytes(local + directory + _end(len(names), len(directory), len(local)))


def overlapping(archive: Path) -> None:
    """A hundred thousand names for one file."""
    content = archive.read_bytes()
    directory = b"".join(_listed(b"%06d" % number, 0) for number in range(60_000))
    archive.write_bytes(content + directory + _end(60_000, len(directory), len(content)))


def declared_large(archive: Path) -> None:
    """A file that says it has four gigabytes."""
    local = _plain(b"index.html", 0xFFFFFFFE)
    directory = _listed(b"index.html", 0, 0xFFFFFFFE, 0xFFFFFFFE)
    archive.write_bytes(local + directory + _end(1, len(directory), len(local)))


def declared_small(archive: Path) -> None:
    """A file that says it has ten bytes, and unpacks to more than a check may take."""
    state = zlib.compressobj(9, zlib.DEFLATED, -15)
    small = b"".join(state.compress(bytes(10_000_000)) for _ in range(40)) + state.flush()
    local = (
        struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, 0, len(small), 10, len(SUMS), 0) + SUMS.encode()
    )
    directory = _listed(SUMS.encode(), 0, 10, len(small), 8)
    begins = len(local) + len(small)
    archive.write_bytes(local + small + directory + _end(1, len(directory), begins))


def long_comment(archive: Path) -> None:
    """A comment as long as there may be, full of ends of archives."""
    content = archive.read_bytes()
    archive.write_bytes(content[:-2] + b"\xff\xff" + (b"PK\5\6" * 16_384)[:0xFFFF])


def large_directory(archive: Path) -> None:
    """A directory of 100 megabytes, with everything that may stand beside a name."""
    extra = b"\xff\xff\xfb\xff" + bytes(0xFFFB)
    one = (
        struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", *(0x314, 20, 0, 0, 0, 33, 0, 0, 0, 1), len(extra), 0, 0, 0, 0, 0
        )
        + b"a"
    )
    directory = (one + extra) * 1_500
    archive.write_bytes(_plain(b"a") + directory + _end(1_500, len(directory), 31))


def of_64_bits(archive: Path) -> None:
    """The directory of an archive that is larger than four gigabytes, and says so."""
    content = archive.read_bytes()
    far = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1 << 40, 1 << 40, 1 << 50, 1 << 50)
    archive.write_bytes(
        content
        + far
        + struct.pack("<4sIQI", b"PK\6\7", 0, len(content), 1)
        + _end(0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    )


def twice(archive: Path) -> None:
    """Every name a thousand times."""
    local = _plain(b"index.html") * 60_000
    directory = _listed(b"index.html", 0) * 60_000
    archive.write_bytes(local + directory + _end(60_000, len(directory), len(local)))


def nothing_at_all(archive: Path) -> None:
    """Half a gigabyte of nothing that takes no place on the disk."""
    os.truncate(archive, 499_000_000)


ARCHIVES = (
    *(deflated, many_files, long_names, overlapping, declared_large, declared_small, long_comment),
    *(large_directory, of_64_bits, twice, nothing_at_all),
)


@pytest.mark.parametrize(
    "make",
    sampled(ARCHIVES, overlapping, declared_small, of_64_bits),
    ids=lambda make: make.__name__,
)
def test_an_archive_is_read_in_little_memory_and_time(
    make: Callable[[Path], None], released: ReleaseProject, tmp_path: Path
) -> None:
    archive = tmp_path / "copy.zip"
    shutil.copy(released.dist / "lanpya-1.1.0" / "lanpya-1.1.0.zip", archive)
    make(archive)
    result = run("verify", released, tmp_path, str(archive))
    assert result.status == Verdict.CHANGED, result.err
    assert "not packed as a release packs it" in result.out
    assert result.megabytes < MEGABYTES
    assert result.seconds < SOON


def names_of_control(archive: Path) -> None:
    """Fifteen thousand names of control characters besides, and each name in capitals, as a release packs."""
    with zipfile.ZipFile(archive) as whole:
        files = {name: whole.read(name) for name in whole.namelist()}
    more = {"\x7f" * 900 + f"{number:05}": b"" for number in range(15_000)}
    archive.write_bytes(zip_bytes({name.upper(): b"" for name in files} | more | files, zipfile.ZIP_STORED))


def test_an_archive_of_many_names_is_reported_in_few_words(released: ReleaseProject, tmp_path: Path) -> None:
    archive = tmp_path / "copy.zip"
    shutil.copy(released.dist / "lanpya-1.1.0" / "lanpya-1.1.0.zip", archive)
    names_of_control(archive)
    result = run("verify", released, tmp_path, str(archive))
    assert result.status == Verdict.CHANGED, result.err
    assert "does not belong here" in result.out
    assert "copy.zip has more of them." in result.out
    assert len(result.out) < 200_000


# Folders


def sparse_files(site: Path) -> None:
    """Fifty megabytes in the place of each file, which take no place on the disk."""
    for path in site.rglob("*"):
        if path.is_file() and not path.name.startswith((SUMS, "manifest")):
            os.truncate(path, 49_000_000)


def one_sparse_file(site: Path) -> None:
    """A signature of a terabyte."""
    os.truncate(site / f"{SUMS}.minisig", 1 << 40)


def many_more(site: Path) -> None:
    """Twenty thousand files besides, in a folder of the site and in one beside."""
    for folder in ("en", "more"):
        (site / folder).mkdir(exist_ok=True)
        for number in range(10_000):
            (site / folder / f"more-{number}").touch()


def deep_folders(site: Path) -> None:
    """Folders in folders, as deep as a path may be long."""
    (site / ("a/" * 300)).mkdir(parents=True)


def pipes(site: Path) -> None:
    """A pipe that no one writes into in the place of a file, and one besides."""
    (site / "index.html").unlink()
    os.mkfifo(site / "index.html")
    os.mkfifo(site / "more")


def pipe_of_the_list(site: Path) -> None:
    """A pipe in the place of the list."""
    (site / SUMS).unlink()
    os.mkfifo(site / SUMS)


def loops(site: Path) -> None:
    """Links that lead back to where they are."""
    (site / "en" / "again").symlink_to(site)
    (site / "again").symlink_to("again")


def a_device(site: Path) -> None:
    """A link to what never ends."""
    (site / "index.html").unlink()
    (site / "index.html").symlink_to("/dev/zero")


FOLDERS = (sparse_files, one_sparse_file, many_more, deep_folders, pipes, pipe_of_the_list, loops, a_device)


@pytest.mark.parametrize(
    "make", sampled(FOLDERS, sparse_files, pipes, deep_folders), ids=lambda make: make.__name__
)
def test_a_folder_is_read_in_little_memory_and_time(
    make: Callable[[Path], None], released: ReleaseProject, tmp_path: Path
) -> None:
    copied = tmp_path / "site"
    shutil.copytree(released.dist / "lanpya-1.1.0" / "site", copied)
    make(copied)
    result = run("verify", released, tmp_path, str(copied))
    assert result.status == Verdict.CHANGED, result.err
    assert len(result.out.splitlines()) < 500
    assert result.megabytes < MEGABYTES
    assert result.seconds < SOON


# Servers


def dripping(line: socket.socket, before: bytes, drop: bytes) -> None:
    """Send something, and then a drop at a time for ever."""
    line.recv(65_536)
    line.sendall(before)
    while True:
        line.sendall(drop)
        time.sleep(0.05)


def pouring(line: socket.socket, before: bytes, drop: bytes) -> None:
    """Send something, and then as much as is taken."""
    line.recv(65_536)
    line.sendall(before)
    while True:
        line.sendall(drop * 1_000)


OK = b"HTTP/1.1 200 OK\r\n"


@functools.cache
def bomb() -> bytes:
    return gzip.compress(bytes(200_000_000))


SERVERS: dict[str, Callable[[socket.socket], None]] = {
    "says nothing": lambda line: time.sleep(HANGING),
    "drips a status": lambda line: dripping(line, b"HTTP/1.1 200 ", b"O"),
    "drips headers": lambda line: dripping(line, OK, b"X-A: b\r\n"),
    "drips one header": lambda line: dripping(line, OK + b"X-A: ", b"b"),
    "drips a body": lambda line: dripping(line, OK + b"Content-Length: 9999999\r\n\r\n", b"a"),
    "drips a body without a length": lambda line: dripping(line, OK + b"\r\n", b"a"),
    "drips chunks": lambda line: dripping(line, OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    "drips the length of a chunk": lambda line: dripping(
        line, OK + b"Transfer-Encoding: chunked\r\n\r\n1;", b"a"
    ),
    "drips what comes behind": lambda line: dripping(
        line, OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X-A: b\r\n"
    ),
    "says that it goes on, for ever": lambda line: dripping(line, b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "pours headers": lambda line: pouring(line, OK, b"X-A: b\r\n"),
    "pours one header": lambda line: pouring(line, OK + b"X-A: ", b"b"),
    "pours a body": lambda line: pouring(line, OK + b"\r\n", b"a" * 60),
    "pours chunks": lambda line: pouring(line, OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    "pours what goes ahead": lambda line: pouring(line, b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    "pours no HTTP": lambda line: pouring(line, b"", b"\0\1\2"),
    "pours what unpacks to more": lambda line: pouring(
        line, OK + b"Content-Encoding: gzip\r\n\r\n" + bomb(), b"\0"
    ),
}
HANGING = 300


# one that sends nothing, one that sends without end, and one that sends slowly
@pytest.mark.parametrize(
    "kind", sampled(SERVERS, "says nothing", "pours chunks", "drips a body without a length")
)
@pytest.mark.slow
def test_a_server_is_left_in_time(kind: str, released: ReleaseProject, tmp_path: Path) -> None:
    with speaking(SERVERS[kind]) as place:
        result = run("verify", released, tmp_path, f"http://{place}", "--seconds", str(SECONDS))
    assert result.status in (Verdict.CHANGED, 2), result.out
    assert result.out or "could not run" in result.err
    assert result.megabytes < MEGABYTES
    assert result.seconds < SECONDS + LATER


@pytest.mark.parametrize("kind", sampled(["says nothing", "drips a body"], "drips a body"))
@pytest.mark.slow
def test_a_server_that_never_shakes_hands_is_left_in_time(
    kind: str, released: ReleaseProject, tmp_path: Path
) -> None:
    drips = {
        "says nothing": SERVERS[kind],
        "drips a body": lambda line: dripping(line, b"\x16\3\3\x40\0", b"\2"),
    }
    with speaking(drips[kind]) as place:
        result = run("verify", released, tmp_path, f"https://{place}", "--seconds", str(SECONDS))
    assert result.status == 2
    assert result.seconds < SECONDS + LATER


@pytest.mark.slow
def test_a_server_that_slows_down_later_is_left_and_what_was_found_is_reported(
    released: ReleaseProject, tmp_path: Path
) -> None:
    def slow(answer: object) -> None:
        if answer.name == "404.html":  # type: ignore[attr-defined]
            answer.content += b"<p>Call 0900"  # type: ignore[attr-defined]
        if answer.name == "index.html":  # type: ignore[attr-defined]
            answer.pause = HANGING  # type: ignore[attr-defined]

    with shown(released.dist / "lanpya-1.1.0" / "site", slow) as address:
        result = run("verify", released, tmp_path, address, "--seconds", str(ENOUGH))
    assert result.status == Verdict.CHANGED
    assert "404.html is not what was signed" in result.out
    assert "The rest was not verified" in result.out
    assert result.seconds < ENOUGH + LATER


@pytest.mark.slow
def test_a_mirror_that_never_ends_delays_no_other(released: ReleaseProject, tmp_path: Path) -> None:
    with (
        shown(released.dist / "lanpya-1.1.0" / "site", true) as whole,
        speaking(SERVERS["drips headers"]) as dripping,
        speaking(SERVERS["says nothing"]) as silent,
        speaking(SERVERS["pours a body"]) as pouring,
    ):
        addresses = [f"http://{dripping}", f"http://{silent}", whole, f"http://{pouring}", f"http://{silent}"]
        given = [word for address in addresses for word in ("--at", address)]
        result = run(
            *("mirrors", released, tmp_path, *given),
            *("--root", str(released.root), "--seconds", str(ENOUGH)),
        )
    assert result.status == 1, result.err
    rows = [line.split(" | ") for line in result.out.splitlines()[2:]]
    assert [row[0].removeprefix("| ") for row in rows] == addresses
    assert [row[2].partition(" ")[0] for row in rows] == ["not", "not", "whole", "SHA256SUMS:", "not"]
    assert f": {whole}" in result.err.splitlines()[0] + result.err.splitlines()[1], (
        "it is known before the others"
    )
    assert result.seconds < ENOUGH + LATER
    assert result.megabytes < MEGABYTES


def test_the_address_of_a_mirror_moves_no_cursor(released: ReleaseProject, tmp_path: Path) -> None:
    address = "http://127.0.0.1:9/\x1b[2J\u202e\n::error::x"
    result = run(
        *("mirrors", released, tmp_path, "--at", address),
        *("--root", str(released.root), "--seconds", str(SECONDS)),
    )
    shown_of_it = result.out + result.err
    assert "127.0.0.1:9" in result.err
    assert not any(sign in shown_of_it for sign in ("\x1b", "\u202e", "\n::error"))
