"""Measure how far it is from the home page to the answer, in twelve situations: taps, and seconds of reading.

For each it looks in Chromium, 360 pixels wide, for the way that takes the least reading: lines that open,
links, and the text above the right heading. Whoever reads all of it, in English, at 200 words a minute, needs
so long.
With --site and --column before it measures an earlier build.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Locator, Page, sync_playwright

from lanpya.browser import FLAGS, find_chromium

ROOT = Path(__file__).resolve().parent.parent
WORDS_A_MINUTE = 200
# Words that are seen above an element, and below another if one is given, in the order of the page
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


def ways(page: Page, home: str, number: int) -> Iterator[tuple[int, int, str]]:
    """Yield taps, words read and the address behind for every link of the home page to a page."""
    page.goto(home)
    count = page.locator(f"main a[href^='{number}.html']").count()
    for index in range(count):
        page.goto(home)
        link = page.locator(f"main a[href^='{number}.html']").nth(index)
        folds = link.locator("xpath=ancestor::details").all()
        words, above = 0, None
        for fold in folds:
            summary = fold.locator("> summary")
            words += seen(page, summary, above)
            summary.click()
            above = summary
        yield len(folds) + 1, words + seen(page, link, above), str(link.evaluate("one => one.href"))


def seen(page: Page, last: Locator, first: Locator | None) -> int:
    """Return how many words stand above an element, and below another if one is given."""
    handles = [last.element_handle(), first.element_handle() if first else None]
    return int(page.evaluate(_WORDS, handles))


def shortest(page: Page, home: str, number: int, heading: str) -> tuple[int, int]:
    """Return taps and words read on the way with the fewest words; raises LookupError where there is none."""
    found: list[tuple[int, int]] = []
    for taps, words, address in list(ways(page, home, number)):
        page.goto(address)
        goal = page.locator("main h2", has_text=heading).first
        fragment = address.partition("#")[2]
        start = page.locator(f"[id='{fragment}']") if fragment else None
        if start and start.evaluate("(one, goal) => one === goal", goal.element_handle()):
            found.append((taps, words))
        elif not fragment:
            found.append((taps, words + seen(page, goal, None)))
            found += by_contents(page, goal, taps, words)
    if not found:
        raise LookupError(f"No link of the home page leads to {number}.html, {heading}")
    return min(found, key=lambda one: one[1])


def by_contents(page: Page, goal: Locator, taps: int, words: int) -> Iterator[tuple[int, int]]:
    """Yield the way through the list of a page's own sections, where it has one."""
    link = page.locator(f"main details a[href='#{goal.get_attribute('id')}']").first
    if link.count():
        summary = link.locator("xpath=ancestor::details[last()]").locator("> summary")
        above = seen(page, summary, None)
        summary.click()
        yield taps + 2, words + above + seen(page, link, summary)


def main() -> int:
    """Print a line for each situation, and the mean."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site (default: site)")
    parser.add_argument(
        "--column", choices=("now", "before"), default="now", help="which answers to look for"
    )
    typed = parser.parse_args()
    situations: list[dict[str, Any]] = yaml.safe_load(
        (ROOT / "scripts" / "situations.yml").read_text("utf-8")
    )
    home = f"file://{typed.site.resolve()}/en/index.html"
    times: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
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
