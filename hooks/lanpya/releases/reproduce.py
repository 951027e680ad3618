"""Reproduces a release from its own source, and reports every difference."""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import minisign

from lanpya.releases.build import BuildError, build_site, unpack
from lanpya.releases.decompression import decompressed
from lanpya.releases.local_copies import Release
from lanpya.releases.manifest import MANIFEST, SITE, SUMS, Manifest
from lanpya.releases.package import contents_of, tools
from lanpya.releases.server_config import HOST_FILE, PRECOMPRESSED
from lanpya.releases.signing import SIGNATURE
from lanpya.releases.tree_diff import first_difference
from lanpya.releases.verification import Verdict, verify
from lanpya.runtime.environment import CACHE, PASSWORD_FILE, SECRET_KEY

_SIGNED = (SUMS, SUMS + SIGNATURE, MANIFEST, MANIFEST + SIGNATURE)  # what cannot be made from the source
_ENCODINGS = dict(zip(PRECOMPRESSED, ("gzip", "br"), strict=True))
_TEXTS = (".html", ".txt", ".js", ".xml")
_BEFORE_TAG = re.compile("(?=<(?!/|wbr>|u>))")  # not those that only mark line breaks
_OLD_COMMAND = Path("scripts/server_config.py")  # of releases up to version 0.1, before `lanpya`


@dataclass(frozen=True)
class Difference:
    """A file that differs from the source: how, and where."""

    name: str
    says: str
    places: tuple[str, ...] = ()


def signed_manifest(release: Path, key: minisign.PublicKey, on: date) -> Manifest:
    """Return the manifest of a whole release with valid signatures. Raises ValueError for any other.

    An expired release can be reproduced, too.
    """
    if not (release / SITE / SUMS).is_file():
        raise ValueError(f"{release} is not a whole release: a folder that contains the folder {SITE}")
    failures, manifest, _ = verify(Release(release, key), key, on, None)
    if not manifest or any(failure.verdict is not Verdict.EXPIRED for failure in failures):
        reasons = "\n".join(f"- {failure.says}" for failure in failures)
        raise ValueError(f"only signed releases are built.\n{reasons}")
    return manifest


def rebuild(source: Path, folder: Path) -> dict[str, bytes]:
    """Return what the source in an archive of git builds, dated as its commit. Runs the code in the archive.

    Raises ValueError if the build fails.
    """
    try:
        with tarfile.open(source) as archive:
            epoch = int(archive.getmembers()[0].mtime)  # git archive gives each file the commit's time
            unpack(archive, folder)  # it is signed
    except tarfile.TarError as error:
        raise ValueError(f"{source.name} cannot be unpacked ({error})") from error
    tree = folder / source.name.removesuffix("-source.tar")
    try:
        site = build_site(tree, str(epoch))
    except BuildError as error:
        raise ValueError(f"the source does not build here.\n{error}") from error
    return {HOST_FILE: headers_of(tree), **contents_of(site)}


def headers_of(tree: Path) -> bytes:
    """Return the headers for hosts as made by the source of a release. Raises ValueError."""
    is_old = (tree / _OLD_COMMAND).is_file()
    command = [sys.executable, *([str(_OLD_COMMAND)] if is_old else ["-m", "lanpya", "server-config"])]
    inherited = {name: value for name, value in os.environ.items() if name not in (SECRET_KEY, PASSWORD_FILE)}
    own = {"PYTHONPATH": str(tree / "hooks"), CACHE: ""}
    done = subprocess.run(
        [*command, "headers"], cwd=tree, env=inherited | own, capture_output=True, check=False
    )
    if done.returncode:
        printed = done.stderr.decode(errors="replace")
        raise ValueError(f"the source cannot make its server configuration here.\n{printed}")
    return done.stdout


def published_names(site: Path) -> set[str]:
    """Return the names of the published files of a release, without signed ones."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} - {*_SIGNED}


def differences(site: Path, rebuilt: Mapping[str, bytes]) -> Iterator[Difference]:
    """Yield each file of a release that differs from its source, compressed files last."""
    names = published_names(site)
    compressed_names = {name for name in names if name.endswith(PRECOMPRESSED)}
    for name in sorted(names - compressed_names | rebuilt.keys()):
        if name not in rebuilt or name not in names:
            yield Difference(name, "only in the release" if name in names else "not in the release")
        elif (released := (site / name).read_bytes()) != rebuilt[name]:
            yield Difference(name, "not the same", tuple(_places(name, rebuilt[name], released)))
    for name in sorted(compressed_names):
        plain, encoding = Path(name).with_suffix("").as_posix(), _ENCODINGS[Path(name).suffix]
        content = decompressed((site / name).read_bytes(), encoding)
        if plain not in names or content != (site / plain).read_bytes():
            yield Difference(name, f"decompressed, it is not {plain}")


def other_tools(manifest: Manifest) -> Iterator[tuple[str, str, str]]:
    """Yield tools with another version here: name, version of the release, version here."""
    own = tools()
    for tool, version in manifest.tools.items():
        if own.get(tool) != version:
            yield tool, version, own.get(tool, "none")


def _places(name: str, source: bytes, released: bytes) -> list[str]:
    """Return all places where two texts differ, tag by tag: - as in the source, + as released."""
    if not name.endswith(_TEXTS):
        return [first_difference(source, released)]
    before, after = (
        _BEFORE_TAG.sub("\n", content.decode(errors="replace")).splitlines() for content in (source, released)
    )
    compared = difflib.unified_diff(before, after, n=0, lineterm="")
    return [line for line in compared if not line.startswith(("---", "+++", "@@"))]
