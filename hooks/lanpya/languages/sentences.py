"""Where sentences end: the only answer for reading aloud, chats, measures and search.

A line that ends inside a quotation can say the opposite of the whole ("Do not move. | Help is coming."). So
nothing is split inside quotation marks or brackets, in any language, and a quotation is never a line by
itself. If it is uncertain whether a sentence or a quotation ends, it continues: a line that is too long does
less harm than half a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, chain, pairwise

from lanpya.languages.abbreviations import ends_in_abbreviation
from lanpya.languages.letters import CERTAIN_STOPS

# Around words with markup, which are never split; a sentence may end inside.
MARK_OPENS, MARK_CLOSES = "\ue010", "\ue011"
_QUOTES = ("“„", "”"), ("«", "»"), ("‹", "›"), ("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉")
_PARENTHESES = ("(", ")"), ("[", "]"), ("{", "}"), ("（", "）"), ("【", "】")
_PAIRS = ((MARK_OPENS, MARK_CLOSES), *_QUOTES, *_PARENTHESES)
_OPENING = {sign: number for number, (opening, _) in enumerate(_PAIRS) for sign in opening}
_CLOSING = {sign: number for number, (_, closing) in enumerate(_PAIRS) for sign in closing}
_OPENERS_BUT_STRAIGHT = "".join(_OPENING) + "'‘"
_OPENERS = _OPENERS_BUT_STRAIGHT + '"'
_CLOSERS = "".join(_CLOSING) + "’"  # also without an opening partner, unlike “ " and '
_BRACKETS = ")]}）】"
_MARKS = MARK_OPENS + MARK_CLOSES
_WORD_SPACES = "፡፡"  # how most people type the Ethiopic full stop
_STOP = rf"[.?!…؟۔{CERTAIN_STOPS}]+|{_WORD_SPACES}"
_CLAUSE = "[:;]"
_FOLLOWING = re.compile(rf"(\s*)((?:[{re.escape(_OPENERS)}]\s*)*)(\S)")
# No sentence begins like this: these continue after a quotation, as in ရပ်! လို့ အော်တယ်
_GOES_ON = re.compile(r"လို့|တဲ့|ဟု(?!တ်)|ဟူ(?!း)|နဲ့|ရယ်လို့|ဆို(?!း|ရှ|[\u1000-\u1021]\u103a)|(?:ကို|က|လို)(?:\s|$)|[၊,;:–—]")
# They add another quotation: Do not say: “He left.” Or: “He is free.”
_ANOTHER = re.compile(r"(?:Or|Nor|And|Also|Even|(?:Then|Next|Later|Again):)(?!\w)")
_TRAILING_OFF = re.compile(r"[.…]*(?:\.\.|…)")  # as often inside a sentence as at its end
_NUMBER = re.compile(r"\s*(?:\d{1,3}|\w)[.။]")  # of a list item, at the beginning of a sentence
# ‹ and › are also arrows, as in Settings › Apps
_TWO_SIDED = re.compile("[" + re.escape('"' + "".join(o + c for o, c in _PAIRS[1:] if o != "‹")) + "]")
_ALONE = re.compile(
    r"(?:(?<!\S)(?:(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})|(?:\w{1,2}\.){0,2}\w{1,2})\.?\)|[:;]-?[()])\Z", re.I
)
_LONGEST_ALONE = 11  # characters
# typed for ’90s and ’em
_SINGLE = re.compile(r"‘(?![0-9]|(?:em|n|til|cause|tis|twas)\b)", re.IGNORECASE)


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text, without surrounding white space."""
    return [*_sentences(text)]


@lru_cache(maxsize=10_000)  # several checks read the same paragraphs
def _sentences(text: str) -> tuple[str, ...]:
    cuts = [0, *sentence_ends(text)]
    return tuple(sentence for start, end in pairwise(cuts) if (sentence := text[start:end].strip()))


