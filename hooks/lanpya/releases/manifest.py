"""The manifest of a release and its list of files: which release it is, and until when it is valid.

Both files are plain text signed with minisign, so that `minisign -V` and `sha256sum -c` work without this
project.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from lanpya.content.records import parse_date
from lanpya.runtime.terminal import printable
from lanpya.runtime.zip_archive import clashes

SITE = "site"  # the folder of a release that a server serves
SUMS = "SHA256SUMS"
MANIFEST = "manifest.json"
_LINE = re.compile(r'(?P<sum>[0-9a-f]{64})  (?P<name>[^\x00-\x1f\\:*?"<>|]+)')
# Names of devices in Windows, with any extension: Naming Files, Paths, and Namespaces
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\xb9\xb2\xb3]) *(?:\..*)?", re.IGNORECASE
)


@dataclass(frozen=True)
class Manifest:
    """A release. Its fields are the keys of the published file.

    `sequence` grows with each release. `edition` is the release date, `expires` the last day on which
    everything in the release is valid.
    """

    version: str
    sequence: int
    edition: date
    expires: date
    commit: str
    tools: Mapping[str, str]

    def as_json(self) -> str:
        """Return the manifest as it is published: keys in order, dates as 2026-11-20."""
        return json.dumps(asdict(self), default=str, indent=1, sort_keys=True) + "\n"


def manifest_of(text: str) -> Manifest:
    """Return the manifest in a JSON text. Raises ValueError if it is invalid."""
    try:
        keys: dict[str, Any] = json.loads(text)
        return Manifest(
            version=str(keys["version"]),
            sequence=int(keys["sequence"]),
            edition=_day(keys["edition"]),
            expires=_day(keys["expires"]),
            commit=str(keys["commit"]),
            tools=dict(keys["tools"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{MANIFEST} is not the manifest of a release: {error!r}") from error


def _day(text: str) -> date:
    """Return a date in the form of the manifest. Raises ValueError for any other form."""
    if not (day := parse_date(text)):
        raise ValueError(f"{text!r} is not a date written as 2026-11-20")
    return day


def sums_text(sums: Mapping[str, str]) -> str:
    """Return SHA256SUMS in the format of sha256sum of coreutils, ordered by name."""
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))


def sums_of(text: str) -> dict[str, str]:
    """Return the SHA-256 of each file that SHA256SUMS lists.

    Raises ValueError for anything that `sums_text` would not write, and for names that are unsafe on some
    system: outside the folder, equal to another if case is ignored, a device of Windows, or not printable.
    """
    sums: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        match = _LINE.fullmatch(line)
        if not match or not all(map(_is_name, match["name"].split("/"))):
            raise ValueError(f"{SUMS}, line {number}, is not a sum and a file name")
        sums[match["name"]] = match["sum"]
    if sums_text(sums) != text:
        raise ValueError(f"{SUMS} is not ordered by name, or lists a file twice")
    for name, other in clashes(sums):
        raise ValueError(f"{SUMS}: {name} and {other} are the same file on systems that ignore case")
    return sums


def _is_name(part: str) -> bool:
    """Whether every system allows this name: Windows removes dots and spaces at its end."""
    return part.rstrip(". ") == part != "" and printable(part) == part and not _DEVICE.fullmatch(part)


def archive_names(manifest: Manifest) -> tuple[str, str]:
    """Return the names of the archives of a release: the site as served, and its source."""
    return f"lanpya-{manifest.version}.zip", f"lanpya-{manifest.version}-source.tar"
