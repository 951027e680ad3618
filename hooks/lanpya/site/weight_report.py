"""The sizes of a built site as a table, as a summary, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from lanpya.content.settings import Budgets
from lanpya.runtime.compression import gzip_size
from lanpya.site.page_weight import Weight, text_of


def as_json(weights: Sequence[Weight]) -> str:
    """Return a JSON list with one object per page."""
    return json.dumps([asdict(weight) for weight in weights], indent=2)


def as_summary(site: Path, weights: Sequence[Weight]) -> str:
    """Return a summary of what was built and how to open it."""
    heaviest, leaflets = max(weights, key=lambda weight: weight.bytes), _leaflets(site)
    return "\n".join(
        (
            f"{len(weights)} pages; the heaviest is {heaviest.path}, {heaviest.bytes} bytes after gzip -6",
            f"{len(leaflets)} leaflets, {sum(leaflets.values()) // 1000} kB, in print/",
            f"Open {site / 'index.html'} in a browser.",
        )
    )


def as_table(site: Path, weights: Sequence[Weight], budgets: Budgets) -> str:
    """Return a table of all pages, leaflets and copies with their sizes, and the budgets."""
    return "\n".join(_lines(site, weights, budgets))


def _lines(site: Path, weights: Sequence[Weight], budgets: Budgets) -> Iterator[str]:
    yield f"{'bytes':>7} {'shell':>6} {'requests':>8}  page"
    for weight in weights:
        yield f"{weight.bytes:>7} {weight.shell:>6} {weight.requests:>8}  {weight.path}"
    for path, size in sorted(_leaflets(site).items()):
        yield f"{size:>7} {'':>6} {'':>8}  {path.as_posix()}"
    yield f"\n{'bytes':>7} {'gzip -6':>7} {'text':>7}  copy (text: its bare text after gzip -6)"
    for path in sorted(site.glob("keep/*")):
        content = path.read_bytes()
        is_page = path.suffix == ".html"
        text = gzip_size(text_of(content.decode()).encode()) if is_page else ""
        zipped = gzip_size(content) if is_page else ""
        yield f"{len(content):>7} {zipped:>7} {text:>7}  {path.relative_to(site).as_posix()}"
    yield f"\nbudget: page {budgets.page}, shell {budgets.shell} bytes after gzip -6, 1 request"
    yield (
        f"        leaflet {budgets.leaflet}, booklet {budgets.booklet}, copy {budgets.kept},"
        f" archive of them {budgets.archive} bytes"
    )


def _leaflets(site: Path) -> dict[Path, int]:
    """Return the size in bytes of each leaflet, by its path in the site."""
    return {path.relative_to(site): path.stat().st_size for path in site.glob("print/*/*.pdf")}
