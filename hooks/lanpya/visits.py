"""The requests with which readers' browsers ask for a file of the site: every header, in its order.

A server could show something else to those who send a header, or lack one. tests/test_visits.py records those
of Chrome from the Chromium that is installed, and compares; those of Firefox were recorded from Firefox ESR
153. Those of Safari, of browsers inside apps and of old phones are as they are known, and not recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from lanpya.keep import WORKER
from lanpya.serving import COMPRESSIBLE

LANGUAGES = "my,en-US;q=0.9,en;q=0.8"
CHROME = "156"
BRANDS = f'"Chromium";v="{CHROME}", "Google Chrome";v="{CHROME}", "Not?A_Brand";v="24"'
_WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
AGENT = f"Mozilla/5.0 (Linux; Android 10; K) {_WEBKIT} Chrome/{CHROME}.0.0.0 Mobile Safari/537.36"
_IN_AN_APP = (
    f"Mozilla/5.0 (Linux; Android 10; K; wv) {_WEBKIT} Version/4.0 Chrome/{CHROME}.0.0.0 Mobile Safari/537.36"
)
_OLD_ANDROID = (
    "Mozilla/5.0 (Linux; Android 7.0; SM-G570F) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/64.0.3282.137 Mobile Safari/537.36"
)
_IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)
_OLD_IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 10_3_3 like Mac OS X) AppleWebKit/603.3.8 (KHTML, like Gecko) "
    "Version/10.0 Mobile/14G60 Safari/602.1"
)
_FIREFOX = "Mozilla/5.0 (Android 10; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0"

# The order in which each browser sends what it sends; "priority" in small letters in HTTP/2 alone.
_CHROME_PAGE = (
    "Connection Cache-Control sec-ch-ua sec-ch-ua-mobile sec-ch-ua-platform Save-Data "
    "Upgrade-Insecure-Requests User-Agent Sec-Purpose Accept X-Requested-With Sec-Fetch-Site "
    "Sec-Fetch-Mode Sec-Fetch-User Sec-Fetch-Dest Referer Accept-Encoding Accept-Language If-None-Match "
    "If-Modified-Since priority"
)
_CHROME_PART = (
    "Connection Origin Pragma Cache-Control sec-ch-ua-platform User-Agent sec-ch-ua sec-ch-ua-mobile Accept "
    "Sec-Fetch-Site Sec-Fetch-Mode Sec-Fetch-Dest Referer Accept-Encoding Accept-Language If-None-Match "
    "If-Modified-Since priority"
)
_CHROME_PART_RELOADED = (
    "Connection Origin sec-ch-ua-platform User-Agent sec-ch-ua sec-ch-ua-mobile Accept If-None-Match "
    "If-Modified-Since Sec-Fetch-Site Sec-Fetch-Mode Sec-Fetch-Dest Referer Accept-Encoding Accept-Language "
    "priority"
)
_CHROME_THROUGH_WORKER = (
    "Connection Cache-Control sec-ch-ua-platform User-Agent Accept sec-ch-ua Upgrade-Insecure-Requests "
    "sec-ch-ua-mobile Sec-Fetch-Site Sec-Fetch-Mode Sec-Fetch-Dest Accept-Encoding Accept-Language priority"
)
_CHROME_WORKER = (
    "Connection Cache-Control Accept Service-Worker Sec-Fetch-Site Sec-Fetch-Mode Sec-Fetch-Dest Referer "
    "User-Agent Accept-Encoding Accept-Language If-None-Match If-Modified-Since priority"
)
_CHROME_RESUMED = "Connection User-Agent Accept-Encoding Accept-Language If-Range Range priority"
_OLD_CHROME = "Connection Upgrade-Insecure-Requests User-Agent Accept Accept-Encoding Accept-Language"
_SAFARI = (
    "Sec-Fetch-Dest User-Agent Upgrade-Insecure-Requests Accept Sec-Fetch-Site Sec-Fetch-Mode "
    "Accept-Language priority Accept-Encoding Connection"
)
_GECKO = (
    "User-Agent Accept Accept-Language Accept-Encoding Connection Upgrade-Insecure-Requests Sec-Fetch-Dest "
    "Sec-Fetch-Mode Sec-Fetch-Site Sec-Fetch-User Priority"
)

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_CHROME_ACCEPT = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/jxl,image/avif,image/webp,image/apng,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7"
)
_OLD_CHROME_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,image/apng,*/*;q=0.8"
_ALWAYS = {"Connection": "keep-alive", "Accept-Language": LANGUAGES}
_SECURE_ENCODINGS, _PLAIN_ENCODINGS = "gzip, deflate, br, zstd", "gzip, deflate"
_CHROME_ALWAYS = _ALWAYS | {
    "sec-ch-ua": BRANDS,
    "sec-ch-ua-mobile": "?1",
    "sec-ch-ua-platform": '"Android"',
    "User-Agent": AGENT,
    "Accept": "*/*",
    "Accept-Encoding": _SECURE_ENCODINGS,
}
_FETCH = {
    "page": {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
    "script": {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"},
    "font": {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "font"},
    "copy": {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"},
    "worker": {"Sec-Fetch-Mode": "same-origin", "Sec-Fetch-Dest": "serviceworker"},
}
_INSIDE = {"Sec-Fetch-Site": "same-origin"}
_PAGE = {"Upgrade-Insecure-Requests": "1", "Accept": _CHROME_ACCEPT} | _FETCH["page"]
_PART = {
    "script": {},
    "font": {"priority": "u=0"},
    "copy": {"Pragma": "no-cache", "Cache-Control": "no-cache", "priority": "u=1, i"},
    "worker": {"Cache-Control": "max-age=0", "Service-Worker": "script", "priority": "u=4, i"},
}
_AS_PART = "as part of a page"
_PARTS = {"search/*.js": "script", WORKER: "worker", "keep/*.html": "copy", "*.woff2": "font"}


@dataclass(frozen=True)
class Place:
    """Where a site is: its origin, and whether browsers trust the way to it (https, or this machine)."""

    origin: str
    trusted: bool
    onion: bool = False


@dataclass(frozen=True)
class Visit:
    """One request: which browser sends it, when, and the headers without Host, in their order.

    `alone`: on a connection that nothing else is asked on, as when a reader types an address. `again`: the
    browser has the file from before, and asks whether it is still the same. `resumes`: the rest of a
    download that broke off.
    """

    browser: str
    when: str
    headers: tuple[tuple[str, str], ...]
    alone: bool = False
    again: bool = False
    resumes: bool = False

    @property
    def who(self) -> str:
        """Who is shown what this visit is shown, in words."""
        return f"{self.browser}, {self.when}" if self.when else self.browser

    def sent(self, http2: bool, more: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return the headers as they are sent, with what is known only then in the place of each."""
        filled = [(name, more.get(name, value)) for name, value in self.headers]
        if http2:
            return [(name.lower(), value) for name, value in filled if name != "Connection"]
        return [(name, value) for name, value in filled if name != "priority"]


