"""What is shown on a terminal or in the log of a CI runner: text that only shows something."""

from __future__ import annotations

import re
import sys
import unicodedata
from itertools import groupby
from typing import TextIO

# Letters that print, and yet hide or do something: such as show nothing (Unicode's ignorable ones,
# blanks that are no spaces); heaps of marks, which cover the lines around them, four accents or ten of any
# script; and what a CI runner obeys: `::name` at the beginning of a line, behind white space too (GitHub),
# and `##[name]`, `##vso[…]`, `##teamcity[…]` anywhere in one (GitHub, Azure Pipelines, TeamCity).
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U00016fe4\U0001d159\U000e0100-\U000e01ef]"
)
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4,}")
_HEAP = 10  # marks on one letter; a syllable of Burmese has six
_SPACES = re.compile(" {10,}")
_COMMAND = re.compile(r"^\s*:(?=:)|#(?=#\w*\[)")


def printable(text: str, *, commands: bool = False, columns: bool = False) -> str:
    """Return a text as one line that only shows something, on a terminal and in the log of a CI runner.

    What Python calls unprintable becomes its number, as in `\\x1b`, `\\n`, `\\u202e`: controls, signs that
    turn the order of letters or have no width (joiners too: no guide may hold them), separators of lines,
    halves of letters that stand for the bytes of a file's name; so do letters that show nothing, heaps of
    marks, and long gaps. Letters of every script stay. `commands` leaves those to a CI runner as they are,
    `columns` the gaps of a table.
    """
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else _number(sign) for sign in text)
    if not text.isascii():
        for pattern in (_BLANK, _ACCENTS):
            text = pattern.sub(lambda match: "".join(map(_number, match[0])), text)
        text = "".join(_without_heap("".join(signs), marks) for marks, signs in groupby(text, _is_mark))
    if not columns:
        text = _SPACES.sub(lambda match: "\\x20" * len(match[0]), text)
    return text if commands else _COMMAND.sub(_as_number, text)


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")


def _without_heap(signs: str, are_marks: bool) -> str:
    return "".join(map(_number, signs)) if are_marks and len(signs) >= _HEAP else signs


def _as_number(command: re.Match[str]) -> str:
    return f"{command[0][:-1]}\\x{ord(command[0][-1]):02x}"


def _number(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")


def show(text: str, *, to: TextIO | None = None, commands: bool = False) -> None:
    """Print the text, to standard output unless `to` names another file; each line is made `printable`.

    Letters that the terminal cannot show come as their numbers, and stop nothing. `commands` is for what
    `as_github` returned, which is meant for a CI runner.
    """
    stream = to or sys.stdout
    encoding = stream.encoding or "utf-8"
    lines = (printable(line, commands=commands, columns=True) for line in text.split("\n"))
    print("\n".join(lines).encode(encoding, "backslashreplace").decode(encoding), file=stream)
