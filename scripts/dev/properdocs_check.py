"""Build the site with ProperDocs, the drop-in for MkDocs, and compare the result with that of MkDocs.

MkDocs is near its end of life; this tests the replacement. Exit status: 0 both sites are the same, 1 they
differ, 2 a site could not be built.
"""

import sys
import tempfile
from pathlib import Path

from lanpya.releases.tree_diff import tree_differences
from lanpya.runtime.temporary_folders import end_on_signals
from scripts.proof.rebuild import ROOT, SHOWN, Variation, build
from scripts.rigs.arguments import Parser


def main() -> int:
    """Build both and report; see the module for the exit status."""
    parser = Parser(description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project to build")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sites = []
        for program in ("mkdocs", "properdocs"):
            print(f"Building with {program}", flush=True)
            try:
                site = build(options.root, Path(folder) / program, Variation(program), program)
            except ValueError as error:
                print(f"The check could not run: {error}", file=sys.stderr)
                return 2
            if site is None:
                return 2
            sites.append(site)
        differences = tree_differences(*sites)
        files = sum(path.is_file() for path in sites[0].rglob("*"))
    print(f"{len(differences)} of {files} files differ" if differences else f"{files} files, all the same")
    for line in differences[:SHOWN]:
        print(f"  {line}")
    return 1 if differences else 0


if __name__ == "__main__":
    end_on_signals()
    sys.exit(main())
