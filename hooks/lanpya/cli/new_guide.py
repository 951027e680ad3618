"""`lanpya new guide`: creates a guide."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from lanpya.checks.files import HOME
from lanpya.checks.front_matter import REVIEW_DAYS
from lanpya.cli.command import SETTINGS, Command, root_option, today_option
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.editing.new_guide import NewGuide, RefusedError, new_guide_texts
from lanpya.runtime.atomic_write import create_texts
from lanpya.runtime.clock import today
from lanpya.runtime.terminal import show


@click.command(cls=Command, cannot="Nothing was written")
@click.argument("name")
@click.option("--title", required=True, help="Heading of the page.")
@click.option("--summary", default="", help="One sentence on what the guide answers.")
@click.option(
    "--risk",
    type=click.Choice(list(REVIEW_DAYS)),
    default="high",
    show_default=True,
    help="If in doubt, high.",
)
@click.option("--address", metavar="N", help="Public number. By default the lowest one never used.")
@today_option("The day of its review.")
@root_option
def guide(
    name: str, title: str, summary: str, risk: str, address: str | None, day: date | None, root: Path
) -> int:
    """Create a new guide, in every language.

    This writes the source, and a draft for every other language. NAME is the file name, as in safe-contact.
    The guide gets a public number that was never used. Either all files are written or none. A draft is not
    published until most of it is translated. The links that you have to add are listed at the end.

    Until version 0.1 this was scripts/new_guide.py.

    Exit status: 0 done, 1 refused, 2 could not run.
    """
    wanted = NewGuide(name, " ".join(title.split()), " ".join(summary.split()), risk, day or today())
    library = read_library(read_settings(root / SETTINGS), root / "docs")
    try:
        texts, doubt = new_guide_texts(wanted, address, library)
    except RefusedError as error:
        show(f"{error}\nNothing was written.")
        return 1
    docs = root / library.docs
    create_texts({docs / code / file: text for (code, file), text in texts.items()})
    for code, file in texts:
        show(f"{library.docs}/{code}/{file} is new.")
    for language in library.settings.languages:
        if (language.code, wanted.file) not in texts:
            show(f"{language.name}: begin {library.docs}/{language.code}/{wanted.file} with its translation.")
    if doubt:
        show(f"Make sure that no deleted page had this address: {doubt}.")
    source = library.settings.source_language
    home = library.pages.get((source, HOME))
    if home and "list:guides" in home.document.source:
        show("Write the text. The start page lists the guide by itself.")
    else:
        show(
            f"Write the text, then add to {library.docs}/{source}/{HOME}:\n- [{wanted.title}]({wanted.file})"
        )
        show("Do the same in each other language, once the guide is translated.")
    return 0
