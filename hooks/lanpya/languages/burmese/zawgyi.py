"""Zawgyi, an older encoding of Burmese on the same code points: for what somebody types into the search.

Texts are never converted: on text that is in Unicode already, the steps damage almost every line. A query is
tried both ways. Source of the code points: the font Zawgyi-One as in CLDR's transform my-t-my-s0-zawgyi; a
letter that has several shapes there is one here.
"""

from __future__ import annotations

# What no Burmese in Unicode has: letters of the extended block, a stacking sign that stacks nothing, a vowel
# or medial before its consonant.
CERTAIN = (
    "[\u1033\u1034\u105a\u1060-\u1097]|\u1039(?![က-အ])|(?:^|[^က-႟])[\u1031\u103b-\u103e]"
    "|[\u102b-\u1030\u1032\u1036-\u1038\u103a]\u1031"
)

_KINZI = "\u1064"
# From U+1060 on: what each code point is; a stacked consonant begins with the stacking sign.
_EXTENDED = (
    *("္က", "္ခ", "္ဂ", "္ဃ", _KINZI, "္စ", "္ဆ", "္ဆ", "္ဇ", "္ဈ", "ဉ", "ည", "္ဋ", "္ဌ", "ဍ္ဍ", "ဍ္ဎ"),
    *("္ဏ", "္တ", "္တ", "္ထ", "္ထ", "္ဒ", "္ဓ", "္န", "္ပ", "္ဖ", "္ဗ", "္ဘ", "္မ", "ျ", "ြ", "ြ"),
    *("ြ", "ြ", "ြ", "ြ", "ြ", "္လ", "ဿ", "ှ", "ှု", "ှူ", "ွှ", f"{_KINZI}ိ", f"{_KINZI}ီ", f"{_KINZI}ံ"),
    *("ိံ", "န", "ရ", "ဏ္ဍ", "ဋ္ဌ", "္ဘ", "့", "့", "္တွ", "ဋ္ဋ"),
)
STEPS: tuple[tuple[str, str], ...] = (
    # medials and the sign over final consonants are one place further; the last first: each moves once
    *(("\u103d", "\u103e"), ("\u103c", "\u103d"), ("\u103b", "\u103c"), ("\u103a", "\u103b")),
    *(("\u1039", "\u103a"), ("\u1033", "\u102f"), ("\u1034", "\u1030"), ("\u105a", "\u102b\u103a")),
    *((chr(code), text) for code, text in enumerate(_EXTENDED, start=0x1060) if text != _KINZI),
    # the kinzi is typed behind its consonant, ေ and ြ before it
    (f"(\u1031?\u103c?[က-အ][\u103b-\u103e]*){_KINZI}", "\u1004\u103a\u1039$1"),
    ("(\u1031?)(\u103c?)([က-အ])((?:\u1039[က-အ])?)([\u103b-\u103e]*)", "$3$4$2$5$1"),
)
