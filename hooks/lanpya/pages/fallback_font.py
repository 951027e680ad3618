"""The fallback font: for phones that cannot shape a script, cut from the font that the leaflets use."""

from __future__ import annotations

import io
from importlib.metadata import version
from pathlib import Path

from fontTools.ttLib import TTFont
from markupsafe import Markup

from lanpya.content.interface import Wording
from lanpya.content.library import Library
from lanpya.content.settings import SiteLanguage
from lanpya.languages.fallback import Fallback
from lanpya.pages.templates import Templates
from lanpya.runtime.cache import cached_bytes_by

_GRAPHITE = ("Silf", "Glat", "Gloc", "Feat", "Sill")
_KEPT_NAMES = (0, 13, 14)  # copyright, licence, and where the licence stands: OFL-1.1 asks for them


def shaping_hint(library: Library, language: SiteLanguage, templates: Templates) -> Markup:
    """Return a drawing, for readers without JavaScript: how a word must look, and where to go if it does not.

    It leads to the list of leaflets with the font switched on; a leaflet looks right on any phone.
    """
    fallback, goal = language.traits.fallback, library.page_with("print", language.code)
    if not fallback or not goal or goal.language != language:
        return Markup("")
    words = Wording(library, language)
    return templates.partial("hint", "shaping_hint", goal.url.rpartition("/")[2], fallback, words)


def _made_from(whole: bytes, fallback: Fallback) -> tuple[bytes, ...]:
    tools = f"fonttools {version('fonttools')}, brotli {version('brotli')}, {fallback!r}".encode()
    return Path(__file__).read_bytes(), tools, whole


@cached_bytes_by("font", inputs=_made_from)
def fallback_font(whole: bytes, fallback: Fallback) -> bytes:
    """Return the font cut to what `fallback` names, as WOFF2, under the name given there.

    All layout features of the script stay: with 'kern' and 'liga' alone nearly every Burmese word breaks.
    Hints and Graphite go. It is renamed because the licence (OFL-1.1) reserves the whole font's name.
    """
    from fontTools import subset  # imported late: most builds have the font in the cache

    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["*"]
    options.layout_scripts = [tag if "." in tag else f"{tag}.dflt" for tag in fallback.opentype.split()]
    options.hinting = False
    options.harfbuzz_repacker = False  # only tests install it, and it packs tables otherwise
    options.name_IDs = list(_KEPT_NAMES)
    options.drop_tables += _GRAPHITE
    font = TTFont(io.BytesIO(whole), recalcTimestamp=False)
    for record in font["GSUB"].table.FeatureList.FeatureRecord if "GSUB" in font else ():
        record.Feature.FeatureParams = None  # names of variants, for the menus of word processors
    cutter = subset.Subsetter(options)
    cutter.populate(text=fallback.letters)
    cutter.subset(font)
    for identifier, name in {1: fallback.name, 2: "Regular", 4: fallback.name, 6: fallback.name}.items():
        font["name"].setName(name, identifier, 3, 1, 0x409)
    out = io.BytesIO()
    subset.save_font(font, out, options)
    return out.getvalue()
