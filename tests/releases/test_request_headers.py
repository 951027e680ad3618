"""The verifier asks as a real browser does: the same headers, in the same order, with the same values."""

from __future__ import annotations

import random
import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Browser, Page
from support.recording import ETAG, MODIFIED, Recorder, recording, recording_http2

from lanpya.releases.remote.connection import SETTINGS, WINDOW
from lanpya.releases.remote.readers import LANGUAGES
from lanpya.releases.remote.request_headers import AGENT, BRANDS, CHROME
from lanpya.releases.remote.visits import SiteOrigin, visits
from scripts.rigs.chromium import PLAYWRIGHT_FLAGS, find_chromium
from scripts.rigs.webserver import _make_certificate as make_certificate


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate of this machine."""
    folder: Path = tmp_path_factory.mktemp("certificate")
    make_certificate(folder)
    return folder


@pytest.fixture(scope="module")
def phone(browser: Browser, certificate: Path) -> Iterator[Browser]:
    """Chromium that speaks the languages of a phone in Myanmar, and finds every example on this machine."""
    read = x509.load_pem_x509_certificate((certificate / "fullchain.pem").read_bytes()).public_key()
    key = read.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    chromium = browser.browser_type.launch(
        executable_path=find_chromium(),
        args=[
            *PLAYWRIGHT_FLAGS,
            "--host-resolver-rules=MAP *.example 127.0.0.1",
            "--accept-lang=my,en-US,en",
            # trusted as a real one, for over others browsers keep nothing
            f"--ignore-certificate-errors-spki-list={b64encode(sha256(key).digest()).decode()}",
            f"--user-agent={AGENT}",  # a worker's script is asked for without what is set for a page
        ],
    )
    yield chromium
    chromium.close()


def opened(phone: Browser) -> Page:
    """Return a page of a fresh profile that says of itself what a phone's Chrome says."""
    context = phone.new_context(
        viewport={"width": 360, "height": 640}, is_mobile=True, has_touch=True, user_agent=AGENT
    )
    page = context.new_page()
    named = re.findall(r'"(.*?)";v="(\d+)"', BRANDS)
    brands = [{"brand": brand, "version": version} for brand, version in named]
    metadata = {
        "brands": brands,
        "platform": "Android",
        "platformVersion": "10.0.0",
        "architecture": "",
        "model": "K",
        "mobile": True,
    }
    override = {"userAgent": AGENT, "userAgentMetadata": metadata}
    context.new_cdp_session(page).send("Emulation.setUserAgentOverride", override)
    return page


def tap_link(page: Page, address: str) -> None:
    """Tap a link to an address, as a finger does."""
    page.evaluate(
        "address => { document.body.innerHTML = '<p><a id=here>link</a>'; "
        "document.getElementById('here').href = address }",
        address,
    )
    with page.expect_navigation():
        page.tap("#here")


def journey(page: Page, origin: str, elsewhere: str, recorder: Recorder, site: Path) -> None:
    """Do what makes Chromium ask in each way that is recorded."""
    pages = {path.name: path.read_text(encoding="utf-8") for path in sorted(site.glob("*.html"))}
    searching = next(name for name, text in pages.items() if "data-index" in text)
    keeping = next(name for name, text in pages.items() if "data-kept" in text)
    for name in ("1.html", "6.html"):
        page.goto(f"{origin}/{name}")
        unshaped = "document.documentElement.className = 'unshaped'"  # as shape.js finds on an old phone
        page.evaluate(f"{unshaped}; document.fonts.ready.then(() => 0)")
    tap_link(page, f"{origin}/2.html")
    page.reload()
    recorder.leads_to = f"{origin}/3.html"
    for link in ("#open", "#quiet"):
        page.goto(f"{elsewhere}/elsewhere.html")
        with page.expect_navigation():
            page.tap(link)
        recorder.leads_to = f"{origin}/4.html"
    page.goto(f"{origin}/{searching}")
    with page.expect_response("**/search/*"):
        page.fill("input", "a")
    if origin == PLAIN.format(recorder.port):
        return  # a browser keeps nothing over a way that it does not trust
    page.goto(f"{origin}/{keeping}")
    with page.expect_response("**/keep/*"):
        page.tap("#first")
    page.wait_for_selector("#done:not([hidden])")
    page.goto(f"{origin}/5.html")


