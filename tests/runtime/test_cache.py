"""What an earlier build laid out is not laid out again, and never stands in for anything else."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support.bad_input import TODAY, library_of
from support.private_contacts import ENTRY
from support.project import ROOT, Project
from support.shared import copy_folder

from lanpya.checks.run import check_sources
from lanpya.leaflets.leaflet import leaflets_of
from lanpya.leaflets.read_aloud import script_to_read
from lanpya.leaflets.typesetting import inputs_of
from lanpya.runtime.cache import UNUSED_DAYS, cached_by, cached_bytes, prune_cache
from lanpya.runtime.environment import CACHE, PRIVATE


@pytest.fixture
def project(project: Project) -> Project:
    """The small project with leaflets of one page, and of all pages."""
    return project.with_leaflets("sheet", "booklet")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what builds of this test make."""
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def entries(folder: Path, kind: str = "") -> set[str]:
    return {path.name for path in folder.glob(f"{kind}*")}


def built(project: Project) -> dict[str, bytes]:
    done = project.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return {
        path.relative_to(project.site).as_posix(): path.read_bytes()
        for path in project.site.rglob("*")
        if path.is_file()
    }


def leaflets(site: dict[str, bytes]) -> set[str]:
    return {name for name in site if name.startswith("print/")}


def test_a_copy_of_the_project_in_another_folder_makes_nothing_anew(
    project: Project, folder: Path, tmp_path: Path
) -> None:
    project.with_leaflets("sheet")
    copied = Project(copy_folder(project.root, tmp_path / "elsewhere" / "copy"))
    first = built(project)
    made = entries(folder)
    assert built(copied) == first
    assert entries(folder) == made


@pytest.mark.slow
def test_an_unchanged_leaflet_is_not_laid_out_again(project: Project, folder: Path) -> None:
    first = built(project)
    laid_out = entries(folder, "leaflet")
    assert len(laid_out) == len(leaflets(first))
    assert len(entries(folder, "font")) == 1
    everything = entries(folder)
    assert built(project) == first
    assert entries(folder) == everything
    project.edit("docs/en/guide.md", "- Do one thing.", "- Do one other thing.")
    second = built(project)
    changed = {name for name in leaflets(first) if first[name] != second[name]}
    assert changed
    assert len(entries(folder, "leaflet") - laid_out) == len(changed)


INPUTS = {  # of each leaflet; how many fonts a change of it cuts anew
    "overrides/print/common.typ": 0,
    "overrides/fonts/Padauk-Regular.ttf": 1,
    "overrides/fonts/another.ttf": 0,
    "hooks/lanpya/leaflets/typesetting.py": 0,
}


def change(project: Project, name: str) -> None:
    path = project.root / name
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n")


@pytest.mark.proof
@pytest.mark.slow
def test_a_change_of_any_input_makes_every_leaflet_anew(project: Project, folder: Path, proof: bool) -> None:
    """Else of the font and of the code: `inputs_of` has a test for files, and the code is no part of it."""
    number = len(leaflets(built(project)))
    for name in list(INPUTS) if proof else ("overrides/fonts/Padauk-Regular.ttf", list(INPUTS)[-1]):
        before, cut = entries(folder, "leaflet"), entries(folder, "font")
        if name.startswith("hooks/"):
            project.add_code()  # the same as what is installed, until it is changed
        change(project, name)
        built(project)
        assert len(entries(folder, "leaflet") - before) == number, name
        assert len(entries(folder, "font") - cut) == INPUTS[name], name


def test_every_template_and_font_is_an_input_of_every_leaflet(project: Project) -> None:
    library, overrides = library_of(project), project.root / "overrides"

    def inputs() -> list[tuple[str, ...]]:
        return [inputs_of(leaflet, library, TODAY, overrides) for leaflet in leaflets_of(library)]

    for name in filter(lambda name: name.startswith("overrides/"), INPUTS):
        before = inputs()
        change(project, name)
        assert all(old != new for old, new in zip(before, inputs(), strict=True)), name


EDITS = {
    "a sentence": ("docs/en/guide.md", "- Do one thing.", "- Do one other thing."),
    "a heading": ("docs/en/guide.md", "## More {#more}", "## Still more {#more}"),
    "the day up to which a page holds": ("docs/en/guide.md", "2027-01-20", "2027-01-19"),
    "a sentence of a translation": ("docs/my/guide.md", "တစ်ခု လုပ်ပါ။", "တစ်ခုပဲ လုပ်ပါ။"),
    "a title of a translation": ("docs/my/guide.md", "title: လမ်းညွှန်", "title: လမ်းညွှန်ချက်"),
    "a contact": ("docs/data/contacts.yml", "en: Helpline", "en: Help line"),
    "a source": ("docs/data/sources.yml", "date: 2021", "date: 2022"),
    "a word of the frame": ("docs/data/interface.yml", "en: All pages", "en: Every page"),
    "a setting": ("mkdocs.yml", "site_url: https://example.org/", "site_url: https://example.net/"),
    "a template of pages": ("overrides/base.html", "<!doctype html>", "<!doctype html>\n"),
    "a partial": (
        "overrides/partials/article.html",
        '· {{ words.html("status_until"',
        '– {{ words.html("status_until"',
    ),
    "the style": ("overrides/style.css", "\nbody {", "\nbody { color: red;"),
}


