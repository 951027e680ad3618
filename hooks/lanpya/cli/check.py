"""`lanpya check`: checks the sources against all rules."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from lanpya.checks.run import check_sources
from lanpya.cli.command import (
    FILE,
    FORMATS,
    SETTINGS,
    Command,
    format_option,
    lang_option,
    root_option,
    today_option,
)
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.editing.changes import check_changes
from lanpya.problems.problem import errors_in
from lanpya.runtime.clock import release_date_of, today
from lanpya.runtime.terminal import printable, show


@click.command(cls=Command, cannot="The check could not run")
@click.argument("paths", nargs=-1, type=FILE)
@click.option("--docs", type=FILE, metavar="FOLDER", help="Another folder of sources than docs/.")
@click.option("--release", is_flag=True, help="Content that is past its date, stale or a sample is an error.")
@click.option(
    "--allow-unchecked",
    is_flag=True,
    help="Release translations of high risk, and words of pages, that no one has checked.",
)
@click.option("--base", metavar="REV", help="Also report contacts that changed since this git revision.")
@click.option("--private", type=FILE, metavar="FILE", help="Also look for these words, one per line.")
@today_option("Check as of this day.")
@format_option
@lang_option
@root_option
def check(
    paths: tuple[Path, ...],
    docs: Path | None,
    release: bool,
    allow_unchecked: bool,
    base: str | None,
    private: Path | None,
    day: date | None,
    form: str,
    lang: str,
    root: Path,
) -> int:
    """Check all sources and list the problems.

    Each problem is listed with its file, line and remedy. With PATHS, only problems in these files and
    folders are shown. Nothing is changed.

    Exit status: 0 no errors, 1 errors, 2 the check could not run.
    """
    settings = read_settings(root / SETTINGS)
    docs = (docs or root / "docs").resolve()
    if not docs.is_dir():
        raise FileNotFoundError(f"{docs} is not a folder")
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"{path} does not exist")
    library = read_library(settings, docs)
    day = day or today()
    problems = check_sources(
        *(library, docs, day),
        release=release,
        release_date=release_date_or(root, day),
        allow_unchecked=allow_unchecked,
        private=_private_words(private),
    )
    if base:
        problems += check_changes(library, base)
    if paths:
        problems = [problem for problem in problems if _is_under(root / problem.path, paths)]
    if text := FORMATS[form](problems, lang):
        show(text, commands=form == "github")
    return 1 if errors_in(problems) else 0


def release_date_or(root: Path, day: date) -> date:
    """Return the release date of a build now, or `day` if nothing is committed yet."""
    try:
        return min(release_date_of(root), day)
    except ValueError:
        return day


def _private_words(path: Path | None) -> list[str]:
    """Return the words of the private list.

    Raises ValueError in CI, where the results would be public: whoever proposes a change could try out words.
    """
    if path is None:
        return []
    if os.environ.get("CI"):
        raise ValueError(
            "a private list is not used where CI is set, because the results would reveal its words"
        )
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _is_under(found: Path, paths: tuple[Path, ...]) -> bool:
    requested = [Path(printable(str(path.resolve()))) for path in paths]  # as a problem shows its path
    return any(found.resolve() == path or path in found.resolve().parents for path in requested)
