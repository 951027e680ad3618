"""`lanpya verify`: verifies a copy of a release."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from lanpya.cli.command import Command, seen_option, today_option
from lanpya.releases.named_copy import copy_of, key_of, verified
from lanpya.releases.remote.remote_copy import SECONDS
from lanpya.releases.seen import name_of, read_seen, remember
from lanpya.releases.verification import Verdict, Verified
from lanpya.releases.verification import verify as verify_copy
from lanpya.runtime.clock import today
from lanpya.runtime.terminal import printable, show

ORDER = (Verdict.FALSE, Verdict.CHANGED, Verdict.OLD, Verdict.EXPIRED)


@click.command(cls=Command, cannot="The check could not run")
@click.argument("copy", metavar="DIR|ZIP|URL")
@click.option("--key", "given_key", required=True, help="The public key: a file, or the key itself.")
@seen_option
@today_option("Check as of this day.")
@click.option("--seconds", type=float, default=SECONDS, show_default=True, help="Limit for the whole copy.")
def verify(copy: str, given_key: str, memory: Path, day: date | None, seconds: float) -> int:
    """Verify a copy of a release.

    The copy is a folder, a ZIP archive, or the URL of a site. A site is requested as the browsers of phones
    do. Whatever the copy contains, the check ends within --seconds and takes less than 300 MB of memory. The
    newest release seen with a key is remembered, so that older ones are noticed later. If it cannot be
    remembered, this is reported, and does not change the status.

    Exit status: 0 complete and signed; 1 something is missing, added or changed; 2 the check could not run;
    3 the signature is invalid; 4 older than one seen before; 5 past its date. Of several, the first in the
    order 3, 1, 4, 5.
    """
    try:
        key = key_of(given_key)
        known = read_seen(memory)
        seen = known.get(name_of(key))

        def verification() -> Verified:
            return verify_copy(copy_of(copy, key, seconds), key, day or today(), seen, _progress)

        failures, manifest, now = verified(verification, seconds)
    except KeyboardInterrupt:
        print("\nInterrupted: nothing is known about this copy.", file=sys.stderr)
        return 2
    finally:
        _progress("")
    if manifest and now and not failures:
        show(
            f"Complete and signed: release {manifest.version}, number {manifest.sequence}, "
            f"edition {manifest.edition}, valid until {manifest.expires}."
        )
        sys.stdout.flush()
        remember(memory, known, key, now)
        return 0
    print("Do not use this copy, and do not pass it on." if failures else "")
    for failure in failures:
        show(f"- {failure.says}")
    return next(verdict for verdict in ORDER if any(failure.verdict is verdict for failure in failures))


def _progress(name: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{printable(name)[:70]:<70}\r", end="", file=sys.stderr, flush=True)
