"""Write a project with any number of pages, half of them Burmese and half English, to measure with.

The pages are the shipped guides and copies of them at new addresses. In a copy, every paragraph and list item
with room for it ends with a word unique to that copy, so that nothing cached for one text serves another. The
home page lists all of them. There are no leaflets and no offline copies, and the budget for a page is wide,
since the pages that list all guides are long.
"""

from __future__ import annotations

import re
import shutil
import sys
from itertools import count, cycle
from pathlib import Path

from lanpya.checks.files import HOME
from lanpya.checks.front_matter import BUILT
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from scripts.rigs.arguments import Parser
from scripts.rigs.paths import ROOT
from scripts.rigs.translation_marks import renew_marks

LANGUAGES = ("my", "en")
_TEXT_LINE = re.compile(r"^(?![#|>!?:]|\[\]\()(?=.*\w).*(?<!\|)$", re.MULTILINE)
_FULL = range(120, 160)  # an item of In short takes 130 letters
_SETTINGS = {
    r"leaflets: \[[^\]]*\]": "leaflets: []",
    r"keep: offer": "keep: none",
    r"page: \d+, shell: \d+": "page: 10000000, shell: 10000",
}


def write_project(folder: Path, pages: int) -> Path:
    """Write the project into a new folder and return it.

    Raises ValueError for fewer pages than the shipped guides have.
    """
    for name in ("hooks", "overrides", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for old, new in _SETTINGS.items():
        settings, found = re.subn(old, new, settings)
        assert found == 1, f"mkdocs.yml holds {old} {found} times"  # noqa: S101
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    library = read_library(read_settings(folder / "mkdocs.yml"), folder / "docs")
    wanted = pages - len(library.pages)
    if wanted < 0 or wanted % len(LANGUAGES):
        raise ValueError(f"{pages} pages cannot be made: {len(library.pages)} are shipped, in two languages.")
    taken = {page.number for page in library.pages.values()} | set(BUILT)
    free = (number for number in count() if number not in taken)
    models = cycle(sorted(name for name in library.guides if library.has_leaflet(name)))
    for _, name in zip(range(wanted // len(LANGUAGES)), models, strict=False):
        _copy(folder / "docs", name, next(free))
    for code in LANGUAGES:
        with (folder / "docs" / code / HOME).open("a", encoding="utf-8") as home:
            home.write("\n[](list:guides)\n")
    renew_marks(folder)
    return folder


def _copy(docs: Path, name: str, number: int) -> None:
    word = _word(number)
    for code in LANGUAGES:
        text = (docs / code / name).read_text(encoding="utf-8")
        _, front, body = text.split("---\n", 2)
        front = re.sub(r"^address: .*", f"address: {number}", front, flags=re.MULTILINE)
        front = re.sub(r'^(title: "?)', rf"\1{word} ", front, flags=re.MULTILINE)
        body = _TEXT_LINE.sub(lambda line: line[0] + (f" {word}" if len(line[0]) not in _FULL else ""), body)
        first, mark, rest = body.partition(" .print}")  # text that is read aloud must not grow too long
        body = first + mark + rest.replace(" .print}", "}")
        (docs / code / f"copy-{number}.md").write_text(f"---\n{front}---\n{body}", encoding="utf-8")


def _word(number: int) -> str:
    """Return a word for a number, since rules read digits as places, dates and telephone numbers."""
    return "".join(f"{'bdkpvz'[int(digit) % 6]}{'aiou'[int(digit) // 6]}" for digit in str(number))


def main() -> int:
    """Write the project; exit status 2 if that fails."""
    parser = Parser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that does not exist yet")
    parser.add_argument("--pages", type=int, required=True, metavar="N", help="an even number")
    options = parser.parse_args()
    try:
        write_project(options.folder, options.pages)
    except (ValueError, FileExistsError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
