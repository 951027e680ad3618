"""`lanpya new project`: creates a project for another site."""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

import click

import lanpya
from lanpya.cli.command import FILE, Command, today_option
from lanpya.editing.new_project import project_texts, refusals, write_project
from lanpya.editing.program_files import files_of_program, program_of
from lanpya.languages.language import usual_tag
from lanpya.runtime.clock import today
from lanpya.runtime.terminal import show


@click.command(cls=Command, cannot="Nothing was written")
@click.argument("folder", metavar="DIR", type=FILE)
@click.option(
    "--languages",
    required=True,
    metavar="TAGS",
    help="Their tags, as in es,ar,shn; the first is at the root of the site.",
)
@click.option(
    "--source",
    default="",
    metavar="TAG",
    help="The language that guides are written in first. By default the first one.",
)
@today_option("The day on which the pages count as reviewed.")
def project(folder: Path, languages: str, source: str, day: date | None) -> int:
    """Create a project for a site of your own.

    DIR is a new folder. It gets settings, data files, pages about contacts, leaflets, copies and the site
    itself, and a copy of the program; no guide of this site. `make check` and `make site` work there at once.

    Exit status: 0 done, 1 refused, 2 could not run.
    """
    tags, source = [usual_tag(tag.strip()) for tag in languages.split(",")], usual_tag(source.strip())
    folder, program = folder.resolve(), Path(lanpya.__file__).resolve().parents[2]
    if wrong := list(refusals(folder, tags, source, program)):
        show("\n".join([*wrong, "Nothing was written."]), to=sys.stderr)
        return 1
    files = files_of_program(program)
    copied = program_of(files)
    texts = project_texts(tags, source or tags[0], day or today(), copied.version)
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        write_project(making, texts, files, copied)
        making.chmod(0o755)
        making.rename(folder)  # replaces an empty folder
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    mine, theirs = len(texts), len(files)
    show(f"{folder} is new: {mine} files of yours, {theirs} of the program (version {copied.version}).")
    show(f"Read {folder / 'README.md'}, then:  cd {folder} && make site")
    return 0
