"""The copy and the key that a command line names, and a verification of the copy that always ends."""

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


def key_of(argument: str) -> minisign.PublicKey:
    """Return the public key in a file, or given as text. Raises ValueError if there is none.

    A file contains the line of the key, with or without a comment.
    """
    if not argument:
        raise ValueError("no key is given. With make:  make verify COPY=… KEY=lanpya.pub")
    path = Path(argument)
    try:
        if not path.is_file():
            return minisign.PublicKey.from_base64(argument.strip())
        with path.open("rb") as file:
            content = file.read(SMALL)
        if is_secret_key(content):
            raise ValueError("it is a secret key, which only the signer may have. Use the public key")
        lines = [line.strip() for line in content.decode("utf-8-sig").splitlines()]
        keys = [line for line in lines if line and not line.startswith(_COMMENT)]
        if len(keys) != 1:
            raise ValueError(f"it has {len(keys)} lines besides comments, but a key is one line")
        return minisign.PublicKey.from_base64(keys[0])
    except ValueError as error:
        kind = "public key" if path.is_file() else "file, and not a public key"
        raise ValueError(f"{argument} is not a {kind} of minisign ({error})") from error


def copy_of(argument: str, key: minisign.PublicKey, seconds: float) -> Copy:
    """Return the copy at a path or an address. Raises ValueError or OSError if there is none."""
    if not argument:
        raise ValueError("no copy is given. With make:  make verify COPY=… KEY=lanpya.pub")
    if argument.lower().startswith(("https://", "http://")):
        return Site(argument, seconds)
    path = Path(argument)
    if path.is_dir():
        return Release(path, key) if (path / SITE / SUMS).is_file() else Folder(path)
    if path.is_file() and path.suffix.lower() == ".zip":
        return Archive(path)
    raise ValueError(
        f"{argument} is not a folder, a ZIP archive, or an address that begins with https:// or http://"
    )


def verified(verify: Callable[[], Verified], seconds: float) -> Verified:
    """Return the result of verifying a copy in a separate process. Raises OSError if there is none."""
    with closing(each_apart([verify], seconds)) as results:
        for _, result in results:
            if not isinstance(result, OSError):
                return result
            raise result
    raise OSError("the verification had no result")
