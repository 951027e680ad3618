"""Text for print: pieces in reading order, with marks that tell Typst where a line may break.

Typst's own dictionary breaks Burmese inside loan words and stacked letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any
from unicodedata import category
from xml.etree.ElementTree import Element

from lanpya.script import script_for
from lanpya.wording import Wording

LISTS = ("ul", "ol")
BREAK, JOINER = "\u200b", "\u2060"  # a line may break here; never here
VIRAMA = "\u1039"  # stacks the letter behind it, which nothing may part from it

Run = dict[str, Any]


def blocks_of(element: Element, words: Wording) -> Iterator[dict[str, Any]]:
    """Yield what a template sets as one piece: a heading, a paragraph, one list item, a note's title."""
    lang = words.language.html_lang
    if element.tag in ("h2", "h3", "h4"):
        yield {"kind": "heading", "runs": _runs(element, lang)}
    elif element.tag in LISTS:
        for number, item in enumerate(element.findall("li"), start=int(element.get("start", "1"))):
            mark = "•" if element.tag == "ul" else f"{words.number(number)}."
            yield {"kind": "item", "mark": mark, "runs": _runs(item, lang)}
            for inner in item:
                yield from blocks_of(inner, words) if inner.tag in LISTS else ()
    elif element.tag in ("div", "details"):
        for child in element:
            is_title = child.tag == "summary" or "admonition-title" in child.get("class", "")
            yield from [{"kind": "note", "runs": _runs(child, lang)}] if is_title else blocks_of(child, words)
    elif element.tag == "table":
        for row in element.iter("tr"):
            cells = [run for cell in row for run in [*_runs(cell, lang), *runs_of("  ", lang)]]
            yield {"kind": "item", "mark": "–", "runs": cells}
    else:
        yield {"kind": "text", "runs": _runs(element, lang)}


def runs_of(text: str, lang: str) -> list[Run]:
    """Return the pieces of a text without markup."""
    return _words_of([(sign, False) for sign in text], lang)


def text_of_runs(runs: list[Run]) -> str:
    """Return the text that the pieces make together, without the marks for its lines."""
    return "".join(run["t"] for run in runs).replace(BREAK, "").replace(JOINER, "")


def _runs(element: Element, lang: str) -> list[Run]:
    """Return the words of an element, white space folded; source numbers stay out."""
    signs: list[tuple[str, bool]] = []
    for text, bold in _texts(element, False):
        for sign in text:
            if not sign.isspace():
                signs.append((sign, bold))
            elif signs and signs[-1][0] != " ":
                signs.append((" ", bold))
    if signs and signs[-1][0] == " ":
        signs.pop()
    return _words_of(signs, lang)


def _texts(element: Element, bold: bool) -> Iterator[tuple[str, bool]]:
    if element.text and not element.get("href", "").startswith("source:"):
        yield element.text, bold
    for child in element:
        if child.tag not in LISTS:  # a list inside an item is a block of its own
            yield from _texts(child, bold or child.tag == "strong")
        if child.tail:
            yield child.tail, bold


def _words_of(signs: list[tuple[str, bool]], lang: str) -> list[Run]:
    """Return the text in pieces of one weight, with marks where its lines may break and where never."""
    text = "".join(sign for sign, _ in signs)
    script, before, position = script_for(text, lang), "", 0
    marked: list[tuple[str, bool]] = []
    for word in script.segments(text):
        for offset, sign in enumerate(word):
            bold = signs[position][1]
            if before and not offset and not before.isspace() and not sign.isspace():
                marked.append((BREAK, bold))
            elif offset and script.holds(word) and before != VIRAMA and category(sign)[0] != "M":
                marked.append((JOINER, bold))
            marked.append((sign, bold))
            before, position = sign, position + 1
    return [
        {"t": "".join(sign for sign, _ in group), "b": bold}
        for bold, group in groupby(marked, key=itemgetter(1))
    ]
