"""No address outside the registry: what looks like one in a guide is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lanpya.library import Library
from lanpya.problem import Problem
from lanpya.reading import read_text
from lanpya.rules import problem_at

# ASCII: Burmese stands without a space before an address, and its letters must not count as part of it
_FLAGS = re.ASCII | re.IGNORECASE
_ENDINGS = """
app asia biz blog cc chat cloud cn co com de dev eu fr gg help id in info io jp kr la link live ly me mm mobi
my net network news onion online org page pro ru sg shop site social space store support tech tel th tk to
top tv uk us vip world xyz
"""
_URL = re.compile(r"\b(?:https?|hxxps?|ftp)\s*[:;]\s*//\S*|\bwww\.\S+|//[a-z0-9-]+\.[a-z]\S*", _FLAGS)
_MAIL = re.compile(r"\b[a-z0-9._%+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+", _FLAGS)
_HANDLE = re.compile(r"(?<![\w/.@])@[a-z0-9_]{3,}", _FLAGS)
_DOMAIN = re.compile(
    rf"(?<![\w.@-])(?:[a-z0-9-]+\.)+(?:(?:{'|'.join(_ENDINGS.split())})(?![\w-])|[a-z]{{2,}}(?=/\w))(?:/\S*)?",
    _FLAGS,
)
_HOST_NUMBER = re.compile(r"(?<![\w.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?!\.?\w)", _FLAGS)
_PHONE = re.compile("\\+[0-9\u1040-\u1049](?:[ -]?[0-9\u1040-\u1049]){6,}")
_KINDS = (
    ("web", _URL),
    ("e-mail", _MAIL),
    ("web", _DOMAIN),
    ("web", _HOST_NUMBER),
    ("user", _HANDLE),
    ("phone", _PHONE),
)


def check_addresses(library: Library, docs: Path) -> Iterator[Problem]:
    """Yield every address that stands in a guide itself, front matter included, and not in the registry."""
    for language in library.settings.languages:
        for path in sorted((docs / language.code).glob("*.md")):
            shown = f"{library.docs}/{language.code}/{path.name}"
            text = read_text(path, shown, [])
            for number, line in enumerate((text or "").split("\n"), start=1):
                yield from _addresses_in(shown, number, line)


def _addresses_in(path: str, number: int, line: str) -> Iterator[Problem]:
    covered: list[tuple[int, int]] = []
    for kind, pattern in _KINDS:
        for match in pattern.finditer(line):
            if any(start <= match.start() < end for start, end in covered):
                continue
            covered.append(match.span())
            message = f"This looks like a {kind} address; those stand only in docs/data: {match[0][:60]}"
            remedy = "Put it there under an id, then write  [words](contact:ID)  or  [words](link:ID)"
            yield problem_at(path, number, match.start() + 1, "address-in-text", message, remedy)
