"""A repository in which contributors commit and propose changes, with nothing of the machine in it."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from support.commands import run_lanpya
from support.project import ROOT, small_project

SAFE = "12345+editor-a@users.noreply.example"
HOME = "MMT-6:30"  # the value of TZ where the zone is +0630
NUMBERS = itertools.count()
SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "TZ": "UTC", "EMAIL": SAFE}
LINKED = ("objects", "lanpya-hooks")  # folders of .git; no one writes into their files


@dataclass(frozen=True)
class Clone:
    """A repository, in which git and its hooks run with an environment of their own."""

    root: Path

    def run(self, *command: str | Path, ok: bool = True, **changes: str) -> subprocess.CompletedProcess[str]:
        people = {f"GIT_{who}_NAME": "editor-a" for who in ("AUTHOR", "COMMITTER")}
        outside = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
        result = subprocess.run(
            list(map(str, command)),
            cwd=self.root,
            env=outside | people | SETTINGS | changes,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=60,
        )
        assert result.returncode == 0 or not ok, result.stdout + result.stderr
        return result

    def git(self, *arguments: str | Path, **changes: str) -> str:
        return self.run("git", *arguments, **changes).stdout.strip()

    def commit(self, message: str = "a change", **changes: str) -> str:
        """Make a commit without asking any hook, and return its id."""
        names = (self.root / f"change-{number}" for number in NUMBERS)
        next(path for path in names if not path.exists()).touch()  # the repository may be a copy with some
        self.git("add", "change-*")
        self.git("commit", "--quiet", "--no-verify", "--message", message, **changes)
        return self.git("rev-parse", "HEAD")

    def check(self, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
        """Run `lanpya check-commits` in this process."""
        return run_lanpya("check-commits", *arguments, cwd=self.root, env=SETTINGS | changes)


def repository(root: Path) -> Clone:
    """Create a repository with one commit of the small project, with a no-reply address and in UTC."""
    small_project(root)
    return _committed(root)


def code_repository(root: Path) -> Clone:
    """Create the same with the code of the product, its scripts and its makefile."""
    small_project(root)
    for name in ("hooks/lanpya", "scripts"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "Makefile", root)
    return _committed(root)


def _committed(root: Path) -> Clone:
    shutil.copy(ROOT / ".gitignore", root)
    made = Clone(root)
    made.git("init", "--quiet", "--initial-branch=main")
    made.git("add", ".")
    made.commit("as it was")
    made.git("gc", "--quiet")  # one file to copy in place of each object
    return made


def hooked_repository(source: Path, root: Path) -> Clone:
    """Create a copy of `code_repository` with .venv, the hooks of `make hooks`, and two branches."""
    made = copy_repository(source, root)
    with_venv(made)
    made.run("make", "hooks")
    add_branches(made)
    return made


def add_branches(clone: Clone) -> None:
    """Make two branches, `other` and `more`, each with its own file."""
    for name in ("other", "more"):
        clone.git("checkout", "--quiet", "-b", name, "main")
        (clone.root / f"{name}.txt").write_text(name)
        clone.git("add", f"{name}.txt")
        clone.git("commit", "--quiet", "--no-verify", "--message", name)
    clone.git("checkout", "--quiet", "main")


def copy_repository(source: Path, target: Path) -> Clone:
    """Copy a repository, and let its hooks be those of the copy."""
    linked = [source / ".git" / name for name in LINKED if (source / ".git" / name).exists()]
    own = [path for path in (source / ".git").iterdir() if path not in linked]
    (target / ".git").mkdir(parents=True)
    for options, paths, goal in (
        ((), [path for path in source.iterdir() if path.name != ".git"], target),
        ((), own, target / ".git"),
        (("--link",), linked, target / ".git"),
    ):
        subprocess.run(["cp", "--archive", *options, *paths, goal], check=True)
    made = Clone(target)
    if (hooks := target / ".git" / LINKED[1]).exists():
        made.git("config", "core.hooksPath", hooks)
    return made


def with_venv(clone: Clone) -> None:
    (clone.root / ".venv").symlink_to(Path(sys.executable).parent.parent, target_is_directory=True)
    (clone.root / ".git/info/exclude").write_text("/.venv\n")


WORKFLOW = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")


JOB: dict[str, Any] = yaml.safe_load(WORKFLOW)["jobs"]["check"]


def propose(clone: Clone, change: Callable[[Path], None], **changes: str) -> str:
    """Commit what `change` does on a new branch, as a forge keeps a pull request; return its id."""
    clone.git("checkout", "--quiet", "-b", "change")
    change(clone.root)
    clone.git("add", "--all")
    clone.git("commit", "--quiet", "--message", "a change", **changes)
    head = clone.git("rev-parse", "HEAD")
    clone.git("checkout", "--quiet", "--force", "main")
    return head


def run_workflow(server: Clone, head: str, folder: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run the steps of the workflow as the forge does, in an empty folder, but set up already."""
    folder.mkdir()
    runner = Clone(folder)
    variables = changes | {
        "GITHUB_SERVER_URL": f"file://{server.root.parent}",
        "GITHUB_REPOSITORY": server.root.name,
        "GITHUB_SHA": server.git("rev-parse", "main"),
        **{key: value for key, value in JOB["env"].items() if "${{" not in value},
        "HEAD_SHA": head,
    }
    for step in JOB["steps"]:
        if step["run"] == "make .venv/site.stamp":
            with_venv(runner)
            continue
        result = runner.run("bash", "-e", "-c", step["run"], ok=False, **variables)
        if result.returncode:
            break
    return result
