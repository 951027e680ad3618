"""Measure builds of many pages in two languages, without leaflets, beside stock mkdocs-material.

The shipped guides, and more of their kind as synthetic_project.py writes them. Wall and CPU seconds, and
the most memory that all processes of a build take together. Three builds of each by Lanpya: the first; the
same again after an edit of one guide, with what make site keeps; and the check alone. Stock Material builds
up to 1,000 pages. Needs Linux for the memory.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lanpya.content.loader import read_library
from lanpya.content.settings import read_settings
from lanpya.runtime.environment import CACHE
from lanpya.runtime.temporary_folders import end_on_signals
from scripts.bench.competitors import ROOT, material
from scripts.bench.synthetic_project import write_project
from scripts.rigs.arguments import Parser

SIZES = (0, 200, 1000, 4000)  # pages; 0: as many as are shipped
STOCK_TO = 1000
BETWEEN = 0.1  # seconds from one look at the memory to the next
EDITED = "docs/en/safe-contact.md"
GROWTH = (200, 4000)  # pages between which growth is told


def run(command: Sequence[str], folder: Path, **environment: str) -> dict[str, float]:
    """Run a command in a folder; return wall and CPU seconds, and in MB the most memory of all its processes.

    Raises RuntimeError with what it said where it fails.
    """
    start, most = time.perf_counter(), 0.0
    with tempfile.TemporaryFile("w+") as said:
        env = os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=said, stderr=subprocess.STDOUT)
        over = threading.Event()

        def look() -> None:
            nonlocal most
            while not over.wait(BETWEEN):
                most = max(most, memory_of(process.pid))

        watcher = threading.Thread(target=look)
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        over.set()
        watcher.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)} failed.\n{said.read()[-4000:]}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "memory": most}


def memory_of(process: int) -> float:
    """Return the memory of a process and all that it started, in MB; what they share is counted once."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):  # it has just ended
            continue
    family, total = {process}, 0
    while more := {one for one, parent in parents.items() if parent in family} - family:
        family |= more
    for one in family:
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1000


def measure(sizes: Sequence[int] = SIZES) -> dict[str, Any]:
    """Return what each build takes, by pages."""
    shipped = len(read_library(read_settings(ROOT / "mkdocs.yml"), ROOT / "docs").pages)
    return {str(size or shipped): _builds(size or shipped) for size in sizes}


def _builds(pages: int) -> dict[str, dict[str, float]]:
    python, epoch = sys.executable, str(int(time.time()))
    build = [python, "-m", "mkdocs", "build", "--quiet"]
    with tempfile.TemporaryDirectory() as temporary:
        ours, stock = Path(temporary, "ours"), Path(temporary, "stock")
        print(f"Writing {pages} pages", flush=True)
        write_project(ours, pages)
        found = {}

        def told(name: str, command: Sequence[str], folder: Path, **environment: str) -> None:
            print(f"{pages} pages: {name}", end="", flush=True)
            found[name] = run(command, folder, SOURCE_DATE_EPOCH=epoch, **environment)
            print(f", {found[name]['wall']:.1f} s", flush=True)

        told("first", build, ours)
        run(build, ours, SOURCE_DATE_EPOCH=epoch, **{CACHE: str(ours / ".cache")})
        edited = (ours / EDITED).read_text(encoding="utf-8")
        (ours / EDITED).write_text(edited.replace("No is an answer too.", "No is an answer as well."))
        told("after an edit", build, ours, **{CACHE: str(ours / ".cache")})
        told("check", [python, "-m", "lanpya", "check"], ours)
        if pages <= STOCK_TO:
            material(stock, ours / "docs")
            told("stock", build, stock)
    return found


def markdown(data: dict[str, Any]) -> str:
    """Return the measurement as a table, and how it grows."""
    lines = [
        "| pages | first build | after an edit of one guide | stock Material | ratios, wall | check |",
        "| ---: | --- | --- | --- | ---: | ---: |",
    ]
    for pages, found in data.items():
        ratios = ""
        if "stock" in found:
            ratios = ", ".join(
                f"{found[name]['wall'] / found['stock']['wall']:.2f}" for name in ("first", "after an edit")
            )
        cells = [
            _figures(found[name]) if name in found else "" for name in ("first", "after an edit", "stock")
        ]
        lines.append(f"| {int(pages):,} | {' | '.join(cells)} | {ratios} | {found['check']['wall']:.1f} s |")
    lines.append("\nEach: wall, CPU, memory. Ratios: Lanpya ÷ stock Material, first build and after an edit.")
    few, many = map(str, GROWTH)
    if few in data and many in data:
        told = []
        for name in ("first", "after an edit", "check"):
            times = data[many][name]["wall"] / data[few][name]["wall"]
            exponent = math.log(times) / math.log(GROWTH[1] / GROWTH[0])
            told.append(f"{name} {times:.1f} × (pages to the power of {exponent:.2f})")
        lines.append(f"From {few} to {many} pages: {'; '.join(told)}.")
    return "\n".join(lines)


def _figures(cost: dict[str, float]) -> str:
    return f"{cost['wall']:.1f} s, {cost['cpu']:.1f} s, {cost['memory']:.0f} MB"


def main() -> int:
    """Measure and print."""
    parser = Parser(description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=SIZES, metavar="N", help="pages; 0: as shipped"
    )
    print(markdown(measure(parser.parse_args().sizes)))
    return 0


if __name__ == "__main__":
    end_on_signals()
    sys.exit(main())
