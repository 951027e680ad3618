"""The steps that every browser of scripts/rigs/engines.py takes, and what its drivers share."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

KEYS = {  # what WebDriver calls them, and Chromium's bit for each while it is held
    "Alt": ("\ue00a", 1),
    "Control": ("\ue009", 2),
    "Meta": ("\ue03d", 4),
    "Shift": ("\ue008", 8),
}
SECONDS = 20  # that a browser may take for one step, on a busy machine
AT_REST, BLANK_AT_REST = 0.2, 1  # seconds without a change: a blank page waits for the one that replaces it


class Engine:
    """A browser with one tab. What each step promises is the same in all."""

    name = ""
    _passed = 0

    def evaluate(self, script: str) -> Any:
        """Return the value of an expression in the page; raises RuntimeError when there is none."""
        raise NotImplementedError

    def _go(self, address: str) -> None:
        raise NotImplementedError

    def _click(self, selector: str) -> None:
        raise NotImplementedError

    def _move(self, way: str) -> None:
        raise NotImplementedError

    def key(self, name: str, down: bool) -> None:
        """Press or release a key, one character or a name of KEYS."""
        raise NotImplementedError

    def close(self) -> None:
        """End the browser."""
        raise NotImplementedError

    def visit(self, address: str) -> str:
        """Open an address as when it is typed, and return the text that is shown then."""
        self._go(address)
        return self.text()

    def tap(self, selector: str) -> str:
        """Tap what leads to another page, and return the text that is shown then."""
        with self._another():
            self._click(selector)
        return self.text()

    def tap_here(self, selector: str) -> str:
        """Tap what stays on the page, and return the text that is shown then."""
        self._click(selector)
        return self.text()

    def back(self) -> str:
        """Press Back, and return the text that is shown then."""
        with self._another():
            self._move("back")
        return self.text()

    def forward(self) -> str:
        """Press Forward, and return the text that is shown then."""
        with self._another():
            self._move("forward")
        return self.text()

    @contextmanager
    def _another(self) -> Iterator[None]:
        """Wait until another document is shown than before; raises TimeoutError when none comes."""
        self._passed += 1  # a page that the browser kept in memory has an earlier number
        self.evaluate(f"window.passed = {self._passed}")
        yield
        until = time.monotonic() + SECONDS
        while True:
            with suppress(RuntimeError):
                if self.evaluate("window.passed || 0") != self._passed:
                    return
            if time.monotonic() > until:
                raise TimeoutError("no other page came")
            time.sleep(0.03)

    def text(self) -> str:
        """Return the text of the page that is shown once nothing has changed for AT_REST seconds."""
        before, since, until = "", time.monotonic(), time.monotonic() + SECONDS
        script = (
            "[location.href, document.readyState, document.body ? document.body.innerText : ''].join('\\n')"
        )
        while time.monotonic() < until:
            with suppress(RuntimeError):
                now = str(self.evaluate(script))
                if now != before or now.split("\n")[1] != "complete":
                    before, since = now, time.monotonic()
                elif time.monotonic() - since > (AT_REST if now.split("\n", 2)[2] else BLANK_AT_REST):
                    return now.split("\n", 2)[2]
            time.sleep(0.03)
        raise TimeoutError("the page does not come to rest")


def ask(address: str, body: object = None, method: str = "") -> Any:
    """Return what a browser's own server on this machine answers; raises RuntimeError when it refuses."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(  # noqa: S310 — our own address
        address, data, {"Content-Type": "application/json"}, method=method or None
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise RuntimeError(error.read().decode()) from None