def sentence_ends(text: str, *, clauses: bool = False, glued: str = "") -> list[int]:
    """Return the offset after each sentence, including closing marks; the last one is the end of the text.

    A quotation belongs to the sentence before it or, if it comes first, to the one after it. With `clauses`,
    for measuring, it may be a sentence by itself, and a colon and a semicolon also end one. `glued` is a
    pattern of what belongs to the preceding sentence, such as the number of a source.
    """
    spans = {closed: opened for opened, closed in _spans(text)}
    inside = _depths(text, spans)  # how many quotations and brackets a cut at an offset would split
    ends, start = [], 0
    beside = re.compile(glued or "(?!)")
    for match in re.finditer(f"{_STOP}|{_CLAUSE}" if clauses else _STOP, text):
        end = match.end()
        while end in spans or (end < len(text) and text[end] in _CLOSERS):
            end += 1
        closed = [at for at in range(match.end(), end) if at in spans and text[at] != MARK_CLOSES]
        while more := beside.match(text, end):
            end = more.end()
        if not inside[end] and _is_end(text, start, match, end, [(spans[at], at) for at in closed]):
            start = end
            ends.append(end)
    if text[start:].strip():
        ends.append(len(text))
    return ends if clauses else _with_quotations(text, ends, spans)


def _depths(text: str, spans: dict[int, int]) -> list[int]:
    """Return, for each offset, how many of the spans are open there."""
    steps = [0] * (len(text) + 2)
    for last, first in spans.items():
        steps[first + 1] += 1
        steps[last + 1] -= 1
    return list(accumulate(steps))


def _with_quotations(text: str, ends: list[int], spans: dict[int, int]) -> list[int]:
    """Return the ends without those that would leave a quotation alone or split it from a preceding one."""
    quoted = {closed: opened for closed, opened in spans.items() if text[closed] not in _BRACKETS + _MARKS}
    if not quoted:
        return ends
    opens, inside, result = set(spans.values()), _depths(text, quoted), list[int]()
    is_alone, is_quoted = True, False  # only quotations so far; the previous sentence ends with one
    for start, end in pairwise([0, *ends]):
        spoken = [at for at in range(start, end) if not text[at].isspace() and text[at] not in _MARKS]
        has_words = any(text[at].isalpha() and not inside[at] for at in spoken)
        if result and (is_alone or not has_words or (is_quoted and spoken[0] in opens)):
            result.pop()
        result.append(end)
        is_alone, is_quoted = is_alone and not has_words, bool(spoken) and spoken[-1] in quoted
    return result


