"""Leave: at once, on any network, by any finger or keyboard, and in browsers that lack something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Route
from support.project import ROOT
from support.sampling import sampled

from lanpya.content.settings import read_settings
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
    page.wait_for_timeout(500)
    assert set(frames) == {"blank"}


@pytest.mark.parametrize("milliseconds", sampled([0, 120, 900, 2500], 0, 900))  # from 500 on a menu opens
def test_quick_and_slow_fingers_leave(slow: FaultServer, phone: BrowserContext, milliseconds: float) -> None:
    """A finger that stays down would open the browser's menu for a link, with its address on top."""
    page, session, frames = opened(phone, f"{slow.base}/en/2.html")
    touch(page, session, milliseconds)
    page.wait_for_timeout(200)
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
    page.wait_for_timeout(500)
    assert page.evaluate("document.body ? document.body.innerText : ''") in ("", "dull")
    assert done == []
    context.close()


def press(session: CDPSession, *keys: str) -> None:
    """Press keys one after the other; one with a + is pressed while Shift is held."""
    for key in keys:
        if key.startswith("Shift"):
            session.send(
                "Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Shift", "code": "ShiftLeft"}
            )
        if letter := key.removeprefix("Shift").lstrip("+"):
            session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": letter})
            session.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": letter})
        if key.startswith("Shift"):
            session.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": "Shift", "code": "ShiftLeft"})


def test_shift_three_times_alone_leaves(slow: FaultServer, phone: BrowserContext) -> None:
    page, session, frames = opened(phone, f"{slow.base}/en/21.html")
    for keys in (["Shift+A", "Shift+B", "Shift+C"], ["Shift", "Shift", "a", "Shift"], ["Escape"] * 3):
        press(session, *keys)
        page.wait_for_timeout(200)
        assert set(frames) == {"shown"}, keys
    press(session, "a", "Shift", "Shift")
    page.wait_for_timeout(2200)  # too slow: Shift pressed now and then must not leave
    press(session, "Shift")
    page.wait_for_timeout(200)
    assert set(frames) == {"shown"}
    frames.clear()
    press(session, "Shift", "Shift")
    page.wait_for_timeout(200)
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


def test_shift_with_anything_else_does_not_leave(slow: FaultServer, phone: BrowserContext) -> None:
    """Layouts and input methods are switched with it, letters are typed, text is marked."""
    page, _, frames = opened(phone, f"{slow.base}/en/21.html")
    for between in BETWEEN:
        page.evaluate(TAP_SHIFT, between)
        page.wait_for_timeout(100)
        assert set(frames) <= {"shown"}, between
    page.evaluate(TAP_SHIFT, None)
    page.wait_for_timeout(200)
    assert "blank" in frames


def test_the_keyboard_leaves_while_the_page_is_still_loading(
    slow: FaultServer, phone: BrowserContext
) -> None:
    slow.pace = 0.5
    page, session, frames = opened(phone, f"{slow.base}/2.html")
    assert page.evaluate("document.readyState") == "loading"
    press(session, "Shift", "Shift", "Shift")
    page.wait_for_timeout(200)
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
def test_leave_works_in_browsers_that_lack_something(
    server: FaultServer, browser: Browser, quirk: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640})
    context.add_init_script(QUIRKS[quirk])
    context.route(LEAVE, lambda route: route.fulfill(body="<p>dull", content_type="text/html"))
    page = context.new_page()
    done: list[str] = []
    page.on("pageerror", lambda error: done.append(str(error)))
    page.goto(f"{server.base}/en/2.html")
    page.locator(".leave").click()
    page.wait_for_url(LEAVE)
    if quirk not in ("window.name is not kept", "no closest", "no navigation timing"):
        page.go_back()
        page.wait_for_timeout(300)
        assert page.evaluate("document.body ? document.body.innerText : ''") in ("", "dull")
    assert done == []
    context.close()


@pytest.mark.parametrize("answer", ["another app takes it", "no network", "refused"])
def test_the_page_stays_blank_where_leave_leads_nowhere(
    server: FaultServer, browser: Browser, answer: str
) -> None:
    """An in-app browser hands the address to another app, or nothing answers: the page must not come back."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    ways = {
        "another app takes it": lambda route: route.fulfill(status=204, body=""),
        "no network": lambda route: route.abort("internetdisconnected"),
        "refused": lambda route: route.abort("blockedbyclient"),
    }
    context.route(LEAVE, ways[answer])
    page, session, _ = opened(context, f"{server.base}/en/2.html")
    session.send("Runtime.evaluate", {"expression": "document.querySelector('.leave').click()"})
    page.wait_for_timeout(500)
    done = session.send("Runtime.evaluate", {"expression": "document.documentElement.textContent"})
    assert "Safe contact" not in done["result"].get("value", "")  # none where there is no document any more
    assert not page.locator("h1:has-text('help')").count()
    context.close()


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
        page.evaluate("setTimeout(() => history.back(), 0)")
        page.wait_for_timeout(500)
        assert page.evaluate("document.body ? document.body.innerText : ''") in ("", "dull")
    context.close()
