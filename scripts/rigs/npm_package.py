"""Fetches a package of npm, and accepts it only with the integrity that is expected."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import tempfile
from pathlib import Path

FETCHING = 180  # seconds


def packed(package: str, version: str, integrity: str) -> bytes:
    """Return the archive of a package, a gzipped tar whose SHA-512 in base64 is `integrity`.

    Nothing is written in the home folder. Raises OSError, SubprocessError or ValueError if it is not
    available.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", f"{package}@{version}", "--silent", "--pack-destination", folder]
        command += ["--cache", str(Path(folder) / "cache"), "--no-update-notifier"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=FETCHING)
        archive = next(Path(folder).glob("*.tgz")).read_bytes()
    if base64.b64encode(hashlib.sha512(archive).digest()).decode() != integrity:
        raise ValueError(f"{package} {version} is not the expected file")
    return archive
