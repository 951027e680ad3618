"""Check the sources as the next commit would hold them: what git runs before it makes one (make hooks).

Exit status: 0 nothing wrong or warnings only, 1 errors, 2 the check could not run.
"""

import shutil
import sys
from pathlib import Path

from check import edition_or
from check_pull_request import take_docs

from lanpya.checks.run import check_sources
from lanpya.content.loader import read_library
from lanpya.content.settings import read_settings
from lanpya.problems.problem import Problem, errors_in
from lanpya.problems.reports import as_text
from lanpya.runtime.clock import today
from lanpya.runtime.git import git
from lanpya.runtime.temporary_folders import end_on_signals, temporary_folder
from lanpya.runtime.terminal import show
from scripts.rigs.arguments import Parser

ROOT = Path(__file__).resolve().parent.parent


def staged(root: Path, folder: Path) -> list[Problem]:
    """Return what is wrong with docs/ in the index of the repository, written into an empty folder.

    The settings are those beside this code: those of a branch could name a program as an extension.
    """
    shutil.copy(ROOT / "mkdocs.yml", folder)
    docs = folder / "docs"
    docs.mkdir()
    problems = list(take_docs(root, git(root, "write-tree").decode().strip(), docs))
    library, on = read_library(read_settings(folder / "mkdocs.yml"), docs), today()
    return problems + check_sources(library, docs, on, edition=edition_or(root, on))


def main() -> int:
    """Run the check; see the module for the exit status."""
    parser = Parser(description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the repository")
    options = parser.parse_args()
    end_on_signals()
    try:
        with temporary_folder() as folder:
            problems = staged(options.root, folder)
    except (OSError, ValueError) as error:
        show(f"The check could not run: {error}", to=sys.stderr)
        return 2
    show(as_text(problems))
    return 1 if errors_in(problems) else 0


if __name__ == "__main__":
    sys.exit(main())
