"""What the program writes into new pages, for editors to write over: placeholders, and service pages.

`guide_texts/` has what a new guide begins with, `page_texts/` the sentences of the service pages of a new
project; each has a file for each language, English complete.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lanpya.languages.language import Language, language_of
from lanpya.languages.sentences import split_sentences
from lanpya.languages.shipped_texts import LAST_RESORT, read_texts

_GUIDES, _PAGES = (Path(__file__).parent / name for name in ("guide_texts", "page_texts"))
_MARKUP = re.compile(r"^ *(?:#+|-|\d+\.) +| *\{#[^}]*\}$")


def guide_texts(language: Language) -> Mapping[str, str]:
    """Return the placeholders `summary` and `body` of a new guide; in English where there are none."""
    code = language.subtag
    return read_texts(_GUIDES / f"{code if (_GUIDES / f'{code}.yml').exists() else LAST_RESORT}.yml")


def has_page_texts(tag: str) -> bool:
    """Whether there are service pages in the language of a tag."""
    return (_PAGES / f"{_written_in(tag)}.yml").exists()


def page_texts(*tags: str) -> Mapping[str, str]:
    """Return the sentences of service pages in the first of these languages that has them, or in English."""
    name = next((_written_in(tag) for tag in tags if has_page_texts(tag)), LAST_RESORT)
    return read_texts(_PAGES / f"{name}.yml")


@cache
def begun_sentences(tag: str, *, with_headings: bool = False) -> frozenset[str]:
    """Return every sentence that the program writes and that is no translation into the language of a tag.

    These are service pages in other languages, and placeholders in all; those that are headings in the
    language itself may stay as they are, and are left out unless `with_headings`.
    """
    own = _written_in(tag)
    lines = [line for path in _PAGES.glob("*.yml") if path.stem != own for line in _lines_of(path)]
    for path in _GUIDES.glob("*.yml"):
        are_all = with_headings or path.stem != own
        lines += [line for line in _lines_of(path) if are_all or not line.startswith("#")]
    plain = [_MARKUP.sub("", line) for line in lines]
    written = [*plain, *map(language_of(tag).without_misplaced_unseen, plain)]
    return frozenset(sentence for line in written for sentence in split_sentences(line))


def _lines_of(path: Path) -> list[str]:
    return [line for text in read_texts(path).values() for line in text.splitlines()]


def _written_in(tag: str) -> str:
    """Return the language of a tag, if it is written in that language's usual script."""
    language = language_of(tag)
    is_usual = language_of(language.subtag).script == language.script
    return language.subtag if is_usual else tag
