"""Leave: at once, on any network, by any finger or keyboard, and in browsers that lack something."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Error, Page, Route
from support.leaving import shown_after_going_back, shown_for
from support.project import ROOT
from support.sampling import sampled

from lanpya.content.settings_file import read_settings
from scripts.rigs.fault_server import Fault, FaultServer, serve

LEAVE = read_settings(ROOT / "mkdocs.yml").leave
WATCH = """() => {
    const look = left => {
        const root = document.documentElement;
        console.log(root.textContent || getComputedStyle(root).display !== 'none' ? 'shown' : 'blank');
        if (left) requestAnimationFrame(() => look(left - 1));
    };
    for (const kind of ['click', 'contextmenu', 'keyup'])
        document.addEventListener(kind, () => requestAnimationFrame(() => look(5)), true);
}"""
LOOKS = 6  # frames that a page reports after each of these events


@pytest.fixture
def slow(site: Path, tmp_path: Path) -> Iterator[FaultServer]:
    """A server on which the page that Leave leads to does not answer for as long as a test lasts."""
    with serve(tmp_path) as running:
        for name in ("2.html", "en/2.html", "en/21.html"):
            html = (site / name).read_text(encoding="utf-8")
            assert html.count(LEAVE) == 2
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(
                html.replace(LEAVE, f"{running.base}/stalled.html"), encoding="utf-8"
            )
        running.faults = {"stalled.html": Fault("stalled")}
        yield running


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone with a touch screen."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    yield context
    context.close()


Leaver = tuple[Page, CDPSession, list[str]]


@pytest.fixture
def leaver(reader: Page) -> Iterator[Leaver]:
    """A tab that others have read in, a session to change it, and the errors of its pages.

    Every server is a host that the tab does not know, and what is changed with the session ends with it.
    """
    errors: list[str] = []

    def note(error: Error) -> None:
        errors.append(str(error))

    session = reader.context.new_cdp_session(reader)
    session.send("Page.enable")
    reader.on("pageerror", note)
    yield reader, session, errors
    reader.remove_listener("pageerror", note)
    reader.unroute_all()
    session.detach()


def opened(phone: BrowserContext, address: str) -> tuple[Page, CDPSession, list[str]]:
    """Open a page that tells of the frames after a tap or a key whether they show anything.

    It tells by itself, because a page that is on its way to another answers no question.
    """
    page = phone.new_page()
    frames: list[str] = []
    page.on("console", lambda message: frames.append(message.text))
    page.goto(address, wait_until="commit")
    page.locator("h1").wait_for()
    page.evaluate(WATCH)
    return page, phone.new_cdp_session(page), frames


def wait_for_looks(page: Page, frames: list[str], events: int = 1) -> None:
    """Wait until the page has reported six frames after each of so many taps or keys, at most ten seconds."""
    for _ in range(500):
        if len(frames) >= LOOKS * events:
            return
        page.wait_for_timeout(20)


def touch(page: Page, session: CDPSession, milliseconds: float) -> None:
    """Put a finger on Leave for so long, without waiting for what comes of it."""
    box = page.locator(".leave").bounding_box()
    assert box is not None
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    page.wait_for_timeout(milliseconds)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_the_next_frame_is_blank_on_a_slow_network(slow: FaultServer, phone: BrowserContext) -> None:
    page, session, frames = opened(phone, f"{slow.base}/2.html")
    throttled = {"offline": False, "latency": 3000, "downloadThroughput": 6000, "uploadThroughput": 6000}
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", throttled)
    touch(page, session, 30)
    wait_for_looks(page, frames)
    assert set(frames) == {"blank"}


@pytest.mark.parametrize("milliseconds", sampled([0, 120, 700, 2500], 700))  # from 500 on a menu opens
def test_quick_and_slow_fingers_leave(slow: FaultServer, phone: BrowserContext, milliseconds: float) -> None:
    """A finger that stays down would open the browser's menu for a link, with its address on top."""
    page, session, frames = opened(phone, f"{slow.base}/en/2.html")
    touch(page, session, milliseconds)
    wait_for_looks(page, frames)
    assert set(frames) == {"blank"}


