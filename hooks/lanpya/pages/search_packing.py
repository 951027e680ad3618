"""Packs the texts of a search index: a byte for each letter of its script, and for its most frequent words.

In UTF-8 a Burmese letter takes three bytes, and gzip looks back 32 kilobytes: 11,000 letters. Packed, the
texts of the shipped Burmese index take 45 kilobytes after gzip -6 instead of 64, those of the English one 38
instead of 41. A capital that begins a sentence is a small letter, so that the word is the same as elsewhere.
`_UNPACK` undoes it all in the browser.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

PAGE, FIELD = "\x02", "\x01"  # between pages, and between the fields of a page
_AS_IT_IS = "\x03"  # before a small letter that begins a sentence
_START = re.compile(f"(^|[{FIELD}{PAGE}]|[.?!] )([^{FIELD}{PAGE}])")
_UNPACK = (
    "((codes,texts,packed)=>{"
    "var by={};texts.split('\\x01').forEach((text,at)=>{by[codes[at]]=text});"
    "return packed.replace(/[^]/g,code=>by[code]||code)"
    ".replace(/(^|[\\x01\\x02]|[.?!] )(\\x03?)([^\\x01\\x02])/g,"
    "(all,before,small,letter)=>before+(small?letter:letter.toUpperCase()))})"
)
# One byte in UTF-8 and in a string: no white space, separators, quote or backslash.
_CODES = [chr(code) for code in range(4, 0x7F) if chr(code) not in '\t\n\v\f\r "\\']
_WORDS = re.compile(r"[^\W\d_][^\s\x01\x02.,:;?!၊။()“”]*[ \t]?|, |\. ")
_COUNTED = 1_000_000  # letters, from which the frequencies are taken
_SPECIAL = str.maketrans({"\\": "\\\\", '"': '\\"', "\u2028": "\\u2028", "\u2029": "\\u2029"})


def packed(pages: Sequence[str]) -> Iterator[str]:
    """Yield, piece by piece, the expression of JavaScript for the pages in one string, with PAGE between.

    No page may have a line break in it.
    """
    pages = [_START.sub(_small, page) for page in pages]
    letters, words = _tables(pages)
    table = letters | words
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)")
    codes = {ord(letter): code for letter, code in letters.items()}
    yield f'{_UNPACK}({_quoted("".join(table.values()))},{_quoted(FIELD.join(table))},"'
    for number, page in enumerate(pages):
        # the codes of words are no letters of any page, so translating leaves them as they are
        small = pattern.sub(lambda match: words[match[0]], page).translate(codes)
        yield (PAGE if number else "") + small.translate(_SPECIAL)
    yield '")'


def _small(start: re.Match[str]) -> str:
    before, letter = start.groups()
    low = letter.lower()
    if letter > "\uffff":  # two code units to JavaScript, which leaves them as they are
        return start[0]
    if letter.upper() != letter:
        return f"{before}{_AS_IT_IS}{letter}"
    return before + (low if low.upper() == letter else letter)


def _tables(pages: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the code of each letter, and of each word, that gets one.

    A frequent letter of another script takes the code of a rare sign, which then has that letter as its code.
    """
    used = set[str]().union(*map(set, pages))
    sample = "".join(pages[:: 1 + sum(map(len, pages)) // _COUNTED])
    counts = Counter(sample)
    free = sorted(_CODES, key=lambda code: (code in used, counts[code], code))
    letters: dict[str, str] = {}
    for letter, count in _ranked(counts):
        if "\x7f" < letter < "\U00010000":
            if not free or (free[0] in used and counts[free[0]] >= count):
                break
            code = free.pop(0)
            letters[letter] = code
            if code in used:
                letters[code] = letter
    unused = [code for code in free if code not in used]
    words = Counter(match[0] for match in _WORDS.finditer(sample) if len(match[0]) > 1)
    gains = {word: count * (len(word) - 1) for word, count in words.items()}
    return letters, dict(zip((word for word, _ in _ranked(gains)), unused, strict=False))


def _ranked(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _quoted(text: str) -> str:
    return f'"{text.translate(_SPECIAL)}"'
