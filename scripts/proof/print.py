"""Print every leaflet, read it back, damage its QR codes, and report what is wrong and what stays readable.

Each PDF is laid out anew and rasterised at 300 dpi in 1 bit. Two decoders must read its codes as intended,
module by module; its words must be those of the source, glyph by glyph; no ink may be at an edge, fold or
cut; and what shows when it is folded must be inconspicuous. Then each kind of code goes through N trials of
moderate damage; rigs/damage.py has the figures. Writes proof/print.md, and proof/print.html to look at.

Exit status: 0 all is well; 1 something is wrong, a decoder read a wrong text, or fewer than 99 of 100 codes
were read by any decoder.
"""

import base64
import io
import statistics
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from html import escape
from multiprocessing import get_context
from pathlib import Path

import numpy
from PIL import Image

from lanpya.content.library import Library
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.leaflets.leaflet import leaflets_of
from lanpya.leaflets.typesetting import FONT, typeset_leaflet
from lanpya.runtime.clock import release_date_of
from lanpya.runtime.temporary_folders import end_on_signals
from lanpya.site.context import Build
from lanpya.site.steps import typeset_leaflets
from scripts.rigs.arguments import Parser
from scripts.rigs.damage import DAMAGES, UNDAMAGED, Print, lost_ink, photograph
from scripts.rigs.paths import ROOT
from scripts.rigs.print_trial import Trial, cut_out, try_print
from scripts.rigs.printed_glyphs import Glyphs
from scripts.rigs.printed_leaflet import DECODERS, DPI, check_codes, check_ink, codes_of, raster
from scripts.rigs.printed_words import check_outside, check_words

OVERRIDES = ROOT / "overrides"
KINDS = ("page", "text")
GOAL = 0.99
ALL = "all damage"
PANEL = 900  # pixels of a picture in the report
LOST_INK = 0.01  # of a page, in a copy of a copy
FINE_DPI = 600  # the resolution of many laser printers


def read_guides() -> Library:
    """Return the guides in their current state."""
    return read_library(read_settings(ROOT / "mkdocs.yml"), ROOT / "docs")


def seconds_for_all(folder: str) -> float:
    """Return the seconds for the whole set, laid out as make site does."""
    library = read_guides()
    build = Build(library, release_date_of(ROOT), OVERRIDES, Path(folder), None)
    start = time.monotonic()
    typeset_leaflets(build)
    return time.monotonic() - start


_PRINTS: dict[str, list[Print]] = {}


def _take(prints: dict[str, list[Print]]) -> None:
    _PRINTS.update(prints)  # once per process, not per trial


def _try(job: tuple[str, str, int]) -> Trial:
    kind, damage, seed = job
    return try_print(_PRINTS[kind], damage, seed)


def _row_of(trial: Trial) -> str:
    """Return the row that counts this trial, besides its own; an undamaged code counts in no total."""
    return "" if trial.damage == UNDAMAGED else ALL


def table(trials: list[Trial]) -> list[str]:
    """Return the tables of results in Markdown, one for each kind of code."""
    lines = []
    for kind in (kind for kind in KINDS if any(one.kind == kind for one in trials)):
        lines += [
            f"| {kind} code | trials | read | {' | '.join(DECODERS)} | wrong |",
            f"| --- |{' ---: |' * 5}",
        ]
        for damage in [*DAMAGES, ALL]:
            some = [one for one in trials if one.kind == kind and damage in (one.damage, _row_of(one))]
            read = [sum(bool(one.read_by) for one in some)]
            read += [sum(name in one.read_by for one in some) for name in DECODERS]
            shares = " | ".join(f"{number / max(1, len(some)):.1%}" for number in read)
            lines.append(f"| {damage} | {len(some):,} | {shares} | {sum(bool(one.wrong) for one in some)} |")
        lines.append("")
    return lines


def picture(values: numpy.ndarray, height: int) -> str:
    """Return a picture as an element of a page."""
    image = Image.fromarray(values)
    image.thumbnail((height * 2, height))
    packed = io.BytesIO()
    image.save(packed, "PNG", optimize=True)
    return f'<img alt="" src="data:image/png;base64,{base64.b64encode(packed.getvalue()).decode()}">'


def report(
    sheets: dict[str, list[numpy.ndarray]],
    copies: dict[str, numpy.ndarray],
    prints: dict[str, list[Print]],
    lines: list[str],
) -> str:
    """Return the report page: figures, every sheet, and a sample of each kind of damage."""
    parts = [
        "<!doctype html><meta charset=utf-8><title>Print</title><style>figure{display:inline-block}</style>",
        f"<pre>{escape(chr(10).join(lines))}</pre>",
    ]
    for kind in filter(prints.get, KINDS):
        parts.append(f"<h2>{kind} code</h2>")
        for number, damage in enumerate(DAMAGES):
            sample = photograph(
                prints[kind][number % len(prints[kind])], damage, numpy.random.default_rng(number)
            )
            parts.append(f"<figure>{picture(sample, 220)}<figcaption>{damage}</figcaption></figure>")
    for url, images in sheets.items():
        parts.append(f"<h2>{url}</h2>{' '.join(picture(image, 700) for image in images)}")
        parts.append(f"<p>a part of it, twice copied: {picture(copies[url][:PANEL, :PANEL], PANEL // 2)}</p>")
    return "".join(parts)


