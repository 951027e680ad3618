"""A trial of saving offline copies while something fails, in real Chromium; proof/offline.py runs many."""

from __future__ import annotations

import random
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Error, Page, Playwright

from scripts.rigs.fault_server import Fault, FaultServer, serve
from scripts.rigs.phone import Phone, phone
from scripts.rigs.trial_sites import FILE, RELEASE_TIMES, TEXT

WORKER = "sw.js"
ADDRESSES = ("", "2.html", "en/19.html", "en/4.html#h0", "nowhere.html", FILE)
COUNT = """async () => [
    (await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length
]"""
PHASES = ("first", "update")
DAMAGES = {
    **{f"file {kind}": {FILE: Fault(kind)} for kind in ("cut", "corrupted", "shorter", "longer")},
    **{f"file {status}": {FILE: Fault("", status=status)} for status in (404, 500)},
    **{f"worker {status}": {WORKER: Fault("", status=status)} for status in (404, 500)},
    "worker no script": {WORKER: Fault("not a script")},
    "worker fails to install": {WORKER: Fault("no install")},
    "worker cut": {WORKER: Fault("cut")},
}
CLOCKS = {"clock a year ahead": "+365d", "clock a year behind": "-365d"}
# no room: known in advance (by the estimate), or only when writing
FULL = ("full, foreseen", "full, met")
OTHERS = (
    "killed",
    "killed while writing",
    "server gone",
    "page closed",
    "disk damaged",
    "two keep",
    "one removes",
)
KINDS = (*DAMAGES, *CLOCKS, *FULL, *OTHERS)


@dataclass(frozen=True)
class Trial:
    """A trial: what fails, whether pages are saved for the first time, and a seed for its random choices."""

    kind: str
    phase: str
    seed: int


@dataclass(frozen=True)
class Outcome:
    """What pages showed without network (earlier, newer, nothing, mixed, unreadable), and what is wrong."""

    trial: Trial
    shown: str
    wrong: tuple[str, ...]


def tap(page: Page) -> None:
    """Tap the button that saves the pages, whichever is shown."""
    page.locator("#keep:not([hidden])").wait_for()
    page.locator("#first:not([hidden]), #next:not([hidden])").click()


def finished(page: Page) -> str:
    """Wait until saving has ended; return how."""
    page.locator("#done:not([hidden]), #full:not([hidden]), #failed:not([hidden])").wait_for()
    return str(page.evaluate("['done', 'full', 'failed'].find(id => !document.getElementById(id).hidden)"))


def read_offline(
    reader: Phone, server: FaultServer, texts: dict[str, str], addresses: tuple[str, ...]
) -> str:
    """Open addresses one after the other without network; return which release they all showed."""
    server.down = True
    seen = set()
    for address in addresses:
        page = reader.page()
        try:
            page.goto(f"{server.base}/{address}")
            text = page.evaluate(TEXT)
            seen.add(next((name for name, whole in texts.items() if text == whole), "unreadable"))
        except Error as error:
            failed = any(name in str(error) for name in ("ERR_EMPTY_RESPONSE", "ERR_FAILED"))
            seen.add("nothing" if failed else "unreadable")
        page.close()
    server.down = False
    return seen.pop() if len(seen) == 1 else f"mixed ({', '.join(sorted(seen))})"


def run_trial(
    playwright: Playwright,
    trial: Trial,
    sites: dict[str, Path],
    texts: dict[str, str],
    addresses: tuple[str, ...] = ADDRESSES,
    is_whole: bool = True,
) -> Outcome:
    """Run one trial from an empty profile to the withdrawal; `texts` are those of the complete releases.

    What the pages show without network is read at `addresses`. Unless the trial `is_whole`, the site does not
    take its copies back in the end, which Chromium notices after three seconds.
    """
    wrong: list[str] = []
    before, after = ("earlier", "newer") if trial.phase == "update" else ("nothing", "earlier")
    allowed = {before, after, *(["nothing"] if trial.kind in ("one removes", "disk damaged") else [])}
    clock = CLOCKS.get(trial.kind, "")
    with (
        serve(sites["earlier"]) as server,
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
    ):
        with phone(playwright, Path(profile), clock) as broken:
            if trial.phase == "update":
                page = broken.page()
                page.goto(f"{server.base}/en/18.html")
                tap(page)
                if finished(page) != "done":
                    wrong.append("could not save the earlier release")
                page.close()
                server.folder = sites["newer"]
            outcome = _fail(broken, trial, server)
        if trial.kind == "disk damaged":
            outcome = ""
            if not _damage(Path(profile), random.Random(trial.seed)):  # noqa: S311 — the same every time
                wrong.append("found nothing on the disk to damage")
        with phone(playwright, Path(profile), clock) as whole:
            shown = read_offline(whole, server, texts, addresses)
            if shown not in allowed:
                wrong.append(f"shows {shown}, not {before} or {after}")
            if outcome in ("full", "failed") and shown != before:
                wrong.append(f"said {outcome}, and shows {shown}")
            if outcome == "done" and shown != after:
                wrong.append(f"said done, and shows {shown}")
            page = _save_again(whole, server, sites, texts, wrong)
            if is_whole:
                _withdraw(page, server, sites, wrong)
    return Outcome(trial, shown, tuple(wrong))


