"""Runs all checks of the sources, before anything is built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from lanpya.checks import (
    characters,
    claims,
    contact_details,
    data_files,
    desk,
    disguises,
    equivalences,
    features,
    files,
    first_screen,
    first_sentences,
    fonts,
    front_matter,
    harmless,
    headings_and_links,
    interface_text,
    markdown_dialect,
    page_numbers,
    pictures,
    plain_language,
    questions,
    quotation_marks,
    read_aloud,
    registry,
    registry_addresses,
    roles,
    search_words,
    sensitive_details,
    spelling,
    talks,
    translation,
    translation_structure,
    unfinished,
)
from lanpya.checks import print as leaflet_checks
from lanpya.checks.context import CheckContext, Scope, checks_in
from lanpya.content.dependencies import shared_inputs_digest, texts_of
from lanpya.content.library import Library
from lanpya.problems.problem import Problem
from lanpya.runtime.cache import cached_by
from lanpya.runtime.environment import PRIVATE
from lanpya.runtime.parallel import MANY, batches, run_jobs

MODULES = (
    contact_details,
    characters,
    sensitive_details,
    disguises,
    spelling,
    unfinished,
    quotation_marks,
    front_matter,
    markdown_dialect,
    headings_and_links,
    pictures,
    leaflet_checks,
    fonts,
    read_aloud,
    translation,
    translation_structure,
    plain_language,
    first_sentences,
    claims,
    files,
    page_numbers,
    roles,
    data_files,
    features,
    equivalences,
    harmless,
    interface_text,
    questions,
    first_screen,
    search_words,
    talks,
    registry,
    registry_addresses,
    desk,
)
"""The modules whose checks are run, in this order."""


def check_sources(
    library: Library,
    docs: Path,
    today: date,
    *,
    release: bool = False,
    release_date: date | None = None,
    private: Iterable[str] = (),
    allow_unchecked: bool = False,
) -> list[Problem]:
    """Return all problems in the sources, sorted. CheckContext explains the parameters.

    A build passes its release date as `today`. A check passes the current date, and the release date of the
    next build as `release_date`.
    """
    context = CheckContext(library, docs, today, release_date, release, allow_unchecked, tuple(private))
    contact_details.prepare(library.settings.words_that_disguise)
    jobs = [partial(_problems_of_files, paths, context) for paths in batches(library.texts)]
    found = chain(
        library.problems,
        run_jobs(jobs, parallel=len(library.texts) >= MANY),
        *(run(context) for module in MODULES for run in checks_in(module, Scope.SITE)),
    )
    return sorted({_withheld(problem) for problem in found})


def _problems_of_files(paths: Iterable[str], context: CheckContext) -> Iterator[Problem]:
    """Yield the problems of each file."""
    for path in paths:
        yield from _file_problems(path, context)


def _made_from(path: str, context: CheckContext) -> tuple[str, ...] | None:
    if context.private_words:  # those words are not kept
        return None
    library = context.library
    terms = (context.today, context.release_date, context.release, context.allow_unchecked)
    return shared_inputs_digest(library), path, *texts_of(library, path), repr(terms)


@cached_by("check", inputs=_made_from)
def _file_problems(path: str, context: CheckContext) -> list[Problem]:
    """Return the problems of a file by itself, and of a page compared with its source."""
    page = context.library.page_at(path)
    problems: list[Problem] = []
    for module in MODULES:
        for run in checks_in(module, Scope.FILE):
            problems += run(path, context)
        for run in checks_in(module, Scope.PAGE) if page else ():
            problems += run(page, context)
    return problems


def _withheld(problem: Problem) -> Problem:
    """Return the problem without anything that the private file contains."""
    if problem.path != PRIVATE:
        return problem
    return replace(problem, message=problem.message.withheld(), remedy=problem.remedy.withheld())
