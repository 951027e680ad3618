"""`lanpya draw-questions`: draws the guided questions of a language."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lanpya.checks.run import check_sources
from lanpya.cli.command import FILE, SETTINGS, Command, root_option
from lanpya.content.loader import read_library
from lanpya.content.questions import FILE as QUESTIONS
from lanpya.content.settings_file import read_settings
from lanpya.editing.question_drawing import draw_questions as drawing_of
from lanpya.problems.problem import errors_in
from lanpya.problems.reports import as_text
from lanpya.runtime.atomic_write import replace_text
from lanpya.runtime.clock import today
from lanpya.runtime.terminal import show
from lanpya.translation.named_pages import folder_of


@click.command(cls=Command, cannot="Nothing was drawn")
@click.argument("language", metavar="LANG")
@click.argument("file", type=FILE)
@root_option
def draw_questions(language: str, file: Path, root: Path) -> int:
    """Draw the guided questions of a language.

    LANG is the folder or tag of the language, as in my; FILE is the SVG to write, as in questions.svg. The
    questions are drawn from left to right, for editors.

    Exit status: 0 drawn, 1 the questions have errors (all are listed), 2 could not run.
    """
    docs = root / "docs"
    library = read_library(read_settings(root / SETTINGS), docs)
    language = folder_of(language, library.settings)
    path = f"{library.docs}/{language}/{QUESTIONS}"
    if not library.questions.get(language):
        raise ValueError(f"there is no {path} with a question in it")
    wrong = [problem for problem in errors_in(check_sources(library, docs, today())) if problem.path == path]
    if wrong:
        show(as_text(wrong), to=sys.stderr)
        return 1
    drawing = drawing_of(library, language)
    if not drawing:
        raise ValueError("no page shows a question")
    replace_text(file, drawing)
    return 0
