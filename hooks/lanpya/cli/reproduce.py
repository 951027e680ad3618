"""`lanpya reproduce`: builds a release again from its own source, and compares."""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

import click

from lanpya.cli.command import FILE, Command, today_option
from lanpya.releases.manifest import SITE, archive_names
from lanpya.releases.named_copy import key_of
from lanpya.releases.reproduce import (
    differences,
    other_tools,
    published_names,
    rebuild,
    signed_manifest,
)
from lanpya.runtime.clock import today
from lanpya.runtime.environment import PRIVATE, path_in
from lanpya.runtime.terminal import show


@click.command(cls=Command, cannot="The check could not run")
@click.argument("release", metavar="DIR", type=FILE)
@click.option("--key", "given_key", required=True, help="The public key: a file, or the key itself.")
@today_option("Check as of this day.")
def reproduce(release: Path, given_key: str, day: date | None) -> int:
    """Build a release again from its own source, and compare.

    All differences are shown. DIR is a whole release: lanpya-VERSION. It is built only if its signatures are
    valid, because building runs its code. The source is lanpya-VERSION-source.tar next to the folder site. A
    release with real contacts differs from its source where they appear: on pages that name one, in the
    sizes on home pages, and in security.txt. If you have them, set LANPYA_CONTACTS. Until version 0.1 this
    was scripts/rebuild_release.py.

    Exit status: 0 the same bytes, 1 differences, 2 the check could not run.
    """
    try:
        manifest = signed_manifest(release, key_of(given_key), day or today())
        print("Building from the source", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            rebuilt = rebuild(release / archive_names(manifest)[1], Path(folder))
    except KeyboardInterrupt:
        print("\nInterrupted: nothing is known about this release.", file=sys.stderr)
        return 2
    wrong = 0
    for difference in differences(release / SITE, rebuilt):
        wrong += 1
        show(f"{difference.name}: {difference.says}")
        for place in difference.places:
            show(f"    {place}")
    if wrong and not path_in(PRIVATE):
        print(
            f"{PRIVATE} is not set. If this release has real contacts, the pages that name one, the sizes on "
            "home pages and security.txt differ; nothing else may differ."
        )
    for tool, version, here in other_tools(manifest) if wrong else ():
        show(f"The release was made with {tool} {version}; here it is {here}, which may be the reason.")
    files = len(published_names(release / SITE))
    print(f"{files} files, {wrong} not as in the source." if wrong else f"{files} files, all the same.")
    return 1 if wrong else 0
