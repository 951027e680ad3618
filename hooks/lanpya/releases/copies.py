"""A copy of a release as it is named on a command line, and a look at it that always ends."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import minisign

from lanpya.releases.local_copies import SMALL, Archive, Folder, Release
from lanpya.releases.manifest import SITE, SUMS
from lanpya.releases.remote.remote_copy import Site
from lanpya.releases.signing import is_secret_key
from lanpya.releases.verification import Copy, Verified
from lanpya.runtime.bounded_processes import each_apart

_COMMENT = "untrusted comment:"


def key_of(given: str) -> minisign.PublicKey:
    """Return the public key in a file, or written out; raises ValueError where there is none.

    A file holds the line of the key, with or without a comment, as an editor saves it.
    """
    if not given:
        raise ValueError("no key is given; with make:  make verify COPY=… KEY=lanpya.pub")
    path = Path(given)
    try:
        if not path.is_file():
            return minisign.PublicKey.from_base64(given.strip())
        with path.open("rb") as file:
            content = file.read(SMALL)
        if is_secret_key(content):
            raise ValueError("it is a secret key, which only the signer may have; give the public one")
        lines = [line.strip() for line in content.decode("utf-8-sig").splitlines()]
        written = [line for line in lines if line and not line.startswith(_COMMENT)]
        if len(written) != 1:
            raise ValueError(f"it has {len(written)} lines besides comments, and a key is one")
        return minisign.PublicKey.from_base64(written[0])
    except ValueError as error:
        kind = "public key" if path.is_file() else "file, and no public key"
        raise ValueError(f"{given} is no {kind} of minisign ({error})") from error


def copy_of(given: str, key: minisign.PublicKey, seconds: float) -> Copy:
    """Return the copy at a path or an address; raises ValueError or OSError where there is none."""
    if not given:
        raise ValueError("no copy is given; with make:  make verify COPY=… KEY=lanpya.pub")
    if given.lower().startswith(("https://", "http://")):
        return Site(given, seconds)
    path = Path(given)
    if path.is_dir():
        return Release(path, key) if (path / SITE / SUMS).is_file() else Folder(path)
    if path.is_file() and path.suffix.lower() == ".zip":
        return Archive(path)
    raise ValueError(f"{given} is no folder, no ZIP and no address that begins with https:// or http://")


def verified(look: Callable[[], Verified], seconds: float) -> Verified:
    """Return what a look at a copy finds, in a process of its own; raises OSError where it finds nothing."""
    with closing(each_apart([look], seconds)) as results:
        for _, result in results:
            if not isinstance(result, OSError):
                return result
            raise result
    raise OSError("nothing was found")
