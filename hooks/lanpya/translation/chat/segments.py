"""Splits a guide into numbered sentences and the structure around them, for translators with only a phone.

Translators type only sentences. Headings, lists, boxes, tables and addresses stay here, and each sentence is
put back into its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from xml.etree.ElementTree import Element

from lanpya.content.library import TOP, Page
from lanpya.content.markdown import Document, Reader, plain_text
from lanpya.translation.chat.inline_marks import Mark, MarksError, sentences, to_markdown, to_marks, words_of

LETTERS = "bcdfghjklmnpqrstvwxz"  # of check letters: no vowels, so that they form no words
FRONT = ("title", "summary")
_LINES = tuple(  # the forms of lines, with what precedes and follows their words
    re.compile(pattern)
    for pattern in (
        r"(#{1,6}\s+)(.*?)(\s*\{[^{}]*\}\s*)?",
        r'(\s*(?:!!!|\?\?\?\+?)[^"]*")([^"]*)("\s*)',
        r"(\s*(?:[-*+]|\d+\.)\s+)(.*?)(\s*)",
        r"(\s*)(.*?)(\s*)",
    )
)
_CONTINUED = _LINES[2:]  # the next line continues these, unless it begins something itself
_CELL = re.compile(r"([\s|]+)([^|]*?)(?=\s*\||\s*$)")
_RULER = re.compile(r"[\s|:-]+")
_ROW = re.compile(r"[-*+|]|1\.")
_INLINE = frozenset(("a", "strong", "em", "br"))


class TypedText(NamedTuple):
    """Words as Markdown, and the type of their line."""

    kind: str
    markdown: str


class HandoutError(ValueError):
    """A part of a page cannot be split and rebuilt, or does not match its translation."""


@dataclass(frozen=True)
class Block:
    """A heading, item, cell or paragraph: its text with marks. `kind` is what is typed before it."""

    kind: str
    text: str
    marks: tuple[Mark, ...]

    @property
    def is_row(self) -> bool:
        """Whether it is one of several rows: an item or a cell."""
        return bool(_ROW.fullmatch(self.kind.strip()))

    def sentences(self) -> list[str]:
        """Return its sentences with their marks."""
        return sentences(self.text)


@dataclass(frozen=True)
class Part:
    """A section, or the text before the first one with the id `top`: blocks, and the text between them."""

    id: str
    mark: str
    front: tuple[Block, ...]
    pieces: tuple[str | Block, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks in order; in `top`, title and summary of the page come first."""
        return (*self.front, *(piece for piece in self.pieces if isinstance(piece, Block)))

    @property
    def check(self) -> str:
        """Four check letters that identify the text."""
        value, letters = int(self.mark[1:], 16), ""
        for _ in range(4):
            value, letter = divmod(value, len(LETTERS))
            letters += LETTERS[letter]
        return letters

    def numbered_blocks(self) -> Iterator[tuple[Block, range]]:
        """Yield each block with the numbers of its sentences."""
        first = 1
        for block in self.blocks:
            numbers = range(first, first + len(block.sentences()))
            yield block, numbers
            first = numbers.stop

    def with_blocks(self, blocks: Sequence[Block]) -> Part:
        """Return the part with these blocks in place of those that it has."""
        rest = iter(blocks[len(self.front) :])
        pieces = (next(rest) if isinstance(piece, Block) else piece for piece in self.pieces)
        return replace(self, front=tuple(blocks[: len(self.front)]), pieces=tuple(pieces))

    def markdown(self) -> str:
        """Return its Markdown without title and summary. Raises MarksError for unknown marks."""
        return "".join(
            to_markdown(piece.text, piece.marks) if isinstance(piece, Block) else piece
            for piece in self.pieces
        )


