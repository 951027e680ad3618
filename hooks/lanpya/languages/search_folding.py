"""What counts as the same letter in an exact search: the tables that rank.js gets, by language or by script.

Readers type without accents, vowel points and tone marks, with the letter that their keyboard has, and in
either digits. rank.js takes text and query apart into letters and marks (NFD), so accents, hamza and nukta
are marks like others. What is only like it is in lanpya.languages.search_rules. Sources: Unicode's
decompositions; the confusions that spelling reforms, keyboards and homophones cause, named in each line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from unicodedata import normalize

# Marks that do not count, as the inside of a character class.
_MARKS = {
    **dict.fromkeys(("Latn", "Grek", "Cyrl", "Geor"), "\u0300-\u036f"),
    "Armn": "\u055a-\u055c\u055e",  # questions, stress: signs inside the word
    "Arab": "\u0640\u064b-\u065f\u0670",  # tatweel, vowel marks, hamza above and below
    "Hebr": "\u0591-\u05bd\u05bf\u05c1-\u05c7",
    **dict.fromkeys(("Deva", "Beng", "Guru", "Gujr"), "\u093c\u09bc\u0a3c\u0abc"),  # nukta
    "Thai": "\u0e48-\u0e4b",  # tones
    "Laoo": "\u0ec8-\u0ecb",
    "Hira": "\u3099\u309a",
    "Tibt": "\u0f0b\u0f0c",  # between syllables: keyboards end a word with it, texts not always
    "Ethi": "\u1361",  # between words, where others have a space
    # tones
    "Nkoo": "\u07eb-\u07f3",
    "Rohg": "\U00010d24-\U00010d27",
    "Adlm": "\U0001e944-\U0001e94a",
}
_MARKS_OF = {"shn": "\u1087-\u108d"}  # Shan tones
# Letters that count as the same, a group a word. Burmese: digits and letters that look alike.
_ALIKE = {
    "Mymr": "ဝ၀0 ရ၇7 ၎၄4 ဥဉ",
    "Latn": "dđɗ lł oøɔ hħ tŧ iı bɓ kƙ nŋ eəɛ yƴ",  # letters with a stroke or hook, which do not decompose
    "Grek": "σς",
    "Cyrl": "гґғ аә кқ нң оө уүұ хһҳ чҷ жҗ",  # Russian keyboards have the first of each
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
# Letters that count as the same in one language, besides those of its script; groups with a letter in common
# become one.
_ALIKE_OF = {
    "am": "ሀሃ አኣ",  # homophones; in Tigrinya they are none
    "ckb": "رڕ لڵ وۆ یێ",  # Arabic and Persian keyboards
    "ps": "یېۍ گګ",
    "kk": "иі",  # Russian keyboards; in Ukrainian both are usual
}
_WIDE = range(0xFF01, 0xFF5F)  # letters, digits and signs as wide as a Chinese character
_HIRAGANA = range(0x3041, 0x3097)
_KATAKANA = 0x60  # so many places after a letter of Hiragana comes that of Katakana
_EAST_ASIAN = {"Hani", "Hira", "Hang"}
_QUOTES = "'‘’ʼʻ`´׳ \"“”״"


def marks_of(language: str, scripts: Iterable[str]) -> str:
    """Return the marks that do not count in a search, as the inside of a character class."""
    found = dict.fromkeys(_MARKS.get(script, "") for script in ("Latn", *scripts))
    return "".join(found) + _MARKS_OF.get(language, "")


def alike_in(
    language: str, scripts: Collection[str], letters: Collection[str], digits: Collection[str]
) -> str:
    """Return the groups of letters that count as the same, separated by spaces.

    Of the groups for a script they have those with two letters or more that the language has. `digits` are
    those of languages, each from zero to nine.
    """
    groups = [group for script in scripts for group in _groups(script, letters)]
    groups += _ALIKE_OF.get(language, "").split()
    if "Hira" in scripts:
        kana = (letter for letter in map(chr, _HIRAGANA) if normalize("NFD", letter) == letter)
        groups += [letter + chr(ord(letter) + _KATAKANA) for letter in kana]
    if not _EAST_ASIAN.isdisjoint(scripts):
        wide = (chr(code) for code in _WIDE)
        groups += [normal + sign for sign in wide if (normal := normalize("NFKC", sign)).islower()]
        groups += [str(value) + chr(0xFF10 + value) for value in range(10)]
    groups += ["".join([*(some[value] for some in digits), str(value)]) for value in range(10)]
    return " ".join([*(group for group in _joined(groups) if len(group) > 1), _QUOTES])


def _joined(groups: Iterable[str]) -> list[str]:
    """Return the groups without repeated letters, those with a letter in common as one."""
    joined: list[str] = []
    for group in groups:
        others = [other for other in joined if set(other) & set(group)]
        joined = [other for other in joined if other not in others]
        joined.append("".join(dict.fromkeys("".join([*others, group]))))
    return joined


def _groups(script: str, letters: Collection[str]) -> Iterator[str]:
    for group in _ALIKE.get(script, "").split():
        own = "".join(letter for letter in group if letter in letters or letter.isascii())
        if len(own) > 1:
            yield own
