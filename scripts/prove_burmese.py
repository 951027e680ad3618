"""Measure what is done for Burmese, over the built site/, and write the tables to proof/burmese.md.

Line breaks are counted in real Chromium and Firefox ESR, with the breaks of the build and without. Breaks
and spelling are also tried on Burmese that was not written for this project: the messages of Firefox's own
language pack (Debian's firefox-esr-l10n-my, MPL-2.0). Each finding there is listed in
proof/burmese-findings.txt, for a person to judge. What is not installed is left out, and said.
"""

from __future__ import annotations

import argparse
import gzip
import http.server
import json
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from lanpya.breaks import with_breaks
from lanpya.browser import FLAGS, find_chromium
from lanpya.burmese.words import segments, word_boundaries
from lanpya.reading import read_library
from lanpya.rules.spelling import check_spelling
from lanpya.script import script_of
from lanpya.settings import read_settings

ROOT = Path(__file__).resolve().parent.parent
FONT = ROOT / "overrides/fonts/Padauk-Regular.ttf"
LANGUAGE_PACK = Path("/usr/lib/firefox-esr/browser/extensions/langpack-my@firefox-esr.mozilla.org.xpi")
WIDTHS = (1, 240, 320, 360)  # at 1 pixel a browser takes every break that it knows
TIME_LIMIT = 240  # seconds for one browser over all pages
BURMESE = "\u1000-\u109f"
# From Unicode Technical Note 11, without lanpya's grammar: what cannot begin a line. A mark; a stacking sign
# and what it stacks; a consonant that ends a syllable, with its asat.
_NO_START = re.compile("[\u102b-\u1032\u1036-\u1039\u103a-\u103e]|[\u1000-\u1021](?:\u1037?\u103a|\u1039)")
_STACKED = "\u1039"
_KEPT_WHOLE = re.compile(r"<span class=w>(.*?)</span>")


class Count(NamedTuple):
    """Lines that ended between two Burmese letters, and those of them that tore a syllable."""

    breaks: int
    torn: list[str]


def is_inside_a_syllable(text: str, at: int) -> bool:
    """Whether a line that ends before text[at] tears a syllable; judged by the letters on both sides."""
    after_burmese = bool(re.match("[\u1000-\u103f]", text[at - 1]))
    return after_burmese and (bool(_NO_START.match(text, at)) or text[at - 1] == _STACKED)


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
    """Return a built page's HTML without what only tells where a line may break."""
    return _KEPT_WHOLE.sub(r"\1", html.replace("<wbr>", ""))


def breakable(html: str) -> tuple[int, int]:
    """Return how many boundaries between words of a built page are breakable, and how many there are."""
    found = legal = 0
    html = re.sub(r"<(script|style)>.*?</\1>", "", html, flags=re.DOTALL)
    for run in re.findall(f"(?:[{BURMESE}]|<wbr>|<span class=w>|</span>)+", html):
        pieces = [re.sub("<.*?>", "", piece) for piece in run.split("<wbr>")]
        text = "".join(pieces)
        boundaries = {n for n in word_boundaries(text) if 0 < n < len(text)}
        edges = {sum(map(len, pieces[:n])) for n in range(1, len(pieces))}
        found, legal = found + len(boundaries & edges), legal + len(boundaries)
    return found, legal


class _Harness(http.server.BaseHTTPRequestHandler):
    """Serves pages for measuring, one after the other in a frame, and takes what the frame reports."""

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
        script = (ROOT / "scripts" / "line_breaks.js").read_text(encoding="utf-8")
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
    """Return the page with the asat before the dot below, as most keyboards give it; NFC swaps them."""
    return html.replace("\u1037\u103a", "\u103a\u1037")


def prepared(html: str) -> str:
    """Return the page with the project's font, and with nothing that keeps it from being measured.

    At 1 pixel words stick out instead of being broken for want of room.
    """
    html = re.sub(r"<meta [^>]*Content-Security-Policy[^>]*>|<script>.*?</script>", "", html, flags=re.DOTALL)
    style = "@font-face{font-family:proof;src:url(/font)}html{font-family:proof,sans-serif!important}"
    style += "@media(max-width:1px){body{overflow-wrap:normal!important;word-wrap:normal!important}}"
    return html.replace("<style>", f"<style>{style}", 1)


def line_rows(title: str, pages: dict[str, str]) -> Iterator[str]:
    """Yield a row for each browser and variant: syllables torn of a thousand breaks, per width."""
    plain = {name: without_breaks(html) for name, html in pages.items()}
    variants = {
        "with the breaks of the build": pages,
        "without": plain,
        "without, as people type it (not NFC)": {name: as_typed(html) for name, html in plain.items()},
    }
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for number, (variant, texts) in enumerate(variants.items()):
            profile = Path(folder, str(number))
            profile.mkdir()
            for browser, command in browsers(profile):
                print(f"{browser}, {title}, {variant}")
                counts = lay_out(command, {name: prepared(html) for name, html in texts.items()})
                cells = []
                for width in WIDTHS:
                    found = [count for name, count in counts.items() if name.endswith(f"@{width}")]
                    breaks, torn = sum(c.breaks for c in found), sum(len(c.torn) for c in found)
                    cells.append(f"{torn} of {breaks:,} ({1000 * torn / max(breaks, 1):.0f} ‰)")
                yield f"| {browser}, {title}, {variant} | {' | '.join(cells)} |"
                examples = Counter(word for count in counts.values() for word in count.torn)
                for word, times in examples.most_common(5):
                    print(f"  {times} × {word}")


