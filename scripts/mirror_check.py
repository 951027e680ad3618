"""Hold every mirror of docs/data/mirrors.yml against the signature, and print a table.

A mirror is current when it shows the newest release among them, and none older than scripts/verify.py saw
before with the key. Samples are left out, for nobody is there. An onion address is reached only through Tor:
run this under torsocks. Exit status: 0 all are whole and current; 1 one is not; 2 the check could not run, or
there is no mirror.
"""

import argparse
import sys
import urllib.error
from datetime import date
from pathlib import Path

import minisign
from verify import default_seen, key_of, name_of, remember, remembered

from lanpya.edition import today
from lanpya.messages import printable
from lanpya.problem import show
from lanpya.reading import read_library
from lanpya.records import typed_day
from lanpya.served import Site
from lanpya.settings import read_settings
from lanpya.verifying import Seen, verify

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Check all; see the module for the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--key", required=True, help="the public key: a file, or the key itself")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project")
    parser.add_argument("--today", type=typed_day, default=today(), help="check as of this day (YYYY-MM-DD)")
    parser.add_argument("--at", action="append", default=[], metavar="ADDRESS", help="an address besides")
    parser.add_argument(
        "--seen", type=Path, default=default_seen(), help="where the newest release is remembered"
    )
    options = parser.parse_args()
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
    rows = []
    for address in addresses:
        if sys.stderr.isatty():
            print(f"\r{printable(address)[:70]:<70}\r", end="", file=sys.stderr, flush=True)
        rows.append((address, *_row(address, key, options.today, seen)))
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
    if newest and newest != seen:
        remember(options.seen, known, key, newest)
    return 0 if good else 1


def _row(address: str, key: minisign.PublicKey, on: date, seen: Seen | None) -> tuple[Seen | None, str]:
    """Return the release there, and what is wrong with it."""
    try:
        failures, _, now = verify(Site(address), key, on, seen)
    except (OSError, urllib.error.URLError) as error:
        return None, f"not reached ({getattr(error, 'reason', error)})"
    more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
    return now, failures[0].says + more if failures else ""


if __name__ == "__main__":
    sys.exit(main())
