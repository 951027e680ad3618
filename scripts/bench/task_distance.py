"""Measure the way from the home page to the answer in twelve situations: taps, loads, scrolling, reading.

For each, it looks in Chromium, 360 × 640 pixels, for the way with the least scrolling, then the least
reading: by the link to the topics in the top line if there is one, lines that open, links, and the text above
the right section. The seconds assume that the reader reads everything passed, in English, at 200 words a
minute. With --site it measures an earlier build.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import yaml
from playwright.sync_api import Locator, Page, sync_playwright

from lanpya.content.urls import published_id
from scripts.rigs.arguments import Parser
from scripts.rigs.chromium import PLAYWRIGHT_FLAGS, find_chromium
from scripts.rigs.paths import ROOT

SITUATIONS = ROOT / "scripts/bench/task_distance.yml"
SCREEN = {"width": 360, "height": 640}
WORDS_A_MINUTE = 200
# The number of visible words above an element (and below another, if given), in document order
_WORDS = """([last, first]) => {
  const after = (one, node) => one.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  let count = 0;
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (last.contains(node) || after(last, node)) break;
    if (first && (first.contains(node) || !after(first, node))) continue;
    if (node.parentElement.checkVisibility()) count += (node.data.match(/[a-z’'-]+/gi) || []).length;
  }
  return count;
}"""
# Brings an element between the top of the screen and the Leave control; returns by how many pixels
_SCROLL = """one => {
  const place = one.getBoundingClientRect();
  const end = document.querySelector('.leave').getBoundingClientRect().top;
  const by = place.top < 0 ? place.top : Math.max(0, Math.min(place.bottom - end, place.top));
  window.scrollBy(0, by);
  return Math.abs(by);
}"""
_FOLDS = "[...document.querySelectorAll('details')].map(one => one.open)"
_FOLD_AGAIN = "open => document.querySelectorAll('details').forEach((one, at) => { one.open = open[at]; })"
_BEFORE = (
    "(one, two) => one === two || !!(one.compareDocumentPosition(two) & Node.DOCUMENT_POSITION_FOLLOWING)"
)


class Way(NamedTuple):
    """What a way costs."""

    taps: int
    loads: int
    pixels: float
    words: int

    @property
    def screens(self) -> float:
        """How many screens are scrolled."""
        return self.pixels / SCREEN["height"]

    @property
    def seconds(self) -> float:
        """How long it takes to read all that is passed."""
        return self.words * 60 / WORDS_A_MINUTE

    def then(self, other: Way) -> Way:
        """Return the way that goes on with another."""
        return Way(*(one + two for one, two in zip(self, other, strict=True)))


def ways(page: Page, address: str, selector: str) -> Iterator[tuple[Way, str]]:
    """Yield the ways by every such link below the place that an address opens, with their targets."""
    for index in range(_opened(page, address).locator(selector).count()):
        link, above = _opened(page, address).locator(selector).nth(index), starting_element(page, address)
        if above and not above.evaluate(_BEFORE, link.element_handle()):
            continue
        folded = page.evaluate(_FOLDS)
        folds, words, pixels = link.locator("xpath=ancestor::details").all(), 0, 0.0
        for fold in folds:
            summary = fold.locator("> summary")
            words += words_above(page, summary, above)
            pixels += summary.evaluate(_SCROLL)
            summary.evaluate("one => one.click()")
            above = summary
        words += words_above(page, link, above)
        pixels += link.evaluate(_SCROLL)
        target = str(link.evaluate("one => one.href"))
        loads = int(target.partition("#")[0] != address.partition("#")[0])
        yield Way(len(folds) + 1, loads, pixels, words), target
        page.evaluate(_FOLD_AGAIN, folded)


def _opened(page: Page, address: str) -> Page:
    """Return the page, opened at the place that an address names, as after a tap on a link."""
    if page.url.partition("#")[0] != address.partition("#")[0]:
        page.goto(address)
    start = starting_element(page, address)
    page.evaluate("window.scrollTo(0, 0)")
    if start:
        start.evaluate("one => one.scrollIntoView()")
    return page


def starting_element(page: Page, address: str) -> Locator | None:
    """Return the element at which an address opens its page, or None for the top."""
    fragment = address.partition("#")[2]
    return page.locator(f"[id='{fragment}']") if fragment else None


def words_above(page: Page, last: Locator, first: Locator | None) -> int:
    """Return how many visible words are above an element, and below another if given."""
    handles = [last.element_handle(), first.element_handle() if first else None]
    return int(page.evaluate(_WORDS, handles))


def shortest(page: Page, home: str, number: int, section: str) -> Way:
    """Return the way to a section with the least scrolling, then reading; raises LookupError if none."""
    target_page, target = f"{number}.html", f"#{published_id(number, section)}"
    begun, start = _top_link(page, home)
    found = [*_straight(page, start, target_page, target), *_by_questions(page, start, target_page, target)]
    if not found:
        raise LookupError(f"No link of the home page leads to {target_page}, {section}")
    return begun.then(min(found, key=lambda way: (way.pixels, way.words, way.taps)))


@cache
def _top_link(page: Page, home: str) -> tuple[Way, str]:
    """Return the way by the link of the top line to the topics, and where it leads; without one, the page."""
    page.goto(home)
    for link in page.locator("header nav a[href^='#h']").all():
        return Way(1, 0, 0, 0), f"{home}{link.get_attribute('href')}"
    return Way(0, 0, 0, 0), home


def _straight(page: Page, start: str, target_page: str, target: str) -> Iterator[Way]:
    """Yield the ways by a link to the page, then down to the section or by the page's table of contents."""
    for way, address in list(ways(page, start, f"main a[href^='{target_page}']")):
        above, section = (
            starting_element(_opened(page, address), address),
            page.locator(f"[id='{target[1:]}']"),
        )
        if above is None or above.evaluate(_BEFORE, section.element_handle()):
            words = words_above(page, section, above) if address.partition("#")[2] != target[1:] else 0
            yield way.then(Way(0, 0, section.evaluate(_SCROLL), words))
            for more, _ in list(ways(page, address, f"main details a[href='{target}']")):
                yield way.then(more)


def _by_questions(page: Page, start: str, target_page: str, target: str) -> Iterator[Way]:
    """Yield the ways by another page with guided questions."""
    links = f".questions a[href='{target_page}{target}'], .questions a[href='{target}']"
    for way, address in _asking(page, start):
        for more, _ in list(ways(page, address, links)):
            yield way.then(more)


@cache
def _asking(page: Page, start: str) -> list[tuple[Way, str]]:
    """Return the ways from the home page to other pages with guided questions."""
    folder = Path(urlsplit(start).path).parent
    names = [
        path.name for path in sorted(folder.glob("*.html")) if "class=questions" in path.read_text("utf-8")
    ]
    links = [f"main .questions a[href^='{name}#']" for name in names if name != "index.html"]
    return [way for link in links for way in list(ways(page, start, link))]


def situations() -> list[dict[str, Any]]:
    """Return the situations, each with who is in it and the answer's page and section."""
    read: list[dict[str, Any]] = yaml.safe_load(SITUATIONS.read_text("utf-8"))
    return read


def main() -> int:
    """Print a line for each situation in English and Burmese, and the most of each figure."""
    parser = Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site (default: site)")
    site = parser.parse_args().site.resolve()
    print("English: taps, loads, screens, seconds; Burmese: taps, loads, screens")
    found: list[tuple[Way, Way]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(PLAYWRIGHT_FLAGS))
        page = browser.new_page(viewport=SCREEN)
        for one in situations():
            english, burmese = (
                shortest(page, f"file://{site}/{home}", *one["answer"])
                for home in ("en/index.html", "index.html")
            )
            found.append((english, burmese))
            print(
                f"{_figures(english)} {english.seconds:4.0f}   {_figures(burmese)}   {one['who']}", flush=True
            )
        browser.close()
    most = [Way(*map(max, zip(*ways_in, strict=True))) for ways_in in zip(*found, strict=True)]
    print(f"{_figures(most[0])} {most[0].seconds:4.0f}   {_figures(most[1])}   the most of each")
    return 0


def _figures(way: Way) -> str:
    return f"{way.taps:2} {way.loads:2} {way.screens:5.1f}"


if __name__ == "__main__":
    sys.exit(main())
