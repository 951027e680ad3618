"""No address outside the registry: what looks like one in a guide is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

from lanpya.library import Library
from lanpya.messages import say
from lanpya.problem import Problem
from lanpya.reading import read_text
from lanpya.rules import problem_at
from lanpya.rules.dialect import place_of
from lanpya.script import UNSEEN

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
_DIGIT = "[0-9\u1040-\u1049]"
# international, and Myanmar's own: mobile and land lines begin with 0, with seven to ten digits behind it
_PHONE = re.compile(rf"(?<!{_DIGIT})(?:\+|[0\u1040]){_DIGIT}(?:[ .-]?{_DIGIT}){{6,}}")
_KINDS = (
    ("a web address", _URL),
    ("an e-mail address", _MAIL),
    ("a web address", _DOMAIN),
    ("a web address", _HOST_NUMBER),
    ("a user name", _HANDLE),
    ("a telephone number", _PHONE),
)


def check_addresses(library: Library, docs: Path) -> Iterator[Problem]:
    """Yield every address that stands in a guide itself, front matter included, and not in the registry.

    Each line is read as it was typed, then each paragraph as it will be shown: a backslash, bold marks, signs
    that nobody sees or other forms of a letter hide no address.
    """
    data = docs / "data" / "withdrawn.yml"  # what is wrong with a leaflet is told on a page
    shown = f"{library.docs}/data/{data.name}"
    for number, line in enumerate((read_text(data, shown, []) or "").split("\n"), start=1):
        for kind, start, address in _addresses(line.partition("#")[0]):
            yield _problem(shown, number, start + 1, kind, address)
    for language in library.settings.languages:
        for path in sorted((docs / language.code).glob("*.md")):
            shown = f"{library.docs}/{language.code}/{path.name}"
            told: set[str] = set()
            for number, line in enumerate((read_text(path, shown, []) or "").split("\n"), start=1):
                for kind, start, address in _addresses(line):
                    told.add(address)
                    yield _problem(shown, number, start + 1, kind, address)
            page = library.pages.get((language.code, path.name))
            for element in page.document.elements() if page else ():
                text = normalize("NFKC", UNSEEN.sub("", "".join(element.itertext())))
                for kind, _, address in _addresses(text):
                    if page and not any(address in other for other in told):
                        word = re.split(r"\W", address.lstrip("@+"))[0]
                        place = place_of(page.document, r"[^\w\s]*".join(map(re.escape, word)), 0)
                        yield _problem(shown, *place, kind, address)


def _addresses(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield kind, offset and text of what looks like an address."""
    covered: list[tuple[int, int]] = []
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text):
            if not any(start <= match.start() < end for start, end in covered):
                covered.append(match.span())
                yield kind, match.start(), match[0].rstrip(").,;")


def _problem(path: str, line: int, column: int, kind: str, address: str) -> Problem:
    message = say(
        "This looks like {kind}; those stand only in docs/data: {address}", kind=kind, address=address[:60]
    )
    remedy = say("Register it there under an id such as helpline, then write  [words](contact:helpline)")
    return problem_at(path, line, column, "address-in-text", message, remedy)
