"""Words that a reader's safety depends on are shown in English too, until somebody has checked them."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from playwright.sync_api import BrowserContext, Page
from support.project import Project, languages_of

from lanpya.languages.shipped_texts import SAFETY, texts_in

ENGLISH, SPANISH = texts_in("en"), texts_in("es")
PAGE = """---
title: Inicio
summary: Por dónde empezar.
address: 0
checked_by: null
translates: {}
---
## Cada día {#daily}

- [Una guía](guide.md)
- [Contactos](contacts.md)
"""


def with_spanish(project: Project) -> Project:
    project.configure(lambda config: languages_of(config).append({"locale": "es", "name": "Español"}))
    (project.docs / "es").mkdir()
    (project.docs / "es/index.md").write_text(PAGE, encoding="utf-8")
    return project.without_leaflets()


def beside(html: str) -> list[str]:
    """Return the English texts in small, those among them that a script shows."""
    return re.findall(r'<small lang="?en"?>(.*?)</small>', unescape(html).replace("&#34;", '"'))


def text_of(project: Project, name: str) -> str:
    html = (project.site / name).read_text(encoding="utf-8")
    return re.sub("<wbr>|\t", "", html)


def assert_readable(page: Page, project: Project) -> None:
    """Nothing is cut off on a phone of 360 pixels, no English is smaller than 12, Leave is one line."""
    assert page.viewport_size == {"width": 360, "height": 640}
    for name in ("es/index.html", "es/23.html", "404.html"):
        page.goto(f"file://{project.site}/{name}")
        sizes = page.eval_on_selector_all(
            "small[lang]", "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
        )
        assert sizes
        assert min(sizes) >= 12
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        leave = page.locator(".leave").bounding_box()
        assert leave is not None
        assert leave["height"] < 64


@pytest.mark.slow
def test_english_is_beside_what_nobody_has_checked(
    project: Project, context: Callable[..., BrowserContext]
) -> None:
    built = with_spanish(project).build()
    assert built.returncode == 0, built.stdout + built.stderr
    home, removal, missing = (text_of(project, name) for name in ("es/index.html", "es/23.html", "404.html"))
    for key in ("leave", "leave_note", "status_unchecked"):
        assert f"{SPANISH[key]} <small lang=en>{ENGLISH[key]}</small>" in home
    assert any(
        text.startswith("Out of date. This page was good until October 1, 2027.") for text in beside(home)
    )
    expected = {ENGLISH[key] for key in SAFETY if key.startswith("remove_") and key != "remove_kept_file"}
    assert expected <= set(beside(removal))
    assert {ENGLISH["not_found"], ENGLISH["not_found_text"]} <= set(beside(missing))
    for html in (home, removal, missing):
        assert "small[lang]" in html  # the style
    copy = beside(text_of(project, "keep/notes-es.html"))
    assert {ENGLISH[key] for key in ("kept_copy", "remove_kept_file", "leave_note", "code_warning")} <= set(
        copy
    )
    assert SPANISH["search"] in home
    assert beside(home).count("Search") == 0  # no word of safety
    assert beside(text_of(project, "en/index.html")) == []
    assert_readable(context().new_page(), project)
    project.say("checked_by", es="reader-a")
    built = project.build()
    assert built.returncode == 0, built.stdout + built.stderr
    for path in project.site.rglob("*.html"):
        assert "<small lang" not in path.read_text(encoding="utf-8")
