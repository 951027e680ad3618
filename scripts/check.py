"""Check every source file and list all problems with file, line and remedy. Changes nothing.

Exit status: 0 nothing wrong or warnings only, 1 errors, 2 the check could not run.
"""

import argparse
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from lanpya.checks.run import check_sources
from lanpya.cli.parser import Parser
from lanpya.content.loader import read_library
from lanpya.content.records import typed_day
from lanpya.content.settings import read_settings
from lanpya.editing.changes import check_changes
from lanpya.problems.messages import LANGUAGES
from lanpya.problems.problem import Problem, errors_in
from lanpya.problems.reports import as_github, as_json, as_text
from lanpya.runtime.clock import edition_of, today
from lanpya.runtime.terminal import printable, show

ROOT = Path(__file__).resolve().parent.parent
FORMATS = {"text": as_text, "github": as_github, "json": as_json}


def arguments() -> argparse.Namespace:
    """Return the parsed command line; a wrong one exits with status 2."""
    parser = Parser(description=__doc__)
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="show only problems in these files or folders"
    )
    parser.add_argument("--docs", type=Path, help="another folder of sources than docs/")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to show problems")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="in which language to say it")
    parser.add_argument("--release", action="store_true", help="what is past, stale or a sample is an error")
    parser.add_argument(
        "--allow-unchecked", action="store_true", help="release translations of high risk that nobody checked"
    )
    parser.add_argument("--today", type=typed_day, help="check as of this day (YYYY-MM-DD)")
    parser.add_argument("--base", metavar="REV", help="also report contacts changed since this git revision")
    parser.add_argument(
        "--private",
        type=Path,
        metavar="FILE",
        help="also look for these words, one a line",
    )
    return parser.parse_args()


def private_words(path: Path | None) -> list[str]:
    """Return the words of the private list.

    Raises ValueError where the answers would be public: whoever sends a change could ask for word after word.
    """
    if path is None:
        return []
    if os.environ.get("CI"):
        raise ValueError("a private list is not used where CI is set: the answers would tell what is in it")
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def edition_or(root: Path, on: date) -> date:
    """Return the edition that would be built, or the day `on` where there is no commit yet."""
    try:
        return min(edition_of(root), on)
    except ValueError:
        return on


def main() -> int:
    """Run the check; see the module for the exit status."""
    options = arguments()
    try:
        settings = read_settings(ROOT / "mkdocs.yml")
        docs = (options.docs or ROOT / "docs").resolve()
        if not docs.is_dir():
            raise FileNotFoundError(f"{docs} is no folder")
        for path in options.paths:
            if not Path(path).exists():
                raise FileNotFoundError(f"{path} does not exist")
        library = read_library(settings, docs)
        on = options.today or today()
        problems = check_sources(
            *(library, docs, on),
            release=options.release,
            edition=edition_or(ROOT, on),
            allow_unchecked=options.allow_unchecked,
            private=private_words(options.private),
        )
        if options.base:
            problems += check_changes(library, options.base)
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        show(f"The check could not run: {error}", to=sys.stderr)
        return 2
    if options.paths:
        problems = [problem for problem in problems if _is_under(problem, options.paths)]
    text = FORMATS[options.format](problems, options.lang)
    if text:
        show(text, commands=options.format == "github")
    return 1 if errors_in(problems) else 0


def _is_under(problem: Problem, paths: list[str]) -> bool:
    path = (ROOT / problem.path).resolve()
    asked = [Path(printable(str(Path(given).resolve()))) for given in paths]  # as a problem shows its path
    return any(path == wanted or wanted in path.parents for wanted in asked)


if __name__ == "__main__":
    sys.exit(main())
