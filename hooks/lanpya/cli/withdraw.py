"""`lanpya withdraw`: withdraws a contact or recalls a leaflet."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click

from lanpya.cli.command import DAY, Command, Group, root_option, root_option_of_group, today_option
from lanpya.editing.withdraw import RefusedError, next_steps, withdraw_contact, withdraw_leaflet
from lanpya.runtime.clock import today
from lanpya.runtime.terminal import show

CANNOT = "Nothing was changed"


class _Words(click.ParamType[tuple[str, str]]):
    name = "LANG=WORDS"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Return language and words."""
        language, equals, words = str(value).partition("=")
        if not equals or not words.strip():
            self.fail(f"{value!r} is not written as  en=What is wrong with it.", param, ctx)
        return language.strip(), words.strip()


@click.group(cls=Group, cannot=CANNOT)
@today_option("The day.")
@root_option_of_group
def withdraw(day: date | None, root: Path | None) -> None:
    """Withdraw a contact or recall a leaflet.

    Prints the shortest way to a release with the change.

    Exit status: 0 done, 1 refused, 2 could not run.
    """


def _subcommand(function: Callable[..., None]) -> click.Command:
    """Make a subcommand that prints the next steps, and exits with status 1 if it refuses."""

    @wraps(function)
    def run(root: Path, **options: Any) -> int:
        steps = next_steps(root)
        try:
            function(root=root, **options)
        except RefusedError as error:
            show(f"Nothing was changed. {error}", to=sys.stderr)
            return 1
        print(steps)
        return 0

    return withdraw.command(cls=Command, cannot=CANNOT)(root_option(run))


@_subcommand
@click.argument("identifier", metavar="ID")
@today_option("The day on which it is withdrawn.")
def contact(identifier: str, day: date | None, root: Path) -> None:
    """Withdraw a contact that is compromised.

    Only its name stays, and pages show a notice in its place. It is searched for in the file that
    LANPYA_CONTACTS names, then in docs/data/contacts.yml.
    """
    path = withdraw_contact(root, identifier, day or today())
    show(f"{identifier} is withdrawn. Look at {path}.")


@_subcommand
@click.argument("number", metavar="N", type=int)
@click.option("--says", multiple=True, type=_Words(), help="What is wrong with it.")
@click.option("--until", type=DAY, help="The last wrong edition. By default, all are wrong.")
@click.option("--gone", is_flag=True, help="The guide was removed for good.")
def leaflet(
    number: int,
    says: tuple[tuple[str, str], ...],
    until: date | None,
    gone: bool,
    root: Path,
) -> None:
    """Recall a leaflet that is wrong.

    N is the number on its cover, 0 for the booklet. This adds an entry to docs/data/withdrawn.yml; page 22
    and the leaflet itself then say so. Use --until once the guide is corrected: only editions up to that day
    are then recalled.
    """
    withdraw_leaflet(root, number, dict(says), until, is_gone=gone)
    if until:
        show(f"Leaflet {number} is recalled in editions up to {until}; later ones are valid.")
    else:
        show(
            f"Leaflet {number} is recalled; every panel says so. Publish that first. Then correct its guide, "
            f"and run this again with  --until  and the last wrong edition."
        )
