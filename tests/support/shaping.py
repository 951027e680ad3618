"""Shapes texts with a font as browsers do."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import uharfbuzz as hb
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont


class Shaper:
    """Shapes words with one font and says what is drawn where."""

    def __init__(self, path: Path):
        font = TTFont(path)
        self._outlines = font.getGlyphSet()
        self._order = font.getGlyphOrder()
        font.flavor = None
        plain = io.BytesIO()
        font.save(plain)
        self._font = hb.Font(hb.Face(plain.getvalue()))
        self.outline = cache(self._outline)

    def _outline(self, glyph: int) -> str:
        pen = DecomposingRecordingPen(self._outlines)
        self._outlines[self._order[glyph]].draw(pen)
        return repr(pen.value)

    def shape(self, text: str, language: str = "my") -> list[tuple[str, int, int, int]]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = language
        hb.shape(self._font, buffer)
        pairs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        return [
            (self.outline(info.codepoint), place.x_advance, place.x_offset, place.y_offset)
            for info, place in pairs
        ]
