"""One build: what it is made from, as of when, and where it goes."""

import contextlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lanpya.content.library import Library
from lanpya.leaflets import background as press
from lanpya.leaflets.background import Press
from lanpya.runtime.temporary_folders import remove_abandoned, scratch_folder

SERVED = "served"  # names the folder of a site that is only shown to its editor: .served-…


@dataclass(frozen=True)
class Build:
    """`site` is the folder being written; `goal` where it goes in the end, None while serving.

    `press` has what earlier builds laid out while serving.
    """

    library: Library
    edition: date
    overrides: Path
    site: Path
    goal: Path | None
    press: Press | None = None


def clear(root: Path, goal: Path) -> None:
    """Remove what builds and servers of the project in `root` left that were killed."""
    for place in {root / SERVED, root / "site", goal}:
        remove_abandoned(place)


def site_folder(root: Path, goal: Path) -> Path:
    """Return the folder in which a site is written; while serving, the same for every build.

    Raises OSError where none can be made, or the site is not to be replaced.
    """
    if not press.serving:
        if goal.is_symlink():  # what it leads to would stay as it is, with every contact that was withdrawn
            raise OSError(
                f"{goal} is a link, and a build puts a new folder in its place. Build into a folder of its "
                "own, and let the server, or a link of another name, lead to it."
            )
        return scratch_folder(goal)
    if press.current is None:
        with contextlib.suppress(OSError):
            goal.rmdir()  # what MkDocs has made among the temporary files, and would leave when killed
        press.current = Press(scratch_folder(root / SERVED))
    return press.current.bell.with_name("site")