def test_tapping_twice_and_more_leaves_once(site: Path, server: FaultServer, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    held: list[Route] = []
    lifted = False

    def answer(route: Route) -> None:
        """Send what Leave leads to once all fingers are lifted: of a later one Chromium may never tell."""
        if lifted:
            route.fulfill(body="<p>dull", content_type="text/html")
        else:
            held.append(route)

    context.route(LEAVE, answer)
    page, session, _ = opened(context, f"{server.base}/en/index.html")
    page.goto(f"{server.base}/en/2.html")
    done: list[str] = []
    page.on("pageerror", lambda error: done.append(str(error)))
    before = page.evaluate("history.length")
    for _ in range(3):
        session.send(
            "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": 300, "y": 600}]}
        )
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    lifted = True
    for route in held:
        answer(route)
    page.wait_for_url(LEAVE)
    assert page.evaluate("history.length") == before
    page.go_back()
    assert shown_for(page) <= {"", "dull"}
    assert done == []
    context.close()


def press(session: CDPSession, *keys: str, late: float = 0) -> int:
    """Press keys one after the other; one with a + is pressed while Shift is held. Return how many came up.

    `late` is how many seconds later than now is given to the browser as the time when they were pressed.
    """
    up = 0

    def send(kind: str, **key: str) -> None:
        nonlocal up
        up += kind == "keyUp"
        session.send("Input.dispatchKeyEvent", {"type": kind, "timestamp": time.time() + late, **key})

    for key in keys:
        if key.startswith("Shift"):
            send("rawKeyDown", key="Shift", code="ShiftLeft")
        if letter := key.removeprefix("Shift").lstrip("+"):
            send("rawKeyDown", key=letter)
            send("keyUp", key=letter)
        if key.startswith("Shift"):
            send("keyUp", key="Shift", code="ShiftLeft")
    return up


def test_shift_three_times_alone_leaves(slow: FaultServer, phone: BrowserContext) -> None:
    page, session, frames = opened(phone, f"{slow.base}/en/21.html")
    up = 0
    for keys in (["Shift+A", "Shift+B", "Shift+C"], ["Shift", "Shift", "a", "Shift"], ["Escape"] * 3):
        up += press(session, *keys)
        wait_for_looks(page, frames, up)
        assert set(frames) == {"shown"}, keys
    up += press(session, "a", "Shift", "Shift")
    up += press(session, "Shift", late=2.2)  # too slow: Shift pressed now and then must not leave
    wait_for_looks(page, frames, up)
    assert set(frames) == {"shown"}
    frames.clear()
    up = press(session, "Shift", "Shift", late=2.3)
    wait_for_looks(page, frames, up)
    assert "blank" in frames


BETWEEN: tuple[dict[str, object], ...] = (
    {"key": "Shift", "altKey": True},
    {"key": "Shift", "ctrlKey": True},
    {"key": "Shift", "metaKey": True},
    {"key": "Shift", "modifierAltGraph": True},
    {"key": "Shift", "modifierOS": True},
    {"key": "Shift", "isComposing": True},
    {"key": "Shift", "repeat": True},
    {"type": "keyup", "key": "a"},  # pressed before Shift was
    {"type": "mousedown"},
    {"type": "wheel"},
)
TAP_SHIFT = """between => {
    const kinds = {w: WheelEvent, m: MouseEvent, k: KeyboardEvent};
    const fire = (type, init) => {
        const event = new kinds[type[0]](type, {bubbles: true, ...init});
        // what Firefox before 118 calls Windows' own key
        if (init.modifierOS) event.getModifierState = key => key === 'OS';
        document.dispatchEvent(event);
    };
    for (let tap = 0; tap < 4; tap++) {
        const held = between && between.key === 'Shift' && !between.repeat ? between : {key: 'Shift'};
        fire('keydown', held);
        if (between && (held !== between)) fire(between.type || 'keydown', between);
        fire('keyup', held);
    }
}"""
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def test_shift_with_anything_else_does_not_leave(slow: FaultServer, phone: BrowserContext) -> None:
    """Layouts and input methods are switched with it, letters are typed, text is marked."""
    page, _, frames = opened(phone, f"{slow.base}/en/21.html")
    for between in BETWEEN:
        page.evaluate(TAP_SHIFT, between)
        page.evaluate(TWO_FRAMES)
        assert set(frames) == {"shown"}, between
    page.evaluate(TAP_SHIFT, None)
    taps = 4 * (len(BETWEEN) + sum(between.get("type") == "keyup" for between in BETWEEN) + 1)
    wait_for_looks(page, frames, taps)
    assert "blank" in frames


