"""How completely each guide is translated, as `lanpya status` shows it."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from lanpya.content.library import Library
from lanpya.problems.reports import json_of
from lanpya.runtime.terminal import printable

STATES = ("fresh", "stale", "unfinished", "missing")
WIDTH = 80
_NAME = 36  # characters of a guide's name in the table


@dataclass(frozen=True)
class Progress:
    """The state of one guide in one language into which it is translated.

    `share` is the share of letters in the language. `checked_by` is the role of the native speaker who read
    it, or "" if no one did, or the source changed since.
    """

    guide: str
    language: str
    state: str
    stale: tuple[str, ...]
    share: float
    checked_by: str


def progress_of(library: Library) -> list[Progress]:
    """Return the state of all guides in all languages but the source language, in the order of numbers."""
    source = library.settings.source_language
    others = [language.code for language in library.settings.languages if language.code != source]
    return [_progress(library, page.file, code) for page in library.pages_in(source) for code in others]


def _progress(library: Library, file: str, code: str) -> Progress:
    page = library.pages.get((code, file)) or library.drafts.get((code, file))
    if page is None:
        return Progress(file, code, "missing", (), 0.0, "")
    stale = library.stale_sections(page)
    state = "stale" if stale else "fresh"
    if page.is_unfinished(library.settings.source_language):
        state = "unfinished"
    return Progress(file, code, state, tuple(stale), page.share, "" if stale else page.checked_by)


def as_table(rows: Iterable[Progress]) -> str:
    """Return a table of at most 80 columns, and a line of totals for each language."""
    rows = list(rows)
    width = min(max((len(printable(row.guide)) for row in rows), default=0), _NAME)
    lines = [f"{'guide':<{width}}  lang  {'state':<10}  letters  checked by"]
    for row in rows:
        name = printable(row.guide)
        name = name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
        share = "" if row.state == "missing" else f"{row.share:.0%}"
        checked = textwrap.shorten(row.checked_by or "nobody", WIDTH - width - 31, placeholder="…")
        checked = "" if row.state == "missing" else checked
        lines.append(f"{name:<{width}}  {row.language:<4}  {row.state:<10}  {share:>7}  {checked}".rstrip())
        if row.stale:
            behind = "behind: " + ", ".join(row.stale)
            lines += textwrap.wrap(behind, WIDTH, initial_indent="  ", subsequent_indent="    ")
    return "\n".join([*lines, "", *_totals(rows)])


def _totals(rows: list[Progress]) -> Iterator[str]:
    for code, counts in _counts(rows).items():
        states = ", ".join(f"{counts[state]} {state}" for state in STATES)
        yield f"{code}: {states}; {counts['checked']} of {counts['guides']} checked"


def _counts(rows: list[Progress]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        counts.setdefault(row.language, Counter()).update(
            {"guides": 1, row.state: 1, "checked": int(bool(row.checked_by))}
        )
    return counts


def as_json(rows: Iterable[Progress]) -> str:
    """Return the same as JSON: a list of guides, and the totals of each language."""
    rows = list(rows)
    totals = {
        code: {key: counts[key] for key in ("guides", *STATES, "checked")}
        for code, counts in _counts(rows).items()
    }
    return json_of({"guides": [asdict(row) for row in rows], "totals": totals})
