"""QR codes as vectors, the same bytes from build to build."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import qrcode
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_Q

QUIET_MODULES = 4  # ISO/IEC 18004: the quiet zone of a QR code is four modules wide


@dataclass(frozen=True)
class Code:
    """A QR code as an SVG drawing; `modules` is its width with the quiet zone."""

    svg: str
    modules: int


@lru_cache(maxsize=512)  # every leaflet of a guide bears the same
def code_for(text: str, *, sturdy: bool = False) -> Code:
    """Return the code of `text` at level Q, which reads through a quarter of damage.

    A `sturdy` one is of level H: a short address has few blocks of data, and a stain on a tenth of its area
    can spoil one of them at level Q (tests/leaflets/test_print.py has both).
    Dark modules are one path of horizontal runs, so a printer leaves no hairlines between them. Raises
    qrcode's DataOverflowError when no version of the code carries the text.
    """
    matrix = matrix_of(text, sturdy=sturdy)
    path, x, y = "", 0, 0  # relative places are a third shorter in a compressed page
    for row_number, row in enumerate(matrix, start=QUIET_MODULES):
        for dark, cells in groupby(enumerate(row, start=QUIET_MODULES), key=lambda cell: cell[1]):
            if dark:
                run = [column for column, _ in cells]
                path += f"m{run[0] - x} {row_number - y}h{len(run)}v1h-{len(run)}z"
                x, y = run[0], row_number
    size = len(matrix) + 2 * QUIET_MODULES
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'
    return Code(svg, size)


def matrix_of(text: str, *, sturdy: bool = False) -> list[list[bool]]:
    """Return the modules of the code of `text`, true where dark, without the quiet zone; see code_for."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_H if sturdy else ERROR_CORRECT_Q, border=0)
    code.add_data(text.encode())
    code.make(fit=True)
    return [list(map(bool, row)) for row in code.get_matrix()]
