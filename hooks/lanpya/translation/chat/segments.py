"""A guide taken apart for a translator with only a phone: numbered sentences, and the structure around them.

The translator types sentences only. Headings, lists, boxes, tables and addresses stay here, and each sentence
is put back into its place.
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

LETTERS = "bcdfghjklmnpqrstvwxz"  # of checks: no vowels, so that they make no word
FRONT = ("title", "summary")
_LINES = tuple(  # how a line can be typed: what stands before its words and behind them
    re.compile(pattern)
    for pattern in (
        r"(#{1,6}\s+)(.*?)(\s*\{[^{}]*\}\s*)?",
        r'(\s*(?:!!!|\?\?\?\+?)[^"]*")([^"]*)("\s*)',
        r"(\s*(?:[-*+]|\d+\.)\s+)(.*?)(\s*)",
        r"(\s*)(.*?)(\s*)",
    )
)
_GOES_ON = _LINES[2:]  # the line below belongs to it, unless it begins something itself
_CELL = re.compile(r"([\s|]+)([^|]*?)(?=\s*\||\s*$)")
_RULER = re.compile(r"[\s|:-]+")
_ROW = re.compile(r"[-*+|]|1\.")
_INLINE = frozenset(("a", "strong", "em", "br"))


class Typed(NamedTuple):
    """Words as they stand in Markdown, and the kind of line that they stand in."""

    kind: str
    markdown: str


class HandoutError(ValueError):
    """A part of a page cannot be taken apart and put together again, or not beside its translation."""


@dataclass(frozen=True)
class Block:
    """A heading, item, cell or paragraph: its sentences with marks. `kind` is what is typed before it."""

    kind: str
    text: str
    marks: tuple[Mark, ...]

    @property
    def is_row(self) -> bool:
        """Whether it is one of several below each other: an item or a cell."""
        return bool(_ROW.fullmatch(self.kind.strip()))

    def sentences(self) -> list[str]:
        """Return its sentences, each with its marks."""
        return sentences(self.text)


@dataclass(frozen=True)
class Part:
    """A section, or under the id `top` what stands before the first: blocks, and what stands between them."""

    id: str
    mark: str
    front: tuple[Block, ...]
    pieces: tuple[str | Block, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks in order; title and summary of the page are the first ones of `top`."""
        return (*self.front, *(piece for piece in self.pieces if isinstance(piece, Block)))

    @property
    def check(self) -> str:
        """Four letters that stand for the text: another text has others."""
        value, letters = int(self.mark[1:], 16), ""
        for _ in range(4):
            value, letter = divmod(value, len(LETTERS))
            letters += LETTERS[letter]
        return letters

    def places(self) -> Iterator[tuple[Block, range]]:
        """Yield each block with the numbers of its sentences."""
        first = 1
        for block in self.blocks:
            numbers = range(first, first + len(block.sentences()))
            yield block, numbers
            first = numbers.stop

    def with_blocks(self, blocks: Sequence[Block]) -> Part:
        """Return the part with these blocks in place of its own."""
        rest = iter(blocks[len(self.front) :])
        pieces = (next(rest) if isinstance(piece, Block) else piece for piece in self.pieces)
        return replace(self, front=tuple(blocks[: len(self.front)]), pieces=tuple(pieces))

    def markdown(self) -> str:
        """Return it as it is typed, without title and summary. Raises MarksError for marks it has not."""
        return "".join(
            to_markdown(piece.text, piece.marks) if isinstance(piece, Block) else piece
            for piece in self.pieces
        )


def outline(page: Page, reader: Reader, source: Sequence[Part] = ()) -> list[Part]:
    """Return the parts of a page; a translation takes the numbers of marks from `source`, its source's parts.

    Raises HandoutError naming the part that would not be the same if it were put together again.
    """
    document, marks = page.document, page.fingerprints()
    texts = {TOP: document.lead_source} | {section.id: section.source for section in document.sections}
    known = {part.id: [block.marks for block in part.blocks] for part in source}
    front = tuple(Block(key, getattr(page, key), ()) for key in FRONT)
    parts = [
        _part(key, marks[key], front if key == TOP else (), text, known.get(key, []))
        for key, text in texts.items()
    ]
    read = reader.read("\n".join(_again(part) for part in parts))
    for part in parts:
        before, after = elements_of(document, part.id), elements_of(read, part.id)
        words = "".join(words_of(block.text) for block in part.blocks[len(part.front) :])
        if shape(before) != shape(after) or "".join(words.split()) != _letters(before):
            raise HandoutError(part.id)
    return parts


def _again(part: Part) -> str:
    try:
        for block in part.front:
            to_markdown(block.text, ())  # brackets in a title would look like marks
        return part.markdown()
    except MarksError as error:
        raise HandoutError(part.id) from error


def shape(elements: Sequence[Element]) -> list[tuple[object, ...]]:
    """Return what must be the same in a translation: blocks in order, in each its links and bold words."""
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
    """Return what a part became; nothing where the document lacks it."""
    section = document.section(key)
    return document.lead if key == TOP else section.elements if section else ()


def has_kinds_of(part: Part, other: Part) -> bool:
    """Whether the same kinds of blocks stand in both in the same order."""
    return [block.kind for block in part.blocks] == [block.kind for block in other.blocks]


def _letters(elements: Sequence[Element]) -> str:
    return "".join("".join(map(plain_text, elements)).split())


def _part(
    key: str, mark: str, front: tuple[Block, ...], text: str, known: Sequence[tuple[Mark, ...]]
) -> Part:
    pieces: list[str | Block] = []
    count = len(front)
    for piece in _typed(text):
        if isinstance(piece, str):
            pieces.append(piece)
            continue
        words, marks = to_marks(piece.markdown, known[count] if count < len(known) else ())
        pieces.append(Block(re.sub(r"\d+", "1", piece.kind), words, marks))
        count += 1
    return Part(key, mark, front, tuple(pieces))


def _typed(text: str) -> list[str | Typed]:
    """Return Markdown cut into what is structure, and what stands in it with what was typed before it."""
    pieces: list[str | Typed] = []
    goes_on = False
    for number, line in enumerate(text.split("\n")):
        form = next(form for form in _LINES if form.fullmatch(line))
        is_row = line.lstrip().startswith("|")
        begun = pieces[-1] if goes_on and line.strip() and form is _LINES[-1] and not is_row else ""
        if isinstance(begun, Typed):
            pieces[-1] = Typed(begun.kind, f"{begun.markdown} {line.strip()}")
        else:
            pieces += ["\n"] if number else []
            pieces += _row(line) if is_row else _one(line, form)
        goes_on = form in _GOES_ON and isinstance(pieces[-1], Typed)
        if goes_on and line.endswith("  "):  # a line ends here on the page too
            pieces.append("  ")
            goes_on = False
    return pieces


def _one(line: str, form: re.Pattern[str]) -> list[str | Typed]:
    match = form.fullmatch(line)
    before, words, after = match.groups("") if match else ("", "", "")
    if not words_of(to_marks(words)[0]):
        return [line]  # nothing to translate: a list or a picture that the build makes
    return [before, Typed(before, words), *([after] if after.strip() else [])]


def _row(line: str) -> list[str | Typed]:
    if _RULER.fullmatch(line):
        return [line]
    pieces: list[str | Typed] = []
    for match in _CELL.finditer(line):
        pieces += [match[1], *([Typed("|", match[2])] if match[2] else [])]
    return pieces
