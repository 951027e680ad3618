"""What a check is: a function marked with what it looks at and the rules it may find broken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from pathlib import Path
from types import FunctionType, ModuleType
from typing import TypeVar

from lanpya.content.library import Library
from lanpya.problems.catalogue import Rule
from lanpya.problems.problem import Problem

F = TypeVar("F", bound=Callable[..., Iterable[Problem]])
_MARK = "check"


class Scope(Enum):
    """What a check looks at in one call, which is also what it is called with, before the context."""

    PAGE = auto()  # a Page
    FILE = auto()  # the path of a text among the sources
    SITE = auto()  # everything: the context alone


@dataclass(frozen=True)
class CheckContext:
    """The sources, as of when they are checked, and how strictly.

    `today` is the clock's date in a check, which has the `release_date` beside it: the one of what would be
    built. In a build `today` is the release date itself, and `release_date` is None.

    With `release`, what is out of date, a sample, or a high-risk translation that is behind its source is an
    error and not a warning; so is one that no native speaker has checked, unless `allow_unchecked`.
    `private_words` are looked for in the texts, and no problem of theirs is kept in the cache.
    """

    library: Library
    docs: Path
    today: date
    release_date: date | None = None
    release: bool = False
    allow_unchecked: bool = False
    private_words: tuple[str, ...] = ()

    @property
    def last_known_day(self) -> date:
        """The last day that is not in the future; a build does not know it, and gets the last of all."""
        return date.max if self.release_date is None else self.today


@dataclass(frozen=True)
class Mark:
    """What the decorator `check` writes on a function."""

    scope: Scope
    rules: frozenset[Rule]


def check(scope: Scope, *rules: Rule) -> Callable[[F], F]:
    """Mark a function as a check of this scope that yields problems of no other rules than these.

    It takes `(page, context)`, `(path, context)` or `(context)`, by its scope. Its module has to be in
    lanpya.checks.run.MODULES.
    """

    def marked(function: F) -> F:
        setattr(function, _MARK, Mark(scope, frozenset(rules)))
        return function

    return marked


def mark_of(function: object) -> Mark | None:
    """Return what a function is marked with, or None if it is no check."""
    mark: Mark | None = getattr(function, _MARK, None)
    return mark


def checks_in(module: ModuleType, scope: Scope) -> Iterator[Callable[..., Iterable[Problem]]]:
    """Yield the checks of a scope that a module defines, in order of definition."""
    for value in vars(module).values():
        if isinstance(value, FunctionType) and value.__module__ == module.__name__:
            mark = mark_of(value)
            if mark and mark.scope is scope:
                yield value
