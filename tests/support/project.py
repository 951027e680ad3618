"""A copy of the project to edit and to build, and the pages of the shipped site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from lanpya.languages.shipped_texts import texts_in
from support.forked import run_forked

ROOT = Path(__file__).resolve().parents[2]


EPOCH = "1795392000"  # 2026-11-23, inside every date of the samples
SMALL_DOCS = ROOT / "tests/support/docs"


@dataclass(frozen=True)
class Project:
    """A copy of the project in a temporary folder, to edit and to build."""

    root: Path

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def site(self) -> Path:
        return self.root / "site"

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace `old`, which must stand there exactly once."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def add_code(self) -> Project:
        """Give the project a copy of the package lanpya to change, to commit, or to build with.

        What Python has compiled of it is copied, too: compiling it takes longer than a build.
        """
        unfinished = shutil.ignore_patterns("*.pyc.*")
        shutil.copytree(ROOT / "hooks/lanpya", self.root / "hooks/lanpya", ignore=unfinished)
        return self

    def say(self, key: str, **texts: str) -> None:
        """Let the interface say something else than what is shipped, in docs/data/interface.yml."""
        path = self.docs / "data/interface.yml"
        words = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        words[key] = texts
        path.write_text(yaml.safe_dump(words, allow_unicode=True, sort_keys=False), encoding="utf-8")

    def configure(self, change: Callable[[dict[str, Any]], object]) -> None:
        """Let `change` alter what mkdocs.yml holds."""
        path = self.root / "mkdocs.yml"
        config = yaml.safe_load(path.read_text(encoding="utf-8"))
        change(config)
        path.write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), encoding="utf-8")

    def without_leaflets(self) -> Project:
        """Print nothing: builds take half as long, and the pages are the same but for what they list."""
        return self.with_leaflets()

    def with_leaflets(self, *formats: str) -> Project:
        """Print nothing else than these formats of each guide."""
        self.configure(lambda config: config["extra"].update(leaflets=list(formats)))
        return self

    def build(self, epoch: str = EPOCH, start_python: bool = False) -> subprocess.CompletedProcess[str]:
        """Run mkdocs as make site does, with the project's own code where it has some.

        Unless Python is to start anew, the process is forked from one that has imported the product.
        """
        env = os.environ | {"SOURCE_DATE_EPOCH": epoch, "NO_MKDOCS_2_WARNING": "1"}
        hooks = self.root / "hooks"
        if (hooks / "lanpya").exists():
            env["PYTHONPATH"] = str(hooks)
        elif not start_python:
            return run_forked("mkdocs.__main__:cli", "build", "--quiet", cwd=self.root, env=env)
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet"],
            cwd=self.root,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )


def copy_project(target: Path, docs: Path) -> Project:
    """Return a project with the product's hooks and templates and the sources in `docs`.

    It uses the package lanpya that is installed; `Project.add_code` gives it its own, some 200 files.
    """
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", target)
    shutil.copytree(ROOT / "overrides", target / "overrides")
    (target / "hooks").mkdir()
    for path in (ROOT / "hooks").glob("*.py"):
        shutil.copyfile(path, target / "hooks" / path.name)
    copy_docs(docs, target / "docs")
    return Project(target)


def copy_docs(docs: Path, target: Path) -> None:
    """Copy sources."""
    shutil.copytree(docs, target)


def interface_texts() -> dict[str, dict[str, str]]:
    """Return the texts of the interface that are shipped in Burmese and English, by key and language."""
    return {key: {"my": texts_in("my")[key], "en": text} for key, text in texts_in("en").items()}


def languages_of(config: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the languages in the settings of mkdocs.yml, to be changed in place."""
    plugin = next(entry["i18n"] for entry in config["plugins"] if "i18n" in entry)
    languages: list[dict[str, Any]] = plugin["languages"]
    return languages


def small_project(target: Path) -> Project:
    """Return a project with the sources in tests/support/docs, in two languages whatever the product has."""

    def plain(config: dict[str, Any]) -> None:
        config["site_url"] = "https://example.org/"
        config["extra"] |= {"source_language": "en", "html_lang": {}, "leave": "https://www.example.com/"}
        languages_of(config)[:] = [
            {"locale": "my", "name": "မြန်မာ", "default": True},
            {"locale": "en", "name": "English"},
        ]

    made = copy_project(target, SMALL_DOCS)
    made.configure(plain)
    return made


# each page that is no guide, in one language; of the guides the model, one with a table, one with questions
SAMPLE = (
    *("index", "404", "5", "15", "17", "19", "22"),
    *("en/index", "en/13", "en/16", "en/18", "en/21", "en/23"),
)


def pages_of(site: Path, whole: bool = True) -> list[str]:
    """Return every page, or a sample without the copies to keep."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return [name for name in pages if whole or name.removesuffix(".html") in SAMPLE]
