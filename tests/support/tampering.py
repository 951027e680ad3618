"""What somebody could do to a copy of a release: each kind of change, at a place that chance picks."""

from __future__ import annotations

import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import minisign

from lanpya.releases.manifest import MANIFEST, SUMS
from lanpya.releases.signing import SIGNATURE


def _files(site: Path, below: str = "*") -> list[Path]:
    return sorted(path for path in site.rglob(below) if path.is_file())


def _flip(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def flip_bit(site: Path, chance: random.Random) -> None:
    """Turn one bit of one file."""
    _flip(chance.choice(_files(site)), chance)


def flip_bit_of_signed(site: Path, chance: random.Random) -> None:
    """Turn one bit of a list, the manifest, or a signature."""
    _flip(site / chance.choice((SUMS, MANIFEST, SUMS + SIGNATURE, MANIFEST + SIGNATURE)), chance)


def swap_two(site: Path, chance: random.Random) -> None:
    """Exchange two files that differ."""
    one, other = chance.sample(_files(site), 2)
    a, b = one.read_bytes(), other.read_bytes()
    if a == b:
        return swap_two(site, chance)
    one.write_bytes(b)
    other.write_bytes(a)
    return None


def add_file(site: Path, chance: random.Random) -> None:
    """Put a file where none was: a page, a hidden one, one in a new folder."""
    name = chance.choice(("24.html", ".hidden", "en/24.html", "new/page.html", "keep/notes-en.html.bak"))
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text("call this number", encoding="utf-8")


def add_folder(site: Path, chance: random.Random) -> None:
    """Make an empty folder."""
    (site / chance.choice(("new", "en/new", ".git"))).mkdir()


def remove_file(site: Path, chance: random.Random) -> None:
    """Take a file away."""
    chance.choice(_files(site)).unlink()


def rename_file(site: Path, chance: random.Random) -> None:
    """Give a file another name."""
    path = chance.choice(_files(site))
    path.rename(path.with_name(chance.choice(("other-", ".", "x")) + path.name))


def change_line_ends(site: Path, chance: random.Random) -> None:
    """Write the line ends of Windows into a text."""
    texts = [path for path in _files(site) if path.suffix != ".br" and b"\0" not in path.read_bytes()]
    path = chance.choice([path for path in texts if b"\n" in path.read_bytes()])
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def clash_of_capitals(site: Path, chance: random.Random) -> None:
    """Put a file beside one whose name differs in capitals alone."""
    path = chance.choice([path for path in _files(site) if path.name != path.name.upper()])
    path.with_name(path.name.upper()).write_bytes(path.read_bytes())


def link_instead(site: Path, chance: random.Random) -> None:
    """Put a link to the same content in a file's place."""
    path = chance.choice(_files(site))
    outside = site.parent / "outside"
    shutil.copy(path, outside)
    path.unlink()
    path.symlink_to(outside)


def link_folder(site: Path, chance: random.Random) -> None:
    """Put a link in a folder's place."""
    path = site / chance.choice(("en", "print", "keep"))
    path.rename(site.parent / path.name)
    path.symlink_to(site.parent / path.name)


def folder_instead(site: Path, chance: random.Random) -> None:
    """Put a folder in a file's place."""
    path = chance.choice(_files(site))
    path.unlink()
    path.mkdir()


def cut_signature(site: Path, chance: random.Random) -> None:
    """Leave only the beginning of a signature."""
    path = site / (chance.choice((SUMS, MANIFEST)) + SIGNATURE)
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content))])


def exchange_signatures(site: Path, chance: random.Random) -> None:
    """Put each signature beside the other file."""
    one, other = site / (SUMS + SIGNATURE), site / (MANIFEST + SIGNATURE)
    a, b = one.read_bytes(), other.read_bytes()
    one.write_bytes(b)
    other.write_bytes(a)