def _fail(broken: Phone, trial: Trial, server: FaultServer) -> str:
    """Save while something fails; return the outcome that the page showed, empty if unknown."""
    chance, outcome = random.Random(f"{trial}"), ""  # noqa: S311 — the same trial every time
    server.faults = {
        name: Fault(fault.kind, chance.uniform(0.02, 0.98), fault.status)
        for name, fault in DAMAGES.get(trial.kind, {}).items()
    }
    page = broken.page()
    page.goto(f"{server.base}/en/18.html")
    page.locator("#keep:not([hidden])").wait_for()
    if trial.kind in FULL:
        session = broken.context.new_cdp_session(page)
        quota = int(page.evaluate("async () => (await navigator.storage.estimate()).usage")) + 20_000
        session.send("Storage.overrideQuotaForOrigin", {"origin": server.base, "quotaSize": quota})
    if trial.kind == "full, met":  # a browser that cannot estimate its free storage
        page.evaluate("navigator.storage.estimate = undefined")
    if trial.kind in ("killed", "server gone", "page closed"):
        server.pace = 0.04
    if trial.kind in ("two keep", "one removes"):
        outcome = _together(broken, page, server, trial.kind, chance)
    else:
        tap(page)
        if trial.kind == "killed":
            time.sleep(chance.uniform(0, 0.8))
            broken.kill()
        elif trial.kind == "killed while writing":
            time.sleep(chance.uniform(0, 0.25))
            broken.kill()
        elif trial.kind == "page closed":
            time.sleep(chance.uniform(0, 0.8))
            page.close()
        else:
            if trial.kind == "server gone":
                time.sleep(chance.uniform(0, 0.5))
                server.down = True
            outcome = finished(page)
    if broken.is_running():
        broken.close()
    server.pace, server.faults, server.down = 0, {}, False
    return outcome


def _together(broken: Phone, page: Page, server: FaultServer, kind: str, chance: random.Random) -> str:
    other = broken.page()
    if kind == "two keep":
        other.goto(f"{server.base}/en/18.html")
        other.locator("#keep:not([hidden])").wait_for()
        tap(page)
        tap(other)
        return "done" if {finished(page), finished(other)} == {"done"} else "unlike"
    other.goto(f"{server.base}/en/23.html")
    tap(page)
    time.sleep(chance.uniform(0, 0.1))
    other.locator("#remove").click()
    other.locator("#gone:not([hidden]), #left:not([hidden])").wait_for()
    finished(page)
    return ""


def _damage(profile: Path, chance: random.Random) -> bool:
    """Change bytes in the saved file on disk, as a worn memory card would; returns whether there was one."""
    found = False
    for path in profile.rglob("Service Worker/CacheStorage/**/*_0"):
        content = bytearray(path.read_bytes())
        at = content.find(b"<article")
        if at >= 0:
            place = chance.randrange(at, len(content) - 2000)
            content[place] ^= 1
            path.write_bytes(content)
            found = True
    return found


def _save_again(
    reader: Phone, server: FaultServer, sites: dict[str, Path], texts: dict[str, str], wrong: list[str]
) -> Page:
    """Save again, which must succeed; return the page on which it was done, which is then a live one."""
    after = next(name for name in RELEASE_TIMES if server.folder == sites[name])
    page = reader.page()
    page.goto(f"{server.base}/en/18.html")
    page.locator("#keep:not([hidden])").wait_for()
    page.wait_for_timeout(100)
    if page.locator("#first:not([hidden]), #next:not([hidden])").count():
        tap(page)
        if (how := finished(page)) != "done":
            wrong.append(f"saving again ended with {how}")
    shown = read_offline(reader, server, texts, ADDRESSES[-2:])
    if shown != after:
        wrong.append(f"after saving again shows {shown}, not {after}")
    page.goto(f"{server.base}/en/2.html")
    if "/en/2.html" not in page.url:
        wrong.append("with network a live page is not shown")
    return page


def _withdraw(page: Page, server: FaultServer, sites: dict[str, Path], wrong: list[str]) -> None:
    """Let the site withdraw copies, which must leave nothing."""
    server.folder = sites["withdrawn"]
    page.goto(f"{server.base}/en/2.html")
    until = time.monotonic() + 20
    while any(left := page.evaluate(COUNT)) and time.monotonic() < until:
        page.wait_for_timeout(100)  # Chromium asks for the worker a second after the last visit
    if any(left):
        wrong.append(f"stuck: {left[0]} workers and {left[1]} caches are left after the withdrawal")
