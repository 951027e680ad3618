"""Where real browsers end a line of Burmese: between words, and never inside a syllable."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from support.project import ROOT

from lanpya.languages.burmese.words import segments, word_boundaries
from lanpya.pages.line_breaks import with_breaks
from scripts.rigs.line_breaks import (
    WIDTHS,
    breakable,
    count_breaks,
    is_inside_a_syllable,
    prepared,
    without_breaks,
)

SCRIPT = (ROOT / "scripts/rigs/line_breaks.js").read_text(encoding="utf-8")


def lay_out(page: Page, html: str, width: int) -> list[dict[str, Any]]:
    """Show the page at a width in CSS pixels; return its blocks with the places where lines begin."""
    page.set_viewport_size({"width": width, "height": 640})
    page.set_content(prepared(html))
    blocks: list[dict[str, Any]] = page.evaluate(SCRIPT)
    return blocks


@pytest.fixture(scope="module")
def burmese_pages(site: Path, proof: bool) -> dict[str, str]:
    names = sorted(path.name for path in site.glob("*.html")) if proof else ["2.html", "index.html"]
    return {name: (site / name).read_text(encoding="utf-8") for name in names}


@pytest.fixture
def page(reader: Page) -> Page:
    return reader


@pytest.mark.parametrize(
    ("text", "at", "torn"),
    [
        ("နှင့်", 2, True),
        ("စင်္ကာပူ", 1, True),
        ("စင်္ကာပူ", 4, True),
        ("လင့်ခ်", 4, True),
        ("တက္ကသိုလ်", 1, True),
        ("ဖုန်းစစ်", 5, False),
        ("မလုပ်", 1, False),
    ],
)
def test_the_judge_finds_a_torn_syllable(text: str, at: int, torn: bool) -> None:
    assert is_inside_a_syllable(text, at) is torn


@pytest.mark.proof
def test_no_line_ends_inside_a_syllable(burmese_pages: dict[str, str], page: Page) -> None:
    total, torn_as_typed = 0, 0
    for width in WIDTHS:
        for name, html in burmese_pages.items():
            count = count_breaks(lay_out(page, html, width))
            assert count.torn == [], f"{name} at {width} pixels"
            total += count.breaks
            # the same text as typed: the browser alone tears syllables, so this test can fail
            torn_as_typed += len(count_breaks(lay_out(page, without_breaks(html), width)).torn)
    assert total > 100 * len(burmese_pages)
    assert torn_as_typed > len(burmese_pages)


@pytest.mark.proof
def test_a_browser_breaks_at_most_boundaries_when_it_must(burmese_pages: dict[str, str], page: Page) -> None:
    for name, html in burmese_pages.items():
        blocks = lay_out(page, html, width=1)
        legal = sum(len(word_boundaries(block["text"])) for block in blocks)
        assert legal > 30
        assert count_breaks(blocks).breaks >= 0.6 * legal, name


def test_no_line_ends_inside_a_word_with_a_dot_below_its_asat(page: Page) -> None:
    words = ["ကျွန်တော့်", "အဒေါ့်", "ပြော့်", "ကျော့်"]
    text = "".join(f"{word}ဖုန်း" for word in words * 3)
    head = '<html lang="my"><head><style>u{white-space:nowrap}</style></head>'
    html = f"{head}<body><p>{text}</p></body></html>"
    blocks = [block for width in WIDTHS for block in lay_out(page, with_breaks(html), width)]
    assert count_breaks(blocks).breaks > 20
    for block in blocks:
        inside = {
            at
            for word in words
            for m in re.finditer(word, block["text"])
            for at in range(m.start() + 1, m.end())
        }
        assert inside.isdisjoint(block["breaks"])


def test_most_boundaries_between_words_stay_breakable(site: Path) -> None:
    counts = [breakable(path.read_text(encoding="utf-8")) for path in site.glob("*.html")]
    found, legal = map(sum, zip(*counts, strict=True))
    assert legal > 3000
    assert found >= 0.6 * legal


def test_breaks_cost_at_most_fifteen_of_a_hundred_bytes(site: Path) -> None:
    for path in site.glob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert size(html) <= 1.15 * size(without_breaks(html)), path.name


def size(text: str) -> int:
    return len(gzip.compress(text.encode(), compresslevel=6, mtime=0))


def test_no_break_is_in_an_attribute_a_title_or_a_script(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        for tag in re.findall(r"<[a-z][^>]*>", re.sub(r"<script>.*?</script>", "", html, flags=re.S)):
            assert "wbr" not in tag.removeprefix("<wbr>"), tag
        title = re.search(r"<title[^>]*>(.*?)<", html)
        assert title
        assert not title[1] or "မှတ်" in title[1] or title[1].isascii()
        assert "\u200b" not in html


def test_addresses_and_latin_words_may_break_on_a_narrow_screen() -> None:
    address = "https://helpline.families-support.example.org/contact/form-2026"
    html = f'<p lang="my">ဖုန်း\n  စစ်ဆေး <a href="{address}">{address}</a> (auto-download)</p>'
    assert "<u> " not in with_breaks(html)
    assert f">{address}</a> (auto-download)</p>" in with_breaks(html)


def test_the_style_says_nothing_that_only_newer_browsers_know(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert not re.search(r"@media[^{]*<", path.read_text(encoding="utf-8")), path.name


def test_copied_searched_and_read_out_text_is_clean(site: Path, page: Page) -> None:
    page.goto(f"file://{site}/2.html")
    item = page.locator("main li").first
    source = (ROOT / "docs/my/safe-contact.md").read_text(encoding="utf-8").split("\n- ", 2)[1].strip()
    source = re.sub(r"\[\]\(pictogram:[a-z-]+\) ", "", source)  # a sign, which has no letters
    assert item.inner_text().strip() == source
    copied = item.evaluate(
        "item => { getSelection().selectAllChildren(item); return getSelection().toString(); }"
    )
    assert copied.strip() == source
    assert source in item.aria_snapshot()
    words = segments(source)
    phrase = "".join(words[:6])
    assert len(phrase) > 10
    page.evaluate("getSelection().removeAllRanges()")
    assert page.evaluate("phrase => find(phrase)", phrase)
    found = page.evaluate("getSelection().toString()")
    assert phrase.startswith(found)  # Chromium's search passes over a tone at the end
    assert len(found) >= len(phrase) - 1
