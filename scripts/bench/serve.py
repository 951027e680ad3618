"""Measure how long an editor waits from saving a guide until `mkdocs serve` shows it, and its leaflet.

With the shipped guides, against stock mkdocs-material. Every edit is new; seconds run from the moment the
file is written, including the up to half a second before MkDocs notices it.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lanpya.runtime.environment import CACHE
from scripts.bench.competitors import RIVALS, ROOT
from scripts.bench.measurement import print_measurement

GUIDE = "docs/en/safe-contact.md"
SENTENCE = "No is an answer too."
PAGES = {"lanpya": "en/2.html", "material": "en/safe-contact/"}
LEAFLET = "print/en/2-trifold.pdf"
WORDS = ("wise", "kind", "safe", "plain", "calm")  # one per edit
LOOK, PATIENCE = 0.02, 120  # seconds between polls, and until it gives up
REST = 3  # seconds between edits


def measure() -> dict[str, Any]:
    """Return seconds until the page shows each edit, and for Lanpya until the leaflet has changed."""
    found = {}
    with tempfile.TemporaryDirectory() as temporary:
        for name in PAGES:
            print(f"Serving with {name}", end="", flush=True)
            folder = Path(temporary, name)
            folder.mkdir()
            RIVALS[name](folder, ROOT / "docs")
            with _serving(folder) as get:
                found[name] = _edits(folder, get, name)
            print(flush=True)
    return found


def _edits(folder: Path, get: Callable[[str], bytes], name: str) -> dict[str, list[float]]:
    text = (folder / GUIDE).read_text(encoding="utf-8")
    _until(lambda: get(PAGES[name]))
    found: dict[str, list[float]] = {"page": []}
    for word in WORDS:
        time.sleep(REST)
        leaflet = get(LEAFLET)
        edited = text.replace(SENTENCE, f"{SENTENCE} It is {word} to say so.")
        start = time.perf_counter()
        (folder / GUIDE).write_text(edited, encoding="utf-8")
        _until(lambda word=word: f"It is {word}".encode() in get(PAGES[name]))  # type: ignore[misc]
        found["page"].append(time.perf_counter() - start)
        if leaflet:
            _until(lambda old=leaflet: get(LEAFLET) not in (old, b""))  # type: ignore[misc]
            found.setdefault("leaflet", []).append(time.perf_counter() - start)
        print(".", end="", flush=True)
    return found


def _until(there: Callable[[], object]) -> None:
    end = time.perf_counter() + PATIENCE
    while not there():
        if time.perf_counter() > end:
            raise RuntimeError("the edit is not shown")
        time.sleep(LOOK)


@contextmanager
def _serving(folder: Path) -> Iterator[Callable[[str], bytes]]:
    """Run mkdocs serve while the block runs; yields a function that fetches a file, or None."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"

    def get(name: str) -> bytes:
        if process.poll() is not None:
            raise RuntimeError(f"mkdocs serve ended.\n{said.read_text()[-4000:]}")
        try:
            with urllib.request.urlopen(f"http://{place}/{name}", timeout=PATIENCE) as answer:
                return bytes(answer.read())
        except (urllib.error.URLError, ConnectionError):
            return b""

    said, now = folder / "said.txt", str(int(time.time()))
    with said.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", place],
            cwd=folder,
            env=os.environ
            | {"SOURCE_DATE_EPOCH": now, "NO_MKDOCS_2_WARNING": "1", CACHE: str(folder / ".cache")},
            stdout=file,
            stderr=file,
        )
    try:
        yield get
    finally:
        process.terminate()
        process.wait()


def markdown(data: dict[str, Any]) -> str:
    """Return the measurement as a table."""
    lines = ["| `mkdocs serve` | an edit of one guide is shown after, median and most |", "| --- | --- |"]
    rows = {"Lanpya": data["lanpya"]["page"], "its leaflet": data["lanpya"]["leaflet"]}
    rows["stock Material, which has no leaflet"] = data["material"]["page"]
    lines += [f"| {name} | {statistics.median(s):.2f} s, {max(s):.2f} s |" for name, s in rows.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(print_measurement(__doc__, measure, markdown))
