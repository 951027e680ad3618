"""The site is the same bytes wherever, whenever and by whomever it is built."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import Any

import pytest
from fontTools.ttLib.tables import otBase
from support.project import EPOCH, ROOT, Project, languages_of
from support.sampling import proof_only

from lanpya.languages.language import language_of
from lanpya.leaflets.typesetting import FONT
from lanpya.pages.fallback_font import fallback_font
from lanpya.runtime.environment import CACHE

SPOILED = 'lambda build: (build.site / "text/en/2.txt").write_text(getcwd()[-5:])'  # a step of the build
ALIKE = r"^\w+ .*: \d+ files, all the same$"


def rebuild(project: Project, *names: str) -> subprocess.CompletedProcess[str]:
    """Run scripts/proof/rebuild.py over a project."""
    command = [sys.executable, "-m", "scripts.proof.rebuild", "--root", str(project.root), *names]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, CACHE: str(project.root / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )


@proof_only
@pytest.mark.slow
def test_other_circumstances_change_no_byte(project: Project) -> None:
    done = rebuild(project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(re.findall(ALIKE, done.stdout, re.MULTILINE)) >= 12
    assert not (project.root / "cache").exists()  # what is kept would be alike in any circumstances


def test_the_font_is_the_same_without_what_only_tests_install(monkeypatch: pytest.MonkeyPatch) -> None:
    assert otBase.have_uharfbuzz
    monkeypatch.setenv(CACHE, "")
    fallback = language_of("my").fallback
    assert fallback
    whole = (ROOT / "overrides" / FONT).read_bytes()
    font = fallback_font(whole, fallback)
    monkeypatch.setattr(otBase, "have_uharfbuzz", False)
    assert fallback_font(whole, fallback) == font


@proof_only
@pytest.mark.slow
def test_properdocs_builds_the_same_site(project: Project) -> None:
    command = [sys.executable, "-m", "scripts.dev.properdocs_check", "--root", str(project.root)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"SOURCE_DATE_EPOCH": EPOCH},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^\d\d files, all the same$", done.stdout, re.MULTILINE)


def in_english(config: dict[str, Any]) -> None:
    """Leave one language, which needs no font; else each build cuts one."""
    languages_of(config)[:] = [{"locale": "en", "name": "English", "default": True}]


@pytest.mark.slow
def test_a_build_that_depends_on_its_folder_and_nothing_else_is_found_and_shown(project: Project) -> None:
    project.with_leaflets("sheet").edit(
        "hooks/finish.py", "import Callable\n", "import Callable\nfrom os import getcwd\n"
    )
    project.edit(
        "hooks/finish.py", "    write_texts,\n    pack", f"    write_texts,\n    {SPOILED},\n    pack"
    )
    project.configure(in_english)
    shutil.rmtree(project.docs / "my")
    done = rebuild(project, "umask", "path")
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search(r"^ +text/en/2.txt: line 1, letter \d+: '.*' and '.*glong", done.stdout, re.MULTILINE)
    assert [line.split()[0] for line in re.findall(ALIKE, done.stdout, re.MULTILINE)] == ["umask"]
    assert "2 of 2 variations tried, 1 differ from the first." in done.stdout
    assert not (project.root / "cache").exists()