@pytest.mark.proof
@pytest.mark.slow
def test_a_build_that_keeps_what_it_made_is_the_one_that_makes_it_anew(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch, proof: bool
) -> None:
    built(project)
    edits = EDITS if proof else ("a heading",)  # every other page may show it; most others change a digest
    for name in edits:
        project.edit(*EDITS[name])
        kept = built(project)
        monkeypatch.setenv(CACHE, "")
        assert built(project) == kept, name
        monkeypatch.setenv(CACHE, str(folder))


@pytest.mark.slow
def test_what_maintainers_keep_to_themselves_is_not_kept(
    project: Project, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_sources(library_of(project), project.docs, TODAY, private=["Quiet village"])
    assert entries(folder, "page")
    assert not entries(folder, "check")
    before = entries(folder)
    project.without_leaflets()
    path = tmp_path / "real.yml"
    path.write_text(ENTRY, encoding="utf-8")
    monkeypatch.setenv(PRIVATE, str(path))
    assert b"quiet_line" in built(project)["en/19.html"]
    assert entries(folder) == before


@pytest.mark.parametrize(("target", "keeps"), [("site", True), ("serve", True), ("release", False)])
def test_make_site_and_make_serve_keep_what_they_make(target: str, keeps: bool) -> None:
    done = subprocess.run(
        ["make", "--dry-run", "--print-data-base", target],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    block = done.stdout.partition(f"\n{target}:")[2].partition("\n\n")[0]
    assert (f"{CACHE} := {ROOT}/.cache" in block) is keeps


@pytest.fixture
def make() -> Callable[[], bytes]:
    """A function that returns something else each time."""
    results = iter((b"first", b"second", b"third"))
    return lambda: next(results)


def test_a_decorated_function_is_called_once_for_the_same_inputs(folder: Path) -> None:
    calls = []

    @cached_by("kind", inputs=lambda text, *, kept=True: (text, b"bytes") if kept else None)
    def compute(text: str, *, kept: bool = True) -> list[str]:
        calls.append(text)
        if text == "wrong":
            raise ValueError(text)
        return [text]

    for text in ("one", "two", "one"):
        assert compute(text) == [text]
    assert compute("secret", kept=False) == compute("secret", kept=False) == ["secret"]
    for _ in range(2):
        with pytest.raises(ValueError, match="wrong"):
            compute("wrong")
    assert calls == ["one", "two", "secret", "secret", "wrong", "wrong"]
    assert len(entries(folder)) == 2
    assert compute.__name__ == "compute"


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 37])
def test_a_damaged_entry_is_made_again(folder: Path, make: Callable[[], bytes], damage: bytes) -> None:
    assert (
        cached_bytes("kind", make, b"of", b"this") == cached_bytes("kind", make, b"of", b"this") == b"first"
    )
    (entry,) = folder.iterdir()
    entry.write_bytes(damage)
    again = cached_bytes("kind", make, b"of", b"this")
    assert again == cached_bytes("kind", make, b"of", b"this") == b"second"


def test_what_is_made_from_something_else_is_something_else(folder: Path, make: Callable[[], bytes]) -> None:
    made = {
        cached_bytes("kind", make, *parts) for parts in ((b"of", b"this"), (b"oft", b"his"), (b"this", b"of"))
    }
    assert made == {b"first", b"second", b"third"}


def test_without_a_folder_everything_is_made_anew(
    make: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(CACHE, "")
    assert cached_bytes("kind", make, b"this") == b"first"
    monkeypatch.delenv(CACHE)
    assert cached_bytes("kind", make, b"this") == b"second"
    (tmp_path / "file").touch()
    monkeypatch.setenv(CACHE, str(tmp_path / "file"))  # nobody can write into a file as into a folder
    assert cached_bytes("kind", make, b"this") == b"third"


def test_what_was_not_asked_for_in_a_month_goes(folder: Path, make: Callable[[], bytes]) -> None:
    long_ago = time.time() - (UNUSED_DAYS + 1) * 86_400
    cached_bytes("kind", make, b"unused")
    (unused,) = folder.iterdir()
    cached_bytes("kind", make, b"used")
    for path in folder.iterdir():
        os.utime(path, (long_ago, long_ago))
    cached_bytes("kind", make, b"used")
    prune_cache()
    assert len(entries(folder)) == 1
    assert not unused.exists()


def test_what_a_killed_build_had_half_written_goes_with_the_next(
    folder: Path, make: Callable[[], bytes]
) -> None:
    cached_bytes("kind", make, b"used")
    half, begun = (folder / f".kind-abc-{name}" for name in ("8f3k2l1a", "being_wr"))
    for path in (half, begun):
        path.write_bytes(b"hal")
    os.utime(half, (time.time() - 120, time.time() - 120))
    prune_cache()
    assert not half.exists()
    assert begun.exists()  # another build may be at it
    assert len(entries(folder)) == 2


def test_the_same_text_in_two_languages_is_read_aloud_as_each_of_them_says(
    project: Project, folder: Path
) -> None:
    library = library_of(project)
    page = library.pages["en", "guide.md"]
    other = replace(library.pages["my", "guide.md"], document=page.document)
    texts = {**library.texts, other.path: library.texts[page.path]}
    library = replace(library, pages={**library.pages, ("my", "guide.md"): other}, texts=texts)
    first, second = (script_to_read(one, library, TODAY) for one in (page, other))
    assert len(entries(folder, "aloud")) == 2
    assert first != second
