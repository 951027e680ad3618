"""Show how far the guides are translated; tell what changed, and write that a translation is up to date.

Without a command it lists every guide and language. Run `make check` beside it: it finds what is wrong.

Exit status: 0 done, 1 refused, 2 could not run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from lanpya.checks.run import check_sources
from lanpya.content.equivalences import with_entries
from lanpya.content.library import TOP, Library, Page
from lanpya.content.loader import read_library
from lanpya.content.settings import read_settings
from lanpya.content.yaml_fields import FieldsError, read_fields
from lanpya.runtime.atomic_write import replace_text
from lanpya.runtime.clock import today
from lanpya.runtime.git_history import HistoryError
from lanpya.runtime.temporary_folders import end_on_signals
from lanpya.runtime.terminal import show
from lanpya.translation.accept import RefusedError, accepted, with_front
from lanpya.translation.equivalence import same_changes
from lanpya.translation.history import Past, changes, text_in
from lanpya.translation.progress import as_json, as_table, progress_of
from scripts.rigs.arguments import Parser

ROOT = Path(__file__).resolve().parent.parent
FORMATS = {"text": as_table, "json": as_json}


def arguments(typed: Sequence[str] | None) -> argparse.Namespace:
    """Return the parsed command line; a wrong one exits with status 2."""
    parser = Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to show the list")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    diff = commands.add_parser("diff", help="what changed in the source since a translation matched it")
    accept = commands.add_parser("accept", help="write that a translation matches its source again")
    same = commands.add_parser("same", help="record that a change of the source changes no meaning")
    for command in (diff, accept, same):
        command.add_argument("guide", metavar="GUIDE", help="file name of the guide, as in safe-contact")
    for command in (diff, accept):
        command.add_argument("language", metavar="LANG", help="folder of the language, as in my")
    for command in (accept, same):
        command.add_argument("--section", nargs="+", default=[], metavar="ID", help="only these sections")
    accept.add_argument("--unchanged", action="store_true", help="also what was compared and needs no change")
    same.add_argument("--reason", required=True, help="what changed, as in 'a letter was missing'")
    same.add_argument("--since", default="HEAD", metavar="REV", help="the revision before the change")
    return parser.parse_args(typed)


def main(typed: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Run a command; see the module for the exit status."""
    options = arguments(typed)
    try:
        library = read_library(read_settings(root / "mkdocs.yml"), root / "docs")
        if options.command is None:
            show(FORMATS[options.format](progress_of(library)))
        elif options.command == "same":
            record(library, _page(library, options.guide, library.settings.source_language), options)
        else:
            page = _page(library, options.guide, options.language)
            if library.is_source(page):
                raise RefusedError(f"{page.path} is the source itself.")
            _page(library, options.guide, library.settings.source_language)
            (tell if options.command == "diff" else accept)(library, page, options)
    except RefusedError as error:
        show(str(error))
        show("Nothing was changed.")
        return 1
    except (OSError, ValueError) as error:
        show(f"This could not be done: {error}", to=sys.stderr)
        return 2
    return 0


def _page(library: Library, guide: str, language: str) -> Page:
    key = (language, guide if guide.endswith(".md") else f"{guide}.md")
    page = library.pages.get(key) or library.drafts.get(key)
    if page is None:
        path = f"{library.docs}/{key[0]}/{key[1]}"
        raise RefusedError(f"There is no guide {path}, or it cannot be read: make check tells more.")
    return page


def tell(library: Library, page: Page, options: argparse.Namespace) -> None:
    """Show what changed in each section of the source since the translation matched it."""
    source, past = library.source_of(page), Past(library)
    stale = library.stale_sections(page)
    if not stale:
        show(f"{page.path} matches {source.path}.")
    for key in stale:
        show(f"{key}  {_place(source, key)} → {_place(page, key)}")
        if key not in source.fingerprints():
            show("  The source has this section no more; take it and its mark out.")
            continue
        try:
            matched = past.matched(page, key)
        except HistoryError as error:
            show(f"  What changed cannot be shown: {error}. Compare the whole section.")
            continue
        show(f"  since {matched.version.commit[:10]} of {matched.version.day}:")
        for line in changes(text_in(matched.source, key), text_in(source, key)):
            show(f"    {line}")


def _place(page: Page, key: str) -> str:
    section = page.document.section(key)
    line = section.line if section else page.front.keys["title"].line if key == TOP else 1
    return f"{page.path}:{line}"


def accept(library: Library, page: Page, options: argparse.Namespace) -> None:
    """Write the marks of the source into the translation."""
    docs = library.settings.root / library.docs
    problems = check_sources(library, docs, today())
    new = accepted(page, library, problems, options.section, unchanged=options.unchanged)
    path = library.settings.root / page.path
    text = path.read_bytes().decode("utf-8")
    changed = [key for key in {**page.marks(), **new.marks} if page.marks().get(key) != new.marks.get(key)]
    if not changed:
        show(f"{page.path} matches {library.source_of(page).path} already.")
        return
    replace_text(path, with_front(text, new))
    show(f"{page.path} matches its source in: {', '.join(changed)}")
    if new.is_unchecked:
        show(f"checked_by was {page.checked_by} and is null now: nobody checked the new text yet.")
    if left := [key for key in library.stale_sections(page) if key not in changed]:
        show(f"Still behind: {', '.join(left)}")


def record(library: Library, source: Page, options: argparse.Namespace) -> None:
    """Add what changed in the source to docs/data/same.yml."""
    entries = same_changes(source, library, options.reason, options.since, options.section)
    path = library.settings.root / library.docs / "data" / "same.yml"
    text = with_entries(path.read_bytes().decode("utf-8"), entries)
    try:
        count = len(read_fields(text).items)
    except FieldsError as error:
        raise RefusedError(f"{path.name} cannot be added to: {error}") from error
    if count != len(library.same) + len(entries):
        raise RefusedError(f"{path.name} cannot be added to: its entries must begin with a hyphen.")
    replace_text(path, text)
    sections = ", ".join(entry.section for entry in entries)
    show(f"{library.docs}/data/{path.name}: {source.file} means the same as before in: {sections}")


if __name__ == "__main__":
    end_on_signals()
    sys.exit(main())
