"""The record of one problem, for everything that can be wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from lanpya.problems.messages import Message, say
from lanpya.runtime.terminal import printable

Severity = Literal["error", "warning"]
SEVERITY_WORDS: dict[Severity, Message] = {"error": say("error"), "warning": say("warning")}


@dataclass(frozen=True, order=True)
class Problem:
    """A problem at one position, and its remedy. Lines and columns count from 1.

    The path is made `printable`, as values in messages are: a proposed change chooses the names of its files.
    """

    path: str
    line: int
    column: int
    rule: str
    severity: Severity
    message: Message
    remedy: Message

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", printable(self.path))

    def as_warning(self) -> Problem:
        """Return the problem as a warning, whatever the severity of its rule."""
        return replace(self, severity="warning")


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stop a build."""
    return [problem for problem in problems if problem.severity == "error"]
