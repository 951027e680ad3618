"""What browsers of other makers and other years do with the same steps."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.project import pages_of
from support.sampling import proof_only, sampled

from scripts.proof import residue
from scripts.rigs.engine import KEYS, Engine
from scripts.rigs.engine_chromium import OLD, Chromium
from scripts.rigs.engine_webkit import WEBKIT, WebKitTab
from scripts.rigs.engines import TrialSite, copy_pages, missing, read_and_leave, serve_outside, started
from scripts.rigs.fault_server import FaultServer, serve

ALL = (*WEBKIT, "chromium", *OLD)
LATE = 0.6  # seconds that the page outside takes in tests of what is shown before it
DULL, HOME, GUIDE, OTHER = "dull", "Useful notes", "Phones and who can see them", "Mines and unexploded bombs"


def engines(*sample: str) -> pytest.MarkDecorator:
    """Run a test in these engines, and in make proof in all.

    WebKit is in most samples: it stands for all browsers of iPhones, keeps pages in memory, and empties
    window.name. Chromium of today is what the other tests run in; test_pages.py has these steps for it.
    """
    return pytest.mark.parametrize("engine", sampled(ALL, *sample), indirect=True, scope="module")


@pytest.fixture(scope="module")
def other_host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultServer]:
    """The host of the page that Leave leads to."""
    with serve_outside(tmp_path_factory.mktemp("outside")) as running:
        yield running


@pytest.fixture(scope="module")
def pages(site: Path, other_host: FaultServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped pages, where Leave leads to a page on this machine."""
    target = tmp_path_factory.mktemp("pages") / "site"
    copy_pages(site, target, other_host)
    return target


@pytest.fixture
def place(pages: Path, other_host: FaultServer) -> Iterator[TrialSite]:
    """The pages at an address that no test had before: nothing is kept for it."""
    other_host.late = 0
    with serve(pages) as running:
        yield TrialSite(running, other_host)


