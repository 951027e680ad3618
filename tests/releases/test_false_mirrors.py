"""A server that shows the right bytes to one and something else to another, or says too much, is found."""

from __future__ import annotations

import email.utils
import gzip
import hashlib
import http.server
import random
import secrets
import sys
import time
from collections.abc import Callable, Iterator

import brotli
import pytest
from support.releases import ReleaseProject
from support.sampling import sampled

from lanpya.releases import decompression as unpacking
from lanpya.releases import local_copies as copies
from lanpya.releases.decompression import decompressed
from lanpya.releases.remote.remote_copy import Site
from lanpya.releases.remote.response_headers import header_problems
from lanpya.releases.remote.visits import SiteOrigin, visits

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd
from support.false_mirror import (
    PACKERS,
    PAGE,
    SEED,
    TEXT,
    Answer,
    Handler,
    header,
    marked,
    says,
    shown,
    status,
    true,
)

KNOWN = {"If-None-Match": '"a"', "If-Modified-Since": "Mon, 23 Nov 2026 10:00:00 GMT", "Range": "bytes=1-"}
KNOWN |= {"If-Range": '"a"'}


def compressed_lately(answer: Answer) -> None:
    """Compress as hosts do that know what browsers have learned since."""
    if "zstd" in answer.asked:
        answer.content, answer.headers["Content-Encoding"] = zstd.compress(answer.content), "zstd"
    else:
        compressed(answer)


def hosted(answer: Answer) -> None:
    """Send what a static host with its caches sends besides."""
    marked(answer)
    answer.headers |= {
        "Access-Control-Allow-Origin": "*",
        "Expires": email.utils.formatdate(time.time() + 600, usegmt=True),
        "X-Proxy-Cache": "MISS",
        "X-GitHub-Request-Id": secrets.token_hex(8).upper(),
        "Accept-Ranges": "bytes",
        "Age": "0",
        "Via": "1.1 varnish",
        "X-Served-By": "cache-fra-1234",
        "X-Cache": "HIT",
        "X-Cache-Hits": "1",
        "X-Origin-Cache": "HIT",
        "X-Timer": f"S{time.time()},VS0,VE98",
        "Vary": "Accept-Encoding, Origin",
        "X-Fastly-Request-ID": secrets.token_hex(20),
        "Permissions-Policy": "interest-cohort=()",
    }


def compressed(answer: Answer) -> None:
    """Compress as hosts do."""
    if "br" in answer.asked:
        answer.content, answer.headers["Content-Encoding"] = brotli.compress(answer.content, quality=1), "br"
    elif "gzip" in answer.asked:
        answer.content, answer.headers["Content-Encoding"] = gzip.compress(answer.content, 1), "GZIP"


WAYS = (true, compressed, compressed_lately, marked, hosted)


@pytest.mark.parametrize("way", sampled(WAYS, true, hosted), ids=lambda way: way.__name__)
@pytest.mark.slow
def test_a_true_mirror_passes_however_it_is_served(
    way: Callable[[Answer], None], released: ReleaseProject
) -> None:
    assert says(released, way, whole=True) == []


def without(name: str, only: str) -> Callable[[Answer], None]:
    """Return what leaves a header of one file out."""

    def drop(answer: Answer) -> None:
        if answer.name == only:
            del answer.headers[name]

    return drop


def to_some(wanted: Callable[[str], bool]) -> Callable[[Answer], None]:
    """Return what shows another page to those who ask in some way for compression."""

    def change(answer: Answer) -> None:
        if answer.name == PAGE and wanted(answer.asked):
            answer.content += b"<p>Call 0900"

    return change


def known_lie(answer: Answer) -> None:
    """Show our page only at the name that an earlier verifier asked for."""
    if answer.status == 404 and answer.name != "no-such-page.html":
        answer.content = b"<p>Call 0900"


def broken_gzip(answer: Answer) -> None:
    """Send what is no gzip inside."""
    if answer.name == PAGE and "gzip" in answer.asked:
        packed = bytearray(gzip.compress(answer.content))
        packed[10] = 0xFF
        answer.content, answer.headers["Content-Encoding"] = bytes(packed), "gzip"


def each(value: Callable[[], str], name: str) -> Callable[[Answer], None]:
    """Return what sends every visitor another value of a header."""

    def add(answer: Answer) -> None:
        answer.headers[name] = value()

    return add


def never_again(answer: Answer) -> None:
    """Say of a page that it is the same as before to who has never seen it."""
    if answer.name == PAGE:
        answer.status, answer.content = 304, b""


