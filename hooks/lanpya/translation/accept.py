"""Records in a translation that it matches its source again; nothing else in the file changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import yaml

from lanpya.checks.run import check_sources
from lanpya.checks.translation_structure import differences
from lanpya.content.library import TRANSLATED, Library, Page
from lanpya.content.untranslated import share_translated
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
    """What to record: the fingerprints of a page, and whether its approval by a reader is void."""

    marks: Mapping[str, str]
    is_unchecked: bool


@dataclass(frozen=True)
class Acceptance:
    """What was recorded: sections that match now, sections still behind, and whose approval is void."""

    sections: tuple[str, ...]
    behind: tuple[str, ...]
    no_longer_checked_by: str


def accept(page: Page, library: Library, sections: Iterable[str], *, unchanged: bool) -> Acceptance:
    """Record the fingerprints of the source in a translation; see `accepted`."""
    root = library.settings.root
    problems = check_sources(library, root / library.docs, today())
    return _record(page, library, accepted(page, library, problems, sections, unchanged=unchanged))


def accept_all(library: Library, languages: Iterable[str]) -> Iterator[tuple[Page, Acceptance, list[str]]]:
    """Record every section that `accept` would record by itself, in all translations into these languages.

    Yields each page that is behind its source, what was recorded, and why other sections are refused.
    """
    problems = check_sources(library, library.settings.root / library.docs, today())
    for page in (page for language in languages for page in library.pages_in(language)):
        if behind := library.stale_sections(page):
            yield page, *_accept_each(page, library, problems, behind)


def _accept_each(
    page: Page, library: Library, problems: Iterable[Problem], sections: Iterable[str]
) -> tuple[Acceptance, list[str]]:
    wanted, reasons, nothing = list[str](), list[str](), Acceptance((), tuple(sections), "")
    for key in sections:
        try:
            accepted(page, library, problems, [key])
            wanted.append(key)
        except RefusedError as error:
            reasons.append(str(error))
    reasons = list(dict.fromkeys(reasons))  # errors of the page refuse each of its sections
    if not wanted:
        return nothing, reasons
    try:
        return _record(page, library, accepted(page, library, problems, wanted)), reasons
    except RefusedError as error:
        return nothing, [*reasons, f"{page.path}: {error}"]


def _record(page: Page, library: Library, new: Accepted) -> Acceptance:
    root = library.settings.root
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
    """Return what a translation records once these sections are up to date; without any, once all are.

    `unchanged` accepts a section that was compared and needed no change. Raises RefusedError for a section
    that differs from its source in structure, is not translated, or did not change since its source did, and
    while the page or its source has errors.
    """
    source, behind = library.source_of(page), library.stale_sections(page)
    now, then = source.fingerprints(), page.marks()
    wrong = [problem for problem in errors_in(problems) if problem.path in (page.path, source.path)]
    if wrong:
        raise RefusedError(as_text(wrong))
    requested = list(dict.fromkeys(sections))
    if unknown := [key for key in requested if key not in {**now, **then}]:
        raise RefusedError(f"{source.path} has no section {', '.join(unknown)}; it has {', '.join(now)}")
    keys = requested or [key for key in {**now, **then} if now.get(key) != then.get(key)]
    compared = [key for key in keys if key in behind and key in now]
    history, updated, refused = SourceHistory(library), False, []
    for key in compared:
        refused += _differences(page, source, key)
        is_updated = _is_updated(history, page, key, refused, unchanged)
        updated = updated or is_updated
    if refused:
        raise RefusedError("\n".join(refused))
    marks = {key: now[key] if key in keys else then[key] for key in now if key in keys or key in then}
    marks |= {key: mark for key, mark in then.items() if key not in now and key not in keys}
    return Accepted(marks, is_unchecked=bool(page.checked_by) and updated)


def _differences(page: Page, source: Page, key: str) -> list[str]:
    """Return why a section cannot match its source, independent of its history."""
    reasons = [f"{page.path}:{line}: {message}" for line, message, _ in differences(page, source, key)]
    # without targets and ids, which are the same in all languages
    words, originals = (re.sub(r"\]\([^)]*\)|\{[^}]*\}", "", text_in(one, key)) for one in (page, source))
    share = share_translated(words.split("\n"), page.language, originals.split("\n"), source.language)
    if share < TRANSLATED:
        reasons.append(f"{page.path}: {key}: only {share:.0%} of it is translated into {page.language.name}.")
    return reasons


def _is_updated(history: SourceHistory, page: Page, key: str, refused: list[str], unchanged: bool) -> bool:
    """Whether a section was translated again; otherwise a reason to refuse it is appended to `refused`."""
    try:
        is_updated, why = history.is_updated(page, key), "it did not change since its source did"
    except HistoryError as error:
        if unchanged:
            return True  # this cannot be known, so an approval is void
        is_updated, why = False, str(error)
    if not is_updated and not unchanged:
        option = f"--unchanged --section {key}"
        refused.append(f"{page.path}: {key}: {why}. If you compared it and it needs no change: {option}")
    return is_updated


def with_front(text: str, accepted: Accepted) -> str:
    """Return the text of a file with these fingerprints, and with `checked_by: null` if the approval is void.

    Only the values of these keys change. Raises RefusedError if that is impossible.
    """
    match = _FRONT.match(text)
    if not match:
        raise RefusedError("The file does not begin with its front matter. Run: make check")
    front = match["front"]
    marks = ", ".join(f"{key}: {mark}" for key, mark in accepted.marks.items())
    values = {"translates": f"{{{marks}}}"} | ({"checked_by": "null"} if accepted.is_unchecked else {})
    node = yaml.compose(front, Loader=yaml.BaseLoader)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    spans = {key.value: _span(key, value, front) for key, value in pairs if key.value in values}
    if missing := set(values) - set(spans):
        raise RefusedError(f"The front matter has no {', '.join(sorted(missing))}. Run: make check")
    for key, (start, end) in sorted(spans.items(), key=lambda item: item[1], reverse=True):
        if "#" in front[start:end]:
            raise RefusedError(f"There is a comment inside {key}. Move it above the line, then try again.")
        gap = re.match(r":[ \t]*(?=\S)", front[start:end])
        front = front[:start] + (gap[0] if gap else ": ") + values[key] + front[end:]
    return text[: match.start("front")] + front + text[match.end("front") :]


def _span(key: yaml.Node, value: yaml.Node, text: str) -> tuple[int, int]:
    """Return where the colon of a key is, and where its value ends, without trailing white space."""
    start, end = key.end_mark.index, max(value.end_mark.index, key.end_mark.index + 1)
    return start, start + len(text[start:end].rstrip())
