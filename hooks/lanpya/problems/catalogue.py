"""The rules of the check. Every rule has an entry, with a bad and a good example, in RULES.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from lanpya.problems.messages import Message
from lanpya.problems.problem import Problem, Severity

_declared: dict[str, Rule] = {}


class Located(Protocol):
    """Anything with a position in a file: a line and a column, counted from 1."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column."""


@dataclass(frozen=True)
class Rule:
    """A rule of the check: its id, its severity, and the section of RULES.md that describes it."""

    id: str
    severity: Severity
    section: str

    def at(
        self, path: str, line: int, column: int, message: Message, remedy: Message, *, as_error: bool = False
    ) -> Problem:
        """Return a problem of this rule at a position. `as_error` raises a warning to an error."""
        severity = "error" if as_error else self.severity
        return Problem(path, line, column, self.id, severity, message, remedy)

    def on(
        self, path: str, field: Located, message: Message, remedy: Message, *, as_error: bool = False
    ) -> Problem:
        """Return a problem of this rule at the position of a field; see `at`."""
        return self.at(path, field.line, field.column, message, remedy, as_error=as_error)


CATALOGUE: Mapping[str, Rule] = MappingProxyType(_declared)
"""All rules by id. A rule is included once the module that declares it has been imported."""


def rule(id: str, severity: Severity, section: str) -> Rule:
    """Declare a rule. Raises ValueError if the id is already declared: each rule belongs to one module."""
    if id in _declared:
        raise ValueError(f"the rule {id} is declared twice")
    return _declared.setdefault(id, Rule(id, severity, section))
