"""Browsers of other makers and other years, driven by the same steps; see scripts/rigs/engine.py.

WebKitGTK represents the browsers of iPhones. It is driven by WebDriver, or by scripts/rigs/webkit_tab.py if a
profile on disk or a reopened tab is needed. Chromium of any age is driven by its devtools protocol; old ones
are the headless programs in releases of an npm package, for Linux on x86-64.

Run as a program, this fetches the old ones with npm into .cache/engines, once, and checks them against their
hashes. Exit status: 0 all are there, 1 one is not.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from lanpya.content.settings_file import read_settings
from scripts.dev.install_tools import missing_webkit
from scripts.rigs.arguments import Parser
from scripts.rigs.chromium import find_chromium
from scripts.rigs.engine import Engine
from scripts.rigs.engine_chromium import ENGINES, OLD, Chromium, fetch
from scripts.rigs.engine_webkit import WEBKIT, WebKit, WebKitTab, display
from scripts.rigs.fault_server import FaultServer, serve
from scripts.rigs.paths import ROOT

NAMES = (*WEBKIT, "webkit tab", "chromium", *OLD)


def missing(name: str) -> str:
    """Return why an engine is not available on this machine, or nothing."""
    if name in OLD:
        return (
            "" if (ENGINES / name).exists() else f"{name}: scripts/rigs/engines.py fetches it, where npm is"
        )
    if name.startswith("webkit"):
        return "WebKitGTK, its driver, or Xvfb is not installed" if missing_webkit() else ""
    return "" if find_chromium() else "Chromium is not installed"


@contextmanager
def started(name: str, folder: Path) -> Iterator[Engine]:
    """An engine of NAMES until the block ends; it creates `folder` and writes nowhere else."""
    folder.mkdir(exist_ok=True)
    with ExitStack() as stack:
        engine: Engine
        if name.startswith("webkit"):
            environment = stack.enter_context(display(folder))
            engine = (
                WebKitTab(environment, folder) if name == "webkit tab" else WebKit(environment, *WEBKIT[name])
            )
        else:
            engine = Chromium(ENGINES / name if name in OLD else Path(find_chromium() or ""), folder)
        stack.callback(engine.close)
        engine.name = name
        yield engine


@dataclass(frozen=True)
class TrialSite:
    """The site, and the page on another host to which Leave leads."""

    site: FaultServer
    outside: FaultServer


@contextmanager
def served(site: Path, folder: Path) -> Iterator[TrialSite]:
    """Serve the English pages of a site from copies in `folder`, whose Leave leads to a page on this machine.

    `bare.html` is a page without scripts, `copy.html` the English single-file copy.
    """
    with serve_outside(folder) as outside:
        copy_pages(site, folder / "site", outside)
        with serve(folder / "site") as ours:
            yield TrialSite(ours, outside)


@contextmanager
def serve_outside(folder: Path) -> Iterator[FaultServer]:
    """Serve the page that Leave leads to."""
    outside = folder / "outside"
    outside.mkdir()
    (outside / "dull.html").write_text(
        "<title>dull</title><link rel=icon href=data:,><p>dull", encoding="utf-8"
    )
    with serve(outside) as server:
        yield server


def copy_pages(site: Path, target: Path, outside: FaultServer) -> None:
    """Copy the pages of a site to `target`, which is made, with the pages that `served` describes."""
    leave = read_settings(ROOT / "mkdocs.yml").leave
    shutil.copytree(site, target, ignore=shutil.ignore_patterns("print", "text", "*.zip"))
    (target / "bare.html").write_text(
        "<title>bare</title><link rel=icon href=data:,><p>bare", encoding="utf-8"
    )
    address = f"{outside.base.replace('127.0.0.1', 'localhost')}/dull.html"
    shutil.copy(target / "keep" / "notes-en.html", target / "copy.html")
    for path in (*target.glob("en/*.html"), target / "copy.html"):
        html = path.read_text(encoding="utf-8")
        path.write_text(html.replace(leave, address), encoding="utf-8")


def read_and_leave(engine: Engine, place: TrialSite) -> str:
    """Open the home page, a guide, the home page, another guide, and leave; return the text shown then."""
    engine.open(f"{place.site.base}/en/index.html")
    for selector in ("main a[href='3.html']", "nav a[href='index.html']", "main a[href='5.html']"):
        engine.follow(selector)
    return engine.tap(".leave")


def main() -> int:
    """Fetch the old engines; see the module for the exit status."""
    Parser(description=__doc__.split("\n\n")[0]).parse_args()
    try:
        for name in OLD:
            fetch(name)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        print(f"Not fetched: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
