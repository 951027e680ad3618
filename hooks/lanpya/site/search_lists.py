"""The list of the search page, for readers whose browser has no scripts: as long as its budget allows."""

from __future__ import annotations

import sys
from pathlib import Path

from lanpya.content.settings import SiteLanguage
from lanpya.content.urls import search_url
from lanpya.pages.finalise import finalise_html
from lanpya.pages.search import search_lists
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem
from lanpya.problems.reports import as_text
from lanpya.runtime.compression import gzip_size
from lanpya.runtime.terminal import show
from lanpya.site.context import Build

SEARCH_LIST_SHORT = rule("search-list-short", "warning", section="The finished site")

_VERSION = 20  # bytes by which the version of the index, which is not known yet, may grow the page


def fit_search_lists(build: Build) -> None:
    """Shorten the list of each search page until the page keeps to its budget, and say so.

    It falls from headings to titles, then to nothing: the home page leads to the guides, and the search finds
    them.
    """
    problems = [
        problem
        for language in build.library.used_languages
        if (problem := _fit(language, build.site / search_url(language), build))
    ]
    if problems:
        show(as_text(problems), to=sys.stderr)


def _fit(language: SiteLanguage, path: Path, build: Build) -> Problem | None:
    html = path.read_text(encoding="utf-8")
    (kind, longest), *shorter = search_lists(build.library, language, build.templates)
    fitting = html
    for other, entries in [(kind, longest), *shorter]:
        kind, fitting = other, html.replace(longest, entries)
        size = gzip_size(finalise_html(fitting, serving=build.output_dir is None).encode())
        if size + _VERSION <= build.library.settings.budgets.page:
            break
    if kind == "headings":
        return None
    path.write_text(fitting, encoding="utf-8", newline="\n")
    message: Message = (
        say("The search page lists the titles alone: with all headings it would exceed its budget.")
        if kind == "titles"
        else say("The search page lists no guide: with all titles it would exceed its budget.")
    )
    remedy = say("Nothing has to be done. A larger  page: …  in budgets of mkdocs.yml makes room.")
    return SEARCH_LIST_SHORT.at(search_url(language), 1, 1, message, remedy)
