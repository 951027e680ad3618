"""`lanpya clean-picture`: removes hidden data from pictures."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lanpya.cli.command import FILE, Command
from lanpya.editing.clean_picture import cleaned, write_picture
from lanpya.runtime.terminal import show


@click.command(cls=Command, cannot="The pictures could not be cleaned")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option(
    "--out",
    type=FILE,
    metavar="FOLDER",
    help="Folder for the cleaned files. By default, they replace the old ones.",
)
def clean_picture(files: tuple[Path, ...], out: Path | None) -> int:
    """Remove everything from a picture but the picture itself.

    Metadata and scripts are removed, and the picture is made small enough for a page. FILES are svg, png, jpg
    or other formats that Pillow reads. The cleaned file replaces the old one, or goes to --out. Photographs
    become small JPEGs, drawings with few colours PNGs; of an SVG only shapes remain.

    Until version 0.1 this was scripts/clean_image.py.

    Exit status: 0 done, 1 a picture cannot be cleaned.
    """
    failed = False
    for path in files:
        try:
            name, data = cleaned(path)
            target = (out or path.parent) / name
            write_picture(data, target)
            if out is None and target != path:
                path.unlink()
        except (OSError, ValueError) as error:
            show(f"{path} stays as it was: {error}", to=sys.stderr)
            failed = True
            continue
        show(f"{path} → {target}: {len(data)} bytes. Look at it: a face, a sign, a view can reveal a place.")
    return 1 if failed else 0
