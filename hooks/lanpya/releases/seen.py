"""Remembers the newest release seen with each key, so that older ones are noticed later."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import minisign

from lanpya.runtime.atomic_write import replace_text
from lanpya.runtime.terminal import show


@dataclass(frozen=True)
class Seen:
    """The newest release seen: its number, and the SHA-256 of its SHA256SUMS."""

    sequence: int
    sums: str


def default_seen() -> Path:
    """Return the default file for the newest release seen, following the XDG base directories."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "lanpya" / "seen.json"


def read_seen(path: Path) -> dict[str, Seen]:
    """Return the newest release seen with each key. Raises ValueError if the file cannot be read."""
    if not path.exists():
        return {}
    try:
        return {key: Seen(**entry) for key, entry in json.loads(path.read_text("utf-8")).items()}
    except (AttributeError, TypeError, ValueError) as error:
        raise ValueError(f"{path}, which remembers releases, cannot be read ({error})") from error


def remember(path: Path, known: dict[str, Seen], key: minisign.PublicKey, now: Seen) -> None:
    """Record the newest release seen with a key, next to those of other keys.

    If the file cannot be written, a message on standard error says so, and nothing is raised.
    """
    entries = {name: asdict(seen) for name, seen in (known | {name_of(key): now}).items()}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_text(path, json.dumps(entries, indent=1) + "\n")
    except OSError as error:
        show(
            f"{path}: this release cannot be remembered ({error.strerror or error}), so an older one would "
            "not be noticed. Name another file with --seen.",
            to=sys.stderr,
        )


def name_of(key: minisign.PublicKey) -> str:
    """Return a public key as one line, in the form of minisign."""
    return bytes(key.to_base64()).decode()
