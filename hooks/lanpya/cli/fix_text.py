"""`lanpya fix-text`: rewrites text files to Unicode's normal form."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lanpya.cli.command import FILE, Command
from lanpya.editing.normal_form import changes, normalised, read_text
from lanpya.runtime.atomic_write import replace_texts
from lanpya.runtime.terminal import show


@click.command(cls=Command, cannot="No file was changed")
@click.argument("files", nargs=-1, required=True, type=FILE)
def fix_text(files: tuple[Path, ...]) -> int:
    """Rewrite text files to Unicode's normal form (NFC).

    The changes are shown. Line ends, byte order marks and permissions stay. All files are read, and written
    to temporary files, before the first is replaced. If one is not text, or cannot be written, none is
    changed.

    Exit status: 0 all files are written, 2 a file cannot be read or written, and nothing was changed.
    """
    texts: dict[Path, str] = {}
    failed = False
    for path in {path.resolve(): path for path in files}.values():
        try:
            texts[path] = read_text(path)
        except (OSError, ValueError) as error:
            failed = True
            show(f"{path}: {error.strerror if isinstance(error, OSError) else error}", to=sys.stderr)
    if failed:
        show("No file was changed.", to=sys.stderr)
        return 2
    fixed = {path: text for path, text in texts.items() if normalised(text) != text}
    try:
        replace_texts({path.resolve(): normalised(text) for path, text in fixed.items()})
    except OSError as error:
        show(f"{error.filename}: {error.strerror}\nNo file was changed.", to=sys.stderr)
        return 2
    for path, text in fixed.items():
        for change in changes(text):
            show(f"{path}:{change.line}: {change}")
    show(f"{len(fixed)} changed")
    return 0
