"""Score the search: how many queries find a guide that answers among the first three results.

The queries are tests/browser/asked.yml or, with --unseen, those that were held back, of which none is shown.
Chromium types them into the built site, or with --copy into its one-file copies.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page, sync_playwright

from scripts.rigs.arguments import Parser
from scripts.rigs.chromium import PLAYWRIGHT_FLAGS, find_chromium
from scripts.rigs.paths import ROOT

_FIRST = 3
_ASKED = ROOT / "tests" / "browser"
# Types a text as its last letter would; returns where the results lead, in a copy the ids of the guides
_TYPE = """typed => {
  q.value = typed;
  q.dispatchEvent(new InputEvent('input', {bubbles: true}));
  return Array.from(document.querySelectorAll('#results > li > a'), a => a.getAttribute('href')).map(
    href => href[0] === '#' ? document.getElementById(href.slice(1)).closest('article').id : href);
}"""


@dataclass
class Score:
    """How many queries of a group were asked and found, and those that were not, with what came instead."""

    asked: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)


def queries(unseen: bool = False) -> dict[str, list[dict[str, Any]]]:
    """Return the queries of each language: `query`, `finds` (files of guides) and `group`."""
    path = _ASKED / ("asked_unseen.yml" if unseen else "asked.yml")
    asked: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return asked


def scores(page: Page, address: str, code: str, asked: list[dict[str, Any]]) -> dict[str, Score]:
    """Return the score of each group, from the page with the search at an address."""
    page.goto(address)
    page.locator("#q").fill("a")  # asks for the index
    page.locator("#found:not([hidden]), #none:not([hidden])").wait_for(state="attached")
    found: dict[str, Score] = defaultdict(Score)
    for one in asked:
        score = found[one["group"]]
        results = page.evaluate(_TYPE, one["query"])[:_FIRST]
        score.asked += 1
        if {_number(result) for result in results} & {_address(code, file) for file in one["finds"]}:
            score.found += 1
        else:
            score.missed.append(f"{one['query']} → {', '.join(results) or 'nothing'}, not {one['finds']}")
    return dict(found)


def _number(result: str) -> str:
    """Return the number of the page in 7.html#short, or in p7, its id in a copy."""
    match = re.match(r"p?(\d+|index)", result)
    return match[1] if match else result


@cache
def _address(code: str, file: str) -> str:
    match = re.search(r"^address: (\d+)$", (ROOT / "docs" / code / file).read_text("utf-8"), re.MULTILINE)
    if not match:
        raise LookupError(f"docs/{code}/{file} has no address")
    return match[1]


def lines(code: str, found: dict[str, Score]) -> Iterator[str]:
    """Yield a line for each group, and the sum."""
    for group, score in found.items():
        yield f"{code}  {group:16} {score.found:3} of {score.asked:3}  {score.found / score.asked:4.0%}"
    asked, right = (sum(getattr(one, name) for one in found.values()) for name in ("asked", "found"))
    yield f"{code}  {'all':16} {right:3} of {asked:3}  {right / asked:4.0%}"


def main() -> int:
    """Print the scores, and with --missed the queries that failed."""
    parser = Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site (default: site)")
    parser.add_argument("--unseen", action="store_true", help="the queries that were held back")
    parser.add_argument(
        "--missed", action="store_true", help="show the queries that failed, if not held back"
    )
    parser.add_argument("--copy", action="store_true", help="search in the one-file copies")
    typed = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(PLAYWRIGHT_FLAGS))
        page = browser.new_page(viewport={"width": 360, "height": 640})
        for code, asked in queries(typed.unseen).items():
            name = (
                f"keep/notes-{code}.html" if typed.copy else "21.html" if code == "my" else f"{code}/21.html"
            )
            found = scores(page, f"file://{typed.site.resolve()}/{name}", code, asked)
            print("\n".join(lines(code, found)), flush=True)
            if typed.missed and not typed.unseen:
                print("\n".join(f"    {miss}" for score in found.values() for miss in score.missed))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
