"""What the check says, in English where it is said, and in the editors' languages from a catalogue.

A message is a sentence with places in it; `say` fills them. The sentence itself is the key of its translation
in the gettext catalogue of its language, locale/LANG/LC_MESSAGES/lanpya.po. What fills the places is shown as
it was typed, but for what `printable` makes visible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import Any

from lanpya.runtime.terminal import printable

LOCALE = Path(__file__).with_name("locale")
CATALOGUE = "LC_MESSAGES/lanpya.po"
LANGUAGES = ("en", *sorted(path.parts[-3] for path in LOCALE.glob(f"*/{CATALOGUE}")))
WITHHELD = "…"


class Message(str):
    """A sentence in English that knows what it was made of; `template` is the key of its translation."""

    template: str
    values: Mapping[str, Any]

    def in_language(self, code: str) -> str:
        """Return the sentence in that language, or in English where the catalogue lacks it."""
        known = catalogue(code)
        forms = known.forms.get(self.template)
        if not forms:
            return str(self)
        return self._filled(forms[known.plural(self.values["number"]) if len(forms) > 1 else 0], code)

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


def say_count(one: str, many: str, number: int) -> Message:
    """Return a sentence about a number of things: `one` about one, `many` about any other number.

    Both have the place {number}. A catalogue has as many forms as the language needs.
    """
    message = say(one if number == 1 else many, number=number)
    message.template = one
    return message


def joined(*parts: Message | None) -> Message:
    """Return several sentences as one."""
    said = [part for part in parts if part]
    names = [f"part{number}" for number in range(len(said))]
    template = " ".join(f"{{{name}}}" for name in names)
    return say(template, **dict(zip(names, said, strict=True)))


@dataclass(frozen=True)
class Catalogue:
    """The translations of a language by their English sentences; `plural` returns the form of a number."""

    forms: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int]


@cache
def catalogue(code: str) -> Catalogue:
    """Return the catalogue of a language; that of English is empty.

    A translation that is marked `fuzzy`, because its English sentence has changed since, is not in it. The
    file is read as it is and never compiled, so that nothing can be out of date; it is read when a language
    is asked for, which takes 0.1 seconds.
    """
    path = LOCALE / code / CATALOGUE
    if not path.exists():
        return Catalogue({}, lambda number: int(number != 1))
    from babel.messages.pofile import read_po  # not earlier: English needs none, nor do git's hooks

    with path.open("rb") as file:
        read = read_po(file)
    entries = [entry for entry in read if entry.id and not entry.fuzzy]
    forms = {_forms(entry.id)[0]: _forms(entry.string or "") for entry in entries}
    return Catalogue({key: texts for key, texts in forms.items() if all(texts)}, c2py(read.plural_expr))


def _forms(texts: str | Iterable[str]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)
