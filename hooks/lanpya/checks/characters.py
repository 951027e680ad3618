"""That sources have only listed characters, and no word mixes two scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.typed_characters import odd_spaces
from lanpya.content.library import Library
from lanpya.content.settings import SiteLanguage
from lanpya.content.yaml_fields import EMPTY, Field
from lanpya.detection.look_alikes import mixed_words
from lanpya.languages.finding import HIDDEN_CHARACTER, UNSEEN
from lanpya.languages.language import language_of
from lanpya.languages.letters import pattern_of
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

CHARACTER_UNLISTED = rule("character-unlisted", "error", section="Letters")
SCRIPT_MIXED = rule("script-mixed", "error", section="Letters")

_SHOWN_LINES = 20


@check(Scope.FILE, HIDDEN_CHARACTER, CHARACTER_UNLISTED, SCRIPT_MIXED)
def check_letters(path: str, context: CheckContext) -> Iterator[Problem]:
    """Yield characters that are not on the list, and words in which one script replaces another."""
    library = context.library
    text, read = library.texts[path], frozenset(_read_by_spelling(library, path))
    unlisted_in = unlisted_letters(library.settings.languages, _other_languages(path, text, library))
    page = library.page_at(path)
    languages = [page.language] if page else library.settings.languages
    misplaced = [[*language.traits.misplaced_unseen(text)] for language in languages]
    for match in UNSEEN.finditer(text):
        if not all(any(match.span() == one.span() for one in each) for each in misplaced):
            continue
        if (place := _place(text, match.start()))[0] not in read:
            message = say("This line has an invisible character (U+{code:04X}).", code=ord(match[0][0]))
            remedy = say("Type the line again instead of pasting it.")
            yield HIDDEN_CHARACTER.at(path, *place, message, remedy)
    reported = frozenset(odd_spaces(page)) if page else ()
    unlisted = [
        match
        for match in unlisted_in.finditer(text)
        if not UNSEEN.fullmatch(match[0]) and _place(text, match.start()) not in reported
    ]
    for match in unlisted[:_SHOWN_LINES]:
        sign = match[0][0]
        name = unicodedata.name(sign, "no name")
        message = say(
            "The character {sign} (U+{code:04X}, {name}) is not allowed in guides.",
            sign=sign,
            code=ord(sign),
            name=name,
        )
        remedy = say("Use a character from an ordinary keyboard, or leave it out. Emoji cannot be printed.")
        yield CHARACTER_UNLISTED.at(path, *_place(text, match.start()), message, remedy)
    for start, end in mixed_words(text):
        if unlisted_in.search(text, start, end):
            continue  # which has been reported
        message = say("A word mixes letters of two scripts: {word}", word=_word(text, start, end))
        remedy = say("Type the whole word with one keyboard, or put a space between two words.")
        yield SCRIPT_MIXED.at(path, *_place(text, start), message, remedy)


def _other_languages(path: str, text: str, library: Library) -> frozenset[str]:
    """Return the languages of which a data file has texts, though the site does not have them now."""
    keys = re.findall(r"(?<![\w-])([a-z]{2,3}):\s", text) if path.endswith(".yml") else []
    return frozenset(keys) - {language.code for language in library.settings.languages}


@cache
def unlisted_letters(
    languages: tuple[SiteLanguage, ...], others: frozenset[str] = frozenset()
) -> re.Pattern[str]:
    """Return a pattern of characters that none of the languages is written with; `others` are tags."""
    traits = [*(language.traits for language in languages), *map(language_of, sorted(others))]
    own = frozenset[str]().union(*(each.letters for each in traits))
    return re.compile(f"[^{pattern_of(own)}]+")


def _read_by_spelling(library: Library, path: str) -> Iterator[int]:
    """Yield the lines of a file in which rules of spelling look for unseen characters."""
    if page := library.page_at(path):
        yield from (line for line, _ in page.document.lines())
        yield from _shown_at(page.front, ("title", "summary"))
    for name, key in (("contacts", "name"), ("sources", "says")):
        if path == f"{library.docs}/data/{name}.yml":
            for entry in library.data[name].items:
                yield from _shown_at(entry.keys.get(key, EMPTY))
    if path == f"{library.docs}/data/interface.yml":
        for entry in library.data["interface"].keys.values():
            yield from _shown_at(entry)


def _shown_at(entry: Field, keys: Iterable[str] = ()) -> Iterator[int]:
    for key in keys or entry.keys:
        if UNSEEN.search(entry.keys.get(key, EMPTY).text):
            yield entry.keys[key].line


def _word(text: str, start: int, end: int) -> str:
    before = re.search(r"\S{0,12}$", text[max(start - 12, 0) : start])
    after = re.match(r"\S{0,12}", text[end : end + 12])
    return (before[0] if before else "") + text[start:end] + (after[0] if after else "")


def _place(text: str, start: int) -> tuple[int, int]:
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
