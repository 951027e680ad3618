"""QR codes for leaflets, as vector drawings that are the same bytes in every build."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

import qrcode
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_Q

QUIET_MODULES = 4  # ISO/IEC 18004: the quiet zone of a QR code is four modules wide
Level = Literal["Q", "H"]
_LEVELS: dict[Level, int] = {"H": ERROR_CORRECT_H, "Q": ERROR_CORRECT_Q}


@dataclass(frozen=True)
class Code:
    """A QR code as an SVG drawing. `modules` is its width in modules, including the quiet zone."""

    svg: str
    modules: int


@lru_cache(maxsize=512)  # all leaflets of a guide have the same code
def code_for(text: str, *, error_correction: Level = "Q") -> Code:
    """Return the QR code of `text` at an error correction level.

    Level Q reads with a quarter of the code damaged. Use H for a short address: it has few blocks of data,
    and at level Q a stain on a tenth of its area can spoil one of them (tests/leaflets/test_print.py has
    both).

    Dark modules are drawn as one path of horizontal runs, so that a printer leaves no hairlines between them.
    Raises qrcode's DataOverflowError if the text is too long for a code.
    """
    matrix = matrix_of(text, error_correction=error_correction)
    path, x, y = "", 0, 0  # relative coordinates are a third shorter in a compressed page
    for row_number, row in enumerate(matrix, start=QUIET_MODULES):
        for dark, cells in groupby(enumerate(row, start=QUIET_MODULES), key=lambda cell: cell[1]):
            if dark:
                run = [column for column, _ in cells]
                path += f"m{run[0] - x} {row_number - y}h{len(run)}v1h-{len(run)}z"
                x, y = run[0], row_number
    size = len(matrix) + 2 * QUIET_MODULES
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'
    return Code(svg, size)


def matrix_of(text: str, *, error_correction: Level = "Q") -> list[list[bool]]:
    """Return the modules of the code of `text` row by row, true where dark, without the quiet zone.

    See `code_for` for levels and exceptions.
    """
    code = qrcode.QRCode(error_correction=_LEVELS[error_correction], border=0)
    code.add_data(text.encode())
    code.make(fit=True)
    return [list(map(bool, row)) for row in code.get_matrix()]
