"""Every bad input under tests/bad is found, at its line, with a remedy; a new case is a new file there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from conftest import Project

from lanpya.reading import read_library
from lanpya.rules import SEVERITIES
from lanpya.rules.source import check_sources
from lanpya.settings import read_settings

CASES = sorted(Path(__file__).with_name("bad").glob("*.yml"))


def apply(case: dict[str, object], project: Project) -> None:
    """Make the case's edits: `replace` a text that stands once, or `write` a whole file."""
    for edit in case["edits"]:  # type: ignore[attr-defined]
        path = project.root / edit["file"]
        if "replace" in edit:
            project.edit(edit["file"], edit["replace"], edit["with"])
        elif "bytes" in edit:
            path.write_bytes(bytes.fromhex(edit["bytes"]))
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(edit["write"], encoding="utf-8")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_bad_input_is_listed_with_line_and_remedy(path: Path, project: Project) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    apply(case, project)
    library = read_library(read_settings(project.root / "mkdocs.yml"), project.docs)
    on = date.fromisoformat(case.get("today", "2026-11-23"))
    problems = check_sources(library, project.docs, on, release=case.get("release", False))
    found = [p for p in problems if p.rule == case["rule"] and p.path == case["path"]]
    assert found, f"{case['rule']} was not found; found: {[(p.path, p.rule) for p in problems]}"
    assert case["line"] in [p.line for p in found]
    at_line = next(p for p in found if p.line == case["line"])
    assert case["says"] in at_line.message
    assert at_line.remedy
    assert at_line.severity == case.get("severity", SEVERITIES[case["rule"]])


def test_small_project_is_clean(project: Project) -> None:
    library = read_library(read_settings(project.root / "mkdocs.yml"), project.docs)
    problems = check_sources(library, project.docs, date(2026, 11, 23))
    assert {p.rule for p in problems} <= {"translation-stale"}  # its translations carry no marks
