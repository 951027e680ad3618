"""Begin a new guide: write its source, and a draft for every other language, under an address never used.

All files are written or none. A draft is not published before most of it is translated. What has to be
linked by hand is told at the end.

Exit status: 0 done, 1 refused, 2 could not run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from lanpya.checks.front_matter import REVIEW_DAYS
from lanpya.checks.run import HOME
from lanpya.content.loader import read_library
from lanpya.content.records import typed_day
from lanpya.content.settings import read_settings
from lanpya.editing.new_guide import NewGuide, RefusedError, begun
from lanpya.runtime.atomic_write import create_texts
from lanpya.runtime.clock import today
from lanpya.runtime.temporary_folders import end_on_signals
from lanpya.runtime.terminal import show
from scripts.rigs.arguments import Parser

ROOT = Path(__file__).resolve().parent.parent


def arguments(typed: Sequence[str] | None) -> argparse.Namespace:
    """Return the parsed command line; a wrong one exits with status 2."""
    parser = Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", metavar="NAME", help="file name of the guide, as in safe-contact")
    parser.add_argument("--title", required=True, help="heading of the page")
    parser.add_argument("--summary", default="", help="one sentence on what it answers")
    parser.add_argument("--risk", choices=REVIEW_DAYS, default="high", help="when in doubt, high (default)")
    parser.add_argument("--address", metavar="N", help="public number (default: the lowest never used)")
    parser.add_argument("--today", type=typed_day, help="the day of its review (YYYY-MM-DD)")
    return parser.parse_args(typed)


def main(typed: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Write the files; see the module for the exit status."""
    options = arguments(typed)
    on: date = options.today or today()
    title, summary = (" ".join(typed.split()) for typed in (options.title, options.summary))
    guide = NewGuide(options.name, title, summary, options.risk, on)
    try:
        library = read_library(read_settings(root / "mkdocs.yml"), root / "docs")
        texts, doubt = begun(guide, options.address, library)
        docs = root / library.docs
        create_texts({docs / code / file: text for (code, file), text in texts.items()})
    except RefusedError as error:
        show(f"{error}\nNothing was written.")
        return 1
    except (OSError, ValueError) as error:
        show(f"Nothing was written: {error}", to=sys.stderr)
        return 2
    for code, file in texts:
        show(f"{library.docs}/{code}/{file} is new.")
    for language in library.settings.languages:
        if (language.code, guide.file) not in texts:
            show(f"{language.name}: begin {library.docs}/{language.code}/{guide.file} with its translation.")
    if doubt:
        show(f"Compare its address with those of pages that are gone: {doubt}.")
    source = library.settings.source_language
    show(f"Write the text, then add to {library.docs}/{source}/{HOME}:\n- [{guide.title}]({guide.file})")
    show("Do the same in each other language, once the guide is translated.")
    return 0


if __name__ == "__main__":
    end_on_signals()
    sys.exit(main())
