"""The outline of a guide as the site shows it, and as every forge does.

The site shows what lanpya.content.markdown reads. Forges read GitHub-flavoured Markdown, as markdown-it-py
does here.
"""

from __future__ import annotations

import re
from functools import cache
from xml.etree.ElementTree import Element

from markdown.extensions.admonition import AdmonitionProcessor
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from pymdownx.details import DetailsProcessor

from lanpya.content.markdown import Document
from lanpya.content.outline import BREAK, LINK, PICTURE, PLAIN, RULE, TICK, Outline, Place

# HTML elements that contain blocks, and those that contain words, by kind; _TOKENS has the kinds of
# markdown-it.
_CONTAINERS = {"ul": "ul", "ol": "ol", "li": "li", "blockquote": "quote", "div": "box", "details": "box"}
_CONTAINERS |= {"table": "table", "tr": "row"}
_LEAVES = {"p": "p", "summary": "p", "pre": "code", "td": "cell", "th": "cell"}
_LEAVES |= {f"h{level}": "heading" for level in range(1, 7)}
_TRANSPARENT = ("thead", "tbody")
_TOKENS = {"bullet_list": "ul", "ordered_list": "ol", "list_item": "li", "blockquote": "quote", "box": "box"}
_TOKENS |= {"table": "table", "tr": "row", "td": "cell", "th": "cell", "heading": "heading", "paragraph": "p"}
_STYLES = {"strong": "b", "em": "i", "link": "a", "a": "a", "s": "s", "code": "code"}
_CODE = frozenset({"code"})
_NEW_BLOCK = re.compile(r"#{1,6}\s|!!!|\?\?\?")  # what begins a new block after any line
_BOXES = (AdmonitionProcessor.RE, DetailsProcessor.START)
_HEADING_BRACES = re.compile(r"^(#{1,6}[ \t]+\S[^\n]*?)[ ]+\{[^{}\n]*\}[ ]*$", re.MULTILINE)


# --- as the site shows it ---


def site_outline(document: Document) -> Outline:
    """Return the outline of a guide as the site shows it, without places."""
    outline = Outline()
    for element in document.all_elements():
        _add_block(element, outline)
    return outline


def _add_block(element: Element, outline: Outline) -> None:
    """Add a block of the site."""
    if element.tag in _LEAVES:
        outline.open(_LEAVES[element.tag])
        _add_inline(element, outline, PLAIN)
        outline.close()
    elif element.tag == "hr":
        outline.open("p")
        outline.add_special(RULE)
        outline.close()
    elif element.tag in _TRANSPARENT:
        _add_content(element, outline)
    else:
        kind = _CONTAINERS.get(element.tag, element.tag)
        outline.open(_numbered(kind, element.get("start", "1")))
        _add_content(element, outline)
        outline.close()


def _add_content(element: Element, outline: Outline) -> None:
    """Add the content of a block. Words between its inner blocks are paragraphs."""
    words = Element("p")
    words.text = element.text
    for child in [*element, None]:
        if child is not None and child.tag not in (*_CONTAINERS, *_LEAVES, *_TRANSPARENT, "hr"):
            words.append(child)
            continue
        if len(words) or (words.text or "").strip():
            _add_block(words, outline)
        if child is not None:
            _add_block(child, outline)
            words = Element("p")
            words.text = child.tail


def _add_inline(element: Element, outline: Outline, styles: frozenset[str]) -> None:
    outline.add(element.text, styles)
    for child in element:
        if child.tag == "br":
            outline.add_special(BREAK, styles)
        elif child.tag == "img":
            outline.add_special(PICTURE + child.get("src", ""), styles)
        else:
            if child.tag == "a":
                outline.add_special(LINK + child.get("href", ""), styles)
            _add_inline(child, outline, styles | {_STYLES.get(child.tag, child.tag)})
        outline.add(child.tail, styles)


def _numbered(kind: str, start: object) -> str:
    return kind if kind != "ol" or str(start) == "1" else f"ol {start}"


# --- as every forge reads it ---


@cache
def _parser() -> MarkdownIt:
    """Return a parser of GitHub-flavoured Markdown that knows the boxes of this dialect.

    It reads HTML, entities and bare addresses as text, like the site does: other rules report them.
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
    """Parse a box of this dialect: its line, its title, and the indented lines below."""
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
        if not _NEW_BLOCK.match(below):
            state.env.setdefault("outside_box", []).append(after)
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


def forge_outline(document: Document) -> Outline:
    """Return the outline of a guide as a forge shows it."""
    source = _HEADING_BRACES.sub(r"\1", document.source)
    outline, top, is_task = Outline(), 0, False
    env: dict[str, list[int]] = {}
    tokens = _parser().parse(source, env)
    outline.outside_box = sorted(set(env.get("outside_box", [])))
    for token in tokens:
        if token.map:
            top = token.map[0] if token.level == 0 else top
            outline.place = Place(token.map[0], token.map[0], token.map[1] - 1, top)
        kind = _TOKENS.get(token.type.removesuffix("_open").removesuffix("_close"), "")
        is_task = is_task or token.attrGet("class") == "task-list-item"
        if token.type == "inline":
            if is_task:
                outline.add_special(TICK)
            is_task = False
            _add_words(token, outline)
        elif token.nesting == 0:
            outline.open("p" if token.type == "hr" else "code")
            outline.add_special(RULE) if token.type == "hr" else outline.add(token.content, _CODE)
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
                outline.add_special(BREAK, now)
            outline.add("\n", now)
        elif token.type == "image":
            outline.add_special(f"{PICTURE}{token.attrGet('src')}", now)
        elif token.nesting == 1:
            if token.type == "link_open":
                outline.add_special(f"{LINK}{token.attrGet('href')}", now)
            styles.append(_STYLES.get(token.type.removesuffix("_open"), token.type))
        elif token.nesting == -1:
            styles.pop()
        else:
            outline.add(token.content, now | _CODE if token.type == "code_inline" else now)
