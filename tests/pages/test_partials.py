"""The macros that pages are made of: explained, used, and safe against whatever a text holds."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.project import ROOT

from lanpya.content.interface import Wording
from lanpya.content.library import Library
from lanpya.content.records import Contact
from lanpya.pages.search import Entry
from lanpya.pages.templates import Templates, _joined

OVERRIDES = ROOT / "overrides"
PARTIALS = sorted((OVERRIDES / "partials").glob("*.html"))
HOSTILE = "<script>\"x\" & 'y'"
ESCAPED = "&lt;script&gt;&#34;x&#34; &amp; &#39;y&#39;"


@pytest.mark.parametrize("path", PARTIALS, ids=lambda path: path.name)
def test_a_partial_begins_with_what_its_macros_show_and_what_they_get(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    comment = re.match(r"\{#-\n(.*?)-#\}\n", text, re.DOTALL)
    assert comment
    users = [*(ROOT / "hooks/lanpya").rglob("*.py"), *PARTIALS]
    code = "".join(user.read_text(encoding="utf-8") for user in users)
    for name in re.findall(r"\{% macro (\w+)\(", text):
        assert name.startswith("_") or re.search(rf"^  .*\b{name}\b", comment[1], re.MULTILINE), name
        assert len(re.findall(rf"\b{name}\b", code)) > 1 + (not name.startswith("_")), name


def test_no_partial_trusts_a_text() -> None:
    for path in PARTIALS:
        assert not re.search(
            r"\|\s*safe|autoescape|Markup", path.read_text(encoding="utf-8").partition("-#}")[2]
        )


@pytest.mark.parametrize(
    ("typed", "joined"),
    [
        ("<p>\n  one word\n  and another\n</p>\n", "<p>one word and another</p>"),
        ("\n  <b>one</b>\n  <b>two</b> <i>three</i>\n", "<b>one</b><b>two</b> <i>three</i>"),
        ('<div id="a"\n     class="b">', '<div id="a" class="b">'),
        (" · ", " · "),
    ],
)
def test_a_line_break_of_a_partial_is_a_space_only_between_words(typed: str, joined: str) -> None:
    assert _joined(typed) == joined


def test_what_records_and_words_hold_is_escaped(library: Library) -> None:
    templates, language = Templates(OVERRIDES), library.language("my")
    contact = Contact(
        id="one",
        channel="web",
        name={"my": HOSTILE},
        address=f"https://example.org/{HOSTILE}",
        verified=date(2026, 11, 1),
        expires=date(2026, 12, 1),
        example=False,
    )
    words = Wording(replace(library, words={**library.words, "contact_past": {"en": HOSTILE}}), language)
    shown = templates.partial(
        *("registry", "contact_list", {"one": contact}, {"one": "h1"}, words, date(2026, 11, 2))
    )
    assert HOSTILE not in shown
    assert shown.count(ESCAPED) == 3  # name, address, and the link
    assert 'data-html="&lt;span lang=&#34;en&#34;&gt;&amp;lt;script' in shown  # escaped twice, for a script
    listed = templates.partial("search", "search_list", [Entry("1.html", HOSTILE, is_page=True)])
    assert listed == f'<ul id="index"><li><a href="1.html"><strong>{ESCAPED}</strong></a></li></ul>'


def test_words_of_the_interface_are_text_in_every_language(library: Library) -> None:
    templates = Templates(OVERRIDES)
    texts = {"contacts_none": {"en": HOSTILE, "my": HOSTILE}, "mirrors_none": {"en": HOSTILE}}
    words = Wording(replace(library, words={**library.words, **texts}), library.language("my"))
    for macro, values in (("contact_list", ({}, {}, words, date(2026, 11, 2))), ("mirror_list", ({}, words))):
        shown = templates.partial("registry", macro, *values)
        assert HOSTILE not in shown
        assert ESCAPED in shown
