"""Make a translation of what came back for a text that scripts/hand_out.py gave, through any chat.

FILE holds the messages as they were copied, in any order. Every problem is listed with its number, then what
the check says of the page. While there is an error nothing is written; else docs/LANG/GUIDE.md is.
Sentences that did not come back stay as they are, where a translation of the same text is there.

Exit status: 0 written, warnings only; 1 errors, and nothing was written; 2 it could not run.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from lanpya.checks.run import check_sources
from lanpya.content.loader import read_library
from lanpya.content.settings import Settings, read_settings
from lanpya.problems.messages import LANGUAGES
from lanpya.problems.problem import Problem, errors_in
from lanpya.problems.reports import as_text
from lanpya.runtime.atomic_write import replace_text
from lanpya.runtime.clock import today
from lanpya.runtime.temporary_folders import end_on_signals
from lanpya.runtime.terminal import show
from lanpya.translation.chat.inline_marks import latin_digits
from lanpya.translation.chat.merge import Taken, take_in
from lanpya.translation.chat.segments import HandoutError
from scripts.rigs.arguments import Parser

ROOT = Path(__file__).resolve().parent.parent


def arguments() -> argparse.Namespace:
    """Return the parsed command line; a wrong one exits with status 2."""
    parser = Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="FILE", help="what came back, as text in UTF-8")
    parser.add_argument("--dry-run", action="store_true", help="tell everything and write nothing")
    parser.add_argument(
        "--accept-changes",
        default="",
        metavar="NUMBERS",
        help="answers whose digits, or untranslated words, are meant as they are: 2.14,3.1",
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="in which language to say it")
    return parser.parse_args()


def main() -> int:
    """Take in; see the module for the exit status."""
    options = arguments()
    try:
        settings = read_settings(ROOT / "mkdocs.yml")
        typed = options.file.read_bytes().decode("utf-8")
        accepted = [number.strip() for number in latin_digits(options.accept_changes).split(",")]
        library = read_library(settings, ROOT / "docs")
        taken = take_in(typed, options.file.name, library, list(filter(None, accepted)))
        found = list(taken.problems)
        if taken.text:
            found += write(taken, settings, dry_run=options.dry_run)
    except HandoutError as error:
        show(f"Nothing was written: part {error} of the source cannot be taken apart.", to=sys.stderr)
        return 2
    except UnicodeDecodeError:
        show(f"{options.file} is not text in UTF-8. Nothing was written.", to=sys.stderr)
        return 2
    except (OSError, ValueError) as error:
        show(f"Nothing was written: {error}", to=sys.stderr)
        return 2
    show(as_text(found, options.lang))
    if errors_in(found):
        print("Nothing was written.")
        return 1
    show(told(taken, dry_run=options.dry_run))
    return 0


def told(taken: Taken, *, dry_run: bool) -> str:
    """Return what was done, in one line."""
    does = "would be written" if dry_run else "is written"
    return (
        f"docs/{taken.language}/{taken.file} {does}. Answers: {taken.came}, sentences kept as they were: "
        f"{taken.kept}. Nobody counts as its reader: checked_by is null."
    )


def write(taken: Taken, settings: Settings, *, dry_run: bool) -> list[Problem]:
    """Return what the check says of the page; put it into its place, whole, where that is no error."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        shutil.copytree(ROOT / "docs", root / "docs")
        page = root / "docs" / taken.language / taken.file
        page.parent.mkdir(exist_ok=True)
        page.write_text(taken.text, encoding="utf-8", newline="\n")
        library = read_library(replace(settings, root=root.resolve()), root / "docs")
        found = check_sources(library, root / "docs", today())
    found = [problem for problem in found if problem.path == f"docs/{taken.language}/{taken.file}"]
    if not dry_run and not errors_in(found):
        replace_text(ROOT / "docs" / taken.language / taken.file, taken.text)
    return found


if __name__ == "__main__":
    end_on_signals()
    sys.exit(main())
