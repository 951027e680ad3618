"""Notices that something is past its date, shown at once or when the reader's clock says so."""

from __future__ import annotations

from datetime import date

from lanpya.pages.deferred_html import shown_later
from lanpya.runtime.clock import is_past


def notice(words: str, until: date, edition: date) -> str:
    """Return a notice that shows from the day after `until`: at once, or when the reader's clock says so."""
    if is_past(until, edition):
        return f'<p class="notice" role="alert">{words}</p>'
    return f'<p class="notice" role="alert" data-until="{until}" {shown_later(words)}></p>'
