"""Reads text files: in NFC, with plain line ends and without invisible characters.

Texts are stored compressed, so that sites with thousands of guides fit into memory.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem
from lanpya.runtime.compression import decompress_text

UNREADABLE = rule("unreadable", "error", section="Files")
MERGE_LEFT = rule("merge-left", "error", section="Headings and text")

# Control characters, line ends that editors do not count, characters that reverse the order of letters, have
# no width, are for private use, or are tags, which can mark a copy. UNSEEN in languages.finding is for rules
# of spelling.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u034f\u061c\u115f\u1160\u180b-\u180f\u200e\u200f\u2028-\u202e\u2061-\u206f"
    "\u3164\ue000-\uf8ff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U0010ffff]"
)
_SEPARATORS = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")  # those that separate lines or words
_MERGE_MARKER = re.compile(r"([<|=>])\1{6}(?: .*)?[ \t]*")  # lines that git adds around conflicts
FILE = 300_000  # bytes: ten times the longest file; larger ones were not written by hand
_MOST_INVISIBLE = 20  # lines; a file with more is not a text file


def read_text(path: Path, shown: str, problems: list[Problem]) -> str | None:
    """Return the text in NFC with plain line ends and without invisible characters.

    Appends a problem for each line with such characters, and for each unfinished merge, of which the first
    version is kept. Returns None and appends a problem if the file cannot be read.
    """
    line = column = 1
    remedy = say("Save it again as text in UTF-8, for example in Notepad: Save as, Encoding: UTF-8.")
    try:
        if unfit := _unfit(path):
            problems.append(UNREADABLE.at(shown, 1, 1, *unfit))
            return None
        raw = path.read_bytes()
        text = _with_plain_ends(raw)
    except OSError as error:
        message = say("This file cannot be opened ({strerror}).", strerror=error.strerror)
        remedy = say("Restore the file under this name, for example from an earlier version.")
    except UnicodeDecodeError as error:
        before = raw[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line = before.count(b"\n") + 1
        message = say(
            "This line is not in UTF-8, the encoding of all files here. It may be for an old Burmese font."
        )
    else:
        found = [
            (number, match)
            for number, typed_line in enumerate(text.split("\n"), start=1)
            if (match := _INVISIBLE.search(typed_line))
        ]
        remedy = say(
            "Type the line again instead of pasting it. If many lines are like this, it is not a text file."
        )
        for number, match in found[:_MOST_INVISIBLE]:
            message = say("This line contains an invisible character (U+{match:04X}).", match=ord(match[0]))
            place = (shown, number, match.start() + 1)
            problems.append(UNREADABLE.at(*place, message, remedy))
        if len(found) <= _MOST_INVISIBLE and "\x00" not in text:
            return _without_merges(_cleaned(text), shown, problems)
        return None
    problems.append(UNREADABLE.at(shown, line, column, message, remedy))
    return None


def text_of(raw: bytes) -> str | None:
    """Return the text of an earlier version of a file like `read_text`, or None if it is not text."""
    try:
        return _cleaned(_with_plain_ends(raw))
    except UnicodeDecodeError:
        return None


class Texts(Mapping[str, str]):
    """Texts by path, stored compressed."""

    def __init__(self, compressed: Mapping[str, bytes]):
        self._compressed = compressed

    def __getitem__(self, path: str) -> str:
        return decompress_text(self._compressed[path])

    def __iter__(self) -> Iterator[str]:
        return iter(self._compressed)

    def __len__(self) -> int:
        return len(self._compressed)


def _unfit(path: Path) -> tuple[Message, Message] | None:
    """Return message and remedy for anything but an ordinary small file, which must not be opened.

    Raises OSError if there is no such file.
    """
    if path.is_symlink() or path.parent.is_symlink():
        return (
            say("This is a symbolic link, whose target would be read as if it were here."),
            say("Put the file itself here."),
        )
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        return say("This is not a file."), say("Put a text file here, or delete it.")
    if status.st_size > FILE:
        return (
            say("The file has {size} bytes; the maximum is {most}.", size=status.st_size, most=FILE),
            say("Split it into two guides."),
        )
    return None


def _with_plain_ends(raw: bytes) -> str:
    return raw.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _cleaned(text: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _SEPARATORS.sub(" ", text)))


def _without_merges(text: str, shown: str, problems: list[Problem]) -> str:
    """Return the text with empty lines in place of merge markers and of all versions but the first."""
    lines = text.split("\n")
    marks = [(number, line[0]) for number, line in enumerate(lines) if _MERGE_MARKER.fullmatch(line)]
    while marks:
        first, sign = marks.pop(0)
        signs = "".join(sign for _, sign in marks)
        length = next((len(rest) for rest in ("|=>", "=>") if sign == "<" and signs.startswith(rest)), 0)
        last, second = (marks[length - 1][0], marks[0][0]) if length else (first, first)
        lines[first], lines[second : last + 1] = "", [""] * (last + 1 - second)
        del marks[:length]
        message = (
            say("An unfinished merge left two versions of the lines from here to line {last}.", last=last + 1)
            if length
            else say("This line is a marker of an unfinished merge.")
        )
        remedy = say("Keep the lines that are right, and delete those with seven < | = or >")
        problems.append(MERGE_LEFT.at(shown, first + 1, 1, message, remedy))
    return "\n".join(lines)
