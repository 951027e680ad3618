"""The requests of readers' browsers for a file of the site: all headers, in order.

A server could send something else to those who send a header, or lack one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from itertools import cycle
from random import Random
from typing import Any

from lanpya.content.urls import WORKER
from lanpya.releases.remote import readers
from lanpya.releases.remote.request_headers import (
    ACCEPT,
    ALWAYS,
    CHROME,
    CHROME_ALWAYS,
    CHROME_PAGE,
    CHROME_PART,
    CHROME_PART_RELOADED,
    CHROME_RESUMED,
    CHROME_THROUGH_WORKER,
    CHROME_WORKER,
    FETCH,
    GECKO,
    INSIDE,
    OLD_CHROME,
    OLD_CHROME_ACCEPT,
    OLD_IPHONE,
    PAGE,
    PART,
    PLAIN_ENCODINGS,
    SAFARI,
    SECURE_ENCODINGS,
    brands,
)
from lanpya.releases.server_config import COMPRESSIBLE

_AS_PART = "as part of a page"
_PARTS = {"search/*.js": "script", WORKER: "worker", "keep/*.html": "copy", "*.woff2": "font"}


@dataclass(frozen=True)
class SiteOrigin:
    """The origin of a site, and whether browsers trust the connection (https, or this machine)."""

    origin: str
    trusted: bool
    onion: bool = False


@dataclass(frozen=True)
class Visit:
    """A request: which browser sends it, when, and its headers in order, without Host.

    `alone`: on a separate connection, as when a reader types an address. `again`: the browser has cached the
    file and asks whether it is still valid. `resumes`: for the rest of an interrupted download. `query`: the
    query of the address.
    """

    browser: str
    when: str
    headers: tuple[tuple[str, str], ...]
    alone: bool = False
    again: bool = False
    resumes: bool = False
    query: str = ""

    @property
    def who(self) -> str:
        """Who makes this visit, in words."""
        return f"{self.browser}, {self.when}" if self.when else self.browser

    def sent(self, http2: bool, more: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return the headers as they are sent, with values that are known only then.

        Headers that repeat an earlier response, and have no value, are left out.
        """
        filled = [(name, more.get(name, value)) for name, value in self.headers]
        filled = [(name, value) for name, value in filled if value]
        if http2:
            return [(name.lower(), value) for name, value in filled if name != "Connection"]
        return [(name, value) for name, value in filled if name != "priority"]


