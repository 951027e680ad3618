"""The site is the same bytes wherever, whenever and by whomever it is built."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from fontTools.ttLib.tables import otBase
from support.project import EPOCH, ROOT, Project

from lanpya.languages.writing_system import script_of
from lanpya.leaflets.typesetting import FONT
from lanpya.pages.fallback_font import fallback_font
from lanpya.runtime.environment import CACHE


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


@pytest.mark.proof
@pytest.mark.slow
def test_other_circumstances_change_no_byte(project: Project, proof: bool) -> None:
    done = rebuild(project, *([] if proof else ["umask"]))
    assert done.returncode == 0, done.stdout + done.stderr
    alike = re.findall(r"^\w+ .*: \d+ files, all the same$", done.stdout, re.MULTILINE)
    assert len(alike) >= (12 if proof else 1)
    assert not (project.root / "cache").exists()  # what is kept would be alike in any circumstances


def test_the_font_is_the_same_without_what_only_tests_install(monkeypatch: pytest.MonkeyPatch) -> None:
    assert otBase.have_uharfbuzz
    monkeypatch.setenv(CACHE, "")
    fallback = script_of("my").fallback
    assert fallback
    whole = (ROOT / "overrides" / FONT).read_bytes()
    font = fallback_font(whole, fallback)
    monkeypatch.setattr(otBase, "have_uharfbuzz", False)
    assert fallback_font(whole, fallback) == font


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


@pytest.mark.slow
def test_a_build_that_depends_on_its_folder_is_found_and_shown(project: Project) -> None:
    project.add_code().edit(
        "hooks/lanpya/leaflets/read_aloud.py",
        "from __future__ import annotations\n",
        "from __future__ import annotations\n\nimport os\n",
    )
    source = (project.root / "hooks/lanpya/leaflets/read_aloud.py").read_text(encoding="utf-8")
    start = source.index("def script_to_read")
    body = source.index('"""', source.index('"""', start) + 3) + 4
    spoiled = source[:body] + "    return os.getcwd()[-9:]\n" + source[body:]
    (project.root / "hooks/lanpya/leaflets/read_aloud.py").write_text(spoiled, encoding="utf-8")
    done = rebuild(project, "path")
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search(r"^ +text/en/2.txt: line 1, letter \d+: '.*' and '.*longlong", done.stdout, re.MULTILINE)
    assert "1 of 1 variations tried, 1 differ from the first." in done.stdout