def another_part(answer: Answer) -> None:
    """Send another part than the requested one."""
    marked(answer)
    if answer.status == 206:
        answer.headers["Content-Range"] = "bytes 0-9/10"


def false_rest(answer: Answer) -> None:
    """Send another rest of a download to who has the true beginning."""
    marked(answer)
    if answer.status == 206:
        answer.content = answer.content[:-9] + b"Call 0900"


FALSE = {
    "another rest of a download": (false_rest, "(another to a download, resumed)"),
    "hosts looked up": (header("X-DNS-Prefetch-Control", "on"), "sends the header X-Dns-Prefetch-Control"),
    "what no one knows": (header("X-Anything", "1"), "sends the header X-Anything"),
    "a mark for each visitor": (
        each(lambda: f'"{secrets.token_hex(8)}"', "ETag"),
        "gives each visitor another ETag",
    ),
    "a date for each visitor": (
        each(
            lambda: email.utils.formatdate(time.time() - secrets.randbelow(9_000_000), usegmt=True),
            "Last-Modified",
        ),
        "gives each visitor another Last-Modified",
    ),
    "a mark in another form": (header("ETag", "visitor-7"), "the header Etag with the value 'visitor-7'"),
    "a year": (header("Cache-Control", "max-age=31536000"), "lets browsers show it for 365 days"),
    "a year among others": (
        header("Cache-Control", "public, max-age=60, max-age=31536000"),
        "lets browsers show it for 365 days",
    ),
    "a year, never asked again": (
        header("Cache-Control", "max-age=60, immutable"),
        "the header Cache-Control",
    ),
    "a year by a date": (header("Expires", "Fri, 01 Jan 2100 00:00:00 GMT"), "lets browsers show it for"),
    "a tenth of forty years": (
        header("Last-Modified", "Tue, 01 Jan 1980 00:00:00 GMT"),
        "lets browsers show it",
    ),
    "a list of visited sites": (
        header("Strict-Transport-Security", "max-age=600"),
        "Strict-Transport-Security",
    ),
    "another way": (header("Alt-Svc", 'h3=":443"'), "the header Alt-Svc"),
    "others for others": (header("Vary", "User-Agent"), "the header Vary with the value 'User-Agent'"),
    "a policy that breaks the page": (
        header("Content-Security-Policy", "default-src 'none'"),
        "-Policy with",
    ),
    "where a page came from": (header("Referrer-Policy", "unsafe-url"), "the header Referrer-Policy with"),
    "a text that is saved": (
        header("Content-Type", "application/octet-stream", "text/en/2.txt"),
        "text/en/2.txt: the server says that it is application/octet-stream",
    ),
    "the same as never seen": (never_again, f"{PAGE}: the server answers 304"),
    "another part": (another_part, "another part than the requested one"),
    "a cookie": (header("Set-Cookie", "a=b"), "sends the header Set-Cookie"),
    "a download": (header("Content-Disposition", "attachment", PAGE), "sends the header Content-Disposition"),
    "a page fetched beforehand": (header("Speculation-Rules", '"/r.json"'), "the header Speculation-Rules"),
    "a report": (header("Content-Security-Policy", "default-src *; report-uri https://a.example"), "report"),
    "a deletion": (header("Clear-Site-Data", '"storage"'), "lets browsers delete"),
    "no page": (header("Content-Type", "text/plain", PAGE), f"{PAGE}: the server says that it is text/plain"),
    "a page in other letters": (
        header("Content-Type", "text/html; charset=windows-1252", PAGE),
        f"{PAGE}: the server says that it is text/html; charset=windows-1252",
    ),
    "a text in letters to guess": (
        header("Content-Type", "text/plain", TEXT),
        f"{TEXT}: the server says that it is text/plain instead of text/plain; charset=utf-8.",
    ),
    "a text to download": (
        header("Content-Type", "application/octet-stream; charset=utf-8", TEXT),
        f"{TEXT}: the server says that it is application/octet-stream",
    ),
    "a text of no kind": (
        without("Content-Type", TEXT),
        f"{TEXT}: the server says that it is none instead of text/plain; charset=utf-8.",
    ),
    "a text in other letters": (
        header("Content-Type", "text/plain; charset=iso-8859-1", TEXT),
        f"{TEXT}: the server says that it is text/plain; charset=iso-8859-1",
    ),
    "a text as a page": (
        header("Content-Type", "text/html", "manifest.json"),
        "manifest.json: the server says",
    ),
    "a worker that does not run": (header("Content-Type", "text/plain", "sw.js"), "would not run it"),
    "to who takes gzip alone": (to_some(lambda asked: asked == "gzip, deflate"), "different things"),
    "to who takes brotli": (to_some(lambda asked: "br" in asked), "different things"),
    "to who takes no compression": (to_some(lambda asked: asked == "identity"), "different things"),
    "a part": (status(PAGE, 206), f"{PAGE}: the server answers 206"),
    "gone": (status(PAGE, 410), f"{PAGE} is missing"),
    "elsewhere": (
        status(PAGE, 302, Location="https://a.example/\x1b[2J"),
        r"the server answers 302 to https://a.example/\x1b[2J",
    ),
    "another page for wrong addresses": (known_lie, "does not show 404.html"),
    "broken compression": (broken_gzip, f"{PAGE}: it cannot be decompressed"),
    "unknown compression": (
        header("Content-Encoding", "compress", PAGE),
        "the encoding compress, which was not requested",
    ),
}


