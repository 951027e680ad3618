"""QR codes for leaflets, as vector drawings that are the same bytes in every build."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

import qrcode
from qrcode import base, util
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError

QUIET_MODULES = 4  # ISO/IEC 18004: the quiet zone of a QR code is four modules wide
Level = Literal["Q", "H"]
_ECI, _UTF_8 = 7, 26  # the mode that names an encoding, and the number of UTF-8
_LARGEST = 40  # version
_LEVELS: dict[Level, int] = {"H": ERROR_CORRECT_H, "Q": ERROR_CORRECT_Q}


@dataclass(frozen=True)
class Code:
    """A QR code as an SVG drawing. `modules` is its width in modules, including the quiet zone."""

    svg: str
    modules: int


@lru_cache(maxsize=512)  # all leaflets of a guide have the same code
def code_for(text: str, *, error_correction: Level = "Q", marked: bool = False) -> Code:
    """Return the QR code of `text` in UTF-8 at an error correction level; `marked` names the encoding in it.

    Level Q reads with a quarter of the code damaged. Use H for a short address: it has few blocks of data,
    and at level Q a stain on a tenth of its area can spoil one of them (tests/leaflets/test_print.py has
    both).

    Dark modules are drawn as one path of horizontal runs, so that a printer leaves no hairlines between them.
    Raises qrcode's DataOverflowError if the text is too long for a code.
    """
    matrix = matrix_of(text, error_correction=error_correction, marked=marked)
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


def matrix_of(text: str, *, error_correction: Level = "Q", marked: bool = False) -> list[list[bool]]:
    """Return the modules of the code of `text` row by row, true where dark, without the quiet zone.

    See `code_for` for levels, the marker and exceptions.
    """
    code = qrcode.QRCode(error_correction=_LEVELS[error_correction], border=0)
    code.add_data(text.encode())
    if marked:
        code.version, code.data_cache = _marked_data(text.encode(), _LEVELS[error_correction])
    code.make(fit=not marked)
    return [list(map(bool, row)) for row in code.get_matrix()]


def _marked_data(data: bytes, level: int) -> tuple[int, list[int]]:
    """Return the version of a code and its data, with UTF-8 named as the encoding; qrcode cannot name one.

    Source: ISO/IEC 18004, 7.4.2 (extended channel interpretation) and AIM ITS/04-023 (26 is UTF-8).
    """
    for version in range(1, _LARGEST + 1):
        bits, blocks = util.BitBuffer(), base.rs_blocks(version, level)
        length = util.length_in_bits(util.MODE_8BIT_BYTE, version)
        for number, size in ((_ECI, 4), (_UTF_8, 8), (util.MODE_8BIT_BYTE, 4), (len(data), length)):
            bits.put(number, size)
        for byte in data:
            bits.put(byte, 8)
        room = sum(block.data_count for block in blocks) * 8
        if len(bits) <= room:
            break
    else:
        raise DataOverflowError
    bits.put(0, min(room - len(bits), 4))
    bits.put(0, -len(bits) % 8)
    for number in range((room - len(bits)) // 8):
        bits.put((util.PAD0, util.PAD1)[number % 2], 8)
    return version, util.create_bytes(bits, blocks)
