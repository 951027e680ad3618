"""Notices that something is past its date; overrides/partials/notice.html shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup


@dataclass(frozen=True)
class Notice:
    """What is said from the day after `until`; dates.js repeats the words of the notice before."""

    words: Markup
    until: date
    is_repeated: bool = False
