"""Line breaks in finished pages: <wbr> between words, and nowrap round a word that a browser would split.

Codes and the like inside text from right to left get their own direction (languages.embedded).

Only text is touched, never an address or the browser's title, and no attribute but the one that holds what
a script shows later. <wbr> rather than
U+200B, which would be copied along with the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from html.parser import HTMLParser
from typing import NamedTuple

from lanpya.languages.embedded import ltr_spans
from lanpya.languages.language import language_for, language_of
from lanpya.pages.deferred_html import later_in, shown_later
from lanpya.pages.placeholders import PENDING

KEPT_WHOLE = (
    "<u>",
    "</u>",
)  # style.css keeps it on one line; the shortest element that means nothing to readers
TURNED = ('<span dir="ltr">', "</span>")  # every browser of 2017 isolates what has a dir attribute
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_INLINE = frozenset(["a", "b", "bdi", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "u"])
_QUOTES = {"34": '"', "39": "'"}
# texts that no line is broken in; sup holds the numbers of sources, and no line begins with one
_UNTOUCHED = frozenset(["head", "script", "style", "sup", "svg", "textarea", "title"])


def with_breaks(html: str, language: str = "") -> str:
    """Return the page with its lines breakable by the rules of each language, known by its lang attribute.

    `language` is that of what surrounds a part of a page, as a lang attribute has it.
    """
    parser = _Page(language)
    parser.feed(html)
    parser.close()
    parser.end_block()
    return "".join(parser.out)


class _Element(NamedTuple):
    """An open element, and the language and the direction of what is inside."""

    tag: str
    language: str
    direction: str


class _Page(HTMLParser):
    """Copies a page; texts of one block are held back until its end, for a word may stand in two elements."""

    def __init__(self, language: str) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self._open = [_Element("", language, language_of(language).direction)]
        self._held: list[tuple[str, bool]] = []  # pieces of a block, and whether each is text
        self._language = language

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        around, given = self._open[-1], dict(attrs)
        language, direction = given.get("lang") or around.language, given.get("dir") or around.direction
        if tag not in _INLINE or language != self._language:
            self.end_block()
        self._language = language
        if tag not in _VOID:
            self._open.append(_Element(tag, language, direction))
        text, later = self.get_starttag_text() or "", later_in(attrs)
        if later:
            text = text.replace(shown_later(later), shown_later(with_breaks(later, language)))
        self._held.append((text, False))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self.end_block()
        self._held.append((self.get_starttag_text() or "", False))

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open):
            while self._open.pop().tag != tag:
                pass
        if tag not in _INLINE or self._open[-1].language != self._language:
            self.end_block()
        self._language = self._open[-1].language
        self._held.append((f"</{tag}>", False))

    def handle_data(self, data: str) -> None:
        untouched = any(element.tag in _UNTOUCHED for element in self._open)
        place = 0
        if not untouched and self._open[-1].direction == "rtl":
            shown = PENDING.sub(lambda match: " " * len(match[0]), data)
            for start, end in ltr_spans(shown):
                before, opens, inside, closes = data[place:start], TURNED[0], data[start:end], TURNED[1]
                self._held += [(before, True), (opens, False), (inside, True), (closes, False)]
                place = end
        self._held.append((data[place:], not untouched))

    def handle_entityref(self, name: str) -> None:
        self._held.append((f"&{name};", False))

    def handle_charref(self, name: str) -> None:
        if name in _QUOTES:  # markupsafe escapes them between tags too, where they are letters like others
            self.handle_data(_QUOTES[name])
        else:
            self._held.append((f"&#{name};", False))

    def handle_comment(self, data: str) -> None:
        self._held.append((f"<!--{data}-->", False))

    def handle_decl(self, decl: str) -> None:
        self._held.append((f"<!{decl}>", False))

    def end_block(self) -> None:
        """Write out what was held back, with its breaks."""
        self.out += _broken(self._held, self._language)
        self._held = []


def _broken(pieces: list[tuple[str, bool]], html_lang: str) -> list[str]:
    text = "".join(piece for piece, is_text in pieces if is_text)
    script = language_for(text, html_lang)
    words = script.segments(text)
    if len(words) < 2 and not any(map(script.browser_splits, words)):
        return [piece for piece, _ in pieces]
    position = 0
    whole: dict[int, bool] = {}  # every letter that begins a word, and whether that word is kept whole
    ends = set()
    for word in words:
        whole[position] = script.browser_splits(word)
        position += len(word)
        ends.add(position)
    breakable = {
        end for end in ends if 0 < end < len(text) and not text[end - 1].isspace() and not text[end].isspace()
    }
    edges = sorted(ends)
    out, position, keep = [], 0, False
    for piece, is_text in pieces:
        if not is_text:
            out.append(piece)
            continue
        cuts = [position, *edges[bisect_right(edges, position) : bisect_left(edges, position + len(piece))]]
        for start, end in zip(cuts, [*cuts[1:], position + len(piece)], strict=True):
            keep = whole.get(start, keep)
            if start in breakable:
                out.append("<wbr>")
            word = text[start:end]
            out.append(word.join(KEPT_WHOLE) if keep and script.browser_splits(word) else word)
        position += len(piece)
    return out
