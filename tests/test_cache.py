"""What an earlier build laid out is not laid out again, and never stands in for anything else."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from conftest import Project

from lanpya.cache import CACHE, UNUSED_DAYS


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what builds of this test make."""
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def entries(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def built(project: Project) -> dict[str, bytes]:
    told = project.build()
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


@pytest.mark.parametrize("name", ["print/common.typ", "fonts/Padauk-Regular.ttf"])
def test_whatever_a_leaflet_is_made_from_makes_it_anew(project: Project, folder: Path, name: str) -> None:
    built(project)
    laid_out = entries(folder)
    path = project.root / "overrides" / name
    path.write_bytes(path.read_bytes() + b"\n")
    assert len(entries(folder) - laid_out) == 0
    second = built(project)
    assert len(entries(folder) - laid_out) >= len(leaflets(second))


def test_a_damaged_entry_is_made_again(project: Project, folder: Path) -> None:
    first = built(project)
    for number, path in enumerate(sorted(folder.iterdir())):
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2] if number % 2 else content[:-1] + b"?")
    damaged = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert built(project) == first
    assert all(path.read_bytes() != damaged[path.name] for path in folder.iterdir())


def test_a_folder_that_cannot_be_written_to_only_costs_time(
    project: Project, folder: Path, tmp_path: Path
) -> None:
    first = built(project)
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.write_text("a file", encoding="utf-8")
    assert built(project) == first


def test_what_was_not_asked_for_in_a_month_goes(project: Project, folder: Path) -> None:
    built(project)
    long_ago = time.time() - (UNUSED_DAYS + 1) * 86_400
    used, unused = sorted(folder.iterdir())[0], folder / ("0" * 64)
    unused.write_bytes(b"of a guide that is no more")
    for path in (used, unused):
        os.utime(path, (long_ago, long_ago))
    built(project)
    assert used.exists()
    assert not unused.exists()