# one of each kind of fault: bytes, headers, compression, kinds of text, other addresses
FALSE_SAMPLE = (
    *(
        "what no one knows",
        "a mark for each visitor",
        "a year",
        "another part",
    ),
    *("a text in other letters", "a text as a page", "to who takes brotli", "gone"),
    *("elsewhere", "another page for wrong addresses", "broken compression"),
)


@pytest.mark.parametrize("kind", sampled(FALSE, *FALSE_SAMPLE))
def test_a_false_mirror_is_found(kind: str, released: ReleaseProject) -> None:
    falsify, message = FALSE[kind]
    found = says(released, falsify)
    assert any(message in one for one in found), found
    assert all(one.isprintable() for one in found)


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", ""])
def test_what_would_fill_the_memory_is_not_unpacked(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "LARGEST", 100_000)
    content = bytes(3_000_000)
    packed = PACKERS[encoding](content)
    with pytest.raises(ValueError, match="larger than 100000 bytes"):
        decompressed(packed, encoding)


def test_an_archive_that_would_fill_the_memory_is_not_read(
    released: ReleaseProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "LARGEST_COPY", 1_000)
    with pytest.raises(ValueError, match="larger than 1000 bytes"):
        copies.Archive(released.dist / "lanpya-1.1.0" / "lanpya-1.1.0.zip")


def test_a_header_that_is_sent_twice_is_found(released: ReleaseProject) -> None:
    def twice(self: Handler, keyword: str, value: str) -> None:
        http.server.BaseHTTPRequestHandler.send_header(self, keyword, value)
        if keyword == "Content-Type":
            http.server.BaseHTTPRequestHandler.send_header(self, keyword, "text/plain")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Handler, "send_header", twice)
        found = says(released, true)
    assert "The server sends the header Content-Type more than once." in found


@pytest.mark.parametrize("line", [b"Set-Cookie a=b", b" : x", b"X\xa0Y: z", b"Set-Cookie : a=b"])
def test_a_header_that_browsers_read_otherwise_is_found(line: bytes, released: ReleaseProject) -> None:
    def more(self: Handler) -> None:
        self._headers_buffer.append(line + b"\r\n")  # type: ignore[attr-defined]
        http.server.BaseHTTPRequestHandler.end_headers(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Handler, "end_headers", more)
        assert any("a valid HTTP response" in one or "Set-Cookie" in one for one in says(released, true))


def conditions(name: str) -> Iterator[tuple[str, Callable[[dict[str, str]], bool]]]:
    """Yield each way in which a server could tell one request for a file from another, by a field of it."""
    every_visit = visits(name, SiteOrigin("http://127.0.0.1", trusted=True), random.Random(SEED))  # noqa: S311 (no secret)
    sent = [dict(visit.sent(False, KNOWN if visit.again or visit.resumes else {})) for visit in every_visit]
    every = [{name.lower(): value for name, value in headers.items()} for headers in sent]
    for field in sorted({name for headers in every for name in headers}):
        having = [field in headers for headers in every]
        if not all(having):
            yield f"has {field}", lambda asked, field=field: field in asked
            yield f"lacks {field}", lambda asked, field=field: field not in asked
        if not field.startswith("if-") and field not in ("range", "origin", "referer"):  # values of its own
            for value in sorted({headers.get(field, "") for headers in every}):
                if any(headers.get(field) != value for headers in every) and value:
                    yield (
                        f"{field} {value}",
                        lambda asked, field=field, value=value: asked.get(field) == value,
                    )


