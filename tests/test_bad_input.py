"""Every bad input under tests/bad is found, at its line, with a remedy; a new case is a new file there."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, Project, copy_project
from lanpya.library import Library
from lanpya.problem import Problem
from lanpya.reading import read_library
from lanpya.rules import SEVERITIES
from lanpya.rules.built import check_built
from lanpya.rules.source import check_sources
from lanpya.settings import read_settings

TODAY = date(2026, 11, 23)
CASES = sorted(Path(__file__).with_name("bad").glob("*.yml"))
UNMARKED = "translation-stale"  # the translations of the small project carry no marks


def read_case(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return case


def apply(case: dict[str, Any], project: Project) -> None:
    """Make the case's edits: `replace` a text that stands once, or `write` a whole file."""
    for edit in case["edits"]:
        path = project.root / edit["file"]
        if "replace" in edit:
            project.edit(edit["file"], edit["replace"], edit["with"])
        elif "bytes" in edit:
            path.write_bytes(bytes.fromhex(edit["bytes"]))
        else:
            path.write_text(edit["write"], encoding="utf-8")


def library_of(project: Project) -> Library:
    return read_library(read_settings(project.root / "mkdocs.yml"), project.docs)


def line_of(case: dict[str, Any], project: Project) -> int:
    """Return the line where the problem must be shown, given as a number or as words that stand there."""
    if "line" in case:
        return int(case["line"])
    text = (project.root / case["path"]).read_text(encoding="utf-8")
    assert text.count(case["line_of"]) == 1
    return text[: text.index(case["line_of"])].count("\n") + 1


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_bad_input_is_listed_with_line_and_remedy(path: Path, project: Project) -> None:
    case = read_case(path)
    apply(case, project)
    library = library_of(project)
    on = date.fromisoformat(case.get("today", str(TODAY)))
    problems = check_sources(library, project.docs, on, release=case.get("release", False))
    place = (case["path"], line_of(case, project), case["rule"])
    found = [p for p in problems if (p.path, p.line, p.rule) == place and case["says"] in p.message]
    assert found, f"{place} was not found; found: {problems}"
    assert case.get("column", found[0].column) in [p.column for p in found]
    assert found[0].severity == case.get("severity", SEVERITIES[case["rule"]])
    assert all(problem.remedy for problem in problems)
    noise = {p.rule for p in problems} - {case["rule"], UNMARKED, *case.get("also", [])}
    assert not noise, f"one mistake, and other rules speak too: {[p for p in problems if p.rule in noise]}"
