"""Rewrite text files to Unicode's normal form (NFC), and show what changed.

Nothing else is touched: line ends, a mark at the head of the file and its permissions stay as they are. All
files are read, and written beside their places, before any is moved into its place: one that is no text, or
cannot be written, leaves the others as they were.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from lanpya.languages.writing_system import script_of
from lanpya.runtime.temporary_folders import end_on_signals
from lanpya.runtime.terminal import show
from scripts.rigs.arguments import Parser


def main() -> int:
    """Return 0 when all is written, 2 when a file cannot be read or written; then nothing was changed."""
    parser = Parser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    fixed: dict[Path, tuple[str, str]] = {}
    failed = False
    for path in {path.resolve(): path for path in parser.parse_args().files}.values():
        try:
            text = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            failed = True
            reason = error.strerror if isinstance(error, OSError) else _where(path, error)
            show(f"{path}: {reason}", to=sys.stderr)
            continue
        normal = script_of("").normalise(text)
        if normal != text:
            fixed[path] = text, normal
    if failed:
        print("No file was changed.", file=sys.stderr)
        return 2
    try:
        written = _write_beside({path.resolve(): fixed_text for path, (_, fixed_text) in fixed.items()})
    except OSError as error:
        show(f"{error.filename}: {error.strerror}\nNo file was changed.", to=sys.stderr)
        return 2
    for goal, name in written.items():
        name.replace(goal)
    for path, (text, _) in fixed.items():
        for number, line in enumerate(text.split("\n"), start=1):
            for cluster in _clusters(line):
                normal = script_of("").normalise(cluster)
                if normal != cluster:
                    show(f"{path}:{number}: {normal}  {_codes(cluster)} → {_codes(normal)}")
    show(f"{len(fixed)} changed")
    return 0


def _where(path: Path, error: UnicodeDecodeError) -> str:
    line = path.read_bytes().count(b"\n", 0, error.start) + 1
    return f"line {line} is not in UTF-8. Save the file again as text in UTF-8."


def _write_beside(texts: dict[Path, str]) -> dict[Path, Path]:
    """Write every text beside its file; where one cannot be written, leave none and raise OSError for it."""
    written: dict[Path, Path] = {}
    try:
        for goal, text in texts.items():
            handle, name = tempfile.mkstemp(prefix=f".{goal.name}-", dir=goal.parent)
            written[goal] = Path(name)
            with os.fdopen(handle, "wb") as stream:
                stream.write(text.encode("utf-8"))
            shutil.copymode(goal, name)
    except BaseException as error:
        for beside in written.values():
            beside.unlink()
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(goal)) from error
        raise
    return written


def _clusters(text: str) -> Iterator[str]:
    """Yield each letter with the marks behind it; NFC changes nothing across them in our scripts."""
    start = 0
    for position, sign in enumerate(text):
        if position and not unicodedata.category(sign).startswith("M"):
            yield text[start:position]
            start = position
    yield text[start:]


def _codes(text: str) -> str:
    return " ".join(f"U+{ord(letter):04X}" for letter in text)


if __name__ == "__main__":
    end_on_signals()
    sys.exit(main())
