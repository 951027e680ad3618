"""The context of a build: its sources, its release date, and its folders."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from lanpya.content.library import Library
from lanpya.leaflets.background import BackgroundLeaflets
from lanpya.pages.templates import Templates
from lanpya.runtime.temporary_folders import remove_abandoned, scratch_folder

SERVED = "served"  # the folder of a site that is only served to its editor is named .served-…


@dataclass
class Session:
    """State that one run of MkDocs keeps between builds: whether it serves, and the leaflets so far."""

    is_serving: bool = False
    leaflets: BackgroundLeaflets | None = None


SESSION = Session()  # here, because MkDocs loads its hooks again for every build; only hooks may use it


@dataclass(frozen=True)
class Build:
    """A build with the date `release_date`.

    `site` is the folder that is written, `output_dir` its final place, None while serving. `leaflets` are
    those of earlier builds while serving.
    """

    library: Library
    release_date: date
    overrides: Path
    site: Path
    output_dir: Path | None
    leaflets: BackgroundLeaflets | None = None

    @cached_property
    def templates(self) -> Templates:
        """The templates in `overrides`, compiled once."""
        return Templates(self.overrides)


def remove_leftovers(root: Path, output_dir: Path) -> None:
    """Remove the folders of builds and servers of the project in `root` that were killed."""
    for place in {root / SERVED, root / "site", output_dir}:
        remove_abandoned(place)


def site_folder(root: Path, output_dir: Path, session: Session) -> Path:
    """Return the folder in which a site is written; while serving, the same for every build.

    Raises OSError if it cannot be created, or if the site cannot be replaced.
    """
    if not session.is_serving:
        if output_dir.is_symlink():  # its target would keep all contacts that were withdrawn since
            raise OSError(
                f"{output_dir} is a link, but a build replaces the folder. Build into a separate folder, and "
                "let the server, or a link with another name, point to it."
            )
        return scratch_folder(output_dir)
    if session.leaflets is None:
        with contextlib.suppress(OSError):
            output_dir.rmdir()  # a temporary folder of MkDocs, which would remain if it is killed
        session.leaflets = BackgroundLeaflets(scratch_folder(root / SERVED))
    return session.leaflets.reload_trigger.with_name("site")
