"""Counts where real browsers break lines of built pages, and which of the breaks tear a Burmese syllable."""

from __future__ import annotations

import http.server
import json
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lanpya.languages.burmese.words import word_boundaries
from scripts.rigs.chromium import FLAGS, find_chromium
from scripts.rigs.paths import ROOT

FONT = ROOT / "overrides/fonts/Padauk-Regular.ttf"
WIDTHS = (1, 240, 320, 360)  # at 1 pixel a browser takes every possible break
TIME_LIMIT = 240  # seconds for one browser over all pages
BURMESE = "\u1000-\u109f"
# From Unicode Technical Note 11, without lanpya's grammar: what cannot begin a line. A mark; a stacking sign
# and the letter that it stacks; a consonant that ends a syllable, with its asat.
_NO_START = re.compile("[\u102b-\u1032\u1036-\u1039\u103a-\u103e]|[\u1000-\u1021](?:\u1037?\u103a|\u1039)")
_STACKED = "\u1039"
_KEPT_WHOLE = re.compile(r"<u>(.*?)</u>")


class Count(NamedTuple):
    """Lines that ended between two Burmese letters, and those of them that tore a syllable."""

    breaks: int
    torn: list[str]


def is_inside_a_syllable(text: str, at: int) -> bool:
    """Whether a line that ends before text[at] tears a syllable; judged by the letters on both sides."""
    after_burmese = bool(re.match("[\u1000-\u103f]", text[at - 1]))
    return after_burmese and (bool(_NO_START.match(text, at)) or text[at - 1] == _STACKED)


# The same for other scripts without spaces, from Unicode's chapters on them: no line begins with a mark, a
# vowel that follows its consonant, a sign of repetition, or a consonant under a sign of silence or with an
# asat; none ends with a vowel before its consonant or a stacking sign.
_FOLLOWS = re.compile(
    "[ะาำๅๆฯະາຳຽໆຯៗ။၊]|[ก-ฮກ-ຮ][\u0e34-\u0e3a\u0eb4-\u0ebc]?[\u0e4c\u0ecc]"
    "|[\u1000-\u1021\u1022\u1050-\u109f\uaa60-\uaa7f](?:\u1037?\u103a|\u1039)"
)
_LEADS = "เแโใไເແໂໃໄ\u1039\u17d2"


def tears_a_syllable(text: str, at: int) -> bool:
    """Whether a line that ends before text[at] tears a syllable of a script without spaces between words."""
    if text[at - 1].isspace() or text[at - 1] == "\u200b":
        return False
    is_mark = unicodedata.category(text[at]) in ("Mn", "Mc")
    return is_mark or text[at - 1] in _LEADS or _FOLLOWS.match(text, at) is not None


def count_breaks(blocks: list[dict[str, Any]]) -> Count:
    """Count what line_breaks.js found between two Burmese letters."""
    breaks, torn = 0, []
    for block in blocks:
        text = block["text"]
        for at in block["breaks"]:
            if re.match(f"[{BURMESE}][{BURMESE}]", text[at - 1 : at + 1]):
                breaks += 1
                if is_inside_a_syllable(text, at):
                    torn.append(f"{text[max(at - 6, 0) : at]}|{text[at : at + 6]}")
    return Count(breaks, torn)


def without_breaks(html: str) -> str:
    """Return a built page's HTML without the markup of possible line breaks."""
    return _KEPT_WHOLE.sub(r"\1", html.replace("<wbr>", ""))


def breakable(html: str) -> tuple[int, int]:
    """Return how many boundaries between words of a built page are breakable, and how many there are."""
    found = legal = 0
    html = re.sub(r"<(script|style)>.*?</\1>", "", html, flags=re.DOTALL)
    for run in re.findall(f"(?:[{BURMESE}]|<wbr>|<u>|</u>)+", html):
        pieces = [re.sub("<.*?>", "", piece) for piece in run.split("<wbr>")]
        text = "".join(pieces)
        boundaries = {n for n in word_boundaries(text) if 0 < n < len(text)}
        edges = {sum(map(len, pieces[:n])) for n in range(1, len(pieces))}
        found, legal = found + len(boundaries & edges), legal + len(boundaries)
    return found, legal