@pytest.mark.parametrize(
    "name",
    sampled([PAGE, "sw.js", "search/my.js", "font/my.woff2", "keep/notes-en.html", "text/en/2.txt"], PAGE),
)
@pytest.mark.proof
@pytest.mark.slow
def test_other_bytes_for_any_header_are_found(name: str, released: ReleaseProject, proof: bool) -> None:
    site = released.dist / "lanpya-1.1.0" / "site"
    signed = hashlib.sha256((site / name).read_bytes()).hexdigest()
    tried = list(conditions(name))
    assert len(tried) > 20
    for condition, wanted in tried if proof else tried[::3]:

        def lie(answer: Answer, wanted: Callable[[dict[str, str]], bool] = wanted) -> None:
            if wanted(answer.request):
                answer.content += b"<p>Call 0900"
            else:
                marked(answer)

        with shown(site, lie) as address:
            looked = Site(address)
            looked.chance = random.Random(SEED)  # noqa: S311 (no secret)
            try:
                assert looked.digest(name, signed) != signed, condition
            except ValueError as error:
                assert "different things to different browsers" in str(error)


def test_headers_that_a_phone_sends_are_not_a_sign_of_the_verifier(released: ReleaseProject) -> None:
    def lie(answer: Answer) -> None:
        if answer.request.get("sec-fetch-mode") == "navigate" and answer.name == PAGE:
            answer.content += b"<p>Call 0900"

    assert any(f"{PAGE}: the server sends different things" in one for one in says(released, lie))


@pytest.mark.slow
def test_a_server_that_distinguishes_the_first_request_from_the_next_is_found(
    released: ReleaseProject,
) -> None:
    def first(self: Handler) -> None:
        self.close_connection = False
        self.asked_before = 0
        http.server.BaseHTTPRequestHandler.handle(self)

    def lie(answer: Answer) -> None:
        if answer.name == PAGE and answer.request["x-number"] == "0":
            answer.content += b"<p>Call 0900"

    def numbered(self: Handler) -> None:
        self.headers["X-Number"] = str(self.asked_before)  # type: ignore[attr-defined]
        self.asked_before += 1  # type: ignore[attr-defined]
        get(self)

    get = Handler.do_GET
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Handler, "protocol_version", "HTTP/1.1")
        patch.setattr(Handler, "handle", first)
        patch.setattr(Handler, "do_GET", numbered)
        found = says(released, lie)
    assert any(f"{PAGE}: the server sends different things" in one for one in found), found


NO_RELEASE = (  # a header of each kind that browsers act upon, and that nothing of ours asks for
    *("Set-Cookie: a=b", "Refresh: 5", "Link: </a.js>; rel=preload", "NEL: {}", "Report-To: {}"),
    *(
        "Reporting-Endpoints: a=b",
        "Server-Timing: a",
        "Accept-CH: Sec-CH-UA-Model",
        "Critical-CH: Sec-CH-UA-Model",
    ),
    *('Speculation-Rules: "/r"', "Service-Worker-Allowed: /", "Origin-Agent-Cluster: ?1", "SourceMap: /a"),
    *(
        "Content-Location: /a",
        "Content-Language: en",
        "Location: /a",
        "Timing-Allow-Origin: *",
        "X-UA-Compatible: a",
    ),
    *("Content-Disposition: inline", 'Clear-Site-Data: "*"', "Strict-Transport-Security: max-age=31536000"),
    *(
        "Cache-Control: max-age=3601",
        "Cache-Control: stale-while-revalidate=9",
        "Expires: never",
        "ETag: abc",
    ),
    *(
        "Permissions-Policy: geolocation=*",
        "Access-Control-Allow-Origin: https://a.example",
        "Vary: *",
        "Vary: Cookie",
    ),
    *("Cross-Origin-Opener-Policy: unsafe-none", "X-XSS-Protection: 1; report=/a", "Connection: Set-Cookie"),
    *("Referrer-Policy: origin", "X-Content-Type-Options: sniff", "Content-Security-Policy: default-src *"),
)


@pytest.mark.parametrize("line", NO_RELEASE)
def test_what_is_not_allowed_is_refused(line: str) -> None:
    name, _, value = line.partition(": ")
    headers = [("Content-Type", "text/html"), ("Date", "Mon, 23 Nov 2026 10:00:00 GMT"), (name, value)]
    assert list(header_problems(headers, PAGE))
    assert list(header_problems(headers[:2], PAGE)) == []
