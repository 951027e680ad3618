"""Where a link of a page leads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Destination:
    """A URL, the language behind it if it is another one, and what is said of it behind the link's words."""

    url: str
    hreflang: str = ""
    note: str = ""
