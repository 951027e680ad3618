"""Checks: functions marked with their scope and the rules that they enforce, and the context they receive."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType
from typing import TypeVar

from lanpya.content.library import Library
from lanpya.problems.catalogue import Rule
from lanpya.problems.problem import Problem

F = TypeVar("F", bound=Callable[..., Iterable[Problem]])
_MARK = "check"


class Scope(Enum):
    """What a check examines in one call, and receives as its first argument unless it is SITE."""

    PAGE = auto()  # a Page
    FILE = auto()  # the path of a text among the sources
    SITE = auto()  # everything: the context alone


@dataclass(frozen=True)
class CheckContext:
    """The sources to check, the dates, and how strict the check is.

    `today` is the current date in a check, and `release_date` that of the build to come. In a build, `today`
    is the release date and `release_date` is None.

    With `release`, content past its date, samples, and high-risk translations that are behind their source
    are errors instead of warnings. So are high-risk translations that no native speaker has checked, unless
    `allow_unchecked`. `private_words` are searched for in the texts, and problems with them are never cached.
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
        """The last day that is not in the future; in a build, which must not know today, date.max."""
        return date.max if self.release_date is None else self.today


@dataclass(frozen=True)
class Mark:
    """The scope and rules that the decorator `check` stores on a function."""

    scope: Scope
    rules: frozenset[Rule]


def check(scope: Scope, *rules: Rule) -> Callable[[F], F]:
    """Mark a function as a check of this scope that yields problems of these rules only.

    The function takes `(page, context)`, `(path, context)` or `(context)`, according to the scope. Its module
    must be in lanpya.checks.run.MODULES.
    """

    def marked(function: F) -> F:
        setattr(function, _MARK, Mark(scope, frozenset(rules)))
        return function

    return marked


def mark_of(function: object) -> Mark | None:
    """Return the mark of a function, or None if it is not a check."""
    mark: Mark | None = getattr(function, _MARK, None)
    return mark


@cache
def checks_in(module: ModuleType, scope: Scope) -> tuple[Callable[..., Iterable[Problem]], ...]:
    """Return the checks of a scope that a module defines, in order of definition."""
    functions = (
        value
        for value in vars(module).values()
        if isinstance(value, FunctionType) and value.__module__ == module.__name__
    )
    return tuple(function for function in functions if (mark := mark_of(function)) and mark.scope is scope)
