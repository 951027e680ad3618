"""The command line: one command, `lanpya`, and a module for each of its subcommands."""

from __future__ import annotations

import importlib

import click

from lanpya.cli.command import Group
from lanpya.runtime.temporary_folders import end_on_signals

# In the order of `lanpya --help`. A command is imported when it is called. Its module has its name, with _
# for -, and contains a command of the same name.
COMMANDS = (
    *(
        "check",
        "status",
        "new",
        "hand-out",
        "take-in",
        "words",
        "draw-questions",
        "add-ids",
        "fix-text",
        "clean-picture",
    ),
    *("withdraw", "check-staged", "check-commits", "check-change"),
    *("upgrade", "weigh", "release", "verify", "reproduce", "mirrors", "server-config"),
)


class _Commands(Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None if there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command = getattr(importlib.import_module(f"lanpya.cli.{name}"), name)
        assert isinstance(command, click.Command)  # noqa: S101 — for the type checker
        return command


@click.command(cls=_Commands)
def lanpya() -> None:
    """Check, translate, release and verify safety guides.

    Run it in the folder of the project, or in one below it. Every command has a --help.
    """


def run() -> None:
    """Run the command line, and end the process with its exit status."""
    end_on_signals()
    lanpya(prog_name="lanpya")
