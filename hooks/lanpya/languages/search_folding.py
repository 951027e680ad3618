"""What counts as the same letter in a search: the tables that search.js gets, by language or by script.

Readers type without accents, vowel points and tone marks, with the letter that their keyboard has, and in
either digits. search.js takes text and query apart into letters and marks (NFD), so accents, hamza and nukta
are marks like others. Sources: Unicode's decompositions; the confusions that spelling reforms, keyboards and
homophones cause, named in each line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

# Marks that do not count, as the inside of a character class.
_MARKS = {
    **dict.fromkeys(("Latn", "Grek", "Cyrl", "Armn", "Geor"), "\u0300-\u036f"),
    "Arab": "\u0640\u064b-\u065f\u0670",  # tatweel, vowel marks, hamza above and below
    "Hebr": "\u0591-\u05bd\u05bf\u05c1-\u05c7",
    **dict.fromkeys(("Deva", "Beng", "Guru", "Gujr"), "\u093c\u09bc\u0a3c\u0abc"),  # nukta
    "Thai": "\u0e48-\u0e4b",  # tones
    "Laoo": "\u0ec8-\u0ecb",
    "Hira": "\u3099\u309a",
}
_MARKS_OF = {"shn": "\u1087-\u108d"}  # Shan tones
# Letters that count as the same, a group a word. Burmese: digits and letters that look alike.
_ALIKE = {
    "Mymr": "ဝ၀0 ရ၇7 ၎၄4 ဥဉ",
    "Latn": "dđɗ lł oøɔ hħ tŧ iı bɓ kƙ nŋ eəɛ yƴ",  # letters with a stroke or hook, which do not decompose
    "Grek": "σς",
    "Cyrl": "гґ",
    "Arab": "هةەہھ يىیے كک اٱ",  # teh marbuta and heh; yeh and alef maksura; kaf
    "Hebr": "כך מם נן פף צץ",  # final forms
    "Deva": "ंँ",
    # homophones: ha, sa, a, tsa
    "Ethi": " ".join(
        "".join(chr(series + order) for series in group)
        for group in ((0x1200, 0x1210, 0x1280), (0x1230, 0x1220), (0x12A0, 0x12D0), (0x1338, 0x1340))
        for order in range(7)
    ),
}
_QUOTES = "'‘’ \"“”"


def marks_of(language: str, scripts: Iterable[str]) -> str:
    """Return the marks that do not count in a search, as the inside of a character class."""
    found = dict.fromkeys(_MARKS.get(script, "") for script in ("Latn", *scripts))
    return "".join(found) + _MARKS_OF.get(language, "")


def alike_in(scripts: Collection[str], letters: Collection[str], digits: Collection[str]) -> str:
    """Return the groups of letters that count as the same, separated by spaces.

    Of the groups for a script they have those with two letters or more that the language has. `digits` are
    those of languages, each from zero to nine.
    """
    groups = [group for script in scripts for group in _groups(script, letters)]
    for value in range(10):
        same = "".join(dict.fromkeys([*(some[value] for some in digits), str(value)]))
        known = next((group for group in groups if same[0] in group), "")
        if known:
            groups.remove(known)
        if len(same) > 1:
            groups.append("".join(dict.fromkeys(known + same)))
        elif known:
            groups.append(known)
    return " ".join([*groups, _QUOTES])


def _groups(script: str, letters: Collection[str]) -> Iterator[str]:
    for group in _ALIKE.get(script, "").split():
        own = "".join(letter for letter in group if letter in letters or letter.isascii())
        if len(own) > 1:
            yield own
