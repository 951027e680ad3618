"""Codes and numbers inside text from right to left that would show turned round.

Signs at the edge of Latin letters or digits take the direction of the text around: `*#06#` shows as `#06#*`,
`C++` as `++C`, and an address ends with its first slash. Such a piece needs a separate direction. What
readers of the script expect to run with their text has none: ranges (4-7), dates, percent.
Source: UAX #9, Unicode Bidirectional Algorithm.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

_DIALLED = re.compile(r"\+\d[\d ()-]*\d")  # a number with the plus of its country, also in groups
_CODE = re.compile(r"[*#]+\d[\d*#]*|\d[\d*]*#")
_AROUND = "()[]{}<>«»‹›“”‘’\"'.,;:!?،؛؟۔…–—"  # brackets and punctuation around a piece are no part of it


_EMBEDDING, _END = "\u202b", "\u202c"  # known to every program since 1993, unlike isolates
_LINE = re.compile(r"^.+$", re.MULTILINE)


def with_rtl_lines(text: str) -> str:
    """Return a plain text whose lines with letters from right to left run so in any program.

    Browsers show a text file from left to right: full stops and numbers would come at the wrong end.
    """

    def embedded(line: re.Match[str]) -> str:
        is_rtl = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in line[0])
        return f"{_EMBEDDING}{line[0]}{_END}" if is_rtl else line[0]

    return _LINE.sub(embedded, text)


def ltr_spans(text: str) -> list[tuple[int, int]]:
    """Return where pieces begin and end that must run from left to right inside text from right to left."""
    dialled = [match.span() for match in _DIALLED.finditer(text)]
    others = (
        (start, end)
        for start, end in _pieces(text)
        if _turns(text[start:end]) and not any(start < last and first < end for first, last in dialled)
    )
    return sorted([*dialled, *others])


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield where runs without white space and without letters from right to left begin and end."""

    def parts(place: int) -> bool:
        return text[place].isspace() or unicodedata.bidirectional(text[place]) in ("R", "AL")

    for is_apart, places in groupby(range(len(text)), key=parts):
        if not is_apart:
            whole = [*places]
            piece = text[whole[0] : whole[-1] + 1]
            if core := piece.strip(_AROUND):
                start = whole[0] + piece.index(core)
                yield start, start + len(core)


def _turns(piece: str) -> bool:
    if _CODE.fullmatch(piece):
        return True
    has_latin = any(unicodedata.bidirectional(char) == "L" for char in piece)
    has_signs = not (piece[0].isalnum() and piece[-1].isalnum())
    return has_latin and (has_signs or (piece[0].isdigit() and not piece.isalnum()))
