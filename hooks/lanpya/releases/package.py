"""Packs a release from a built site: compressed variants, list, manifest and signatures."""

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
    """Return the versions that determine the bytes: Python, zlib, and the packages that write files."""
    return {
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: version(name) for name in TOOLS},
    }


def contents_of(folder: Path) -> dict[str, bytes]:
    """Return the content of each file in a folder, by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def files_of(site: Path, library: Library) -> dict[str, bytes]:
    """Return the files of a release: the built site, the headers for hosts, and compressed variants."""
    files = contents_of(site)
    return {**files, **compressed(files), HOST_FILE: host_headers(library).encode()}


def compressed(files: Mapping[str, bytes], endings: tuple[str, ...] = COMPRESSIBLE) -> dict[str, bytes]:
    """Return compressed variants for servers, where they are smaller: .gz by zopfli, .br by brotli."""
    compressible = {name: content for name, content in files.items() if name.endswith(endings)}

    def variants(item: tuple[str, bytes]) -> dict[str, bytes]:
        name, content = item
        both = {
            f"{name}.gz": zopfli.gzip.compress(content),
            f"{name}.br": brotli.compress(content, quality=11),
        }
        return {variant: smaller for variant, smaller in both.items() if len(smaller) < len(content)}

    with ThreadPoolExecutor() as pool:
        found = pool.map(variants, compressible.items())
        return {name: content for each in found for name, content in each.items()}


def signed(files: Mapping[str, bytes], manifest: Manifest, key: minisign.SecretKey) -> dict[str, bytes]:
    """Return all files of a release: the given ones, the manifest, the list of files, and both signatures."""
    all_files = {**files, MANIFEST: manifest.as_json().encode()}
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in all_files.items()}
    all_files[SUMS] = sums_text(sums).encode()
    for name in (MANIFEST, SUMS):
        all_files[name + SIGNATURE] = signature_of(all_files[name], name, manifest, key)
    return all_files


def write_release(
    files: Mapping[str, bytes], source: bytes, manifest: Manifest, key: minisign.SecretKey, folder: Path
) -> None:
    """Write a release into an empty folder: the site, both archives, and signatures."""
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
