"""What tests do with what is kept: keep it as a reader does, and look what is there."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright

from scripts.rigs.fault_server import FaultServer, serve
from scripts.rigs.offline_trial import finished, tap
from scripts.rigs.phone import Phone, phone

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


@dataclass(frozen=True)
class Keeper:
    """A new phone on which the guides were kept, and a page of it."""

    reader: Phone
    page: Page
    server: FaultServer

    def files(self) -> set[Path]:
        """Return the files of the disk with what is kept."""
        return {*self.reader.profile.rglob("Service Worker/CacheStorage/*/*/*_0")}

    def wait_until_removed(self) -> None:
        """Wait for the browser to ask for the worker, a second after the last visit, and to run it."""
        for _ in range(200):
            if not self.page.evaluate("async () => (await caches.keys()).length"):
                return
            self.page.wait_for_timeout(100)


@contextmanager
def keeper(playwright: Playwright, site: Path) -> Iterator[Keeper]:
    """Keep the guides of a site on a phone.

    Another page holds the cache all the while. Now and then Chromium itself does, and what is deleted then
    stays on the disk, out of sight of every page.
    """
    with (
        serve(site) as server,
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        phone(playwright, Path(folder)) as reader,
    ):
        page, other = reader.page(), reader.page()
        page.goto(f"{server.base}/en/18.html")
        tap(page)
        assert finished(page) == "done"
        other.goto(f"{server.base}/en/2.html")
        other.evaluate("async () => { window.held = await caches.open((await caches.keys())[0]); }")
        yield Keeper(reader, page, server)
