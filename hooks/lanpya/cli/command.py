"""What all commands share: options, reports of mistakes, exit statuses, and finding the project."""

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
STOPPED = 130  # exit status after Ctrl-C: 128 plus the number of the signal, as in a shell


class Command(click.Command):
    """A command whose function returns its exit status.

    Mistakes on the command line are shown `printable`, with status 2. OSError and ValueError, the errors of
    bad input, are reported in one line after `cannot`, with status 2.
    """

    def __init__(self, *args: Any, cannot: str = "The command could not run", **attributes: Any):
        super().__init__(*args, **attributes)
        self.cannot = cannot

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the command line."""
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
    """A command with subcommands; options before the name of a subcommand also apply to it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the command line up to the name of a subcommand."""
        rest = super().parse_args(ctx, args)
        options = {name: value for name, value in ctx.params.items() if value is not None}
        ctx.default_map = dict.fromkeys(self.list_commands(ctx), options)
        return rest

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a subcommand. The name of an unknown one is shown `printable`."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            raise click.UsageError(printable(error.format_message()), ctx) from None


class _Day(click.ParamType[date]):
    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date."""
        day = value if isinstance(value, date) else parse_date(value)
        if not day:
            self.fail(f"{value!r} is not a date written as 2026-11-20", param, ctx)
        return day


DAY = _Day()
FILE = click.Path(path_type=Path)


def project_at(folder: Path | None) -> Path:
    """Return the given folder, else the nearest one with a mkdocs.yml, from the current folder upwards."""
    if folder:
        return folder.resolve()
    here = Path.cwd()
    for candidate in (here, *here.parents):
        if (candidate / SETTINGS).is_file():
            return candidate
    raise click.UsageError(
        f"There is no {SETTINGS} here or in a folder above. Go to the project, or add --root."
    )


def root_option(function: F) -> F:
    """Add --root, the folder of the project."""
    return _root_option(callback=lambda ctx, param, value: project_at(value))(function)


def root_option_of_group(function: F) -> F:
    """Add --root to a Group, with None by default: outside a project, subcommands can show their --help."""
    return _root_option()(function)


def _root_option(**attributes: Any) -> Callable[[F], F]:
    text = f"The project. By default the nearest folder with a {SETTINGS}, from here upwards."
    return click.option("--root", type=FILE, metavar="FOLDER", is_eager=True, help=text, **attributes)


def settings_option(function: F) -> F:
    """Add --settings, the settings file; that of a proposed change could name a program to run."""

    def chosen(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path:
        root: Path = ctx.params["root"]
        return value or root / SETTINGS

    text = f"The settings. By default {SETTINGS} of the project."
    return click.option("--settings", type=FILE, metavar="FILE", callback=chosen, help=text)(function)


def today_option(text: str) -> Callable[[F], F]:
    """Add --today with this help; None means today in UTC."""
    return click.option("--today", "day", type=DAY, help=text)


def seen_option(function: F) -> F:
    """Add --seen, the file with the newest release seen; see lanpya.releases.seen."""

    def default() -> Path:
        from lanpya.releases.seen import default_seen  # imported late: other commands do not need it

        return default_seen()

    text = "Where the newest release is remembered."
    return click.option("--seen", "memory", type=FILE, metavar="FILE", default=default, help=text)(function)


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
