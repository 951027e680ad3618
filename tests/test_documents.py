"""The documents tell what the code does: every command, key and target is named, and nothing private is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from lanpya.checks.front_matter import SOURCE_KEYS, SOURCE_OPTIONAL, TRANSLATION_KEYS
from lanpya.content.links import LISTS
from scripts.rigs import damage

DOCUMENTS = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("*.md")))
SCRIPTS = [path for path in sorted((ROOT / "scripts").glob("*.py")) if "__main__" in path.read_text("utf-8")]


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
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"site", "serve", "test", "check", "bench"} <= set(targets)
    for target in set(targets) - {"help"}:
        assert re.search(rf"make {target}\b", DOCUMENTS), target


HELP = """
import contextlib, io, json, runpy, sys
told, scripts = {}, sys.argv[2:]
sys.path[0] = sys.argv[1]  # as Python does for a script
for script in scripts:
    sys.argv = [script, "--help"]
    with contextlib.redirect_stdout(io.StringIO()) as out:
        try:
            runpy.run_path(script, run_name="__main__")
            ended = "went on"
        except SystemExit as error:
            ended = error.code
    told[script] = ended, out.getvalue()
print(json.dumps(told))
"""


def test_every_script_tells_what_it_does() -> None:
    """All of them in one process without the tests' path: each start of Python takes half a second."""
    command = [sys.executable, "-c", HELP, str(ROOT / "scripts"), *map(str, SCRIPTS)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    named = DOCUMENTS + (ROOT / "Makefile").read_text(encoding="utf-8")
    assert len(told) == len(SCRIPTS) > 30
    for script in SCRIPTS:
        ended, words = told[str(script)]
        assert not ended, script
        assert len(words.split()) > 10, script
        assert f"scripts/{script.name}" in named


@pytest.mark.parametrize("language", ["en", "my"])
def test_about_explains_labels_as_they_are_shown(language: str) -> None:
    """A reader looks for the words on the page; the last row tells of a number, which is no words."""
    interface = yaml.safe_load((ROOT / "docs/data/interface.yml").read_text(encoding="utf-8"))
    shown = "\n".join(str(entry[language]) for entry in interface.values()).casefold()
    about = (ROOT / f"docs/{language}/about.md").read_text(encoding="utf-8").partition("{#labels}")[2]
    labels = re.findall(r"^\| (.*?) \|", about.partition("\n## ")[0], re.MULTILINE)[2:-1]
    assert len(labels) == 7
    for label in labels:
        for words in re.split("[,၊…]", label.casefold()):
            assert words.strip() in shown, label


def test_the_figures_of_damage_are_those_that_are_done() -> None:
    told = (ROOT / "MAINTAINING.md").read_text(encoding="utf-8").partition("| damage | what is done |")[2]
    rows = dict(re.findall(r"^\| ([a-zA-Z ]+?) \| (.*?) \|$", told.partition("\n\n")[0], re.MULTILINE))
    figures = {
        "toner spread": (*damage.TONER_SPREAD_MM, damage.TONER_SPECKS, damage.TONER_SPECK_MM),
        "blur": damage.BLUR_MM,
        "copy of a copy": (damage.COPY_BLUR_MM, damage.COPY_NOISE, *damage.COPY_THRESHOLD),
        "tilt": (damage.TILT_DEGREES, damage.TILT_DISTANCE),
        "low light": (damage.DARK_INK, damage.DARK_PAPER, damage.DARK_SLOPE, damage.DARK_NOISE),
        "JPEG": (damage.JPEG_QUALITY,),
        "fold": (*damage.FOLD_MM, damage.FOLD_SHIFT_MM),
        "hidden part": (damage.HIDDEN_SHARE,),
        "every one besides": (damage.CAMERA_TURN, *damage.CAMERA_PIXELS, damage.CAMERA_NOISE),
    }
    assert {*damage.DAMAGES} <= {*figures, "none"}
    for name, values in figures.items():
        assert all(f"{value:g}" in re.findall(r"[0-9.]+[0-9]|[0-9]", rows[name]) for value in values), name


def test_every_key_an_editor_may_write_is_explained() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
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


def test_hooks_stay_thin_and_lanpya_knows_no_mkdocs() -> None:
    for path in (ROOT / "hooks").glob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 80, path.name
    for path in (ROOT / "hooks" / "lanpya").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(?:from|import) (?:mkdocs|material)", text, re.MULTILINE), path.name


def test_no_other_folder_at_the_top() -> None:
    folders = {path.relative_to(ROOT).parts[0] for path in tracked() if len(path.relative_to(ROOT).parts) > 1}
    assert folders <= {"docs", "overrides", "hooks", "scripts", "tests", ".ci", ".github"}
