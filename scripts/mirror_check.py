"""Hold every mirror of docs/data/mirrors.yml against the signature, and print a table.

Samples are left out, for nobody is there. An onion address is reached only through Tor: run this under
torsocks. Exit status: 0 all are whole and current; 1 one is not; 2 the check could not run, or there is no
mirror.
"""

import argparse
import sys
import urllib.error
from datetime import date
from pathlib import Path

import minisign
from verify import key_of

from lanpya.copies import Site
from lanpya.edition import today
from lanpya.reading import read_library
from lanpya.records import typed_day
from lanpya.settings import read_settings
from lanpya.verifying import verify

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Check all; see the module for the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--key", required=True, help="the public key: a file, or the key itself")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project")
    parser.add_argument("--today", type=typed_day, default=today(), help="check as of this day (YYYY-MM-DD)")
    parser.add_argument("--at", action="append", default=[], metavar="ADDRESS", help="an address besides")
    options = parser.parse_args()
    try:
        key = key_of(options.key)
        library = read_library(read_settings(options.root / "mkdocs.yml"), options.root / "docs")
    except (OSError, ValueError) as error:
        print(f"The check could not run: {error}", file=sys.stderr)
        return 2
    addresses = [mirror.address for mirror in library.mirrors.values() if not mirror.example] + options.at
    if not addresses:
        print("There is no mirror in docs/data/mirrors.yml but samples.", file=sys.stderr)
        return 2
    rows, numbers = [], []
    for address in addresses:
        if sys.stderr.isatty():
            print(f"\r{address[:70]:<70}\r", end="", file=sys.stderr, flush=True)
        number, told = _row(address, key, options.today)
        numbers.append(number)
        rows.append((address, number, told))
    newest = max(numbers)
    print("| address | number | state |\n| --- | --- | --- |")
    for address, number, told in rows:
        state = told or ("whole" if number == newest else f"whole, and older than number {newest}")
        print(f"| {address} | {number or ''} | {state} |")
    return 0 if all(not told and number == newest for _, number, told in rows) else 1


def _row(address: str, key: minisign.PublicKey, on: date) -> tuple[int, str]:
    """Return the number of the release there, and what is wrong with it."""
    try:
        failures, manifest, _ = verify(Site(address), key, on, None)
    except (OSError, urllib.error.URLError) as error:
        return 0, f"not reached ({getattr(error, 'reason', error)})"
    more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
    return manifest.sequence if manifest else 0, failures[0].says + more if failures else ""


if __name__ == "__main__":
    sys.exit(main())