def outline(page: Page, reader: Reader, source: Sequence[Part] = ()) -> list[Part]:
    """Return the parts of a page.

    In a translation, marks are numbered as in `source`, the parts of its source. Raises HandoutError with the
    id of a part that cannot be rebuilt unchanged.
    """
    document, marks = page.document, page.fingerprints()
    texts = {TOP: document.lead_source} | {section.id: section.source for section in document.sections}
    known = {part.id: [block.marks for block in part.blocks] for part in source}
    front = tuple(Block(key, getattr(page, key), ()) for key in FRONT)
    parts = [
        _part(key, marks[key], front if key == TOP else (), text, known.get(key, []))
        for key, text in texts.items()
    ]
    read = reader.read("\n".join(_rebuilt(part) for part in parts))
    for part in parts:
        before, after = elements_of(document, part.id), elements_of(read, part.id)
        words = "".join(words_of(block.text) for block in part.blocks[len(part.front) :])
        if shape(before) != shape(after) or "".join(words.split()) != _letters(before):
            raise HandoutError(part.id)
    return parts


def _rebuilt(part: Part) -> str:
    try:
        for block in part.front:
            to_markdown(block.text, ())  # brackets in a title would look like marks
        return part.markdown()
    except MarksError as error:
        raise HandoutError(part.id) from error


def shape(elements: Sequence[Element]) -> list[tuple[object, ...]]:
    """Return what must be the same in a translation: blocks in order, with their links and bold words."""
    return [
        (
            element.tag,
            sorted(element.attrib.items()),
            Counter((inner.tag, inner.get("href")) for inner in element.iter() if inner.tag in _INLINE),
        )
        for top in elements
        for element in top.iter()
        if element.tag not in _INLINE
    ]


def elements_of(document: Document, key: str) -> tuple[Element, ...]:
    """Return the elements of a part; empty if the document does not have it."""
    section = document.section(key)
    return document.lead if key == TOP else section.elements if section else ()


def has_kinds_of(part: Part, other: Part) -> bool:
    """Whether both parts have the same types of blocks in the same order."""
    return [block.kind for block in part.blocks] == [block.kind for block in other.blocks]


def _letters(elements: Sequence[Element]) -> str:
    return "".join("".join(map(plain_text, elements)).split())


def _part(
    key: str, mark: str, front: tuple[Block, ...], text: str, known: Sequence[tuple[Mark, ...]]
) -> Part:
    pieces: list[str | Block] = []
    count = len(front)
    for piece in _pieces(text):
        if isinstance(piece, str):
            pieces.append(piece)
            continue
        words, marks = to_marks(piece.markdown, known[count] if count < len(known) else ())
        pieces.append(Block(re.sub(r"\d+", "1", piece.kind), words, marks))
        count += 1
    return Part(key, mark, front, tuple(pieces))


def _pieces(text: str) -> list[str | TypedText]:
    """Return Markdown split into structure, and words with what is typed before them."""
    pieces: list[str | TypedText] = []
    goes_on = False
    for number, line in enumerate(text.split("\n")):
        form = next(form for form in _LINES if form.fullmatch(line))
        is_row = line.lstrip().startswith("|")
        previous = pieces[-1] if goes_on and line.strip() and form is _LINES[-1] and not is_row else ""
        if isinstance(previous, TypedText):
            pieces[-1] = TypedText(previous.kind, f"{previous.markdown} {line.strip()}")
        else:
            pieces += ["\n"] if number else []
            pieces += _row_pieces(line) if is_row else _line_pieces(line, form)
        goes_on = form in _CONTINUED and isinstance(pieces[-1], TypedText)
        if goes_on and line.endswith("  "):  # a line break on the page
            pieces.append("  ")
            goes_on = False
    return pieces


def _line_pieces(line: str, form: re.Pattern[str]) -> list[str | TypedText]:
    match = form.fullmatch(line)
    before, words, after = match.groups("") if match else ("", "", "")
    if not words_of(to_marks(words)[0]):
        return [line]  # nothing to translate: a list or a picture that the build makes
    return [before, TypedText(before, words), *([after] if after.strip() else [])]


def _row_pieces(line: str) -> list[str | TypedText]:
    if _RULER.fullmatch(line):
        return [line]
    pieces: list[str | TypedText] = []
    for match in _CELL.finditer(line):
        pieces += [match[1], *([TypedText("|", match[2])] if match[2] else [])]
    return pieces
