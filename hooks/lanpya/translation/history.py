"""Earlier versions of guides: which one a translation matched, and whether it was updated since."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from lanpya.content.library import TOP, Library, Page
from lanpya.content.markdown import Reader
from lanpya.content.page_file import page_of
from lanpya.content.text_file import text_of
from lanpya.runtime.git_history import HistoryError, Version, bytes_at, bytes_of, is_cut, versions


@dataclass(frozen=True)
class Matched:
    """The last version of the source that a section of a translation matched, with the page at that time.

    `until` is the commit that next changed the section, None if that change is not committed yet.
    """

    version: Version
    source: Page
    until: Version | None


class SourceHistory:
    """The history of the guides of a Library, as far as git has it."""

    def __init__(self, library: Library):
        self._library, self._root = library, library.settings.root
        self._reader = Reader(library.settings)
        self._sources: dict[str, list[tuple[Version, Page | None]]] = {}

    def page_at(self, revision: str, page: Page) -> Page | None:
        """Return the page as of a revision, or None if it did not exist or cannot be read.

        Raises HistoryError if git does not know the revision.
        """
        return self._page(bytes_at(self._root, revision, page.path), page)

    def matched(self, page: Page, key: str) -> Matched:
        """Return the newest version of the source that a section of a translation matches.

        Raises HistoryError with the reason if there is none.
        """
        source = self._library.source_of(page)
        mark, matching = page.marks().get(key, ""), self._library.matching_fingerprints(page, key)
        if not mark:
            raise HistoryError(f"{page.path} has no fingerprint for it, so it was never compared")
        later: Version | None = None
        for version, then in self._versions(source):
            if then and then.fingerprints().get(key) in matching:
                return Matched(version, then, later)
            later = version
        if is_cut(self._root):
            raise HistoryError("the history is incomplete (a shallow clone). Run: git fetch --unshallow")
        raise HistoryError(f"no version of {source.path} in the history has the fingerprint {mark}")

    def is_updated(self, page: Page, key: str) -> bool:
        """Whether a section of a translation changed after its source; a section without fingerprint is new.

        Raises HistoryError if this cannot be known.
        """
        if not page.marks().get(key):
            return True
        until = self.matched(page, key).until
        then = self.page_at(f"{until.commit}^" if until else "HEAD", page)
        return then is None or then.fingerprints().get(key) != page.fingerprints().get(key)

    def _versions(self, source: Page) -> Iterator[tuple[Version, Page | None]]:
        """Yield the versions of a source with their pages; each is read once, when it is needed."""
        known = self._sources.setdefault(source.path, [])
        for number, version in enumerate(versions(self._root, source.path)):
            if number == len(known):
                known.append((version, self._page(bytes_of(self._root, version), source)))
            yield known[number]

    def _page(self, raw: bytes | None, page: Page) -> Page | None:
        text = text_of(raw) if raw is not None else None
        return None if text is None else page_of(text, page.path, page.language, self._reader, [])


def text_in(page: Page, key: str) -> str:
    """Return the text of a section; for `top` title, summary and the text before the first section."""
    if key == TOP:
        return "\n".join((page.title, page.summary, page.document.lead_source)).strip()
    section = page.document.section(key)
    return section.source.strip() if section else ""


def changes(before: str, now: str) -> Iterator[str]:
    """Yield the lines that differ, with [-removed-] and {+added+} words; white space is ignored."""
    old, new = ([line for line in text.split("\n") if line.strip()] for text in (before, now))
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _words(old[a:b], new[c:d])


def _words(old: list[str], new: list[str]) -> Iterator[str]:
    """Yield lines that changed together; if their numbers differ, lines are not compared by words."""
    if len(old) != len(new):
        yield from (f"[-{line}-]" for line in old)
        yield from (f"{{+{line}+}}" for line in new)
        return
    for pair in zip(old, new, strict=True):
        before, after = (re.findall(r"\s+|\S+", line) for line in pair)
        parts = []
        for _, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            removed, added = "".join(before[a:b]), "".join(after[c:d])
            if removed == added:
                parts.append(removed)
            else:
                parts += [f"[-{removed}-]" if removed else "", f"{{+{added}+}}" if added else ""]
        yield "".join(parts)
