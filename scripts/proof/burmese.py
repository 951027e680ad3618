"""Measure what is done for Burmese in the built site/, and write the tables to proof/burmese.md.

Line breaks are counted in real Chromium and Firefox ESR, with and without the breaks of the build. Breaks and
spelling are also tested on Burmese that was not written for this project: the messages of Firefox's language
pack (Debian's firefox-esr-l10n-my, MPL-2.0). Each finding there is listed in proof/burmese-findings.txt, for
a person to judge. What is not installed is left out, with a message.
"""

from __future__ import annotations

import gzip
import re
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path

from lanpya.checks.context import CheckContext
from lanpya.checks.spelling import check_spelling
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.languages.burmese.words import segments
from lanpya.languages.language import language_of
from lanpya.pages.line_breaks import with_breaks
from lanpya.runtime.temporary_folders import end_on_signals
from scripts.rigs.arguments import Parser
from scripts.rigs.line_breaks import (
    BURMESE,
    WIDTHS,
    as_typed,
    breakable,
    browsers,
    lay_out,
    prepared,
    without_breaks,
)
from scripts.rigs.paths import ROOT

LANGUAGE_PACK = Path("/usr/lib/firefox-esr/browser/extensions/langpack-my@firefox-esr.mozilla.org.xpi")


def line_rows(title: str, pages: dict[str, str]) -> Iterator[str]:
    """Yield a row for each browser and variant: syllables torn per thousand breaks, at each width."""
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
    """Yield for each page the cost of the breaks and how many word boundaries they make breakable."""
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
    """Return how fast words are found, compared with splitting at white space in the same run."""
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
    """Return the Burmese messages in a language pack of Firefox that are whole sentences."""
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
    """Return a page with other people's sentences, with the same line breaks as the build makes."""
    clean = [re.sub("[\u200b-\u200d\u2060]", "", sentence) for sentence in sentences_of(LANGUAGE_PACK)]
    paragraphs = "".join(f"<p>{escape(language_of('my').normalise(sentence))}</p>" for sentence in clean)
    head = '<!doctype html><html lang="my"><head><style>u{white-space:nowrap}</style></head>'
    return {"messages": with_breaks(f"{head}<body>{paragraphs}</body></html>")}


def spelling_rows(output: Path) -> Iterator[str]:
    """Yield what the spelling rules find in the guides and in other people's sentences."""
    library = read_library(read_settings(ROOT / "mkdocs.yml"), ROOT / "docs")
    context = CheckContext(library, ROOT / "docs", date.min)
    own = Counter(problem.rule for path in library.texts for problem in check_spelling(path, context))
    letters = sum(len(page.document.source) for page in library.pages_in("my"))
    yield f"| the guides and docs/data | {letters:,} letters | {shown(own)} |"
    if not LANGUAGE_PACK.exists():
        print("firefox-esr-l10n-my is not installed: its row is left out.")
        return
    script, lines, found = language_of("my"), [], Counter[str]()
    sentences = sentences_of(LANGUAGE_PACK)
    for sentence in map(script.normalise, sentences):
        for finding in script.findings(sentence):
            found[finding.rule.id] += 1
            codes = " ".join(f"U+{ord(letter):04X}" for letter in sentence[finding.start : finding.end][:12])
            lines.append(f"{finding.rule.id}\t{codes}\t→ {finding.proposal}\t{sentence}")
    output.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
    yield f"| Firefox's Burmese messages | {len(sentences):,} sentences | {shown(found)} |"


def shown(found: Counter[str]) -> str:
    """Return the findings by rule, for a cell of a table."""
    return ", ".join(f"{rule} {count}" for rule, count in found.most_common()) or "nothing"


def main() -> int:
    """Write the tables; exit status 2 without a built site."""
    Parser(description=__doc__).parse_args()
    site, output = ROOT / "site", ROOT / "proof"
    if not (site / "21.html").exists():
        print("There is no site/. Build it first: make site", file=sys.stderr)
        return 2
    output.mkdir(exist_ok=True)
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
        *spelling_rows(output / "burmese-findings.txt"),
    ]
    text = "\n".join(parts) + "\n"
    (output / "burmese.md").write_text(text, encoding="utf-8")
    print(f"\n{text}\nWritten to proof/burmese.md")
    return 0


if __name__ == "__main__":
    end_on_signals()
    sys.exit(main())