@pytest.fixture(scope="module")
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Each engine that this machine has."""
    if reason := missing(request.param):
        pytest.skip(reason)
    with started(request.param, tmp_path_factory.mktemp("engine")) as running:
        yield running


@pytest.fixture
def tab(tmp_path: Path) -> Iterator[WebKitTab]:
    """WebKitGTK with a profile on disk."""
    if reason := missing("webkit tab"):
        pytest.skip(reason)
    with started("webkit tab", tmp_path / "profile") as running:
        assert isinstance(running, WebKitTab)
        yield running


# --- leaving


@engines("webkit")
def test_back_and_forward_after_leaving_show_no_page_of_ours(engine: Engine, place: TrialSite) -> None:
    assert read_and_leave(engine, place) == DULL
    assert [engine.back() for _ in range(3)] == [DULL] * 3
    assert [engine.forward() for _ in range(3)] == [DULL] * 3


@engines("webkit", "chromium-64")
def test_forward_after_leaving_an_earlier_page_shows_no_page_of_ours(
    engine: Engine, place: TrialSite
) -> None:
    engine.open(f"{place.site.base}/en/index.html")
    engine.follow("main a[href='3.html']")
    assert HOME in engine.back()
    assert engine.tap(".leave") == DULL
    engine.evaluate("history.forward()")
    assert engine.text() == DULL
    assert engine.back() == DULL


@engines("webkit")
def test_forward_after_leaving_shows_no_text_that_runs_nothing(
    engine: Engine, place: TrialSite, pages: Path
) -> None:
    """A text to read aloud was looked at, and then the page before it was left."""
    (pages / "en" / "words.txt").write_text("words", encoding="utf-8")
    engine.open(f"{place.site.base}/en/index.html")
    engine.evaluate("document.querySelector('main a[href=\"3.html\"]').href = 'words.txt'")
    assert engine.tap("main a[href='words.txt']") == "words"
    assert HOME in engine.back()
    assert engine.tap(".leave") == DULL
    engine.evaluate("history.forward()")
    assert engine.text() == DULL


@pytest.mark.parametrize(
    "impatient",
    sampled(["history.back()", "location.reload()"], "location.reload()"),  # back: the next test
)
@engines("webkit")
def test_no_one_sees_a_page_of_ours_while_the_one_outside_is_on_its_way(
    engine: Engine, place: TrialSite, impatient: str
) -> None:
    """The page is blank, somebody has taken the phone, and presses Back or loads it again."""
    engine.open(f"{place.site.base}/en/index.html")
    engine.follow("main a[href='3.html']")
    place.outside.late = LATE
    engine.evaluate(f"void setTimeout(() => {impatient}, {LATE * 400})")
    engine.tap_here(".leave")
    assert shown_until_dull(engine) == []


@engines("webkit")
def test_no_one_sees_a_page_of_ours_who_goes_back_twice_in_haste(engine: Engine, place: TrialSite) -> None:
    assert read_and_leave(engine, place) == DULL
    place.outside.late = LATE
    for _ in range(2):
        engine.evaluate("history.back()")
        time.sleep(0.3 * LATE)
    assert shown_until_dull(engine) == []


@engines("webkit")
@pytest.mark.parametrize(
    "between", sampled([True, False], True), ids=["another site between", "one after the other"]
)
def test_pages_whose_address_was_typed_are_not_shown_after_leaving(
    engine: Engine, place: TrialSite, between: bool
) -> None:
    engine.open(f"{place.site.base}/en/index.html")
    engine.open(f"{place.site.base}/en/3.html")
    if between:
        engine.open(f"{place.outside.base}/dull.html")
    engine.open(f"{place.site.base}/en/5.html")
    assert engine.tap(".leave") == DULL
    assert [engine.back() for _ in range(2 + between)] == [DULL] * (2 + between)


@engines("webkit")
def test_a_page_that_was_not_left_is_shown_again(engine: Engine, place: TrialSite) -> None:
    """Whoever follows a link within a page, goes to another site and comes back has left nothing."""
    engine.open(f"{place.site.base}/en/3.html")
    engine.evaluate("document.querySelector('main a[href*=\"#\"]').click()")
    engine.open(f"{place.outside.base}/dull.html")
    assert GUIDE in engine.back()


def shown_until_dull(engine: Engine) -> list[str]:
    """Return what is shown, but blank pages, until the page outside comes, or for ten seconds."""
    shown: list[str] = []
    until = time.monotonic() + 10
    while time.monotonic() < until:
        now = engine.text()
        if now == DULL:
            return shown
        if now and now not in shown:
            shown.append(now)
    return [*shown, "it never came"]


@engines("webkit", "webkit, no page cache")
def test_the_page_cache_is_as_the_engine_is_named(engine: Engine, place: TrialSite) -> None:
    """Or the tests above would try less than they say."""
    if engine.name not in WEBKIT:
        pytest.skip("said of WebKitGTK only")
    engine.open(f"{place.site.base}/en/index.html")
    engine.evaluate("window.held = 'held'")
    engine.follow("main a[href='3.html']")
    engine.back()
    assert engine.evaluate("window.held || ''") == ("" if "no page cache" in engine.name else "held")
    assert engine.evaluate("typeof navigation") == ("object" if "Navigation" in engine.name else "undefined")


@engines("webkit")
def test_one_character_is_kept_after_leaving_in_webkit_only_and_the_next_visit_removes_it(
    engine: Engine, place: TrialSite
) -> None:
    assert read_and_leave(engine, place) == DULL
    assert engine.visit(f"{place.site.base}/bare.html") == "bare"  # a page that runs nothing of ours
    apple = engine.evaluate("navigator.vendor").startswith("Apple")
    assert apple == (engine.name in WEBKIT)
    assert engine.evaluate("JSON.stringify(sessionStorage)") == ('{".":"."}' if apple else "{}")
    assert engine.evaluate("localStorage.length + document.cookie.length") == 0
    assert GUIDE in engine.visit(f"{place.site.base}/en/3.html")
    assert engine.evaluate("window.name + Object.keys(sessionStorage)") == ""
    assert HOME in engine.tap("nav a[href='index.html']")
    assert GUIDE in engine.back()


@engines("webkit")
@pytest.mark.parametrize("scheme", sampled(["http", "file"], "file"))  # as it comes by chat
def test_back_after_leaving_a_copy_shows_nothing_of_it(engine: Engine, place: TrialSite, scheme: str) -> None:
    base = place.site.base if scheme == "http" else f"file://{place.site.folder}"
    assert HOME in engine.visit(f"{base}/copy.html")
    assert GUIDE in engine.tap_here("a[href='#p3']")
    assert engine.tap(".leave") == DULL
    assert engine.back() == DULL


@engines("webkit")
@pytest.mark.parametrize("storage", ["refused", "full"])
def test_leave_works_where_storage_is_refused_or_full(engine: Engine, place: TrialSite, storage: str) -> None:
    if storage == "refused":
        place.site.headers["Content-Security-Policy"] = "sandbox allow-scripts allow-top-navigation"
    assert GUIDE in engine.visit(f"{place.site.base}/en/3.html")
    if storage == "refused":
        with pytest.raises(RuntimeError):
            engine.evaluate("sessionStorage.length")
    else:
        engine.evaluate(
            "(function () { for (let size = 1 << 22; size; size >>= 1) for (let n = 0; ; n++)"
            " try { sessionStorage['x' + size + '-' + n] = 'x'.repeat(size); } catch (full) { break; } })()"
        )
        with pytest.raises(RuntimeError):
            engine.evaluate("sessionStorage.setItem('.', '.')")
    assert engine.tap(".leave") == DULL
    place.site.headers.clear()  # the engine keeps what the next test would find
    assert HOME in engine.visit(f"{place.site.base}/en/index.html")
    engine.evaluate("sessionStorage.clear()")


@engines("webkit")
def test_three_taps_on_shift_leave_only_while_no_other_key_is_held(engine: Engine, place: TrialSite) -> None:
    def tap_three_times() -> None:
        for _ in range(3):
            engine.key("Shift", True)
            engine.key("Shift", False)

    engine.open(f"{place.site.base}/en/3.html")
    for held in (name for name in KEYS if name != "Shift"):
        engine.key(held, True)
        tap_three_times()
        engine.key(held, False)
        assert GUIDE in engine.evaluate("document.body ? document.body.innerText : ''"), held  # at once
    tap_three_times()
    assert engine.text() == DULL


# What the next two hold is WebKit's; what the pages do for it, the tests above tell.
@proof_only
def test_a_tab_dropped_for_want_of_room_still_knows_and_a_reopened_one_does_not(
    tab: WebKitTab, place: TrialSite
) -> None:
    """Pages say that a closed tab that is opened again shows them on Back."""
    assert read_and_leave(tab, place) == DULL
    assert tab.drop() == DULL
    assert tab.back() == DULL
    assert read_and_leave(tab, place) == DULL
    assert tab.reopen() == DULL
    assert HOME in tab.back()


@proof_only
def test_leaving_puts_nothing_on_the_disk_of_webkit(site: Path, tmp_path: Path) -> None:
    """The character is in the memory of the browser only, as is the rest of that storage."""
    if reason := missing("webkit tab"):
        pytest.skip(reason)
    (_, read), (traces, left) = (residue.webkit_traces(name, site) for name in ("read", "read and left"))
    assert left == read
    assert (traces.sentences, traces.addresses, traces.titles) == (0, 0, 0)


# --- keeping


UNKNOWN = "read by a browser that does not know worker-src"


@engines("webkit", "chromium-64")
@pytest.mark.parametrize("policy", sampled(["whole", UNKNOWN], UNKNOWN))  # whole: test_offline_copy
def test_keeping_works_and_opens_without_network(
    engine: Engine, place: TrialSite, pages: Path, policy: str
) -> None:
    page = pages / "en" / "18.html"
    html = page.read_text(encoding="utf-8")
    assert html.count("worker-src 'self';") == 1
    try:
        if policy != "whole":
            page.write_text(html.replace("worker-src 'self';", ""), encoding="utf-8")
        engine.open(f"{place.site.base}/en/18.html")
    finally:
        page.write_text(html, encoding="utf-8")
    engine.tap_here("#first")
    for _ in range(20):  # the text comes to rest while it is fetched, too
        if engine.evaluate("running.hidden"):
            break
        engine.text()
    shown = [name for name in ("done", "full", "failed") if not engine.evaluate(f"{name}.hidden")]
    assert shown == ["done"]
    place.site.down = True
    assert OTHER in engine.visit(f"{place.site.base}/en/5.html")
    assert engine.evaluate("location.pathname") == "/keep/notes-en.html"


# --- a browser of 2017


@pytest.mark.proof
@pytest.mark.parametrize("engine", ["chromium-64"], indirect=True, scope="module")
def test_every_page_runs_in_a_browser_of_2017(engine: Engine, place: TrialSite, proof: bool) -> None:
    assert isinstance(engine, Chromium)
    names = [page for page in pages_of(place.site.folder, proof) if page.startswith("en/")]
    engine.errors.clear()  # of tests that refuse something
    for page in names:
        engine.open(f"{place.site.base}/{page}")
        assert engine.evaluate("getComputedStyle(document.querySelector('.leave')).position") == "fixed"
        assert engine.errors == [], page
        if proof or page == names[-1]:
            assert engine.tap(".leave") == DULL
