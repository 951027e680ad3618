"""`lanpya take-in`: make a translation of what came back for a text that was handed out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lanpya.cli.command import FILE, SETTINGS, Command, lang_option, root_option
from lanpya.content.loader import read_library
from lanpya.content.settings import read_settings
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
    help="Answers whose digits, or untranslated words, are meant as they are: 2.14,3.1",
)
@lang_option
@root_option
def take_in(file: Path, dry_run: bool, accept_changes: str, lang: str, root: Path) -> int:
    """Make a translation of what came back.

    It came back for a text of lanpya hand-out, through any chat. FILE holds the messages as they were copied,
    in any order, in UTF-8. Every problem is listed with its number, then what the check finds in the page.
    While there is an error nothing is written; else docs/LANG/GUIDE.md is. Sentences that did not come back
    stay as they are, where a translation of the same text is there.

    Exit status: 0 written, warnings only; 1 errors, and nothing was written; 2 it could not run.
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
        taken = merge_reply(reply, file.name, library, list(filter(None, accepted)))
    except HandoutError as error:
        show(f"Nothing was written: part {error} of the source cannot be taken apart.", to=sys.stderr)
        return 2
    problems = list(taken.problems)
    if taken.text:
        problems += write_page(taken, settings, dry_run=dry_run)
    show(as_text(problems, lang))
    if errors_in(problems):
        show("Nothing was written.")
        return 1
    done = "would be written" if dry_run else "is written"
    show(
        f"docs/{taken.language}/{taken.file} {done}. Answers: {taken.answered}, sentences kept unchanged: "
        f"{taken.reused}. No one counts as its reader: checked_by is null."
    )
    return 0
