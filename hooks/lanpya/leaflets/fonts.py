"""The fonts of a language: the files for leaflets and for phones, what is in them, which to take otherwise.

Only files in overrides/fonts are used, never those of the machine, so that every machine makes the same PDFs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import icu
import typst
from fontTools.ttLib import TTFont, TTLibError

from lanpya.content.settings import Settings, SiteLanguage

PADAUK = "Padauk-Regular.ttf"  # Myanmar script and Latin; prints every language that names no other file
_PADAUK_LINE = (0.9, -0.46)  # ems; enough for what Burmese stacks, and less than the font's own line
# The face of a collection of fonts for Han: the ends of their family names, by script (ISO 15924)
_FACES = {"Hans": "SC", "Hant": "TC", "Jpan": "JP", "Kore": "KR"}
# Debian's packages fonts-noto-core 20201225 and fonts-noto-cjk 20220127: files are called after the script.
# With serifs where there are both, as these have the traditional forms of letters; Latin, Greek and Cyrillic
# without, as Padauk is.
_HAN = ("Hani", "Hang", "Hira", "Kana", "Bopo")
_CORE, _CJK = "fonts-noto-core", "fonts-noto-cjk"
_SERIF = frozenset(
    re.findall(
        "....", "AhomArmnBengDevaDogrEthiGeorGujrGuruHebrHmnpKhmrKndaLaooMlymSinhTamlTangTeluThaiTibtYezi"
    )
)
_OTHERS = {
    "Arab": "NotoNaskhArabic",
    "Aran": "NotoNastaliqUrdu",
    "Rohg": "NotoSansHanifiRohingya",
    "Cans": "NotoSansCanadianAboriginal",
    **dict.fromkeys(("Latn", "Grek", "Cyrl"), "NotoSans"),
}
_NASTALIQ = frozenset(("ur", "ks"))  # languages whose readers expect this hand of the Arabic script


class FontError(ValueError):
    """A file is missing, or is no font that can be read. `is_missing` says which."""

    def __init__(self, path: Path, *, is_missing: bool):
        super().__init__(path.name)
        self.is_missing = is_missing


@dataclass(frozen=True)
class PrintFont:
    """A font for print: its families, the first that has a glyph is used; the line box; all characters.

    `top` and `bottom` are the edges of a line in ems, from the base line up.
    """

    families: tuple[str, ...]
    top: float
    bottom: float
    letters: frozenset[str]


def font_file(settings: Settings, language: SiteLanguage) -> Path:
    """Return the file in which a language is printed."""
    named = settings.fonts.get(language.code)
    return settings.overrides / "fonts" / ((named and named.print) or PADAUK)


def web_file(settings: Settings, language: SiteLanguage) -> Path | None:
    """Return the file for phones that lack the script of a language, None where all have it."""
    named = settings.fonts.get(language.code)
    name = (named and named.web) or (PADAUK if language.traits.script == "Mymr" else "")
    return settings.overrides / "fonts" / name if name else None


def print_font(settings: Settings, language: SiteLanguage) -> PrintFont:
    """Return the font in which a language is printed.

    What it lacks comes from the font of the default language, in which missing words come, and else from
    Padauk: Latin letters, digits and signs of addresses and codes. Raises FontError.
    """
    own = _read(font_file(settings, language), language.traits.script)
    others = [_read(font_file(settings, settings.default_language), settings.default_language.traits.script)]
    others += [_read(settings.overrides / "fonts" / PADAUK, "")]
    families = dict.fromkeys(family for font in (own, *others) for family in font.families)
    letters = own.letters.union(*(font.letters for font in others))
    return PrintFont(tuple(families), own.top, own.bottom, letters)


def letters_of_font(path: Path, script: str = "") -> frozenset[str]:
    """Return the characters in a font file, of a collection in the face for the script. Raises FontError."""
    return _read(path, script).letters


def fonts_in(folder: Path) -> typst.Fonts:
    """Return the fonts of a folder, as Typst knows them."""
    return _fonts(folder, tuple(_state(path) for path in sorted(folder.iterdir())))


def suggested(language: SiteLanguage) -> tuple[str, str]:
    """Return a font file for the script of a language, and the package of Debian that carries it."""
    traits = language.traits
    if traits.script in (*_FACES, *_HAN):
        return "NotoSerifCJK-Regular.ttc", _CJK
    script = traits.script
    if script == "Arab" and traits.subtag in _NASTALIQ:
        script = "Aran"
    if script in _OTHERS:
        return f"{_OTHERS[script]}-Regular.ttf", _CORE
    name = _name_of(script).replace("_", "").replace("Nko", "NKo") if script else ""
    return f"Noto{'Serif' if script in _SERIF else 'Sans'}{name}-Regular.ttf", _CORE


def _name_of(script: str) -> str:
    """Return Unicode's name of a script, by its code of ISO 15924."""
    value = icu.Char.getPropertyValueEnum(icu.UProperty.SCRIPT, script)
    return str(
        icu.Char.getPropertyValueName(icu.UProperty.SCRIPT, value, icu.UPropertyNameChoice.LONG_PROPERTY_NAME)
    )


def _read(path: Path, script: str) -> PrintFont:
    if not path.is_file():
        raise FontError(path, is_missing=True)
    return _facts(path, _state(path), script)


def _state(path: Path) -> tuple[Path, int, int]:
    state = path.stat()
    return path, state.st_size, state.st_mtime_ns


@lru_cache(maxsize=4)
def _fonts(folder: Path, files: tuple[tuple[Path, int, int], ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


@lru_cache(maxsize=64)
def _facts(path: Path, state: tuple[Path, int, int], script: str) -> PrintFont:
    faces = [face for face in fonts_in(path.parent).fonts() if Path(str(face.path)) == path]
    if not faces:
        raise FontError(path, is_missing=False)
    face = _face_for(script, faces)
    try:
        font = TTFont(path, lazy=True, fontNumber=face.index)
        letters, line = frozenset(map(chr, font.getBestCmap())), font["hhea"]
        edges = tuple(round(edge / font["head"].unitsPerEm, 3) for edge in (line.ascent, line.descent))
    except (TTLibError, KeyError, TypeError, ValueError, OSError) as error:
        raise FontError(path, is_missing=False) from error
    top, bottom = _PADAUK_LINE if path.name == PADAUK else edges
    return PrintFont((face.family,), top, bottom, letters)


def _face_for(script: str, faces: Iterable[typst.FontInfo]) -> typst.FontInfo:
    first, *others = faces
    ending = f" {_FACES.get(script, '')}"
    return next((face for face in (first, *others) if ending != " " and face.family.endswith(ending)), first)
