"""Messages of the check, in English in the code, and their translations for editors.

A message is a template with placeholders, which `say` fills. The template is the key of its translation in
the gettext catalogue of a language, locale/LANG/LC_MESSAGES/lanpya.po. Values are shown as they were typed,
apart from what `printable` escapes.
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
    """An English message that remembers its template and values, so that it can be translated."""

    template: str
    values: Mapping[str, Any]

    def in_language(self, code: str) -> str:
        """Return the message in a language, or in English if the catalogue has no translation."""
        translations = catalogue(code)
        forms = translations.forms.get(self.template)
        if not forms:
            return str(self)
        return self._filled(forms[translations.plural(self.values["number"]) if len(forms) > 1 else 0], code)

    def filled(self, **values: object) -> Message:
        """Return the message with its placeholders filled, if it was made without values."""
        return say(self.template, **values)

    def withheld(self) -> Message:
        """Return the message with WITHHELD in place of every value, for values that must not be printed."""
        return say(self.template, **dict.fromkeys(self.values, _Withheld()))

    def _filled(self, template: str, code: str) -> str:
        values = {
            key: value.in_language(code) if isinstance(value, Message) else value
            for key, value in self.values.items()
        }
        return printable(template.format(**values)) if values else template


class _Withheld:
    def __format__(self, spec: str) -> str:
        return WITHHELD

    def __repr__(self) -> str:
        return WITHHELD


def say(template: str, **values: object) -> Message:
    """Return a message from a template, filled as `str.format` does; values are made `printable`.

    Without values, the template is used as it is.
    """
    message = Message(printable(template.format(**values)) if values else template)
    message.template, message.values = template, values
    return message


def say_count(singular: str, plural: str, number: int) -> Message:
    """Return a message about a number of things, in the singular for 1.

    Both templates have the placeholder {number}. A catalogue has as many plural forms as its language needs.
    """
    message = say(singular if number == 1 else plural, number=number)
    message.template = singular
    return message


def joined(*parts: Message | None) -> Message:
    """Return several messages as one, without those that are None."""
    present = [part for part in parts if part]
    names = [f"part{number}" for number in range(len(present))]
    template = " ".join(f"{{{name}}}" for name in names)
    return say(template, **dict(zip(names, present, strict=True)))


@dataclass(frozen=True)
class Catalogue:
    """The translations of a language by English template. `plural` returns the index of a number's form."""

    forms: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int]


@cache
def catalogue(code: str) -> Catalogue:
    """Return the catalogue of a language; that of English is empty.

    Translations marked `fuzzy`, whose English template has changed since, are left out. The .po file is read
    directly, not compiled, so that it is never out of date. It is read when a language is first used, which
    takes 0.1 seconds.
    """
    path = LOCALE / code / CATALOGUE
    if not path.exists():
        return Catalogue({}, lambda number: int(number != 1))
    from babel.messages.pofile import read_po  # imported late: neither English nor the git hooks need it

    with path.open("rb") as file:
        parsed = read_po(file)
    entries = [entry for entry in parsed if entry.id and not entry.fuzzy]
    forms = {_forms(entry.id)[0]: _forms(entry.string or "") for entry in entries}
    return Catalogue({key: texts for key, texts in forms.items() if all(texts)}, c2py(parsed.plural_expr))


def _forms(texts: str | Iterable[str]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)
