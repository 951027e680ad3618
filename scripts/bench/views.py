"""Measure what a first view costs, with Lanpya and with what people would use instead.

In real Chromium with an empty cache, at 250 kbit/s with 300 ms of latency, a processor slowed down four
times, and 360 pixels of width; the server compresses with gzip -6. Each figure is the median of five views,
taken in turn.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.runtime.compression import gzip_size
from lanpya.site.page_weight import text_of
from scripts.bench.competitors import ROOT, build_all, served
from scripts.bench.measurement import print_measurement
from scripts.rigs.chromium import PLAYWRIGHT_FLAGS, environment_with_fonts, find_chromium

FONTS, NO_FONTS = ROOT / "overrides" / "fonts", ROOT / "hooks"
SAMPLES = 5
SPEED = 250_000 / 8  # bytes a second: 2G on a good day
LATENCY, SLOWER = 300, 4  # milliseconds of round trip; how much slower a cheap phone is
NAMES = ("lanpya", "material", "vitepress")
FILES = {
    "home": "index.md",
    "guide": "safe-contact.md",
    "contacts": "contacts.md",
    "leaflets": "print.md",
    "about": "about.md",
}
UNSHAPED = "guide, Burmese, on a phone that cannot shape it"
_MADE = {"search": "21.html", "which leaflets are current": "22.html", "remove": "23.html"}
# the first contentful paint is reported a little after the load event
_TIMES = """() => new Promise(done => {
  const report = () => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    const load = performance.getEntriesByType('navigation')[0].loadEventEnd;
    paint && load ? done([paint.startTime, load]) : setTimeout(report, 20);
  };
  report();
})"""


def addresses() -> dict[str, dict[str, str]]:
    """Return each kind of page with its path on each site; some kinds only Lanpya has."""
    library = read_library(read_settings(ROOT / "mkdocs.yml"), ROOT / "docs")
    found: dict[str, dict[str, str]] = {}
    for code, language in (("my", "Burmese"), ("en", "English")):
        prefix = "" if code == "my" else f"{code}/"
        for kind, file in FILES.items():
            stem = "" if file == "index.md" else file.removesuffix(".md")
            found[f"{kind}, {language}"] = {
                "lanpya": library.pages[code, file].url,
                "material": f"{prefix}{stem}/" if stem else prefix,
                "vitepress": f"{prefix}{stem or 'index'}.html",
            }
        for kind, name in _MADE.items():
            found[f"{kind}, {language}"] = {"lanpya": prefix + name}
    found[UNSHAPED] = found["guide, Burmese"]
    return found


class Meter:
    """Counts what a browser page receives, including headers, over a slow network or unthrottled."""

    def __init__(self, page: Page, *, slow: bool = True):
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.requests = self.bytes = 0
        self.session.send("Network.enable")
        self.session.on("Network.loadingFinished", self._received)
        if slow:
            self.session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            self.connect(True)

    def _received(self, event: dict[str, Any]) -> None:
        if event[
            "encodedDataLength"
        ]:  # nothing is transferred for what is inside the page, such as data: URLs
            self.requests += 1
            self.bytes += int(event["encodedDataLength"])

    def connect(self, is_there: bool) -> None:
        """Emulate the slow network, or no network at all."""
        conditions = {"latency": LATENCY, "downloadThroughput": SPEED, "uploadThroughput": SPEED}
        self.session.send("Network.emulateNetworkConditions", conditions | {"offline": not is_there})


def first_view(browser: Browser, address: str, *, slow: bool = True) -> dict[str, float]:
    """Return requests, bytes, and milliseconds until the first paint and the load of a first view."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    meter = Meter(page, slow=slow)
    page.goto(address, wait_until="networkidle", timeout=120_000)
    paint, load = page.evaluate(_TIMES)
    context.close()
    return {"requests": meter.requests, "bytes": meter.bytes, "paint": paint, "load": load}


def median(views: Iterable[dict[str, float]]) -> dict[str, float]:
    """Return the median of each figure."""
    every = list(views)
    return {key: statistics.median(view[key] for view in every) for key in every[0]}


