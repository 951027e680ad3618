"""A page printed from the browser: all that is folded is on the paper, and the screen stays as it was."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import BrowserContext, Page
from support.sampling import sampled

# as browsers before 2025: none of them prints what is folded, whatever the page's style says
OLD = "details:not([open])::details-content { content-visibility: hidden !important }"
FOLDED = (
    """() => Array.from(document.querySelectorAll('details :is(summary, p, li)'), one => one.textContent)"""
)
OPEN = "() => Array.from(document.querySelectorAll('details'), one => one.open)"


def letters(text: str) -> str:
    """Return a text as letters in a row: a PDF has ligatures, and spaces where lines end."""
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", text))


def printed(page: Page) -> str:
    """Return the letters of a page as printed."""
    sheets = pypdfium2.PdfDocument(page.pdf())
    return letters("".join(sheet.get_textpage().get_text_bounded() for sheet in sheets))


def lacking(page: Page) -> list[str]:
    """Return what is folded on a page and not on the paper."""
    folded, paper = page.evaluate(FOLDED), printed(page)
    assert folded
    return [text for text in folded if letters(text) not in paper]


# a list of sections; what questions fold, and the list of all pages
@pytest.mark.parametrize(
    ("name", "javascript"),  # what is deepest without script, which would unfold it
    sampled(
        itertools.product(("en/2", "en/index"), (True, False)),
        *(("en/2", True), ("en/index", False)),
    ),
)
def test_what_is_folded_is_printed(
    site: Path, reader: Page, plain_reader: Page, name: str, javascript: bool
) -> None:
    page = reader if javascript else plain_reader
    page.goto(f"file://{site}/{name}.html")
    assert lacking(page) == []
    assert not any(page.evaluate(OPEN))


def test_browsers_that_do_not_know_the_style_unfold_for_the_print_alone(
    site: Path, context: Callable[..., BrowserContext]
) -> None:
    page = context(bypass_csp=True).new_page()
    page.goto(f"file://{site}/en/index.html")
    page.add_style_tag(content=OLD)
    page.locator("summary").nth(1).click()
    before = page.evaluate(OPEN)
    assert before.count(True) == 1
    assert lacking(page) == []
    assert page.evaluate(OPEN) == before
    # Safari before version 13 tells of a print by its media alone
    page.emulate_media(media="print")
    page.wait_for_function(f"({OPEN})().every(open => open)")
    page.emulate_media(media="screen")
    page.wait_for_function(f"String(({OPEN})()) === '{','.join(str(one).lower() for one in before)}'")


def test_a_copy_prints_the_guide_that_is_shown_unfolded(site: Path, reader: Page) -> None:
    page = reader
    page.goto(f"file://{site}/keep/notes-en.html#p15")
    paper = printed(page)
    for text in page.locator("#p15 :is(h1, summary, p, li)").all_text_contents():
        assert letters(text) in paper
    assert letters(page.locator("#p2 li").first.text_content() or "") not in paper


def test_without_script_a_copy_prints_all_its_guides(site: Path, plain_reader: Page) -> None:
    page = plain_reader
    page.goto(f"file://{site}/keep/notes-en.html")
    paper = printed(page)
    assert [text for text in page.evaluate(FOLDED) if letters(text) not in paper] == []
    for title in page.locator("h1").all_text_contents():
        assert letters(title) in paper


def test_a_notice_that_the_clock_shows_is_printed(site: Path, context: Callable[..., BrowserContext]) -> None:
    page = context().new_page()
    for day, past in (("2027-02-20", False), ("2027-02-21", True)):
        page.clock.set_fixed_time(f"{day}T12:00:00Z")
        page.goto(f"file://{site}/en/2.html")
        assert ("donotrelyonit" in printed(page)) is past
