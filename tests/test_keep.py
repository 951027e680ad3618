"""Keeping in the browser, and removing, in real Chromium with a real server that can fail."""

from __future__ import annotations

import itertools
import json
import multiprocessing
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import offline_trials
import pytest
from conftest import ROOT, Project, copy_project
from fault_server import Fault, FaultServer, serve
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Error, Page

from lanpya.library import Library
from lanpya.reading import read_library
from lanpya.settings import read_settings

FILE = "keep/notes-en.html"
LEFT = """async () => [
    (await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length,
    (await indexedDB.databases()).length, localStorage.length, sessionStorage.length, document.cookie,
]"""
NOTHING = [0, 0, 0, 0, 0, ""]


@pytest.fixture
def server(site: Path) -> Iterator[FaultServer]:
    with serve(site) as running:
        yield running


@pytest.fixture(scope="session")
def newer(site: Path) -> Path:
    """The shipped guides as of a week later."""
    goal = site.parent.parent / "newer"
    with FileLock(f"{goal}.lock"):
        if not (goal / "site").exists():
            built = copy_project(goal, ROOT / "docs").build(epoch=str(offline_trials.EDITIONS["newer"]))
            assert built.returncode == 0, built.stderr
    return goal / "site"


@pytest.fixture
def profile(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 640})
    yield context
    context.close()


def kept(profile: BrowserContext, server: FaultServer, folder: str = "en/") -> Page:
    """Return a page on which the guides were kept, as a reader does it."""
    page = profile.new_page()
    page.goto(f"{server.base}/{folder}18.html")
    offline_trials.tap(page)
    assert offline_trials.finished(page) == "done"
    return page


# --- before anything is asked for


def test_nothing_is_kept_or_offered_before_the_reader_asks(
    site: Path, server: FaultServer, profile: BrowserContext
) -> None:
    downloads: list[object] = []
    page = profile.new_page()
    page.on("download", lambda download: downloads.append(download))
    for path in sorted(site.rglob("*.html")):
        page.goto(f"{server.base}/{path.relative_to(site)}")
        assert page.locator("link[rel=manifest]").count() == 0  # nothing to install
        assert page.evaluate(LEFT) == NOTHING
    assert profile.cookies() == []
    assert downloads == []
    assert "sw.js" not in server.asked


