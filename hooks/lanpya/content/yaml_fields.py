"""YAML with line numbers, in which every scalar is a string.

Rules need dates, fingerprints and "no" as they were typed, so YAML's own types are not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import yaml

from lanpya.languages.finding import ODD_SPACES, space_name
from lanpya.problems.messages import Message, say


@dataclass(frozen=True, slots=True)
class Field:
    """A value with its position; `value` is a string, a tuple or a dict of Fields."""

    value: str | tuple[Field, ...] | dict[str, Field]
    line: int
    column: int

    @property
    def text(self) -> str:
        """The scalar as typed; "" for a list or mapping."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def items(self) -> tuple[Field, ...]:
        """The entries of a list; empty for anything else."""
        return self.value if isinstance(self.value, tuple) else ()

    @property
    def keys(self) -> dict[str, Field]:
        """The entries of a mapping; empty for anything else."""
        return self.value if isinstance(self.value, dict) else {}

    def texts(self) -> dict[str, str]:
        """The scalars of a mapping, by key."""
        return {key: field.text for key, field in self.keys.items()}

    @property
    def is_null(self) -> bool:
        """Whether the value is empty, or YAML's null."""
        return self.value in ("", "null", "~")


EMPTY = Field({}, 1, 1)
DEPTH = 9  # nested lists and brackets: twice what the files here need


class FieldsError(ValueError):
    """The text is not valid YAML, or not safe to read; `line` and `column` say where."""

    def __init__(self, message: Message, line: int, column: int):
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


@lru_cache(maxsize=32)  # while one file is edited, the others stay the same
def read_fields(text: str, first_line: int = 1) -> Field:
    """Parse a YAML document into Fields; line numbers start at `first_line`.

    Raises FieldsError for text that is not YAML, for duplicate keys, and for YAML syntax that can remove text
    (anchors, tags), expand without limit (aliases) or represent invisible characters (backslashes).
    """
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.BaseLoader):
            place = _place(event.start_mark, first_line)
            if getattr(event, "anchor", None) or getattr(event, "tag", None):
                raise FieldsError(_SIGN_FIRST, *place)
            if getattr(event, "style", None) == '"' and "\\" in _typed(event, text):
                raise FieldsError(_BACKSLASH, *place)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEPTH:
                raise FieldsError(say("lists or brackets are nested too deeply"), *place)
        node = yaml.compose(text, Loader=yaml.BaseLoader)
        return EMPTY if node is None else _field(node, first_line)
    except yaml.MarkedYAMLError as error:
        if odd := _ODD_SPACE.search(text):
            line = text.count("\n", 0, odd.start("space")) + first_line
            column = odd.start("space") - text.rfind("\n", 0, odd.start("space"))
            message = say("this line contains {space}; type an ordinary one", space=space_name(odd["space"]))
            raise FieldsError(message, line, column) from error
        raise FieldsError(*_in_plain_words(error, first_line)) from error
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        line, column = before.count("\n") + first_line, error.position - before.rfind("\n")
        raise FieldsError(say("it contains a control character"), line, column) from error


# an unusual space after a colon or a hyphen, or first in a line, which YAML takes for a letter
_ODD_SPACE = re.compile(rf"^[ \t]*(?:- +)*(?:-|[\w-]+:)?(?P<space>[{ODD_SPACES}])", re.MULTILINE)
_BACKSLASH = say("a backslash is not allowed inside double quotes; use single quotes")
_SIGN_FIRST = say("a text that begins with &, * or ! needs quotes around it")
_PLAIN_WORDS = {
    "mapping values are not allowed": say(
        "a colon and a space are not allowed here; put quotes around the text that contains "
        "them, or correct the line above"
    ),
    "could not find expected ':'": say("this line has no colon and space after its key"),
    "expected <block end>": say(
        "this line is indented differently from its neighbours, or quotes do not match"
    ),
    "expected ',' or": say("the bracket [ or { opened here is not closed"),
    "found unexpected end of stream": say("the quote or bracket opened here is not closed"),
    "found unknown escape character": _BACKSLASH,
    "'\\t' that cannot start": say("this line contains a tab; use spaces"),
    "that cannot start any token": say("a text that begins with this character needs quotes around it"),
    "expected alphabetic or numeric character": _SIGN_FIRST,
    "expected a single document": say("there is a line --- or ... in the middle"),
    "but found another document": say("there is a line --- or ... in the middle"),
}


def _in_plain_words(error: yaml.MarkedYAMLError, first_line: int) -> tuple[Message, int, int]:
    problem = error.problem or ""
    words = next(
        (words for part, words in _PLAIN_WORDS.items() if part in problem), say("this line is not valid YAML")
    )
    # the context is where a quote or bracket opens; for a whole block it would be its first line
    mark = error.problem_mark if "<block end>" in problem else error.context_mark or error.problem_mark
    return words, *_place(mark, first_line)


def _typed(event: yaml.Event, text: str) -> str:
    start, end = event.start_mark, event.end_mark
    return text[start.index : end.index] if start and end else ""


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
        line, column = _place(key_node.start_mark, first_line)
        if not isinstance(key_node, yaml.ScalarNode):
            raise FieldsError(say("a key must be a single word"), line, column)
        if key_node.value in seen:
            raise FieldsError(say("there are two keys {key!r}", key=key_node.value), line, column)
        seen.add(key_node.value)
        value = _field(value_node, first_line)
        # a value that begins below its key gets the position of the key
        yield key_node.value, value if value.line == line else replace(value, line=line, column=column)
