"""What the check says, in English where it is said, and in the editors' languages from a catalogue.

A message is a sentence with places in it; `say` fills them. The sentence itself is the key of its translation
(as in gettext), in hooks/lanpya/translations/LANG.yml; what fills the places is shown as it was typed, but
for what `printable` makes visible.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

CATALOGUES = Path(__file__).with_name("translations")
LANGUAGES = ("en", *sorted(path.stem for path in CATALOGUES.glob("*.yml")))
WITHHELD = "…"
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


class Message(str):
    """A sentence in English that still knows what it was made of."""

    template: str
    values: Mapping[str, Any]

    def in_language(self, code: str) -> str:
        """Return the sentence in that language, or in English where the catalogue lacks it."""
        return self._filled(catalogue(code).get(self.template, self.template), code)

    def filled(self, **values: object) -> Message:
        """Return the sentence, said before its values were known, with its places filled."""
        return say(self.template, **values)

    def withheld(self) -> Message:
        """Return the sentence with nothing in its places, for what must not be printed."""
        return say(self.template, **dict.fromkeys(self.values, _Withheld()))

    def _filled(self, sentence: str, code: str) -> str:
        values = {
            key: value.in_language(code) if isinstance(value, Message) else value
            for key, value in self.values.items()
        }
        return printable(sentence.format(**values)) if values else sentence


class _Withheld:
    def __format__(self, spec: str) -> str:
        return WITHHELD

    def __repr__(self) -> str:
        return WITHHELD


def say(template: str, **values: object) -> Message:
    """Return the sentence with its places filled, as `str.format` does; without values it stands as it is.

    What fills the places is made `printable`.
    """
    message = Message(printable(template.format(**values)) if values else template)
    message.template, message.values = template, values
    return message


def joined(*parts: Message | None) -> Message:
    """Return several sentences as one."""
    said = [part for part in parts if part]
    names = [f"part{number}" for number in range(len(said))]
    return say(" ".join(f"{{{name}}}" for name in names), **dict(zip(names, said, strict=True)))


@cache
def catalogue(code: str) -> dict[str, str]:
    """Return the sentences of a language by their English ones; English itself has none."""
    path = CATALOGUES / f"{code}.yml"
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []
    return {entry["en"]: entry[code] for entry in entries or []}
