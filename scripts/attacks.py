"""Make every attack in tests/attacks and every harmless edit in tests/benign, and tell what the check says.

A table a class: how many, how many the named rule found, how many would get through if that rule alone were
switched off. Exit status: 0 all attacks found and no harmless edit stopped, 1 otherwise.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from lanpya.library import Library
from lanpya.problem import Problem, errors_in
from lanpya.reading import read_library
from lanpya.rules.changes import changed_contacts, changed_pages
from lanpya.rules.source import check_sources
from lanpya.settings import Language, Settings, read_settings

ROOT = Path(__file__).resolve().parent.parent
ATTACKS, BENIGN = ROOT / "tests" / "attacks", ROOT / "tests" / "benign"
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

    @classmethod
    def read(cls, kind: str, rule: str, typed: Any) -> Iterator[Case]:
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
            yield cls(kind, entry.get("rule", rule), tuple(edits), tuple(files), options, shown)


def read_cases(folder: Path) -> list[Case]:
    """Return the cases of all files in a folder."""
    cases: list[Case] = []
    for path in sorted(folder.glob("*.yml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        for entry in told["cases"]:
            cases += Case.read(told["class"], told.get("rule", ""), entry)
    return cases


class Bench:
    """A small project in a temporary folder, in which one edit after the other is made and taken back."""

    def __init__(self, root: Path):
        self.root = root
        shutil.copytree(ROOT / "tests" / "docs", root / "docs")
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
            found = check_sources(library, docs, on, release=release, edition=on, private=private)
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


def is_caught(case: Case, problems: list[Problem]) -> bool:
    """Whether the rule that must speak does, in a way that people see before it is merged."""
    return any(problem.rule == case.rule for problem in problems)


def gets_through(case: Case, problems: list[Problem]) -> bool:
    """Whether the edit would be merged if the rule of the case were switched off."""
    return not errors_in(problem for problem in problems if problem.rule != case.rule)


def main() -> int:
    """Run all cases; see the module for the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--attacks", type=Path, default=ATTACKS, help="another folder of attacks")
    parser.add_argument("--benign", type=Path, default=BENIGN, help="another folder of harmless edits")
    parser.add_argument("--verbose", action="store_true", help="show each case that goes wrong")
    options = parser.parse_args()
    attacks, benign = read_cases(options.attacks), read_cases(options.benign)
    wrong = 0
    with bench() as table:
        kinds: dict[str, list[tuple[bool, bool]]] = {}
        for case in attacks:
            problems = table.problems(case)
            result = is_caught(case, problems), gets_through(case, problems)
            kinds.setdefault(f"{case.kind} ({case.rule})", []).append(result)
            wrong += not all(result)
            if options.verbose and not all(result):
                others = sorted({p.rule for p in errors_in(problems)})
                print(
                    f"{'missed' if not result[0] else 'caught twice'}  {case.rule}  {case.text!r}  {others}"
                )
        print(f"{'attack (rule)':64} edits  caught  through without the rule")
        for kind, results in kinds.items():
            caught, through = (sum(column) for column in zip(*results, strict=True))
            print(f"{kind:64} {len(results):5}  {caught:6}  {through:6}")
        stopped = 0
        for case in benign:
            if errors := errors_in(table.problems(case)):
                stopped += 1
                told = "; ".join(f"{problem.rule}: {problem.message}" for problem in errors)
                print(f"stopped  {case.text!r}  {told}")
        print(
            f"{len(attacks)} attacks in {len({case.kind for case in attacks})} classes; "
            f"{wrong} not caught, or not by one rule alone"
        )
        print(f"{len(benign)} harmless edits; {stopped} stopped")
    return 1 if wrong or stopped else 0


if __name__ == "__main__":
    sys.exit(main())
