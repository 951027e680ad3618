"""Every page in every way of reading, keeping that fails, what stays; whole in make proof, sampled here."""

from __future__ import annotations

import itertools
import multiprocessing
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext
from support.keeping import files_after, kept

from scripts.proof import residue
from scripts.rigs.fault_server import FaultServer, serve
from scripts.rigs.offline_trial import Trial, run_trial
from scripts.rigs.trial_sites import FILE, RELEASE_TIMES

WAYS = [
    *itertools.product(("http", "one file"), (True, False), ("none", "online", "offline")),
    *itertools.product(("file", "one file from a folder"), (True, False), ("none",)),
]


SOME_WAYS = [WAYS[number] for number in (4, 11, 12, 15)]  # each scheme, script and worker at least once


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "javascript" in metafunc.fixturenames:
        ways = WAYS if metafunc.config.getoption("--proof") else SOME_WAYS
        metafunc.parametrize(("scheme", "javascript", "worker"), ways)


@pytest.mark.proof
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


# --- trials that break keeping on purpose; scripts/proof/offline.py runs hundreds


@pytest.fixture(scope="session")
def texts(editions: dict[str, Path], browser: Browser) -> dict[str, str]:
    page, found = browser.new_page(), {}
    for name in RELEASE_TIMES:
        with serve(editions[name]) as server:  # from a folder it lacks what only a served page shows
            page.goto(f"{server.base}/{FILE}")
            found[name] = page.evaluate("document.body.textContent")
    page.close()
    return found


SAMPLE = [
    ("file corrupted", "first"),
    ("killed while writing", "update"),
    ("disk damaged", "update"),
]


def apart(work: Callable[..., Any], *arguments: object) -> Any:
    """Run in a process of its own: Playwright allows one at a time in each."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


@pytest.mark.parametrize(("kind", "phase"), SAMPLE)
def test_keeping_that_fails_leaves_what_was_there(
    editions: dict[str, Path], texts: dict[str, str], kind: str, phase: str
) -> None:
    outcome = apart(run_trial, Trial(kind, phase, 0), editions, texts)
    assert outcome.wrong == ()


def test_after_removing_no_sentence_is_left_in_the_profile(site: Path) -> None:
    """The search finds what is there: it does so while the guides are kept."""
    kept_traces = apart(residue.traces_of, "kept", site)
    assert kept_traces.sentences >= 1
    assert kept_traces.titles >= 1
    for name in ("read", "read and left", "kept and removed"):
        traces = apart(residue.traces_of, name, site)
        assert (traces.sentences, traces.titles) == (0, 0), name
        assert traces.addresses >= 1  # the history: pages say so


@pytest.mark.parametrize("way", ["removed", "withdrawn", "newer"])
def test_what_a_page_removes_is_gone_from_the_disk(editions: dict[str, Path], way: str) -> None:
    before, after = apart(files_after, way, editions)
    assert len(before) == 1
    assert len(after) == (1 if way == "newer" else 0)
    assert not before & after
