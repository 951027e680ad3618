"""What tests do with what is kept: keep it as a reader does, and look what is there."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from scripts.rigs.fault_server import FaultServer, serve
from scripts.rigs.offline_trial import finished, tap
from scripts.rigs.phone import phone

LEFT = """async () => [
    (await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length,
    (await indexedDB.databases()).length, localStorage.length, sessionStorage.length, document.cookie,
]"""
NOTHING = [0, 0, 0, 0, 0, ""]


def kept(profile: BrowserContext, server: FaultServer, folder: str = "en/") -> Page:
    """Return a page on which the guides were kept, as a reader does it."""
    page = profile.new_page()
    page.goto(f"{server.base}/{folder}18.html")
    tap(page)
    assert finished(page) == "done"
    return page


def files_after(way: str, editions: dict[str, Path]) -> tuple[set[Path], set[Path]]:
    """Return the kept files on the disk, before and after one of the ways in which a site removes them.

    Another page holds the cache all the while. Now and then Chromium itself does, and what is deleted then
    stays on the disk, out of sight of every page.
    """
    with (
        sync_playwright() as playwright,
        serve(editions["earlier"]) as server,
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        phone(playwright, Path(folder)) as reader,
    ):

        def files() -> set[Path]:
            return {*Path(folder).rglob("Service Worker/CacheStorage/*/*/*_0")}

        page, other = reader.page(), reader.page()
        page.goto(f"{server.base}/en/18.html")
        tap(page)
        assert finished(page) == "done"
        other.goto(f"{server.base}/en/2.html")
        other.evaluate("async () => { window.held = await caches.open((await caches.keys())[0]); }")
        before = files()
        if way == "removed":
            page.goto(f"{server.base}/en/23.html")
            page.locator("#remove").click()
            page.locator("#gone:not([hidden])").wait_for()
        else:
            server.folder = editions[way]
            page.goto(f"{server.base}/en/18.html")
            if way == "newer":
                tap(page)
                assert finished(page) == "done"
            else:
                for _ in range(200):  # Chromium asks for the worker a second after the last visit
                    if not page.evaluate("async () => (await caches.keys()).length"):
                        break
                    page.wait_for_timeout(100)
        return before, files()
