"""A number behind a claim leads to the list that shows its source, whichever page has it."""

from __future__ import annotations

import re

from support.project import Project

MORE = """
- {id: handbook, publisher: A Handbook, date: undated, kind: advice, copy: true, says: {my: အကြံ, en: Help}}
- {id: count-2022, publisher: An Office, date: "2022", kind: report, says: {my: ရေ, en: Another count}}
"""
GUIDE = """---
title: {title}
summary: One sentence.
address: {number}
risk: normal
reviewed: 2026-11-20
review_by: 2027-10-20
leaflet: no
sources: [{sources}]
---
## Words {{#words}}

{text}
"""


def write(project: Project, name: str, number: int, text: str, sources: str = "") -> None:
    """Write a page in English, and its home page's link to it."""
    page = GUIDE.format(title=name.title(), number=number, text=text, sources=sources)
    (project.docs / "en" / f"{name}.md").write_text(page, encoding="utf-8")
    with (project.docs / "en/index.md").open("a", encoding="utf-8") as home:
        home.write(f"- [{name.title()}]({name}.md)\n")


def test_a_number_leads_to_the_list_of_its_kind(project: Project) -> None:
    with (project.docs / "data/sources.yml").open("a", encoding="utf-8") as sources:
        sources.write(MORE)
    write(project, "news", 41, "[](list:reports)")
    write(project, "advised", 42, "[](list:advice)")
    cited = ("report-2021", "handbook", "count-2022")
    text = " ".join(f"Claim.[](source:{name})" for name in cited)
    write(project, "claims", 43, text, ", ".join(cited))
    built = project.without_leaflets().build()
    assert built.returncode == 0, built.stderr

    news, advised, claims = (
        (project.site / f"en/{number}.html").read_text(encoding="utf-8") for number in (41, 42, 43)
    )
    numbers = re.findall(r"<sup><a href=(4[12]\.html)#(\w+)>([0-9])</a>", claims)
    assert [(page, number) for page, _, number in numbers] == [
        ("41.html", "1"),
        ("42.html", "2"),
        ("41.html", "3"),
    ]
    lists = {"41.html": news, "42.html": advised}
    shown = {number: f"<li id={ident}" in lists[page] for page, ident, number in numbers}
    assert shown == {"1": True, "2": True, "3": True}
    assert re.search(r"<li id=\w+><span lang=en>A Newspaper, 2021-12</span>: A count", news)
    assert re.search(r"<li id=\w+ value=3><span lang=en>An Office, 2022</span>: Another count", news)
    assert re.search(r"<li id=\w+ value=2><span lang=en>A Handbook</span> \(copy\): Help", advised)
    assert "A Handbook" not in news