def test_the_keyboard_leaves_while_the_page_is_still_loading(
    slow: FaultServer, phone: BrowserContext
) -> None:
    slow.pace = 0.5
    page, session, frames = opened(phone, f"{slow.base}/2.html")
    assert page.evaluate("document.readyState") == "loading"
    wait_for_looks(page, frames, press(session, "Shift", "Shift", "Shift"))
    assert "blank" in frames


QUIRKS = {  # what in-app browsers and old phones lack or do
    "no Navigation API": "Object.defineProperty(window, 'navigation', {value: undefined})",
    "no navigation timing": "Object.defineProperty(performance, 'navigation', {value: undefined})",
    "window.name is not kept": "Object.defineProperty(window, 'name', {get: () => '', set: () => 0})",
    "no closest": "delete Element.prototype.closest",
    "no pageshow": "Object.defineProperty(window, 'onpageshow', {set: () => 0})",
    "storage is refused": "Object.defineProperty(navigator, 'vendor', {value: 'Apple Computer, Inc.'});"
    "Object.defineProperty(window, 'sessionStorage', {get: () => { throw Error(); }})",
    "no storage": "Object.defineProperty(navigator, 'vendor', {value: 'Apple Computer, Inc.'});"
    "Object.defineProperty(window, 'sessionStorage', {value: null})",
}


@pytest.mark.parametrize("quirk", QUIRKS)
def test_leave_works_in_browsers_that_lack_something(server: FaultServer, leaver: Leaver, quirk: str) -> None:
    page, session, errors = leaver
    session.send("Page.addScriptToEvaluateOnNewDocument", {"source": f"{QUIRKS[quirk]};window.lacks = 1"})
    page.route(LEAVE, lambda route: route.fulfill(body="<p>dull", content_type="text/html"))
    page.goto(f"{server.base}/en/index.html")  # or Back would lead to no page of ours
    page.goto(f"{server.base}/en/2.html")
    assert page.evaluate("window.lacks") == 1
    page.locator(".leave").click()
    page.wait_for_url(LEAVE)
    if quirk not in ("window.name is not kept", "no closest", "no navigation timing"):
        page.go_back()
        assert shown_for(page) <= {"", "dull"}
    assert errors == []


@pytest.mark.parametrize("answer", ["another app takes it", "no network", "refused"])
def test_the_page_stays_blank_where_leave_leads_nowhere(
    server: FaultServer, leaver: Leaver, answer: str
) -> None:
    """An in-app browser hands the address to another app, or nothing answers: the page must not come back."""
    ways: dict[str, Callable[[Route], None]] = {
        "another app takes it": lambda route: route.fulfill(status=204, body=""),
        "no network": lambda route: route.abort("internetdisconnected"),
        "refused": lambda route: route.abort("blockedbyclient"),
    }
    answered: list[Route] = []

    def lead_nowhere(route: Route) -> None:
        ways[answer](route)
        answered.append(route)

    page, session, _ = leaver
    page.route(LEAVE, lead_nowhere)
    page.goto(f"{server.base}/en/2.html")
    session.send("Runtime.evaluate", {"expression": "document.querySelector('.leave').click()"})
    for _ in range(250):
        if answered:
            break
        page.wait_for_timeout(20)
    assert answered
    page.wait_for_timeout(500)  # a page that came back would be there long before
    done = session.send("Runtime.evaluate", {"expression": "document.documentElement.textContent"})
    assert "Safe contact" not in done["result"].get("value", "")  # none where there is no document any more
    assert not page.locator("h1:has-text('help')").count()


def test_leaving_the_copy_shows_nothing_of_it_on_back(site: Path, browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640})
    context.route(LEAVE, lambda route: route.fulfill(body="<p>dull", content_type="text/html"))
    page = context.new_page()
    page.goto(f"file://{site}/keep/notes-en.html")
    page.locator("nav a").first.click()
    page.locator("#index a[href='#p2']").click()
    page.locator(".leave").click()
    page.wait_for_url(LEAVE)
    for _ in range(2):
        assert shown_after_going_back(page) <= {"", "dull"}
    context.close()
