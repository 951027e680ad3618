"""Shows what changed in the source of a translation since the translation matched it."""

from __future__ import annotations

from collections.abc import Iterator

from lanpya.content.library import TOP, Library, Page
from lanpya.runtime.git_history import HistoryError
from lanpya.translation.history import SourceHistory, changes, text_in


def source_changes(page: Page, library: Library) -> Iterator[str]:
    """Yield lines with the changes in each section of the source, and where it is in both files."""
    source, history = library.source_of(page), SourceHistory(library)
    stale = library.stale_sections(page)
    if not stale:
        yield f"{page.path} matches {source.path}."
    for key in stale:
        yield f"{key}  {_place(source, key)} → {_place(page, key)}"
        if key not in source.fingerprints():
            yield "  The source no longer has this section. Remove it and its fingerprint."
            continue
        try:
            matched = history.matched(page, key)
        except HistoryError as error:
            yield f"  What changed cannot be shown: {error}. Compare the whole section."
            continue
        yield f"  since {matched.version.commit[:10]} of {matched.version.day}:"
        yield from (f"    {line}" for line in changes(text_in(matched.source, key), text_in(source, key)))


def _place(page: Page, key: str) -> str:
    section = page.document.section(key)
    line = section.line if section else page.front.keys["title"].line if key == TOP else 1
    return f"{page.path}:{line}"