def _is_end(text: str, start: int, match: re.Match[str], end: int, closed: list[tuple[int, int]]) -> bool:
    """Whether the sentence from `start` ends at a stop. `closed` are the spans that end with it."""
    stop, following = match[0], _FOLLOWING.match(text, end)
    if following is None:
        return True
    (space, opening, first), begins = following.groups(), following.start(3)
    goes_on, is_certain = first.islower(), stop == _WORD_SPACES or bool(set(stop) & set(CERTAIN_STOPS))
    if is_certain and first in CERTAIN_STOPS:  # Tibetan ends a paragraph with two, apart
        return False
    if closed and text[closed[-1][1]] in _BRACKETS:
        return not text[start : closed[-1][0]].strip() and not goes_on
    if closed:  # the stop belongs to the words inside; the sentence around them may continue
        return bool(space) and not is_certain and first.isupper() and not _ANOTHER.match(text, begins)
    if stop not in ":;" and _GOES_ON.match(text, begins):
        return False
    if _NUMBER.fullmatch(text, start, match.end()):
        return False
    if is_certain:
        return True
    if stop in ":;" or not space or goes_on:
        return stop in ":;" and bool(space)
    if _TRAILING_OFF.fullmatch(stop):
        return not opening.strip(f"{_MARKS} ") and (first.isupper() or not first.isalnum())
    return stop != "." or not ends_in_abbreviation(text, start, match.end(), begins)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each quotation and bracket opens and closes. Characters without a partner are skipped.

    Each kind is paired separately, so that a stray character of one kind does not disturb another.
    """
    opened: dict[int, list[int]] = {}
    unsure: dict[int, int] = {}  # where a quotation opened that an inch sign may seem to have closed
    for at, sign in enumerate(text):
        kind = _OPENING.get(sign, _CLOSING.get(sign))
        if kind is None:
            continue
        stack = opened.setdefault(kind, [])
        if sign in _OPENING and not (sign == "“" and stack and text[stack[-1]] == "„"):
            stack.append(at)
            unsure.pop(kind, None)
        elif stack:
            start = stack.pop()
            yield start, at
            if sign == "”" and not stack and _may_be_inches(text, at):
                unsure[kind] = start
        elif kind in unsure:
            yield unsure.pop(kind), at
    yield from _straight(text)
    yield from _single(text)


def _straight(text: str) -> Iterator[tuple[int, int]]:
    """Yield the pairs of straight double quotation marks, without inch signs.

    A mark that can only open, because of its position, is nested in the one that is open.
    """
    opened: list[int] = []
    unsure = None  # where a quotation opened that an inch sign may seem to have closed
    signs = [match.start() for match in re.finditer('"', text)]
    others = sum(not _may_be_inches(text, at) for at in signs)  # further on
    for at in signs:
        is_inches, behind = _may_be_inches(text, at), text[at + 1 : at + 2]
        others -= not is_inches
        begins = (
            at == 0
            or text[at - 1].isspace()
            or text[at - 1] in _OPENERS_BUT_STRAIGHT
            or opened[-1:] == [at - 1]
        )
        if opened and not (begins and (behind.isalnum() or behind in _OPENERS)):
            start = opened.pop()
            unsure = start if is_inches and not opened else None
            yield start, at
        elif unsure is not None and not begins and not behind.isalnum():
            yield unsure, at
            unsure = None
        elif not is_inches or (behind.isalpha() and others % 2):
            opened.append(at)
            unsure = None


def _may_be_inches(text: str, at: int) -> bool:
    """Whether a mark follows a Latin digit; Burmese has no inch sign."""
    return text[at - 1 : at].isascii() and text[at - 1 : at].isdigit()


def unpaired_marks(text: str) -> list[int]:
    """Return where a quotation mark or bracket has no partner.

    An inch sign, the bracket after the number or letter of an item, and a smiley need none; nor do ' and ’,
    which may be apostrophes.
    """
    paired = {at for pair in _spans(text) for at in pair}
    matches = chain(_TWO_SIDED.finditer(text), _SINGLE.finditer(text))
    unpaired = sorted(match.start() for match in matches if match.start() not in paired)
    return [
        at
        for at in unpaired
        if not (text[at] in '"”' and _may_be_inches(text, at))
        and not _ALONE.search(text[max(0, at - _LONGEST_ALONE) : at + 1])
    ]


def _single(text: str) -> Iterator[tuple[int, int]]:
    """Yield the pairs of single quotation marks, without apostrophes (don't, soldiers' phones)."""
    opened: list[int] = []
    unsure: list[int] = []  # closes a quotation, or is the apostrophe of a plural
    last = None  # where the previous quotation opened, which an apostrophe may seem to have closed
    for at, sign in ((match.start(), match[0]) for match in re.finditer("['‘’]", text)):
        before, behind = text[max(0, at - 1) : at], text[at + 1 : at + 2].strip()
        if sign != "‘" and _in_latin(before) and _in_latin(behind):
            continue
        begins = not before.strip() or before in _OPENERS or before in "–—"
        # in Burmese it need not follow a space
        opens = behind and (begins or not (opened or before.isdigit())) and not _in_latin(before)
        if sign == "‘" or (sign == "'" and opens):
            opened.append(at)
        elif begins and not (sign == "’" and opened and before in ("'", '"')):
            continue
        elif before in "sS":
            unsure.append(at)
        elif opened:
            last = opened.pop()
            yield last, at
        elif last is not None and not before.isdigit():
            yield last, at
    for start, following in pairwise([*opened, len(text)]):
        end = bisect_left(unsure, following) - 1
        if end >= 0 and unsure[end] > start:
            yield start, unsure[end]


def _in_latin(sign: str) -> bool:
    return sign.isdigit() or sign.lower() != sign.upper()
