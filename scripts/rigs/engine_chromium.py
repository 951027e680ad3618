"""Chromium of any age, driven by its devtools protocol, and where to get the old ones."""

from __future__ import annotations

import io
import json
import os
import platform
import subprocess
import tarfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import brotli
import websocket

from scripts.rigs.chromium import FLAGS
from scripts.rigs.engine import KEYS, SECONDS, Engine, ask
from scripts.rigs.npm_package import packed

ENGINES = Path(__file__).resolve().parents[2] / ".cache" / "engines"
PACKAGE = "chrome-aws-lambda"
# Version of the package, its integrity from npm, and the path of the program in it.
OLD = {
    "chromium-64": (
        "0.13.0",
        "R7n/d7dGv2uUghAhXlaj2LO67l/FdZnGsvBEdGiDWnVKyoqkFy70APWW2wgNhll99h/8V0bA3Y/Oh+DGj1KHOA==",
        "package/bin/chromium-64.0.3264.0.br",
    ),
    "chromium-72": (
        "1.11.1",
        "qLAtxBlQHl1lx8A6ujsjEzSB/rT+3fIeko8pQmmNBquEmO5Clb1zg42SFcxFGoulbMVWFZmWftwcPedeSvOXEg==",
        "package/bin/chromium-72.0.3617.0.br",
    ),
    "chromium-79": (
        "2.0.2",
        "Aqgq5F93eJARkO+O/wD+2bCCFOVQNfA329sdPNl8ib0gsRjS00bAgTc9f5Mvto7H7yDuBcy0V3xJQZwMvmILUg==",
        "package/bin/chromium.br",
    ),
}
# Where a finger would touch the first matching element that is neither hidden nor covered.
TAPPED = """(() => {
    for (const element of document.querySelectorAll(SELECTOR)) {
        element.scrollIntoView({block: 'center'});
        for (const box of element.getClientRects()) {
            const place = [box.left + box.width / 2, box.top + box.height / 2];
            if (element.contains(document.elementFromPoint(...place))) return place;
        }
    }
})()"""


class Chromium(Engine):
    """Chromium of any age; `errors` has the errors of its pages."""

    def __init__(self, program: Path, profile: Path):
        self.errors: list[str] = []
        self._held = self._number = 0
        options = ["--headless", "--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank"]
        self._log = (profile / "log").open("w+")
        self._process = subprocess.Popen(
            [program, *FLAGS, *options], stdout=subprocess.DEVNULL, stderr=self._log, text=True
        )
        until = time.monotonic() + SECONDS
        while "DevTools listening" not in (log := (profile / "log").read_text()):
            if time.monotonic() > until or self._process.poll() is not None:
                raise RuntimeError(f"{program} does not start: {log}")
            time.sleep(0.05)
        base = log.split("DevTools listening on ws://")[1].split("/")[0]
        page = next(one for one in ask(f"http://{base}/json") if one["type"] == "page")
        self._socket = websocket.create_connection(
            page["webSocketDebuggerUrl"], timeout=SECONDS, suppress_origin=True
        )
        for domain in ("Page", "Runtime"):
            self._call(f"{domain}.enable")

    def _call(self, method: str, **params: object) -> dict[str, Any]:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("method") == "Runtime.exceptionThrown":
                details = message["params"]["exceptionDetails"]
                self.errors.append(str(details.get("exception", {}).get("description", details["text"])))
            if message.get("id") == self._number:
                if "error" in message:
                    raise RuntimeError(str(message["error"]))
                result: dict[str, Any] = message["result"]
                return result

    def evaluate(self, script: str) -> Any:
        """See Engine."""
        result = self._call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(str(result["exceptionDetails"]))
        return result["result"].get("value")

    def _go(self, address: str) -> None:
        self._call("Page.navigate", url=address, transitionType="typed")

    def _click(self, selector: str) -> None:
        x, y = self.evaluate(TAPPED.replace("SELECTOR", json.dumps(selector)))
        for kind in ("mousePressed", "mouseReleased"):
            self._call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def _move(self, way: str) -> None:
        listed = self._call("Page.getNavigationHistory")
        place = listed["currentIndex"] + (1 if way == "forward" else -1)
        self._call("Page.navigateToHistoryEntry", entryId=listed["entries"][place]["id"])

    def key(self, name: str, down: bool) -> None:
        """See Engine."""
        bit = KEYS[name][1] if name in KEYS else 0
        self._held = self._held | bit if down else self._held & ~bit
        kind = "rawKeyDown" if down else "keyUp"
        self._call("Input.dispatchKeyEvent", type=kind, key=name, modifiers=self._held)

    def close(self) -> None:
        """See Engine."""
        with suppress(OSError, websocket.WebSocketException):
            self._socket.close()
        self._process.terminate()
        self._process.wait(SECONDS)
        self._log.close()


def fetch(name: str) -> None:
    """Fetch an old engine with npm, once.

    Raises OSError, SubprocessError or ValueError if it is not available.
    """
    version, integrity, inside = OLD[name]
    if (ENGINES / name).exists():
        return
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        raise ValueError("it runs on Linux on x86-64 only")
    print(f"Fetching {name}, once", flush=True)
    archive_bytes = packed(PACKAGE, version, integrity)
    with tarfile.open(fileobj=io.BytesIO(archive_bytes)) as archive:
        member = archive.extractfile(inside)
        program = brotli.decompress(member.read() if member else b"")
    ENGINES.mkdir(parents=True, exist_ok=True)
    part = ENGINES / f"{name}.{os.getpid()}"
    part.write_bytes(program)
    part.chmod(0o755)
    part.replace(ENGINES / name)