def cost_rows(pages: dict[str, str]) -> Iterator[str]:
    """Yield for each page what the breaks cost and how many boundaries they open."""
    for name, html in pages.items():
        found, legal = breakable(html)
        cost = gzip_size(html.encode()) / gzip_size(without_breaks(html).encode()) - 1
        yield f"| {name} | {cost:.1%} | {found:,} of {legal:,} ({found / max(legal, 1):.0%}) |"


def size_rows(site: Path) -> Iterator[str]:
    """Yield the bytes of the font, the indexes and the script of the search page."""
    for path in sorted(site.glob("font/*.woff2")):
        yield f"| {path.relative_to(site)} | {path.stat().st_size:,} |"
    for path in sorted(site.glob("search/*.js")):
        yield f"| {path.relative_to(site)}, gzip -6 | {gzip_size(path.read_bytes()):,} |"
    scripts = re.findall(r"<script>(.*?)</script>", (site / "21.html").read_text(encoding="utf-8"), re.DOTALL)
    yield f"| script of the search page, gzip -6 | {gzip_size(scripts[-1].encode()):,} |"


def speed_row() -> str:
    """Return how fast words are found, beside a cut at white space in the same run."""
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs/my").glob("*.md")))
    texts = [text[start : start + 2000] for start in range(0, len(text), 2000)]
    segments.cache_clear()
    times = []
    for cut in (segments, str.split):
        start = time.perf_counter()
        for part in texts:
            cut(part)
        times.append(time.perf_counter() - start)
    rate = len(text) / times[0] / 1e6
    return f"{rate:.2f} million characters a second, {times[0] / times[1]:.0f} × the time of str.split"


def gzip_size(content: bytes) -> int:
    """Return the bytes after gzip -6."""
    return len(gzip.compress(content, compresslevel=6, mtime=0))


def sentences_of(pack: Path) -> list[str]:
    """Return the Burmese messages of a language pack of Firefox that are whole sentences."""
    found = []
    with zipfile.ZipFile(pack) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith((".ftl", ".properties")):
                for line in archive.read(name).decode("utf-8").splitlines():
                    message = re.sub(r"^\s*[\w.-]+\s*=\s*", "", line).strip()
                    if message.endswith("။") and re.search(f"[{BURMESE}]", message):
                        found.append(message)
    return found


def messages_page() -> dict[str, str]:
    """Return a page with the sentences of others, broken as the build breaks its own."""
    clean = [re.sub("[\u200b-\u200d\u2060]", "", sentence) for sentence in sentences_of(LANGUAGE_PACK)]
    paragraphs = "".join(f"<p>{escape(script_of('my').normalise(sentence))}</p>" for sentence in clean)
    head = '<!doctype html><html lang="my"><head><style>.w{white-space:nowrap}</style></head>'
    return {
        "messages": with_breaks(f"{head}<body>{paragraphs}</body></html>").replace('class="w"', "class=w")
    }


def spelling_rows(goal: Path) -> Iterator[str]:
    """Yield what the rules of spelling find, in the guides and in sentences of others."""
    library = read_library(read_settings(ROOT / "mkdocs.yml"), ROOT / "docs")
    own = Counter(problem.rule for problem in check_spelling(library))
    letters = sum(len(page.document.source) for page in library.in_language("my"))
    yield f"| the guides and docs/data | {letters:,} letters | {shown(own)} |"
    if not LANGUAGE_PACK.exists():
        print("firefox-esr-l10n-my is not installed: its row is left out.")
        return
    script, lines, found = script_of("my"), [], Counter[str]()
    sentences = sentences_of(LANGUAGE_PACK)
    for sentence in map(script.normalise, sentences):
        for finding in script.findings(sentence):
            found[finding.rule] += 1
            codes = " ".join(f"U+{ord(letter):04X}" for letter in sentence[finding.start : finding.end][:12])
            lines.append(f"{finding.rule}\t{codes}\t→ {finding.proposal}\t{sentence}")
    goal.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
    yield f"| Firefox's Burmese messages | {len(sentences):,} sentences | {shown(found)} |"


def shown(found: Counter[str]) -> str:
    """Return the findings by rule, for a cell of a table."""
    return ", ".join(f"{rule} {count}" for rule, count in found.most_common()) or "nothing"


def main() -> int:
    """Write the tables; exit status 2 without a built site."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    site, goal = ROOT / "site", ROOT / "proof"
    if not (site / "21.html").exists():
        print("There is no site/. Build it first: make site", file=sys.stderr)
        return 2
    goal.mkdir(exist_ok=True)
    pages = {path.name: path.read_text(encoding="utf-8") for path in sorted(site.glob("*.html"))}
    parts = [
        "# Burmese, measured\n\nSyllables torn of the breaks between two Burmese letters:\n",
        "| | every break taken | 240 px | 320 px | 360 px |\n| --- | --- | --- | --- | --- |",
        *line_rows("the site", pages),
        *(line_rows("messages of Firefox", messages_page()) if LANGUAGE_PACK.exists() else ()),
        "\n| page | cost of the breaks, gzip -6 | boundaries between words that are breakable |",
        "| --- | --- | --- |",
        *cost_rows(pages),
        "\n| file | bytes |\n| --- | --- |",
        *size_rows(site),
        f"\nFinding words: {speed_row()}.",
        "\n| checked text | of it | findings |\n| --- | --- | --- |",
        *spelling_rows(goal / "burmese-findings.txt"),
    ]
    text = "\n".join(parts) + "\n"
    (goal / "burmese.md").write_text(text, encoding="utf-8")
    print(f"\n{text}\nWritten to proof/burmese.md")
    return 0


if __name__ == "__main__":
    sys.exit(main())
