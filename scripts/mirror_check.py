"""Hold every mirror of docs/data/mirrors.yml against the signature, and print a table.

A mirror is current when it shows the newest release among them, and none older than scripts/verify.py saw
before with the key. Samples are left out, for no one is there. All are looked at side by side, each for
--seconds at most. An onion address is reached only through Tor: run this under torsocks. Exit status: 0 all
are whole and current; 1 one is not; 2 the check could not run, or there is no mirror.
"""

import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import minisign
from verify import default_seen, key_of, name_of, remember, remembered

from lanpya.content.loader import read_library
from lanpya.content.records import typed_day
from lanpya.content.settings import read_settings
from lanpya.releases.remote.remote_copy import SECONDS, Site
from lanpya.releases.verification import Seen, Verified, verify
from lanpya.runtime.bounded_processes import each_apart
from lanpya.runtime.clock import today
from lanpya.runtime.temporary_folders import end_on_signals
from lanpya.runtime.terminal import show
from scripts.rigs.arguments import Parser

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Check all; see the module for the exit status."""
    parser = Parser(description=__doc__)
    parser.add_argument("--key", required=True, help="the public key: a file, or the key itself")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project")
    parser.add_argument("--today", type=typed_day, default=today(), help="check as of this day (YYYY-MM-DD)")
    parser.add_argument("--at", action="append", default=[], metavar="ADDRESS", help="an address besides")
    parser.add_argument(
        "--seen", type=Path, default=default_seen(), help="where the newest release is remembered"
    )
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for each; default %(default)s")
    options = parser.parse_args()
    end_on_signals()
    try:
        key = key_of(options.key)
        known = remembered(options.seen)
        library = read_library(read_settings(options.root / "mkdocs.yml"), options.root / "docs")
    except (OSError, ValueError) as error:
        show(f"The check could not run: {error}", to=sys.stderr)
        return 2
    addresses = [mirror.address for mirror in library.mirrors.values() if not mirror.example] + options.at
    if not addresses:
        print("There is no mirror in docs/data/mirrors.yml but samples.", file=sys.stderr)
        return 2
    seen = known.get(name_of(key))
    rows = _rows(addresses, key, options.today, seen, options.seconds)
    newest = max(
        (now for _, now, told in rows if now and not told), key=lambda now: now.sequence, default=seen
    )
    print("| address | number | state |\n| --- | --- | --- |")
    good = True
    for address, now, told in rows:
        if newest and not told and now and now.sequence < newest.sequence:
            told = f"whole, and older than number {newest.sequence}"
        good = good and not told
        show(f"| {address} | {now.sequence if now else ''} | {told or 'whole'} |")
    sys.stdout.flush()
    if newest and newest != seen:
        remember(options.seen, known, key, newest)
    return 0 if good else 1


def _rows(
    addresses: list[str], key: minisign.PublicKey, on: date, seen: Seen | None, seconds: float
) -> list[tuple[str, Seen | None, str]]:
    """Return each address with the release there and what is wrong with it, in the order of addresses."""

    def look(address: str) -> Callable[[], Verified]:
        return lambda: verify(Site(address, seconds), key, on, seen)

    found: dict[int, tuple[str, Seen | None, str]] = {}
    try:
        with closing(each_apart([look(address) for address in addresses], seconds)) as results:
            for number, result in results:
                found[number] = (addresses[number], *_state(result))
                show(f"{len(found)} of {len(addresses)}: {addresses[number]}", to=sys.stderr)
    except KeyboardInterrupt:
        print("Interrupted: of the others nothing is known.", file=sys.stderr)
    unknown = (None, "not looked at")
    return [found.get(number, (address, *unknown)) for number, address in enumerate(addresses)]


def _state(result: Verified | OSError) -> tuple[Seen | None, str]:
    """Return the release that was found, and what is wrong with it."""
    if isinstance(result, OSError):
        return None, f"not reached ({result})"
    failures, _, now = result
    more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
    return now, failures[0].says + more if failures else ""


if __name__ == "__main__":
    sys.exit(main())
