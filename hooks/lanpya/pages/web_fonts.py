"""Which languages have a fallback font on the web, what is in it, and how a phone is found that needs it.

Languages in Myanmar letters have Padauk, in which the browser picks the forms of Shan or Karen by the lang
attribute. Others have the font that mkdocs.yml names (`fonts`, `web`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import icu
from fontTools.ttLib import TTFont
from fontTools.unicodedata import ot_tags_from_script

from lanpya.content.interface import Wording
from lanpya.content.library import Library
from lanpya.content.settings import SiteLanguage
from lanpya.languages.fallback import Fallback
from lanpya.languages.language import Language
from lanpya.leaflets.fonts import web_file

_NAME = "Notes"  # the licences of fonts reserve their names for the whole font
_MOST_LETTERS = 400  # of a script; of one with more, such as Han, the font has those that the site uses
_SHARED = re.compile("[\u0300-\u1fff\u2c00-\U0010ffff]")  # other signs than those of Latin text
_VIRAMA = 9  # Unicode's combining class
_EXTENDED = "\u1050"  # Myanmar letters from here on are those of other languages than Burmese


class WebFont(NamedTuple):
    """The file that the font is cut from, and what is in it."""

    path: Path
    fallback: Fallback


@lru_cache(maxsize=128)  # every page asks
def web_font(library: Library, language: SiteLanguage) -> WebFont | None:
    """Return the fallback font of a language, None if it has none."""
    path = web_file(library.settings, language)
    if path is None:
        return None
    if language.traits.fallback:  # made by hand, with a drawing for readers without scripts
        return WebFont(path, language.traits.fallback)
    font = TTFont(path, lazy=True)
    texts = list(_texts(library, language))
    letters = {*_letters(language, texts), *_listed(language, Wording(library, language).conventions)} & set(
        map(chr, font.getBestCmap())
    )
    probe, unshaped = _probe(font, texts, letters)
    systems = " ".join(dict.fromkeys(_systems(font, language)))
    return WebFont(path, Fallback(_NAME, systems, " " + "".join(sorted(letters)), probe, unshaped, "", ""))


def _texts(library: Library, language: SiteLanguage) -> Iterator[str]:
    """Yield what pages of a language can show: its pages, its words, records of all languages."""
    yield from (library.texts[page.path] for page in library.pages_in(language.code))
    yield from (texts[language.code] for texts in library.words.values() if language.code in texts)
    yield from (text for path, text in library.texts.items() if path.startswith(f"{library.docs}/data/"))


def _letters(language: SiteLanguage, texts: Iterable[str]) -> frozenset[str]:
    """Return the signs in texts of a language's script, and those that scripts share but not with Latin."""
    scripts = {*language.traits.scripts, "Zinh"}

    def is_own(sign: str) -> bool:
        script = icu.Script.getScript(sign).getShortName()
        return script in scripts or (script == "Zyyy" and _SHARED.match(sign) is not None)

    return frozenset(filter(is_own, set().union(*texts)))


def _listed(language: SiteLanguage, conventions: Language) -> frozenset[str]:
    """Return the letters in CLDR of the language whose dates its pages show, unless there are too many."""
    listed = _letters(language, conventions.fallback.letters if conventions.fallback else conventions.letters)
    return listed if conventions.has_conventions and len(listed) <= _MOST_LETTERS else frozenset()


def _probe(font: TTFont, texts: Iterable[str], letters: set[str]) -> tuple[str, str]:
    """Return two texts, of which the first is narrow where the script is shown, else as wide as the other.

    A letter with a mark, which takes no width, beside two letters: where the phone has no such letters, both
    are two boxes. Without marks, a narrow letter beside a wide one: then both are one box.
    """
    pairs = Counter[tuple[str, str]]()
    for text in texts:
        pairs.update(pairwise(text))
    marked = [pair for pair in pairs if letters.issuperset(pair) and _is_marked(*pair)]
    if marked:
        letter, mark = max(marked, key=lambda pair: (sum(map(_EXTENDED.__le__, pair)), pairs[pair], pair))
        return letter + mark, letter * 2
    widths, names = font["hmtx"], font.getBestCmap()
    ordered = sorted(
        (sign for sign in letters if unicodedata.category(sign)[0] == "L"),
        key=lambda sign: (widths[names[ord(sign)]][0], sign),
    )
    return (ordered[0], ordered[-1]) if ordered else (" ", " ")


def _is_marked(letter: str, mark: str) -> bool:
    """Whether a pair is a letter with a mark above or below; what joins it to the next letter is no such."""
    is_mark = unicodedata.category(mark) == "Mn" and unicodedata.combining(mark) != _VIRAMA
    return is_mark and unicodedata.category(letter) == "Lo"


def _systems(font: TTFont, language: SiteLanguage) -> Iterator[str]:
    """Yield what of a font's layout is for the language: of its script, its own or else that of all."""
    wanted = ot_tags_from_script(language.traits.script)
    own = language.traits.locale.getISO3Language().upper().ljust(4)
    for table in (font[name].table for name in ("GSUB", "GPOS") if name in font):
        for record in table.ScriptList.ScriptRecord if table.ScriptList else ():
            if record.ScriptTag in wanted:
                tags = [system.LangSysTag for system in record.Script.LangSysRecord]
                yield f"{record.ScriptTag.strip()}.dflt"
                yield from (
                    f"{record.ScriptTag.strip()}.{tag.strip()}" for tag in ([own] if own in tags else tags)
                )