def _of(order: str, trusted: bool, *values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return headers in an order; over an untrusted connection browsers send fewer."""
    known: dict[str, str] = {}
    for headers in values:
        known |= headers
    if not trusted:
        known = {name: value for name, value in known.items() if not name.lower().startswith("sec-")}
        if known.get("Accept-Encoding") != "identity":
            known["Accept-Encoding"] = PLAIN_ENCODINGS
    return tuple((name, known[name]) for name in order.split() if name in known)


def _plain(order: str) -> str:
    """Return the order in which Chrome requests a part over an untrusted connection."""
    return order.replace(" User-Agent", "").replace("Origin", "User-Agent Origin")


ANSWERED = dict.fromkeys(("If-None-Match", "If-Modified-Since"), "")  # from an earlier response
_CHROME, _WEBVIEW = "Google Chrome", "Android WebView"
_WITHIN = {"sec-ch-ua": brands(CHROME, _WEBVIEW), "priority": ""}
_RELOADED = {"Cache-Control": "max-age=0"}


def part_of(name: str) -> str:
    """Return how pages request a file: "script", "worker", "copy", "font", or "" if they do not."""
    return next((part for pattern, part in _PARTS.items() if fnmatchcase(name, pattern)), "")


def visits(name: str, place: SiteOrigin, chance: Random) -> Iterator[Visit]:
    """Yield the requests for a file, first the most usual one; all must get the same response.

    Of identical requests only the first is sent. Each comes from another reader by chance: every file is
    requested in every language and by several versions of Chrome.
    """
    seen = set()
    languages = cycle(chance.sample(readers.LANGUAGES, len(readers.LANGUAGES)))
    versions = cycle(chance.sample(readers.VERSIONS, len(readers.VERSIONS)))
    for visit in (*_chrome(name, place, chance), *_others(name, place, chance), *_downloads(place)):
        if (identity := (visit.headers, visit.resumes)) not in seen:
            seen.add(identity)
            yield _of_reader(visit, next(languages), next(versions))


def _of_reader(visit: Visit, language: str, version: str) -> Visit:
    """Return a visit with a language and, if it is Chrome, a version."""
    named = dict(visit.headers) | {"Accept-Language": language}
    named["User-Agent"] = named["User-Agent"].replace(f"Chrome/{CHROME}.", f"Chrome/{version}.")
    if "sec-ch-ua" in named:
        named["sec-ch-ua"] = brands(version, _WEBVIEW if _WEBVIEW in named["sec-ch-ua"] else _CHROME)
    return replace(visit, headers=tuple(named.items()))


def _chrome(name: str, place: SiteOrigin, chance: Random) -> Iterator[Visit]:
    """Yield how Chrome on Android requests a file: a page for its parts, a reader for an address."""
    part = part_of(name)
    if part:
        yield from _chrome_parts(part, place)
    if part in ("", "copy"):
        yield from _chrome_pages(name, place, chance)


def _downloads(place: SiteOrigin) -> Iterator[Visit]:
    """Yield how a download begins, and resumes after an interruption."""
    begun = CHROME_ALWAYS | {"Accept-Encoding": "identity", "priority": "u=4, i"}
    resumed = begun | dict.fromkeys(("If-Range", "Range"), "")  # from an earlier response
    yield Visit("a download", "whole", _of(CHROME_RESUMED, place.trusted, begun))
    yield Visit("a download", "resumed", _of(CHROME_RESUMED, place.trusted, resumed), resumes=True)


def _chrome_pages(name: str, place: SiteOrigin, chance: Random) -> Iterator[Visit]:
    """Yield how Chrome on Android opens an address; for other files than pages, the ways to get them."""

    def page(
        when: str, *more: Mapping[str, str], order: str = CHROME_PAGE, browser: str = "Chrome", **how: Any
    ) -> Visit:
        values = (CHROME_ALWAYS, PAGE, {"priority": "u=0, i"}, *more)
        return Visit(browser, when, _of(order, place.trusted, *values), **how)

    tapped = {"Sec-Fetch-User": "?1"}
    nowhere, elsewhere = {"Sec-Fetch-Site": "none"}, {"Sec-Fetch-Site": "cross-site"}
    yield page("address typed", nowhere, tapped, alone=name.endswith(".html"))
    yield page("link of the site", INSIDE, tapped)
    if not name.endswith((".html", ".js")):
        return
    yield page("link elsewhere", elsewhere, tapped, query=readers.any_query(chance))
    found = readers.referer(chance, readers.SEARCHED, place.trusted)
    yield page("found by searching", elsewhere, tapped, found)
    yield page("opened again", INSIDE, tapped, ANSWERED, _RELOADED, again=True)
    yield page("reloaded, and not kept", INSIDE, tapped, _RELOADED)
    yield page("saving data", nowhere, tapped, {"Save-Data": "on"})
    yield page("opened beforehand", nowhere, {"Sec-Purpose": "prefetch;prerender"})
    kept = INSIDE | {"Sec-Fetch-Dest": "empty"}
    yield page("once the site is kept", kept, order=CHROME_THROUGH_WORKER)
    within = readers.in_facebook(chance, place.trusted)
    yield page(
        *("link elsewhere", nowhere, tapped, within, _WITHIN),
        **{"browser": "the browser inside Facebook", "query": readers.shared_query(chance)},
    )
    shared = readers.referer(chance, readers.SHARED, place.trusted)
    within = readers.in_an_app(chance)
    yield chance.choice(
        (
            page("reloaded anew", INSIDE, tapped, {"Pragma": "no-cache", "Cache-Control": "no-cache"}),
            page("link shared", elsewhere, tapped, shared, query=readers.shared_query(chance)),
            page(
                *("link elsewhere", nowhere, tapped, within, _WITHIN),
                **{"browser": "the browser inside an app", "query": readers.any_query(chance)},
            ),
        )
    )


def _chrome_parts(part: str, place: SiteOrigin) -> Iterator[Visit]:
    """Yield how a page in Chrome requests one of its parts."""
    known = (CHROME_ALWAYS, INSIDE, FETCH[part], PART[part])
    if part == "worker":
        yield Visit("Chrome", _AS_PART, _of(CHROME_WORKER, place.trusted, *known))
        own = {"Referer": f"{place.origin}/{WORKER}"}
        yield Visit("Chrome", "renewed", _of(CHROME_WORKER, place.trusted, *known, own, ANSWERED), again=True)
        return
    order = CHROME_PART if place.trusted else _plain(CHROME_PART)
    if part != "font":
        yield Visit("Chrome", _AS_PART, _of(order, place.trusted, *known))
        return
    own = {"Origin": place.origin, "Referer": f"{place.origin}/"}
    yield Visit("Chrome", _AS_PART, _of(order, place.trusted, *known, own))
    yield Visit("Chrome", "opened again", _of(order, place.trusted, *known, own, ANSWERED), again=True)
    order = CHROME_PART_RELOADED if place.trusted else _plain(CHROME_PART_RELOADED)
    headers = _of(order, place.trusted, *known, own, ANSWERED)
    yield Visit("Chrome", "reloaded", headers, again=True)


def _others(name: str, place: SiteOrigin, chance: Random) -> Iterator[Visit]:
    """Yield how other browsers request a file; old ones only for files that servers compress."""
    kind = part_of(name)
    kind = kind if kind in ("script", "font", "worker") else "page"
    site = {"Sec-Fetch-Site": "none"} if kind == "page" else INSIDE
    tapped = {"Sec-Fetch-User": "?1", "Upgrade-Insecure-Requests": "1"} if kind == "page" else {}
    accept = {"Accept": ACCEPT if kind == "page" else "*/*"}
    common = (ALWAYS, accept, FETCH[kind], site)
    iphone = {
        "User-Agent": readers.iphone(chance),
        "Accept-Encoding": "gzip, deflate, br",
        "priority": "u=0, i",
    }
    yield Visit("Safari", "", _of(SAFARI, place.trusted, *common, iphone))
    own = {"User-Agent": readers.firefox(chance)}
    firefox = own | {"Accept-Encoding": SECURE_ENCODINGS, "Priority": "u=0, i"}
    gecko = _of(GECKO, place.trusted or place.onion, *common, tapped, firefox)
    yield Visit("Firefox", "", gecko)
    if name.endswith(COMPRESSIBLE):
        old = {"User-Agent": OLD_IPHONE, "Accept-Encoding": PLAIN_ENCODINGS}
        upgrade = {"Upgrade-Insecure-Requests": "1"} if kind == "page" else {}
        yield Visit("an old iPhone", "", _of(SAFARI, False, ALWAYS, accept, upgrade, old))
        old = {"User-Agent": readers.old_android(chance), "Accept-Encoding": "gzip, deflate, br"}
        accept = {"Accept": OLD_CHROME_ACCEPT if kind == "page" else "*/*"}
        headers = _of(OLD_CHROME, place.trusted, ALWAYS, accept, upgrade, old)
        yield Visit("an old Android phone", "", headers)
