"""YAML that remembers its lines, with every scalar read as a string.

A date, a fingerprint or a "no" must reach the rules as it was typed; YAML's own guesses are switched off.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml


@dataclass(frozen=True)
class Field:
    """One value with the place it was typed at; `value` is a string, a tuple or a dict of Fields."""

    value: str | tuple[Field, ...] | dict[str, Field]
    line: int
    column: int

    @property
    def text(self) -> str:
        """The scalar as typed, or the empty string for a list or a mapping."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def items(self) -> tuple[Field, ...]:
        """The entries of a list; nothing for anything else."""
        return self.value if isinstance(self.value, tuple) else ()

    @property
    def keys(self) -> dict[str, Field]:
        """The entries of a mapping; nothing for anything else."""
        return self.value if isinstance(self.value, dict) else {}

    def texts(self) -> dict[str, str]:
        """The scalars of a mapping, by key."""
        return {key: field.text for key, field in self.keys.items()}

    @property
    def is_null(self) -> bool:
        """Whether nothing was typed, or YAML's word for nothing."""
        return self.value in ("", "null", "~")


EMPTY = Field({}, 1, 1)


class FieldsError(ValueError):
    """The text is no YAML, or repeats a key or uses an alias; `line` and `column` say where."""

    def __init__(self, message: str, line: int, column: int):
        super().__init__(message)
        self.line, self.column = line, column


def read_fields(text: str, first_line: int = 1) -> Field:
    """Return the YAML document as Fields; line numbers start at `first_line`.

    Raises FieldsError for text that is not YAML, a key given twice, or an alias (aliases let a few lines
    grow without bound).
    """
    try:
        for event in yaml.parse(text, Loader=yaml.BaseLoader):
            if isinstance(event, yaml.AliasEvent):
                raise FieldsError("an alias (*) is not allowed", *_place(event.start_mark, first_line))
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        place = _place(error.problem_mark or error.context_mark, first_line)
        raise FieldsError(error.problem or "not readable", *place) from error
    except yaml.YAMLError as error:  # a character that YAML forbids has no mark
        raise FieldsError("a character that YAML does not allow", first_line, 1) from error
    return EMPTY if node is None else _field(node, first_line)


def _place(mark: Any, first_line: int) -> tuple[int, int]:
    return (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)


def _field(node: yaml.Node, first_line: int) -> Field:
    line, column = _place(node.start_mark, first_line)
    if isinstance(node, yaml.MappingNode):
        return Field(dict(_pairs(node, first_line)), line, column)
    if isinstance(node, yaml.SequenceNode):
        return Field(tuple(_field(child, first_line) for child in node.value), line, column)
    return Field(str(node.value), line, column)


def _pairs(node: yaml.MappingNode, first_line: int) -> Iterator[tuple[str, Field]]:
    seen: set[str] = set()
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in seen:
            raise FieldsError(f"the key {key!r} stands twice", *_place(key_node.start_mark, first_line))
        seen.add(key)
        yield key, _field(value_node, first_line)
