"""That sources have only listed characters, and no word mixes two scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.typed_characters import odd_spaces
from lanpya.content.library import Library
from lanpya.content.yaml_fields import EMPTY, Field
from lanpya.detection.look_alikes import mixed_words
from lanpya.languages.finding import HIDDEN_CHARACTER, UNSEEN
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

CHARACTER_UNLISTED = rule("character-unlisted", "error", section="Letters")
SCRIPT_MIXED = rule("script-mixed", "error", section="Letters")

# ASCII; Latin letters with their accents (but not ı, ŀ, ŉ, ſ, which look like others); Myanmar with its two
# supplements; the signs of printed text that the fonts have. Everything else needs a reason, here.
ALLOWED = re.compile(
    "[\n\t -~\u00a0¡-¬®-ÿĀ-İĲ-ľŁ-ňŊ-ž\u1000-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f\u1e00-\u1ef9"
    "–—‘’“”‚„†•…‰′″‹›⁄€←-→−×÷≤≥]"
)
_UNLISTED = re.compile(f"[^{ALLOWED.pattern[1:]}+")
_SHOWN_LINES = 20


@check(Scope.FILE, HIDDEN_CHARACTER, CHARACTER_UNLISTED, SCRIPT_MIXED)
def check_letters(path: str, context: CheckContext) -> Iterator[Problem]:
    """Yield characters that are not on the list, and words in which one script replaces another."""
    library = context.library
    text, read = library.texts[path], frozenset(_read_by_spelling(library, path))
    for match in UNSEEN.finditer(text):
        if (place := _place(text, match.start()))[0] not in read:
            message = say("This line has an invisible character (U+{code:04X}).", code=ord(match[0][0]))
            remedy = say("Type the line again instead of pasting it.")
            yield HIDDEN_CHARACTER.at(path, *place, message, remedy)
    page = library.page_at(path)
    reported = frozenset(odd_spaces(page)) if page else ()
    unlisted = [
        match
        for match in _UNLISTED.finditer(text)
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
        if _UNLISTED.search(text, start, end):
            continue  # which has been reported
        message = say("A word mixes letters of two scripts: {word}", word=_word(text, start, end))
        remedy = say("Type the whole word with one keyboard, or put a space between two words.")
        yield SCRIPT_MIXED.at(path, *_place(text, start), message, remedy)


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
