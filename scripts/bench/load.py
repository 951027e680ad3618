"""Put nginx under load with wrk: what a release serves, against stock mkdocs-material with the same guides.

Both sites are compressed in advance and served over TLS, with the configuration that lanpya server-config
prints. Each gets the requests of a phone with an empty cache that opens three pages. They take turns; then
the release is tested with a new connection for each request, as if each came from another reader, and the
last turn requests every file of it: 72 seconds in all. Writes bench/load.md; exit status 1 after any error of
the release, 2 without wrk.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from playwright.sync_api import sync_playwright

from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.releases.package import compressed, contents_of, files_of
from lanpya.releases.server_config import HOST_FILE, PRECOMPRESSED
from lanpya.runtime.temporary_folders import end_on_signals
from scripts.bench.competitors import ROOT, build_all, served
from scripts.bench.views import FONTS, addresses
from scripts.rigs.arguments import Parser
from scripts.rigs.chromium import PLAYWRIGHT_FLAGS, environment_with_fonts, find_chromium
from scripts.rigs.webserver import serve

VIEWS = ("home, Burmese", "guide, Burmese", "guide, English")
TURNS, SECONDS = 2, 12  # each site in turn, then one turn over new connections, and one for every file
CONNECTIONS, THREADS = 64, 2
STOCK_ENDINGS = (".html", ".js", ".css", ".json", ".xml", ".svg")
# wrk calls request() for each request of a thread, and done() once for all.
LUA = """\
local paths = {{ {paths} }}
local at = 0
wrk.headers["Accept-Encoding"] = "gzip, deflate, br"
{headers}
request = function()
    at = at % #paths + 1
    return wrk.format("GET", paths[at])
end
done = function(summary, latency, requests)
    local wrong = summary.errors
    io.write(string.format(
        '\\nRESULT {{"requests": %d, "bytes": %d, "errors": %d, "microseconds": %d}}\\n',
        summary.requests, summary.bytes,
        wrong.connect + wrong.read + wrong.write + wrong.status + wrong.timeout, summary.duration))
end
"""


@dataclass
class Load:
    """The requests and responses of all turns; `paths` are requested over and over."""

    name: str
    port: int
    paths: list[str]
    anew: bool = False  # with a connection for each request
    total: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("requests", "bytes", "errors", "microseconds"), 0)
    )

    def run(self, folder: Path) -> None:
        """Request the paths, for SECONDS."""
        print(f"{self.name}: {len(self.paths)} addresses, {SECONDS} s", flush=True)
        script = folder / "wrk.lua"
        paths = ", ".join(f'"{path}"' for path in self.paths)
        script.write_text(
            LUA.format(paths=paths, headers='wrk.headers["Connection"] = "close"' * self.anew),
            encoding="utf-8",
        )
        command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(script)]
        address = f"https://127.0.0.1:{self.port}"
        output = subprocess.run([*command, address], check=True, capture_output=True, text=True).stdout
        result = json.loads(output.partition("RESULT ")[2])
        for key in self.total:
            self.total[key] += result[key]

    def per_second(self, what: str) -> float:
        """Return a total per second."""
        return self.total[what] * 1e6 / self.total["microseconds"]

    def each(self) -> float:
        """Return the bytes of a response, including its headers."""
        return self.total["bytes"] / self.total["requests"]


def requests_for_views(ours: Path, stock: Path) -> tuple[list[str], list[str]]:
    """Return what Chromium with an empty cache requests from each site to show the pages of VIEWS."""
    asked: tuple[list[str], list[str]] = ([], [])
    with (
        sync_playwright() as playwright,
        served(ours) as here,
        served(stock) as there,
        tempfile.TemporaryDirectory() as folder,
    ):
        fonts = dict(environment_with_fonts(Path(folder), FONTS))
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(PLAYWRIGHT_FLAGS), env=fonts
        )
        views = addresses()
        for kind in VIEWS:
            for host, name, paths in ((here, "lanpya", asked[0]), (there, "material", asked[1])):
                address = f"{host}/{views[kind][name]}"
                context = browser.new_context(viewport={"width": 360, "height": 640})
                page = context.new_page()
                page.on(
                    "request",
                    lambda request, paths=paths: (
                        paths.append(urlsplit(request.url).path) if request.url.startswith("http:") else None
                    ),
                )
                page.goto(address, wait_until="networkidle")
                context.close()
        browser.close()
    return asked


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder, which may exist already."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def as_table(ours: Load, stock: Load, anew: Load, everything: Load, views: int) -> str:
    """Return the measurements."""
    rows = [
        (f"requests for {views} first views", len(ours.paths), len(stock.paths)),
        (
            f"bytes for {views} first views, headers counted",
            round(ours.each() * len(ours.paths)),
            round(stock.each() * len(stock.paths)),
        ),
        (
            "first views a second",
            round(ours.per_second("requests") * views / len(ours.paths)),
            round(stock.per_second("requests") * views / len(stock.paths)),
        ),
        ("requests in all", ours.total["requests"], stock.total["requests"]),
        ("of them errors", ours.total["errors"], stock.total["errors"]),
    ]
    lines = ["| under load | ours | stock | ours ÷ stock |", "| --- | ---: | ---: | ---: |"]
    for name, mine, theirs in rows:
        ratio = f"{mine / theirs:.3f}" if theirs and not name.startswith("requests in") else ""
        lines.append(f"| {name} | {mine:,} | {theirs:,} | {ratio} |")
    lines.append(
        f"\nWith a connection for each: {anew.per_second('requests'):,.0f} first views a second, "
        f"{anew.total['errors']} errors."
    )
    lines.append(
        f"Every file of the release ({len(everything.paths)}): {everything.total['requests']:,} requests, "
        f"{everything.total['errors']} errors."
    )
    return "\n".join(lines)


def main() -> int:
    """Measure; see the module for the exit status."""
    Parser(description=__doc__).parse_args()
    if not shutil.which("wrk"):
        print("Not measured: wrk is missing. On Debian  sudo apt install wrk", file=sys.stderr)
        return 2
    settings = read_settings(ROOT / "mkdocs.yml")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        sites = build_all(folder, ("lanpya", "material"))
        ours, stock = sites["lanpya"], sites["material"]
        print("Compressing what a release serves", flush=True)
        released = files_of(ours, read_library(settings, ROOT / "docs"))
        write(released, folder / "released")
        write(compressed(contents_of(stock), STOCK_ENDINGS), stock)
        asked, asked_of_stock = requests_for_views(ours, stock)
        with (
            serve(folder / "released", folder / "server") as server,
            serve(stock, folder / "stock-server") as stock_server,
        ):
            shown = [name for name in released if not name.endswith((*PRECOMPRESSED, HOST_FILE))]
            mine = Load("The release", server.https, asked)
            theirs = Load("Stock Material", stock_server.https, asked_of_stock)
            everything = Load("Every file", server.https, [f"/{quote(name)}" for name in sorted(shown)])
            anew = Load("The release over new connections", server.https, asked, anew=True)
            for load in (*(mine, theirs) * TURNS, anew, everything):
                load.run(folder)
    table = as_table(mine, theirs, anew, everything, len(VIEWS))
    (ROOT / "bench").mkdir(exist_ok=True)
    (ROOT / "bench/load.md").write_text(table + "\n", encoding="utf-8")
    print(table)
    return 1 if mine.total["errors"] + anew.total["errors"] + everything.total["errors"] else 0


if __name__ == "__main__":
    end_on_signals()
    sys.exit(main())
