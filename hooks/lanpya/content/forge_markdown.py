"""The words of a guide and what holds them, as the site shows them and as every forge does.

The site shows what lanpya.content.markdown makes of a guide. Forges read GitHub-flavoured Markdown, and so
does markdown-it-py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.extensions.admonition import AdmonitionProcessor
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from pymdownx.details import DetailsProcessor

from lanpya.content.markdown import Document

# Elements that hold blocks, and those that hold words. The reader of the forges names its own in _TOKENS.
_HOLDERS = {"ul": "ul", "ol": "ol", "li": "li", "blockquote": "quote", "div": "box", "details": "box"}
_HOLDERS |= {"table": "table", "tr": "row"}
_LEAVES = {"p": "p", "summary": "p", "pre": "code", "td": "cell", "th": "cell"}
_LEAVES |= {f"h{level}": "heading" for level in range(1, 7)}
_PASSED = ("thead", "tbody")
_TOKENS = {"bullet_list": "ul", "ordered_list": "ol", "list_item": "li", "blockquote": "quote", "box": "box"}
_TOKENS |= {"table": "table", "tr": "row", "td": "cell", "th": "cell", "heading": "heading", "paragraph": "p"}
_STYLES = {"strong": "b", "em": "i", "link": "a", "a": "a", "s": "s", "code": "code"}
# signs among the words, which begin with a character that no text holds
BREAK, RULE, TICK, LINK, PICTURE = "\x01br", "\x01hr", "\x01[]", "\x01a:", "\x01img:"
_CODE = frozenset({"code"})
_WORD = re.compile(r"\S+")
SPACE = "\x02"  # in a sign
PLAIN = frozenset[str]()
_APART = re.compile(r"#{1,6}\s|!!!|\?\?\?")  # what begins anew, whatever stands above it
_BOXES = (AdmonitionProcessor.RE, DetailsProcessor.START)
_HEADING_BRACES = re.compile(r"^(#{1,6}[ \t]+\S[^\n]*?)[ ]+\{[^{}\n]*\}[ ]*$", re.MULTILINE)


class Word(NamedTuple):
    """A word or sign: its holders, outermost first, how many of them hold the word before too, its styles."""

    text: str
    holders: tuple[str, ...]
    kept: int
    styles: frozenset[str]


class Place(NamedTuple):
    """Lines counted from 0: of a word, of its block's first and last, of the outermost block's first."""

    line: int
    first: int
    last: int
    top: int


class Block(NamedTuple):
    """Words without a block between them: their holders, as in Word, and their runs of one style."""

    holders: tuple[str, ...]
    kept: int
    runs: list[tuple[frozenset[str], str]]


class Outline:
    """The words of a text, collected while its blocks open and close; one text's are equal to another's.

    `fallen` are the lines, from 0, that stand directly below a box and not in it.
    """

    def __init__(self) -> None:
        self.fallen: list[int] = []
        self.blocks: list[Block] = []
        self.places: list[Place] = []
        self.place = Place(0, 0, 0, 0)
        self._open: list[tuple[str, int]] = []
        self._closed = self._nothing = ("", 0)
        self._before: tuple[tuple[str, int], ...] = ()
        self._runs: list[tuple[frozenset[str], str]] = []
        self._count = 0

    def open(self, kind: str) -> None:
        """Begin a block; a list right behind one of its kind goes on with that one."""
        self._count += 1
        goes_on = kind[:2] in ("ul", "ol") and self._closed[0][:2] == kind[:2]
        self._open.append(self._closed if goes_on else (kind, self._count))
        self._closed = self._nothing

    def close(self) -> None:
        """End the block that began last."""
        if self._runs:
            holders, kept = tuple(self._open), 0
            while kept < min(len(holders), len(self._before)) and holders[kept] == self._before[kept]:
                kept += 1
            self.blocks.append(Block(tuple(kind for kind, _ in holders), kept, self._runs))
            self.places.append(self.place)
            self._before, self._runs = holders, []
        self._closed = self._open.pop()

    def add(self, text: str | None, styles: frozenset[str] = PLAIN) -> None:
        """Add text to the block that is open, or one of the signs."""
        if text and (self._runs or not text.isspace()):
            if self._runs and self._runs[-1][0] == styles:
                text = self._runs.pop()[1] + text
            self._runs.append((styles, text))

    def sign(self, sign: str, styles: frozenset[str] = PLAIN) -> None:
        """Add a sign as a word of its own."""
        self.add(f" {sign.replace(' ', SPACE)} ", styles)

    def is_as(self, other: Outline) -> bool:
        """Whether both hold the same words in the same blocks, whatever white space is between."""
        return [_folded(block) for block in self.blocks] == [_folded(block) for block in other.blocks]

    def words(self) -> Iterator[tuple[Word, Place]]:
        """Yield every word with its place."""
        for block, place in zip(self.blocks, self.places, strict=True):
            kept, line = block.kept, place.line
            for styles, text in block.runs:
                for word in _WORD.finditer(text):
                    at = place._replace(line=min(line + text.count("\n", 0, word.start()), place.last))
                    yield Word(word[0], block.holders, kept, styles), at
                    kept = len(block.holders)
                line += text.count("\n")


def _folded(block: Block) -> tuple[object, ...]:
    runs = [(styles, " ".join(text.split())) for styles, text in block.runs]
    return block.holders, block.kept, [run for run in runs if run[1]]


# --- as the site shows it ---


def shown(document: Document) -> Outline:
    """Return the words of a guide as the site shows them; their places are not known."""
    outline = Outline()
    for element in document.whole():
        _show(element, outline)
    return outline


def _show(element: Element, outline: Outline) -> None:
    """Add a block as the site shows it."""
    if element.tag in _LEAVES:
        outline.open(_LEAVES[element.tag])
        _show_words(element, outline, PLAIN)
        outline.close()
    elif element.tag == "hr":
        outline.open("p")
        outline.sign(RULE)
        outline.close()
    elif element.tag in _PASSED:
        _show_inside(element, outline)
    else:
        kind = _HOLDERS.get(element.tag, element.tag)
        outline.open(_numbered(kind, element.get("start", "1")))
        _show_inside(element, outline)
        outline.close()


def _show_inside(element: Element, outline: Outline) -> None:
    """Add what a block holds; words between the blocks in it are paragraphs."""
    words = Element("p")
    words.text = element.text
    for child in [*element, None]:
        if child is not None and child.tag not in (*_HOLDERS, *_LEAVES, *_PASSED, "hr"):
            words.append(child)
            continue
        if len(words) or (words.text or "").strip():
            _show(words, outline)
        if child is not None:
            _show(child, outline)
            words = Element("p")
            words.text = child.tail


def _show_words(element: Element, outline: Outline, styles: frozenset[str]) -> None:
    outline.add(element.text, styles)
    for child in element:
        if child.tag == "br":
            outline.sign(BREAK, styles)
        elif child.tag == "img":
            outline.sign(PICTURE + child.get("src", ""), styles)
        else:
            if child.tag == "a":
                outline.sign(LINK + child.get("href", ""), styles)
            _show_words(child, outline, styles | {_STYLES.get(child.tag, child.tag)})
        outline.add(child.tail, styles)


def _numbered(kind: str, start: object) -> str:
    return kind if kind != "ol" or str(start) == "1" else f"ol {start}"


# --- as every forge reads it ---


@cache
def _reader() -> MarkdownIt:
    """Return a reader of GitHub-flavoured Markdown that knows our boxes.

    HTML, entities and bare addresses are letters to it, as they are to the site: other rules find those.
    """
    options = {"html": False, "tasklists": True, "strikethrough_single_tilde": True}
    reader = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    reader.disable(["entity", "autolink", "html_inline", "html_block"])
    reader.block.ruler.before("fence", "box", _box, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    reader.normalizeLink = _as_typed  # type: ignore[method-assign]
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    return reader


def _as_typed(url: str) -> str:
    return url


def _box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a box of our dialect: its line, its title, and what stands below with four spaces before it."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    match = next(filter(None, (box.match(line) for box in _BOXES)), None)
    if line[:1] not in ("!", "?") or not match or state.is_code_block(start):
        return False
    if silent:
        return True
    before = state.lineMax, state.blkIndent, state.parentType
    state.blkIndent += 4
    after = start + 1
    while after < end and (state.isEmpty(after) or state.sCount[after] >= state.blkIndent):
        after += 1
    if start + 1 < after < end and not state.isEmpty(after - 1):
        below = state.src[state.bMarks[after] + state.tShift[after] : state.eMarks[after]]
        if not _APART.match(below):
            state.env.setdefault("fallen", []).append(after)
    state.lineMax = after
    state.push("box_open", "div", 1).map = [start, after]
    title = re.search('"(.*?)"', line)
    kind = re.sub(r"^(?:!!!|\?\?\?\+?) ?", "", line).strip()
    state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = (
        title[1] if title else kind[:1].upper() + kind[1:],
        [start, start + 1],
        [],
    )
    state.push("paragraph_close", "p", -1)
    state.md.block.tokenize(state, start + 1, after)
    state.lineMax, state.blkIndent, state.parentType = before
    state.push("box_close", "div", -1)
    state.line = after
    return True


def meant(document: Document) -> Outline:
    """Return the words of a guide as a forge reads it."""
    source = _HEADING_BRACES.sub(r"\1", document.source)
    outline, top, is_task = Outline(), 0, False
    env: dict[str, list[int]] = {}
    tokens = _reader().parse(source, env)
    outline.fallen = sorted(set(env.get("fallen", [])))
    for token in tokens:
        if token.map:
            top = token.map[0] if token.level == 0 else top
            outline.place = Place(token.map[0], token.map[0], token.map[1] - 1, top)
        kind = _TOKENS.get(token.type.removesuffix("_open").removesuffix("_close"), "")
        is_task = is_task or token.attrGet("class") == "task-list-item"
        if token.type == "inline":
            if is_task:
                outline.sign(TICK)
            is_task = False
            _add_words(token, outline)
        elif token.nesting == 0:
            outline.open("p" if token.type == "hr" else "code")
            outline.sign(RULE) if token.type == "hr" else outline.add(token.content, _CODE)
            outline.close()
        elif kind and token.nesting == 1:
            outline.open(_numbered(kind, token.attrGet("start") if "start" in token.attrs else 1))
        elif kind:
            outline.close()
    return outline


def _add_words(inline: Token, outline: Outline) -> None:
    styles: list[str] = []
    for token in inline.children or []:
        now = frozenset(styles)
        if token.type in ("softbreak", "hardbreak"):
            if token.type == "hardbreak":
                outline.sign(BREAK, now)
            outline.add("\n", now)
        elif token.type == "image":
            outline.sign(f"{PICTURE}{token.attrGet('src')}", now)
        elif token.nesting == 1:
            if token.type == "link_open":
                outline.sign(f"{LINK}{token.attrGet('href')}", now)
            styles.append(_STYLES.get(token.type.removesuffix("_open"), token.type))
        elif token.nesting == -1:
            styles.pop()
        else:
            outline.add(token.content, now | _CODE if token.type == "code_inline" else now)
