"""What tests do with what is kept: keep it as a reader does, and look what is there."""

from __future__ import annotations

from fault_server import FaultServer
from playwright.sync_api import BrowserContext, Page
from trial import finished, tap

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