class _Harness(http.server.BaseHTTPRequestHandler):
    """Serves pages for measuring, one after the other in a frame, and receives what the frame reports."""

    pages: dict[str, str]
    reports: queue.Queue[tuple[str, list[dict[str, Any]]]]

    def do_GET(self) -> None:
        content, kind = self._answer()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.reports.put((self.path.removeprefix("/report/"), body))
        self.send_response(204)
        self.end_headers()

    def _answer(self) -> tuple[bytes, str]:
        name = self.path.removeprefix("/")
        if name == "font":
            return FONT.read_bytes(), "font/ttf"
        if name in self.pages:
            return self.pages[name].encode(), "text/html; charset=utf-8"
        script = (ROOT / "scripts/rigs/line_breaks.js").read_text(encoding="utf-8")
        names = json.dumps([f"{page}@{width}" for page in self.pages for width in WIDTHS])
        return _FRAME.replace("NAMES", names).replace(
            "SCRIPT", json.dumps(script)
        ).encode(), "text/html; charset=utf-8"

    def log_message(self, *_: object) -> None:
        """Say nothing."""


_FRAME = """<!doctype html><meta charset=utf-8><title>measuring</title><body><script>
(async () => {
  const measure = SCRIPT;
  for (const name of NAMES) {
    const [page, width] = name.split('@'), frame = document.createElement('iframe');
    frame.style = `width:${width}px;height:640px;border:0`;
    frame.src = '/' + page;
    const loaded = new Promise(done => { frame.onload = done; });
    document.body.append(frame);
    await loaded;
    await frame.contentDocument.fonts.load('1em proof', 'က');
    const blocks = frame.contentWindow.eval(measure)();
    await fetch('/report/' + name, { method: 'POST', body: JSON.stringify(blocks) });
    frame.remove();
  }
})();
</script>"""


def lay_out(command: list[str], pages: dict[str, str]) -> dict[str, Count]:
    """Open the pages at every width in the browser that `command` starts; return the count of each."""
    reports: queue.Queue[tuple[str, list[dict[str, Any]]]] = queue.Queue()
    handler = type("Handler", (_Harness,), {"pages": pages, "reports": reports})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/measure"
    counts: dict[str, Count] = {}
    with subprocess.Popen(
        [*command, address], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as browser:
        try:
            end = time.monotonic() + TIME_LIMIT
            while len(counts) < len(pages) * len(WIDTHS):
                name, blocks = reports.get(timeout=max(end - time.monotonic(), 1))
                counts[name] = count_breaks(blocks)
                print(f"  {len(counts)} of {len(pages) * len(WIDTHS)} layouts", end="\r", flush=True)
        except queue.Empty:
            print(f"\n  {command[0]} did not finish in {TIME_LIMIT} seconds", file=sys.stderr)
        finally:
            print()
            browser.terminate()
            server.shutdown()
    return counts


def browsers(profile: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the browsers of this system with the command that opens an address in each, without a window."""
    chromium = find_chromium()
    if chromium:
        yield "Chromium", [chromium, "--headless", f"--user-data-dir={profile / 'chromium'}", *FLAGS]
    firefox = shutil.which("firefox-esr")
    if firefox:
        (profile / "firefox").mkdir()
        quiet = {
            "app.update.enabled": False,
            "browser.shell.checkDefaultBrowser": False,
            "datareporting.policy.dataSubmissionEnabled": False,
            "network.captive-portal-service.enabled": False,
            "network.connectivity-service.enabled": False,
            "toolkit.telemetry.enabled": False,
        }
        lines = [f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in quiet.items()]
        (profile / "firefox" / "user.js").write_text("\n".join(lines), encoding="utf-8")
        yield "Firefox ESR", [firefox, "--headless", "--no-remote", "--profile", str(profile / "firefox")]
    for name, found in (("Chromium", chromium), ("Firefox ESR", firefox)):
        if not found:
            print(f"{name} is not installed: its rows are left out.")


def as_typed(html: str) -> str:
    """Return the page with the asat before the dot below, as most keyboards type it; NFC swaps them."""
    return html.replace("\u1037\u103a", "\u103a\u1037")


def prepared(html: str) -> str:
    """Return the page with the project's font, and without what prevents measuring it.

    At 1 pixel words overflow instead of being broken to fit.
    """
    html = re.sub(r"<meta [^>]*Content-Security-Policy[^>]*>|<script>.*?</script>", "", html, flags=re.DOTALL)
    style = "@font-face{font-family:proof;src:url(/font)}html{font-family:proof,sans-serif!important}"
    style += "@media(max-width:1px){body{overflow-wrap:normal!important;word-wrap:normal!important}}"
    return html.replace("<style>", f"<style>{style}", 1)
