"""The files of a new guide: a source that passes the check, and drafts of its translations."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from lanpya.checks.files import GUIDE_NAME
from lanpya.checks.front_matter import BUILT, REVIEW_DAYS
from lanpya.checks.run import check_sources
from lanpya.content.library import Library
from lanpya.content.loader import read_library
from lanpya.content.records import PAGE_NUMBER
from lanpya.languages.begun_texts import guide_texts
from lanpya.problems.problem import Problem, errors_in
from lanpya.problems.reports import as_text
from lanpya.runtime.git_history import HistoryError, is_cut, lines_ever

LAST_ADDRESS = 9999


class RefusedError(Exception):
    """A guide cannot be created; the message says why."""


@dataclass(frozen=True)
class NewGuide:
    """A guide to create; an empty summary is replaced by a placeholder."""

    name: str
    title: str
    summary: str
    risk: str
    reviewed: date

    @property
    def file(self) -> str:
        """The name of its files."""
        return self.name if self.name.endswith(".md") else f"{self.name}.md"


def used_numbers(library: Library) -> tuple[set[int], str]:
    """Return all numbers that a page has or had, and why some may be missing, or ""."""
    root, pages = library.settings.root, (*library.pages.values(), *library.drafts.values())
    used = {page.number for page in pages} | {recall.leaflet for recall in library.withdrawn} | {*BUILT}
    try:
        lines = lines_ever(root, library.docs, "^address: *[0-9]")
        used |= {int(found[1]) for line in lines if (found := re.match(r"address: *([0-9]{1,2})\b", line))}
        return used, "the history is incomplete (a shallow clone)" if is_cut(root) else ""
    except HistoryError as error:
        return used, str(error)


def free_number(used: set[int], wanted: str | None) -> int:
    """Return the requested number, else the lowest that no page ever had. Raises RefusedError."""
    if wanted is None:
        free = next((number for number in range(1, LAST_ADDRESS + 1) if number not in used), None)
        if free is None:
            raise RefusedError("All addresses have been used.")
        return free
    if not PAGE_NUMBER.fullmatch(wanted):
        raise RefusedError(f"The address {wanted!r} is not a number from 0 to {LAST_ADDRESS}.")
    if int(wanted) in BUILT:
        raise RefusedError(f"The address {wanted} is used by a page that the build makes.")
    if int(wanted) in used:
        raise RefusedError(
            f"A page has or had the address {wanted}, so bookmarks would lead to another text."
        )
    return int(wanted)


def new_guide_texts(
    guide: NewGuide, wanted: str | None, library: Library
) -> tuple[dict[tuple[str, str], str], str]:
    """Return the texts of a new guide by language and name, and why its number may have been used before.

    These are the source, and drafts of translations, with placeholders in the language of the source. A draft
    that would count as translated is left out, because it would be published. Raises RefusedError for what
    the guide cannot have, with all errors that the check would find.
    """
    if not GUIDE_NAME.fullmatch(guide.file):
        raise RefusedError("The name of a guide may have only small Latin letters, digits and hyphens.")
    for language in library.settings.languages:
        if (library.settings.root / library.docs / language.code / guide.file).exists():
            raise RefusedError(f"{library.docs}/{language.code}/{guide.file} already exists.")
    used, doubt = used_numbers(library)
    texts = _texts(guide, free_number(used, wanted), library)
    drafts = {*_trial_check(texts, library)[0].drafts}
    texts = {key: texts[key] for key in texts if key[0] == library.settings.source_language or key in drafts}
    docs = library.settings.root / library.docs
    before, then = (
        check_sources(library, docs, guide.reviewed),
        _trial_check(texts, library, guide.reviewed)[1],
    )
    if wrong := [problem for problem in errors_in(then) if problem not in before]:
        raise RefusedError(as_text(wrong))
    return texts, doubt


def _trial_check(
    texts: Mapping[tuple[str, str], str], library: Library, on: date | None = None
) -> tuple[Library, list[Problem]]:
    """Return the Library with these files added, and the problems that the check would find on a day."""
    root = library.settings.root
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder).resolve()
        docs = Path(shutil.copytree(root / library.docs, trial / library.docs))
        shutil.copy(root / "mkdocs.yml", trial)
        for (code, file), text in texts.items():
            (docs / code).mkdir(exist_ok=True)
            (docs / code / file).write_text(text, encoding="utf-8")
        tried = read_library(replace(library.settings, root=trial), docs)
        return tried, check_sources(tried, docs, on) if on else []


def _texts(guide: NewGuide, address: int, library: Library) -> dict[tuple[str, str], str]:
    until = guide.reviewed + timedelta(days=REVIEW_DAYS[guide.risk])
    begun = guide_texts(library.language(library.settings.source_language).traits)
    summary = guide.summary or begun["summary"]
    common = {"title": _quoted(guide.title), "summary": _quoted(summary), "address": str(address)}
    body = begun["body"]
    facts = {"risk": guide.risk, "reviewed": str(guide.reviewed), "review_by": str(until)}
    states = {"translates": "{}", "checked_by": "null"}
    source = library.settings.source_language
    return {
        (language.code, guide.file): language.traits.without_misplaced_unseen(
            _text(common | (facts if language.code == source else states), body)
        )
        for language in library.settings.languages
    }


def _text(front: Mapping[str, str], body: str) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in front.items()) + f"---\n{body}"


def _quoted(text: str) -> str:
    """Return a text as a YAML value, in quotes if it needs them."""
    if re.fullmatch(r"[^\W\d_](?:[\w ,.()?’–-]*[\w.)?’])?", text) and text.casefold() not in ("null", "~"):
        return text
    return "'" + text.replace("'", "''") + "'"
