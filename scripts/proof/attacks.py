"""Make every edit in tests/cases/attacks and tests/cases/benign, and report what the check says.

A table: of each class and rule how many edits, how many the rule found, and how many would get through if
that rule alone were switched off; the others are seen by a second rule. Exit status: 0 all attacks found and
no harmless edit stopped, 1 otherwise.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from lanpya.checks.run import check_sources
from lanpya.content.library import Library
from lanpya.content.loader import read_library
from lanpya.content.settings import Language, Settings, read_settings
from lanpya.editing.changes import changed_contacts, changed_pages
from lanpya.problems.problem import Problem, errors_in
from lanpya.runtime.temporary_folders import end_on_signals
from scripts.rigs.arguments import Parser
from scripts.rigs.paths import ROOT

ATTACKS, BENIGN = ROOT / "tests/cases/attacks", ROOT / "tests/cases/benign"
TODAY = date(2026, 11, 23)
GUIDE, TRANSLATION = "docs/en/guide.md", "docs/my/guide.md"
CONTACTS, LINKS, SOURCES = (f"docs/data/{name}.yml" for name in ("contacts", "links", "sources"))
INTERFACE = "docs/data/interface.yml"
# where a text is put: file, what stands there once, and what stands there then
PLACES = {
    "prose": (GUIDE, "Read [the start]", "{} Read [the start]"),
    "burmese": (TRANSLATION, "[အစ]", "{} [အစ]"),
    "block": (GUIDE, "Read [the start]", "{}\n\nRead [the start]"),
    "heading": (GUIDE, "## More {#more}", "## {} {{#more}}"),
    "item": (GUIDE, "- Do not do another.", "- Do not do another.\n- {}"),
    "cell": (GUIDE, "Read [the start]", "| What | Why |\n| --- | --- |\n| Phone | {} |\n\nRead [the start]"),
    "note": (GUIDE, "Read [the start]", '!!! note "{}"\n    Words.\n\nRead [the start]'),
    "link": (GUIDE, "(index.md#daily)", "({})"),
    "title": (GUIDE, "title: A guide", "title: '{}'"),
    "summary": (GUIDE, "summary: What a guide answers.", "summary: '{}'"),
    "front comment": (GUIDE, "risk: high", "risk: high # {}"),
    "interface": (INTERFACE, "en: All pages}", "en: '{}'}}"),
    "data comment": (CONTACTS, "  channel: web", "  channel: web # {}"),
    "contact name": (CONTACTS, "en: Helpline}", "en: '{}'}}"),
    "contact address": (CONTACTS, "https://example.org/helpline", "{}"),
    "publisher": (SOURCES, "publisher: A Newspaper", "publisher: '{}'"),
    "source says": (SOURCES, "en: A count}", "en: '{}'}}"),
    "links": (LINKS, "https://example.net/manual", "{}"),
}


@dataclass(frozen=True)
class Case:
    """One edit; `rule` must find it, or nothing may stop it where there is none."""

    kind: str
    rule: str
    edits: tuple[tuple[str, str, str], ...]
    files: tuple[tuple[str, bytes | str], ...]
    options: dict[str, Any]
    text: str
    is_seen_twice: bool = False

    @classmethod
    def read(cls, kind: str, rule: str, typed: Any, *, twice: bool = False) -> Iterator[Case]:
        """Yield the cases of one entry: one for each place that it names."""
        entry = typed if isinstance(typed, dict) else {"text": typed}
        places = entry.get("at", ["prose"] if "text" in entry else [])
        for place in [places] if isinstance(places, str) else places or [""]:
            edits = [(e["file"], e["replace"], e["with"]) for e in entry.get("edits", [])]
            if place:
                path, old, new = PLACES[place]
                edits.append((path, old, new.format(entry["text"])))
            files = [
                (name, bytes.fromhex(body["hex"]) if isinstance(body, dict) else body)
                for name, body in entry.get("files", {}).items()
            ]
            options = {key: entry[key] for key in ("release", "today", "private") if key in entry}
            shown = f"{place}: {entry.get('text', entry.get('name', ''))}"
            yield cls(kind, entry.get("rule", rule), tuple(edits), tuple(files), options, shown, twice)


def read_cases(folder: Path) -> list[Case]:
    """Return the cases of all files in a folder."""
    cases: list[Case] = []
    for path in sorted(folder.glob("*.yml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        for key in ("cases", "twice"):
            for entry in told.get(key, []):
                cases += Case.read(told["class"], told.get("rule", ""), entry, twice=key == "twice")
    return cases


class Bench:
    """A small project in a temporary folder, in which one edit after the other is made and taken back."""

    def __init__(self, root: Path):
        self.root = root
        shutil.copytree(ROOT / "tests/support/docs", root / "docs")
        shutil.copy(ROOT / INTERFACE, root / INTERFACE)
        languages = (Language("my", "မြန်မာ", "my", True), Language("en", "English", "en", False))
        own = read_settings(ROOT / "mkdocs.yml")
        self.settings: Settings = replace(own, root=root, languages=languages, source_language="en")

    @cached_property
    def before(self) -> Library:
        """The project as it is without any edit."""
        return read_library(self.settings, self.root / "docs")

    def problems(self, case: Case) -> list[Problem]:
        """Return what the check says once the case's edits are made."""
        before = self.before
        with self._edited(case):
            library = read_library(self.settings, self.root / "docs")
            on = case.options.get("today", TODAY)
            release = case.options.get("release", False)
            private = case.options.get("private", ())
            docs = self.root / "docs"
            found = check_sources(library, docs, on, release=release, release_date=on, private=private)
            changed = (*changed_contacts(library, before.data), *changed_pages(library, before.texts))
            return [*found, *changed]

    @contextmanager
    def _edited(self, case: Case) -> Iterator[None]:
        kept: dict[Path, bytes | None] = {}
        try:
            for name, old, new in case.edits:
                path = self.root / name
                kept.setdefault(path, path.read_bytes())
                text = path.read_text(encoding="utf-8")
                if text.count(old) != 1:
                    raise ValueError(f"{old!r} stands {text.count(old)} times in {name}")
                path.write_text(text.replace(old, new), encoding="utf-8")
            for name, body in case.files:
                path = self.root / name
                kept.setdefault(path, path.read_bytes() if path.exists() else None)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(body if isinstance(body, bytes) else body.encode())
            yield
        finally:
            for path, content in kept.items():
                if content is None:
                    path.unlink()
                    if path.parent != self.root / "docs" and not any(path.parent.iterdir()):
                        path.parent.rmdir()
                else:
                    path.write_bytes(content)


