"""Measure what a reader pays, in bytes, requests and seconds, from the first tap to the answer.

Network and phone are those of scripts/bench/views.py; the cache is empty at the start and kept between the
steps. Seconds run from each tap until the page shows its content, without time to think. Each figure is the
median of three. What a site does not offer is left out.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.bench.competitors import build_all, served
from scripts.bench.measurement import print_measurement
from scripts.bench.views import FONTS, NAMES, Meter, addresses
from scripts.rigs.chromium import PLAYWRIGHT_FLAGS, environment_with_fonts, find_chromium
from scripts.rigs.offline_trial import finished, tap

SAMPLES = 3
WORDS = {"Burmese": "မိုင်း", "English": "mines"}  # stock Material and VitePress find nothing in Burmese
KEEP = {"Burmese": "18.html", "English": "en/18.html"}
_TAP = "target => [...document.links].find(a => a.href.split('#')[0] === target).click()"
_PAINTED = """([path, before]) => document.querySelector('main h1, .VPDoc h1, article h1')
  && performance.getEntriesByName('first-contentful-paint').length
  && (path ? decodeURI(location.pathname) === path : location.pathname !== before)"""


class Visit:
    """A reader on a site, with what the visit has cost so far."""

    def __init__(self, browser: Browser, host: str, name: str, paths: dict[str, dict[str, str]]):
        self.context = browser.new_context(viewport={"width": 360, "height": 640})
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(120_000)
        self.meter = Meter(self.page)
        self.host, self.name, self.paths, self.seconds = host, name, paths, 0.0

    def address(self, kind: str) -> str:
        """Return the address of a kind of page on this site."""
        return f"{self.host}/{self.paths[kind][self.name]}"

    def wait(self, act: Callable[[], object], *, path: str = "") -> None:
        """Do something, and count the time until the page at `path`, or any page but this one, is painted."""
        before = self.page.evaluate("location.pathname")
        start = time.perf_counter()
        act()
        self.page.wait_for_function(_PAINTED, arg=[path, before], polling=20)
        self.seconds += time.perf_counter() - start

    def open(self, kind: str) -> None:
        """Open a kind of page at its address."""
        address = self.address(kind)
        path = address.removeprefix(self.host)
        self.wait(lambda: self.page.goto(address, wait_until="commit"), path=path)

    def follow(self, kind: str) -> None:
        """Tap the link to a kind of page, wherever it is on this page."""
        address = self.address(kind)
        self.wait(lambda: self.page.evaluate(_TAP, address), path=address.removeprefix(self.host))

    def result(self) -> dict[str, float]:
        """Return what it cost so far, once everything requested has arrived."""
        self.page.wait_for_load_state("networkidle")
        return {"requests": self.meter.requests, "bytes": self.meter.bytes, "seconds": self.seconds}


def to_contact(visit: Visit, language: str) -> None:
    """Go from the home page to a guide, and from there to the contacts."""
    visit.open(f"home, {language}")
    visit.follow(f"guide, {language}")
    visit.follow(f"contacts, {language}")


def search(visit: Visit, language: str) -> None:
    """Search for a word and open the first section found."""
    page, word = visit.page, WORDS[language]
    field, found = {
        "lanpya": ("#q", "#results a"),
        "material": (".md-search__input", ".md-search-result__link"),
        "vitepress": ("#localsearch-input", "#localsearch-list a"),
    }[visit.name]
    visit.open(f"{'search' if visit.name == 'lanpya' else 'home'}, {language}")
    start = time.perf_counter()
    if visit.name == "material":
        page.locator("label.md-header__button[for=__search]").click()
    if visit.name == "vitepress":  # its button does nothing until all scripts are loaded
        page.wait_for_load_state("networkidle")
        page.locator(".DocSearch-Button").click()
    page.locator(field).fill(word)
    page.locator(found).first.wait_for()
    visit.seconds += time.perf_counter() - start
    visit.wait(lambda: page.locator(found).first.evaluate("link => link.click()"))


def keep(visit: Visit, language: str) -> None:
    """Keep the guides, and read one without a network."""
    visit.wait(
        lambda: visit.page.goto(f"{visit.host}/{KEEP[language]}", wait_until="commit"),
        path=f"/{KEEP[language]}",
    )
    start = time.perf_counter()
    tap(visit.page)
    if (how := finished(visit.page)) != "done":
        raise RuntimeError(f"Keeping ended with: {how}")
    visit.seconds += time.perf_counter() - start
    visit.context.set_offline(True)
    address = visit.address(f"guide, {language}")  # leads to its place in the saved file
    visit.wait(lambda: visit.page.goto(address, wait_until="commit"))
    visit.context.set_offline(False)


def scan(visit: Visit, language: str) -> None:
    """Open the page that the QR code on a leaflet leads to."""
    visit.open(f"guide, {language}")


def switch(visit: Visit, language: str) -> None:
    """Go to the same guide in the other language."""
    visit.open(f"guide, {language}")
    visit.follow(f"guide, {'English' if language == 'Burmese' else 'Burmese'}")


JOURNEYS: dict[str, tuple[Callable[[Visit, str], None], str, tuple[str, ...]]] = {
    "home → guide → contacts": (to_contact, "Burmese", NAMES),
    "search → section, Burmese": (search, "Burmese", ("lanpya",)),
    "search → section, English": (search, "English", NAMES),
    "keep → read without a network": (keep, "Burmese", ("lanpya",)),
    "scan a code → page": (scan, "Burmese", NAMES),
    "guide → the same in English": (switch, "Burmese", NAMES),
}


def measure(samples: int = SAMPLES) -> dict[str, Any]:
    """Return what every journey costs on every site that offers it."""
    paths, found = addresses(), dict[str, Any]()
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        sites = build_all(Path(temporary), NAMES)
        fonts = dict(environment_with_fonts(Path(temporary), FONTS))
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(PLAYWRIGHT_FLAGS), env=fonts
        )
        for journey, (go, language, names) in JOURNEYS.items():
            found[journey] = {}
            for name in filter(sites.__contains__, names):
                results = []
                for number in range(samples):
                    print(f"\r{journey}: {name}, {number + 1} of {samples} ", end="", flush=True)
                    with served(sites[name]) as host:
                        visit = Visit(browser, host, name, paths)
                        go(visit, language)
                        results.append(visit.result())
                        visit.context.close()
                found[journey][name] = {
                    key: statistics.median(one[key] for one in results) for key in results[0]
                }
            print()
        browser.close()
    return {"samples": samples, "journeys": found}


def markdown(data: dict[str, Any]) -> str:
    """Return the measurement as a table."""
    lines = ["| journey | " + " | ".join(NAMES) + " |", "| --- |" + " --- |" * len(NAMES)]
    for journey, costs in data["journeys"].items():
        cells = [_cell(costs[name], costs["lanpya"]) if name in costs else "" for name in NAMES]
        lines.append(f"| {journey} | {' | '.join(cells)} |")
    lines.append(f"\nMedian of {data['samples']}; in brackets Lanpya ÷ the other: bytes, seconds.")
    return "\n".join(lines)


def _cell(cost: dict[str, float], mine: dict[str, float]) -> str:
    shown = f"{cost['requests']:.0f} req., {cost['bytes']:,.0f} B, {cost['seconds']:.1f} s"
    if cost is mine:
        return shown
    return f"{shown} ({mine['bytes'] / cost['bytes']:.2f}, {mine['seconds'] / cost['seconds']:.2f})"


if __name__ == "__main__":
    sys.exit(
        print_measurement(
            __doc__, measure, markdown, samples={"default": SAMPLES, "help": "repetitions of each journey"}
        )
    )
