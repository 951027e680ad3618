"""Copy the packages that git's hooks need out of .venv (make hooks), and record the Python that runs them.

Hooks run nothing from .venv itself: a branch can contain files under that name, and git checks them out.
"""

import argparse
import os
import shutil
import sys
from importlib.metadata import distribution
from pathlib import Path

# what lanpya check-staged and lanpya check-commits import
PACKAGES = (
    *(
        "click",
        "fonttools",
        "markdown",
        "markdown-it-py",
        "markupsafe",
        "mdurl",
        "myanmartools",
        "pillow",
        "pyicu-wheels",
        "pymdown-extensions",
    ),
    *("pyyaml", "qrcode", "typst", "zxing-cpp"),
)


def main() -> None:
    """Copy into a folder; files are hard links where the file system allows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("code", type=Path, metavar="FOLDER", help="where the copied code is")
    code = parser.parse_args().code
    python = Path(sys._base_executable).resolve()  # type: ignore[attr-defined]
    if python.is_relative_to(Path.cwd()):
        sys.exit(f"{python} is in this folder, where a branch could replace it; nothing was copied.")
    for package in map(distribution, PACKAGES):
        for file in package.files or ():
            if ".." not in file.parts and "__pycache__" not in file.parts:
                target = code / "packages" / file
                target.parent.mkdir(parents=True, exist_ok=True)
                try:
                    os.link(file.locate(), target)  # safe, as git replaces files and never writes into one
                except OSError:
                    shutil.copy2(file.locate(), target)
    (code / "python").write_text(f"{python}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
