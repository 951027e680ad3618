"""`lanpya check-staged`: checks the sources as the next commit would contain them."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from lanpya.checks.run import check_sources
from lanpya.cli.check import release_date_or
from lanpya.cli.command import SETTINGS, Command, root_option, settings_option
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.editing.proposal import take_docs
from lanpya.problems.problem import errors_in
from lanpya.problems.reports import as_text
from lanpya.runtime.clock import today
from lanpya.runtime.git import staged_tree
from lanpya.runtime.temporary_folders import temporary_folder
from lanpya.runtime.terminal import show


@click.command(cls=Command, cannot="The check could not run")
@settings_option
@root_option
def check_staged(settings: Path, root: Path) -> int:
    """Check the sources as they would be committed.

    Git runs this before each commit, after make hooks.

    Exit status: 0 no errors, 1 errors, 2 the check could not run.
    """
    with temporary_folder() as folder:
        shutil.copy(settings, folder / SETTINGS)
        docs = folder / "docs"
        docs.mkdir()
        problems = list(take_docs(root, staged_tree(root, folder), docs))
        library, day = read_library(read_settings(folder / SETTINGS), docs), today()
        problems += check_sources(library, docs, day, release_date=release_date_or(root, day))
    show(as_text(problems))
    return 1 if errors_in(problems) else 0
