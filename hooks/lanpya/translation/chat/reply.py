"""Reads a reply from a chat: numbered answers, among quotes, names and times that the chat added."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from lanpya.languages.finding import UNSEEN
from lanpya.languages.language import LATIN, Language
from lanpya.translation.chat.inline_marks import folded, latin_digits
from lanpya.translation.chat.sheet import HEADER

# [12:03] Name: · [23.11.26, 12:03:10 PM] Name: · 23/11/2026, 12:03 - Name: · Name, [23.11.26 12:03]
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4})"
_STAMP = rf"(?:{_DAY},?(?: at)?\s+)?{_TIME}(?:,?\s+{_DAY})?"
_NAME = r"[^:\[\]\n]{1,40}"
_HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\[\s*{_STAMP}\s*\]\s*(?:{_NAME}:(?=\s|$))?",
        rf"{_DAY},?\s+{_TIME}\s+[-–]\s+{_NAME}:(?=\s|$)",
        rf"{_NAME},?\s\[\s*{_STAMP}\s*\]:?\s*$",
    )
)
_QUOTE = re.compile(r"(?:[>|•*-]\s+|>+)+")
_COUNT = r"\d(?:\d|ဝ(?![က-ဿ])){0,2}"  # the letter wa means the digit zero where no word begins with it
_NUMBER = re.compile(
    rf"[*_~]*(?P<part>{_COUNT})\s?[.·．]\s?(?P<first>{_COUNT})(?:[-–](?:(?P=part)\.)?(?P<last>{_COUNT}))?"
    r"(?!\d|\.\d)[*_~]*[\s.)၊။:\u1038–-]*"
)
_INSIDE = re.compile(rf"(?:(?<![\w.,])|(?<=[။.?!])){_NUMBER.pattern}")
_NAMED = re.compile(rf"[^\W\d]{_NAME}:\s+(?={_NUMBER.pattern.replace('?P<', '?P<_').replace('?P=', '?P=_')})")
_BRACKETS = str.maketrans("{}［］【】", "[][][]")  # guides contain none of them as text
_HIDDEN = frozenset("\u034f\u115f\u1160\u180b\u180c\u180d\u180f\u3164\uffa0")
_CHECK = re.compile(r"(\d{1,2})([bcdfghjklmnpqrstvwxz]{4})")


@dataclass(frozen=True)
class Answer:
    """The answer for one sentence, or for several of one paragraph, and the line where it begins."""

    part: int
    first: int
    last: int
    text: str
    line: int

    @property
    def number(self) -> str:
        """The number as it was handed out."""
        return f"{self.part}.{self.first}" + (f"-{self.last}" if self.last != self.first else "")


@dataclass(frozen=True)
class SheetHeader:
    """The line 0.0: page number, language, and the check letters of each part that was handed out."""

    page_number: int
    language: str
    checks: dict[int, str]
    line: int


@dataclass
class Reply:
    """The content of a reply.

    `invalid_headers` are lines of unreadable headers. `unnumbered_text` are texts without a number, with
    their lines. `continuation_lines` are lines without a number that were added to the sentence before them.
    `hidden` counts the characters without width that were removed.
    """

    answers: list[Answer] = field(default_factory=list)
    headers: list[SheetHeader] = field(default_factory=list)
    invalid_headers: list[int] = field(default_factory=list)
    unnumbered_text: list[tuple[int, str]] = field(default_factory=list)
    continuation_lines: list[int] = field(default_factory=list)
    hidden: Counter[str] = field(default_factory=Counter)


def read_reply(text: str, sheet: Collection[str] = (), language: Language = LATIN) -> Reply:
    """Parse the text of a reply in a language.

    Text before the first number is ignored, and so are lines of the `sheet` that was handed out.
    """
    reply = Reply()
    seen, reply.hidden = _without_hidden(text, language)
    found: list[Answer] = []
    is_cut, is_stray = (
        True,
        False,
    )  # whether a line cannot continue the one before; whether that one has no number
    for number, typed in enumerate(seen.split("\n"), start=1):
        line, is_message = _without_heads(typed)
        is_sheet = folded(line) in sheet
        is_cut = is_cut or is_message or is_sheet or not line
        if match := _NUMBER.match(line):
            found.append(_answer(match, number))
            is_cut = is_stray = False
        elif not line or is_sheet or not found:
            continue
        elif is_stray and not is_cut:
            reply.unnumbered_text[-1] = (
                reply.unnumbered_text[-1][0],
                f"{reply.unnumbered_text[-1][1]} {line}",
            )
        elif is_cut or (found[-1].number == HEADER and not _is_checks(line)):
            reply.unnumbered_text.append((number, line))
            is_cut, is_stray = False, True
        else:
            joined = f"{found[-1].text}{language.sentence_gap}{line}"
            found[-1] = replace(found[-1], text=joined.strip())
            reply.continuation_lines += [number] if found[-1].number != HEADER else []
    for answer in chain.from_iterable(map(_split, found)):
        if answer.number != HEADER:
            reply.answers.append(replace(answer, text=_tidy(answer.text)))
        elif code := _header(answer):
            reply.headers.append(code)
        else:
            reply.invalid_headers.append(answer.line)
    return reply


def _without_hidden(text: str, language: Language) -> tuple[str, Counter[str]]:
    """Return the text in NFC with plain line ends, and the invisible characters that were removed.

    Those that the language needs between its letters stay.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    plain = re.sub("[\x0b\x0c\x85\u2028\u2029]", "\n", plain)
    invisible = {
        char
        for char in set(plain) - {"\n"}
        if char in _HIDDEN or unicodedata.category(char) in ("Cc", "Cf", "Cn", "Co", "Cs")
    }
    misplaced = {at for match in language.misplaced_unseen(plain) for at in range(*match.span())}
    needed = {at for match in UNSEEN.finditer(plain) for at in range(*match.span())} - misplaced
    hidden = {at for at, char in enumerate(plain) if char in invisible and at not in needed}
    visible = "".join(char for at, char in enumerate(plain) if at not in hidden)
    return unicodedata.normalize("NFC", visible), Counter(plain[at] for at in hidden)


