"""The glyphs of a PDF and of a text, as comparable characters: each is identified by its outline."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy
import pypdf
import uharfbuzz
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from pypdf.generic import ContentStream

from lanpya.content.settings import SiteLanguage
from lanpya.languages.language import language_for

BOLD = 0.04  # of a letter's size: an outline at least this wide means bold
NO_GLYPH = "\ufffd"  # the box for a letter that the font lacks; it equals nothing in a source


@dataclass(frozen=True)
class Piece:
    """A text that a leaflet must have: its glyphs, one character each, and before which a line may begin."""

    text: str
    glyphs: str
    starts: frozenset[int]


class Glyphs:
    """Glyphs as characters of a string, one per outline: a drawing has the same one in any font file."""

    def __init__(self, font: Path):
        self._signs: dict[Any, str] = {}
        self._names = _outlines(TTFont(font))
        self._font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font))))

    def piece(self, text: str, language: SiteLanguage) -> Piece:
        """Return the text as HarfBuzz shapes it, word by word, without glyphs that have no ink."""
        script, glyphs, starts = language_for(text, language.html_lang), "", set()
        for word in script.segments(text):
            starts.add(len(glyphs))
            shaped = "".join(map(self._sign, self._shape(word, language.html_lang)))
            if not script.holds(word):  # Typst may break these, for example at hyphens
                starts.update(range(len(glyphs), len(glyphs) + len(shaped)))
            glyphs += shaped
        return Piece(text, glyphs, frozenset(starts))

    def printed(self, pdf: Path, *, halves: bool) -> tuple[str, frozenset[int]]:
        """Return the glyphs of a PDF in reading order, and before which of them a line begins.

        With `halves`, the pages are those of a booklet: two side by side, printed to be folded.
        """
        parts: list[tuple[int, list[_Line]]] = []
        pages = self.lines(pdf)
        count = len(pages)
        middle = float(pypdf.PdfReader(pdf).pages[0].mediabox.width) / 2
        for number, lines in enumerate(pages):
            sides = [[line for line in lines if (line.x < middle) == left] for left in (True, False)]
            last, first = 2 * count - 1 - number, number
            order = (last, first) if number % 2 == 0 else (first, last)
            parts += zip(order, sides, strict=True) if halves else [(number, lines)]
        glyphs, starts, before = "", set(), None
        for _, lines in sorted(parts, key=lambda part: part[0]):
            for line in lines:
                if before is None or abs(line.y - before) > line.size / 2:  # marks are slightly higher
                    starts.add(len(glyphs))
                before = line.y
                glyphs += line.glyphs
        return glyphs, frozenset(starts)

    def lines(self, pdf: Path, *, first: bool = False) -> list[list[_Line]]:
        """Return the lines of each page in the order of the file, or of the first page only."""
        reader = pypdf.PdfReader(pdf)
        fonts: dict[Any, _Font] = {}  # pages share them
        pages = reader.pages[:1] if first else reader.pages
        return [list(_lines_of(page, reader, fonts, self._sign)) for page in pages]

    def _shape(self, word: str, html_lang: str) -> list[Any]:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        buffer.language = html_lang
        uharfbuzz.shape(self._font, buffer)
        return [self._names[info.codepoint] for info in buffer.glyph_infos]

    def _sign(self, outline: Any) -> str:
        if not outline:
            return ""  # white space, and possible line breaks
        return self._signs.setdefault(outline, chr(0xF0000 + len(self._signs)))


@dataclass(frozen=True)
class _Line:
    """Glyphs that a PDF shows at once, where on the page from x to end, and their size; in points."""

    glyphs: str
    x: float
    y: float
    size: float
    end: float
    bold: bool = False


class _Font:
    def __init__(self, font: TTFont):
        self.outlines = _outlines(font)
        scale = 1000 / font["head"].unitsPerEm
        self.widths = [font["hmtx"][name][0] * scale for name in font.getGlyphOrder()]


def _outlines(font: TTFont) -> list[Any]:
    glyph_set = font.getGlyphSet()
    outlines = []
    for name in font.getGlyphOrder():
        pen = DecomposingRecordingPen(glyph_set)
        glyph_set[name].draw(pen)
        outlines.append(tuple((step, tuple(points)) for step, points in pen.value))
    return outlines


def _lines_of(page: Any, reader: Any, known: dict[Any, _Font], sign: Callable[[Any], str]) -> Iterator[_Line]:
    fonts = {}
    for name, font in page["/Resources"]["/Font"].items():
        data = _font_file(font.get_object())
        if data not in known:
            known[data] = _Font(TTFont(io.BytesIO(data)))
        fonts[name] = known[data]
    stack: list[Any] = []
    matrix, text, size, outline = numpy.eye(3), numpy.eye(3), 0.0, 0.0
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"q":
            stack.append(matrix)
        elif operator == b"Q":
            matrix = stack.pop()
        elif operator == b"cm":
            matrix = _matrix(operands) @ matrix
        elif operator == b"Tf":
            font, size = fonts[operands[0]], float(operands[1])
        elif operator == b"w":
            outline = float(operands[0])
        elif operator == b"Tm":
            text = _matrix(operands)
        elif operator in (b"Tj", b"TJ"):
            pieces = operands[0] if operator == b"TJ" else operands
            raw = b"".join(piece.original_bytes for piece in pieces if hasattr(piece, "original_bytes"))
            numbers = [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]
            moved = sum(float(piece) for piece in pieces if isinstance(piece, (int, float)))
            width = (sum(font.widths[number] for number in numbers) - moved) * size / 1000
            place, end = text @ matrix, [width, 0, 1] @ text @ matrix
            glyphs = "".join(sign(font.outlines[number]) if number else NO_GLYPH for number in numbers)
            scale = abs(numpy.linalg.det((text @ matrix)[:2, :2])) ** 0.5
            spot = (float(place[2, 0]), float(place[2, 1]), float(size * scale), float(end[0]))
            yield _Line(glyphs, *spot, bold=outline > BOLD * size)


def _rows_of(lines: Iterable[_Line]) -> list[_Line]:
    """Return the lines, with those that continue each other in the same row joined."""
    rows: list[_Line] = []
    for line in lines:
        last = rows[-1] if rows else None
        if last and abs(last.y - line.y) <= line.size / 2 and abs(last.end - line.x) < line.size:
            rows[-1] = _Line(last.glyphs + line.glyphs, last.x, last.y, last.size, line.end)
        else:
            rows.append(line)
    return [row for row in rows if row.glyphs]


def check_overlaps(pdf: Path, glyphs: Glyphs) -> Iterator[str]:
    """Yield where text overlaps other text."""
    for number, lines in enumerate(glyphs.lines(pdf), start=1):
        rows = _rows_of(lines)
        for row, other in combinations(rows, 2):
            left, right = (
                max(min(row.x, row.end), min(other.x, other.end)),
                min(max(row.x, row.end), max(other.x, other.end)),
            )
            if right - left > 1 and abs(row.y - other.y) < min(row.size, other.size) * 0.7:
                yield f"text overlaps other text on page {number}, at {left:.0f}, {row.y:.0f}"


def _font_file(font: Any) -> bytes:
    descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
    data: bytes = descriptor["/FontFile2"].get_object().get_data()
    return data


def _matrix(operands: Iterable[Any]) -> numpy.ndarray:
    a, b, c, d, e, f = map(float, operands)
    return numpy.array([[a, b, 0], [c, d, 0], [e, f, 1]])
