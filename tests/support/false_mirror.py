"""A mirror that answers as a test wants, and what the verifier says of it."""

from __future__ import annotations

import gzip
import http.server
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path, PurePath

import brotli
import minisign

from lanpya.releases.manifest import MANIFEST, SUMS, manifest_of
from lanpya.releases.package import contents_of, signed
from lanpya.releases.remote.remote_copy import Site
from lanpya.releases.verification import Verdict, verify
from support.releases import DAY, ReleaseProject
from support.shared import make_once

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


SEED = 7  # of what differs from run to run


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
    request: dict[str, str] = field(default_factory=dict)
    asked_for: str = ""
    site: Path = Path()


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers as a static host does, after what is false was done to the answer."""

    site: Path
    falsify: Callable[[Answer], None]
    disable_nagle_algorithm = True  # else a connection that is kept waits 40 ms for each answer

    def do_GET(self) -> None:
        name = self.path.removeprefix("/").partition("?")[0] or "index.html"
        path = self.site / name
        status = 200 if path.is_file() else 404
        path = path if path.is_file() else self.site / "404.html"
        kind = KINDS.get(path.suffix, "application/octet-stream")
        asked = self.headers["Accept-Encoding"]
        answer = Answer(name, asked, path.read_bytes(), status, {"Content-Type": kind})
        answer.request = {header.lower(): value for header, value in self.headers.items()}
        answer.asked_for, answer.site = self.path, self.site
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


def _small_copy(released: ReleaseProject, target: Path) -> None:
    """Sign one file of each kind, and what tests change; the whole would be fetched in every way."""
    files = contents_of(released.dist / "lanpya-1.1.0" / "site")
    manifest = manifest_of(files[MANIFEST].decode())
    kinds = {PurePath(name).suffix: name for name in sorted(files)}
    wanted = {*kinds.values(), "404.html", "index.html", "2.html", "en/index.html", PAGE, TEXT}
    chosen = {name: files[name] for name in wanted if not name.startswith((SUMS, MANIFEST))}
    pair = minisign.KeyPair.generate()
    for name, content in signed(chosen, manifest, pair.secret_key).items():
        (target / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (target / "site" / name).write_bytes(content)
    (target / "public.key").write_bytes(bytes(pair.public_key))


def says(released: ReleaseProject, falsify: Callable[[Answer], None], whole: bool = False) -> list[str]:
    """Return what the verifier finds wrong with a mirror of a small signed copy, or of the whole release."""
    site, keys = released.dist / "lanpya-1.1.0" / "site", released.keys
    if not whole:
        keys = make_once(released.root.parent / "small", partial(_small_copy, released))
        site = keys / "site"
    key = minisign.PublicKey.from_file(keys / "public.key")
    with shown(site, falsify) as address:
        looked = Site(address)
        looked.chance = random.Random(SEED)  # noqa: S311 (no secret)
        failures, *_ = verify(looked, key, date.fromisoformat(DAY), None)
    assert {failure.verdict for failure in failures} <= {Verdict.CHANGED}
    return [failure.says for failure in failures]


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": partial(gzip.compress, compresslevel=1),
    "br": partial(brotli.compress, quality=1),
    "zstd": zstd.compress,
    "": bytes,
}


def true(_: Answer) -> None:
    """Change nothing."""


def marked(answer: Answer) -> None:
    """Mark files as hosts do, and answer in short who has them, or who wants a part."""
    mark = f'"{len(answer.content):x}"'
    answer.headers |= {
        "ETag": mark,
        "Last-Modified": "Mon, 23 Nov 2026 10:00:00 GMT",
        "Cache-Control": "public, max-age=600",
    }
    start = answer.request.get("range", "").removeprefix("bytes=").removesuffix("-")
    if answer.status == 200 and answer.request.get("if-none-match") == mark:
        answer.status, answer.content = 304, b""
    elif answer.status == 200 and start.isdecimal() and answer.request.get("if-range", mark) == mark:
        whole, answer.content = len(answer.content), answer.content[int(start) :]
        answer.headers["Content-Range"] = f"bytes {start}-{whole - 1}/{whole}"
        answer.status = 206


def header(name: str, value: str, only: str = "") -> Callable[[Answer], None]:
    """Return what sends one header more, of every file or of one."""

    def add(answer: Answer) -> None:
        if only in ("", answer.name):
            answer.headers[name] = value

    return add


def status(name: str, code: int, **headers: str) -> Callable[[Answer], None]:
    """Return what answers one file with another status."""

    def change(answer: Answer) -> None:
        if answer.name == name:
            answer.status = code
            answer.headers |= headers

    return change
