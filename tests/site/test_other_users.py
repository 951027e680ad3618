"""A build by an ordinary user, and by root in the checkout of another user."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.project import EPOCH, Project
from support.releases import NOBODY, make_project, without_make
from support.sampling import proof_only

pytestmark = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0 or not shutil.which("setpriv"),
    reason="only root can be another user",
)
OTHER = 65534  # nobody
AS_OTHER = (  # may read all, as this Python and the folder of the tests may be root's alone
    *("setpriv", f"--reuid={OTHER}", f"--regid={OTHER}", "--clear-groups"),
    *("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"),
)
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(project: Project, tmp_path: Path) -> Run:
    """A function that runs a command in the small project, which has one commit, as root unless told."""
    own = without_make()
    for name in ("HOME", "TMPDIR"):
        own[name] = str(tmp_path / name)
        Path(own[name]).mkdir()
        os.chown(own[name], OTHER, OTHER)
    dated = {f"GIT_{who}_DATE": "2026-11-23T12:00:00+0000" for who in ("AUTHOR", "COMMITTER")}
    make_project(project.with_leaflets("sheet"))
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "A state"]):
        subprocess.run(["git", *command], cwd=project.root, check=True, env=own | NOBODY | dated)

    def given(*command: str, prefix: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        whole = [*prefix, *command]
        return subprocess.run(whole, cwd=project.root, env=own, capture_output=True, text=True, check=False)

    return given


def give(folder: Path) -> None:
    """Let a folder and all in it belong to the other user."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, OTHER, OTHER, follow_symlinks=False)


@proof_only
@pytest.mark.slow
def test_an_ordinary_user_builds(project: Project, run: Run) -> None:
    give(project.root)
    command = ("env", f"SOURCE_DATE_EPOCH={EPOCH}", sys.executable, "-m", "mkdocs", "build", "--quiet")
    built = run(*command, prefix=AS_OTHER)
    assert built.returncode == 0, built.stdout + built.stderr
    assert project.site.stat().st_uid == OTHER
    assert "November 23, 2026" in (project.site / "en/22.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_make_builds_in_the_checkout_of_another_user(project: Project, run: Run) -> None:
    give(project.root)
    for goals in (["site"], ["check", "BASE=HEAD"]):
        result = run("make", *goals)
        assert result.returncode == 0, result.stdout + result.stderr
    assert "November 23, 2026" in (project.site / "en/22.html").read_text(encoding="utf-8")


COMMANDS = (
    ("-m", "mkdocs", "build", "--quiet"),
    ("-m", "lanpya", "check", "--base", "HEAD"),
    ("-m", "lanpya", "release"),
    ("-m", "scripts.proof.rebuild", "umask"),
    ("-m", "scripts.dev.properdocs_check"),
)


@pytest.mark.slow
def test_what_is_run_without_make_says_whose_checkout_it_is(project: Project, run: Run) -> None:
    give(project.root)
    for command in COMMANDS:
        done = run(sys.executable, *command)
        assert done.returncode != 0, command
        shown = done.stdout + done.stderr
        assert f"{project.root} belongs to another user, so git does not read it." in shown, command
        assert f"git config --global --add safe.directory {project.root}" in shown, command
        assert "Traceback" not in shown, command
        assert not project.site.exists(), command
