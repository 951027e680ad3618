"""`lanpya status`: shows how far guides are translated, and records that translations are up to date."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from lanpya.cli.command import (
    SETTINGS,
    Command,
    F,
    Group,
    project_at,
    root_option,
    root_option_of_group,
)
from lanpya.content.library import Library, Page
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.runtime.terminal import printable, show
from lanpya.translation.accept import Acceptance, accept_all
from lanpya.translation.accept import accept as accept_page
from lanpya.translation.equivalence import equivalences_between, record
from lanpya.translation.named_pages import RefusedError, folder_of, source_named, translation_named
from lanpya.translation.progress import as_json, as_table, progress_of
from lanpya.translation.source_changes import source_changes

FORMATS = {"text": as_table, "json": as_json}
CANNOT = "This could not be done"
_guide_argument = click.argument("guide")
_language_argument = click.argument("language", metavar="LANG")


@click.group(cls=Group, invoke_without_command=True, cannot=CANNOT)
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How to show the list."
)
@root_option_of_group
@click.pass_context
def status(ctx: click.Context, form: str, root: Path | None) -> int:
    """Show how far the guides are translated.

    Without a subcommand it lists all guides and languages. Run make check as well: it finds problems.
    GUIDE is the file name of a guide, as in safe-contact; LANG is the folder or tag of a language, as in my.

    Exit status: 0 done, 1 refused, 2 could not run.
    """
    if ctx.invoked_subcommand is None:
        show(FORMATS[form](progress_of(_library(project_at(root)))))
    return 0


def _subcommand(function: Callable[..., None]) -> click.Command:
    """Make a subcommand that exits with status 1 if it refuses."""

    @wraps(function)
    def run(*args: Any, **options: Any) -> int:
        try:
            function(*args, **options)
        except RefusedError as error:
            show(f"{error}\nNothing was changed.")
            return 1
        return 0

    return status.command(cls=Command, cannot=CANNOT)(root_option(run))


@_subcommand
@_guide_argument
@_language_argument
def diff(guide: str, language: str, root: Path) -> None:
    """Show what changed in the source since a translation matched it."""
    library = _library(root)
    for line in source_changes(translation_named(library, guide, language), library):
        show(line)


def _section_option(function: F) -> F:
    """Add --section, which takes one or more ids: those after the first are in `more`."""
    more = click.argument("more", nargs=-1, metavar="")
    help_text = "Only these sections."
    return more(
        click.option("--section", "sections", multiple=True, metavar="ID [ID]...", help=help_text)(function)
    )


@_subcommand
@click.argument("guide", required=False)
@click.argument("language", metavar="LANG", required=False)
@_section_option
@click.option(
    "--unchanged", is_flag=True, help="Also accept sections that you compared and that need no change."
)
@click.option("--all", "every", is_flag=True, help="All guides: of a LANG that follows, or of all languages.")
def accept(
    guide: str | None,
    language: str | None,
    sections: tuple[str, ...],
    more: tuple[str, ...],
    unchanged: bool,
    every: bool,
    root: Path,
) -> None:
    """Record that a translation matches its source again.

    With --all, every section that would be accepted by itself is; the others are listed, with the reason.
    """
    library = _library(root)
    if every:
        if language or sections or unchanged:
            raise click.UsageError(
                "--all takes a language alone: a section that did not change is compared first."
            )
        _accept_all(library, guide)
        return
    if not guide or not language:
        raise click.UsageError("Name a guide and a language, as in  safe-contact my  or write  --all")
    page = translation_named(library, guide, language)
    done = accept_page(page, library, _all_of(sections, more), unchanged=unchanged)
    if not done.sections:
        show(f"{page.path} already matches {library.source_of(page).path}.")
        return
    _show_accepted(page, done)


def _accept_all(library: Library, only: str | None) -> None:
    source = library.settings.source_language
    others = [language.code for language in library.settings.languages if language.code != source]
    only = only and folder_of(only, library.settings)
    if only and only not in others:
        raise RefusedError(f"Guides are not translated into {only!r}; write one of: {', '.join(others)}.")
    refused = list[str]()
    for page, done, reasons in accept_all(library, [only] if only else others):
        if done.sections:
            _show_accepted(page, done)
        refused += reasons
    drafts = [
        page.path for page in library.drafts.values() if page.language.code in ([only] if only else others)
    ]
    if drafts:
        show(f"Too little is translated to count: {', '.join(sorted(drafts))}")
    show("\n".join(refused) or "Every other translation matches its source.")
    if refused:
        raise click.exceptions.Exit(1)


def _show_accepted(page: Page, done: Acceptance) -> None:
    show(f"{page.path} matches its source in: {', '.join(done.sections)}")
    if done.no_longer_checked_by:
        show(f"checked_by was {done.no_longer_checked_by} and is null now: no one has checked the new text.")
    if done.behind:
        show(f"Still behind: {', '.join(done.behind)}")


@_subcommand
@_guide_argument
@_section_option
@click.option("--reason", required=True, help="What changed, as in 'a letter was missing'.")
@click.option("--since", default="HEAD", metavar="REV", help="The revision before the change.")
def same(
    guide: str, sections: tuple[str, ...], more: tuple[str, ...], reason: str, since: str, root: Path
) -> None:
    """Record that a change of the source does not change its meaning."""
    library = _library(root)
    source = source_named(library, guide)
    entries = equivalences_between(source, library, reason, since, _all_of(sections, more))
    path = record(entries, library)
    changed = ", ".join(entry.section for entry in entries)
    show(f"{path.as_posix()}: {source.file} means the same as before in: {changed}")


def _all_of(sections: tuple[str, ...], more: tuple[str, ...]) -> list[str]:
    if more and not sections:
        raise click.UsageError(printable(f"Got unexpected extra arguments ({' '.join(more)})"))
    return [*sections, *more]


def _library(root: Path) -> Library:
    return read_library(read_settings(root / SETTINGS), root / "docs")
