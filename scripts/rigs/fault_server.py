"""A web server on this machine that serves a folder and fails as requested."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

CHUNK = 4096
SCRIPTS = {  # served instead of a worker
    "not a script": b"this is (no script",
    "no install": b"oninstall = event => event.waitUntil(Promise.reject())",
}


@dataclass
class Fault:
    """The fault of a file: a status, or a `kind` of damage at the fraction `at` (0 to 1) of it."""

    kind: str
    at: float = 0.5
    status: int = 200


@dataclass
class FaultServer:
    """What is served, and how; everything may be changed while the server runs.

    `faults` are by path, `pace` is seconds between chunks of a file, `late` seconds before each response.
    While `down`, no request is answered. `cacheable` lets the browser cache for an hour; otherwise it must
    store nothing. `headers` are sent with every response.
    """

    folder: Path
    faults: dict[str, Fault] = field(default_factory=dict)
    pace: float = 0
    late: float = 0
    down: bool = False
    cacheable: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    base: str = ""


@contextmanager
def serve(folder: Path) -> Iterator[FaultServer]:
    """Serve the folder until the block ends."""
    state = FaultServer(folder)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            _answer(self, state)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()


def _answer(handler: http.server.SimpleHTTPRequestHandler, state: FaultServer) -> None:
    name = handler.path.partition("?")[0].lstrip("/") or "index.html"
    if state.down:
        return  # the connection closes without a response
    state.asked.append(name)
    time.sleep(state.late)
    if state.faults.get(name, Fault("")).kind == "stalled":
        time.sleep(2)
        return
    fault, path = state.faults.get(name, Fault("")), state.folder / name
    status = fault.status if path.is_file() else 404
    content = (path if path.is_file() else state.folder / "404.html").read_bytes()
    place = int(len(content) * fault.at)
    promised = len(content)
    if fault.kind == "corrupted":
        content = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
    elif fault.kind == "shorter":
        content = content[:place]
        promised = len(content)
    elif fault.kind == "longer":
        content += b" " * 100
        promised = len(content)
    elif fault.kind == "cut":
        content = content[:place]  # less than Content-Length
    elif fault.kind in SCRIPTS:
        content = SCRIPTS[fault.kind]
        promised = len(content)
    handler.send_response(status)
    handler.send_header("Content-Type", handler.guess_type(str(path)))
    handler.send_header("Content-Length", str(promised))
    handler.send_header("Cache-Control", "max-age=3600" if state.cacheable else "no-store")
    for header, value in state.headers.items():
        handler.send_header(header, value)
    handler.end_headers()
    try:
        for start in range(0, len(content), CHUNK):
            if state.down:
                return
            handler.wfile.write(content[start : start + CHUNK])
            time.sleep(state.pace)
    except OSError:
        pass  # the browser has disconnected