def change_comment(site: Path, chance: random.Random) -> None:
    """Write something else into one of the comments of a signature."""
    path = site / (chance.choice((SUMS, MANIFEST)) + SIGNATURE)
    lines = path.read_text(encoding="utf-8").split("\n")
    line = chance.choice((0, 2))
    lines[line] = lines[line].split(":")[0] + ": ask at the new number"
    path.write_text("\n".join(lines), encoding="utf-8")


def sign_with_another_key(site: Path, chance: random.Random) -> None:
    """Change a page, list it, and sign everything with a key of one's own."""
    from lanpya.releases.manifest import manifest_of, sums_of, sums_text
    from lanpya.releases.signing import signature_of

    key = minisign.KeyPair.generate().secret_key
    page = chance.choice(_files(site, "*.html"))
    _flip(page, chance)
    sums = sums_of((site / SUMS).read_text(encoding="utf-8"))
    sums[page.relative_to(site).as_posix()] = _sha256(page)
    (site / SUMS).write_text(sums_text(sums), encoding="utf-8")
    manifest = manifest_of((site / MANIFEST).read_text(encoding="utf-8"))
    for name in (SUMS, MANIFEST):
        (site / (name + SIGNATURE)).write_bytes(signature_of((site / name).read_bytes(), name, manifest, key))


def _sha256(path: Path) -> str:
    from hashlib import sha256

    return sha256(path.read_bytes()).hexdigest()


FOLDERS: tuple[Callable[[Path, random.Random], None], ...] = (
    flip_bit,
    flip_bit_of_signed,
    swap_two,
    add_file,
    add_folder,
    remove_file,
    rename_file,
    change_line_ends,
    clash_of_capitals,
    link_instead,
    link_folder,
    folder_instead,
    cut_signature,
    exchange_signatures,
    change_comment,
    sign_with_another_key,
)


def zip_bit(archive: Path, chance: random.Random) -> None:
    """Turn one bit, anywhere."""
    _flip(archive, chance)


def zip_cut(archive: Path, chance: random.Random) -> None:
    """Leave only the beginning."""
    content = archive.read_bytes()
    archive.write_bytes(content[: chance.randrange(len(content) // 2, len(content))])


def zip_add(archive: Path, chance: random.Random) -> None:
    """Pack a file besides: a new name, a name that is there, one that leads out, one in other capitals."""
    with zipfile.ZipFile(archive, "a") as packed:
        name = chance.choice(("24.html", "../index.html", "/index.html", "INDEX.HTML", "new/"))
        packed.writestr(name, "call this number")


def zip_twice(archive: Path, chance: random.Random) -> None:
    """Pack a second file under a name that is there: which of the two is unpacked depends on the program."""
    content = archive.read_bytes()
    with zipfile.ZipFile(archive) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    one = chance.choice(sorted(files))
    archive.write_bytes(content)
    with zipfile.ZipFile(archive, "a") as packed:
        packed.NameToInfo.clear()  # no warning of a name that is there already
        packed.writestr(one, files[one])


def zip_before(archive: Path, chance: random.Random) -> None:
    """Put something in front or behind, which programs that unpack read over."""
    content = archive.read_bytes()
    archive.write_bytes(chance.choice((b"#!/bin/sh\n" + content, content + b"\0")))


def zip_otherwise(archive: Path, chance: random.Random) -> None:
    """Pack the same files in another way: other rights, times, order, or compressed."""
    with zipfile.ZipFile(archive) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    way = chance.randrange(4)
    with zipfile.ZipFile(archive, "w") as packed:
        for name in sorted(files, reverse=way == 0):
            entry = zipfile.ZipInfo(name, (1980 + (way == 1), 1, 1, 0, 0, 0))
            entry.external_attr = (0o120777 if way == 2 else 0o100644) << 16
            packed.writestr(entry, files[name], zipfile.ZIP_DEFLATED if way == 3 else zipfile.ZIP_STORED)


ARCHIVES: tuple[Callable[[Path, random.Random], None], ...] = (
    zip_bit,
    zip_cut,
    zip_add,
    zip_twice,
    zip_before,
    zip_otherwise,
)
