"""Where the sentences of a text end: the one answer for what is read aloud, handed out, measured and found.

A line that ends inside spoken words can say the opposite of the whole ("Do not move. | Help is coming."), so
nothing is parted inside quotation marks or brackets, in whatever language. Where it is not certain that a
sentence ends, it goes on: a line too long does less harm than half of one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, chain, pairwise

MARK_OPENS, MARK_CLOSES = (
    "\ue010",
    "\ue011",
)  # markup around words: never parted, yet a sentence may end in it
_QUOTES = ("“„", "”"), ("«", "»"), ("‹", "›"), ("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉")
_PARENTHESES = ("(", ")"), ("[", "]"), ("{", "}"), ("（", "）"), ("【", "】")
_SETS = ((MARK_OPENS, MARK_CLOSES), *_QUOTES, *_PARENTHESES)
_OPENING = {sign: number for number, (opening, _) in enumerate(_SETS) for sign in opening}
_CLOSING = {sign: number for number, (_, closing) in enumerate(_SETS) for sign in closing}
_OPENERS = "".join(_OPENING) + "\"'‘"
_CLOSERS = "".join(_CLOSING) + "’"  # even without their other, which “ " and ' are not
_BRACKETS = ")]}）】"
# Signs that end a sentence of themselves: Burmese, Devanagari, Khmer, Ethiopic, Chinese. Others need a space.
_CERTAIN = "။।॥។።。！？"
_STOP = rf"[.?!…؟۔{_CERTAIN}]+"
_CLAUSE = "[:;]"
_FOLLOWING = re.compile(rf"(\s*)([{re.escape(_OPENERS)}]*)\s*(\S)")
_TRAILING_OFF = re.compile(r"[.…]*(?:\.\.|…)")  # as often in the midst of a sentence as at its end
_NUMBER = re.compile(r"\s*(?:\d{1,3}|\w)[.။]")  # of a list, at the head of a sentence
_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|cf|vs|ca|approx|incl|Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|Maj|Capt|Lt|Sgt"
    r"|(?![ap]\.m\b)[A-Za-z](?:\.[A-Za-z])+)\.$"
)
_BEFORE_NUMBER = re.compile(r"\b(?:Nos?|Art|Sec|Fig|Vol|Ch|pp?|para)\.$")
# ‹ and › are arrows, too, as in Settings › Apps
_TWO_SIDED = re.compile("[" + re.escape('"' + "".join(o + c for o, c in _SETS[1:] if o != "‹")) + "]")
_ALONE = re.compile(r"(?:(?:^|\s)\w{1,2}\)|[:;]-?[()])\Z")
# ‘90s and ‘em are typed for ’90s and ’em
_SINGLE = re.compile(r"‘(?![0-9]|(?:em|n|til|cause|tis|twas)\b)", re.IGNORECASE)
_LONGEST_ABBREVIATION = 20  # characters; what stands before is no part of one


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text, without the white space between them."""
    cuts = [0, *sentence_ends(text)]
    return [sentence for start, end in pairwise(cuts) if (sentence := text[start:end].strip())]


def sentence_ends(text: str, *, clauses: bool = False, glued: str = "") -> list[int]:
    """Return the offset behind each sentence of a text, what closes it counted; the last one ends the text.

    With `clauses` a colon and a semicolon end one, too. `glued` is a pattern of what belongs to the sentence
    that it follows, as the number of a source does.
    """
    spans = {closed: opened for opened, closed in _spans(text)}
    steps = [0] * (len(text) + 2)
    for last, first in spans.items():
        steps[first + 1] += 1
        steps[last + 1] -= 1
    inside = list(accumulate(steps))  # how many quotations and brackets a cut at an offset would part
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
    return [*ends, len(text)] if text[start:].strip() else ends


