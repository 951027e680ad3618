"""A booklet of many guides: its contents go on where a page is full, and lead to the page of each guide."""

from __future__ import annotations

import re

from support.leaflets import EDITION, library_of, of, panels_of
from support.project import ROOT, Project

from lanpya.leaflets.typesetting import typeset_leaflet

GUIDE = """\
---
title: "{title}"
summary: What it answers.
address: {number}
risk: high
reviewed: 2026-11-01
review_by: 2027-01-20
---
## In short {{#short}}

- Do one thing.
"""
GUIDES = 50


def test_the_contents_of_a_booklet_flow_over_pages(sources: Project) -> None:
    titles = {
        number: f"What to do when {chr(97 + number % 26) * 3} {number}" for number in range(101, 101 + GUIDES)
    }
    for number, title in titles.items():
        text = GUIDE.format(title=title, number=number)
        (sources.docs / f"en/guide-{number}.md").write_text(text, encoding="utf-8")
    library = library_of(sources)
    pdf = sources.docs / "booklet.pdf"
    pdf.write_bytes(typeset_leaflet(of("en/0-booklet", library), library, EDITION, ROOT / "overrides"))
    panels = panels_of(pdf, "booklet")
    pages = [number for number, panel in enumerate(panels) if "In short" in panel]
    first = pages[0]
    assert first > 2, "the contents take more than one page"
    contents = panels[1:first]
    assert "All pages" in contents[0]
    assert [("Burn" in panel) for panel in contents] == [False] * (len(contents) - 1) + [True]
    for page, title in zip(pages[1:], titles.values(), strict=True):
        assert title in panels[page]
        assert any(re.search(rf"{title} ?{page + 1}\b", panel) for panel in contents), title
