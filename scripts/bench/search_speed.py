"""Measure how long the search takes on a slow processor, from a letter typed to results on the screen.

Chromium slows the processor down, four times by default. The index is there already; the first results are
those for the first letter after it came (what is exact), the ranked ones follow at once, and every further
letter has both. It prints the least, the median and the most of several runs, in milliseconds.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from scripts.rigs.arguments import Parser
from scripts.rigs.chromium import PLAYWRIGHT_FLAGS, find_chromium
from scripts.rigs.paths import ROOT

_TYPED = {
    "my": ("ဖုန်း", "သားကိုစစ်မှုထမ်းဖို့စာလာပို့သွားတယ်ဘယ်လိုလုပ်ရမလဲ"),
    "en": ("phone", "my husband's phone is being searched what shall i do"),
}
_STAGES = ("first results", "ranked results", "a word after", "a question after")
# Loads the index; then times what search.js does with each text, up to the layout of its results
_MEASURE = """async ([word, question]) => {
  for (const address of q.dataset.index.split(' ')) {
    await new Promise(done => {
      const script = document.createElement('script');
      script.src = address;
      script.onload = done;
      document.head.append(script);
    });
  }
  return [word, word, word, question].map(typed => {
    const from = performance.now();
    const [state, list] = rank(typed);
    document.getElementById('index').hidden = results.innerHTML = list;
    document.body.getBoundingClientRect();
    return performance.now() - from;
  });
}"""


def measure(browser: Browser, address: str, code: str, slower: float) -> list[float]:
    """Return the milliseconds of each stage on a fresh page."""
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(address)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    took: list[float] = page.evaluate(_MEASURE, _TYPED[code])
    page.close()
    return took


def main() -> int:
    """Print a line for each language and stage."""
    parser = Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site (default: site)")
    parser.add_argument("--slower", type=float, default=4, help="how many times (default: 4)")
    parser.add_argument("--runs", type=int, default=9, help="(default: 9)")
    typed = parser.parse_args()
    site = typed.site.resolve()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(PLAYWRIGHT_FLAGS))
        for code in _TYPED:
            folder = "" if code == "my" else f"{code}/"
            runs = [
                measure(browser, f"file://{site}/{folder}21.html", code, typed.slower)
                for _ in range(typed.runs)
            ]
            for stage, took in zip(_STAGES, zip(*runs, strict=True), strict=True):
                figures = (min(took), statistics.median(took), max(took))
                print(
                    f"{code}  {stage:18}" + "".join(f"{figure:6.0f}" for figure in figures) + " ms",
                    flush=True,
                )
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
