"""One build: what it is made from, as of when, and where it goes."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lanpya.library import Library
from lanpya.press import Press


@dataclass(frozen=True)
class Build:
    """`site` is the folder being written; `goal` where it goes in the end, None while serving.

    `press` has what earlier builds laid out while serving.
    """

    library: Library
    edition: date
    overrides: Path
    site: Path
    goal: Path | None
    press: Press | None = None
