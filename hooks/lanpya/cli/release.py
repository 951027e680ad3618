"""`lanpya release`: makes a signed release of the current commit."""

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
    "--allow-unchecked",
    is_flag=True,
    help="Release translations of high risk, and words of pages, that no one has checked.",
)
@today_option("Check as of this day.")
@root_option
def release(allow_unchecked: bool, day: date | None, root: Path) -> int:
    """Make a signed release of the commit that is checked out.

    The release is dist/lanpya-VERSION. The commit must have the tag vVERSION of pyproject.toml, without local
    changes, and the strict check must find no error: no sample, nothing past its date, no translation of
    high risk behind its source. The site is built from the commit alone, with its date, so that anyone can
    reproduce it. --root is a clone with its full history. Nothing appears in dist/ until the release is
    complete and verified.

    From the environment: LANPYA_SECRET_KEY, the path of the secret key of minisign; LANPYA_PASSWORD_FILE, the
    path of its password (otherwise it is asked for); LANPYA_CONTACTS, the path of the real contacts.

    Exit status: 0 made, 1 refused, 2 could not run.
    """
    os.environ.pop(CACHE, None)  # signed files are never from the cache
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
        f"edition {manifest.edition}, valid until {manifest.expires}\n"
        f"Signed with the key whose public key is {name_of(made.public_key)}"
    )
    return 0
