"""Burmese characters that look like others and are typed for them. Source: what people mistype."""

import re
from collections.abc import Iterator

from lanpya.languages.burmese.syllables import CONSONANTS, MARK, STACKED
from lanpya.languages.finding import Finding
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say

LOOK_ALIKE = rule("look-alike", "warning", section="Burmese")

_LETTER = f"[{CONSONANTS}]"
# a final consonant: no digit or space comes before it
ENDS_SYLLABLE = f"{_LETTER}\u1037?\u103a(?![\u102b-\u1032\u103b-\u103e])"
_DIGIT = "[0-9၀-၉]"
_IN_SYLLABLE = rf"(?={MARK}|{ENDS_SYLLABLE})(?!း{_DIGIT})"  # ၁၀း၃၀ is a time of day

_ZERO_FOR_WA = (
    rf"[0၀]{_IN_SYLLABLE}"
    # after a letter, as in ဘဝ; a room number may contain a zero
    r"|(?<=[က-အာ-ှ])(?<!အခန်း)(?<!အမှတ်)(?<!နံပါတ်)(?<!ကုဒ်)၀(?![၀-၉]|[.,][၀-၉])"
    rf"|(?<![၀-၉.,])၀(?={_LETTER}\u1039|ရမ်း|ရန်တာ|တယ်|တဲ့|၀{_LETTER})"  # ဝတ္ထု, ဝရမ်း, ဝရန်တာ, ဝဝ
)
_WA_FOR_ZERO = (
    rf"(?:(?<=[၀-၉])|(?<=[၀-၉]ဝ)|(?<=[၀-၉]ဝဝ))ဝ(?!{MARK}|{ENDS_SYLLABLE}|{_LETTER}\u1039|ရမ်း)"
    r"|(?<=[၀-၉][.,])ဝ|(?<![က-ှ])ဝ(?=\.?[၀-၉])"
)
_SEVEN_FOR_RA = (
    rf"၇{_IN_SYLLABLE}"
    r"|(?<=[က-အ])၇(?=[က-အ])(?!(?:ရက်|ရာ|လ|နာရီ|နှစ်|ယောက်|ခု|ကြိမ်|ပတ်|တန်း|မှာ|အရ|က))"  # a number is not a mistake
    r"|(?<=[ါ-ှ])၇(?=(?:ပါ)?(?:တယ်|မယ်|ဘူး)|တာ|တဲ့|မလား|မလဲ|အောင်|သလား)"  # လို့ရတယ်
)
_RA_FOR_SEVEN = r"(?<=[၀-၉])ရ(?=[၀-၉]|\s?(?:ရက်|ယောက်|နာရီ|ခု|နှစ်|ကျပ်))"

STACKED_OTHERS = rf"(?<=(?!{STACKED}){_LETTER})\u1039(?={_LETTER})"

_ONE_SIGN = say("has other characters, where the single character ဪ is meant")
# what was typed, what is meant, and the message
_TABLE = [
    (_ZERO_FOR_WA, "ဝ", say("has the digit zero, where the letter wa is meant")),
    (_WA_FOR_ZERO, "၀", say("has the letter wa, where the digit zero is meant")),
    (_SEVEN_FOR_RA, "ရ", say("has the digit seven, where the letter ra is meant")),
    (_RA_FOR_SEVEN, "၇", say("has the letter ra, where the digit seven is meant")),
    (r"[4၄](?=င်း)", "၎", say("has the digit four, where the sign ၎ is meant")),
    (r"၎(?!င်)", "၄", say("has the sign ၎, where the digit four is meant")),
    (r"ဥ(?=\u1037?\u103a|\u102c|\u1039[စ-ဈ])", "ဉ", say("has the vowel U, where the letter nya is meant")),
    (r"ဥ(?=း)", "ဦ", say("has the vowel U, where the vowel UU is meant")),
    (r"ဉီ", "ဦ", say("has the letter nya, where the vowel UU is meant")),
    (rf"ဉ(?!{MARK}|\u1039)|ဉ(?=[\u102f\u1030])", "ဥ", say("has the letter nya, where the vowel U is meant")),
    (r"(?:သြ|ဩ)ော်", "ဪ", _ONE_SIGN),
    (r"(?:သြ|ဩ)ော့်", "ဪ့", _ONE_SIGN),
    (r"သြ(?=ား)", "သွ", say("has the sign ra, where the sign wa is meant")),
    (r"သြ(?!ော့?်|ား)", "ဩ", say("has two characters, where the letter AU is meant")),
    (
        rf"(?<=[က-ဪာ-ှ])(?<![့း])(?<![ကစတပ]်)[:：](?={_LETTER}|[ဣ-ဪ၊။])",
        *("း", say("has a colon without a space after it, where the sign း is meant")),
    ),
    (
        STACKED_OTHERS,
        "်",
        say("has the stacking sign between letters that are never stacked, where the sign ် is meant"),
    ),
    (rf"(?<={_DIGIT})း(?={_DIGIT})", ":", say("has the sign း, where a colon is meant")),
]
_PATTERNS = [(re.compile(pattern), meant, message) for pattern, meant, message in _TABLE]


def look_alikes(text: str) -> Iterator[Finding]:
    """Yield the characters in place of which others are probably meant.

    Each may be right, so these are warnings.
    """
    for pattern, meant, message in _PATTERNS:
        for match in pattern.finditer(text):
            yield Finding(match.start(), match.end(), LOOK_ALIKE, message, meant)
