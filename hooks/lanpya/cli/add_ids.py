"""`lanpya add-ids`: gives headings an id that have none."""

from __future__ import annotations

from pathlib import Path

import click

from lanpya.cli.command import SETTINGS, Command, root_option
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.editing.heading_ids import with_heading_ids
from lanpya.runtime.atomic_write import replace_texts
from lanpya.runtime.terminal import show
from lanpya.translation.named_pages import RefusedError, source_named


@click.command(cls=Command, cannot="No file was changed")
@click.argument("guides", nargs=-1, metavar="[GUIDE]...")
@root_option
def add_ids(guides: tuple[str, ...], root: Path) -> int:
    """Give headings an id that have none.

    An id is made from the words of the source. The translations get the same ids, by position; one whose
    headings differ from the source is listed, and stays as it is. GUIDE is the file name of a guide, as in
    safe-contact; without one, all guides are read. Either all files are written or none.

    Exit status: 0 done, 1 a translation or a guide could not get ids, 2 could not run.
    """
    library = read_library(read_settings(root / SETTINGS), root / "docs")
    try:
        sources = [source_named(library, guide) for guide in guides]
    except RefusedError as error:
        show(f"{error}\nNo file was changed.")
        return 1
    refused, changed = list[str](), []
    for source in sources or library.pages_in(library.settings.source_language):
        found, reasons = with_heading_ids(source, library)
        changed += found
        lacks_ids = any(not heading.id for heading in source.document.headings)
        refused += reasons if found or lacks_ids else []
    replace_texts({root / one.page.path: one.text for one in changed})
    for one in changed:
        for line, identifier in one.added:
            show(f"{one.page.path}:{line}: {{#{identifier}}}")
    show("\n".join([*refused, f"{len(changed)} changed"]))
    return 1 if refused else 0
