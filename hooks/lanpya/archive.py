"""ZIP archives of files of the site: same bytes for same files, names that every system tells apart."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from unicodedata import normalize

from lanpya.messages import say
from lanpya.problem import Problem
from lanpya.rules import problem_at

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a ZIP can hold; APPNOTE.TXT, 4.4.6
_UNIX, _MODE = 3, 0o100644 << 16  # a plain file, whoever packs it; APPNOTE.TXT, 4.4.2 and 4.4.15


def archive_problems(files: Mapping[str, Path], archive: str) -> list[Problem]:
    """Return a problem for each file that is missing, and for names that some systems take for one."""
    problems = []
    for name, path in files.items():
        if not path.is_file():
            message = say("{name} is to go into the archive, and was not built.", name=name)
            problems.append(
                problem_at(archive, 1, 1, "pack-missing", message, say("Find out why, and build again."))
            )
    for name, other in clashes(files):
        message = say(
            "{name} and {other} would be one file where capitals do not count.", name=name, other=other
        )
        remedy = say("Rename one of them: give its page or its language another name.")
        problems.append(problem_at(archive, 1, 1, "pack-clash", message, remedy))
    return problems


def clashes(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each name with an earlier one that some systems take for the same.

    Memory cards (FAT) and Windows do not tell capitals apart, macOS not the forms of Unicode.
    """
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(normalize("NFC", normalize("NFC", name).casefold()), name)
        if other != name:
            yield name, other


def packed(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP of the files under the given names, in their order, without times or owners.

    Stored (ZIP_STORED) its bytes are the same with every version of zlib.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = _UNIX, _MODE
            archive.writestr(entry, files[name], method, compresslevel=9)
    return out.getvalue()
