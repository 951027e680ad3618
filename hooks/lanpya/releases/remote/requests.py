"""What is asked of a server for one address, and what it showed to each who asked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from lanpya.releases.remote.validators import Mark, Marks


@dataclass(frozen=True)
class Shown:
    """What one visit was shown: whether it was there, its SHA-256 and length, and what a browser keeps."""

    code: int
    digest: str
    size: int = 0
    mark: Mark = (None, None)


@dataclass
class Asked:
    """What is asked for: a target, the file that is to be shown, where it may lead, and what came of it.

    Of a download the first part is kept as its SHA-256, to be resumed.
    """

    target: str
    name: str
    leads: str = ""
    content: bytearray | None = None
    found: dict[str, Shown] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)
    begun: hashlib._Hash | None = None
    begun_size: int = 0
    begun_mark: str = ""

    @property
    def first(self) -> Shown | None:
        """What was shown at first."""
        return next(iter(self.found.values()), None)

    @property
    def kept(self) -> Shown | None:
        """What a browser has kept, which asks whether it is still the same."""
        return next((one for one in reversed(self.found.values()) if any(one.mark)), None)