def _of(order: str, trusted: bool, *values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return headers in an order; over a way that is not trusted browsers say less."""
    known: dict[str, str] = {}
    for given in values:
        known |= given
    if not trusted:
        known = {name: value for name, value in known.items() if not name.lower().startswith("sec-")}
        if known.get("Accept-Encoding") != "identity":
            known["Accept-Encoding"] = _PLAIN_ENCODINGS
    return tuple((name, known[name]) for name in order.split() if name in known)


def _plain(order: str) -> str:
    """Return the order in which Chrome asks for a part over a way that is not trusted."""
    return order.replace(" User-Agent", "").replace("Origin", "User-Agent Origin")


AGAIN = {"If-None-Match": '"0"', "If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}


def part_of(name: str) -> str:
    """Return as what pages ask for a file besides: "script", "worker", "copy", "font", or "" for no part."""
    return next((part for pattern, part in _PARTS.items() if fnmatchcase(name, pattern)), "")


def visits(name: str, place: Place) -> Iterator[Visit]:
    """Yield the requests for a file, first the most usual one; each is to be answered with the same.

    Of several that are sent alike the first stands for all.
    """
    seen = set()
    for visit in (*_chrome(name, place), *_others(name, place), *_downloads(place)):
        if (alike := (visit.headers, visit.resumes)) not in seen:
            seen.add(alike)
            yield visit


def _chrome(name: str, place: Place) -> Iterator[Visit]:
    """Yield how Chrome on Android asks: a page for its parts, and a reader for what has an address."""
    part = part_of(name)
    if part:
        yield from _chrome_parts(part, place)
    if part in ("", "copy"):
        yield from _chrome_pages(name, place)


def _downloads(place: Place) -> Iterator[Visit]:
    """Yield how a download is begun, and resumed where it broke off."""
    begun = _CHROME_ALWAYS | {"Accept-Encoding": "identity", "priority": "u=4, i"}
    resumed = begun | dict.fromkeys(("If-Range", "Range"), "")  # as the server answered
    yield Visit("a download", "whole", _of(_CHROME_RESUMED, place.trusted, begun))
    yield Visit("a download", "resumed", _of(_CHROME_RESUMED, place.trusted, resumed), resumes=True)


def _chrome_pages(name: str, place: Place) -> Iterator[Visit]:
    """Yield how Chrome on Android opens an address; for what is no page, the ways that a file is got."""

    def page(when: str, *more: Mapping[str, str], order: str = _CHROME_PAGE, **how: bool) -> Visit:
        values = (_CHROME_ALWAYS, _PAGE, {"priority": "u=0, i"}, *more)
        return Visit("Chrome", when, _of(order, place.trusted, *values), **how)

    tapped = {"Sec-Fetch-User": "?1"}
    nowhere, elsewhere = {"Sec-Fetch-Site": "none"}, {"Sec-Fetch-Site": "cross-site"}
    yield page("address typed", nowhere, tapped, alone=name.endswith(".html"))
    yield page("link of the site", _INSIDE, tapped)
    if not name.endswith((".html", ".js")):
        return
    yield page("link elsewhere", elsewhere, tapped)
    yield page("found by searching", elsewhere, tapped, {"Referer": "https://www.example.com/"})
    yield page("opened again", _INSIDE, tapped, AGAIN, {"Cache-Control": "max-age=0"}, again=True)
    yield page("saving data", nowhere, tapped, {"Save-Data": "on"})
    yield page("opened beforehand", nowhere, {"Sec-Purpose": "prefetch;prerender"})
    kept = _INSIDE | {"Sec-Fetch-Dest": "empty"}
    yield page("once the site is kept", kept, order=_CHROME_THROUGH_WORKER)
    app = {"User-Agent": _IN_AN_APP, "X-Requested-With": "com.facebook.katana"}
    brands = {"sec-ch-ua": BRANDS.replace("Google Chrome", "Android WebView")}
    yield Visit(
        *("the browser inside an app", "link elsewhere"),
        _of(_CHROME_PAGE, place.trusted, _CHROME_ALWAYS, _PAGE, nowhere, tapped, app, brands),
    )


def _chrome_parts(part: str, place: Place) -> Iterator[Visit]:
    """Yield how a page in Chrome asks for one of its parts."""
    known = (_CHROME_ALWAYS, _INSIDE, _FETCH[part], _PART[part])
    if part == "worker":
        yield Visit("Chrome", _AS_PART, _of(_CHROME_WORKER, place.trusted, *known))
        own = {"Referer": f"{place.origin}/{WORKER}"}
        yield Visit("Chrome", "renewed", _of(_CHROME_WORKER, place.trusted, *known, own, AGAIN), again=True)
        return
    order = _CHROME_PART if place.trusted else _plain(_CHROME_PART)
    if part != "font":
        yield Visit("Chrome", _AS_PART, _of(order, place.trusted, *known))
        return
    own = {"Origin": place.origin, "Referer": f"{place.origin}/"}
    yield Visit("Chrome", _AS_PART, _of(order, place.trusted, *known, own))
    yield Visit("Chrome", "opened again", _of(order, place.trusted, *known, own, AGAIN), again=True)
    order = _CHROME_PART_RELOADED if place.trusted else _plain(_CHROME_PART_RELOADED)
    headers = _of(order, place.trusted, *known, own, AGAIN)
    yield Visit("Chrome", "reloaded", headers, again=True)


def _others(name: str, place: Place) -> Iterator[Visit]:
    """Yield how other browsers ask; the old ones only for what a server compresses."""
    kind = part_of(name)
    kind = kind if kind in ("script", "font", "worker") else "page"
    site = {"Sec-Fetch-Site": "none"} if kind == "page" else _INSIDE
    tapped = {"Sec-Fetch-User": "?1", "Upgrade-Insecure-Requests": "1"} if kind == "page" else {}
    accept = {"Accept": _ACCEPT if kind == "page" else "*/*"}
    common = (_ALWAYS, accept, _FETCH[kind], site)
    iphone = {"User-Agent": _IPHONE, "Accept-Encoding": "gzip, deflate, br", "priority": "u=0, i"}
    yield Visit("Safari", "", _of(_SAFARI, place.trusted, *common, iphone))
    firefox = {"User-Agent": _FIREFOX, "Accept-Encoding": _SECURE_ENCODINGS, "Priority": "u=0, i"}
    gecko = _of(_GECKO, place.trusted or place.onion, *common, tapped, firefox)
    yield Visit("Firefox", "", gecko)
    if name.endswith(COMPRESSIBLE):
        old = {"User-Agent": _OLD_IPHONE, "Accept-Encoding": _PLAIN_ENCODINGS}
        upgrade = {"Upgrade-Insecure-Requests": "1"} if kind == "page" else {}
        yield Visit("an old iPhone", "", _of(_SAFARI, False, _ALWAYS, accept, upgrade, old))
        old = {"User-Agent": _OLD_ANDROID, "Accept-Encoding": "gzip, deflate, br"}
        accept = {"Accept": _OLD_CHROME_ACCEPT if kind == "page" else "*/*"}
        headers = _of(_OLD_CHROME, place.trusted, _ALWAYS, accept, upgrade, old)
        yield Visit("an old Android phone", "", headers)
