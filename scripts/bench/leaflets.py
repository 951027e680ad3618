"""Measure the leaflets: seconds to lay out each format, bytes of each, and the whole set.

Each leaflet is timed alone, including its QR codes; the whole set as a build makes it, on all cores, and a
second time with nothing changed.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lanpya.content.library import Library
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.leaflets.leaflet import leaflets_of
from lanpya.leaflets.typesetting import typeset_leaflet
from lanpya.runtime.clock import today
from lanpya.runtime.environment import CACHE
from lanpya.site.context import Build
from lanpya.site.steps import typeset_leaflets
from scripts.bench.competitors import ROOT
from scripts.bench.measurement import print_measurement

OVERRIDES = ROOT / "overrides"


def measure() -> dict[str, Any]:
    """Return seconds and bytes by format, and wall and CPU seconds of the whole set."""
    os.environ.pop(CACHE, None)
    library = read_library(read_settings(ROOT / "mkdocs.yml"), ROOT / "docs")
    by_format: dict[str, dict[str, list[float]]] = {}
    leaflets = leaflets_of(library)
    for number, leaflet in enumerate(leaflets, start=1):
        print(f"\rLaying out {number} of {len(leaflets)} leaflets ", end="", flush=True)
        start = time.perf_counter()
        size = len(typeset_leaflet(leaflet, library, today(), OVERRIDES))
        found = by_format.setdefault(leaflet.form.name, {"seconds": [], "bytes": []})
        found["seconds"].append(time.perf_counter() - start)
        found["bytes"].append(size)
    print("\nThe whole set, twice", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[CACHE] = f"{folder}/kept"
        sets = {name: _timed(library, Path(folder, name)) for name in ("new", "unchanged")}
        del os.environ[CACHE]
    return {"formats": by_format, "sets": sets, "cores": os.cpu_count()}


def _timed(library: Library, site: Path) -> dict[str, float]:
    build = Build(library, today(), OVERRIDES, site, None)
    return _costs(lambda: typeset_leaflets(build))


def _costs(make: Callable[[], object]) -> dict[str, float]:
    start, before = time.perf_counter(), _cpu()
    make()
    return {"wall": time.perf_counter() - start, "cpu": _cpu() - before}


def _cpu() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def markdown(data: dict[str, Any]) -> str:
    """Return the measurement as a table."""
    lines = [
        "| leaflet | how many | seconds each, median and most | bytes each, median and most |",
        "| --- | ---: | --- | --- |",
    ]
    for name, found in data["formats"].items():
        seconds, sizes = found["seconds"], found["bytes"]
        lines.append(
            f"| {name} | {len(sizes)} | {statistics.median(seconds):.2f}, {max(seconds):.2f} |"
            f" {statistics.median(sizes):,.0f}, {max(sizes):,} |"
        )
    new, unchanged = data["sets"]["new"], data["sets"]["unchanged"]
    lines.append(
        f"\nThe whole set: {new['wall']:.1f} s ({new['cpu']:.1f} s of CPU, {new['cpu'] / new['wall']:.1f} of"
        f" {data['cores']} cores); unchanged {unchanged['wall']:.1f} s ({unchanged['cpu']:.1f} s of CPU)."
    )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(print_measurement(__doc__, measure, markdown))
