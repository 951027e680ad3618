"""Check what commits tell of who made them: addresses that are no no-reply ones, and time zones.

Neither can be called back once it is pushed. Exit status: 0 nothing wrong, 1 something to mend, 2 the check
could not run.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from check import FORMATS, LANGUAGES

from lanpya.commits import check_commit
from lanpya.problem import show

ROOT = Path(__file__).resolve().parent.parent
SHORT = 10


def arguments() -> argparse.Namespace:
    """Return the parsed command line; a wrong one exits with status 2."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "ranges",
        nargs="+",
        metavar="BASE..HEAD",
        help="the commits of HEAD that BASE has not; HEAD alone: those that no remote has",
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to show problems")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="in which language to say it")
    return parser.parse_args()


def git(*command: str, given: bytes = b"") -> bytes:
    """Return what git prints; raises CalledProcessError when it fails."""
    whole = ["git", "-C", str(ROOT), "--no-replace-objects", *command]
    return subprocess.run(whole, input=given, stdout=subprocess.PIPE, check=True).stdout


def object_of(revision: str) -> str:
    """Return the whole id of a commit, or of a tag of one; raises ValueError when git knows none."""
    try:
        git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return git("rev-parse", "--verify", "--end-of-options", revision).decode().strip()
    except subprocess.CalledProcessError:
        raise ValueError(f"git does not know the commit {revision!r}") from None


def commits_of(typed: str) -> tuple[str, list[str]]:
    """Return the revision that a range starts from, and its commits and tag, oldest first."""
    base, dots, head = typed.partition("..")
    if not dots:
        base, head = "", typed
    elif not base or not head:
        raise ValueError(f"{typed!r} is no range; write it as BASE..HEAD")
    tip = object_of(head)
    without = [object_of(base)] if base else ["--remotes"]
    listed = git("rev-list", "--reverse", "--topo-order", tip, "--not", *without).decode().split()
    if listed and not base:
        parents = git("rev-parse", f"{listed[0]}^@").decode().split()
        base = parents[0][:SHORT] if parents else "--root"
    is_tag = git("cat-file", "-t", tip).strip() == b"tag"
    return base, [*listed, *([tip] if is_tag else [])]


def contents(ids: list[str]) -> dict[str, bytes]:
    """Return commits and tags as git stores them, by their ids."""
    rest = git("cat-file", "--batch", given="\n".join(ids).encode()) if ids else b""
    found = {}
    while rest:
        line, _, rest = rest.partition(b"\n")
        name, _, size = line.decode().split()
        found[name], rest = rest[: int(size)], rest[int(size) + 1 :]
    return found


def main() -> int:
    """Run the check; see the module for the exit status."""
    options = arguments()
    problems = []
    try:
        for typed in options.ranges:
            base, ids = commits_of(typed)
            for name, raw in contents(ids).items():
                problems += check_commit(name[:SHORT], raw, base)
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        show(f"The check could not run: {error}", to=sys.stderr)
        return 2
    text = FORMATS[options.format](problems, options.lang)
    if text:
        show(text)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
