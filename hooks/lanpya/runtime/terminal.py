"""Output that is safe to show on a terminal and in the log of a CI runner: it cannot do anything there."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from itertools import groupby
from typing import TextIO

# Printable characters that nevertheless hide or do something. Some show nothing: Unicode's ignorable
# characters and blanks that are not spaces. Stacked marks cover the lines around them: four accents, or ten
# of any script. CI runners execute `::name` at the beginning of a line, also after white space (GitHub), and
# `##[name]`, `##vso[…]`, `##teamcity[…]` anywhere in a line (GitHub, Azure Pipelines, TeamCity).
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U00016fe4\U0001d159\U000e0100-\U000e01ef]"
)
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4,}")
_STACK = 10  # marks on one letter; a Burmese syllable has up to six
_SPACES = re.compile(" {10,}")
_NO_READER = 141  # exit status: 128 plus the number of SIGPIPE, as in a shell
_COMMAND = re.compile(r"^\s*:(?=:)|#(?=#\w*\[)")


def printable(text: str, *, commands: bool = False, columns: bool = False) -> str:
    """Return a text as one line that cannot do anything on a terminal or in the log of a CI runner.

    Characters that Python does not call printable are escaped, as in `\\x1b`, `\\n`, `\\u202e`: controls,
    characters that reverse the order of letters or have no width (also joiners: no guide may contain them),
    line separators, and surrogates that represent the bytes of a file name. So are characters that show
    nothing, stacked marks and long gaps. Letters of every script are kept. `commands` keeps commands to a CI
    runner, `columns` the gaps of a table.
    """
    if not text.isprintable():
        text = "".join(char if char.isprintable() else _escaped(char) for char in text)
    if not text.isascii():
        for pattern in (_BLANK, _ACCENTS):
            text = pattern.sub(lambda match: "".join(map(_escaped, match[0])), text)
        text = "".join(_escape_stack("".join(group), is_mark) for is_mark, group in groupby(text, _is_mark))
    if not columns:
        text = _SPACES.sub(lambda match: "\\x20" * len(match[0]), text)
    return text if commands else _COMMAND.sub(_escaped_command, text)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _escape_stack(characters: str, are_marks: bool) -> str:
    return "".join(map(_escaped, characters)) if are_marks and len(characters) >= _STACK else characters


def _escaped_command(command: re.Match[str]) -> str:
    return f"{command[0][:-1]}\\x{ord(command[0][-1]):02x}"


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def show(text: str, *, to: TextIO | None = None, commands: bool = False) -> None:
    """Print a text to standard output, or to the stream `to`. Each line is made `printable`.

    Characters that the terminal cannot encode are escaped. Pass `commands=True` for the output of
    `as_github`, which a CI runner is to execute. Ends the process quietly, as SIGPIPE would, if no one reads
    it any more, as behind `| head`.
    """
    stream = to or sys.stdout
    encoding = stream.encoding or "utf-8"
    lines = (printable(line, commands=commands, columns=True) for line in text.split("\n"))
    shown = "\n".join(lines).encode(encoding, "backslashreplace").decode(encoding)
    try:
        print(shown, file=stream, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # Python flushes it once more at the end
        raise SystemExit(_NO_READER) from None
