"""Makes a release of a built site: compressed beside each file, listed, described and signed."""

from __future__ import annotations

import hashlib
import platform
import zipfile
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import brotli
import minisign
import zopfli.gzip

from lanpya.content.library import Library
from lanpya.releases.manifest import MANIFEST, SITE, SUMS, Manifest, archive_names, sums_text
from lanpya.releases.server_config import COMPRESSIBLE, HOST_FILE, host_headers
from lanpya.releases.signing import SIGNATURE, signature_of
from lanpya.runtime.zip_archive import zip_bytes

TOOLS = (
    *("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "qrcode"),
    *("minify-html", "typst", "fonttools", "pyicu-wheels", "zopfli", "brotli"),
)


def tools() -> dict[str, str]:
    """Return the versions that bytes depend on: Python, zlib, and the packages that write files."""
    return {
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: version(name) for name in TOOLS},
    }


def contents_of(folder: Path) -> dict[str, bytes]:
    """Return what is in each file of a folder, by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def files_of(site: Path, library: Library) -> dict[str, bytes]:
    """Return what a release publishes: the built site, the headers for hosts, and both compressed."""
    files = contents_of(site)
    return {**files, **compressed(files), HOST_FILE: host_headers(library).encode()}


def compressed(files: Mapping[str, bytes], endings: tuple[str, ...] = COMPRESSIBLE) -> dict[str, bytes]:
    """Return each file that is worth it compressed for servers: .gz by zopfli, .br by brotli."""
    worth = {name: content for name, content in files.items() if name.endswith(endings)}

    def both(item: tuple[str, bytes]) -> dict[str, bytes]:
        name, content = item
        made = {
            f"{name}.gz": zopfli.gzip.compress(content),
            f"{name}.br": brotli.compress(content, quality=11),
        }
        return {other: smaller for other, smaller in made.items() if len(smaller) < len(content)}

    with ThreadPoolExecutor() as pool:
        return {name: content for made in pool.map(both, worth.items()) for name, content in made.items()}


def signed(files: Mapping[str, bytes], manifest: Manifest, key: minisign.SecretKey) -> dict[str, bytes]:
    """Return all files of a release: those given, its manifest, the list of all, and both signatures."""
    whole = {**files, MANIFEST: manifest.as_json().encode()}
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in whole.items()}
    whole[SUMS] = sums_text(sums).encode()
    for name in (MANIFEST, SUMS):
        whole[name + SIGNATURE] = signature_of(whole[name], name, manifest, key)
    return whole


def write_release(
    files: Mapping[str, bytes], source: bytes, manifest: Manifest, key: minisign.SecretKey, folder: Path
) -> None:
    """Write a release into an empty folder: its site, the site packed, its source, and signatures."""
    for name, content in files.items():
        path = folder / SITE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    archives = archive_names(manifest)
    for name, content in zip(archives, (zip_bytes(files, zipfile.ZIP_STORED), source), strict=True):
        (folder / name).write_bytes(content)
        (folder / (name + SIGNATURE)).write_bytes(signature_of(content, name, manifest, key))
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