def spelled(headers: list[tuple[str, str]], origin: str) -> list[tuple[str, str]]:
    """Return headers as one reader sends them, and with every page that led there as the same."""
    same = {"referer": f"{origin}/", "accept-language": LANGUAGES[0], "sec-ch-ua": BRANDS}
    spelt = [(name, same.get(name.lower(), value)) for name, value in headers]
    return [
        (name, re.sub(r"Chrome/\d+[.]0[.]0[.]0", f"Chrome/{CHROME}.0.0.0", value)) for name, value in spelt
    ]


def compare(phone: Browser, recorder: Recorder, place: SiteOrigin, http2: bool) -> set[str]:
    """Hold each request that was recorded against those that the verifier makes; return which were met.

    Only a machine with an older Chromium than the verifier speaks of may leave out image/jxl, which is newer.
    """
    newer = "image/jxl," if int(phone.version.split(".")[0]) < int(CHROME) else ""
    met = set()
    marks = {"If-None-Match": ETAG, "If-Modified-Since": MODIFIED}
    for path, headers in recorder.asked:
        name = path.partition("?")[0].removeprefix("/")
        if name in ("elsewhere.html", "favicon.ico"):
            continue
        own = {
            tuple(
                (header, value.replace(newer, "") if newer else value)
                for header, value in spelled(visit.sent(http2, marks if visit.again else {}), place.origin)
            ): visit
            for visit in visits(name, place, random.Random(1))  # noqa: S311 (no secret)
        }
        asked = [pair for pair in headers if pair[0] != "Host" and not pair[0].startswith(":")]
        found = own.get(tuple(spelled(asked, place.origin)))
        known = "\n".join(f"{visit.who}: {sent}" for sent, visit in own.items())
        assert found, f"{path}\n{asked}\nis none of\n{known}"
        assert dict(headers).get("Accept-Language", LANGUAGES[0]) in LANGUAGES
        met.add(f"{found.when}, {name.rpartition('.')[2]}")
    return met


PAGES = {"address typed", "link of the site", "link elsewhere", "found by searching", "opened again"}
COMMON = {*(f"{when}, html" for when in PAGES), "as part of a page, js"}
MET_TRUSTED = COMMON | {"once the site is kept, html", "as part of a page, html", "as part of a page, woff2"}
MET_TRUSTED |= {"opened again, woff2", "reloaded, woff2"}
# over a way that is not trusted a browser says less, and one request is as another
MET_PLAIN = {"address typed, html", "found by searching, html", "opened again, html", "as part of a page, js"}
PLAIN = "http://plain.example:{}"


@pytest.mark.proof
@pytest.mark.slow
def test_a_page_over_http_is_asked_for_as_by_a_phone(phone: Browser, site: Path, proof: bool) -> None:
    with recording(site) as recorder:
        here, elsewhere = f"http://127.0.0.1:{recorder.port}", f"http://other.example:{recorder.port}"
        journey(opened(phone), here, elsewhere, recorder, site)
        assert compare(phone, recorder, SiteOrigin(here, trusted=True), http2=False) >= MET_TRUSTED
    if not proof:
        return
    with recording(site) as recorder:
        elsewhere = f"http://other.example:{recorder.port}"
        origin = PLAIN.format(recorder.port)
        journey(opened(phone), origin, elsewhere, recorder, site)
        assert compare(phone, recorder, SiteOrigin(origin, trusted=False), http2=False) >= MET_PLAIN


@pytest.mark.slow
def test_a_page_over_https_is_asked_for_as_by_a_phone(phone: Browser, site: Path, certificate: Path) -> None:
    with recording_http2(site, certificate) as recorder:
        here, elsewhere = f"https://127.0.0.1:{recorder.port}", f"https://other.example:{recorder.port}"
        journey(opened(phone), here, elsewhere, recorder, site)
        assert compare(phone, recorder, SiteOrigin(here, trusted=True), http2=True) >= MET_TRUSTED
    order = [name for name, _ in recorder.asked[0][1][:4]]
    assert order == [":method", ":authority", ":scheme", ":path"]
    assert {int(code): value for code, value in SETTINGS.items()} == recorder.settings
    assert recorder.widened == WINDOW


def test_the_version_is_that_of_a_chrome_of_today(phone: Browser) -> None:
    assert int(phone.version.split(".")[0]) - int(CHROME) < 13, (
        "renew CHROME in lanpya/request_headers.py: it is a year old"
    )
