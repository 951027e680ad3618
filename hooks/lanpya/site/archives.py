"""Rules for the ZIP archives of the site: no missing files, no names that some systems confuse."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem
from lanpya.runtime.zip_archive import clashes

PACK_MISSING = rule("pack-missing", "error", section="Copies to keep")
PACK_CLASH = rule("pack-clash", "error", section="Copies to keep")


def archive_problems(files: Mapping[str, Path], archive: str) -> list[Problem]:
    """Return problems for missing files, and for names that some systems do not distinguish."""
    problems = []
    for name, path in files.items():
        if not path.is_file():
            message = say("{name} belongs in the archive, but was not built.", name=name)
            problems.append(PACK_MISSING.at(archive, 1, 1, message, say("Find out why, and build again.")))
    for name, other in clashes(files):
        message = say(
            "{name} and {other} would be the same file on systems that ignore case.", name=name, other=other
        )
        remedy = say("Rename one of them: give its page or its language another name.")
        problems.append(PACK_CLASH.at(archive, 1, 1, message, remedy))
    return problems
