"""Every page in every way of reading, keeping that fails, what stays; whole in make proof, sampled here."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright
from support.keeping import LEFT, NOTHING, keeper, kept
from support.sampling import proof_only, sampled

from scripts.proof import residue
from scripts.rigs.fault_server import FaultServer, serve
from scripts.rigs.offline_trial import ADDRESSES, Trial, finished, run_trial, tap
from scripts.rigs.trial_sites import FILE, RELEASE_TIMES, TEXT

WAYS = [
    *itertools.product(("http", "one file"), (True, False), ("none", "online", "offline")),
    *itertools.product(("file", "one file from a folder"), (True, False), ("none",)),
]


# The number of headings of a page, its ids, and where its links lead; works where its own scripts do not run
CONTENT = """() => [
    document.querySelectorAll('h1').length,
    Array.from(document.querySelectorAll('[id]'), one => one.id),
    Array.from(document.querySelectorAll('a'), one => one.getAttribute('href') || ''),
]"""
# each scheme and worker at least once; most without script, where nothing helps a page
SOME_WAYS = [WAYS[number] for number in (4, 11, 12, 15)]


@pytest.mark.proof
@pytest.mark.parametrize(("scheme", "javascript", "worker"), sampled(WAYS, *SOME_WAYS))
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
        if proof or worker == "offline":
            kept(profile, server, folder="").close()
    pages = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    if "one file" in scheme:
        numbers = [re.sub(r"\D", "", name) or "0" for name in pages if not name.startswith(("keep", "404"))]
        pages = [
            f"keep/notes-{code}.html#p{number}" for code in ("my", "en") for number in sorted(set(numbers))
        ]
    else:
        pages = [name for name in pages if not name.startswith("keep/")]
    if not proof:  # one file is the same file for every guide
        pages = pages[:: len(pages) // (2 if "one file" in scheme else 5)]
    page = profile.new_page()
    if not javascript:
        profile.new_cdp_session(page).send("Emulation.setScriptExecutionDisabled", {"value": True})
    asked: list[str] = []
    done: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: done.append(message.text))
    page.on("pageerror", lambda error: done.append(str(error)))
    if worker == "offline":
        server.down = True
        profile.set_offline(True)
    base = server.base if scheme in ("http", "one file") else f"file://{site}"
    for name in pages:
        page.goto("about:blank")  # or only the part behind the # would change
        page.goto(f"{base}/{name}")
        headings, found, links = page.evaluate(CONTENT)
        assert page.url.startswith(base)
        assert headings, name
        ids = set(found)
        here = page.url.removeprefix(base + "/").partition("#")[0]
        if worker == "offline":
            assert here.startswith("keep/")
        for href in links:
            if re.match(r"https?:", href):
                continue
            goal, _, fragment = href.partition("#")
            if not goal:
                assert fragment in ids, f"{name}: {href}"
            elif name == "404.html":
                assert (site / goal.lstrip("/")).is_file()
            else:
                assert (site / here).parent.joinpath(goal).resolve().is_file(), f"{name}: {href}"
    assert done == []
    assert [address for address in asked if not address.startswith((base, "about:", "data:"))] == []


# --- trials that break keeping on purpose; scripts/proof/offline.py runs hundreds


@pytest.fixture(scope="session")
def texts(editions: dict[str, Path], browser: Browser) -> dict[str, str]:
    page, found = browser.new_page(), {}
    for name in RELEASE_TIMES:
        with serve(editions[name]) as server:  # from a folder it lacks what only a served page shows
            page.goto(f"{server.base}/{FILE}")
            found[name] = page.evaluate(TEXT)
    page.close()
    return found


@pytest.mark.parametrize("kind", sampled(["file corrupted", "killed while writing"], "file corrupted"))
def test_keeping_that_fails_leaves_what_was_there(
    playwright: Playwright, editions: dict[str, Path], texts: dict[str, str], kind: str
) -> None:
    """Saving again then works; scripts/proof/offline.py lets the site take the copies back, too."""
    outcome = run_trial(playwright, Trial(kind, "update", 0), editions, texts, ADDRESSES[::3], is_whole=False)
    assert outcome.wrong == ()


def test_what_a_reader_removes_is_gone_from_the_disk(playwright: Playwright, site: Path) -> None:
    with keeper(playwright, site) as phone:
        wanted = residue.needles(site, phone.server.base)
        (kept_file,) = phone.files()
        content = kept_file.read_bytes()
        for kind in ("sentences", "titles"):  # else the search below would find none anyway
            assert any(text.encode() in content for text in wanted[kind])
        phone.page.goto(f"{phone.server.base}/en/23.html")
        phone.page.locator("#remove").click()
        phone.page.locator("#gone:not([hidden])").wait_for()
        assert phone.files() == set()
        phone.reader.close()
        traces = residue.search(phone.reader.profile, wanted)
        assert (traces.sentences, traces.titles) == (0, 0)
        assert traces.addresses >= 1  # the history: pages say so


def test_what_the_site_replaces_or_withdraws_is_gone_from_the_disk(
    playwright: Playwright, editions: dict[str, Path]
) -> None:
    """One setting ships a worker that removes itself and what was kept."""
    with keeper(playwright, editions["earlier"]) as phone:
        earlier = phone.files()
        assert len(earlier) == 1
        phone.server.folder = editions["newer"]
        phone.page.goto(f"{phone.server.base}/en/18.html")
        tap(phone.page)
        assert finished(phone.page) == "done"
        newer = phone.files()
        assert len(newer) == 1
        assert newer.isdisjoint(earlier)
        phone.server.folder = editions["withdrawn"]
        phone.page.goto(f"{phone.server.base}/en/2.html")
        phone.wait_until_removed()
        assert phone.files() == set()
        assert phone.page.evaluate(LEFT) == NOTHING
        phone.page.goto(f"{phone.server.base}/en/18.html")
        assert "This site offers no copy to keep" in phone.page.content()


@proof_only
def test_no_sentence_is_left_in_the_profile_after_reading_or_removing(
    playwright: Playwright, site: Path
) -> None:
    """The search finds what is there: it does so while the guides are kept."""
    kept_traces = residue.traces_of(playwright, "kept", site)
    assert kept_traces.sentences >= 1
    assert kept_traces.titles >= 1
    for name in ("read", "read and left", "kept and removed"):
        traces = residue.traces_of(playwright, name, site)
        assert (traces.sentences, traces.titles) == (0, 0), name
        assert traces.addresses >= 1  # the history: pages say so
