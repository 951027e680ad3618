"""`lanpya mirrors`: verifies all mirrors and shows them in a table."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import click

from lanpya.cli.command import SETTINGS, Command, root_option, seen_option, today_option
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.releases.mirrors import Mirror, compared, mirror_states
from lanpya.releases.named_copy import key_of
from lanpya.releases.remote.remote_copy import SECONDS
from lanpya.releases.seen import name_of, read_seen, remember
from lanpya.runtime.clock import today
from lanpya.runtime.terminal import show


@click.command(cls=Command, cannot="The check could not run")
@click.option("--key", "given_key", required=True, help="The public key: a file, or the key itself.")
@click.option("--at", "others", multiple=True, metavar="URL", help="Another mirror, besides those listed.")
@seen_option
@today_option("Check as of this day.")
@click.option("--seconds", type=float, default=SECONDS, show_default=True, help="Limit for each mirror.")
@root_option
def mirrors(
    given_key: str, others: tuple[str, ...], memory: Path, day: date | None, seconds: float, root: Path
) -> int:
    """Verify all mirrors.

    The mirrors are those in docs/data/mirrors.yml, without samples. A mirror is current if it shows the
    newest release among them, and none older than lanpya verify has seen with the key. All are verified in
    parallel, each for at most --seconds. Onion addresses can be reached only through Tor: run this under
    torsocks. Until version 0.1 this was scripts/mirror_check.py.

    Exit status: 0 all are complete and current; 1 one is not; 2 the check could not run, or there is no
    mirror.
    """
    key = key_of(given_key)
    known = read_seen(memory)
    library = read_library(read_settings(root / SETTINGS), root / "docs")
    urls = [mirror.address for mirror in library.mirrors.values() if not mirror.example] + [*others]
    if not urls:
        print("docs/data/mirrors.yml has no mirrors other than samples.", file=sys.stderr)
        return 2
    seen = known.get(name_of(key))
    found: dict[int, Mirror] = {}
    try:
        with closing(mirror_states(urls, key, day or today(), seen, seconds)) as ended:
            for number, mirror in ended:
                found[number] = mirror
                show(f"{len(found)} of {len(urls)}: {mirror.address}", to=sys.stderr)
    except KeyboardInterrupt:
        print("Interrupted: nothing is known about the others.", file=sys.stderr)
    states, newest = compared([found.get(number, Mirror(url)) for number, url in enumerate(urls)], seen)
    print("| address | number | state |\n| --- | --- | --- |")
    for mirror in states:
        number_shown = mirror.shows.sequence if mirror.shows else ""
        show(f"| {mirror.address} | {number_shown} | {mirror.problem or 'whole'} |")
    sys.stdout.flush()
    if newest and newest != seen:
        remember(memory, known, key, newest)
    return 1 if any(mirror.problem for mirror in states) else 0
