"""`lanpya new`: creates a guide, or a whole project. Each is a module."""

from __future__ import annotations

import click

from lanpya.cli.command import Group
from lanpya.cli.new_guide import guide
from lanpya.cli.new_project import project


class _New(Group):
    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the command line; what names nothing to create is a guide, as before version 0.2."""
        if args and args[0] not in (*self.list_commands(ctx), "--help"):
            args = ["guide", *args]
        return super().parse_args(ctx, args)


@click.command(cls=_New)
def new() -> None:
    """Create a guide or a project.

    `lanpya new NAME` is short for `lanpya new guide NAME`.

    Exit status: 0 done, 1 refused, 2 could not run.
    """


new.add_command(guide)
new.add_command(project)
