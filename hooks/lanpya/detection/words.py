"""Words that disguise contacts, places, times and persons, as data of each language: word_lists/TAG.yml.

Numbers in words, weekdays and months come from CLDR through ICU, for every language that it knows, also for
those without a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import yaml

from lanpya.detection.cldr_words import lists_of_cldr
from lanpya.detection.word_patterns import NEVER, NOTHING, alternatives
from lanpya.languages.language import language_of

FOLDER = Path(__file__).parent / "word_lists"
# Written without white space between words: there, a word is also found inside a longer run of letters.
_JOINED = {"Mymr", "Thai", "Laoo", "Khmr", "Tibt", "Hani", "Hira", "Kana"}
_FIGURES = range(10)  # without spaces, longer numbers are read as their figures


class Lists:
    """The lists of one language, each as a pattern for any of its words.

    A list that the language does not have is a pattern that never matches.
    """

    def __init__(self, tag: str, lists: dict[str, list[str]]) -> None:
        self.tag = tag
        self.words = lists
        self._prefix = alternatives(lists.get("attached in front", ()))

    def maybe(self, name: str, then: str = r"\s") -> str:
        """Return a pattern for a word of the list, followed by `then`, that may be missing."""
        pattern = self[name]
        return "" if pattern == NEVER else f"(?:{pattern}{then})?"

    def __getitem__(self, name: str) -> str:
        words = self.words.get(name)
        if not words:
            return NEVER
        prefix = "" if self._prefix == NEVER else f"{self._prefix}?"
        return f"(?:{prefix}{alternatives(words)})" if prefix else alternatives(words)


class Words:
    """The words of several languages: those with white space between words, and those without."""

    def __init__(self, languages: Iterable[Lists]) -> None:
        self.languages = tuple(languages)
        self.spaced = tuple(one for one in self.languages if not is_joined(one.tag))
        self.joined = tuple(one for one in self.languages if is_joined(one.tag))

    def any(self, name: str, languages: Iterable[Lists] | None = None) -> str:
        """Return a pattern for the words of a list in any of the languages."""
        found = [one[name] for one in (self.languages if languages is None else languages)]
        found = [pattern for pattern in found if pattern != NEVER]
        return f"(?:{'|'.join(found)})" if found else NOTHING

    def each(self, patterns: Callable[[Lists], Iterable[str]], languages: Iterable[Lists]) -> list[str]:
        """Return the patterns of every language, without those for which it lacks a list."""
        every = (pattern for one in languages for pattern in patterns(one))
        return [pattern for pattern in dict.fromkeys(every) if NEVER not in pattern]


def is_joined(tag: str) -> bool:
    """Whether the language is written without white space between words."""
    return not _JOINED.isdisjoint({language_of(tag).script, *language_of(tag).scripts})


@cache
def every_language() -> Words:
    """Return the words of all languages that have a file."""
    return Words(_lists_of(tag) for tag in sorted(path.stem for path in FOLDER.glob("*.yml")))


@cache
def words_of(tags: tuple[str, ...]) -> Words:
    """Return the words of these languages, and of those that are looked for on every site."""
    names = {_name(tag) for tag in tags}
    names |= {path.stem for path in FOLDER.glob("*.yml") if _file(path.stem).get("on every site")}
    return Words(_lists_of(name) for name in sorted(names))


def has_file(tag: str) -> bool:
    """Whether the language has a file of words that disguise."""
    return (FOLDER / f"{_name(tag)}.yml").is_file()


def has_numbers(tag: str) -> bool:
    """Whether CLDR knows numbers in words, weekdays and months of the language."""
    return bool(lists_of_cldr(tag))


def _name(tag: str) -> str:
    """Return the tag, or the language alone if its words have a file."""
    language = language_of(tag).subtag
    is_listed = (FOLDER / f"{language}.yml").is_file() and not (FOLDER / f"{tag}.yml").is_file()
    return language if is_listed else tag


@cache
def _file(name: str) -> dict[str, str]:
    path = FOLDER / f"{name}.yml"
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # both read strings only
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name} of the words that disguise cannot be read: {error}") from error
    lists = content if isinstance(content, dict) else {"the file": content}
    for key, words in lists.items():
        if not isinstance(words, str) or "the file" in lists:
            place = f"{path.name} of the words that disguise: {key}"
            raise ValueError(f"{place}: write words with commas between, as in  dot: punto")
    return lists


@cache
def _lists_of(name: str) -> Lists:
    content = dict(_file(name)) if has_file(name) else {}
    content.pop("on every site", None)
    figures = (_FIGURES,) if is_joined(name) else ()
    lists = {} if content.pop("complete without CLDR", False) else lists_of_cldr(name, *figures)
    for key, words in content.items():
        typed = [word for each in words.split(",") if (word := each.strip())]
        more = key.removeprefix("more ")
        lists[more] = [*lists.get(more, ()), *typed] if more != key else typed
    return Lists(name, lists)
