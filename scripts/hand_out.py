"""Give a guide as numbered plain text, one sentence a number, for a translator with only a phone and a chat.

What comes back goes through scripts/take_in.py. With --read-back the translation stands under its source, for
a native reader to answer with corrections. Exit status: 0 done, 2 it could not be handed out.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lanpya.content.library import Library, Page
from lanpya.content.loader import read_library
from lanpya.content.markdown import Reader
from lanpya.content.settings import read_settings
from lanpya.runtime.terminal import show
from lanpya.translation.chat.segments import HandoutError, outline
from lanpya.translation.chat.sheet import hand_out, read_back
from scripts.rigs.arguments import Parser

ROOT = Path(__file__).resolve().parent.parent


def arguments() -> argparse.Namespace:
    """Return the parsed command line; a wrong one exits with status 2."""
    parser = Parser(description=__doc__)
    parser.add_argument("guide", metavar="GUIDE", help="a source page, as in safe-contact")
    parser.add_argument("language", metavar="LANG", help="the folder of the language to translate into")
    parser.add_argument("--section", metavar="ID", help="only this section; top: title, summary and lead")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write to this file instead of showing it")
    parser.add_argument(
        "--read-back", action="store_true", help="source and translation under each other, to be corrected"
    )
    return parser.parse_args()


def main() -> int:
    """Hand out; see the module for the exit status."""
    options = arguments()
    try:
        library = read_library(read_settings(ROOT / "mkdocs.yml"), ROOT / "docs")
        text = sheet(library, options)
        if options.out:
            options.out.write_text(text, encoding="utf-8", newline="\n")
        else:
            sys.stdout.reconfigure(errors="backslashreplace")  # what is sent stays as it is
            print(text)
    except HandoutError as error:
        show(
            f"Part {error} cannot be handed out: it holds Markdown that CONTRIBUTING does not list, or other "
            "paragraphs or lists than its source.",
            to=sys.stderr,
        )
        return 2
    except (OSError, ValueError) as error:
        show(f"Nothing was handed out: {error}", to=sys.stderr)
        return 2
    return 0


def sheet(library: Library, options: argparse.Namespace) -> str:
    """Return the text to send. Raises ValueError for a page, language or section that is not there."""
    reader = Reader(library.settings)
    source_language, file = library.settings.source_language, f"{Path(options.guide).stem}.md"
    codes = [one.code for one in library.settings.languages]
    others = ", ".join(code for code in codes if code != source_language)
    if options.language == source_language or options.language not in codes:
        raise ValueError(f"{options.language} is none of the languages to translate into: {others}")
    page = page_of(library, source_language, file)
    parts = outline(page, reader)
    ids = [part.id for part in parts]
    if options.section and options.section not in ids:
        raise ValueError(f"{page.path} has no section {options.section}; it has {', '.join(ids)}")
    chosen = [n for n, key in enumerate(ids) if options.section in (None, key)]
    if not options.read_back:
        return hand_out(library, page, parts, chosen, options.language)
    translation = page_of(library, options.language, file)
    marks = translation.marks()
    behind = [ids[n] for n in chosen if marks.get(ids[n]) != parts[n].mark]
    if behind:
        show(
            f"Behind their source, so all their sentences must come back: {', '.join(behind)}",
            to=sys.stderr,
        )
    return read_back(library, translation, parts, chosen, outline(translation, reader, parts))


def page_of(library: Library, language: str, file: str) -> Page:
    """Return a page, finished or not. Raises ValueError where there is none."""
    page = library.pages.get((language, file)) or library.drafts.get((language, file))
    if page is None:
        raise ValueError(f"{library.docs}/{language}/{file} is not there, or cannot be read")
    return page


if __name__ == "__main__":
    sys.exit(main())