def test_what_it_leaves_stands_right_above_the_button_in_one_view(
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


def test_kept_pages_open_without_network_at_every_address(
    server: FaultServer, profile: BrowserContext, library: Library
) -> None:
    page = kept(profile, server)
    assert page.locator("#kept:visible").inner_text().endswith("Edition of November 23, 2026")
    assert page.locator("#first:visible, #next:visible").count() == 0
    server.down = True
    for guide in library.in_language("en"):
        page.goto(f"{server.base}/{guide.url}")
        assert page.locator("h1:visible").all_inner_texts() == [guide.title]
        assert "Edition of November 23, 2026" in page.content()
    page.goto(f"{server.base}/2.html")  # not kept in Burmese: the guide in the language that is
    assert page.locator("h1:visible").all_inner_texts() == [library.pages["en", "safe-contact.md"].title]
    page.goto(f"{server.base}/en/21.html")
    assert page.locator("#q").is_visible()


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


@pytest.mark.parametrize("fault", [Fault("cut", 0.5), Fault("", status=500), Fault("", status=503)])
def test_half_a_page_or_a_failing_server_gives_way_to_the_kept_edition(
    server: FaultServer, profile: BrowserContext, fault: Fault
) -> None:
    page = kept(profile, server)
    server.faults = {"en/2.html": fault}
    page.goto(f"{server.base}/en/2.html")
    assert page.url == f"{server.base}/{FILE}#p2"
    server.faults = {}
    page.goto(f"{server.base}/en/2.html")
    assert page.url == f"{server.base}/en/2.html"


def test_a_newer_edition_is_offered_with_its_size_and_taken_only_when_asked_for(
    server: FaultServer, profile: BrowserContext, newer: Path
) -> None:
    page = kept(profile, server)
    server.folder = newer
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
    assert offline_trials.finished(page) == "done"
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
    offline_trials.tap(page)
    page.locator("#running:visible").wait_for()
    assert page.locator("#bar").is_visible()
    assert offline_trials.finished(page) == "done"
    assert page.evaluate("window.seen.size") > 3
    assert not page.locator("#bar").is_visible()


def test_a_browser_that_cannot_keep_offers_the_file(site: Path, profile: BrowserContext) -> None:
    page = profile.new_page()
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


# --- taking it back


def test_one_setting_ships_a_worker_that_removes_itself_and_what_was_kept(
    server: FaultServer, profile: BrowserContext, site: Path, tmp_path: Path
) -> None:
    page = kept(profile, server)
    withdrawn = copy_project(tmp_path / "withdrawn", ROOT / "docs")
    withdrawn.edit("mkdocs.yml", "keep: offer", "keep: withdraw")
    assert withdrawn.build().returncode == 0
    server.folder = withdrawn.site
    page.goto(f"{server.base}/en/2.html")
    page.wait_for_timeout(500)
    for _ in range(100):
        if page.evaluate(LEFT) == NOTHING:
            break
        page.wait_for_timeout(100)  # Chromium asks for the worker a second after the last visit
    assert page.evaluate(LEFT) == NOTHING
    page.goto(f"{server.base}/en/18.html")
    assert "This site offers no copy to keep" in page.content()


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
    told = page.locator("main").inner_text()
    for word in ("History", "Downloads", "address", "Deleted things can be found again"):
        assert word in told
    page.goto(f"{server.base}/en/2.html")
    assert page.evaluate(LEFT) == NOTHING


@pytest.mark.parametrize("way", ["server gone", "phone offline"])
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
    page.goto(f"{server.base}/en/23.html")
    page.evaluate("() => { CacheStorage.prototype.delete = async () => false }")
    assert removed(page) == "left"
    page.reload()
    # storage that never answers
    page.evaluate("() => { CacheStorage.prototype.keys = () => new Promise(() => 0) }")
    page.locator("#remove").click()
    page.locator("#left:not([hidden])").wait_for(timeout=15_000)


def test_without_script_it_tells_the_way_through_the_settings(site: Path, browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"file://{site}/en/23.html")
    assert page.locator("#manual").is_visible()
    assert "Site settings" in page.locator("#manual").inner_text()
    assert not page.locator("#remove").is_visible()
    page.close()


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
    shutil.copytree(site, folder)
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


@pytest.mark.parametrize("kind", BROKEN)
def test_removing_works_with_a_broken_worker(
    site: Path, server: FaultServer, profile: BrowserContext, tmp_path: Path, kind: str
) -> None:
    script, harmless = BROKEN[kind]
    page = kept(profile, server)
    break_worker(server, site, tmp_path / "broken", page, script)
    page.close()
    page = profile.new_page()
    assert opens(page, f"{server.base}/en/2.html") is harmless
    page.close()
    page = profile.new_page()
    page.goto(f"{server.base}/en/23.html")
    if (
        kind == "never installs"
    ):  # browsers remove no worker while another one installs; Chromium waits minutes
        assert removed(page) == "left"
        assert page.evaluate(LEFT)[1:] == NOTHING[1:]
    else:
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
    tries = 0
    while not opens(profile.new_page(), f"{server.base}/en/23.html"):
        profile.pages[-1].wait_for_timeout(1500)
        tries += 1
        assert tries < 10


# --- every page, every way of reading


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(read_settings(ROOT / "mkdocs.yml"), ROOT / "docs")


WAYS = [
    *itertools.product(("http", "one file"), (True, False), ("none", "online", "offline")),
    *itertools.product(("file", "one file from a folder"), (True, False), ("none",)),
]


@pytest.mark.proof
@pytest.mark.parametrize(("scheme", "javascript", "worker"), WAYS)
def test_no_way_of_reading_breaks_a_page(
    site: Path,
    server: FaultServer,
    profile: BrowserContext,
    proof: bool,
    scheme: str,
    javascript: bool,
    worker: str,
) -> None:
    """Every page over http and from a folder, and every guide in the one file; a sample in make test."""
    if worker != "none":
        kept(profile, server).close()
        kept(profile, server, folder="").close()
    pages = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    if "one file" in scheme:
        numbers = [re.sub(r"\D", "", name) or "0" for name in pages if not name.startswith(("keep", "404"))]
        pages = [
            f"keep/notes-{code}.html#p{number}" for code in ("my", "en") for number in sorted(set(numbers))
        ]
    else:
        pages = [name for name in pages if not name.startswith("keep/")]
    if not proof:
        pages = pages[:: max(1, len(pages) // 5)]
    page = profile.new_page()
    if not javascript:
        profile.new_cdp_session(page).send("Emulation.setScriptExecutionDisabled", {"value": True})
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    if worker == "offline":
        server.down = True
        profile.set_offline(True)
    base = server.base if scheme in ("http", "one file") else f"file://{site}"
    for name in pages:
        page.goto("about:blank")  # or only the part behind the # would change
        page.goto(f"{base}/{name}")
        nodes = profile.new_cdp_session(page).send("DOM.getDocument", {"depth": -1})["root"]
        html = elements(nodes)
        assert page.url.startswith(base)
        assert any(tag == "h1" for tag, _ in html), name
        ids = {attributes["id"] for _, attributes in html if "id" in attributes}
        here = page.url.removeprefix(base + "/").partition("#")[0]
        if worker == "offline":
            assert here.startswith("keep/")
        for tag, attributes in html:
            href = attributes.get("href", "")
            if tag != "a" or re.match(r"https?:", href):
                continue
            goal, _, fragment = href.partition("#")
            if not goal:
                assert fragment in ids, f"{name}: {href}"
            elif name == "404.html":
                assert (site / goal.lstrip("/")).is_file()
            else:
                assert (site / here).parent.joinpath(goal).resolve().is_file(), f"{name}: {href}"
    assert told == []
    assert [address for address in asked if not address.startswith((base, "about:", "data:"))] == []


def elements(node: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    """Return every element below a node as the browser has it, with its attributes; works without script."""
    found = []
    if node.get("nodeType") == 1:
        flat = node.get("attributes", [])
        found.append((node["localName"], dict(zip(flat[::2], flat[1::2], strict=True))))
    for child in node.get("children", []):
        found += elements(child)
    return found


# --- trials that break keeping on purpose: one of each kind; make proof runs hundreds


@pytest.fixture(scope="session")
def trial_sites(site: Path, newer: Path) -> dict[str, Path]:
    goal = site.parent.parent / "withdrawn"
    with FileLock(f"{goal}.lock"):
        if not (goal / "site").exists():
            project: Project = copy_project(goal, ROOT / "docs")
            project.edit("mkdocs.yml", "keep: offer", "keep: withdraw")
            assert project.build().returncode == 0
    return {"earlier": site, "newer": newer, "withdrawn": goal / "site"}


@pytest.fixture(scope="session")
def trial_texts(trial_sites: dict[str, Path], browser: Browser) -> dict[str, str]:
    page, texts = browser.new_page(), {}
    for name in offline_trials.EDITIONS:
        page.goto(f"file://{trial_sites[name]}/{FILE}")
        texts[name] = page.evaluate("document.body.textContent")
    page.close()
    return texts


SAMPLE = [
    ("file corrupted", "first"),
    ("worker fails to install", "first"),
    ("file cut", "update"),
    ("full, met", "update"),
    ("killed while writing", "update"),
    ("disk damaged", "update"),
    ("two keep", "update"),
]


@pytest.mark.parametrize(("kind", "phase"), SAMPLE)
def test_keeping_that_fails_leaves_what_was_there(
    trial_sites: dict[str, Path], trial_texts: dict[str, str], tmp_path: Path, kind: str, phase: str
) -> None:
    trial = offline_trials.Trial(kind, phase, 0)
    outcome = json.loads(run_apart(trial, trial_sites, trial_texts, tmp_path))
    assert outcome["wrong"] == [], outcome


def run_apart(trial: Any, sites: dict[str, Path], texts: dict[str, str], folder: Path) -> str:
    """Run a trial in a process of its own: Playwright allows one at a time in each."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        outcome = pool.apply(offline_trials.run_trial, (trial, sites, texts))
    return json.dumps({"shown": outcome.shown, "wrong": list(outcome.wrong)})
