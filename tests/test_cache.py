"""What an earlier build laid out is not laid out again, and never stands in for anything else."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Project

from lanpya.cache import CACHE, UNUSED_DAYS, forget_unused, remembered


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what builds of this test make."""
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def entries(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def built(project: Project) -> dict[str, bytes]:
    told = project.build(own_code=True)
    assert told.returncode == 0, told.stdout + told.stderr
    return {
        path.relative_to(project.site).as_posix(): path.read_bytes()
        for path in project.site.rglob("*")
        if path.is_file()
    }


def leaflets(site: dict[str, bytes]) -> set[str]:
    return {name for name in site if name.startswith("print/")}


def test_an_unchanged_leaflet_is_not_laid_out_again(project: Project, folder: Path) -> None:
    first = built(project)
    laid_out = entries(folder)
    assert len(laid_out) == len(leaflets(first)) + 1  # and the font
    assert built(project) == first
    assert entries(folder) == laid_out
    project.edit("docs/en/guide.md", "- Do one thing.", "- Do one other thing.")
    second = built(project)
    changed = {name for name in leaflets(first) if first[name] != second[name]}
    assert changed
    assert len(entries(folder) - laid_out) == len(changed)


def test_whatever_a_leaflet_is_made_by_makes_every_leaflet_anew(project: Project, folder: Path) -> None:
    number = len(leaflets(built(project)))
    for name, fonts in {
        "overrides/print/common.typ": 0,
        "overrides/fonts/Padauk-Regular.ttf": 1,
        "overrides/fonts/another.ttf": 0,
        "hooks/lanpya/printing.py": 0,
    }.items():
        before = entries(folder)
        path = project.root / name
        path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n")
        built(project)
        assert len(entries(folder) - before) == number + fonts, name


@pytest.mark.parametrize(("target", "keeps"), [("site", True), ("serve", True), ("release", False)])
def test_make_site_and_make_serve_keep_what_they_make(target: str, keeps: bool) -> None:
    told = subprocess.run(
        ["make", "--dry-run", "--print-data-base", target],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    block = told.stdout.partition(f"\n{target}:")[2].partition("\n\n")[0]
    assert (f"{CACHE} := {ROOT}/.cache" in block) is keeps


@pytest.fixture
def make() -> Callable[[], bytes]:
    """A function that returns something else each time."""
    results = iter((b"first", b"second", b"third"))
    return lambda: next(results)


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 37])
def test_a_damaged_entry_is_made_again(folder: Path, make: Callable[[], bytes], damage: bytes) -> None:
    assert remembered(make, b"of", b"this") == remembered(make, b"of", b"this") == b"first"
    (entry,) = folder.iterdir()
    entry.write_bytes(damage)
    assert remembered(make, b"of", b"this") == remembered(make, b"of", b"this") == b"second"


def test_what_is_made_from_something_else_is_something_else(folder: Path, make: Callable[[], bytes]) -> None:
    made = {remembered(make, *parts) for parts in ((b"of", b"this"), (b"oft", b"his"), (b"this", b"of"))}
    assert made == {b"first", b"second", b"third"}


def test_without_a_folder_everything_is_made_anew(
    make: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(CACHE, "")
    assert remembered(make, b"this") == b"first"
    monkeypatch.delenv(CACHE)
    assert remembered(make, b"this") == b"second"
    (tmp_path / "file").touch()
    monkeypatch.setenv(CACHE, str(tmp_path / "file"))  # nobody can write into a file as into a folder
    assert remembered(make, b"this") == b"third"


def test_what_was_not_asked_for_in_a_month_goes(folder: Path, make: Callable[[], bytes]) -> None:
    long_ago = time.time() - (UNUSED_DAYS + 1) * 86_400
    remembered(make, b"unused")
    (unused,) = folder.iterdir()
    remembered(make, b"used")
    for path in folder.iterdir():
        os.utime(path, (long_ago, long_ago))
    remembered(make, b"used")
    forget_unused()
    assert len(entries(folder)) == 1
    assert not unused.exists()
