"""The characters that a language is written with, from CLDR; where it knows none, from Unicode's script data.

Sources: CLDR's exemplar characters (main, auxiliary, punctuation) and numbering systems; Unicode Standard
Annex 24 (scripts and script extensions); Unicode Technical Standard 39 (characters recommended for names).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import icu

# ASCII; Latin letters with their accents (but not ı, ŀ, ŉ, ſ, which look like others); the signs of printed
# text that the fonts have. Names in Latin letters occur in every language.
COMMON = r"\n\t -~\u00a0¡-¬®-ÿĀ-İĲ-ľŁ-ňŊ-ž\u1e00-\u1ef9–—‘’“”‚„†•…‰′″‹›⁄€←-→−×÷≤≥"
# Characters that end a sentence by themselves, in all scripts: Unicode's sentence terminals, and the Tibetan
# shad. Those of Latin and of Arabic need a space; the Burmese ၊ is a comma, the Armenian ․ a semicolon.
CERTAIN_STOPS = "".join(icu.UnicodeSet("[[[:Sentence_Terminal:]\u0f0d]-[.?!؟۔၊\u2024]]"))
USUAL_STOPS = ".?!။"  # in texts of any language, which may have Burmese words
WORD = re.compile(r"[^\W\d_]+")
ZWSP, ZWNJ, ZWJ = "\u200b", "\u200c", "\u200d"
_MAIN, _AUXILIARY, _PUNCTUATION = 0, 1, 3  # types of exemplar characters, as ICU counts them
_UNSEEN = icu.UnicodeSet("[:Default_Ignorable_Code_Point:]")
# CLDR names the unseen characters of most languages that need some; here is what it lacks: every language in
# Arabic letters but Arabic itself, every Indic script with a virama, every script without spaces.
_JOINED = ("Arab", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh")
_UNSPACED = ("Thai", "Laoo", "Khmr", "Mymr", "Lana", "Java", "Bali")

# What CLDR does not list: the Armenian semicolon (mijaket), which keyboards type as ONE DOT LEADER.
_UNLISTED = {"hy": "\u2024"}


def exemplars(locale: icu.Locale) -> Iterator[str]:
    """Yield the characters that CLDR lists for a language it knows, with capitals."""
    data = icu.LocaleData(locale.getName())
    yield from _UNLISTED.get(locale.getLanguage(), "")
    for kind in (_MAIN, _AUXILIARY, _PUNCTUATION):
        for text in data.getExemplarSet(0, kind):
            yield from text
            yield from str(icu.UnicodeString(text).toUpper(locale))


def digits(locale: icu.Locale) -> Iterator[str]:
    """Yield the digits of a language that CLDR knows: those it uses by default, and those of its script."""
    for keyword in ("default", "native"):
        numbered = icu.Locale.createFromName(f"{locale.getName()}@numbers={keyword}")
        system = icu.NumberingSystem.createInstance(numbered)
        if not system.isAlgorithmic():
            yield from system.getDescription()


def of_scripts(scripts: Iterable[str], *, recommended: bool) -> Iterator[str]:
    """Yield the letters, marks, digits and signs of scripts other than Latin, and the signs of currencies.

    With `recommended` only the letters that Unicode recommends for names, unless it recommends none.
    """
    for script in scripts:
        if script == "Latn":
            continue
        own = f"[[:scx={script}:]&[[:L:][:M:]]]"
        names = icu.UnicodeSet(f"[{own}&[:Identifier_Status=Allowed:]]")
        letters = names if recommended and len(names) else icu.UnicodeSet(own)
        yield from letters
        yield from icu.UnicodeSet(f"[[[:scx={script}:]&[[:P:][:N:][:S:]]][:Sc:]]")


def seen(characters: Iterable[str]) -> frozenset[str]:
    """Return the characters without those that have no width."""
    return frozenset(sign for sign in characters if not _UNSEEN.contains(sign))


def unseen_of(language: str, scripts: Iterable[str], listed: Iterable[str]) -> frozenset[str]:
    """Return the characters without width that a language is written with; `listed` are those of CLDR."""
    found = {sign for sign in listed if sign in (ZWSP, ZWNJ, ZWJ)}
    for script in scripts:
        if script in _JOINED and language != "ar":
            found |= {ZWNJ} if script == "Arab" else {ZWNJ, ZWJ}
        if script in _UNSPACED:
            found.add(ZWSP)
    return frozenset(found)


def pattern_of(characters: Iterable[str]) -> str:
    """Return the inside of a character class that matches these characters and the common ones."""
    own = icu.UnicodeSet()
    for character in characters:
        own.add(character)
    return COMMON + _class_of(own)


def class_of(pattern: str) -> str:
    """Return the inside of a character class that matches a set of characters, in ICU's notation."""
    return _class_of(icu.UnicodeSet(pattern))


def _class_of(characters: icu.UnicodeSet) -> str:
    ranges = ((ord(first), ord(last)) for first, last in characters.ranges())
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
