"""Measure whole sites: bytes and files of the shipped guides, and what a reader passes on to share them all.

Lanpya has its single-file copy for that; the others offer only the whole folder, and without its offline
option Material cannot search from a phone's storage. Bytes are file sizes on disk.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from lanpya.runtime.compression import gzip_size
from scripts.bench.competitors import build_all
from scripts.bench.measurement import print_measurement

NAMES = ("lanpya", "material", "material-offline", "vitepress")
LEAFLETS, ONE_FILE = ("print/", "keep/notes-print.zip"), "keep/notes-{}.html"


def measure() -> dict[str, Any]:
    """Return bytes and files of each site."""
    with tempfile.TemporaryDirectory() as temporary:
        sites = build_all(Path(temporary), NAMES)
        found: dict[str, Any] = {name: _weigh(site) for name, site in sites.items()}
        site = sites["lanpya"]
        found["lanpya, with leaflets"] = found.pop("lanpya")
        found["lanpya"] = _weigh(site, without=LEAFLETS)
        for code in ("my", "en"):
            content = (site / ONE_FILE.format(code)).read_bytes()
            found[f"single-file copy, {code}"] = {
                "files": 1,
                "bytes": len(content),
                "packed": gzip_size(content),
            }
    return found


def _weigh(site: Path, without: tuple[str, ...] = ()) -> dict[str, int]:
    """Return files, bytes, and the bytes of a ZIP with all of them, as people pass on a folder."""
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    kept = {
        name: path.read_bytes() for name, path in files.items() if not name.startswith(without or ("\0",))
    }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in kept.items():
            packed.writestr(name, content)
    return {
        "files": len(kept),
        "bytes": sum(map(len, kept.values())),
        "packed": len(archive.getvalue()),
    }


def markdown(data: dict[str, Any]) -> str:
    """Return the measurement as a table; ratios are to stock Material."""
    stock = data["material"]["bytes"]
    lines = [
        "| whole site | files | bytes | packed in one | bytes, ÷ stock Material |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, one in data.items():
        ratio = one["bytes"] / stock
        lines.append(f"| {name} | {one['files']:,} | {one['bytes']:,} | {one['packed']:,} | {ratio:.3f} |")
    single, offline = data["single-file copy, my"], data["material-offline"]
    lines.append(
        f"\nTo pass all guides on: one file of {single['bytes']:,} bytes a language, or stock Material's"
        f" folder of {offline['files']:,} files and {offline['bytes']:,} bytes"
        f" ({single['packed'] / offline['packed']:.3f} of it, both packed)."
    )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(print_measurement(__doc__, measure, markdown))
