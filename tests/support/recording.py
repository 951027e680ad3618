"""A server that writes down every header of what it is asked, in HTTP/1.1, or in HTTP/2 over TLS."""

from __future__ import annotations

import contextlib
import http.server
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import h2.config
import h2.connection
import h2.events

ETAG, MODIFIED = '"5f3"', "Mon, 23 Nov 2026 10:00:00 GMT"
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".woff2": "font/woff2"}
ELSEWHERE = b"<!doctype html><p><a id=open href=GOAL>link</a><p><a id=quiet rel=noreferrer href=GOAL>link</a>"


@dataclass
class Recorder:
    """A running server: its address, where a page of another site leads, and what it was asked."""

    site: Path
    port: int = 0
    leads_to: str = ""
    asked: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)
    settings: dict[int, int] = field(default_factory=dict)
    widened: int = 0

    def answer(self, path: str, headers: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], bytes]:
        """Write down a request, and return what a static host sends that lets pages be asked for again."""
        self.asked.append((path, headers))
        name = path.partition("?")[0].removeprefix("/") or "index.html"
        content = ELSEWHERE.replace(b"GOAL", self.leads_to.encode()) if name == "elsewhere.html" else b""
        if (self.site / name).is_file():
            content = (self.site / name).read_bytes()
        kind = TYPES.get(Path(name).suffix, "application/octet-stream")
        return [
            ("content-type", kind),
            ("content-length", str(len(content))),
            ("cache-control", "no-cache"),
            ("etag", ETAG),
            ("last-modified", MODIFIED),
        ], content


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    recorder: Recorder

    def do_GET(self) -> None:
        headers, content = self.recorder.answer(self.path, list(self.headers.items()))
        self.send_response(200)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def recording(site: Path) -> Iterator[Recorder]:
    """Serve a site in HTTP/1.1 until the end of the block."""
    recorder = Recorder(site)
    handler = type("Own", (_Handler,), {"recorder": recorder})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        recorder.port = server.server_address[1]
        threading.Thread(target=partial(server.serve_forever, 0.01), daemon=True).start()
        yield recorder
        server.shutdown()


@contextlib.contextmanager
def recording_http2(site: Path, certificate: Path) -> Iterator[Recorder]:
    """Serve a site in HTTP/2 over TLS until the end of the block, with the certificate in a folder."""
    recorder = Recorder(site)
    trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trusted.load_cert_chain(certificate / "fullchain.pem", certificate / "privkey.pem")
    trusted.set_alpn_protocols(["h2"])
    with socket.create_server(("127.0.0.1", 0)) as server:
        recorder.port = server.getsockname()[1]
        threading.Thread(target=_accept, args=(server, trusted, recorder), daemon=True).start()
        yield recorder


def _accept(server: socket.socket, trusted: ssl.SSLContext, recorder: Recorder) -> None:
    with contextlib.suppress(OSError):
        while True:
            plain, _ = server.accept()
            threading.Thread(target=_speak, args=(plain, trusted, recorder), daemon=True).start()


def _speak(plain: socket.socket, trusted: ssl.SSLContext, recorder: Recorder) -> None:
    with contextlib.suppress(OSError), trusted.wrap_socket(plain, server_side=True) as line:
        state = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
        state.initiate_connection()
        line.sendall(state.data_to_send())
        waiting: dict[int, bytes] = {}
        while received := line.recv(65_536):
            for event in state.receive_data(received):
                if isinstance(event, h2.events.RequestReceived) and event.headers and event.stream_id:
                    named = [(name.decode(), value.decode()) for name, value in event.headers]
                    headers, content = recorder.answer(dict(named)[":path"], named)
                    state.send_headers(event.stream_id, [(":status", "200"), *headers])
                    waiting[event.stream_id] = content
                elif isinstance(event, h2.events.RemoteSettingsChanged) and not recorder.settings:
                    changed = event.changed_settings.items()
                    recorder.settings = {int(code): one.new_value for code, one in changed}
                elif isinstance(event, h2.events.WindowUpdated) and not event.stream_id:
                    recorder.widened = recorder.widened or event.delta or 0
            for stream, content in list(waiting.items()):
                while content and (room := state.local_flow_control_window(stream)):
                    piece, content = content[: min(room, 16_384)], content[min(room, 16_384) :]
                    state.send_data(stream, piece)
                waiting[stream] = content
                if not content:
                    state.end_stream(stream)
                    del waiting[stream]
            line.sendall(state.data_to_send())
