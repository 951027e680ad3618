"""`lanpya words`: writes the lines that a language lacks into docs/data/interface.yml."""

from __future__ import annotations

from pathlib import Path

import click

from lanpya.cli.command import SETTINGS, Command, root_option
from lanpya.content.interface_texts import KEYS, missing_texts
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.content.yaml_fields import FieldsError
from lanpya.editing.missing_words import with_missing_lines
from lanpya.runtime.atomic_write import replace_text
from lanpya.runtime.terminal import show
from lanpya.translation.named_pages import folder_of


@click.command(cls=Command, cannot="Nothing was written")
@click.argument("language", metavar="LANG")
@click.option(
    "--show", "is_shown", is_flag=True, help="Show all texts beside the English ones; write nothing."
)
@root_option
def words(language: str, is_shown: bool, root: Path) -> int:
    """Write a line for every word of the interface that a language lacks.

    LANG is the language's folder in docs/, or its tag. The lines are written into docs/data/interface.yml,
    with the English words beside them as a comment; fill them in. Until then pages show the English words.
    Lines that are there already, empty or not, stay as they are.

    Exit status: 0 done, 2 could not run.
    """
    library = read_library(read_settings(root / SETTINGS), root / "docs")
    codes = [one.code for one in library.settings.languages]
    language = folder_of(language, library.settings)
    if language not in codes:
        raise ValueError(f"{language} is no language of {SETTINGS}. It has: {', '.join(codes)}")
    english = library.settings.last_resort.code
    path = root / library.docs / "data/interface.yml"
    place = f"{library.docs}/data/interface.yml"
    if is_shown:
        for key in KEYS:
            own = library.words[key].get(language, "–")
            show(f"{key}\n  {library.words[key].get(english, '–')}\n  {own}\n")
        return 0
    missing = missing_texts(library.words, language)
    before = path.read_text("utf-8-sig") if path.exists() else ""  # some editors write a mark in front
    try:
        after = with_missing_lines(
            before, language, {key: library.words[key][english] for key in missing}, english
        )
    except FieldsError as error:
        raise ValueError(f"{place}:{error.line}: the data cannot be read: {error.message}") from error
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from error
    if after != before:
        replace_text(path, after)
    new = after.count(f'{language}: ""') - before.count(f'{language}: ""')
    show(f"{place}: {new} new lines. {len(missing)} of {len(KEYS)} words are to be written in {language}.")
    return 0
