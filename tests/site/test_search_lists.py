"""The list of the search page is as long as its budget allows, and says what it leaves out."""

from __future__ import annotations

import hashlib

import pytest
from support.bad_input import library_of
from support.leaflets import EDITION
from support.project import ROOT, Project
from support.sampling import sampled

from lanpya.pages.finalise import finalise_html
from lanpya.pages.search import search_body
from lanpya.pages.templates import Templates
from lanpya.runtime.compression import gzip_size
from lanpya.site.context import Build
from lanpya.site.search_lists import fit_search_lists

GUIDE = """\
---
title: What to do about {word}
summary: What it answers.
address: {number}
risk: high
reviewed: 2026-11-01
review_by: 2027-01-20
leaflet: no
---
"""


@pytest.mark.raises_rule("search-list-short")
@pytest.mark.parametrize(
    ("guides", "headings", "links", "says"),
    sampled([(20, 3, 63, ""), (60, 20, 63, "lists the titles alone"), (700, 1, 0, "lists no guide")], 60),
)
@pytest.mark.raises_rule("search-list-short")
def test_the_list_keeps_to_the_budget(
    sources: Project, capsys: pytest.CaptureFixture[str], guides: int, headings: int, links: int, says: str
) -> None:
    for number in range(101, 101 + guides):
        parts = (f"## The part {number * 7919 + n} of it {{#part{n}}}\n\nWords.\n" for n in range(headings))
        text = GUIDE.format(number=number, word=hashlib.sha256(bytes(number)).hexdigest()[:24]) + "\n".join(
            parts
        )
        (sources.docs / f"en/guide-{number}.md").write_text(text, encoding="utf-8")
    library, templates = library_of(sources), Templates(ROOT / "overrides")
    site = sources.docs / "site"
    for language in library.used_languages:
        page = site / ("" if language.default else language.code) / "21.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        body = search_body(library, language, templates)
        page.write_text(f"<!doctype html><title>x</title><main>{body}</main>", encoding="utf-8")
    build = Build(library, EDITION, ROOT / "overrides", site, site, None)
    fit_search_lists(build)
    html = (site / "en/21.html").read_text(encoding="utf-8")
    assert gzip_size(finalise_html(html).encode()) <= library.settings.budgets.page
    assert html.count("<li>") >= links > 0 or html.count("<li>") == links == 0
    assert ("<strong>" in html) is bool(links)
    said = capsys.readouterr().err
    assert says in said
    assert bool(said) is bool(says)