def measure(samples: int = SAMPLES) -> dict[str, Any]:
    """Return the views of every kind of page on every site, and the weight of each guide and its text."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        sites = build_all(folder, NAMES)
        views = {kind: _views(kind, paths, sites, folder, samples) for kind, paths in addresses().items()}
        return {"samples": samples, "views": views, "guides": weights(sites["lanpya"])}


def _views(
    kind: str, paths: dict[str, str], sites: dict[str, Path], folder: Path, samples: int
) -> dict[str, Any]:
    fonts = environment_with_fonts(folder, NO_FONTS if kind == UNSHAPED else FONTS)
    names = [name for name in paths if name in sites]
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(PLAYWRIGHT_FLAGS), env=dict(fonts)
        )
        for number in range(samples):
            for name in names:
                print(f"\rViewing {kind}: {number + 1} of {samples}, {name:<10}", end="", flush=True)
                with served(sites[name]) as host:
                    taken[name].append(first_view(browser, f"{host}/{paths[name]}"))
        print()
        browser.close()
    html = (sites["lanpya"] / paths["lanpya"]).read_text(encoding="utf-8")
    text = gzip_size(text_of(html).encode())
    return {"text": text, **{name: median(views) for name, views in taken.items()}}


def weights(site: Path) -> list[dict[str, Any]]:
    """Return what each page of a guide weighs, and its text alone, both after gzip -6."""
    library = read_library(read_settings(ROOT / "mkdocs.yml"), ROOT / "docs")
    found = []
    for page in library.pages.values():
        if library.has_leaflet(page.file):
            html = (site / page.url).read_text(encoding="utf-8")
            found.append(
                {
                    "page": page.url,
                    "bytes": gzip_size(html.encode()),
                    "text": gzip_size(text_of(html).encode()),
                }
            )
    return found


def markdown(data: dict[str, Any]) -> str:
    """Return the measurement as tables."""
    rivals = [name for name in NAMES[1:] if any(name in view for view in data["views"].values())]
    shown = " | ".join(f"{name}, ratio" for name in rivals)
    lines = [
        f"| first view | Lanpya: requests, bytes, paint, load | bytes ÷ text | {shown} |",
        "| --- | --- | ---: |" + " --- |" * len(rivals),
    ]
    for kind, view in data["views"].items():
        mine = view["lanpya"]
        cells = [_figures(mine), f"{mine['bytes'] / view['text']:.2f}"]
        cells += [_beside(mine, view[name]) if name in view else "" for name in rivals]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    over = [
        one["page"]
        for one in data["guides"]
        if one["bytes"] > 1.3 * one["text"] + 3000 or one["bytes"] > 10_000
    ]
    worst = max(data["guides"], key=lambda one: (one["bytes"] - 3000) / one["text"])
    times = (worst["bytes"] - 3000) / worst["text"]
    lines += [
        "",
        f"Median of {data['samples']}. Ratios are Lanpya ÷ the other: bytes, paint, load. *Text* is the"
        " page's own text after gzip -6: the floor.",
        f"Guides: {len(data['guides'])} pages, {len(over)} over 10,000 bytes or over 1.3 × text + 3,000; the"
        f" worst is {worst['page']}, {worst['bytes']:,} bytes = {times:.2f} × {worst['text']:,} + 3,000.",
    ]
    return "\n".join(lines)


def _figures(view: dict[str, float]) -> str:
    return (
        f"{view['requests']:.0f}, {view['bytes']:,.0f} B, {view['paint'] / 1000:.2f} s,"
        f" {view['load'] / 1000:.2f} s"
    )


def _beside(mine: dict[str, float], other: dict[str, float]) -> str:
    ratios = ", ".join(f"{mine[key] / other[key]:.2f}" for key in ("bytes", "paint", "load"))
    return f"{_figures(other)}; {ratios}"


if __name__ == "__main__":
    sys.exit(
        print_measurement(
            __doc__, measure, markdown, samples={"default": SAMPLES, "help": "views of each page"}
        )
    )
