"""The site as of two release dates, and withdrawing its offline copies, for trials of offline copies."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import Playwright

from scripts.rigs.fault_server import serve
from scripts.rigs.paths import ROOT
from scripts.rigs.phone import phone

RELEASE_TIMES = {"earlier": 1795392000, "newer": 1795996800}  # seconds since 1970, a week apart
FILE = "keep/notes-en.html"  # the single-file copy that trials keep
# What a page says, but for notices that depend on the day
TEXT = """(() => {
    const body = document.body.cloneNode(true);
    body.querySelectorAll('[data-until]').forEach(notice => notice.remove());
    return body.textContent;
})()"""


def build_sites(output: Path, names: tuple[str, ...] = (*RELEASE_TIMES, "withdrawn")) -> dict[str, Path]:
    """Build these of the sites `earlier`, `newer` and `withdrawn` below `output`; return them by name."""
    times = {**RELEASE_TIMES, "withdrawn": RELEASE_TIMES["newer"]}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        sites = pool.map(lambda name: _build(output / name, times[name], name == "withdrawn"), names)
        return dict(zip(names, sites, strict=True))


def _build(folder: Path, epoch: int, withdraws: bool) -> Path:
    for part in ("hooks", "overrides", "docs"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("*.egg-info"))
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = re.sub(r"leaflets: \[.*?\]", "leaflets: []", settings)
    if withdraws:
        settings = settings.replace("keep: offer", "keep: withdraw")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(epoch), "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, env=environment, check=True
    )
    return folder / "site"


def texts_of(playwright: Playwright, sites: dict[str, Path], folder: Path) -> dict[str, str]:
    """Return the text of the single-file copy of each site, by name, as a browser reads it from a server.

    Read from a folder, it would lack what scripts show only on a served page.
    """
    folder.mkdir()
    with phone(playwright, folder) as reader:
        page = reader.page()
        texts = {}
        for name in RELEASE_TIMES:
            with serve(sites[name]) as server:
                page.goto(f"{server.base}/{FILE}")
                texts[name] = page.evaluate(TEXT)
        return texts
