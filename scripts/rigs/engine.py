"""The steps that every browser of scripts/rigs/engines.py offers, and code that its drivers share."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

KEYS = {  # their names in WebDriver, and Chromium's bit for each while it is held
    "Alt": ("\ue00a", 1),
    "Control": ("\ue009", 2),
    "Meta": ("\ue03d", 4),
    "Shift": ("\ue008", 8),
}
SECONDS = 20  # allowed for one step, on a busy machine
LOOKS = 0.02  # seconds between two looks at a page
AT_REST, BLANK_AT_REST = 0.2, 1  # seconds without a change: a blank page waits for the one that replaces it


class Engine:
    """A browser with one tab. Each step has the same contract in all browsers."""

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

    def open(self, address: str) -> None:
        """Open an address as if it was typed, and wait until it is loaded."""
        self._go(address)
        self._wait_until_loaded(address)

    def follow(self, selector: str) -> None:
        """Tap what leads to another page, and wait until that is loaded."""
        with self._after_navigation():
            self._click(selector)
        self._wait_until_loaded()

    def visit(self, address: str) -> str:
        """Open an address as if it was typed, and return the text that is then shown."""
        self._go(address)
        return self.text()

    def tap(self, selector: str) -> str:
        """Tap what leads to another page, and return the text that is then shown."""
        with self._after_navigation():
            self._click(selector)
        return self.text()

    def tap_here(self, selector: str) -> str:
        """Tap what stays on the page, and return the text that is then shown."""
        self._click(selector)
        return self.text()

    def back(self) -> str:
        """Press Back, and return the text that is then shown."""
        with self._after_navigation():
            self._move("back")
        return self.text()

    def forward(self) -> str:
        """Press Forward, and return the text that is then shown."""
        with self._after_navigation():
            self._move("forward")
        return self.text()

    @contextmanager
    def _after_navigation(self) -> Iterator[None]:
        """Wait until another document than before is shown; raises TimeoutError if none is."""
        self._passed += 1  # a page that the browser kept in memory has an earlier number
        self.evaluate(f"window.passed = {self._passed}")
        yield
        until = time.monotonic() + SECONDS
        while True:
            with suppress(RuntimeError):
                if self.evaluate("window.passed || 0") != self._passed:
                    return
            if time.monotonic() > until:
                raise TimeoutError("no other page was shown")
            time.sleep(LOOKS)

    def _wait_until_loaded(self, address: str = "") -> None:
        """Wait until the page is loaded; raises TimeoutError if it never is. Scripts may still change it.

        With an address, the page before does not count.
        """
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            with suppress(RuntimeError):
                state, shown = self.evaluate("[document.readyState, location.href]")
                if state == "complete" and shown.startswith(address):
                    return
            time.sleep(LOOKS)
        raise TimeoutError("the page is not loaded")

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
            time.sleep(LOOKS)
        raise TimeoutError("the page keeps changing")


def ask(address: str, body: object = None, method: str = "") -> Any:
    """Return what a browser's driver on this machine answers; raises RuntimeError if it refuses."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(  # noqa: S310 — an address on this machine
        address, data, {"Content-Type": "application/json"}, method=method or None
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise RuntimeError(error.read().decode()) from None
