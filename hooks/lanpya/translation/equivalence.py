"""Recording of changes of a source that do not change its meaning, and which ones are allowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lanpya.checks.translation_structure import outline
from lanpya.content.equivalences import (
    REASON,
    Equivalence,
    equivalent_fingerprints,
    is_never_equivalent,
    is_reason,
    with_entries,
)
from lanpya.content.library import Library, Page
from lanpya.content.yaml_fields import FieldsError, read_fields
from lanpya.runtime.atomic_write import replace_text
from lanpya.translation.history import SourceHistory
from lanpya.translation.named_pages import RefusedError


def equivalences_between(
    source: Page, library: Library, reason: str, revision: str, sections: Iterable[str] = ()
) -> list[Equivalence]:
    """Return an entry for each of these sections that changed since a revision; without any, for all.

    Raises RefusedError for changes that may not be recorded or that no translation needs, and HistoryError if
    git does not know the revision.
    """
    reason = " ".join(reason.split())
    if not is_reason(reason):
        raise RefusedError(f"Say in at least {REASON} letters what changed: --reason 'a letter was missing'")
    before = SourceHistory(library).page_at(revision, source)
    then, now = before.fingerprints() if before else {}, source.fingerprints()
    changed = [key for key in now if now[key] != then.get(key, now[key])]
    requested = list(dict.fromkeys(sections)) or changed
    if before is None or not requested:
        raise RefusedError(f"{source.path} has not changed since {revision}.")
    entries = [
        Equivalence(source.file, key, then.get(key, ""), now.get(key, ""), reason) for key in requested
    ]
    refused = [reason for entry in entries for reason in _objections(entry, before, source, library)]
    if refused:
        raise RefusedError("\n".join(refused))
    return entries


def record(entries: list[Equivalence], library: Library) -> Path:
    """Add entries to docs/data/same.yml, and return its path in the project.

    Raises RefusedError if they cannot be added without another change of the file.
    """
    path = Path(library.docs, "data", "same.yml")
    full = library.settings.root / path
    text = with_entries(full.read_bytes().decode("utf-8"), entries)
    try:
        count = len(read_fields(text).items)
    except FieldsError as error:
        raise RefusedError(f"Entries cannot be added to {path.name}: {error}") from error
    if count != len(library.equivalences) + len(entries):
        raise RefusedError(f"Entries cannot be added to {path.name}: its entries must begin with a hyphen.")
    replace_text(full, text)
    return path


def _objections(entry: Equivalence, before: Page, source: Page, library: Library) -> Iterator[str]:
    """Yield why this entry may not be recorded."""
    key, place = entry.section, f"{source.path}: {entry.section}:"
    if not entry.was or not entry.now:
        yield f"{place} the section does not exist both before and now."
        return
    if entry.was == entry.now:
        yield f"{place} it did not change."
    if is_never_equivalent(key, library.guides[source.file].risk):
        yield f"{place} in a guide of high risk, every change of In short must be compared (accept)."
    then, now = outline(before, key), outline(source, key)
    if then and now and then.shape() != now.shape():
        yield f"{place} its items, boxes, tables or links changed, which changes the meaning."
    if not _serves(entry, library):
        yield f"{place} no translation matched the text before the change, so the entry is not needed."
    if entry in library.equivalences:
        yield f"{place} it is already recorded."


def _serves(entry: Equivalence, library: Library) -> bool:
    pages = (*library.pages.values(), *library.drafts.values())
    marks = {page.marks().get(entry.section, "") for page in pages if page.file == entry.guide}
    reach = (entry.guide, entry.section)
    return any(
        entry.was in equivalent_fingerprints(library.equivalences, *reach, mark) for mark in marks if mark
    )
