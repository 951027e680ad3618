"""What the site shows of a guide is what every forge shows of it, and where it is not, the check says so."""

from __future__ import annotations

import gc
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.project import ROOT, Project
from support.sampling import sampled

from lanpya.checks.forge_markdown import misreadings
from lanpya.checks.run import check_sources
from lanpya.content.forge_markdown import forge_outline, site_outline
from lanpya.content.library import Library
from lanpya.content.loader import read_library
from lanpya.content.markdown import Document, Reader
from lanpya.content.settings_file import read_settings
from lanpya.problems.problem import Problem

READER = Reader(read_settings(ROOT / "mkdocs.yml"))
GUIDE, TRANSLATION = "docs/en/guide.md", "docs/my/guide.md"


def read(text: str) -> Document:
    return READER.read(text, first_line=10)


def problems_of(project: Project) -> list[Problem]:
    library = read_library(read_settings(project.root / "mkdocs.yml"), project.docs)
    return check_sources(library, project.docs, date(2026, 11, 23))


def test_the_shipped_guides_are_shown_as_they_are_meant(library: Library) -> None:
    pages = [*library.pages.values(), *library.drafts.values()]
    assert len(pages) > 40
    assert [(page.path, one) for page in pages for one in misreadings(page.document)] == []
    assert sum(len(list(forge_outline(page.document).words())) for page in pages) > 10_000


PARTS = [
    "- ",
    "1. ",
    "1) ",
    "  ",
    "    ",
    "\t",
    "> ",
    "## ",
    "**",
    "*",
    "~~",
    "`",
    "\\",
    "|",
    "[ ] ",
    "[x](y)",
    "[x]: y",
]
PARTS += [
    "\n",
    "\n\n",
    "!!! note\n",
    '??? "T"\n',
    "| - | - |\n",
    "===\n",
    "---\n",
    "word ",
    "က ",
    "\u00a0",
    "<b>",
    "&",
    "# {#a}",
]


@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join))
def test_no_text_stops_the_comparison_and_every_line_lies_inside(text: str) -> None:
    document = read(text)
    last = 10 + text.count("\n")
    for one in misreadings(document):
        assert 10 <= one.first <= one.line <= one.last <= last
        assert one.message
        assert one.remedy


TABLE = "x\n| a | b |\n| - | - |\n"  # the most work


@pytest.mark.parametrize(
    "text",
    sampled(
        ["word\n- item\n", "1) a\n", "~~a~~ b\n", "a\\\nb\n", "- [ ] a\n", "a\n- b\n    - c\n\n", TABLE],
        TABLE,
    ),
)
def test_a_long_text_takes_linear_time(text: str) -> None:
    def seconds(times: int) -> float:
        best = float("inf")
        for turn in "12":  # the better of two, and never what was found before
            document = read(f"{text * times}\nturn {turn}\n")
            gc.collect()
            gc.disable()  # it looks through all that the other tests have made
            start = time.process_time()
            assert misreadings(document)
            best = min(best, time.process_time() - start)
            gc.enable()
        return best

    seconds(100)
    assert seconds(1000) < 32 * max(seconds(125), 0.005)  # 8 × as long: 64 × where each word looks at all


def test_the_words_of_both_readers_are_reported_with_their_lines() -> None:
    document = read('One\ntwo **three**\n\n- four\n    - five\n\n!!! note "Six"\n    seven\n')
    words = list(forge_outline(document).words())
    assert [word for word, _ in words] == [word for word, _ in site_outline(document).words()]
    assert [place.line for _, place in words] == [0, 1, 1, 3, 4, 6, 7]
    assert words[4][0].holders == ("ul", "li", "ul", "li", "p")


@pytest.mark.parametrize(
    "typed",
    [
        "- Do one thing.\n  - Do not do another.",
        "Do:\n- Do one thing.\n- Do not do another.",
        "-\u00a0Do one thing.\n-\u3000Do not.",
    ],
)
@pytest.mark.parametrize("path", [GUIDE, TRANSLATION])
def test_no_translation_is_blamed_for_what_is_misread(sources: Project, typed: str, path: str) -> None:
    """Neither the one that is misread nor the one beside it has too few items then."""
    text = "- Do one thing.\n- Do not do another." if path == GUIDE else "- တစ်ခု လုပ်ပါ။\n- နောက်တစ်ခု မလုပ်ပါနဲ့။"
    assert "structure-differs" not in {one.rule for one in problems_of(sources)}
    sources.edit(path, text, typed)
    found = problems_of(sources)
    assert {one.rule for one in found if one.path == path} & {"markup-differs", "space-behind-mark"}
    assert {one.rule for one in found if one.severity == "error"} <= {"markup-differs", "space-behind-mark"}
    assert "structure-differs" not in {one.rule for one in found}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[the start](index", "[the start]\u00a0(index"),
        ("[the start](index", "[the start]  (index"),
        ("[the start](index", "[the start]\n(index"),
        ("{#more}", "{#more\u00a0.print}"),
        ("{#more}", "\u00a0{#more}"),
        ("Read [", '!!! note\u00a0"Words"\n    Text.\n\nRead ['),
        ("Read [", "!!! note “Words”\n    Text.\n\nRead ["),
    ],
)
def test_what_a_phone_typed_is_reported_once_and_where_it_is(sources: Project, old: str, new: str) -> None:
    sources.edit(GUIDE, old, new)
    errors = [one for one in problems_of(sources) if one.severity == "error"]
    assert [one.rule for one in errors if one.path == GUIDE] in (["space-behind-mark"], ["markup-refused"])
    assert [one for one in errors if one.path != GUIDE] == []


def test_a_missing_item_is_still_reported_beside_another_section_that_is_misread(
    sources: Project,
) -> None:
    sources.edit(TRANSLATION, "- နောက်တစ်ခု မလုပ်ပါနဲ့။", "")
    sources.edit(TRANSLATION, "[အစ]", "~~[အစ]~~")
    assert {"structure-differs", "markup-differs"} <= {one.rule for one in problems_of(sources)}
