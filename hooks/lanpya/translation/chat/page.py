"""Writes a translation from a chat to its file, if the check finds no error in it."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from lanpya.checks.run import check_sources
from lanpya.content.loader import read_library
from lanpya.content.settings import Settings
from lanpya.problems.problem import Problem, errors_in
from lanpya.runtime.atomic_write import replace_text
from lanpya.runtime.clock import today
from lanpya.translation.chat.merge import MergeResult


def write_page(result: MergeResult, settings: Settings, *, dry_run: bool) -> list[Problem]:
    """Return the problems of the page. It is written unless there is an error among them, or in a dry run."""
    path = f"docs/{result.language}/{result.file}"
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve()
        shutil.copytree(settings.root / "docs", root / "docs")
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(result.text, encoding="utf-8", newline="\n")
        library = read_library(replace(settings, root=root), root / "docs")
        problems = check_sources(library, root / "docs", today())
    problems = [problem for problem in problems if problem.path == path]
    if not dry_run and not errors_in(problems):
        replace_text(settings.root / path, result.text)
    return problems
