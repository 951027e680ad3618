"""Writes into a translation that it matches its source again: marks, and nothing else in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import yaml

from lanpya.checks.run import check_sources
from lanpya.checks.translation_structure import differences
from lanpya.content.library import TRANSLATED, Library, Page
from lanpya.languages.writing_system import script_of
from lanpya.problems.problem import Problem, errors_in
from lanpya.problems.reports import as_text
from lanpya.runtime.atomic_write import replace_text
from lanpya.runtime.clock import today
from lanpya.runtime.git_history import HistoryError
from lanpya.translation.history import SourceHistory, text_in
from lanpya.translation.named_pages import RefusedError

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<front>.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Accepted:
    """What is to be written: the marks of a page; `is_unchecked` where its approval counts no more."""

    marks: Mapping[str, str]
    is_unchecked: bool


@dataclass(frozen=True)
class Acceptance:
    """What was written: the sections that match now, those still behind, and whose approval was lost."""

    sections: tuple[str, ...]
    behind: tuple[str, ...]
    no_longer_checked_by: str


def accept(page: Page, library: Library, sections: Iterable[str], *, unchanged: bool) -> Acceptance:
    """Write the marks of the source into a translation; see `accepted`."""
    root = library.settings.root
    problems = check_sources(library, root / library.docs, today())
    new = accepted(page, library, problems, sections, unchanged=unchanged)
    text = (root / page.path).read_bytes().decode("utf-8")
    changed = [key for key in {**page.marks(), **new.marks} if page.marks().get(key) != new.marks.get(key)]
    if changed:
        replace_text(root / page.path, with_front(text, new))
    behind = [key for key in library.stale_sections(page) if key not in changed]
    return Acceptance(tuple(changed), tuple(behind), page.checked_by if new.is_unchecked else "")


def accepted(
    page: Page,
    library: Library,
    problems: Iterable[Problem],
    sections: Iterable[str] = (),
    *,
    unchanged: bool = False,
) -> Accepted:
    """Return what a translation has to say of itself once these sections are up to date; all without any.

    `unchanged` accepts a section that was compared and needed no change. Raises RefusedError for one that
    differs from its source in structure, is not translated, or was not mended since its source changed, and
    while the page or its source has errors.
    """
    source, behind = library.source_of(page), library.stale_sections(page)
    now, then = source.fingerprints(), page.marks()
    wrong = [problem for problem in errors_in(problems) if problem.path in (page.path, source.path)]
    if wrong:
        raise RefusedError(as_text(wrong))
    asked = list(dict.fromkeys(sections))
    if unknown := [key for key in asked if key not in {**now, **then}]:
        raise RefusedError(f"{source.path} has no section {', '.join(unknown)}; it has {', '.join(now)}")
    keys = asked or [key for key in {**now, **then} if now.get(key) != then.get(key)]
    compared = [key for key in keys if key in behind and key in now]
    past, mended, refused = SourceHistory(library), False, []
    for key in compared:
        refused += _unlike(page, source, key)
        is_mended = _is_mended(past, page, key, refused, unchanged)
        mended = mended or is_mended
    if refused:
        raise RefusedError("\n".join(refused))
    marks = {key: now[key] if key in keys else then[key] for key in now if key in keys or key in then}
    marks |= {key: mark for key, mark in then.items() if key not in now and key not in keys}
    return Accepted(marks, is_unchecked=bool(page.checked_by) and mended)


def _unlike(page: Page, source: Page, key: str) -> list[str]:
    """Return why a section cannot match its source, whatever its history is."""
    told = [f"{page.path}:{line}: {message}" for line, message, _ in differences(page, source, key)]
    words = re.sub(
        r"\]\([^)]*\)|\{[^}]*\}", "", text_in(page, key)
    )  # targets and ids are alike in all languages
    share = script_of(page.language.html_lang).share(words)
    if share < TRANSLATED:
        told.append(f"{page.path}: {key}: only {share:.0%} of its letters are {page.language.name}.")
    return told


def _is_mended(past: SourceHistory, page: Page, key: str, refused: list[str], unchanged: bool) -> bool:
    """Whether a section counts as translated anew; a reason not to accept it is added to `refused`."""
    try:
        is_mended, why = past.is_mended(page, key), "it did not change since its source did"
    except HistoryError as error:
        if unchanged:
            return True  # nobody can tell, so an approval does not survive
        is_mended, why = False, str(error)
    if not is_mended and not unchanged:
        way = f"--unchanged --section {key}"
        refused.append(f"{page.path}: {key}: {why}. If you compared it and it needs no change: {way}")
    return is_mended


def with_front(text: str, accepted: Accepted) -> str:
    """Return the text of a file with its marks, and `checked_by: null` where that is to be.

    Only what stands behind these keys changes. Raises RefusedError where that cannot be done.
    """
    match = _FRONT.match(text)
    if not match:
        raise RefusedError("The front matter is not where it must be: see make check.")
    front = match["front"]
    marks = ", ".join(f"{key}: {mark}" for key, mark in accepted.marks.items())
    values = {"translates": f"{{{marks}}}"} | ({"checked_by": "null"} if accepted.is_unchecked else {})
    node = yaml.compose(front, Loader=yaml.BaseLoader)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    spans = {key.value: _span(key, value, front) for key, value in pairs if key.value in values}
    if missing := set(values) - set(spans):
        raise RefusedError(f"The front matter lacks {', '.join(sorted(missing))}: see make check.")
    for key, (start, end) in sorted(spans.items(), key=lambda item: item[1], reverse=True):
        if "#" in front[start:end]:
            raise RefusedError(f"A comment stands inside {key}: put it above the line, then try again.")
        gap = re.match(r":[ \t]*(?=\S)", front[start:end])
        front = front[:start] + (gap[0] if gap else ": ") + values[key] + front[end:]
    return text[: match.start("front")] + front + text[match.end("front") :]


def _span(key: yaml.Node, value: yaml.Node, text: str) -> tuple[int, int]:
    """Return where the colon of a key stands and where its value ends, without white space behind it."""
    start, end = key.end_mark.index, max(value.end_mark.index, key.end_mark.index + 1)
    return start, start + len(text[start:end].rstrip())
