"""What the rule action-late judges: sections of guides of high risk, in the language they are written in."""

from __future__ import annotations

import pytest
from support.bad_input import TODAY, library_of
from support.project import Project

from lanpya.checks.run import check_sources

REPORT = "In 2021 it was reported that the path is watched."
GUIDE, TRANSLATION = "docs/en/guide.md", "docs/my/guide.md"


def lines_found(project: Project) -> list[int]:
    problems = check_sources(library_of(project), project.docs, TODAY)
    return [problem.line for problem in problems if problem.rule == "action-late"]


@pytest.mark.parametrize(
    ("begins", "line"),
    [
        (REPORT, 21),
        (f"- {REPORT}\n- Do not go.", 21),
        (f"**{REPORT}**\n\nDo not go.", 21),
        (f"By night:\n\n- {REPORT}", 21),
        (f'!!! danger "{REPORT}"\n    Do not go.', 21),
        (f'??? "By night"\n    {REPORT}', 21),
        (f"\n{REPORT}", 22),
        (f"Do not go. {REPORT}", 0),
        (f"- Do not go.\n- {REPORT}", 0),
        (f"**If you must:** do not go. {REPORT}", 0),
        (f"| When | What |\n| --- | --- |\n| 2021 | {REPORT} |", 0),
    ],
)
def test_a_section_is_judged_by_its_labels_and_first_sentence(
    begins: str, line: int, sources: Project
) -> None:
    sources.edit(GUIDE, "Read [the start]", f"{begins}\n\nRead [the start]")
    assert lines_found(sources) == [line] * bool(line)


def test_pages_of_normal_risk_are_not_judged(sources: Project) -> None:
    sources.edit(GUIDE, "Read [the start]", f"{REPORT} Read [the start]")
    assert lines_found(sources) == [21]
    sources.edit(GUIDE, "risk: high", "risk: normal")
    assert lines_found(sources) == []


def test_a_translation_follows_its_source(sources: Project) -> None:
    text = (sources.root / TRANSLATION).read_text("utf-8")
    assert "\n\nတစ်ယောက်ယောက်က ရေတွက်ခဲ့ပါတယ်။" in text  # a statement begins a section
    assert lines_found(sources) == []
