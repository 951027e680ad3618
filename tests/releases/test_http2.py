"""Over https a site is fetched in HTTP/2, as phones do, and what a server does in it alone is found."""

from __future__ import annotations

import contextlib
import hashlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import h2.config
import h2.connection
import h2.events
import pytest
from support.recording import Recorder, recording_http2
from support.releases import ReleaseProject
from support.sampling import sampled

from lanpya.releases.remote.remote_copy import Site
from lanpya.releases.remote.transport import UnreachableError
from scripts.rigs.webserver import _make_certificate as make_certificate

PAGE = "en/2.html"
SECONDS = 0.5
LATER = 20  # seconds after it; the machine may be busy
Headers = list[tuple[str, str]]
ONLY_SOME = ("sec-fetch-mode", "priority", "x-requested-with", "referer", "range")
HEADERS, CONTINUATION, SETTINGS, PING, DATA, RESET = 1, 9, 4, 6, 0, 3


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a certificate of this machine that the verifier trusts."""
    make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "fullchain.pem"))
    return tmp_path


def signed(site: Path) -> str:
    return hashlib.sha256((site / PAGE).read_bytes()).hexdigest()


def test_a_true_page_is_as_it_was_signed(certificate: Path, released: ReleaseProject) -> None:
    site = released.dist / "lanpya-1.1.0" / "site"
    with recording_http2(site, certificate) as recorder:
        shown = Site(f"https://127.0.0.1:{recorder.port}/")
        assert shown.digest(PAGE, signed(site)) == signed(site)
        assert not shown.reports
    assert len(recorder.asked) > 10
    assert all(dict(headers)[":scheme"] == "https" for _, headers in recorder.asked)


# most seldom sent: with the part of a file that is missing
@pytest.mark.parametrize("header", sampled(ONLY_SOME, "sec-fetch-mode", "range"))
def test_a_lie_to_who_sends_a_header_is_found(
    header: str, certificate: Path, released: ReleaseProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = released.dist / "lanpya-1.1.0" / "site"
    answer = Recorder.answer

    def lie(self: Recorder, path: str, headers: Headers) -> tuple[Headers, bytes]:
        own, content = answer(self, path, headers)
        content += b"<p>Call 0900" if header in dict(headers) else b""
        return [pair for pair in own if pair[0] != "content-length"], content

    monkeypatch.setattr(Recorder, "answer", lie)
    with (
        recording_http2(site, certificate) as recorder,
        pytest.raises(ValueError, match="different things to different browsers"),
    ):
        Site(f"https://127.0.0.1:{recorder.port}/").digest(PAGE, signed(site))


def frame(kind: int, flags: int, stream: int, content: bytes = b"") -> bytes:
    """Return a frame of HTTP/2 (RFC 9113, 4.1)."""
    return struct.pack(">I", len(content))[1:] + struct.pack(">BBI", kind, flags, stream) + content


OK_HEAD = b"\x88"  # :status 200 (RFC 7541, appendix A)
HINTS = b"\x08\x03103" + b"\x0f\x1e\x05</a>;"  # :status 103 and a link
ATTACKS: dict[str, tuple[bytes, bytes]] = {
    "pings": (b"", frame(PING, 0, 0, bytes(8))),
    "settings": (b"", frame(SETTINGS, 0, 0)),
    "headers that go on": (frame(HEADERS, 0, 1, OK_HEAD), frame(CONTINUATION, 0, 1, b"\x00\x01a\x01b")),
    "headers that never end": (frame(HEADERS, 0, 1, OK_HEAD), b""),
    "data in drops": (frame(HEADERS, 4, 1, OK_HEAD), frame(DATA, 0, 1, b"a")),
    "data of nothing": (frame(HEADERS, 4, 1, OK_HEAD), frame(DATA, 0, 1)),
    "an answer ahead": (frame(HEADERS, 4, 1, HINTS), b""),
    "an answer ahead, for ever": (b"", frame(HEADERS, 4, 1, HINTS)),
    "a reset": (frame(RESET, 0, 1, bytes(4)), b""),
    "frames of no kind": (b"", frame(200, 0, 1, bytes(9))),
    "no frames": (b"", b"\xff" * 9),
}


@contextlib.contextmanager
def attacking(certificate: Path, before: bytes, drop: bytes, pause: float) -> Iterator[int]:
    """Run a server that sends some frames of HTTP/2, and then others for ever; its port."""
    trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trusted.load_cert_chain(certificate / "fullchain.pem", certificate / "privkey.pem")
    trusted.set_alpn_protocols(["h2"])

    def one(plain: socket.socket) -> None:
        with contextlib.suppress(OSError), trusted.wrap_socket(plain, server_side=True) as line:
            line.sendall(frame(SETTINGS, 0, 0))
            seen = b""
            while b"\x01\x25" not in seen and len(seen) < 200:  # until the request has come
                seen += line.recv(65_536)
            line.sendall(before)
            while True:
                line.sendall(drop * (1 if pause else 1_000))
                time.sleep(pause or 0.001)

    def accept(server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=one, args=(server.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=accept, args=(server,), daemon=True).start()
        yield server.getsockname()[1]


# poured is what takes memory or time of a processor; in drops, what is only waited for
POURED = ("pings", "settings", "headers that go on", "data of nothing", "frames of no kind")
IN_DROPS = [kind for kind in ATTACKS if kind not in POURED]
PACES = ("poured", "in drops")


@pytest.mark.parametrize(
    ("kind", "pace"),
    sampled(
        product(ATTACKS, PACES),
        *[(kind, "poured") for kind in POURED],
        *[(kind, "in drops") for kind in IN_DROPS],
    ),
)
def test_a_server_is_left_in_time(kind: str, pace: str, certificate: Path) -> None:
    pause = 0.05 if pace == "in drops" else 0
    begun = time.monotonic()
    with (
        attacking(certificate, *ATTACKS[kind], pause) as port,
        pytest.raises((ValueError, UnreachableError)) as raised,
    ):
        Site(f"https://127.0.0.1:{port}/", SECONDS).digest(PAGE, "0" * 64)
    assert time.monotonic() - begun < SECONDS + LATER
    if kind.startswith("an answer ahead"):
        assert "103 before its response" in str(raised.value)


@pytest.mark.parametrize("kind", ["headers behind the content", "another way"])
def test_what_no_page_is_made_of_is_refused(kind: str, certificate: Path) -> None:
    last = {
        "headers behind the content": frame(HEADERS, 5, 1, b"\x00\x01x\x01a"),
        "another way": frame(10, 0, 1, bytes(2) + b'h3=":443"') + frame(DATA, 1, 1),  # RFC 7838, 4
    }
    before = frame(HEADERS, 4, 1, OK_HEAD) + frame(DATA, 0, 1, b"a") + last[kind]
    with (
        attacking(certificate, before, b"", 0.05) as port,
        pytest.raises(ValueError, match="a valid HTTP response"),
    ):
        Site(f"https://127.0.0.1:{port}/", 30).digest(PAGE, "0" * 64)


def endlessly_the_same(plain: socket.socket, trusted: ssl.SSLContext) -> None:
    """Send a page with a mark, and to who has it that it is the same, with a content that never ends."""
    marked = OK_HEAD + b'\x0f\x13\x03"a"' + b"\x0f\x10\x09text/html"  # etag, content-type
    same = b"\x8b" + b'\x0f\x13\x03"a"'
    with contextlib.suppress(OSError), trusted.wrap_socket(plain, server_side=True) as line:
        state = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
        state.initiate_connection()
        line.sendall(state.data_to_send())
        while True:
            for event in state.receive_data(line.recv(65_536)):
                if isinstance(event, h2.events.RequestReceived) and event.headers and event.stream_id:
                    if b"if-none-match" not in dict(event.headers):
                        line.sendall(frame(HEADERS, 4, event.stream_id, marked))
                        line.sendall(frame(DATA, 1, event.stream_id, b"a"))
                        continue
                    line.sendall(frame(HEADERS, 4, event.stream_id, same))
                    while True:
                        line.sendall(frame(DATA, 0, event.stream_id, bytes(16_000)))


def test_what_is_the_same_has_no_content(certificate: Path) -> None:
    trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trusted.load_cert_chain(certificate / "fullchain.pem", certificate / "privkey.pem")
    trusted.set_alpn_protocols(["h2"])

    def accept(server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                given = (server.accept()[0], trusted)
                threading.Thread(target=endlessly_the_same, args=given, daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=accept, args=(server,), daemon=True).start()
        site = Site(f"https://127.0.0.1:{server.getsockname()[1]}/", 30)
        with pytest.raises(ValueError, match="content with a response that has none"):
            site.digest(PAGE, hashlib.sha256(b"a").hexdigest())


def test_who_says_to_speak_http2_and_says_nothing_is_left_in_time(certificate: Path) -> None:
    begun = time.monotonic()
    with (
        attacking(certificate, b"", b"", 0.05) as port,
        pytest.raises(UnreachableError, match="takes too long"),
    ):
        Site(f"https://127.0.0.1:{port}/", SECONDS).read("SHA256SUMS")
    assert time.monotonic() - begun < SECONDS + LATER
