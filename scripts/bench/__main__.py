"""Run the comparisons with what people would use instead: all, or the named ones.

views: first views; site: whole sites; builds: many pages; serve: edits; leaflets; journeys. Each writes
bench/NAME.json and bench/NAME.md; bench/report.md joins those that exist, with the machine and the date.
"""

from __future__ import annotations

import importlib
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from lanpya.runtime.temporary_folders import end_on_signals
from scripts.rigs.arguments import Parser
from scripts.rigs.chromium import find_chromium

BENCH = Path(__file__).resolve().parents[2] / "bench"
PARTS = {
    "views": "First view",
    "site": "Whole site",
    "builds": "Builds",
    "serve": "Editing",
    "leaflets": "Leaflets",
    "journeys": "Journeys",
}
MODULES = {"site": "sites"}  # of parts whose module has another name


def machine() -> str:
    """Return one line with the machine and the date of the measurement."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line.partition(":")[2].strip() for line in info.read_text().splitlines()]
        labels = [line.partition(":")[0].strip() for line in info.read_text().splitlines()]
        cpu = dict(zip(labels, names, strict=True)).get("model name", cpu)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    browser = find_chromium()
    version = ""
    if browser:
        printed = subprocess.run([browser, "--version"], capture_output=True, text=True, check=False).stdout
        version = f", {' '.join(printed.split()[:2])}"
    return (
        f"{date.today():%Y-%m-%d}; {cpu}, {os.cpu_count()} cores, {memory:.0f} GB;"
        f" Python {platform.python_version()}{version}"
    )


def run_parts(names: Iterable[str], folder: Path = BENCH) -> str:
    """Measure these parts, write the results, and return the report of all parts measured so far."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        print(f"{PARTS[name]}", flush=True)
        part = importlib.import_module(f"scripts.bench.{MODULES.get(name, name)}")
        data = part.measure()
        text = f"{part.markdown(data)}\n\n{machine()}\n"
        (folder / f"{name}.json").write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n")
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
        print(f"\n{text}", flush=True)
    found = [(title, folder / f"{name}.md") for name, title in PARTS.items()]
    report = "\n".join(
        f"## {title}\n\n{path.read_text(encoding='utf-8')}" for title, path in found if path.exists()
    )
    (folder / "report.md").write_text(report, encoding="utf-8")
    return report


def main() -> int:
    """Run the parts."""
    parser = Parser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parts = parser.parse_args().parts
    if unknown := set(parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    run_parts(parts or PARTS)
    return 0


if __name__ == "__main__":
    end_on_signals()
    sys.exit(main())
