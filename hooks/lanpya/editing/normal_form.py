"""Rewrites text files to Unicode's normal form (NFC)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lanpya.languages.language import language_of


class Change(NamedTuple):
    """A letter with its marks that has another normal form, and its line."""

    line: int
    typed: str
    normal: str

    def __str__(self) -> str:
        return f"{self.normal}  {_codes(self.typed)} → {_codes(self.normal)}"


def read_text(path: Path) -> str:
    """Return the text of a file with its line ends. Raises OSError, and ValueError if it is not UTF-8."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ValueError(f"line {line} is not in UTF-8. Save the file again as text in UTF-8.") from error


def normalised(text: str) -> str:
    """Return a text in normal form; line ends and a byte order mark stay."""
    return language_of("").normalise(text)


def changes(text: str) -> Iterator[Change]:
    """Yield what `normalised` changes in a text."""
    for number, line in enumerate(text.split("\n"), start=1):
        for cluster in _clusters(line):
            normal = normalised(cluster)
            if normal != cluster:
                yield Change(number, cluster, normal)


def _clusters(text: str) -> Iterator[str]:
    """Yield each letter with the marks after it; NFC changes nothing across them in these scripts."""
    start = 0
    for position, char in enumerate(text):
        if position and not unicodedata.category(char).startswith("M"):
            yield text[start:position]
            start = position
    yield text[start:]


def _codes(text: str) -> str:
    return " ".join(f"U+{ord(letter):04X}" for letter in text)
