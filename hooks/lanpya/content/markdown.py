"""The only parser of guides, for pages, leaflets and rules.

A guide is parsed once into sections of elements. Raw HTML, autolinks and character entities are not part of
the dialect and stay plain text, so that nothing an editor types becomes markup unexpectedly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor

from lanpya.content.settings import Settings
from lanpya.runtime.compression import compress_text, decompress_text

ALLOWED_ATTRIBUTES = frozenset({"id", "class", "href", "align", "start", "src", "alt"})
NOTES = ("note", "warning", "danger")  # types of admonitions in style.css
ALLOWED_CLASSES = frozenset({"admonition", "admonition-title", "print", *NOTES})
_HEADING = re.compile(r"(#{1,6})\s")
_SEPARATOR = "\x00"  # separates Markdown and XHTML; neither can contain it
_XML_FORBIDS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the source: its id (empty if none was given) and its line in the file."""

    id: str
    level: int
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """A level-two heading and everything up to the next.

    `source` is its Markdown, `elements` the parsed elements.
    """

    id: str
    title: str
    line: int
    printed: bool
    source: str
    elements: tuple[Element, ...]

    def items(self) -> list[str]:
        """Return the plain text of its list items."""
        return [plain_text(item) for element in self.elements for item in element.iter("li")]


@dataclass(frozen=True, slots=True)
class Document:
    """One guide in one language: its Markdown and the XHTML made from it, stored compressed."""

    headings: tuple[Heading, ...]
    first_line: int
    compressed: bytes

    @property
    def source(self) -> str:
        """The Markdown."""
        return decompress_text(self.compressed).rpartition(_SEPARATOR)[0]

    @property
    def lead(self) -> tuple[Element, ...]:
        """The elements before the first section."""
        return _parts(self.compressed, self.first_line).lead

    @property
    def lead_source(self) -> str:
        """The Markdown before the first section."""
        return _parts(self.compressed, self.first_line).lead_source

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in order."""
        return _parts(self.compressed, self.first_line).sections

    def lines(self) -> list[tuple[int, str]]:
        """Return every line of the Markdown with its number in the file."""
        return list(enumerate(self.source.split("\n"), start=self.first_line))

    def place_of(self, pattern: str, number: int) -> tuple[int, int]:
        """Return line and column of match `number`, counted from 0; of the last if there are fewer."""
        places = [
            (line, (match.start("at") if "at" in match.re.groupindex else match.start()) + 1)
            for line, text in self.lines()
            for match in re.finditer(pattern, text)
        ]
        return places[min(number, len(places) - 1)] if places else (self.first_line, 1)

    def elements(self) -> Iterator[Element]:
        """Yield all top-level elements in order."""
        yield from self.lead
        for section in self.sections:
            yield from section.elements

    def all_elements(self) -> list[Element]:
        """Return all top-level elements. `elements` lacks some if a heading is written without # marks."""
        return _elements(self.compressed)

    def section(self, identifier: str) -> Section | None:
        """Return the section with this id, or None."""
        return next((s for s in self.sections if s.id == identifier), None)


class _Parts(NamedTuple):
    lead: tuple[Element, ...]
    lead_source: str
    sections: tuple[Section, ...]


class _AllowedAttributes(Treeprocessor):
    """Removes attributes and classes that guides do not need, so that they cannot imitate the page."""

    def run(self, root: Element) -> None:
        """Remove them from all elements."""
        for element in root.iter():
            for name in set(element.attrib) - ALLOWED_ATTRIBUTES:
                del element.attrib[name]
            classes = [name for name in element.attrib.pop("class", "").split() if name in ALLOWED_CLASSES]
            if classes:
                element.set("class", " ".join(classes))


class Reader:
    """Parses Markdown with the extensions of mkdocs.yml."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self._markdown = markdown.Markdown(
            extensions=list(settings.markdown_extensions),
            extension_configs={name: dict(values) for name, values in settings.markdown_options.items()},
            output_format="xhtml",
        )
        self._markdown.preprocessors.deregister("html_block")
        for pattern in ("html", "autolink", "automail", "entity"):
            self._markdown.inlinePatterns.deregister(pattern)
        self._markdown.treeprocessors.register(_AllowedAttributes(), "allowed", -1)  # after all others

    def read(self, text: str, first_line: int = 1) -> Document:
        """Parse a text whose first line is line `first_line` of its file."""
        self._markdown.reset()
        typed = _XML_FORBIDS.sub("\N{REPLACEMENT CHARACTER}", text).replace("&", "&amp;")
        compressed = compress_text(f"{text}{_SEPARATOR}{self._markdown.convert(typed)}")
        found = (element for element in _elements(compressed) if re.fullmatch("h[1-6]", element.tag))
        headings = tuple(
            Heading(element.get("id", ""), level, number + first_line)
            for element, (number, level) in zip(found, _starts(text.split("\n")), strict=False)
        )
        return Document(headings, first_line, compressed)


def plain_text(element: Element) -> str:
    """Return the text of an element, with white space collapsed."""
    return " ".join("".join(element.itertext()).split())


def _starts(lines: list[str]) -> list[tuple[int, int]]:
    """Return the index of each line that begins a heading, and the level of the heading."""
    return [(n, len(m[1])) for n, line in enumerate(lines) if (m := _HEADING.match(line))]


def _elements(compressed: bytes) -> list[Element]:
    xhtml = decompress_text(compressed).rpartition(_SEPARATOR)[2]
    return list(ET.fromstring(f"<div>{xhtml}</div>"))  # noqa: S314 — made by Python-Markdown


@lru_cache(maxsize=64)  # pages: more than the shipped site has
def _parts(compressed: bytes, first_line: int) -> _Parts:
    lines = decompress_text(compressed).rpartition(_SEPARATOR)[0].split("\n")
    cuts = [number for number, level in _starts(lines) if level == 2]
    sources = ["\n".join(lines[a:b]) for a, b in zip([0, *cuts], [*cuts, len(lines)], strict=True)]
    groups: list[list[Element]] = [[]]
    for element in _elements(compressed):
        if element.tag == "h2":
            groups.append([])
        groups[-1].append(element)
    sections = tuple(
        Section(
            id=group[0].get("id", ""),
            title=plain_text(group[0]),
            line=number + first_line,
            printed="print" in group[0].get("class", "").split(),
            source=source,
            elements=tuple(group),
        )
        for group, source, number in zip(groups[1:], sources[1:], cuts, strict=False)
    )
    return _Parts(tuple(groups[0]), sources[0], sections)