def _without_heads(typed: str) -> tuple[str, bool]:
    """Return a line without what a chat adds before it, and whether a message begins with it."""
    line, is_message = typed.strip(), False
    while True:
        rest = line
        if quote := _QUOTE.match(rest):
            rest = rest[quote.end() :].lstrip()
        for head in _HEADS:
            if match := head.match(rest):
                rest, is_message = rest[match.end() :].strip(), True
        if named := _NAMED.match(rest):
            rest, is_message = rest[named.end() :], True
        if rest == line:
            return line, is_message
        line = rest


def _answer(match: re.Match[str], line: int) -> Answer:
    part, first, last = (_count(match[name] or match["first"]) for name in ("part", "first", "last"))
    return Answer(part, first, last, match.string[match.end() :], line)


def _count(typed: str) -> int:
    return int(typed.replace("ဝ", "0"))


def _split(answer: Answer) -> Iterator[Answer]:
    """Yield the answer, and further answers in its text: a chat can join several lines."""
    while following := _next(answer.text, answer.part, answer.last):
        yield replace(answer, text=answer.text[: following.start()])
        answer = _answer(following, answer.line)
    yield answer


def _next(line: str, part: int, last: int) -> re.Match[str] | None:
    """Return the match of the next number in the line, if there is one."""
    is_code = (part, last) == (0, 0)
    for match in _INSIDE.finditer(line):
        place = _count(match["part"]), _count(match["first"])
        if place in ((part, last + 1), (part + 1, 1)) or (is_code and place[1] == 1):
            return match
    return None


def _tidy(text: str) -> str:
    return " ".join(text.translate(_BRACKETS).split())


def _is_checks(text: str) -> bool:
    return all(_CHECK.fullmatch(word) for word in latin_digits(text).lower().split())


def _header(answer: Answer) -> SheetHeader | None:
    words = latin_digits(answer.text).lower().split()
    if len(words) < 3 or not words[0].isdecimal() or not _is_checks(" ".join(words[2:])):
        return None
    checks = {int(match[1]): match[2] for match in map(_CHECK.fullmatch, words[2:]) if match}
    return SheetHeader(int(words[0]), words[1], checks, answer.line)
