"""Chromium with a persistent profile: it can be killed, restarted, and given a wrong clock."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Error, Page, Playwright

from scripts.rigs.chromium import FLAGS, find_chromium


class Phone:
    """Chromium with a persistent profile."""

    def __init__(self, playwright: Playwright, profile: Path, clock: str = ""):
        self.profile = profile
        port = profile / "DevToolsActivePort"
        port.unlink(missing_ok=True)
        command = [find_chromium() or "", *FLAGS, "--headless", "--remote-debugging-port=0"]
        command += [f"--user-data-dir={profile}", "about:blank"]
        self._process = subprocess.Popen(
            [*(["faketime", "-f", clock] if clock else []), *command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + 30
        while not (port.exists() and "\n" in port.read_text()):
            if time.monotonic() > until:
                raise TimeoutError("Chromium does not start")
            time.sleep(0.02)
        self._browser = playwright.chromium.connect_over_cdp(
            f"http://127.0.0.1:{port.read_text().split()[0]}"
        )
        self.context = self._browser.contexts[0]
        self.context.set_default_timeout(20_000)

    def page(self) -> Page:
        """Open a page 360 pixels wide."""
        page = self.context.new_page()
        page.set_viewport_size({"width": 360, "height": 640})
        return page

    def is_running(self) -> bool:
        """Whether the browser is running."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End the browser with SIGKILL, all its processes at once."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        """End the browser as a person would, so that it writes everything."""
        with suppress(Error):
            self._browser.new_browser_cdp_session().send("Browser.close")
        try:
            self._process.wait(30)  # writing is slow on a busy machine
        except subprocess.TimeoutExpired:
            self.kill()


@contextmanager
def phone(playwright: Playwright, profile: Path, clock: str = "") -> Iterator[Phone]:
    """A Phone that is killed after the block, whatever happened."""
    made = Phone(playwright, profile, clock)
    try:
        yield made
    finally:
        if made.is_running():
            made.kill()
