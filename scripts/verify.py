"""Hold a copy of a release against its signature: a folder, a ZIP, or the address of a site.

A site is fetched as the browsers of phones would. Whatever the copy holds, the check ends within
--seconds and takes less than 300 MB of memory. The newest release seen with a key is remembered, so that an
old one is noticed later. Exit status: 0 whole and signed; 1 something is missing, added or changed; 2 the
check could not run; 3 the signature does not hold; 4 older than one seen before; 5 past its date. Of several
the first in the order 3, 1, 4, 5. A release that cannot be remembered is told, and changes no status.
"""

import json
import os
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import minisign

from lanpya.content.records import typed_day
from lanpya.releases.local_copies import SMALL, Archive, Folder, Release
from lanpya.releases.manifest import SITE, SUMS
from lanpya.releases.remote.remote_copy import SECONDS, Site
from lanpya.releases.signing import is_secret_key
from lanpya.releases.verification import Copy, Seen, Verdict, Verified, verify
from lanpya.runtime.atomic_write import replace_text
from lanpya.runtime.bounded_processes import each_apart
from lanpya.runtime.clock import today
from lanpya.runtime.temporary_folders import end_on_signals
from lanpya.runtime.terminal import printable, show
from scripts.rigs.arguments import Parser

_COMMENT = "untrusted comment:"
ORDER = (Verdict.FALSE, Verdict.CHANGED, Verdict.OLD, Verdict.EXPIRED)


def key_of(given: str) -> minisign.PublicKey:
    """Return the public key in a file, or written out; raises ValueError where there is none.

    A file holds the line of the key, with or without a comment, as an editor saves it.
    """
    if not given:
        raise ValueError("no key is given; with make:  make verify COPY=… KEY=lanpya.pub")
    path = Path(given)
    try:
        if not path.is_file():
            return minisign.PublicKey.from_base64(given.strip())
        with path.open("rb") as file:
            content = file.read(SMALL)
        if is_secret_key(content):
            raise ValueError("it is a secret key, which nobody but who signs may have; give the public one")
        lines = [line.strip() for line in content.decode("utf-8-sig").splitlines()]
        written = [line for line in lines if line and not line.startswith(_COMMENT)]
        if len(written) != 1:
            raise ValueError(f"it has {len(written)} lines besides comments, and a key is one")
        return minisign.PublicKey.from_base64(written[0])
    except ValueError as error:
        kind = "public key" if path.is_file() else "file, and no public key"
        raise ValueError(f"{given} is no {kind} of minisign ({error})") from error


def copy_of(given: str, key: minisign.PublicKey, seconds: float) -> Copy:
    """Return the copy at a path or an address; raises ValueError or OSError where there is none."""
    if not given:
        raise ValueError("no copy is given; with make:  make verify COPY=… KEY=lanpya.pub")
    if given.lower().startswith(("https://", "http://")):
        return Site(given, seconds)
    path = Path(given)
    if path.is_dir():
        return Release(path, key) if (path / SITE / SUMS).is_file() else Folder(path)
    if path.is_file() and path.suffix.lower() == ".zip":
        return Archive(path)
    raise ValueError(f"{given} is no folder, no ZIP and no address that begins with https:// or http://")


def verified(look: Callable[[], Verified], seconds: float) -> Verified:
    """Return what a look at a copy finds, in a process of its own; raises OSError where it finds nothing."""
    with closing(each_apart([look], seconds)) as results:
        for _, result in results:
            if not isinstance(result, OSError):
                return result
            raise result
    raise OSError("nothing was found")


def default_seen() -> Path:
    """Return where the newest release seen is remembered, following the XDG base directories."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "lanpya" / "seen.json"


def remembered(path: Path) -> dict[str, Seen]:
    """Return the newest release seen with each key; raises ValueError where the file cannot be read."""
    if not path.exists():
        return {}
    try:
        return {key: Seen(**one) for key, one in json.loads(path.read_text("utf-8")).items()}
    except (AttributeError, TypeError, ValueError) as error:
        raise ValueError(f"{path}, which remembers releases, cannot be read ({error}); look at it") from error


def remember(path: Path, known: dict[str, Seen], key: minisign.PublicKey, now: Seen) -> None:
    """Write down the newest release seen with a key, beside what is known of others; tell where it cannot."""
    memory = {name: asdict(one) for name, one in (known | {name_of(key): now}).items()}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_text(path, json.dumps(memory, indent=1) + "\n")
    except OSError as error:
        show(
            f"{path}: this release cannot be remembered ({error.strerror or error}), so an older one would "
            "not be noticed. Name another file with --seen.",
            to=sys.stderr,
        )


def name_of(key: minisign.PublicKey) -> str:
    """Return a public key as one line, as minisign shows it."""
    return bytes(key.to_base64()).decode()


def main() -> int:
    """Run the check; see the module for the exit status."""
    parser = Parser(description=__doc__)
    parser.add_argument("copy", metavar="DIR|ZIP|URL")
    parser.add_argument("--key", required=True, help="the public key: a file, or the key itself")
    parser.add_argument(
        "--seen", type=Path, default=default_seen(), help="where the newest release is remembered"
    )
    parser.add_argument("--today", type=typed_day, default=today(), help="check as of this day (YYYY-MM-DD)")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for all of it; default %(default)s")
    options = parser.parse_args()
    end_on_signals()
    try:
        key = key_of(options.key)
        known = remembered(options.seen)
        seen = known.get(name_of(key))

        def look() -> Verified:
            copy = copy_of(options.copy, key, options.seconds)
            return verify(copy, key, options.today, seen, _progress)

        failures, manifest, now = verified(look, options.seconds)
    except (OSError, ValueError, TypeError) as error:
        show(f"The check could not run: {error}", to=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nInterrupted: nothing is known of this copy.", file=sys.stderr)
        return 2
    finally:
        _progress("")
    if manifest and now and not failures:
        show(
            f"Whole and signed: release {manifest.version}, number {manifest.sequence}, "
            f"edition {manifest.edition}, counts until {manifest.expires}."
        )
        sys.stdout.flush()
        remember(options.seen, known, key, now)
        return 0
    print("Do not use this copy, and pass it on to nobody." if failures else "")
    for failure in failures:
        show(f"- {failure.says}")
    return next(verdict for verdict in ORDER if any(failure.verdict is verdict for failure in failures))


def _progress(name: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{printable(name)[:70]:<70}\r", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
