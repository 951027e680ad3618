"""A server that shows the right bytes to one and something else to another, or says too much, is found."""

from __future__ import annotations

import gzip
import http.server
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

import brotli
import minisign
import pytest
from releases import DAY, ReleaseProject

from lanpya import copies, served
from lanpya.served import Site, decoded
from lanpya.verifying import Verdict, verify

KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
PAGE, TEXT = "en/2.html", "text/en/2.txt"


@dataclass
class Answer:
    """What a server sends for one file, and what it was asked."""

    name: str
    asked: str
    content: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers as a static host does, after what is false was done to the answer."""

    site: Path
    falsify: Callable[[Answer], None]

    def do_GET(self) -> None:
        name = self.path.removeprefix("/") or "index.html"
        path = self.site / name
        status = 200 if path.is_file() else 404
        path = path if path.is_file() else self.site / "404.html"
        kind = KINDS.get(path.suffix, "application/octet-stream")
        asked = self.headers["Accept-Encoding"]
        answer = Answer(name, asked, path.read_bytes(), status, {"Content-Type": kind})
        type(self).falsify(answer)
        self.send_response(answer.status)
        for header, value in answer.headers.items():
            self.send_header(header, value)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        for piece in (answer.content[:1], answer.content[1:]):
            self.wfile.write(piece)
            time.sleep(answer.pause)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def shown(site: Path, falsify: Callable[[Answer], None]) -> Iterator[str]:
    """Serve a site until the end of the block; the address of it."""
    handler = type("Own", (Handler,), {"site": site, "falsify": staticmethod(falsify)})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=partial(server.serve_forever, 0.01), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def says(released: ReleaseProject, falsify: Callable[[Answer], None]) -> list[str]:
    """Return what the verifier finds wrong with a mirror."""
    key = minisign.PublicKey.from_file(released.keys / "public.key")
    with shown(released.dist / "lanpya-1.1.0" / "site", falsify) as address:
        failures, *_ = verify(Site(address), key, date.fromisoformat(DAY), None)
    assert {failure.verdict for failure in failures} <= {Verdict.CHANGED}
    return [failure.says for failure in failures]


def true(_: Answer) -> None:
    """Change nothing."""


def compressed(answer: Answer) -> None:
    """Compress as hosts do."""
    if "br" in answer.asked:
        answer.content, answer.headers["Content-Encoding"] = brotli.compress(answer.content, quality=1), "br"
    elif "gzip" in answer.asked:
        answer.content, answer.headers["Content-Encoding"] = gzip.compress(answer.content, 1), "GZIP"


@pytest.mark.parametrize("way", [true, compressed])
def test_a_true_mirror_passes_compressed_or_not(
    way: Callable[[Answer], None], released: ReleaseProject
) -> None:
    assert says(released, way) == []


def header(name: str, value: str, only: str = "") -> Callable[[Answer], None]:
    """Return what sends one header more, of every file or of one."""

    def add(answer: Answer) -> None:
        if only in ("", answer.name):
            answer.headers[name] = value

    return add


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


def status(name: str, code: int, **headers: str) -> Callable[[Answer], None]:
    """Return what answers one file with another status."""

    def change(answer: Answer) -> None:
        if answer.name == name:
            answer.status = code
            answer.headers |= headers

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


FALSE = {
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
    "another page for wrong addresses": (known_lie, "shows something else than 404.html"),
    "broken compression": (broken_gzip, f"{PAGE}: it cannot be unpacked"),
    "unknown compression": (
        header("Content-Encoding", "zstd", PAGE),
        "the encoding zstd, and no release does",
    ),
}


@pytest.mark.parametrize("kind", FALSE)
def test_a_false_mirror_is_found(kind: str, released: ReleaseProject) -> None:
    falsify, told = FALSE[kind]
    found = says(released, falsify)
    assert any(told in one for one in found), found
    assert all(one.isprintable() for one in found)


def test_a_server_that_never_ends_is_left(released: ReleaseProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served, "LONGEST", 0.01)

    def slow(answer: Answer) -> None:
        answer.pause = 0.05

    with pytest.raises(OSError, match="seconds for one file"):
        says(released, slow)


@pytest.mark.parametrize("encoding", ["gzip", "br", ""])
def test_what_would_fill_the_memory_is_not_unpacked(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served, "LARGEST", 100_000)
    content = bytes(3_000_000)
    packed = {"gzip": gzip.compress, "br": partial(brotli.compress, quality=1), "": bytes}[encoding](content)
    with pytest.raises(ValueError, match="larger than 100000 bytes"):
        decoded(packed, encoding)


def test_an_archive_that_would_fill_the_memory_is_not_read(
    released: ReleaseProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "LARGEST_ARCHIVE", 1_000)
    with pytest.raises(ValueError, match="larger than 1000 bytes"):
        copies.Archive(released.dist / "lanpya-1.1.0" / "lanpya-1.1.0.zip")
