"""Pages that the build links to are found by their role: at any number, under any name, or not at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.project import Project
from support.sampling import proof_only

from lanpya.content.roles import ROLES, SHOWN, Role
from scripts.rigs.line_breaks import without_breaks

NUMBERS: dict[Role, int] = {"contacts": 31, "about": 7, "print": 3, "keep": 1, "talks": 4}
GUIDE = """\
---
title: {title}
summary: What it answers.
address: {number}
risk: high
reviewed: 2026-11-01
review_by: 2027-01-20
leaflet: no
{role}---
## One {{#one}}

{text}
"""
BURMESE = """\
---
title: စာရွက်
summary: စာရွက်တွေ။
address: 3
translates: {}
checked_by: null
---
## တစ်ခု {#one}

[](list:leaflets)

[လက်စွဲစာအုပ်](link:manual)
"""
TALKS = 'weekly: {entry: helpline, day: sunday, time: "10:00", zone: Asia/Yangon}\n'


def write(project: Project, name: str, number: int, role: str = "", *, text: str = "Words.") -> None:
    """Write a guide in English, and its home page's link to it."""
    line = f"role: {role}\n" if role else ""
    page = GUIDE.format(title=name.title(), number=number, role=line, text=text)
    (project.docs / "en" / f"{name}.md").write_text(page, encoding="utf-8")
    with (project.docs / "en" / "index.md").open("a", encoding="utf-8") as home:
        home.write(f"- [{name.title()}]({name}.md)\n")


@pytest.fixture
def moved(project: Project) -> Project:
    """Every role on a page of another name and number, and ordinary guides at 17, 19 and 20."""
    for language in ("en", "my"):
        (project.docs / language / "contacts.md").unlink()
        project.edit(f"docs/{language}/index.md", "contacts.md", "guide.md")
    for role in ROLES:
        lists = "\n\n".join(f"[](list:{name})" for name in SHOWN.get(role, ("sources",)))
        write(project, f"the-{role}", NUMBERS[role], role, text=lists + "\n\n[The manual](link:manual)")
    for number, name in {17: "seventeen", 19: "nineteen", 20: "twenty"}.items():
        write(project, name, number)
    (project.docs / "my/the-print.md").write_text(BURMESE, encoding="utf-8")
    (project.docs / "data/talks.yml").write_text(TALKS, encoding="utf-8")
    return project.without_leaflets()


def links(page: Path, words: str) -> list[str]:
    """Return where the links with these words lead."""
    html = without_breaks(page.read_text(encoding="utf-8"))
    return re.findall(rf'<a [^>]*?href="?([^" >]+)[^>]*>(?:<[^a/][^>]*>)*{words}', html)


def test_pages_with_a_role_are_found_at_any_number(moved: Project) -> None:
    built = moved.build()
    assert built.returncode == 0, built.stderr
    english = moved.site / "en"
    for name in ("2", "17", "19", "20", "31"):
        assert links(english / f"{name}.html", "About these pages") == ["7.html"]
    assert links(english / "7.html", "About these pages") == []
    [contact] = links(english / "2.html", "helpline")
    page, _, fragment = contact.partition("#")
    assert page == "31.html"
    assert re.search(rf'id="?{fragment}\b', (english / page).read_text(encoding="utf-8"))
    [source] = links(english / "2.html", "1<")
    page, _, fragment = source.partition("#")
    assert page == "7.html"
    assert re.search(rf'id="?{fragment}\b', (english / page).read_text(encoding="utf-8"))
    talks = (english / "4.html").read_text(encoding="utf-8")
    assert re.search(r'href="?31\.html#', talks), "the weekly talks lead to their entry"
    copy = without_breaks((moved.site / "keep/notes-en.html").read_text(encoding="utf-8"))
    articles = {match[1]: match[2] for match in re.finditer(r"<article id=(p\d+)(.*?)</article>", copy, re.S)}
    assert {"p17", "p19", "p20"} <= set(articles)
    assert [name for name, html in articles.items() if re.search(r'<li id="?live\b', html)] == ["p31"]
    assert [name for name, html in articles.items() if re.search(r'<li id="?p22\b', html)] == ["p3"]
    assert "#p7>About these pages" in copy
    hint = "3.html#unshaped"  # where the leaflets are, for phones that cannot shape Burmese
    assert hint in (moved.site / "index.html").read_text(encoding="utf-8")


@proof_only
def test_a_site_without_pages_of_any_role_is_built(project: Project) -> None:
    for language in ("en", "my"):
        (project.docs / language / "contacts.md").unlink()
        project.edit(f"docs/{language}/index.md", "contacts.md", "guide.md")
    project.edit("docs/en/guide.md", " Ask through the [helpline](contact:helpline).", "")
    project.edit("docs/my/guide.md", " [အကူအညီ](contact:helpline) ကို မေးပါ။", "")
    built = project.without_leaflets().build()
    assert built.returncode == 0, built.stderr
    page = (project.site / "en/2.html").read_text(encoding="utf-8")
    assert re.search(r"<sup>1</sup>", page), "a source without a page that lists it is a number"
    assert links(project.site / "en/2.html", "About these pages") == []
