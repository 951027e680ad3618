"""Make every edit in tests/cases/attacks and tests/cases/benign, and report what the check finds.

Prints a table: for each class and rule, how many edits there are, how many the rule found, and how many would
pass if that rule alone were switched off; a second rule finds the others. Exit status: 0 all attacks were
found and no harmless edit was stopped, 1 otherwise.
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
from lanpya.content.settings import Settings, SiteLanguage
from lanpya.content.settings_file import read_settings
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
# where a text is inserted: file, a passage that occurs once, and its replacement
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
    """An edit; `rule` must find it, or nothing may stop it if there is no rule."""

    kind: str
    rule: str
    edits: tuple[tuple[str, str, str], ...]
    files: tuple[tuple[str, bytes | str], ...]
    options: dict[str, Any]
    text: str
    is_seen_twice: bool = False

    @classmethod
    def read(cls, kind: str, rule: str, typed: Any, *, twice: bool = False) -> Iterator[Case]:
        """Yield the cases of an entry, one for each place that it names."""
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
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for key in ("cases", "twice"):
            for entry in content.get(key, []):
                cases += Case.read(content["class"], content.get("rule", ""), entry, twice=key == "twice")
    return cases


class TrialProject:
    """A small project in a temporary folder, in which each edit is made and undone."""

    def __init__(self, root: Path):
        self.root = root
        shutil.copytree(ROOT / "tests/support/docs", root / "docs")
        languages = (SiteLanguage("my", "မြန်မာ", "my", True), SiteLanguage("en", "English", "en", False))
        own = read_settings(ROOT / "mkdocs.yml")
        self.settings: Settings = replace(own, root=root, languages=languages, source_language="en")

    @cached_property
    def before(self) -> Library:
        """The unedited project."""
        return read_library(self.settings, self.root / "docs")

    def problems(self, case: Case) -> list[Problem]:
        """Return the problems that the check finds with the case's edits."""
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
                    raise ValueError(f"{old!r} occurs {text.count(old)} times in {name}")
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
def trial_project() -> Iterator[TrialProject]:
    """Yield a trial project, which is deleted afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield TrialProject(Path(folder))


def fault(case: Case, problems: list[Problem]) -> str:
    """Return how the check failed on an attack, or nothing.

    The named rule must find it. With that rule switched off it must pass; one marked `seen twice` must then
    still be stopped by another rule.
    """
    others = sorted({problem.rule for problem in errors_in(problems)} - {case.rule})
    if not any(problem.rule == case.rule for problem in problems):
        return f"missed by {case.rule}, seen by: {', '.join(others) or 'no rule'}"
    if case.is_seen_twice and not others:
        return f"only {case.rule} finds it"
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
    with trial_project() as table:
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
                reasons = "; ".join(f"{problem.rule}: {problem.message}" for problem in errors)
                wrong.append(f"harmless, and stopped: {case.text!r} {reasons}")
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
