"""What two people have reviewed as harmless is accepted, and nothing that contains it or is like it."""

from __future__ import annotations

from datetime import date

import pytest
from support.leaflets import library_of
from support.project import Project

from lanpya.checks.run import check_sources
from lanpya.content.harmless import is_harmless

DAY = date(2026, 11, 23)
ENTRY = """\
- text: {text}
  reason: an example of a password
  verified: 2026-11-20
  verified_by: [editor-a, editor-b]
"""


def found(project: Project, text: str) -> list[str]:
    guide = project.docs / "en/guide.md"
    before = guide.read_text(encoding="utf-8")
    guide.write_text(before.replace("Somebody counted this.", text), encoding="utf-8")
    problems = check_sources(library_of(project), project.docs, DAY)
    guide.write_text(before, encoding="utf-8")
    return [
        one.rule for one in problems if one.path.endswith("en/guide.md") and one.rule == "address-in-text"
    ]


def test_a_listed_string_is_accepted_and_nothing_longer(sources: Project) -> None:
    harmless = "Take c@t or a sentence. Look for https:// before the name."
    assert found(sources, harmless) == ["address-in-text"] * 2
    listed = ENTRY.format(text="c@t") + ENTRY.format(text="https://")
    (sources.docs / "data/harmless.yml").write_text(listed, encoding="utf-8")
    assert found(sources, harmless) == []
    for longer in (
        "c@t.example",
        "c@t dot com",
        "abc@t.example",
        "https://c.example",
        "https:// example dot org",
        "c@tt",
        "d@t",
        "c@t#helper-signal",
        "c@t/helper",
        "c@t:5222",
        "https://#helper",
    ):
        assert found(sources, f"Write to {longer} now."), longer


@pytest.mark.parametrize(
    "text",
    [
        *(
            "helper@signal",
            "a@b.example",
            "https://a.example",
            "tel://",
            "geo://",
            "org://",
            "telegram://",
            "n@ai",
            "sms://",
            "example.org/x",
            "@ab",
            "abc@de",
        ),
        *("0900000000", "key-10", "x@1.2", "c@t dot com", "name#1234", "", "c @t", "c@t\nhelper@signal"),
    ],
)
def test_what_may_reach_somebody_cannot_be_listed(text: str) -> None:
    assert not is_harmless(text)


def test_an_id_of_a_heading_is_no_key(sources: Project) -> None:
    assert found(sources, "Somebody counted.\n\n### More {#article-10}\n\nAgain.") == []
    assert found(sources, "The code is article-10.") == ["address-in-text"]
