"""Gives headings an id that have none: in the source, and the same at the same place in its translations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count

import icu

from lanpya.checks.markdown_dialect import stray_headings
from lanpya.content.library import TOP, Library, Page

LONGEST = 24  # letters of an id that is made from the words of a heading
_HEADING = re.compile(r"(?P<words>#{2,6}\s.*?)(?:\s*\{:?(?P<attributes>[^{}]*)\})?(?P<end>\s*)")
_ID = re.compile(r"[a-z][a-z0-9-]*")
_LATIN = icu.Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower")


@dataclass(frozen=True)
class WithIds:
    """The new text of a page, and the lines that changed with the id that each got."""

    page: Page
    text: str
    added: tuple[tuple[int, str], ...]


def with_heading_ids(source: Page, library: Library) -> tuple[list[WithIds], list[str]]:
    """Return the texts of a guide in all languages with ids where headings had none, and why some have none.

    An id that a translation has where the source has none is kept for both. A translation gets ids only if
    its headings have the levels and the ids of the source, in the same order.
    """
    if stray_headings(source):
        return [], [f"{source.path}: headings are written in a way that is not read. Run: make check"]
    pages, reasons = [source], list[str]()
    for page in _translations(source, library):
        if why := _difference(page, source):
            reasons.append(f"{page.path}: {why}")
        else:
            pages.append(page)
    ids = _ids_for(source, pages)
    changed = (_changed(page, ids, library) for page in pages)
    return [one for one in changed if one.added], reasons


def _translations(source: Page, library: Library) -> Iterator[Page]:
    for (_, file), page in {**library.pages, **library.drafts}.items():
        if file == source.file and page is not source:
            yield page


def _difference(page: Page, source: Page) -> str:
    """Return why the headings of a translation are not those of its source, or ""."""
    own, original = page.document.headings, source.document.headings
    if stray_headings(page):
        return "headings are written in a way that is not read. Run: make check"
    if [one.level for one in own] != [one.level for one in original]:
        return f"its headings are not in the order of {source.path}."
    for one, other in zip(own, original, strict=True):
        if one.id and other.id and one.id != other.id:
            return f"line {one.line} has the id {one.id}, and line {other.line} of {source.path} {other.id}."
    return ""


def _ids_for(source: Page, pages: Iterable[Page]) -> list[str]:
    """Return an id for each heading: one that a page has, else one made from the words of the source."""
    at_place = zip(*([heading.id for heading in page.document.headings] for page in pages), strict=True)
    known = [next(filter(None, ids), "") for ids in at_place]
    lines = dict(source.document.lines())
    taken = {TOP, "short", *known}
    for place, heading in enumerate(source.document.headings):
        if not known[place]:
            known[place] = _new_id(lines[heading.line], taken)
            taken.add(known[place])
    return known


def _new_id(line: str, taken: set[str]) -> str:
    match = _HEADING.fullmatch(line)
    words = re.sub(r"\]\([^)]*\)", "", match["words"] if match else line)
    found = re.findall("[a-z0-9]+", _LATIN.transliterate(words))
    name = ""
    for word in found:
        if len(name) + len(word) >= LONGEST:
            break
        name = f"{name}-{word}" if name else word
    name = name if _ID.fullmatch(name) else "part"
    return next(one for one in chain([name], (f"{name}-{n}" for n in count(2))) if one not in taken)


def _changed(page: Page, ids: Iterable[str], library: Library) -> WithIds:
    path = library.settings.root / page.path
    lines = path.read_bytes().decode("utf-8").split("\n")
    added = []
    for heading, identifier in zip(page.document.headings, ids, strict=True):
        match = _HEADING.fullmatch(lines[heading.line - 1])
        is_odd = not match or re.search(r"^#+$|[}\\]$", match["words"].strip())
        if heading.id or heading.level == 1 or not match or is_odd:
            continue  # no words, two lists of attributes, or one that is none: the check says what to write
        others = (one for one in (match["attributes"] or "").split() if one != "#")  # an id without letters
        words = re.sub(r"\s+#+$", "", match["words"].rstrip())  # signs that close a heading would be shown
        lines[heading.line - 1] = f"{words} {{{' '.join([f'#{identifier}', *others])}}}{match['end']}"
        added.append((heading.line, identifier))
    return WithIds(page, "\n".join(lines), tuple(added))
