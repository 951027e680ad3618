"""That style sheets say start and end, and pages get left and right for their direction."""

from __future__ import annotations

import re

import pytest
from support.project import ROOT

from lanpya.pages.sides import with_sides
from lanpya.pages.templates import Templates

OVERRIDES = ROOT / "overrides"
STYLES = sorted(path.name for path in OVERRIDES.glob("*.css"))


@pytest.mark.parametrize(
    "written, ltr, rtl",
    [
        ("margin-start: 1rem", "margin-left: 1rem", "margin-right: 1rem"),
        ("padding-end:0", "padding-right:0", "padding-left:0"),
        ("border-start-width: 5px", "border-left-width: 5px", "border-right-width: 5px"),
        ("border-end: 0", "border-right: 0", "border-left: 0"),
        ("{ start: -9rem }", "{ left: -9rem }", "{ right: -9rem }"),
        ("{end:1rem;bottom:0}", "{right:1rem;bottom:0}", "{left:1rem;bottom:0}"),
        ("text-align: start", "text-align: left", "text-align: right"),
        ("float: end;", "float: right;", "float: left;"),
        *(
            (same, same, same)
            for same in ("justify-content: flex-start", "ol { counter: start }", ".end { margin: 0 }")
        ),
    ],
)
def test_start_and_end_become_left_and_right(written: str, ltr: str, rtl: str) -> None:
    assert (with_sides(written, "ltr"), with_sides(written, "rtl")) == (ltr, rtl)


@pytest.mark.parametrize("name", STYLES)
def test_style_sheets_name_no_side_that_would_be_wrong_in_the_other_direction(name: str) -> None:
    source = re.sub(r"/\*.*?\*/", "", (OVERRIDES / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.findall(r"[\w-]*\b(?:left|right)\b[\w-]*", source)
    ltr, rtl = (Templates(OVERRIDES).style(direction, name) for direction in ("ltr", "rtl"))
    assert not re.findall(
        r"(?:(?:margin|padding|border|inset|inline)-|text-align:\s*|[{;]\s*)(?:start|end)\b", ltr + rtl
    )
    sides = {"left": "right", "right": "left"}
    ltr, rtl = (re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL) for style in (ltr, rtl))
    assert rtl == re.sub(r"\b(left|right)\b", lambda match: sides[match[1]], ltr)
