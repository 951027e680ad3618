"""`lanpya take-in`: makes a translation from a reply to a text that was handed out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lanpya.cli.command import FILE, SETTINGS, Command, lang_option, root_option
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.problems.problem import errors_in
from lanpya.problems.reports import as_text
from lanpya.runtime.terminal import show
from lanpya.translation.chat.inline_marks import latin_digits
from lanpya.translation.chat.merge import take_in as merge_reply
from lanpya.translation.chat.page import write_page
from lanpya.translation.chat.segments import HandoutError


@click.command(cls=Command, cannot="Nothing was written")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Report everything and write nothing.")
@click.option(
    "--accept-changes",
    default="",
    metavar="NUMBERS",
    help="Answers whose different digits, or untranslated words, are intended: 2.14,3.1",
)
@lang_option
@root_option
def take_in(file: Path, dry_run: bool, accept_changes: str, lang: str, root: Path) -> int:
    """Make a translation from a reply.

    The reply is to a text of lanpya hand-out, through any chat. FILE contains the messages as they were
    copied, in any order, in UTF-8. Problems are listed with the numbers of sentences, then those that the
    check finds in the page. If there is no error, docs/LANG/GUIDE.md is written. Sentences without an answer
    are kept if there is already a translation of the same text.

    Exit status: 0 written, at most warnings; 1 errors, and nothing was written; 2 could not run.
    """
    settings = read_settings(root / SETTINGS)
    try:
        reply = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        show(f"{file} is not text in UTF-8. Nothing was written.", to=sys.stderr)
        return 2
    accepted = [number.strip() for number in latin_digits(accept_changes).split(",")]
    library = read_library(settings, root / "docs")
    try:
        result = merge_reply(reply, file.name, library, list(filter(None, accepted)))
    except HandoutError as error:
        show(
            f"Nothing was written: part {error} of the source cannot be split into sentences.", to=sys.stderr
        )
        return 2
    problems = list(result.problems)
    if result.text:
        problems += write_page(result, settings, dry_run=dry_run)
    show(as_text(problems, lang))
    if errors_in(problems):
        show("Nothing was written.")
        return 1
    done = "would be written" if dry_run else "is written"
    show(
        f"docs/{result.language}/{result.file} {done}. Answers: {result.answered}, sentences kept unchanged: "
        f"{result.reused}. No one counts as its reader: checked_by is null."
    )
    return 0
