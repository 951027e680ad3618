"""`lanpya release`: a signed release of the commit that is checked out."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from lanpya.cli.command import Command, root_option, today_option
from lanpya.releases.build import RefusedError, make_release
from lanpya.releases.seen import name_of
from lanpya.runtime.clock import today
from lanpya.runtime.environment import CACHE
from lanpya.runtime.terminal import show


@click.command(cls=Command, cannot="The release could not run")
@click.option(
    "--allow-unchecked", is_flag=True, help="Release translations of high risk that no one has checked."
)
@today_option("Check as of this day.")
@root_option
def release(allow_unchecked: bool, day: date | None, root: Path) -> int:
    """Make a signed release of the commit that is checked out.

    It is dist/lanpya-VERSION. The commit has the tag vVERSION of pyproject.toml, nothing is changed beside
    it, and the strict check finds no error: no sample, nothing past its date, no translation of high risk
    behind its source. The site is built from the commit alone, with its date, so that anyone can build it
    again. --root is a clone with its history. Until everything is made and verified there is nothing in
    dist/.

    From the environment: LANPYA_SECRET_KEY, the path of the secret key of minisign; LANPYA_PASSWORD_FILE, the
    path of its password (else it is asked for); LANPYA_CONTACTS, the path of the real contacts.

    Exit status: 0 made, 1 refused, 2 could not run.
    """
    os.environ.pop(CACHE, None)  # whatever is signed is made anew
    try:
        made = make_release(root, day or today(), allow_unchecked, lambda text: print(text, flush=True))
    except RefusedError as error:
        show(f"No release was made, and nothing was signed.\n{error}", to=sys.stderr)
        return 1
    except (KeyboardInterrupt, SystemExit):
        print("\nInterrupted: no release was made.", file=sys.stderr)
        return 2
    manifest = made.manifest
    print(
        f"{made.folder.relative_to(root)}: {made.files} files, number {manifest.sequence}, "
        f"edition {manifest.edition}, counts until {manifest.expires}\n"
        f"Signed with the key whose public half is {name_of(made.public_key)}"
    )
    return 0
