"""What all commands share: how they report mistakes, end, and find the project."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from lanpya.content.records import parse_date
from lanpya.problems.messages import LANGUAGES
from lanpya.problems.reports import as_github, as_json, as_text
from lanpya.runtime.terminal import printable, show

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = {"text": as_text, "github": as_github, "json": as_json}
SETTINGS = "mkdocs.yml"
STOPPED = 130  # exit status after Ctrl-C: 128 and the number of the signal, as in a shell


class Command(click.Command):
    """A command whose function returns its exit status; what was typed wrong is shown `printable`, status 2.

    OSError and ValueError, the errors of bad input, are reported in one line after `cannot`, with status 2.
    """

    def __init__(self, *args: Any, cannot: str = "The command could not run", **attributes: Any):
        super().__init__(*args, **attributes)
        self.cannot = cannot

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the words of the command line."""
        try:
            return super().parse_args(ctx, args)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            raise click.UsageError(printable(error.format_message()), ctx) from None

    def invoke(self, ctx: click.Context) -> None:
        """Run the command and exit with its status."""
        try:
            status = super().invoke(ctx)
        except (OSError, ValueError) as error:
            show(f"{self.cannot}: {error}", to=sys.stderr)
            status = 2
        except KeyboardInterrupt:
            show("Stopped.", to=sys.stderr)
            status = STOPPED
        ctx.exit(status or 0)


class Group(Command, click.Group):
    """A command with subcommands; an option typed before the name of a subcommand counts for it, too."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the words up to the name of a subcommand."""
        rest = super().parse_args(ctx, args)
        given = {name: value for name, value in ctx.params.items() if value is not None}
        ctx.default_map = dict.fromkeys(self.list_commands(ctx), given)
        return rest

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a subcommand; the name of one that does not exist is shown `printable`."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            raise click.UsageError(printable(error.format_message()), ctx) from None


class _Day(click.ParamType[date]):
    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day that was typed."""
        day = value if isinstance(value, date) else parse_date(value)
        if not day:
            self.fail(f"{value!r} is not a day written as 2026-11-20", param, ctx)
        return day


DAY = _Day()
FILE = click.Path(path_type=Path)


def project_at(given: Path | None) -> Path:
    """Return the folder that was given, else the nearest one with a mkdocs.yml, from here upwards."""
    if given:
        return given.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return folder
    raise click.UsageError(f"No {SETTINGS} is here or in a folder above. Go to the project, or give --root.")


def root_option(function: F) -> F:
    """Add --root, the folder of the project."""
    return _root_option(callback=lambda ctx, param, value: project_at(value))(function)


def root_option_of_group(function: F) -> F:
    """Add --root to a Group, as it was typed or None: outside a project, subcommands show their --help."""
    return _root_option()(function)


def _root_option(**attributes: Any) -> Callable[[F], F]:
    text = f"The project. By default the nearest folder with a {SETTINGS}, from here upwards."
    return click.option("--root", type=FILE, metavar="FOLDER", is_eager=True, help=text, **attributes)


def settings_option(function: F) -> F:
    """Add --settings, the file of settings; those of a stranger's branch could name a program to run."""

    def chosen(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path:
        root: Path = ctx.params["root"]
        return value or root / SETTINGS

    text = f"The settings. By default {SETTINGS} of the project."
    return click.option("--settings", type=FILE, metavar="FILE", callback=chosen, help=text)(function)


def today_option(text: str) -> Callable[[F], F]:
    """Add --today with this help; None means the clock's day in UTC."""
    return click.option("--today", "day", type=DAY, help=text)


def format_option(function: F) -> F:
    """Add --format, one of FORMATS."""
    text = "How to show problems."
    return click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help=text)(
        function
    )


def lang_option(function: F) -> F:
    """Add --lang, the language of messages."""
    text = "The language of messages."
    return click.option("--lang", type=click.Choice(LANGUAGES), default="en", help=text)(function)
