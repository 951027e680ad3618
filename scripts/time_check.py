"""Time the check on the shipped guides and on many more of their kind, and tell whether it grows with pages.

Copies of the shipped guides stand under new addresses and in eleven languages, all but one in Burmese. Prints
a table; exit status 1 where 1,000 pages take more than 30 seconds.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from lanpya.edition import today
from lanpya.problem import errors_in
from lanpya.reading import read_library
from lanpya.rules.source import check_sources
from lanpya.settings import Language, read_settings

ROOT = Path(__file__).resolve().parent.parent
MOST_SECONDS = 30
SIZES = (250, 500, 1000)
CODES = ("my", "en", "aa", "ab", "ac", "ad", "ae", "af", "ag", "ah", "ai")


def main() -> int:
    """Measure; see the module for the exit status."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    seconds = measured(ROOT / "docs", 0)[1]
    print(f"{'pages':>6} {'seconds':>8} {'ms a page':>10}")
    for size in (0, *SIZES):
        with tempfile.TemporaryDirectory() as folder:
            docs = ROOT / "docs" if not size else many(Path(folder) / "docs", size)
            pages, seconds = measured(docs, size)
        print(f"{pages:6} {seconds:8.2f} {1000 * seconds / pages:10.1f}", flush=True)
    return 1 if seconds > MOST_SECONDS else 0


def measured(docs: Path, size: int) -> tuple[int, float]:
    """Return how many pages a check read, and how long it took.

    Raises ValueError when the copies are not as clean as what they were made from.
    """
    settings = read_settings(ROOT / "mkdocs.yml")
    if size:
        languages = tuple(
            Language(code, code, "en" if code == "en" else "my", code == "my") for code in CODES
        )
        settings = replace(settings, root=docs.parent.resolve(), languages=languages)
    start = time.perf_counter()
    library = read_library(settings, docs)
    problems = check_sources(library, docs, today(), edition=today())
    seconds = time.perf_counter() - start
    if wrong := errors_in(problems):
        raise ValueError(str(wrong[0]))
    return len(library.pages), seconds


def many(docs: Path, size: int) -> Path:
    """Write `size` pages into a new folder of sources and return it."""
    shutil.copytree(ROOT / "docs", docs)
    names = [path.name for path in sorted((docs / "en").glob("*.md"))]
    taken = {int(found[1]) for name in names if (found := _address(docs / "en" / name))} | {21, 22, 23}
    free = iter(number for number in range(100) if number not in taken)
    guides = list(names)
    while len(guides) * len(CODES) < size and (number := next(free, None)) is not None:
        name = names[number % len(names)]
        copy = f"copy-{number}.md"
        for code in ("en", "my"):
            text = (docs / code / name).read_text(encoding="utf-8")
            text = re.sub(r"^address: .*", f"address: {number}", text, count=1, flags=re.MULTILINE)
            (docs / code / copy).write_text(text, encoding="utf-8")
        guides.append(copy)
    for code in CODES[2:]:
        (docs / code).mkdir()
        for path in (docs / "my").iterdir():  # no two texts are the same
            text = path.read_text(encoding="utf-8").replace("---\n", f"---\n# {code}\n", 1)
            (docs / code / path.name).write_text(text, encoding="utf-8")
    return docs


def _address(path: Path) -> re.Match[str] | None:
    return re.search(r"^address: (\d+)", path.read_text(encoding="utf-8"), re.MULTILINE)


if __name__ == "__main__":
    sys.exit(main())
