"""The context of a build: what it is made from, as of when, and where it goes."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lanpya.content.library import Library
from lanpya.leaflets.background import BackgroundLeaflets
from lanpya.runtime.temporary_folders import remove_abandoned, scratch_folder

SERVED = "served"  # names the folder of a site that is only shown to its editor: .served-…


@dataclass
class Session:
    """What one run of MkDocs keeps from build to build: whether it serves, and the leaflets so far."""

    is_serving: bool = False
    leaflets: BackgroundLeaflets | None = None


SESSION = Session()  # here, because MkDocs loads its hooks anew for every build; only hooks may use it


@dataclass(frozen=True)
class Build:
    """One build, of the day `release_date`.

    `site` is the folder being written; `output_dir` where it goes in the end, None while serving. `leaflets`
    has what earlier builds typeset while serving.
    """

    library: Library
    release_date: date
    overrides: Path
    site: Path
    output_dir: Path | None
    leaflets: BackgroundLeaflets | None = None


def remove_leftovers(root: Path, output_dir: Path) -> None:
    """Remove what builds and servers of the project in `root` left that were killed."""
    for place in {root / SERVED, root / "site", output_dir}:
        remove_abandoned(place)


def site_folder(root: Path, output_dir: Path, session: Session) -> Path:
    """Return the folder in which a site is written; while serving, the same for every build.

    Raises OSError where none can be made, or the site is not to be replaced.
    """
    if not session.is_serving:
        if output_dir.is_symlink():  # its target would stay as it is, with every contact that was withdrawn
            raise OSError(
                f"{output_dir} is a link, and a build puts a new folder in its place. Build into a folder of "
                "its own, and let the server, or a link of another name, lead to it."
            )
        return scratch_folder(output_dir)
    if session.leaflets is None:
        with contextlib.suppress(OSError):
            output_dir.rmdir()  # what MkDocs has made among the temporary files, and would leave when killed
        session.leaflets = BackgroundLeaflets(scratch_folder(root / SERVED))
    return session.leaflets.reload_trigger.with_name("site")
