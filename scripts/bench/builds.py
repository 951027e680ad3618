"""Measure builds of many pages in two languages, without leaflets, against stock mkdocs-material.

The sources are the shipped guides and copies of them that synthetic_project.py writes. Measured are wall and
CPU seconds, and the peak memory of all processes of a build. Lanpya builds each size three times: for the
first time; again after an edit of one guide, with the cache of make site; and the check alone. Stock Material
builds up to 1,000 pages. Needs Linux for the memory.
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
from lanpya.content.settings_file import read_settings
from lanpya.runtime.environment import CACHE
from scripts.bench.competitors import ROOT, material
from scripts.bench.measurement import print_measurement
from scripts.bench.synthetic_project import write_project

SIZES = (0, 200, 1000, 4000)  # pages; 0: as many as are shipped
STOCK_TO = 1000
BETWEEN = 0.1  # seconds between samples of the memory
EDITED = "docs/en/safe-contact.md"
GROWTH = (200, 4000)  # pages between which growth is reported


def run(command: Sequence[str], folder: Path, **environment: str) -> dict[str, float]:
    """Run a command in a folder; return wall and CPU seconds, and the peak memory of all its processes in MB.

    Raises RuntimeError with its output if it fails.
    """
    start, most = time.perf_counter(), 0.0
    with tempfile.TemporaryFile("w+") as said:
        env = os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=said, stderr=subprocess.STDOUT)
        over = threading.Event()

        def sample() -> None:
            nonlocal most
            while not over.wait(BETWEEN):
                most = max(most, memory_of(process.pid))

        watcher = threading.Thread(target=sample)
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
    """Return the memory of a process and its descendants, in MB; shared memory is counted once."""
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

        def report(name: str, command: Sequence[str], folder: Path, **environment: str) -> None:
            print(f"{pages} pages: {name}", end="", flush=True)
            found[name] = run(command, folder, SOURCE_DATE_EPOCH=epoch, **environment)
            print(f", {found[name]['wall']:.1f} s", flush=True)

        report("first", build, ours)
        run(build, ours, SOURCE_DATE_EPOCH=epoch, **{CACHE: str(ours / ".cache")})
        edited = (ours / EDITED).read_text(encoding="utf-8")
        (ours / EDITED).write_text(edited.replace("No is an answer too.", "No is an answer as well."))
        report("after an edit", build, ours, **{CACHE: str(ours / ".cache")})
        report("check", [python, "-m", "lanpya", "check"], ours)
        if pages <= STOCK_TO:
            material(stock, ours / "docs")
            report("stock", build, stock)
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
        report = []
        for name in ("first", "after an edit", "check"):
            times = data[many][name]["wall"] / data[few][name]["wall"]
            exponent = math.log(times) / math.log(GROWTH[1] / GROWTH[0])
            report.append(f"{name} {times:.1f} × (pages to the power of {exponent:.2f})")
        lines.append(f"From {few} to {many} pages: {'; '.join(report)}.")
    return "\n".join(lines)


def _figures(cost: dict[str, float]) -> str:
    return f"{cost['wall']:.1f} s, {cost['cpu']:.1f} s, {cost['memory']:.0f} MB"


if __name__ == "__main__":
    sys.exit(
        print_measurement(
            __doc__, measure, markdown, sizes={"nargs": "*", "default": SIZES, "help": "pages; 0: as shipped"}
        )
    )
