"""While somebody edits, pages show at once and leaflets follow; what was built before stays as it was."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from support.bad_input import library_of
from support.project import ROOT, Project, small_project

from lanpya.leaflets.background import BackgroundLeaflets
from lanpya.leaflets.leaflet import Leaflet, leaflets_of
from lanpya.leaflets.typesetting import LeafletError, inputs_of, typeset_leaflet

PATIENCE = 60  # seconds; nothing is measured here
GUIDE = "docs/en/guide.md"
LEAFLET = "print/en/2-trifold.pdf"


class Served:
    """A project that mkdocs serves as make serve does, and what it said."""

    def __init__(self, project: Project, said: Path):
        self.project, self._said = project, said
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._place = f"127.0.0.1:{free.getsockname()[1]}"
        with said.open("w") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", self._place],
                cwd=project.root,
                env=os.environ | {"SOURCE_DATE_EPOCH": "1795392000", "NO_MKDOCS_2_WARNING": "1"},
                stdout=file,
                stderr=subprocess.STDOUT,
            )

    def said(self) -> str:
        """Return all that stood in the terminal."""
        return self._said.read_text(encoding="utf-8")

    def get(self, name: str) -> bytes:
        """Return a file of the site; empty while it is being written anew."""
        try:
            with urllib.request.urlopen(f"http://{self._place}/{name}", timeout=PATIENCE) as answer:
                return bytes(answer.read())
        except OSError:
            return b""

    def waits_for(self, there: Callable[[], object]) -> None:
        """Come back when it is there."""
        end = time.monotonic() + PATIENCE
        while not there():
            assert self.process.poll() is None and time.monotonic() < end, self.said()
            time.sleep(0.1)

    def words_of(self, name: str) -> str:
        """Return the text of a leaflet."""
        pdf = self.get(name)
        if not pdf.startswith(b"%PDF"):
            return ""
        pages = pypdfium2.PdfDocument(pdf)
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pages)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The small project, served."""
    project = small_project(tmp_path / "project").with_leaflets("trifold", "booklet")
    running = Served(project, tmp_path / "said")
    try:
        running.waits_for(lambda: "Serving on" in running.said())
        yield running
    finally:
        running.process.terminate()
        running.process.wait()


@pytest.mark.slow
def test_serving_shows_each_edit_and_touches_no_site(served: Served) -> None:
    html = served.get("2.html").decode()
    assert "<h1" in html
    assert "livereload" in html
    assert "Content-Security-Policy" not in html  # it would block the script that shows an edit
    assert "Do one thing" in served.words_of(LEAFLET)

    served.project.edit(GUIDE, "- Do one thing.", "- Do one other thing.")
    served.waits_for(lambda: b"one other thing" in served.get("en/2.html"))
    served.waits_for(lambda: "Do one other thing" in served.words_of(LEAFLET))
    served.waits_for(lambda: "Do one other thing" in served.words_of("print/en/0-booklet.pdf"))

    long = "- a\n" * 400 + "\n"
    served.project.edit(GUIDE, "Somebody counted", f"{long}Somebody counted")
    served.waits_for(lambda: "leaflet-overflow" in served.said())
    served.project.edit(GUIDE, f"{long}Somebody counted this", "Somebody counted that")
    served.waits_for(lambda: "Somebody counted that" in served.words_of(LEAFLET))

    served.project.edit(GUIDE, "risk: high", "risk: low")
    served.waits_for(lambda: "Mend these and save." in served.said())
    assert not served.project.site.exists()
    assert list(served.project.root.glob(".site*")) == []


def test_a_changed_leaflet_is_laid_out_when_the_pages_are_there(project: Project) -> None:
    background, overrides, edition = BackgroundLeaflets(), ROOT / "overrides", date(2026, 11, 23)
    laid_out: list[str] = []

    def outcomes() -> dict[str, bytes | LeafletError]:
        library = library_of(project)

        def make(leaflet: Leaflet) -> bytes:
            laid_out.append(leaflet.url)
            return typeset_leaflet(leaflet, library, edition, overrides)

        def key_of(leaflet: Leaflet) -> tuple[str, ...]:
            return inputs_of(leaflet, library, edition, overrides)

        return background.outcomes(leaflets_of(library), make, key_of)

    def caught_up() -> None:
        rung = background.reload_trigger.stat().st_mtime_ns
        background.typeset_changed()
        end = time.monotonic() + PATIENCE
        while background.reload_trigger.stat().st_mtime_ns == rung and time.monotonic() < end:
            time.sleep(0.02)

    first = outcomes()
    assert sorted(laid_out) == sorted(first)
    laid_out.clear()
    assert outcomes() == first
    background.typeset_changed()
    assert not laid_out

    project.edit(GUIDE, "- Do one thing.", "- Do one other thing.")
    assert outcomes() == first  # they stand in for those to come
    assert not laid_out
    caught_up()
    second = outcomes()
    changed = {url for url in first if first[url] != second[url]}
    assert LEAFLET in changed
    assert changed <= set(laid_out)

    (project.docs / "en" / "new.md").write_text(
        (project.docs / "en" / "guide.md").read_text().replace("address: 2", "address: 3")
    )
    third = outcomes()
    assert set(third) - set(second) == {url for url in third if "/3-" in url}
    background.reload_trigger.unlink()
