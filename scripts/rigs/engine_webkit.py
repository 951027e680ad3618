"""WebKitGTK, on a virtual screen."""

from __future__ import annotations

import json
import os
import subprocess
import time
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from scripts.dev.install_tools import SYSTEM_PYTHON
from scripts.rigs.engine import KEYS, SECONDS, Engine, ask
from scripts.rigs.webserver import free_port

WEBKIT = {  # variants of WebKitGTK, with their settings
    "webkit": ("--enable-page-cache=true",),
    "webkit, no page cache": ("--enable-page-cache=false",),
    "webkit, Navigation API": ("--enable-page-cache=true", "--features=+NavigationAPI"),
}
# Mesa, which draws for WebKit, asks the system for the home folder, ignoring HOME
NO_SHADERS = {"MESA_SHADER_CACHE_DISABLE": "true"}


class WebKit(Engine):
    """WebKitGTK driven by WebDriver, which stores nothing on disk."""

    def __init__(self, environment: dict[str, str], *arguments: str):
        port = free_port()
        self._process = subprocess.Popen(
            ["WebKitWebDriver", f"--port={port}"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        options = {"args": ["--automation", *arguments]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        base, until = f"http://127.0.0.1:{port}/session", time.monotonic() + SECONDS
        while True:
            try:
                self._base = f"{base}/{ask(base, wanted)['value']['sessionId']}"
                return
            except (OSError, RuntimeError) as error:
                listening = not isinstance(error, urllib.error.URLError)
                if listening or time.monotonic() > until:
                    self._process.kill()
                    self._process.wait()
                    raise
                time.sleep(0.1)

    def _ask(self, path: str, **body: object) -> Any:
        return ask(f"{self._base}/{path}", body)["value"]

    def evaluate(self, script: str) -> Any:
        """See Engine."""
        return self._ask("execute/sync", script=f"return {script}", args=[])

    def _go(self, address: str) -> None:
        self._ask("url", url=address)

    def _click(self, selector: str) -> None:
        found = self._ask("element", using="css selector", value=selector)
        self._ask(f"element/{next(iter(found.values()))}/click")

    def _move(self, way: str) -> None:
        self._ask(way)

    def key(self, name: str, down: bool) -> None:
        """See Engine."""
        one = {"type": "keyDown" if down else "keyUp", "value": KEYS[name][0] if name in KEYS else name}
        self._ask("actions", actions=[{"type": "key", "id": "keys", "actions": [one]}])

    def close(self) -> None:
        """See Engine."""
        with suppress(OSError, RuntimeError):
            ask(self._base, method="DELETE")
        self._process.terminate()
        self._process.wait(SECONDS)


class WebKitTab(Engine):
    """WebKitGTK with a profile on disk, driven by scripts/rigs/webkit_tab.py."""

    def __init__(self, environment: dict[str, str], profile: Path):
        self._process = subprocess.Popen(
            [SYSTEM_PYTHON, Path(__file__).with_name("webkit_tab.py"), profile],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def _send(self, *words: str) -> Any:
        assert self._process.stdin and self._process.stdout  # noqa: S101 — for the type checker
        self._process.stdin.write(json.dumps(words) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or '{"error": "WebKitGTK has ended"}')
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["value"]

    def evaluate(self, script: str) -> Any:
        """See Engine."""
        return self._send("evaluate", script)

    def _go(self, address: str) -> None:
        self._send("visit", address)

    def _click(self, selector: str) -> None:
        self.evaluate(f"document.querySelector({json.dumps(selector)}).click()")

    def _move(self, way: str) -> None:
        self._send(way)

    def reopen(self) -> str:
        """Close the tab, open it again as browsers do, and return the text that is then shown."""
        self._send("reopen")
        return self.text()

    def drop(self) -> str:
        """End the page's process, as a phone short of memory does, reload it, and return the text."""
        self._send("drop")
        return self.text()

    def close(self) -> None:
        """See Engine."""
        assert self._process.stdin and self._process.stdout  # noqa: S101 — for the type checker
        self._process.stdin.close()
        self._process.wait(SECONDS)
        self._process.stdout.close()


@contextmanager
def display(folder: Path) -> Iterator[dict[str, str]]:
    """A virtual screen; yields the environment for programs that use it and write into `folder`."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "800x800x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(
        [*command, "-nolisten", "unix"],  # no folder in /tmp
        pass_fds=[writer],
        env=os.environ | NO_SHADERS,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as output:
            number = output.readline().strip()
        if not number:
            raise RuntimeError("Xvfb does not start")
        yield {
            "PATH": os.environ["PATH"],
            "DISPLAY": f":{number}",
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "LANG": "C.UTF-8",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "GIO_USE_VFS": "local",
            "GSETTINGS_BACKEND": "memory",
            "NO_AT_BRIDGE": "1",
            **NO_SHADERS,
        }
    finally:
        screen.terminate()
        screen.wait(SECONDS)
