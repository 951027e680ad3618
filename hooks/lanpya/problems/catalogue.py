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
    """What knows where it was typed: a line and a column, counted from 1."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column."""


@dataclass(frozen=True)
class Rule:
    """What the check holds guides or data to: its id, its severity, and the section of RULES.md it is in."""

    id: str
    severity: Severity
    section: str

    def at(
        self, path: str, line: int, column: int, message: Message, remedy: Message, *, as_error: bool = False
    ) -> Problem:
        """Return a problem of this rule, with its severity; `as_error` makes a warning an error."""
        severity = "error" if as_error else self.severity
        return Problem(path, line, column, self.id, severity, message, remedy)

    def on(
        self, path: str, field: Located, message: Message, remedy: Message, *, as_error: bool = False
    ) -> Problem:
        """Return a problem of this rule at the place where a field was typed; see `at`."""
        return self.at(path, field.line, field.column, message, remedy, as_error=as_error)


CATALOGUE: Mapping[str, Rule] = MappingProxyType(_declared)
"""Every rule by its id. A rule is in it once the module that declares it has been imported."""


def rule(id: str, severity: Severity, section: str) -> Rule:
    """Declare a rule. Raises ValueError if the id is taken: each rule is declared once, in one module."""
    if id in _declared:
        raise ValueError(f"the rule {id} is declared twice")
    return _declared.setdefault(id, Rule(id, severity, section))