def _is_end(text: str, start: int, match: re.Match[str], end: int, closed: list[tuple[int, int]]) -> bool:
    """Whether the sentence from `start` ends with a stop; `closed` are the quotations that end with it."""
    stop, following = match[0], _FOLLOWING.match(text, end)
    if following is None:
        return True
    space, opening, first = following.groups()
    goes_on, is_certain = first.islower(), bool(set(stop) & set(_CERTAIN))
    if closed and text[closed[-1][1]] in _BRACKETS:
        return not text[start : closed[-1][0]].strip() and not goes_on
    if closed:  # the stop is that of the words inside; those around them may go on
        return bool(space) and not is_certain and first.isupper()
    if _NUMBER.fullmatch(text, start, match.end()):
        return False
    if is_certain:
        return True
    if stop in ":;" or not space or goes_on:
        return stop in ":;" and bool(space)
    if _TRAILING_OFF.fullmatch(stop):
        return bool(opening) or first.isupper() or not first.isalnum()
    before = text[max(start, match.end() - _LONGEST_ABBREVIATION) : match.end()]
    is_short = _ABBREVIATION.search(before) or (first.isdigit() and _BEFORE_NUMBER.search(before))
    return stop != "." or not is_short


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each quotation and bracket opens and closes; a sign without its other stands for itself.

    Every kind is paired by itself, so that a stray sign of one undoes no other.
    """
    opened: dict[int, list[int]] = {}
    for at, sign in enumerate(text):
        kind = _OPENING.get(sign, _CLOSING.get(sign))
        if kind is None:
            continue
        stack = opened.setdefault(kind, [])
        if sign in _OPENING and not (sign == "“" and stack and text[stack[-1]] == "„"):
            stack.append(at)
        elif stack:
            yield stack.pop(), at
    yield from _straight(text)
    yield from _single(text)


def _straight(text: str) -> Iterator[tuple[int, int]]:
    """Yield the pairs of straight double quotation marks, a sign of inches left aside."""
    opened = None
    signs = [match.start() for match in re.finditer('"', text)]
    others = sum(not _may_be_inches(text, at) for at in signs)  # further on
    for at in signs:
        others -= not _may_be_inches(text, at)
        if opened is not None:
            yield opened, at
            opened = None
        elif not _may_be_inches(text, at) or (text[at + 1 : at + 2].isalpha() and others % 2):
            opened = at


def _may_be_inches(text: str, at: int) -> bool:
    """Whether a straight mark is behind a Latin digit; Burmese has no sign of inches."""
    return text[at - 1 : at].isascii() and text[at - 1 : at].isdigit()


def lone_signs(text: str) -> list[int]:
    """Return where a quotation mark or bracket is that has no partner.

    A sign of inches, the bracket behind a number or letter that begins an item, and a smiley have none; nor
    have ' and ’, which may be apostrophes.
    """
    paired = {at for pair in _spans(text) for at in pair}
    every = chain(_TWO_SIDED.finditer(text), _SINGLE.finditer(text))
    signs = sorted((match for match in every if match.start() not in paired), key=re.Match.start)
    has_inches = any(_may_be_inches(text, match.start()) for match in re.finditer('"', text))
    return [
        match.start()
        for match in signs
        if not (match[0] == '"' and has_inches)
        and not _ALONE.search(text[max(0, match.start() - 3) : match.end()])
    ]


def _single(text: str) -> Iterator[tuple[int, int]]:
    """Yield the pairs of single quotation marks, an apostrophe (don't, soldiers' phones) left aside."""
    opened: list[int] = []
    unsure: list[int] = []  # what closes a quotation, or is the apostrophe of a plural
    for at, sign in ((match.start(), match[0]) for match in re.finditer("['‘’]", text)):
        before, behind = text[max(0, at - 1) : at], text[at + 1 : at + 2].strip()
        if sign != "‘" and _in_latin(before) and _in_latin(behind):
            continue
        begins = not before.strip() or before in _OPENERS or before in "–—"
        # in Burmese no space need stand before it
        opens = behind and (begins or not (opened or before.isdigit())) and not _in_latin(before)
        if sign == "‘" or (sign == "'" and opens):
            opened.append(at)
        elif begins and not (sign == "’" and opened and before in ("'", '"')):
            continue
        elif before in "sS" and re.compile(r"\s+[a-z]").match(text, at + 1):
            unsure.append(at)
        elif opened:
            yield opened.pop(), at
    for start, following in pairwise([*opened, len(text)]):
        last = bisect_left(unsure, following) - 1
        if last >= 0 and unsure[last] > start:
            yield start, unsure[last]


def _in_latin(sign: str) -> bool:
    return sign.isdigit() or sign.lower() != sign.upper()
