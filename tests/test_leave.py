"""Leave: at once, on any network, by any finger or keyboard, and in browsers that lack something."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from fault_server import FaultServer, serve
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from lanpya.settings import read_settings

LEAVE = read_settings(ROOT / "mkdocs.yml").leave
BLANK = """(() => {
    const root = document.documentElement;
    return root.textContent === '' && getComputedStyle(root).display === 'none';
})()"""


@pytest.fixture
def server(site: Path) -> Iterator[FaultServer]:
    with serve(site) as running:
        yield running


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone with a touch screen, on which the page that Leave leads to never answers."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    context.route(LEAVE, lambda route: None)
    yield context
    context.close()


def opened(phone: BrowserContext, address: str) -> tuple[Page, CDPSession]:
    page = phone.new_page()
    page.goto(address)
    return page, phone.new_cdp_session(page)


def is_blank(session: CDPSession) -> bool:
    """Whether nothing of the page is left; the page's own evaluate would wait for the next page."""
    return bool(session.send("Runtime.evaluate", {"expression": BLANK})["result"]["value"])


def touch(page: Page, session: CDPSession, milliseconds: float) -> None:
    """Put a finger on Leave for so long, without waiting for what comes of it."""
    box = page.locator(".leave").bounding_box()
    assert box is not None
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    page.wait_for_timeout(milliseconds)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_the_next_frame_is_blank_on_a_slow_network(server: FaultServer, phone: BrowserContext) -> None:
    """What the reader sees, frame by frame: none after the tap shows anything."""
    page, session = opened(phone, f"{server.base}/2.html")
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 5000, "downloadThroughput": 6000, "uploadThroughput": 6000},
    )
    counting = """document.addEventListener('click', () => {
        window.frames_ = [];
        const look = () => frames_.push(document.body ? 1 : 0) < 10 && requestAnimationFrame(look);
        requestAnimationFrame(look);
    }, true)"""
    session.send("Runtime.evaluate", {"expression": counting})
    touch(page, session, 30)
    page.wait_for_timeout(600)
    frames = session.send("Runtime.evaluate", {"expression": "frames_.join()"})["result"]["value"]
    assert set(frames.split(",")) == {"0"}
    session.send("Page.enable")
    picture = session.send("Page.captureScreenshot", {"format": "png"})["data"]
    import base64

    colours = Image.open(io.BytesIO(base64.b64decode(picture))).convert("RGB").getcolors()
    assert colours is not None
    assert len(colours) == 1


@pytest.mark.parametrize("milliseconds", [0, 120, 900, 2500], ids=lambda m: f"{m} ms")
def test_quick_and_slow_fingers_leave(
    server: FaultServer, phone: BrowserContext, milliseconds: float
) -> None:
    """A finger that stays down would open the browser's menu for a link, with its address on top."""
    page, session = opened(phone, f"{server.base}/en/2.html")
    touch(page, session, milliseconds)
    page.wait_for_timeout(200)
    assert is_blank(session)


def test_tapping_twice_and_more_leaves_once(site: Path, server: FaultServer, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    context.route(LEAVE, lambda route: route.fulfill(body="<p>dull", content_type="text/html"))
    page, session = opened(context, f"{server.base}/en/index.html")
    page.goto(f"{server.base}/en/2.html")
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    before = page.evaluate("history.length")
    for _ in range(3):
        session.send(
            "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": 300, "y": 600}]}
        )
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_url(LEAVE)
    assert page.evaluate("history.length") == before
    page.go_back()
    page.wait_for_timeout(500)
    assert page.evaluate("document.body ? document.body.innerText : ''") in ("", "dull")
    assert told == []
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


def test_shift_three_times_alone_leaves(server: FaultServer, phone: BrowserContext) -> None:
    page, session = opened(phone, f"{server.base}/en/21.html")
    for keys in (["Shift+A", "Shift+B", "Shift+C"], ["Shift", "Shift", "a", "Shift"], ["Escape"] * 3):
        press(session, *keys)
        page.wait_for_timeout(100)
        assert not is_blank(session), keys
    press(session, "a", "Shift", "Shift")
    page.wait_for_timeout(2200)  # too slow: Shift pressed now and then must not leave
    press(session, "Shift")
    assert not is_blank(session)
    press(session, "Shift", "Shift")
    page.wait_for_timeout(100)
    assert is_blank(session)


def test_the_keyboard_leaves_while_the_page_is_still_loading(
    server: FaultServer, phone: BrowserContext
) -> None:
    server.pace = 0.8  # ten seconds for a page
    page = phone.new_page()
    page.goto(f"{server.base}/2.html", wait_until="commit")
    session = phone.new_cdp_session(page)
    page.locator("h1").wait_for()
    assert page.evaluate("document.readyState") == "loading"
    page.bring_to_front()
    press(session, "Shift", "Shift", "Shift")
    page.wait_for_timeout(200)
    assert is_blank(session)


QUIRKS = {  # what in-app browsers and old phones lack or do
    "no Navigation API": "Object.defineProperty(window, 'navigation', {value: undefined})",
    "no navigation timing": "performance.getEntriesByType = undefined",
    "window.name is not kept": "Object.defineProperty(window, 'name', {get: () => '', set: () => 0})",
    "no closest": "delete Element.prototype.closest",
    "no pageshow": "EventTarget.prototype.addEventListener = (add => function (name, ...rest) {"
    " if (name !== 'pageshow') add.call(this, name, ...rest); })(EventTarget.prototype.addEventListener)",
}


@pytest.mark.parametrize("quirk", QUIRKS)
def test_leave_works_in_browsers_that_lack_something(
    server: FaultServer, browser: Browser, quirk: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640})
    context.add_init_script(QUIRKS[quirk])
    context.route(LEAVE, lambda route: route.fulfill(body="<p>dull", content_type="text/html"))
    page = context.new_page()
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(f"{server.base}/en/2.html")
    page.locator(".leave").click()
    page.wait_for_url(LEAVE)
    if quirk not in ("window.name is not kept", "no closest"):
        page.go_back()
        page.wait_for_timeout(300)
        assert page.evaluate("document.body ? document.body.innerText : ''") in ("", "dull")
    assert told == []
    context.close()


@pytest.mark.parametrize("answer", ["another app takes it", "no network", "refused"])
def test_the_page_stays_blank_where_leave_leads_nowhere(
    server: FaultServer, browser: Browser, answer: str
) -> None:
    """An in-app browser hands the address to another app, or nothing answers: what was read must not come back."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    ways = {
        "another app takes it": lambda route: route.fulfill(status=204, body=""),
        "no network": lambda route: route.abort("internetdisconnected"),
        "refused": lambda route: route.abort("blockedbyclient"),
    }
    context.route(LEAVE, ways[answer])
    page, session = opened(context, f"{server.base}/en/2.html")
    session.send("Runtime.evaluate", {"expression": "document.querySelector('.leave').click()"})
    page.wait_for_timeout(500)
    told = session.send("Runtime.evaluate", {"expression": "document.documentElement.textContent"})
    assert "Safe contact" not in told["result"]["value"]
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
