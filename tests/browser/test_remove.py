"""Removing what was kept, by the reader and by the site, whatever state the worker is in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page
from support.keeping import LEFT, NOTHING, kept
from support.sampling import sampled

from scripts.rigs.fault_server import FaultServer
from scripts.rigs.trial_sites import FILE

FILL = """async () => {
    localStorage.a = sessionStorage.b = 1;
    document.cookie = 'c=1;path=/';
    document.cookie = 'd=1;path=' + location.pathname.replace(/[^/]*$/, '');
    await caches.open('other');
    await new Promise(go => {
        const asked = indexedDB.open('e');
        asked.onsuccess = () => { asked.result.close(); go(); };
    });
}"""


def removed(page: Page) -> str:
    page.locator("#remove:visible").click()
    page.locator("#gone:not([hidden]), #left:not([hidden])").wait_for()
    return "gone" if page.locator("#gone").is_visible() else "left"


def test_one_tap_removes_everything_and_looks_again(server: FaultServer, profile: BrowserContext) -> None:
    page = kept(profile, server)
    page.goto(f"{server.base}/en/23.html")
    page.evaluate(FILL)
    assert 0 not in page.evaluate(LEFT)
    assert removed(page) == "gone"
    assert page.evaluate(LEFT) == NOTHING
    done = page.locator("main").inner_text()
    for word in ("History", "Downloads", "address", "Deleted things can be found again"):
        assert word in done
    page.goto(f"{server.base}/en/2.html")
    assert page.evaluate(LEFT) == NOTHING


@pytest.mark.parametrize("way", sampled(["server gone", "phone offline"], "phone offline"))
def test_it_can_be_removed_without_network(server: FaultServer, profile: BrowserContext, way: str) -> None:
    page = kept(profile, server)
    server.down = True
    if way == "phone offline":
        profile.set_offline(True)
        page.goto(f"{server.base}/en/23.html")
        assert page.url == f"{server.base}/{FILE}#p23"
    else:
        page.goto(f"{server.base}/en/2.html")
        page.locator("nav a").first.click()
        page.locator("#index a[href='#p23']").click()
    assert removed(page) == "gone"
    assert page.evaluate(LEFT) == NOTHING


def test_it_says_so_when_something_is_left(server: FaultServer, profile: BrowserContext) -> None:
    page = kept(profile, server)
    page.clock.install()
    page.goto(f"{server.base}/en/23.html")
    page.evaluate("() => { CacheStorage.prototype.delete = async () => false }")
    assert removed(page) == "left"
    page.reload()
    # storage that never answers
    page.evaluate("() => { CacheStorage.prototype.keys = () => new Promise(() => 0) }")
    page.locator("#remove").click()
    page.clock.fast_forward(10_000)
    page.locator("#left:not([hidden])").wait_for(timeout=5_000)


def test_without_script_it_shows_the_way_through_the_settings(site: Path, plain_reader: Page) -> None:
    page = plain_reader
    page.goto(f"file://{site}/en/23.html")
    assert page.locator("#manual").is_visible()
    assert "Site settings" in page.locator("#manual").inner_text()
    assert not page.locator("#remove").is_visible()


LET_GO = "if (/23.html$/.test(event.request.url)) return;"
BROKEN = {  # a worker's script, and whether pages open in spite of it
    "rejects every page": (f"onfetch = event => {{ {LET_GO} event.respondWith(Promise.reject()); }}", False),
    "never answers": (f"onfetch = event => {{ {LET_GO} event.respondWith(new Promise(() => 0)); }}", False),
    "throws": ("onfetch = event => { throw Error(); }", True),
    "never installs": ("oninstall = event => event.waitUntil(new Promise(() => 0))", True),
    "fails to install": ("oninstall = event => event.waitUntil(Promise.reject())", True),
}


def break_worker(server: FaultServer, site: Path, folder: Path, page: Page, script: str) -> None:
    """Put a worker with this script in place of the site's own, and have the browser ask for it."""
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("print", "text"))
    takes_over = "addEventListener('install', () => skipWaiting());onactivate = () => clients.claim();"
    (folder / "sw.js").write_text(takes_over + script)
    server.folder = folder
    server.asked.clear()
    page.goto(f"{server.base}/en/18.html")
    # the page has asked already where nothing was registered, else it asks now
    page.evaluate(
        """() => navigator.serviceWorker.register('../sw.js', {updateViaCache: 'none'})
            .then(one => { one.update(); }).catch(() => 0)"""
    )
    for _ in range(100):
        if "sw.js" in server.asked:
            break
        page.wait_for_timeout(100)
    assert "sw.js" in server.asked
    page.wait_for_timeout(500)


def opens(page: Page, address: str) -> bool:
    """Whether a page is shown within some seconds."""
    try:
        page.goto(address, timeout=3000)
    except Error:
        return False
    return page.locator("h1").first.is_visible()


@pytest.mark.parametrize("broken", sampled(BROKEN, "rejects every page"))  # the worst
def test_removing_works_with_a_broken_worker(
    site: Path, server: FaultServer, profile: BrowserContext, tmp_path: Path, broken: str
) -> None:
    script, harmless = BROKEN[broken]
    page = kept(profile, server)
    break_worker(server, site, tmp_path / "broken", page, script)
    page.close()
    page = profile.new_page()
    assert opens(page, f"{server.base}/en/2.html") is harmless
    page.close()
    page = profile.new_page()
    if (
        broken == "never installs"
    ):  # browsers remove no worker while another one installs: minutes in Chromium
        page.clock.install()
        page.goto(f"{server.base}/en/23.html")
        page.locator("#remove:visible").click()
        page.wait_for_function("caches.keys().then(keys => !keys.length)")
        page.clock.fast_forward(10_000)
        page.locator("#left:not([hidden])").wait_for()
        assert page.evaluate(LEFT)[1:] == NOTHING[1:]
    else:
        page.goto(f"{server.base}/en/23.html")
        assert removed(page) == "gone"
        assert page.evaluate(LEFT) == NOTHING
    page.close()
    assert opens(profile.new_page(), f"{server.base}/en/2.html")


def test_a_worker_that_blocks_every_page_is_replaced_by_the_sites_own(
    site: Path, server: FaultServer, profile: BrowserContext, tmp_path: Path
) -> None:
    """The worst there can be. The browser itself asks for the worker again after a visit."""
    page = profile.new_page()
    script = "onfetch = event => event.respondWith(Promise.reject())"
    break_worker(server, site, tmp_path / "broken", page, script)
    page.close()
    assert not opens(profile.new_page(), f"{server.base}/en/23.html")
    server.folder = site
    server.asked.clear()
    for _ in range(200):
        if "sw.js" in server.asked:
            break
        profile.pages[-1].wait_for_timeout(50)
    tries = 0
    while not opens(profile.new_page(), f"{server.base}/en/23.html"):
        profile.pages[-1].wait_for_timeout(500)
        tries += 1
        assert tries < 20
