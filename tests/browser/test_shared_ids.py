"""Ids of headings are short, so some are the same by chance; each link leads to its own heading still."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext
from support.keeping import kept
from support.project import Project, small_project
from support.sampling import proof_only

from lanpya.content.urls import published_id
from scripts.rigs.fault_server import serve

KEEP = """\
---
title: Keeping
summary: Copies to keep.
address: 18
risk: normal
reviewed: 2026-11-01
review_by: 2027-01-20
leaflet: no
role: keep
---
## Here {#here}

[](list:keep)

[The reasons](guide.md#why), [the start](index.md#IDENTIFIER), [the manual](link:manual)
"""
SHARED = published_id(2, "why")
START = next(name for name in (f"d{n}" for n in count()) if published_id(0, name) == SHARED)
SECOND = next(name for name in (f"e{n}" for n in count()) if published_id(2, name) == SHARED)


@pytest.fixture(scope="module")
def sharing(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Three headings with one id: one of the home page, and two of a guide."""
    project = small_project(tmp_path_factory.mktemp("sharing") / "project").without_leaflets()
    for language in ("en", "my"):
        project.edit(f"docs/{language}/index.md", "{#daily}", f"{{#{START}}}")
        project.edit(f"docs/{language}/guide.md", "index.md#daily", f"index.md#{START}")
        project.edit(f"docs/{language}/guide.md", "{#more}", f"{{#{SECOND}}}")
    text = KEEP.replace("IDENTIFIER", START)
    (project.docs / "en/keeping.md").write_text(text, encoding="utf-8")
    project.edit("docs/en/index.md", "- [Contacts]", "- [Keeping](keeping.md)\n- [Contacts]")
    built = project.build()
    assert built.returncode == 0, built.stderr
    return project


def headings(page: Path) -> dict[str, str]:
    """Return the id of every heading by its words, "" for one that the copy keeps without."""
    found = re.findall(r'<h2(?: id="?([^" >]+)"?)?>([^<]+)', page.read_text(encoding="utf-8"))
    return {words: identifier for identifier, words in found}


def test_pages_share_an_id_and_a_page_has_none_twice(sharing: Project) -> None:
    guide, start = (headings(sharing.site / f"en/{name}.html") for name in ("2", "index"))
    assert start["Daily"] == guide["Why"] == SHARED, "an id does not change because another page has it"
    assert guide["More"] == published_id(2, SECOND, 8)
    copy = headings(sharing.site / "keep/notes-en.html")
    assert (copy["Daily"], copy["Why"]) == (SHARED, f"p2{SHARED}")
    assert copy["More"] == "", "no link of the copy leads there"
    worker = (sharing.site / "sw.js").read_text(encoding="utf-8")
    assert f'["2.html#{SHARED}", "en/2.html#{SHARED}"].indexOf(path + hash)' in worker


@proof_only
def test_links_lead_to_their_own_headings_live_and_kept(sharing: Project, profile: BrowserContext) -> None:
    with serve(sharing.site) as server:
        page = kept(profile, server)
        for words, heading in (("The reasons", "Why"), ("the start", "Daily")):
            for at in ("en/18.html", "keep/notes-en.html#p18"):
                page.goto(f"{server.base}/{at}")
                page.locator("a:visible", has_text=words).first.click()
                found = page.locator(":target")
                assert found.inner_text() == heading
                assert found.is_visible()
        server.down = True
        page.goto(f"{server.base}/en/2.html#{SHARED}")
        assert page.locator(":target").inner_text() == "Why"
        page.goto(f"{server.base}/en/index.html#{SHARED}")
        assert page.locator(":target").inner_text() == "Daily"