def main() -> int:
    """Run the proof; see the module for the exit status."""
    parser = Parser(description=__doc__)
    parser.add_argument("--trials", type=int, default=2000, metavar="N", help="for each kind of code (2000)")
    parser.add_argument("--out", type=Path, default=ROOT / "proof", help="where to write (proof/)")
    options = parser.parse_args()
    library, release_date, glyphs = read_guides(), release_date_of(ROOT), Glyphs(OVERRIDES / FONT)
    leaflets = leaflets_of(library)
    problems: list[str] = []
    seconds: list[float] = []
    sizes: Counter[str] = Counter()
    sheets: dict[str, list[numpy.ndarray]] = {}
    copies: dict[str, numpy.ndarray] = {}
    worst = 0.0
    prints: dict[str, list[Print]] = {kind: [] for kind in KINDS}
    with tempfile.TemporaryDirectory() as folder:
        for number, leaflet in enumerate(leaflets, start=1):
            print(f"\rleaflet {number} of {len(leaflets)}", end="", file=sys.stderr, flush=True)
            pdf = Path(folder) / "one.pdf"
            start = time.monotonic()
            pdf.write_bytes(typeset_leaflet(leaflet, library, release_date, OVERRIDES))
            seconds.append(time.monotonic() - start)
            sizes[leaflet.form.name] = max(sizes[leaflet.form.name], pdf.stat().st_size)
            images, codes = raster(pdf, DPI), codes_of(leaflet, library)
            found = list(check_codes(images, codes, DPI))
            for side, image in enumerate(images):
                found += check_ink(image, leaflet.side(side), DPI)
                lost, copies[leaflet.url] = lost_ink(image, DPI)
                worst = max(worst, lost)
                if lost > LOST_INK:
                    found.append(f"{lost:.1%} of the ink on page {side + 1} is gone in a copy of a copy")
            found += check_words(pdf, leaflet, library, release_date, glyphs)
            found += check_outside(pdf, leaflet, library, release_date, glyphs)
            problems += [f"{leaflet.url}: {problem}" for problem in found]
            sheets[leaflet.url] = images
            for dpi in (DPI, FINE_DPI):
                for image in images if dpi == DPI else raster(pdf, dpi):
                    for cut in cut_out(image, codes, dpi):
                        prints[cut.code.kind].append(cut)
        # an executor's process may start others, as typesetting does; a pool's may not
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
            whole = executor.submit(seconds_for_all, folder).result()
    harms = [damage for damage in DAMAGES if damage != UNDAMAGED]
    jobs = [
        (kind, damage, number)
        for kind in filter(prints.get, KINDS)
        for number in range(options.trials)
        for damage in [harms[number % len(harms)], *([UNDAMAGED] if number % len(harms) == 0 else [])]
    ]
    trials: list[Trial] = []
    with get_context("spawn").Pool(initializer=_take, initargs=(prints,)) as pool:
        for trial in pool.imap(_try, jobs, chunksize=20):
            trials.append(trial)
            print(
                f"\rtrial {len(trials)} of {len(jobs)}",
                end="\n" if len(trials) == len(jobs) else "",
                file=sys.stderr,
            )
    wrong = [trial for trial in trials if trial.wrong]
    problems += [f"a {trial.kind} code with {trial.damage} is read as {trial.wrong}" for trial in wrong]
    for kind in KINDS:
        some = [bool(trial.read_by) for trial in trials if trial.kind == kind and _row_of(trial) == ALL]
        if some and sum(some) < GOAL * len(some):
            problems.append(f"only {sum(some)} of {len(some)} {kind} codes are read after moderate damage")
    lines = [
        *table(trials),
        f"{len(leaflets)} leaflets: {statistics.median(seconds):.2f} s each (median), {whole:.1f} s all",
        "largest, bytes: " + ", ".join(f"{form} {size:,}" for form, size in sizes.items()),
        f"ink gone in a copy of a copy: at most {worst:.2%} of a page",
        *(problems or ["codes, words and ink of every leaflet are correct"]),
    ]
    options.out.mkdir(exist_ok=True)
    (options.out / "print.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (options.out / "print.html").write_text(report(sheets, copies, prints, lines), encoding="utf-8")
    print("\n".join(lines))
    return 1 if problems else 0


if __name__ == "__main__":
    end_on_signals()
    sys.exit(main())
