"""Break the code on purpose, one line at a time, and check that the tests notice each.

The mutations are dates off by one day, escapes, error correction levels, the order of fallbacks, `..` in
sums: mistakes that could go unnoticed. Every mutation is made in a copy of the checkout, in which the tests
named with it must fail. Exit status: 0 all were caught, 1 one was not, 2 a line to break is no longer in the
code.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lanpya.runtime.temporary_folders import end_on_signals
from scripts.rigs.arguments import Parser
from scripts.rigs.paths import ROOT


@dataclass(frozen=True)
class Mutation:
    """A line of a file to break: `old` occurs in it exactly once. `tests` are those that must fail."""

    name: str
    file: str
    old: str
    new: str
    tests: str


LANPYA = "hooks/lanpya"
MUTATIONS = (
    Mutation(
        "a label hides the report after it",
        f"{LANPYA}/checks/first_sentences.py",
        "if not _is_label(holder, sentences):",
        "if sentences:",
        "first_sentences",
    ),
    Mutation(
        "the last day does not count",
        f"{LANPYA}/runtime/clock.py",
        "return on > last_day",
        "return on >= last_day",
        "last_days",
    ),
    Mutation(
        "security.txt ends a day early",
        f"{LANPYA}/site/security_txt.py",
        "last_day(library) + timedelta(days=1)",
        "last_day(library)",
        "release",
    ),
    Mutation(
        "a recall ends a day early",
        f"{LANPYA}/content/library.py",
        "recall.until is None or not is_past(recall.until, release_date)",
        "recall.until is None or recall.until > release_date",
        "validity or last_days",
    ),
    Mutation(
        "a release ends a day early",
        f"{LANPYA}/releases/verification.py",
        "if is_past(manifest.expires, on):",
        "if on >= manifest.expires:",
        "release or last_days",
    ),
    Mutation(
        "words of the interface are not escaped",
        f"{LANPYA}/content/interface.py",
        "return Markup.escape(words)",
        "return Markup(words)",
        "partials",
    ),
    Mutation(
        "addresses of contacts are not escaped",
        "overrides/partials/registry.html",
        '{{ contact.address.split(":", 1)[1].lstrip("/") }}',
        '{{ contact.address.split(":", 1)[1].lstrip("/")|safe }}',
        "partials",
    ),
    Mutation(
        "titles in the search list are not escaped",
        "overrides/partials/search.html",
        "<strong>{{ entry.words }}</strong>",
        "<strong>{{ entry.words|safe }}</strong>",
        "search or build or hostile_input or partials",
    ),
    Mutation(
        "annotations of GitHub are not escaped",
        f"{LANPYA}/problems/reports.py",
        'text.replace("%", "%25").replace("\\r", "%0D").replace("\\n", "%0A")',
        "text",
        "rules or hostile_input",
    ),
    Mutation(
        "page codes are of level Q",
        f"{LANPYA}/leaflets/qr.py",
        '"H": ERROR_CORRECT_H',
        '"H": ERROR_CORRECT_Q',
        "what_is_printed or print",
    ),
    Mutation(
        "a page that is not translated falls back on the source first",
        f"{LANPYA}/content/library.py",
        "(language, self.settings.default_language.code, self.settings.source_language)",
        "(language, self.settings.source_language, self.settings.default_language.code)",
        "build or pages",
    ),
    Mutation(
        "sums name files outside their folder",
        f"{LANPYA}/releases/manifest.py",
        'return part.rstrip(". ") == part != "" and printable',
        'return part != "" and printable',
        "hostile_copies or release",
    ),
    Mutation(
        "names that differ in capitals are two files",
        f"{LANPYA}/runtime/zip_archive.py",
        'normalize("NFC", name).casefold()',
        'normalize("NFC", name)',
        "hostile_copies or release or single_file",
    ),
    Mutation(
        "an older release passes as current",
        f"{LANPYA}/releases/verification.py",
        "now.sequence < seen.sequence",
        "now.sequence < seen.sequence - 1",
        "release",
    ),
    Mutation(
        "a page may load what its policy does not name",
        f"{LANPYA}/pages/finalise.py",
        "default-src 'none';style-src",
        "default-src 'self';style-src",
        "pages or head or build",
    ),
    Mutation(
        "a translation that is half left out counts",
        f"{LANPYA}/content/library.py",
        "TRANSLATED = 0.6",
        "TRANSLATED = 0.3",
        "rules",
    ),
    Mutation(
        "a translation behind its source counts as checked",
        f"{LANPYA}/content/library.py",
        "checked = page.checked_by and not behind",
        "checked = page.checked_by",
        "build",
    ),
    Mutation(
        "browsers keep pages",
        f"{LANPYA}/releases/server_config.py",
        '"Cache-Control": "no-store"',
        '"Cache-Control": "no-cache"',
        "server_config",
    ),
    Mutation(
        "a command of a CI runner is shown as it is",
        f"{LANPYA}/runtime/terminal.py",
        "#(?=#\\w*\\[)",
        "#(?=##\\w*\\[)",
        "hostile_input",
    ),
)


@contextmanager
def broken(mutation: Mutation, root: Path) -> Iterator[None]:
    """Break the copy in `root` while the context lasts.

    Raises ValueError if the line is not in the file exactly once.
    """
    path = root / mutation.file
    text = path.read_text(encoding="utf-8")
    if text.count(mutation.old) != 1:
        raise ValueError(f"{mutation.file} has {text.count(mutation.old)} times: {mutation.old}")
    path.write_text(text.replace(mutation.old, mutation.new), encoding="utf-8")
    try:
        yield
    finally:
        path.write_text(text, encoding="utf-8")


def named_tests(mutation: Mutation, root: Path) -> dict[str, list[Path]]:
    """Return the test files that a mutation names, by the name that it gives them."""
    return {name: sorted(root.glob(f"tests/**/test_{name}.py")) for name in mutation.tests.split(" or ")}


def is_caught(mutation: Mutation, root: Path) -> bool:
    """Whether a test fails with the mutation."""
    with broken(mutation, root):
        files = [
            str(path.relative_to(root)) for paths in named_tests(mutation, root).values() for path in paths
        ]
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "2", "--no-header", *files]
        done = subprocess.run(
            command,
            cwd=root,
            env=os.environ | {"PYTHONPATH": str(root / "hooks")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode not in (0, 1, 2):
            raise ValueError(f"pytest could not run:\n{done.stdout[-2000:]}")
    return done.returncode != 0


def main() -> int:
    """Try the mutations with the given numbers, or all."""
    parser = Parser(description=__doc__)
    parser.add_argument("numbers", nargs="*", type=int, metavar="NUMBER", help="only these, counted from 1")
    numbers = parser.parse_args().numbers or range(1, len(MUTATIONS) + 1)
    end_on_signals()
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "checkout")
        shutil.copytree(ROOT, root, symlinks=True, ignore=_left_out)
        (root / ".venv").symlink_to(ROOT / ".venv")
        for number in numbers:
            mutation = MUTATIONS[number - 1]
            try:
                caught = is_caught(mutation, root)
            except ValueError as error:
                print(error, file=sys.stderr)
                return 2
            missed += not caught
            print(f"{number:2} {'caught' if caught else 'MISSED'}: {mutation.name}", flush=True)
    print(f"{len(list(numbers)) - missed} of {len(list(numbers))} were caught")
    return 1 if missed else 0


def _left_out(folder: str, names: list[str]) -> set[str]:
    """Leave out what git does not track."""
    left = {".git", ".cache", "site", "dist", "bench", "proof", "__pycache__", ".venv", ".hypothesis"}
    is_top = Path(folder) == ROOT
    return {name for name in names if name == "__pycache__" or (is_top and name in left)}


if __name__ == "__main__":
    sys.exit(main())
