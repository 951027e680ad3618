"""Measure a first view beside the same guides built with stock mkdocs-material and static-i18n, in one run.

Requests and bytes are what Chromium received with an empty cache from a server that compresses with
gzip -6. The stock site keeps its defaults, save for the fonts it would load from another host.
Writes bench/first-view.json and bench/first-view.md.
"""

import argparse
import functools
import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from lanpya.browser import FLAGS, environment_with_fonts, find_chromium

ROOT = Path(__file__).resolve().parent.parent
FONTS, NO_FONTS = ROOT / "overrides" / "fonts", ROOT / "hooks"
VIEWS = {  # the page here, in stock Material, and the folder in which the phone finds its fonts
    "home, Burmese": ("index.html", "", FONTS),
    "guide, Burmese": ("2.html", "safe-contact/", FONTS),
    "guide, Burmese, on a phone that cannot shape it": ("2.html", "safe-contact/", NO_FONTS),
    "guide, English": ("en/2.html", "en/safe-contact/", FONTS),
}
STOCK = """\
site_name: Notes
site_url: https://example.org/
theme:
  name: material
  font: false
exclude_docs: data/
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages:
        - {locale: my, name: မြန်မာ, default: true}
        - {locale: en, name: English}
markdown_extensions: [admonition, attr_list, pymdownx.details, sane_lists, tables]
"""


class _Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves text as gzip -6, as a common server would."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path.partition("?")[0]))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content, kind = path.read_bytes(), self.guess_type(str(path))
        self.send_response(200)
        if kind.startswith("text/") or kind.endswith(("javascript", "json", "xml")):
            content = gzip.compress(content, compresslevel=6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine while the block runs; gives its address."""
    handler = functools.partial(_Compressing, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()


def build(folder: Path) -> float:
    """Build the MkDocs project in a folder; returns wall seconds."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    environment.setdefault("SOURCE_DATE_EPOCH", str(int(time.time())))
    start = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=folder, env=environment, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def build_both(folder: Path) -> tuple[Path, Path, dict[str, float]]:
    """Build this site, and the stock one of the same guides; returns both sites, and wall seconds."""
    ours, stock = folder / "ours", folder / "stock"
    for name in ("hooks", "overrides", "docs"):
        shutil.copytree(ROOT / name, ours / name)
    shutil.copy(ROOT / "mkdocs.yml", ours)
    shutil.copytree(ROOT / "docs", stock / "docs")
    (stock / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
    print("Building both sites", flush=True)
    seconds = {"ours, with leaflets": build(ours), "stock": build(stock)}
    return ours / "site", stock / "site", seconds


def first_view(browser: Browser, address: str) -> dict[str, int]:
    """Return requests and received bytes (headers counted) of one view with an empty cache."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    session = context.new_cdp_session(page)
    received: list[float] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    context.close()
    return {"requests": len(received), "bytes": int(sum(received))}


def measure(ours: Path, stock: Path) -> list[dict[str, Any]]:
    """Return a row for each kind of page."""
    rows = []
    with (
        sync_playwright() as playwright,
        served(ours) as here,
        served(stock) as there,
        tempfile.TemporaryDirectory() as folder,
    ):
        for name, (our_path, stock_path, fonts) in VIEWS.items():
            print(f"Viewing {name}", flush=True)
            browser = playwright.chromium.launch(
                executable_path=find_chromium(),
                args=list(FLAGS),
                env=dict(environment_with_fonts(Path(folder), fonts)),
            )
            mine, theirs = (
                first_view(browser, f"{here}/{our_path}"),
                first_view(browser, f"{there}/{stock_path}"),
            )
            rows.append(
                {"view": name, "ours": mine, "stock": theirs, "ratio": mine["bytes"] / theirs["bytes"]}
            )
            browser.close()
    return rows


def main() -> int:
    """Build both sites, view both, print and write the table."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        ours, stock, seconds = build_both(Path(temporary))
        rows = measure(ours, stock)
    lines = ["| first view | ours | stock | bytes, ours ÷ stock |", "| --- | --- | --- | --- |"]
    for row in rows:
        counts = [(row[k]["requests"], row[k]["bytes"]) for k in ("ours", "stock")]
        shown = [f"{count} request{'s' * (count > 1)}, {size:,} bytes" for count, size in counts]
        lines.append(f"| {row['view']} | {shown[0]} | {shown[1]} | {row['ratio']:.3f} |")
    lines.append("")
    lines.append("Build: " + ", ".join(f"{name} {value:.1f} s" for name, value in seconds.items()))
    (ROOT / "bench").mkdir(exist_ok=True)
    (ROOT / "bench/first-view.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    data = json.dumps({"views": rows, "build_seconds": seconds}, indent=2)
    (ROOT / "bench/first-view.json").write_text(data + "\n", encoding="utf-8")
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
