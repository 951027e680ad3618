"""What a reader meets on every shipped page, in a real browser."""

from __future__ import annotations

import gzip
import itertools
import math
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page
from support.leaving import go, shown_after_going_back, shown_for, text_of
from support.project import ROOT, Project, pages_of
from support.sampling import sampled

from lanpya.content.settings_file import read_settings

LEAVE = read_settings(ROOT / "mkdocs.yml").leave
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def stub_leave(context: BrowserContext) -> None:
    """Answer for the page that Leave leads to; no test reaches another host."""
    context.route(
        LEAVE, lambda route: route.fulfill(body="<title>dull</title>dull", content_type="text/html")
    )


@pytest.mark.proof
@pytest.mark.parametrize(
    ("scheme", "javascript"),  # a server and a script can each ask for more; neither can do without
    sampled(itertools.product(("http", "file"), (True, False)), ("http", True), ("file", False)),
)
def test_every_page_is_one_request_quiet_and_whole(
    site: Path,
    serve: Callable[[Path], str],
    context: Callable[..., BrowserContext],
    proof: bool,
    scheme: str,
    javascript: bool,
) -> None:
    base = serve(site) if scheme == "http" else f"file://{site}"
    profile = context(java_script_enabled=javascript)
    page = profile.new_page()
    requests: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    half = {"http": 0, "file": 1}[scheme]
    for name in pages_of(site) if proof else pages_of(site, proof)[half::2]:
        requests.clear()
        page.goto(f"{base}/{name}")
        assert requests == [f"{base}/{name}"]
        if name == "404.html":
            continue  # its links begin at the host's root
        links = page.locator("a").evaluate_all("all => all.map(a => [a.getAttribute('href'), a.href])")
        for typed, address in links:
            assert not typed.startswith("/"), f"{name}: {typed}"
            if address.startswith(base):
                target, _, fragment = address.removeprefix(base + "/").partition("#")
                assert (site / target).is_file(), f"{name}: {typed}"
                if fragment:
                    html = (site / target).read_text(encoding="utf-8")
                    assert re.search(rf"id=\"?{fragment}\b", html), f"{name}: {typed}"
    assert messages == []
    assert profile.cookies() == []


@pytest.mark.proof
def test_no_accessibility_violation_at_320_pixels(
    site: Path, context: Callable[..., BrowserContext], proof: bool
) -> None:
    page = context(width=320, bypass_csp=True).new_page()
    found = []
    # the templates are the same in every language, and in the dark so is all but colours, which are the same
    # on every page: the sample looks at one with contacts, and at one with buttons
    for number, name in enumerate(pages_of(site, proof)[:: 1 if proof else 2]):
        page.emulate_media(color_scheme="light")
        page.goto(f"file://{site}/{name}")
        found += [(name, *violation) for violation in violations(page, TAGS)]
        if proof or number % 3 == 1:
            page.emulate_media(color_scheme="dark")
            colours = {"type": "rule", "values": ["color-contrast"]}
            found += [(name, "dark", *violation) for violation in violations(page, colours)]
    assert found == []


def violations(page: Page, run: object) -> list[tuple[str, str]]:
    """Return the accessibility rules that a page breaks, with the first element that does."""
    if not page.evaluate("!!window.axe"):
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": run, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(options).then(result => result.violations)", options)
    return [(violation["id"], violation["nodes"][0]["html"]) for violation in found]


IN_COPIES = ("5.html", "15.html", "en/13.html")  # of the sample
NARROW = ((240, 1), (320, 1), (360, 2))  # CSS pixels, and how many times as large letters are


@pytest.mark.proof
def test_no_page_scrolls_sideways(site: Path, reader: Page, plain_reader: Page, proof: bool) -> None:
    """Without script a copy shows all guides of a language at once.

    In the sample a copy has one width and a page that is not in the copies two.
    """
    pages = [(reader, name) for name in pages_of(site, proof) if proof or name not in IN_COPIES]
    copies = [(plain_reader, f"keep/notes-{code}.html") for code in ("my", "en")]
    wide = []
    for number, (page, name) in enumerate((*pages, *copies)):
        page.goto(f"file://{site}/{name}")
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        left_out = () if proof else NARROW[number % 3 :][: 2 if page is plain_reader else 1]
        for width, zoom in (one for one in NARROW if one not in left_out):
            page.set_viewport_size({"width": width, "height": 640})
            page.evaluate(f"document.documentElement.style.fontSize = '{zoom * 100}%'")
            if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
                wide.append((name, width))
    assert wide == []


