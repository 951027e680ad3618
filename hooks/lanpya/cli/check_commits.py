"""`lanpya check-commits`: checks what commits reveal about people."""

from __future__ import annotations

from pathlib import Path

import click

from lanpya.cli.command import (
    FILE,
    FORMATS,
    Command,
    format_option,
    lang_option,
    root_option,
    settings_option,
)
from lanpya.content.settings_file import read_settings
from lanpya.editing.commit_privacy import check_name
from lanpya.editing.commit_range import check_pending_commit, check_range
from lanpya.problems.problem import errors_in
from lanpya.runtime.terminal import show


@click.command(cls=Command, cannot="The check could not run")
@click.argument("ranges", nargs=-1, metavar="[BASE..HEAD]...")
@click.option("--remote", default="origin", metavar="NAME", help="Where HEAD is pushed to: origin.")
@click.option("--name", "names", multiple=True, help="A branch or tag under which it is pushed.")
@click.option("--message", type=FILE, metavar="FILE", help="The message of a commit that is being made.")
@settings_option
@format_option
@lang_option
@root_option
def check_commits(
    ranges: tuple[str, ...],
    remote: str,
    names: tuple[str, ...],
    message: Path | None,
    settings: Path,
    form: str,
    lang: str,
    root: Path,
) -> int:
    """Check what commits reveal about people.

    BASE..HEAD are the commits of HEAD that are not in BASE; HEAD alone, those that are not on the remote.
    The check finds e-mail addresses other than no-reply addresses, time zones, signatures, contacts and
    private details in messages, names and all versions of files, also if a later commit removes them.
    Nothing can be recalled once it is pushed.

    Exit status: 0 no errors, 1 errors, 2 the check could not run.
    """
    if not (ranges or message):
        raise click.UsageError("name a range of commits, as in  main..HEAD")
    parsed, seen = read_settings(settings), set[str]()
    problems = [problem for name in names for problem in check_name(name, parsed.words_that_disguise)]
    problems += check_pending_commit(root, message, parsed) if message else []
    for each in ranges:
        problems += check_range(root, parsed, each, seen, remote)
    text = FORMATS[form](problems, lang)
    if text and (problems or ranges):
        show(text, commands=form == "github")
    return 1 if errors_in(problems) else 0
