"""`lanpya upgrade`: renews a project's copy of the program."""

from __future__ import annotations

from pathlib import Path

import click

from lanpya.cli.command import FILE, Command, root_option
from lanpya.editing.upgrade import carry_out, planned, program_in, undo
from lanpya.runtime.terminal import show


@click.command(cls=Command, cannot="Nothing was changed")
@click.argument("source", metavar="FOLDER", type=FILE)
@root_option
def upgrade(source: Path, root: Path) -> int:
    """Replace the program in a project by a newer one.

    FOLDER is a newer checkout of the program, or a release. Files of the program that no one changed are
    replaced, new ones added, and those that the program no longer has removed. Files that somebody changed
    stay, and are listed. docs/ and mkdocs.yml are never touched. Either everything is changed or nothing; an
    upgrade that was killed is taken back by the next one.

    Exit status: 0 done, 2 could not run.
    """
    if undo(root):
        show("An earlier upgrade was not finished, and has been taken back.")
    plan = planned(root, program_in(source.resolve()))
    carry_out(root, plan)
    replaced = len(plan.written) - len(plan.added) - 1  # one is the manifest
    show(
        f"Version {plan.before} is now {plan.after}: {replaced} files replaced, {len(plan.added)} added, "
        f"{len(plan.removed)} removed."
    )
    for name, reason in plan.kept.items():
        show(f"{name} stays as it is: {reason}.")
    if plan.kept:
        show(f"Compare these with {source}, and take over what you need.")
    show("Now run  make check && make site  and, if you use them,  make hooks")
    return 0
