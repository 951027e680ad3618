"""The documents tell what the code does: every command, key and target is named, and nothing private is."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest
from support.commands import run_lanpya
from support.project import ROOT, interface_texts

from lanpya.checks.front_matter import SOURCE_KEYS, SOURCE_OPTIONAL, TRANSLATION_KEYS
from lanpya.cli import COMMANDS
from lanpya.content.links import LISTS
from scripts.rigs import damage

PAPERS = [path for place in ("*.md", "docs/desk/*/*.md", "scripts/**/README.md") for path in ROOT.glob(place)]
DOCUMENTS = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PAPERS))


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=True,
    )
    return [
        ROOT / name.decode()
        for name in listed.stdout.split(b"\0")
        if name and (ROOT / name.decode()).is_file()
    ]


def test_every_make_target_is_documented() -> None:
    made = "".join((ROOT / name).read_text("utf-8") for name in ("Makefile", "scripts/dev/develop.mk"))
    targets = re.findall(r"^([a-z]+):.*##", made, re.MULTILINE)
    assert {"site", "serve", "test", "check", "bench"} <= set(targets)
    for target in set(targets) - {"help"}:
        assert re.search(rf"make {target}\b", DOCUMENTS), target


SCRIPTS = [path for path in sorted((ROOT / "scripts").rglob("*.py")) if "__main__" in path.read_text("utf-8")]


def test_every_script_explains_itself() -> None:
    """Each is a module of a package below scripts/, which --help runs; all in one process."""
    documents = "".join(path.read_text("utf-8") for path in (ROOT / "scripts").rglob("README.md"))
    assert len(SCRIPTS) > 20
    for path in SCRIPTS:
        words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        assert len(words.split()) > 10, path
        assert (path.parent.name if path.stem == "__main__" else path.stem) in documents, path
    assert [path.name for path in (ROOT / "scripts").iterdir() if path.is_file()] == ["README.md"]


def test_every_command_explains_itself_and_is_documented() -> None:
    listed = run_lanpya("--help").stdout
    for name in COMMANDS:
        assert re.search(rf"^  {name} +[A-Z].*\w", listed, re.MULTILINE), name
        text = run_lanpya(name, "--help").stdout
        assert "Exit status: 0" in " ".join(text.split()), name
        assert f"lanpya {name}" in DOCUMENTS or f"make {name}" in DOCUMENTS, name


OLDER = {"scripts/server_config.py"}  # of earlier releases, which lanpya reproduce runs


def test_no_document_names_a_script_that_is_gone() -> None:
    """Old paths of scripts are gone from documents, hooks, workflow and messages."""
    known = {path.relative_to(ROOT).as_posix() for path in tracked()}
    for path in tracked():
        if path.suffix in {".png", ".ttf"} or path.is_relative_to(ROOT / "tests"):
            continue
        text = re.sub(r"Until\s+version\s+0.1\s+this\s+was\s+scripts/\w+\.py", "", path.read_text("utf-8"))
        for name in re.findall(r"(?<![\w/])(?:scripts|hooks/lanpya)/[\w/]+\.(?:py|sh|yml|js)\b", text):
            assert name in known | OLDER, f"{path.relative_to(ROOT)} names {name}"


@pytest.mark.parametrize("language", ["en", "my"])
def test_about_explains_labels_as_they_are_shown(language: str) -> None:
    """A reader looks for the words on the page; the last row is about a number, which is no words."""
    interface = interface_texts()
    shown = "\n".join(str(entry[language]) for entry in interface.values()).casefold()
    about = (ROOT / f"docs/{language}/about.md").read_text(encoding="utf-8").partition("{#labels}")[2]
    labels = re.findall(r"^\| (.*?) \|", about.partition("\n## ")[0], re.MULTILINE)[2:-1]
    assert len(labels) == 7
    for label in labels:
        for words in re.split("[,၊…]", label.casefold()):
            assert words.strip() in shown, label


def test_the_figures_of_damage_are_those_that_are_done() -> None:
    table = (
        (ROOT / "scripts/bench/README.md")
        .read_text(encoding="utf-8")
        .partition("| damage | what is done |")[2]
    )
    rows = dict(re.findall(r"^\| ([a-zA-Z ]+?) \| (.*?) \|$", table.partition("\n\n")[0], re.MULTILINE))
    figures = {
        "toner spread": (*damage.TONER_SPREAD_MM, damage.TONER_SPECKS, damage.TONER_SPECK_MM),
        "blur": damage.BLUR_MM,
        "copy of a copy": (damage.COPY_BLUR_MM, damage.COPY_NOISE, *damage.COPY_THRESHOLD),
        "tilt": (damage.TILT_DEGREES, damage.TILT_DISTANCE),
        "low light": (damage.DARK_INK, damage.DARK_PAPER, damage.DARK_SLOPE, damage.DARK_NOISE),
        "JPEG": (damage.JPEG_QUALITY,),
        "fold": (*damage.FOLD_MM, damage.FOLD_SHIFT_MM),
        "hidden part": (damage.HIDDEN_SHARE,),
        "every photograph": (damage.CAMERA_TURN, *damage.CAMERA_PIXELS, damage.CAMERA_NOISE),
    }
    assert {*damage.DAMAGES} <= {*figures, "none"}
    for name, values in figures.items():
        assert all(f"{value:g}" in re.findall(r"[0-9.]+[0-9]|[0-9]", rows[name]) for value in values), name


def test_every_key_an_editor_may_write_is_explained() -> None:
    pages = [ROOT / f"docs/desk/en/{name}.md" for name in ("writing", "translating")]
    guide = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    for key in (*SOURCE_KEYS, *SOURCE_OPTIONAL, *TRANSLATION_KEYS):
        assert f"`{key}" in guide or f"\n{key}:" in guide or f", `{key}`" in guide, key
    for name in LISTS:
        assert f"list:{name}" in guide or f"`{name}`" in guide, name


def test_no_package_index_no_machine_path_no_left_over_mark() -> None:
    # in pieces, so that this file does not hold what it looks for
    hosts = (
        "pyp" + r"i\.",
        "python" + "hosted",
        "npm" + r"js\.",
        "registry" + r"\.np",
        "(?<!emit-)index" + "-url",
    )
    paths = ("/home/" + "[a-z]", "/ro" + "ot/", "/wo" + "rk/")
    marks = ("TO" + "DO", "FIX" + "ME")
    forbidden = re.compile("|".join((*hosts, *paths, *marks)))
    for path in tracked():
        if path.suffix in {".png", ".ttf"}:
            continue
        found = forbidden.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path.relative_to(ROOT)}: {found}"


def test_requirements_are_pinned_with_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        entries = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert entries
        assert all("==" in entry for entry in entries)
        assert text.count("--hash=sha256:") >= len(entries)
        assert "http" not in text


def test_hooks_stay_thin() -> None:
    for path in (ROOT / "hooks").glob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 80, path.name


def test_no_other_folder_at_the_top() -> None:
    folders = {path.relative_to(ROOT).parts[0] for path in tracked() if len(path.relative_to(ROOT).parts) > 1}
    assert folders <= {"docs", "overrides", "hooks", "scripts", "tests", ".ci", ".github"}