@contextmanager
def bench() -> Iterator[Bench]:
    """Give a bench that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield Bench(Path(folder))


def fault(case: Case, problems: list[Problem]) -> str:
    """Return what is wrong with what the check says of an attack, or nothing.

    The rule that it names must speak. With that rule switched off it must get through; one `seen twice` must
    still be stopped then, by another.
    """
    others = sorted({problem.rule for problem in errors_in(problems)} - {case.rule})
    if not any(problem.rule == case.rule for problem in problems):
        return f"missed by {case.rule}, seen by: {', '.join(others) or 'nobody'}"
    if case.is_seen_twice and not others:
        return f"nobody but {case.rule} sees it"
    if others and not case.is_seen_twice:
        return f"seen by {', '.join(others)} too"
    return ""


def main() -> int:
    """Run all cases; see the module for the exit status."""
    parser = Parser(description=__doc__)
    parser.add_argument("--attacks", type=Path, default=ATTACKS, help="another folder of attacks")
    parser.add_argument("--benign", type=Path, default=BENIGN, help="another folder of harmless edits")
    options = parser.parse_args()
    attacks, benign = read_cases(options.attacks), read_cases(options.benign)
    wrong: list[str] = []
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    with bench() as table:
        for number, case in enumerate(attacks, start=1):
            _progress(f"attack {number} of {len(attacks)}")
            found = fault(case, table.problems(case))
            count = counts[case.kind, case.rule]
            count["edits"] += 1
            count["found"] += not found.startswith("missed")
            count["twice"] += case.is_seen_twice
            if found:
                wrong.append(f"{case.kind}: {case.text!r} {found}")
        for number, case in enumerate(benign, start=1):
            _progress(f"harmless edit {number} of {len(benign)}")
            if errors := errors_in(table.problems(case)):
                told = "; ".join(f"{problem.rule}: {problem.message}" for problem in errors)
                wrong.append(f"harmless, and stopped: {case.text!r} {told}")
    _progress("")
    print(f"{'attack':40} {'rule':22} {'edits':>6} {'found':>6} {'with the rule off':>18}")
    for (kind, rule), count in counts.items():
        through = f"{count['edits'] - count['twice']} through"
        print(f"{kind:40} {rule:22} {count['edits']:6} {count['found']:6} {through:>18}")
    print("\n".join(["", *wrong]) if wrong else "")
    found = sum(count["found"] for count in counts.values())
    kinds, stopped = len({kind for kind, _ in counts}), sum(line.startswith("harmless") for line in wrong)
    print(f"{len(attacks)} attacks of {kinds} classes: {found} found by the rule they name.")
    print(f"{len(benign)} harmless edits: {stopped} stopped.")
    return 1 if wrong else 0


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{text:40}", end="" if text else "\r", file=sys.stderr, flush=True)


if __name__ == "__main__":
    end_on_signals()
    sys.exit(main())
