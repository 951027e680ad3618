"""Measure the distance from the home page to the answer in twelve situations: taps, and seconds of reading.

For each, it looks in Chromium, 360 pixels wide, for the way with the least reading: lines that open, links,
and the text above the right heading. The seconds assume that the reader reads all of it, in English, at 200
words a minute. With --site and --column before it measures an earlier build.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from playwright.sync_api import Locator, Page, sync_playwright

from scripts.rigs.arguments import Parser
from scripts.rigs.chromium import PLAYWRIGHT_FLAGS, find_chromium
from scripts.rigs.paths import ROOT

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


_FOLDS = "() => Array.from(document.querySelectorAll('details'), one => one.open)"
_FOLD_AGAIN = "open => document.querySelectorAll('details').forEach((one, at) => { one.open = open[at]; })"
_BEFORE = (
    "(one, two) => one === two || !!(one.compareDocumentPosition(two) & Node.DOCUMENT_POSITION_FOLLOWING)"
)


def ways(page: Page, address: str, selector: str) -> Iterator[tuple[int, int, str]]:
    """Yield taps, words read and target for every such link of a page."""
    page.goto(address)
    folded = page.evaluate(_FOLDS)
    for index in range(page.locator(selector).count()):
        page.evaluate(_FOLD_AGAIN, folded)
        link, above = page.locator(selector).nth(index), starting_element(page, address)
        if above and not above.evaluate(_BEFORE, link.element_handle()):
            continue
        words, folds = 0, link.locator("xpath=ancestor::details").all()
        for fold in folds:
            summary = fold.locator("> summary")
            words += words_above(page, summary, above)
            summary.click()
            above = summary
        yield len(folds) + 1, words + words_above(page, link, above), str(link.evaluate("one => one.href"))


def starting_element(page: Page, address: str) -> Locator | None:
    """Return the element at which an address opens its page, or None for the top."""
    fragment = address.partition("#")[2]
    return page.locator(f"[id='{fragment}']") if fragment else None


def words_above(page: Page, last: Locator, first: Locator | None) -> int:
    """Return how many visible words are above an element, and below another if given."""
    handles = [last.element_handle(), first.element_handle() if first else None]
    return int(page.evaluate(_WORDS, handles))


def shortest(page: Page, home: str, number: int, heading: str) -> tuple[int, int]:
    """Return taps and words read on the way with the fewest words; raises LookupError if there is none."""
    target_page = f"{number}.html"
    page.goto(home.replace("index.html", target_page))
    target = f"#{page.locator('main h2', has_text=heading).first.get_attribute('id')}"
    found = [*_straight(page, home, target_page, target), *_by_questions(page, home, target_page, target)]
    if not found:
        raise LookupError(f"No link of the home page leads to {target_page}, {heading}")
    return min(found, key=lambda one: one[1])


def _straight(page: Page, home: str, target_page: str, target: str) -> Iterator[tuple[int, int]]:
    """Yield the ways by a link to the page, then down to the heading or by the page's table of contents."""
    for taps, words, address in list(ways(page, home, f"main a[href^='{target_page}']")):
        page.goto(address)
        start, heading = starting_element(page, address), page.locator(f"[id='{target[1:]}']")
        if start is None or start.evaluate(_BEFORE, heading.element_handle()):
            yield taps, words + words_above(page, heading, start)
            for more, read, _ in list(ways(page, address, f"main details a[href='{target}']")):
                yield taps + more, words + read


def _by_questions(page: Page, home: str, target_page: str, target: str) -> Iterator[tuple[int, int]]:
    """Yield the ways by another page with guided questions."""
    links = f".questions a[href='{target_page}{target}'], .questions a[href='{target}']"
    for taps, words, address in _asking(page, home):
        for more, read, _ in list(ways(page, address, links)):
            yield taps + more, words + read


@cache
def _asking(page: Page, home: str) -> list[tuple[int, int, str]]:
    """Return the ways from the home page to pages with guided questions."""
    folder = Path(urlsplit(home).path).parent
    names = [
        path.name for path in sorted(folder.glob("*.html")) if "class=questions" in path.read_text("utf-8")
    ]
    links = [f"main .questions a[href^='{name}#']" for name in names if name != "index.html"]
    return [way for link in links for way in list(ways(page, home, link))]


def main() -> int:
    """Print a line for each situation, and the mean."""
    parser = Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site (default: site)")
    parser.add_argument(
        "--column", choices=("now", "before"), default="now", help="which answers to look for"
    )
    typed = parser.parse_args()
    situations: list[dict[str, Any]] = yaml.safe_load(
        (ROOT / "scripts/bench/task_distance.yml").read_text("utf-8")
    )
    home = f"file://{typed.site.resolve()}/en/index.html"
    times: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(PLAYWRIGHT_FLAGS))
        page = browser.new_page(viewport={"width": 360, "height": 640})
        for one in situations:
            if one[typed.column] is None:
                print(f"no answer          {one['who']}")
                continue
            taps, words = shortest(page, home, *one[typed.column])
            times.append(words * 60 / WORDS_A_MINUTE)
            print(f"{taps} taps, {times[-1]:4.0f} s     {one['who']}", flush=True)
        browser.close()
    print(f"answered: {len(times)} of {len(situations)}; mean {sum(times) / len(times):.0f} s of reading")
    return 0


if __name__ == "__main__":
    sys.exit(main())