@pytest.mark.parametrize(("name", "digits"), [("3.html", "၁၂၃၄၅၆၇၈၉၀"), ("en/3.html", "1234567890")])
def test_numbers_of_lists_and_sources_are_in_the_digits_of_the_language(
    site: Path, reader: Page, name: str, digits: str
) -> None:
    page = reader
    page.goto(f"file://{site}/{name}")
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    markers = [node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == "ListMarker"]
    numbers = [marker.strip(". ") for marker in markers if marker.strip() != "•"]
    numbers += page.locator("sup").all_inner_texts()
    assert len(numbers) > 10
    assert set("".join(numbers)) <= set(digits)


# where Leave stands at each scroll position, and whether a tap on its middle meets it
LEAVE_PLACES = """() => Array.from({length: document.documentElement.scrollHeight / 400 + 2}, (_, step) => {
    scrollTo(0, 400 * step);
    const {x, y, width, height} = document.querySelector('.leave').getBoundingClientRect();
    const met = document.elementFromPoint(x + width / 2, y + height / 2);
    return {x, y, width, height, met: !!(met && met.closest('.leave'))};
})"""


@pytest.mark.proof
def test_leave_is_in_view_and_reachable_at_every_scroll_position(
    site: Path, reader: Page, proof: bool
) -> None:
    page = reader
    page.set_viewport_size({"width": 320, "height": 568})
    for name in pages_of(site, proof):
        page.goto(f"file://{site}/{name}")
        places = page.evaluate(LEAVE_PLACES)
        assert len(places) >= 2
        for place in places:
            assert min(place["width"], place["height"]) >= 44
            assert 0 <= place["x"] <= place["x"] + place["width"] <= 320
            assert 568 / 2 < place["y"] < place["y"] + place["height"] <= 568  # the thumb's half
            assert place["met"], f"{name}: something lies over Leave at {place}"


def test_leave_without_script_is_an_ordinary_link(site: Path, context: Callable[..., BrowserContext]) -> None:
    profile = context(java_script_enabled=False)
    stub_leave(profile)
    page = profile.new_page()
    page.goto(f"file://{site}/2.html")
    assert set(page.locator(".leave").get_attribute("rel").split()) == {"noreferrer"}  # type: ignore[union-attr]
    page.locator(".leave").click()
    page.wait_for_url(LEAVE)


def test_leave_blanks_the_page_before_the_network_answers(
    site: Path, context: Callable[..., BrowserContext]
) -> None:
    profile = context()
    held: list[object] = []
    profile.route(LEAVE, lambda route: held.append(route))  # never answered
    page = profile.new_page()
    page.goto(f"file://{site}/2.html")
    session = profile.new_cdp_session(page)  # the page's own evaluate waits for the navigation
    script = """document.querySelector('.leave').click();
        const root = document.documentElement;
        JSON.stringify([root.textContent, getComputedStyle(root).display])"""
    answer = session.send("Runtime.evaluate", {"expression": script})
    assert answer["result"]["value"] == '["","none"]'


@pytest.mark.parametrize("scheme", sampled(["http", "file"], "http"))  # file: a copy, in test_leave.py
def test_back_after_leaving_shows_nothing_of_ours(
    site: Path, serve: Callable[[Path], str], context: Callable[..., BrowserContext], scheme: str
) -> None:
    base = serve(site) if scheme == "http" else f"file://{site}"
    profile = context()
    stub_leave(profile)
    page = profile.new_page()
    page.goto(f"{base}/index.html")
    page.locator("main > details > summary").first.click()
    page.locator("main > details[open] > ul a").first.click()
    page.wait_for_url("**/3.html")
    page.locator(".leave").click()
    page.wait_for_url(LEAVE)
    page.go_back()
    page.wait_for_function("location.protocol === 'https:' || !document.body")
    assert text_of(page) in ("", "dull")
    # coming in again by any other way shows the page: nothing is locked
    page.goto(f"{base}/2.html")
    assert page.locator("h1").is_visible()


def watch(page: Page) -> None:
    """Have the page note whether it comes again out of the browser's memory."""
    page.evaluate("addEventListener('pageshow', event => { window.kept = event.persisted })")


def test_back_after_leaving_shows_nothing_of_ours_kept_in_memory(
    site: Path, serve: Callable[[Path], str], remembering_browser: Browser
) -> None:
    """As on a phone: the browser keeps earlier pages whole in memory and shows them again without loading."""
    profile = remembering_browser.new_context(viewport={"width": 360, "height": 640})
    stub_leave(profile)
    page = profile.new_page()
    page.goto(f"{serve(site)}/index.html")
    watch(page)
    page.locator("main > details > summary").first.click()
    page.locator("main > details[open] > ul a").first.click()
    page.wait_for_url("**/3.html")
    go(page, "back")
    page.wait_for_function("window.kept === true")
    assert page.locator("h1").is_visible()  # an ordinary Back works
    page.locator("main > details[open] > ul a").first.click()
    page.wait_for_url("**/3.html")
    page.locator(".leave").click()
    page.wait_for_url(LEAVE)
    assert shown_after_going_back(page) <= {"", "dull"}
    profile.close()


