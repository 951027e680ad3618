"""How the search of a language compares what is typed with what is written, exactly or by likeness.

Folding makes letters one that sound or look the same, so that a misspelt word is still like the right one. It
is a list of steps, each a regular expression and what replaces it, which Python and JavaScript understand
alike. `folded` and `run_hash` do here what overrides/rank.js does in the browser; a test compares them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from lanpya.languages.burmese import zawgyi
from lanpya.languages.language import Language
from lanpya.languages.letters import class_of

Steps = tuple[tuple[str, str], ...]

# Signs between words, as the inside of a character class; _ stays: it parts Latin words where no space does.
_SIGNS = (
    r"\0-/:-@[-^`{-\u00bf\u00d7\u00f7\u2000-\u206f\u3000-\u303f\u0589\u060c\u061b\u061f\u06d4\u0964\u0965"
)
_SIGNS += r"\u0f08-\u0f14\u104a-\u104f\u1361-\u1368\u166e\u17d4-\u17da\uff01-\uff0f\uff1a-\uff20"
_BETWEEN_WORDS: Steps = ((f"[{_SIGNS}]+", " "),)
_WITHOUT_SPACES: Steps = ((f"([a-z0-9])[{_SIGNS}]+(?=[a-z0-9])", "$1_"), (f"[{_SIGNS}]+", ""))

# Burmese: a stacked consonant as a final one; creaky and high tone, which many leave out; long vowels as
# short ones; medials and consonants that speech or a keyboard confuses; finals that sound the same.
_BURMESE: Steps = (
    *(("\u103a\u1039", "\u103a"), ("\u1039", "\u103a"), ("[\u1037\u1038]", "")),
    *(("ိုယ်", "ို"), ("ာ်", "ာ"), ("ယ်", "ဲ"), ("ီ", "ိ"), ("ူ", "ု"), ("ါ", "ာ"), ("ှ", ""), ("ျ", "ြ")),
    *(("[ဣဤ]", "အိ"), ("ဥိ?(?!်)", "အု"), ("ဥ်", "ည်"), ("ဧ", "အေ"), ("ဩ", "သြော")),
    *(("[ခဂဃ]", "က"), ("[ဆဇဈ]", "စ"), ("[ထဒဓဋဌဍဎ]", "တ"), ("[ဖဗဘ]", "ပ"), ("ဏ", "န"), ("ဠ", "လ")),
    *(("[နမ]်", "ံ"), ("ပ်", "တ်")),
)
# English: 's; letters doubled or not; endings, and the e that they take away.
_ENGLISH: Steps = (
    *(("['‘’`](?:s(?![a-z]))?", ""), (r"([a-z])\1+", "$1")),
    *(("([a-z]{3})(?:ing|ed|s)(?![a-z])", "$1"), ("([a-z]{3})e(?![a-z])", "$1")),
)
_BY_LANGUAGE = {"my": _BURMESE, "en": _ENGLISH}
_BY_SCRIPT: dict[str, Steps] = {
    "Latn": ((r"([a-z])\1+", "$1"),),
    "Arab": (("(^| )(?:[وبلك]?ال|لل)(?=[^ ]{3})", "$1"),),  # the article, and what is written with it
}
_UNSPACED = frozenset(("Mymr", "Thai", "Laoo", "Khmr", "Tibt", "Hani", "Hira", "Kana"))
# Letters in a piece: the better of 3, 4 and both, by scripts.bench.search_found.
_PIECE, _UNSPACED_PIECE = 4, 3
_FNV_START, _FNV_PRIME = 0x811C9DC5, 0x1000193
_HASH = 4  # signs of 57, from # to [: 23 bits, of which none has to be escaped in a string


@dataclass(frozen=True)
class SearchRules:
    """What rank.js has to know of a language. Expressions are texts, for Python and JavaScript.

    `alike` are groups of signs that count as the same exactly, `marks` those that do not, as the inside of
    a character class. `folds` are the steps to likeness, of which the last takes out what is no letter. A
    unit is a word, or a syllable where words are not separated: `units` matches it, `gap` is between words.
    `piece` is the number of letters in a piece. `older` are the steps from an older encoding to Unicode, and
    `is_older` matches where the code points of a text say that it is in this encoding.
    """

    alike: str
    marks: str
    folds: Steps
    units: str
    gap: str
    piece: int
    older: Steps
    is_older: str


def search_rules(language: Language, others: Iterable[Language]) -> SearchRules:
    """Return the rules of a language on a site that has others too, of which the digits are known."""
    alike, marks = language.alike_with(others), language.marks_ignored
    is_unspaced = not _UNSPACED.isdisjoint(language.scripts)
    same = tuple((f"[{group}]", group[0]) for group in alike.split() if _is_of_letters(group))
    own = _BY_LANGUAGE.get(language.subtag) or tuple(
        step for script in language.scripts for step in _BY_SCRIPT.get(script, ())
    )
    is_burmese = language.subtag == "my"
    return SearchRules(
        alike=alike,
        marks=marks,
        folds=((f"[{marks}]", ""), *same, *own, *(_WITHOUT_SPACES if is_unspaced else _BETWEEN_WORDS)),
        units=_syllables(language.scripts) if is_unspaced else "[^ ]+",
        gap="" if is_unspaced else " ",
        piece=_UNSPACED_PIECE if is_unspaced else _PIECE,
        older=zawgyi.STEPS if is_burmese else (),
        is_older=zawgyi.CERTAIN if is_burmese else "(?!)",
    )


def _is_of_letters(group: str) -> bool:
    """Whether a group has a letter; digits alone make nothing like, and each step takes its time."""
    return group.isalnum() and not group.isdigit()


def folded(text: str, rules: SearchRules) -> str:
    """Return a text as the search compares it by likeness."""
    text = unicodedata.normalize("NFD", text.lower())
    for pattern, replacement in rules.folds:
        text = re.sub(pattern, replacement.replace("$", "\\"), text)
    return text


def run_hash(text: str, rules: SearchRules) -> str:
    """Return the hash of a word or phrase in its folded form, four signs: FNV-1a of its UTF-16."""
    units = "".join(re.findall(rules.units, folded(text, rules))).encode("utf-16-le")
    value = _FNV_START
    for at in range(0, len(units), 2):
        value = (value ^ int.from_bytes(units[at : at + 2], "little")) * _FNV_PRIME & 0xFFFFFFFF
    return "".join(chr(35 + value // 57**place % 57) for place in range(_HASH))


def _syllables(scripts: Iterable[str]) -> str:
    """Return an expression for a letter with its marks and, in Myanmar letters, its final consonants."""
    named = "".join(f"[:Script={name}:]" for name in scripts)
    ranges = re.findall(r"\\U([0-9a-f]{8})-\\U([0-9a-f]{8})", class_of(f"[[:M:]&[{named}]]"))
    marks = "".join(f"{chr(int(first, 16))}-{chr(int(last, 16))}" for first, last in ranges if last < "0001")
    return f"[a-z0-9]+|[^_{marks}](?:[{marks}]|[^_{marks}]\u103a)*" if marks else "[a-z0-9]+|[^_]"
