"""The memory of releases: the newest one seen with each key, so that an older one is noticed later."""

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
    """The newest release that a verifier met: its number, and the SHA-256 of its SHA256SUMS."""

    sequence: int
    sums: str


def default_seen() -> Path:
    """Return where the newest release seen is remembered, following the XDG base directories."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "lanpya" / "seen.json"


def read_seen(path: Path) -> dict[str, Seen]:
    """Return the newest release seen with each key; raises ValueError where the file cannot be read."""
    if not path.exists():
        return {}
    try:
        return {key: Seen(**entry) for key, entry in json.loads(path.read_text("utf-8")).items()}
    except (AttributeError, TypeError, ValueError) as error:
        raise ValueError(f"{path}, which remembers releases, cannot be read ({error}); look at it") from error


def remember(path: Path, known: dict[str, Seen], key: minisign.PublicKey, now: Seen) -> None:
    """Write down the newest release seen with a key, beside what is known of others.

    Where it cannot be written this is said on standard error, and nothing is raised.
    """
    memory = {name: asdict(seen) for name, seen in (known | {name_of(key): now}).items()}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_text(path, json.dumps(memory, indent=1) + "\n")
    except OSError as error:
        show(
            f"{path}: this release cannot be remembered ({error.strerror or error}), so an older one would "
            "not be noticed. Name another file with --seen.",
            to=sys.stderr,
        )


def name_of(key: minisign.PublicKey) -> str:
    """Return a public key as one line, as minisign shows it."""
    return bytes(key.to_base64()).decode()
