"""Lines for the interface texts that a language lacks, to be filled in in docs/data/interface.yml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import yaml

from lanpya.content.yaml_fields import read_fields


class _Insertion(NamedTuple):
    at: int
    text: str


def with_missing_lines(text: str, code: str, english: Mapping[str, str], english_code: str) -> str:
    """Return the text of interface.yml with an empty line in the language `code` for each key of `english`.

    The English words are beside as a comment, unless the entry has them. Everything else stays as it is, and
    so do lines that the language has already, empty or not. Raises ValueError if the text is no YAML, or is
    written so that nothing can be added; the message names the line.
    """
    before = read_fields(text)
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    if node is not None and (not isinstance(node, yaml.MappingNode) or node.flow_style):
        raise ValueError(f"line {before.line}: begin each text on a new line, as in  home: {{en: Home}}")
    entries = {key.value: (key, value) for key, value in node.value} if node else {}
    insertions: list[_Insertion] = []
    added: list[str] = []
    for key, words in english.items():
        if key not in entries:
            added += [f"# {words}", f'{key}: {{{code}: ""}}']
        elif code not in before.keys[key].keys:
            comment = "" if before.keys[key].keys.get(english_code) else f"# {words}\n"
            insertions += _beside(text, *entries[key], f'{code}: ""', comment)
    written = _applied(text, insertions)
    if added:
        written = f"{written.rstrip()}\n\n" if written.strip() else ""
        written += "\n".join([*added, ""])
    after = read_fields(written)
    if any(code not in after.keys[key].keys for key in english):
        raise ValueError("the lines cannot be added to this file; write them below its last line")
    return written


def _beside(text: str, key: yaml.Node, value: yaml.Node, line: str, comment: str) -> Iterator[_Insertion]:
    """Yield what puts a line after the last language of an entry, and a comment above it."""
    start = text.rfind("\n", 0, key.start_mark.index) + 1
    if not isinstance(value, yaml.MappingNode) or not value.value:
        raise ValueError(
            f"line {key.start_mark.line + 1}: write a text for each language, as in  {key.value}: {{en: …}}"
        )
    name, last = value.value[-1]
    if value.flow_style:
        yield _Insertion(start, comment)
        yield _Insertion(last.end_mark.index, f", {line}")
        return
    indent = " " * name.start_mark.column
    end = last.end_mark.index
    if last.style not in ("|", ">"):
        end = text.find("\n", end) + 1 or len(text)
    head = "" if end == 0 or text[end - 1] == "\n" else "\n"
    yield _Insertion(end, f"{head}{indent}{comment}{indent if comment else ''}{line}\n")


def _applied(text: str, insertions: Iterable[_Insertion]) -> str:
    for insertion in sorted(insertions, reverse=True):
        text = text[: insertion.at] + insertion.text + text[insertion.at :]
    return text
