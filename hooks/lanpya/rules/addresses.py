"""No address outside the registry: what looks like one in a guide is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lanpya.library import Library
from lanpya.problem import Problem
from lanpya.reading import read_text
from lanpya.rules import problem_at

_URL = re.compile(r"(?i)\b(?:https?|hxxps?|ftp)\s*[:;]\s*//\S*|\bwww\.\S+|//[a-z0-9-]+\.[a-z]\S*")
_MAIL = re.compile(r"(?i)\b[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_HANDLE = re.compile(r"(?<![\w/.@])@[A-Za-z0-9_]{3,}")
_DOMAIN = re.compile(
    r"(?i)(?<![\w.@-])(?:[a-z0-9-]+\.)+(?:com|org|net|info|me|io|app|gg|link|ly|to|mm|onion|online|site|xyz|co)"
    r"(?:/\S*)?(?![\w-])"
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
    for kind, pattern in (("web", _URL), ("e-mail", _MAIL), ("web", _DOMAIN), ("user", _HANDLE)):
        for match in pattern.finditer(line):
            if any(start <= match.start() < end for start, end in covered):
                continue
            covered.append(match.span())
            message = f"A raw {kind} address stands in the text: {match[0][:60]}"
            remedy = "Register it in docs/data and write [words](contact:ID) or [words](link:ID)."
            yield problem_at(path, number, match.start() + 1, "address-in-text", message, remedy)
