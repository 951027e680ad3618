"""What the check says, in English where it is said, and in the editors' languages from a catalogue.

A message is a sentence with places in it; `say` fills them. The sentence itself is the key of its translation
(as in gettext), in translations/LANG.yml; what fills the places is shown as it was typed, but for what
`printable` makes visible.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lanpya.runtime.terminal import printable

CATALOGUES = Path(__file__).with_name("translations")
LANGUAGES = ("en", *sorted(path.stem for path in CATALOGUES.glob("*.yml")))
WITHHELD = "…"


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
