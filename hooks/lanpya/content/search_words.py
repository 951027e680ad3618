"""Other words by which readers search for what the guides say in their own: docs/<language>/search.yml.

A line has what somebody may type, and the words of the guides that stand for it, one text or a list.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from lanpya.content.settings import SiteLanguage
from lanpya.content.yaml_fields import Field

FILE = "search.yml"


class SearchWord(NamedTuple):
    """A word or phrase that readers type, and the words of guides that it leads to."""

    typed: str
    words: tuple[str, ...]


def folded(text: str, language: SiteLanguage) -> str:
    """Return a text without what the search does not compare: case, white space, some marks of a language."""
    apart = unicodedata.normalize("NFD", language.traits.searchable(text).casefold())
    return re.sub(rf"[\s{language.traits.marks_ignored}]", "", apart)


def has_letters(text: str) -> bool:
    """Whether a text has a letter or a digit."""
    return any(map(str.isalnum, text))


def words_of(field: Field) -> tuple[Field, ...]:
    """Return the words of guides in the value of a line: one text, or a list of them."""
    return field.items or (field,)


def search_words_of(data: Field) -> tuple[SearchWord, ...]:
    """Return the lines of a file, in its order. Lines without words, which a rule reports, are left out."""
    found = (
        SearchWord(
            plain(typed),
            tuple(plain(each.text) for each in words_of(field) if each.text and not each.is_null),
        )
        for typed, field in data.keys.items()
    )
    return tuple(each for each in found if has_letters(each.typed) and each.words)


def plain(text: str) -> str:
    """Return a text with single spaces between its words."""
    return " ".join(text.split())
