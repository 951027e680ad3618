"""Keeping in the browser, in real Chromium with a real server that can fail."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from support.keeping import LEFT, NOTHING, kept
from support.project import pages_of

from lanpya.content.library import Library
from lanpya.content.urls import NEXT
from scripts.rigs.fault_server import Fault, FaultServer
from scripts.rigs.offline_trial import finished, tap
from scripts.rigs.trial_sites import FILE

# --- before anything is asked for


@pytest.mark.proof
def test_nothing_is_kept_or_offered_before_the_reader_asks(
    site: Path, server: FaultServer, profile: BrowserContext, proof: bool
) -> None:
    downloads: list[object] = []
    page = profile.new_page()
    page.on("download", lambda download: downloads.append(download))
    for name in pages_of(site, proof)[:: 1 if proof else 2]:
        page.goto(f"{server.base}/{name}")
        assert page.locator("link[rel=manifest]").count() == 0  # nothing to install
        assert page.evaluate(LEFT) == NOTHING
        assert page.evaluate("window.name") == ""
    assert profile.cookies() == []
    assert downloads == []
    assert "sw.js" not in server.asked


def test_what_it_leaves_is_right_above_the_button_in_one_view(
    server: FaultServer, profile: BrowserContext
) -> None:
    page = profile.new_page()
    for folder in ("", "en/"):
        page.goto(f"{server.base}/{folder}18.html")
        page.locator("#keep .notice").evaluate("one => one.scrollIntoView()")
        for selector in ("#keep .notice", "#first"):
            box = page.locator(selector).bounding_box()
            assert box is not None
            assert -1 < box["y"] < box["y"] + box["height"] <= 640
        button = page.locator("#first").inner_text()
        assert re.search(r"[\d၀-၉]+ KB", button)


# --- keeping


@pytest.mark.proof
def test_kept_pages_open_without_network_at_every_address(
    server: FaultServer, profile: BrowserContext, library: Library, proof: bool
) -> None:
    page = kept(profile, server)
    assert page.locator("#kept:visible").inner_text().endswith("Edition of November 23, 2026")
    assert page.locator("#first:visible, #next:visible").count() == 0
    server.down = True
    for guide in library.pages_in("en")[:: 1 if proof else 6]:
        page.goto(f"{server.base}/{guide.url}")
        assert page.locator("h1:visible").all_inner_texts() == [guide.title]
        assert "Edition of November 23, 2026" in page.content()
    page.goto(f"{server.base}/2.html")  # not kept in Burmese: the guide in the language that is
    assert page.locator("h1:visible").all_inner_texts() == [library.pages["en", "safe-contact.md"].title]
    page.goto(f"{server.base}/en/21.html")
    assert page.locator("#q").is_visible()
    page.goto(f"{server.base}/en/2.html#{NEXT}")  # from a leaflet
    assert page.url == f"{server.base}/{FILE}#p2"


def test_with_network_live_pages_are_live_and_the_kept_one_asks_for_nothing(
    server: FaultServer, profile: BrowserContext
) -> None:
    page = kept(profile, server)
    page.goto(f"{server.base}/en/19.html")
    assert page.locator("a[href='https://example.org/helpline']").is_visible()
    server.asked.clear()
    page.goto(f"{server.base}/{FILE}")
    assert page.locator("#edition").is_visible()
    assert FILE not in server.asked


def test_half_a_page_or_a_failing_server_gives_way_to_the_kept_edition(
    server: FaultServer, profile: BrowserContext
) -> None:
    page = kept(profile, server)
    for fault in (Fault("cut", 0.5), Fault("", status=500), Fault("", status=503)):
        server.faults = {"en/2.html": fault}
        page.goto(f"{server.base}/en/2.html")
        assert page.url == f"{server.base}/{FILE}#p2", fault
        server.faults = {}
        page.goto(f"{server.base}/en/2.html")
        assert page.url == f"{server.base}/en/2.html"


def test_a_newer_edition_is_offered_with_its_size_and_taken_only_when_asked_for(
    server: FaultServer, profile: BrowserContext, editions: dict[str, Path]
) -> None:
    page = kept(profile, server)
    server.folder = editions["newer"]
    server.asked.clear()
    page.goto(f"{server.base}/en/18.html")
    page.locator("#newer:visible").wait_for()
    assert page.locator("#kept").inner_text().endswith("Edition of November 23, 2026")
    assert re.fullmatch(r"Keep the newer ones \d+ KB", page.locator("#next:visible").inner_text())
    page.goto(f"{server.base}/en/2.html")
    page.goto(f"{server.base}/{FILE}")
    assert page.locator("#edition").inner_text() == "Edition of November 23, 2026"
    assert FILE not in server.asked
    page.goto(f"{server.base}/en/18.html")
    page.locator("#next:visible").click()
    assert finished(page) == "done"
    assert page.locator("#kept").inner_text().endswith("Edition of November 30, 2026")
    assert len(page.evaluate("caches.keys()")) == 1
    server.down = True
    page.goto(f"{server.base}/en/4.html")
    assert page.locator("#edition").text_content() == "Edition of November 30, 2026"


def test_progress_is_shown_while_it_keeps(server: FaultServer, profile: BrowserContext) -> None:
    page = profile.new_page()
    page.goto(f"{server.base}/en/18.html")
    page.evaluate(
        "new MutationObserver(() => (window.seen = window.seen || new Set()).add(bar.value))"
        ".observe(bar, {attributes: true})"
    )
    server.pace = 0.01
    tap(page)
    page.locator("#running:visible").wait_for()
    assert page.locator("#bar").is_visible()
    assert finished(page) == "done"
    assert page.evaluate("window.seen.size") > 3
    assert not page.locator("#bar").is_visible()


def test_a_browser_that_cannot_keep_offers_the_file(site: Path, reader: Page) -> None:
    page = reader
    page.goto(f"file://{site}/en/18.html")
    assert not page.locator("#keep").is_visible()
    assert page.locator("#unable").is_visible()
    links = page.locator("a[download]").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert links == ["../keep/notes-en.html", "../keep/notes.zip", "../keep/notes-print.zip"]


def test_what_is_damaged_in_the_browser_is_never_shown(server: FaultServer, profile: BrowserContext) -> None:
    page = kept(profile, server)
    page.evaluate(
        """async file => {
            const [key] = await caches.keys(), cache = await caches.open(key);
            const text = await (await cache.match(file)).text();
            const headers = {'Content-Type': 'text/html'};
            await cache.put(file, new Response(text.replace('Do not', 'Do'), {headers}));
        }""",
        f"/{FILE}",
    )
    page.goto(f"{server.base}/{FILE}")  # from the network, whole
    assert page.evaluate("caches.keys()") == []
    assert FILE in server.asked
