"""`lanpya hand-out`: writes a guide as numbered plain text, for a chat."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

from lanpya.cli.command import FILE, SETTINGS, Command, root_option
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.runtime.terminal import show
from lanpya.translation.chat.segments import HandoutError
from lanpya.translation.chat.sheet import make_sheet


@click.command(cls=Command, cannot="Nothing was handed out")
@click.argument("guide")
@click.argument("language", metavar="LANG")
@click.option("--section", metavar="ID", help="Only this section; top: title, summary and lead.")
@click.option("--out", type=FILE, metavar="FILE", help="Write to this file instead of showing it.")
@click.option("--read-back", is_flag=True, help="Source and translation below each other, to be corrected.")
@root_option
def hand_out(
    guide: str, language: str, section: str | None, out: Path | None, read_back: bool, root: Path
) -> int:
    """Write a guide as numbered text for a translator.

    It is plain text for someone with only a phone and a chat. Each sentence has a number. GUIDE is a source
    page, as in safe-contact; LANG is the folder or tag of the language to translate into. The reply goes
    through lanpya take-in. With --read-back, each sentence is followed by its translation, for a native
    reader to correct.

    Exit status: 0 done, 2 it could not be handed out.
    """
    library = read_library(read_settings(root / SETTINGS), root / "docs")
    try:
        sheet = make_sheet(library, Path(guide).stem, language, section, reading_back=read_back)
    except HandoutError as error:
        show(
            f"Part {error} cannot be handed out: it contains Markdown that CONTRIBUTING does not list, or "
            "other paragraphs or lists than its source.",
            to=sys.stderr,
        )
        return 2
    if sheet.behind:
        behind = ", ".join(sheet.behind)
        show(f"Behind their source, so all their sentences must come back: {behind}", to=sys.stderr)
    if out:
        out.write_text(sheet.text, encoding="utf-8", newline="\n")
    else:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # the text to send must stay complete
        print(sheet.text)
    return 0