def test_forward_after_leaving_shows_nothing_of_ours_kept_in_memory(
    site: Path, serve: Callable[[Path], str], remembering_browser: Browser
) -> None:
    """A search left by Back would come again with what was typed."""
    profile = remembering_browser.new_context(viewport={"width": 360, "height": 640})
    stub_leave(profile)
    page = profile.new_page()
    page.goto(f"{serve(site)}/en/index.html")
    watch(page)
    page.locator("nav a[href='21.html']").click()
    page.wait_for_url("**/21.html")
    watch(page)
    page.locator("#q").fill("phone")
    page.locator("#found:not([hidden])").wait_for()
    go(page, "back")
    page.wait_for_function("window.kept === true")
    go(page, "forward")
    page.wait_for_function("window.kept === true && document.getElementById('q')")
    assert page.locator("#q").input_value() == "phone"  # an ordinary Forward works
    go(page, "back")
    page.wait_for_function("location.pathname.endsWith('index.html')")
    page.locator(".leave").click()
    page.wait_for_url(LEAVE)
    go(page, "forward")
    assert shown_for(page) <= {"", "dull"}
    profile.close()


def test_notices_follow_the_readers_clock(site: Path, context: Callable[..., BrowserContext]) -> None:
    page = context().new_page()
    for day, shown in (("2026-11-24", False), ("2027-02-20", False), ("2027-02-21", True)):
        page.clock.set_fixed_time(f"{day}T12:00:00Z")
        page.goto(f"file://{site}/2.html")
        assert page.locator(".notice").first.is_visible() is shown
        assert (
            "2027" in page.locator(".status").inner_text() or "၂၀၂၇" in page.locator(".status").inner_text()
        )


def test_a_contact_past_its_date_vanishes_by_the_readers_clock(
    small_site: Project, context: Callable[..., BrowserContext], plain_reader: Page
) -> None:
    """As in a saved copy: the page was built while the contact was good until 1 December."""
    page = context().new_page()
    for day, good in (("2026-12-01", True), ("2026-12-02", False)):
        page.clock.set_fixed_time(f"{day}T12:00:00Z")
        page.goto(f"file://{small_site.site}/en/19.html")
        assert page.locator("a[href='https://example.org/helpline']").is_visible() is good
        assert page.locator(".contacts .notice").is_visible() is not good
        page.goto(f"file://{small_site.site}/en/2.html")
        assert page.get_by_text("A contact named on this page is out of date").is_visible() is not good
    plain_reader.goto(f"file://{small_site.site}/en/19.html")
    assert "Do not use after December 1, 2026" in text_of(plain_reader)


def test_keyboard_reaches_skip_link_and_leave_first_with_visible_focus(site: Path, reader: Page) -> None:
    page = reader
    page.goto(f"file://{site}/en/2.html")
    for expected in ("skip", "leave"):
        page.keyboard.press("Tab")
        focused = "document.activeElement"
        assert page.evaluate(f"{focused}.className") == expected
        assert page.evaluate(f"parseFloat(getComputedStyle({focused}).outlineWidth)") >= 2
        box = page.evaluate(f"{focused}.getBoundingClientRect().toJSON()")
        assert box["left"] >= 0
        assert box["right"] <= 360


def test_print_shows_the_guide_and_no_controls(site: Path, reader: Page) -> None:
    page = reader
    page.goto(f"file://{site}/en/2.html")
    page.emulate_media(media="print")
    assert not page.locator(".leave").is_visible()
    assert not page.locator("nav").first.is_visible()
    assert page.locator("h1").is_visible()


def test_home_begins_harmless_and_folds_the_situations(site: Path, reader: Page) -> None:
    page = reader
    page.goto(f"file://{site}/en/index.html")
    assert page.locator("details").count() >= 3
    assert page.locator("details[open]").count() == 0
    first_screen = page.evaluate(
        """() => [...document.querySelectorAll('main *')]
            .filter(e => e.children.length === 0 && e.getBoundingClientRect().top < innerHeight)
            .map(e => e.textContent).join(' ').toLowerCase()"""
    )
    for word in ("soldier", "army", "contact", "free zone"):
        assert word not in first_screen
    links = page.locator("main a:has(small)").evaluate_all(
        "all => all.map(a => [a.getAttribute('href').split('#')[0], a.querySelector('small').textContent])"
    )
    assert {href for href, _ in links} == {
        name.removeprefix("en/")
        for name in pages_of(site)
        if name.startswith("en/") and "index" not in name and name[3:5] not in ("21", "22", "23")
    }
    for href, done in links:
        bytes_sent = gzip.compress((site / "en" / href).read_bytes(), compresslevel=6)
        assert done == f"{math.ceil(len(bytes_sent) / 1000)} KB", href
