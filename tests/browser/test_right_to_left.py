"""Pages in a language from right to left, as a reader of a narrow phone sees them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page
from support.project import Project

WIDTH = 360
PAGES = ("index", "2", "19", "21", "23")
# the place of each element, and where text inside it begins, from the side where reading begins
SIDES = """
name => {
  const rtl = getComputedStyle(document.documentElement).direction === 'rtl';
  const from = (box, side) => rtl === (side === 'start') ? innerWidth - box.right : box.left;
  return Array.from(document.querySelectorAll(name), element => {
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    return {
      start: Math.round(from(box, 'start')),
      end: Math.round(from(box, 'end')),
      inside: rtl ? style.paddingRight : style.paddingLeft,
      text: style.textAlign,
      direction: style.direction,
    };
  });
}
"""
# what a line of text shows from the left, sign by sign
SEEN = """
needle => {
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(needle);
    if (at < 0) continue;
    const signs = Array.from(needle, (sign, number) => {
      const range = document.createRange();
      range.setStart(walker.currentNode, at + number);
      range.setEnd(walker.currentNode, at + number + 1);
      return [range.getBoundingClientRect().left, sign];
    });
    return signs.sort((one, other) => one[0] - other[0]).map(sign => sign[1]).join('');
  }
}
"""


@pytest.fixture
def opened(hebrew_site: Project, reader: Page) -> Callable[[str], Page]:
    """A function that opens a page of that site."""

    def opens(name: str) -> Page:
        reader.goto(f"file://{hebrew_site.site}/{name}")
        return reader

    return opens


def sides(page: Page, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(SIDES, name)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_the_mirror_image_of_one_from_left_to_right(
    opened: Callable[[str], Page], name: str
) -> None:
    seen = {}
    for folder in ("en", "he"):
        page = opened(f"{folder}/{name}.html")
        assert page.evaluate("document.documentElement.scrollWidth") == WIDTH
        assert page.get_attribute("html", "dir") == ("rtl" if folder == "he" else None)
        [leave] = sides(page, ".leave")
        headings, lists = sides(page, "h1, h2"), sides(page, "main ul:not(.status)")
        seen[folder] = (
            leave["end"],
            {heading["start"] for heading in headings},
            [each["inside"] for each in lists],
            sides(page, ".skip")[0]["start"] < -WIDTH,
        )
        assert {heading["direction"] for heading in headings} == {"rtl" if folder == "he" else "ltr"}
    assert seen["en"] == seen["he"]


def test_codes_and_addresses_run_from_left_to_right(opened: Callable[[str], Page]) -> None:
    guide = opened("he/2.html")
    assert guide.evaluate(SEEN, "*#06#") == "*#06#"
    assert guide.evaluate(SEEN, "C++") == "C++"
    contacts = opened("he/19.html")
    address = contacts.locator(".entry a").first.text_content()
    assert address and contacts.evaluate(SEEN, address) == address


def test_the_language_switch_and_the_page_for_a_wrong_address_say_the_direction(
    opened: Callable[[str], Page],
) -> None:
    switch = opened("he/2.html").locator("nav a[hreflang]")
    assert switch.evaluate_all("all => all.map(link => [link.lang, link.dir])") == [
        ["my", "ltr"],
        ["en", "ltr"],
        ["shn", "ltr"],
    ]
    switch = opened("en/2.html").locator("nav a[hreflang]")
    assert switch.evaluate_all("all => all.map(link => [link.lang, link.dir])") == [
        ["my", ""],
        ["he", "rtl"],
        ["shn", ""],
    ]
    found = sides(opened("404.html"), "section")
    assert [section["direction"] for section in found] == ["ltr", "ltr", "rtl"]


def test_the_copy_and_its_search_run_from_right_to_left(opened: Callable[[str], Page]) -> None:
    page = opened("keep/notes-he.html")
    assert page.get_attribute("html", "dir") == "rtl"
    page.fill("#q", "מדריך")
    results = sides(page, "#results li")
    assert results
    assert {result["direction"] for result in results} == {"rtl"}
    assert page.evaluate("document.documentElement.scrollWidth") == WIDTH


def test_a_page_from_left_to_right_has_no_direction_but_around_other_words(hebrew_site: Project) -> None:
    for path in hebrew_site.site.glob("en/*.html"):
        html = path.read_text(encoding="utf-8")
        turned = re.findall(r"<[^>]*\bdir=[^>]*>", html)
        assert all(re.search(r"\bdir=rtl\b", tag) and re.search(r"\blang=he\b", tag) for tag in turned)
