"""Search for what is left in a browser's profile after reading, keeping, removing; write proof/residue.md.

Each scenario has a fresh profile and a real server. Chromium is closed as a person would close it; then every
byte of the profile is searched for sentences of the guides, addresses, the host, and titles, as UTF-8 and
UTF-16. Compressed data is not searched. The browsers are desktop Chromium, and WebKitGTK, which stores no
history by itself; a phone may keep more.

Exit status: 0 the table is written, 2 there is no built site or no Chromium.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from lanpya.languages.sentences import split_sentences
from lanpya.runtime.temporary_folders import end_on_signals
from lanpya.site.page_weight import text_of
from scripts.rigs.arguments import Parser
from scripts.rigs.chromium import find_chromium
from scripts.rigs.engines import missing, served, started
from scripts.rigs.fault_server import FaultServer, serve
from scripts.rigs.offline_trial import finished, tap
from scripts.rigs.paths import ROOT
from scripts.rigs.phone import Phone, phone


def open_nothing(reader: Phone, server: FaultServer) -> None:
    """Start the browser and close it: what is found then does not come from the site."""


def read(reader: Phone, server: FaultServer) -> None:
    """Read the home page and two guides."""
    page = reader.page()
    for name in ("en/index.html", "en/2.html", "en/3.html"):
        page.goto(f"{server.base}/{name}")
        page.wait_for_timeout(300)


def leave(reader: Phone) -> None:
    """Tap Leave; a page of no other host is requested."""
    page = reader.context.pages[-1]
    reader.context.route(
        re.compile("^https://"), lambda route: route.fulfill(body="", content_type="text/html")
    )
    page.locator(".leave").click()
    page.wait_for_timeout(1000)


def read_and_leave(reader: Phone, server: FaultServer) -> None:
    """Read, then tap Leave."""
    read(reader, server)
    leave(reader)


def keep(reader: Phone, server: FaultServer) -> None:
    """Read, then save the pages for offline use."""
    read(reader, server)
    page = reader.context.pages[-1]
    page.goto(f"{server.base}/en/18.html")
    tap(page)
    finished(page)
    page.wait_for_timeout(500)


def keep_and_remove(reader: Phone, server: FaultServer) -> None:
    """Read, save the pages, then remove them."""
    keep(reader, server)
    page = reader.context.pages[-1]
    page.goto(f"{server.base}/en/23.html")
    page.locator("#remove").click()
    page.locator("#gone:not([hidden])").wait_for()


def keep_remove_and_leave(reader: Phone, server: FaultServer) -> None:
    """Read, save the pages, remove them, then tap Leave."""
    keep_and_remove(reader, server)
    leave(reader)


SCENARIOS: dict[str, tuple[Callable[[Phone, FaultServer], None], bool]] = {
    "nothing opened": (open_nothing, False),
    "read": (read, False),
    "read, server allows copies": (read, True),
    "read and left": (read_and_leave, False),
    "kept": (keep, False),
    "kept and removed": (keep_and_remove, False),
    "kept, removed and left": (keep_remove_and_leave, False),
}


@dataclass(frozen=True)
class Traces:
    """The number of files of a profile with each kind of trace."""

    sentences: int
    addresses: int
    titles: int
    where: tuple[str, ...]


def needles(site: Path, base: str) -> dict[str, list[str]]:
    """Return what to look for: long sentences of the guides, addresses, and titles of pages."""
    sentences, titles = [], []
    for name in ("2", "3"):
        html = (site / "en" / f"{name}.html").read_text(encoding="utf-8")
        text = text_of(re.sub(r"<header>.*?</header>|<footer>.*", "", html, flags=re.DOTALL))
        sentences += [
            part for line in text.split("\n") for part in split_sentences(line) if 40 < len(part) < 120
        ][:60]
        titles += re.findall(r"<h1>([^<]+)", html)
    host = base.removeprefix("http://")
    return {"sentences": sentences, "addresses": [f"{host}/", host], "titles": titles}


def search(profile: Path, wanted: dict[str, list[str]]) -> Traces:
    """Search every file of a profile."""
    found: dict[str, set[str]] = {kind: set() for kind in wanted}
    for path in sorted(profile.rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        content = path.read_bytes()
        for kind, words in wanted.items():
            if any(word.encode(code) in content for word in words for code in ("utf-8", "utf-16-le")):
                found[kind].add(path.relative_to(profile).as_posix())
    where = sorted({_place(name) for names in found.values() for name in names})
    return Traces(len(found["sentences"]), len(found["addresses"]), len(found["titles"]), tuple(where))


def _place(name: str) -> str:
    """Return the part of the profile, without random names."""
    return re.sub(r"^Default/", "", name).split("/")[0]


def traces_of(playwright: Playwright, name: str, site: Path) -> Traces:
    """Play one of the scenarios with a fresh profile, and return what is left in it."""
    act, cacheable = SCENARIOS[name]
    with serve(site) as server, tempfile.TemporaryDirectory() as folder:
        server.cacheable = cacheable
        with phone(playwright, Path(folder)) as reader:
            act(reader, server)
            reader.close()
        return search(Path(folder), needles(site, server.base))


WEBKIT_SCENARIOS = {  # pages to read, and what to do then
    "nothing opened": ((), ()),
    "read": (("index", "2", "3"), ()),
    "read and left": (("index", "2", "3"), ("leave",)),
    "read, left and back": (("index", "2", "3"), ("leave", "back")),
}


def webkit_traces(name: str, site: Path) -> tuple[Traces, set[str]]:
    """Play one of WEBKIT_SCENARIOS in WebKitGTK; return what is left in its profile, and all its files."""
    pages, steps = WEBKIT_SCENARIOS[name]
    with tempfile.TemporaryDirectory() as folder, served(site, Path(folder)) as place:
        profile = Path(folder, "profile")
        with started("webkit tab", profile) as tab:
            for page in pages:
                tab.visit(f"{place.site.base}/en/{page}.html")
            for step in steps:
                if step == "leave":
                    tab.tap(".leave")
                else:
                    tab.back()
        files = {path.relative_to(profile).as_posix() for path in profile.rglob("*") if path.is_file()}
        return search(profile, needles(site, place.site.base)), files


def main() -> int:
    """Write the table; see the module for the exit status."""
    parser = Parser(description=__doc__.split("\n\n")[0])
    parser.parse_args()
    site = ROOT / "site"
    if not (site / "keep").exists() or not find_chromium():
        print("There is no site/ with copies, or no Chromium. Run: make site test", file=sys.stderr)
        return 2
    rows = [
        "| what was done | files with sentences | with addresses | with titles of guides | where |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name in SCENARIOS:
        with sync_playwright() as playwright:
            traces = traces_of(playwright, name, site)
        where = ", ".join(traces.where) or "nowhere"
        rows.append(f"| {name} | {traces.sentences} | {traces.addresses} | {traces.titles} | {where} |")
        print(rows[-1], flush=True)
    for name in () if missing("webkit tab") else WEBKIT_SCENARIOS:
        traces, _ = webkit_traces(name, site)
        where = ", ".join(traces.where) or "nowhere"
        rows.append(
            f"| WebKitGTK: {name} | {traces.sentences} | {traces.addresses} | {traces.titles} | {where} |"
        )
        print(rows[-1], flush=True)
    text = "\n".join(["# What stays in the browser (desktop Chromium)\n", *rows]) + "\n"
    (ROOT / "proof").mkdir(exist_ok=True)
    (ROOT / "proof" / "residue.md").write_text(text, encoding="utf-8")
    print("Written to proof/residue.md")
    return 0


if __name__ == "__main__":
    end_on_signals()
    sys.exit(main())
