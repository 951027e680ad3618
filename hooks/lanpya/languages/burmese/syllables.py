"""Burmese syllables: what they are made of, and where they end. Source: Unicode Technical Note 11.

Everything here expects text in NFC, where the dot below comes before the asat.
"""

import re
from collections.abc import Iterator

CONSONANTS = "\u1000-\u1021\u103f"
INDEPENDENT = "\u1023-\u1027\u1029\u102a\u104e"  # independent vowels, and ၎
KINZI = "\u1004\u103a\u1039"
STACK = f"\u1039[{CONSONANTS}]"
# the letters that are stacked in words, all from Pali: doubled ones, and a nasal with a letter of its row
STACKED = (
    "က\u1039[ကခ]|ဂ\u1039[ဂဃ]|စ\u1039[စဆ]|ဇ\u1039[စဇဈ]|[ဉဥ]\u1039[စဆဇဈ]|[ဋဠ]\u1039[ဋဌ]|ဍ\u1039[ဍဎ]|ဏ\u1039[ဋဌဍဎဏ]"
    "|[တထ]\u1039[တထ]|ဒ\u1039[ဒဓ]|န\u1039[တထဒဓန]|ပ\u1039[ပဖ]|ဗ\u1039[ဗဘ]|မ\u1039[ပဖဗဘမ]|ဟ\u1039မ"
    "|ည\u1039ည|ယ\u1039ယ|လ\u1039လ|ဝ\u1039ဝ|သ\u1039သ|ဠ\u1039ဠ"
)
MARK = "[\u102b-\u1032\u1036-\u1038\u103a-\u103e]"  # medials, vowels, tones, asat
BLOCKS = ((0x1000, 0x109F), (0xAA60, 0xAA7F), (0xA9E0, 0xA9FE))  # the Myanmar script
BURMESE = "\u1000-\u109f\uaa60-\uaa7f\ua9e0-\ua9ff"  # the same, as the inside of a character class

# letters, marks, digits and punctuation of modern Burmese
_MODERN_RANGES = ((0x1000, 0x1021), (0x1023, 0x1027), (0x1029, 0x1032), (0x1036, 0x104F))
MODERN = "".join(chr(code) for first, last in _MODERN_RANGES for code in range(first, last + 1))

# the order in which marks follow their letter; NFC swaps the dot below and the asat
MARK_ORDER = (
    "\u103b\u103c\u103d\u103e\u1031\u102d\u102e\u102f\u1030\u1032\u102b\u102c\u1037\u103a\u1036\u1038"
)

_DOTTED_VOWEL = "\u1031[\u102b\u102c]\u1037\u103a"
_MEDIALS = r"[\u103b\u103c]?\u103d?\u103e?"
_VOWELS = r"(?:\u1031(?:[\u102b\u102c]\u103a?)?|[\u102d\u102f]?\u1036|\u102d\u102f|[\u102b-\u1030\u1032])"
# A letter with its marks in order: with an asat, or with a vowel and a tone. ော် and ေါ် may have the dot
# below as well, as in ကျွန်တော့် and အဒေါ့်. The asat comes first in few words only: ယောက်ျား and လက်ျာ,
# ဂျော့ခ်ျ, ကျွန်ုပ်.
CLUSTER = re.compile(
    rf"(?:{KINZI})?[{CONSONANTS}{INDEPENDENT}](?:{STACK})*"
    rf"(?:{_MEDIALS}(?:\u1037?\u103a\u1038?|{_DOTTED_VOWEL}|{_VOWELS}?[\u1037\u1038]?)"
    rf"|(?<=[ကခ])\u103a\u103b[\u102b\u102c]?[\u1037\u1038]?|(?<=န)\u103a\u102f)"
)
# A syllable, with its marks in any order: a line must not break inside a misspelled one either.
_SYLLABLE = re.compile(
    rf"(?:{KINZI})?[{CONSONANTS}{INDEPENDENT}](?:{STACK})*{MARK}*"
    # what follows without a break: a final consonant with its asat, and with a medial in loan words such as
    # မက်ဆေ့ချ်; a kinzi; a stacked letter
    rf"(?:(?:[{CONSONANTS}]{_MEDIALS}\u1037?\u103a(?!\u1039)|{KINZI}[{CONSONANTS}](?:{STACK})*"
    rf"|[{CONSONANTS}](?:{STACK})+){MARK}*)*"
)
RUN = re.compile(f"[{BURMESE}]+")  # a stretch in the Myanmar script
_IS_MARK = re.compile(f"{MARK}|\u1039")


def syllables_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each syllable starts and ends; letters that are stacked join two syllables to one."""
    return (match.span() for match in _SYLLABLE.finditer(text))


def syllable_ends(text: str) -> set[int]:
    """Return the offsets at which a Burmese syllable, or a run of other letters, ends."""
    ends: set[int] = set()
    for run in RUN.finditer(text):
        ends |= {run.start(), run.end()}
        position = run.start()
        while position < run.end():
            match = _SYLLABLE.match(text, position, run.end())
            position = match.end() if match else position + 1
            # a mark that fits no syllable stays with what precedes it
            if position == run.end() or not _IS_MARK.match(text[position]):
                ends.add(position)
    return ends
