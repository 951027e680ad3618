"""Reads a printed leaflet back from its pixels: what its QR codes say, and where its ink is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy
import pypdfium2
import zxingcpp
from pyzbar import pyzbar

from lanpya.content.leaflet_formats import Area, Format, Side
from lanpya.content.library import Library
from lanpya.leaflets.leaflet import Leaflet, code_address, home_address
from lanpya.leaflets.qr import QUIET_MODULES, matrix_of
from lanpya.leaflets.text_code import is_guessed, short_message

DPI = 300  # what office printers print at
MM_PER_INCH = 25.4
EDGE_MM = 5.0
MODULE_MM = {"page": 0.8, "text": 0.5}  # of each kind of code; the least at which a bad print scans
LEVELS = {"page": "H", "text": "Q"}  # of error correction
CLEAR_MM = (0.8, 3.8)  # from a fold or cut: beyond the mark, how far hands miss it
WHITE, BLACK = 255, 0


def raster(pdf: Path, dpi: int, count: int | None = None) -> list[numpy.ndarray]:
    """Return the first `count` pages, or all, in black and white as a printer puts them on paper.

    0 is ink, 255 is none.
    """
    pages = []
    for page in islice(pypdfium2.PdfDocument(pdf), count):
        grey = page.render(scale=dpi / 72, grayscale=True).to_numpy().squeeze()
        pages.append(numpy.where(grey < 128, BLACK, WHITE).astype(numpy.uint8))
    return pages


# --- codes ---


@dataclass(frozen=True)
class Code:
    """A code that a leaflet must have: its kind (page or text), and what it says."""

    kind: str
    text: str

    @property
    def matrix(self) -> list[list[bool]]:
        """Its modules, true where dark, without the quiet zone."""
        if self.kind == "page":
            return matrix_of(self.text, error_correction="H")
        return matrix_of(self.text, marked=not is_guessed(self.text))


@dataclass(frozen=True)
class Found:
    """A code found in a picture: what it says, and its position in pixels, without the quiet zone."""

    text: str
    level: str
    left: float
    top: float
    right: float
    bottom: float


def codes_of(leaflet: Leaflet, library: Library) -> list[Code]:
    """Return the codes that a leaflet must have, from the guides."""
    if leaflet.form.collects:
        return [Code("page", home_address(library, leaflet.languages[0]))]
    codes = [Code("page", code_address(library, page)) for page in leaflet.pages]
    if leaflet.form.text_code:
        codes += [Code("text", short_message(page, library)) for page in leaflet.pages]
    return codes


def decode_zxing(image: numpy.ndarray) -> list[str]:
    """Return what zxing-cpp reads in a picture."""
    return [code.text for code in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)]


def decode_zbar(image: numpy.ndarray) -> list[str]:
    """Return what zbar reads in a picture."""
    found = pyzbar.decode(numpy.ascontiguousarray(image), symbols=[pyzbar.ZBarSymbol.QRCODE])
    return [code.data.decode("utf-8", "replace") for code in found]


DECODERS = {"zxing-cpp": decode_zxing, "zbar": decode_zbar}


def find_codes(image: numpy.ndarray) -> list[Found]:
    """Return the codes in a picture with their places."""
    found = []
    for code in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode):
        spots = [code.position.top_left, code.position.top_right, code.position.bottom_left]
        spots.append(code.position.bottom_right)
        xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
        found.append(Found(code.text, code.ec_level, min(xs), min(ys), max(xs), max(ys)))
    return found


def check_codes(images: list[numpy.ndarray], expected: list[Code], dpi: int) -> Iterator[str]:
    """Yield what is wrong with the codes on the pages of a leaflet."""
    wanted = sorted(code.text for code in expected)
    for name, decode in DECODERS.items():
        if (read := sorted(text for image in images for text in decode(image))) != wanted:
            yield f"{name} reads {read} instead of {wanted}"
    known = {code.text: code for code in expected}
    for image in images:
        for found in find_codes(image):
            if found.text in known:
                yield from _check_symbol(image, found, known[found.text], dpi)


def _check_symbol(image: numpy.ndarray, found: Found, code: Code, dpi: int) -> Iterator[str]:
    matrix, module = code.matrix, MODULE_MM[code.kind]
    if found.level != LEVELS[code.kind]:
        yield f"{found.text!r} is of level {found.level}, not {LEVELS[code.kind]}"
        return
    count = len(matrix)
    size = (found.right - found.left) / count
    measured = size / dpi * MM_PER_INCH
    if abs(measured - module) > module * 0.05:
        yield f"a module of {found.text!r} is {measured:.2f} mm wide, not {module}"
        return
    wrong = 0
    for row in range(-QUIET_MODULES, count + QUIET_MODULES):
        for column in range(-QUIET_MODULES, count + QUIET_MODULES):
            y, x = round(found.top + (row + 0.5) * size), round(found.left + (column + 0.5) * size)
            inside = 0 <= row < count and 0 <= column < count
            ink = 0 <= y < image.shape[0] and 0 <= x < image.shape[1] and image[y, x] == BLACK
            wrong += bool(ink) != (inside and matrix[row][column])
    if wrong:
        yield f"{wrong} modules of {found.text!r}, including its quiet zone, are wrong"


# --- what shows when it is folded ---


def outside_of(form: Format, direction: str = "ltr") -> list[Area]:
    """Return the parts of the first page that show when a leaflet is folded: its cover and its back.

    The back is joined to the cover by the spine, the fold where reading begins: to the left of it, if its
    `direction` is ltr. A sheet without folds has none.
    """
    cover = form.sides[0].cover
    if not form.sides[0].folds or cover is None:
        return []
    x, y, width, height = cover
    areas = [cover, (x - width, y, width, height)]
    return [(1 - x - width, *rest) if direction == "rtl" else (x, *rest) for x, *rest in areas]


# --- ink ---


def check_ink(image: numpy.ndarray, side: Side, dpi: int) -> Iterator[str]:
    """Yield where ink is beyond the reach of a printer, or where a fold or cut would spoil it."""
    mm = dpi / MM_PER_INCH
    height, width = image.shape
    edge = math.floor(EDGE_MM * mm)
    inner = image.copy()
    inner[edge:-edge, edge:-edge] = WHITE
    if (inner == BLACK).any():
        yield f"there is ink within {EDGE_MM} mm of the edge"
    lines = [*side.folds, *side.cuts]
    clear = image.copy()
    for x, y, a, b in lines:  # the marks, and where they cross others
        across = math.ceil(CLEAR_MM[0] * mm)
        clear[_span(y, b, height, across), _span(x, a, width, across)] = WHITE
    for x, y, a, b in lines:
        across = math.floor(CLEAR_MM[1] * mm)
        if (clear[_span(y, b, height, across), _span(x, a, width, across)] == BLACK).any():
            yield f"something is printed on the fold or cut from {x:.2f}, {y:.2f} to {a:.2f}, {b:.2f}"


def _span(start: float, end: float, size: int, around: int) -> slice:
    low, high = sorted((start, end))
    return slice(max(0, round(low * size) - around), min(size, round(high * size) + around))
