"""`lanpya check-change`: checks a proposed change without running any of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click

from lanpya.cli.command import FORMATS, Command, format_option, root_option
from lanpya.editing.commit_range import object_of
from lanpya.editing.proposal import merge_base, outside_docs, take_docs
from lanpya.problems.problem import errors_in
from lanpya.runtime.git import git
from lanpya.runtime.temporary_folders import temporary_folder, undisturbed
from lanpya.runtime.terminal import show


@click.command(cls=Command, cannot="The check could not run")
@click.argument("base")
@click.argument("head")
@click.option("--name", "names", multiple=True, help="The branch that the change comes from.")
@format_option
@root_option
def check_change(base: str, head: str, names: tuple[str, ...], form: str, root: Path) -> int:
    """Check a proposed change and run none of it.

    Its docs/ are read as data, and its commits as text. HEAD is the last commit of the change, and BASE the
    branch that it is for. The code is that of BASE. Git follows no link, filter or attribute of HEAD,
    because it never checks HEAD out.

    Exit status: 0 no errors, 1 errors, 2 the check could not run.
    """
    with temporary_folder() as folder:
        base, head = object_of(root, base), object_of(root, head)
        statuses = _check(root, base, head, form, names, folder / "base")
    return max(statuses) if set(statuses) <= {0, 1} else 2


def _check(root: Path, base: str, head: str, form: str, names: tuple[str, ...], tree: Path) -> list[int]:
    """Run all checks with the code of `base` in the new folder `tree`; return their exit statuses."""
    before = merge_base(root, base, head)
    try:
        with undisturbed():
            hooks = f"core.hooksPath={os.devnull}"
            git(root, "-c", hooks, "worktree", "add", "--quiet", "--detach", str(tree), base)
        shutil.rmtree(tree / "docs")
        (tree / "docs").mkdir()
        problems = [*outside_docs(root, base, before, head), *take_docs(root, head, tree / "docs")]
        if problems:
            show(FORMATS[form](problems), commands=form == "github")
        named = [f"--name={name}" for name in names]
        return [
            1 if errors_in(problems) else 0,
            _run(tree, "check", "--base", before, "--format", form),
            _run(tree, "check-commits", f"{base}..{head}", "--format", form, *named),
        ]
    finally:
        with undisturbed():
            if tree.exists():
                git(root, "worktree", "remove", "--force", str(tree))


def _run(tree: Path, *arguments: str) -> int:
    """Run `lanpya` with the code in `tree`, and return its exit status."""
    own = os.environ | {"PYTHONPATH": str(tree / "hooks")}
    command = [sys.executable, "-P", "-m", "lanpya", *arguments, "--root", str(tree)]
    sys.stdout.flush()
    done = subprocess.run(command, cwd=tree, env=own, stderr=subprocess.PIPE, check=False)
    for line in done.stderr.decode("utf-8", "replace").splitlines():
        show(f"| {line}", to=sys.stderr)  # otherwise a line of it could be a command to the CI runner
    return done.returncode
