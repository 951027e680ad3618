"""Text for print: pieces in reading order, with marks that tell Typst where a line may break.

Typst's own dictionary breaks Burmese inside loan words and stacked letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any
from unicodedata import category
from xml.etree.ElementTree import Element

from lanpya.content.interface import Wording
from lanpya.languages.writing_system import script_for

LISTS = ("ul", "ol")
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
BLOCKS = (*LISTS, *HEADINGS, "p", "div", "details", "table")
BREAK, JOINER = "\u200b", "\u2060"  # a line may break here; never here
_GAP = [(" ", False), ("·", False), (" ", False)]  # between two cells of a table
_STACKED = re.compile("[\u102d-\u1032\u1036-\u103e\u2060]")  # takes no room in a line, or little
_SIGN = "pictogram:"
VIRAMA = "\u1039"  # stacks the letter behind it, which nothing may part from it

Run = dict[str, Any]


def blocks_of(element: Element, words: Wording, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield what a template sets as one piece: a heading, a paragraph, one list item, a note's title.

    `depth` tells how many lists it stands inside of, the outermost not counted.
    """
    lang = words.language.html_lang
    if element.tag in LISTS:
        for number, item in enumerate(element.findall("li"), start=int(element.get("start", "1"))):
            mark = "•" if element.tag == "ul" else f"{words.number(number)}."
            yield from _item_blocks(item, mark, words, depth)
    elif element.tag in ("div", "details"):
        for child in element:
            is_title = child.tag == "summary" or "admonition-title" in child.get("class", "")
            if is_title:
                yield _block("note", _signs(child), lang, depth)
            else:
                yield from blocks_of(child, words, depth)
    elif element.tag == "table":
        for row in element.iter("tr"):
            cells = [[(sign, bold or cell.tag == "th") for sign, bold in _signs(cell)] for cell in row]
            yield _block(
                "item", [sign for cell in cells for sign in (*cell, *_GAP)][: -len(_GAP)], lang, depth, "–"
            )
    else:
        kind = "heading" if element.tag in HEADINGS else "text"
        yield _block(kind, _signs(element), lang, depth, pictogram=pictogram_in(element))


def _item_blocks(item: Element, mark: str, words: Wording, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the pieces of a list item in their order: its words, and what else stands inside it."""
    lang, is_first, held = words.language.html_lang, True, Element("p")
    held.text = item.text
    for child in [*item, None]:
        if child is not None and child.tag not in BLOCKS:
            held.append(child)
            continue
        for words_of_it in (held, child) if child is not None and child.tag == "p" else (held,):
            if signs := _signs(words_of_it):
                pictogram = pictogram_in(words_of_it)
                yield (
                    _block("item", signs, lang, depth, mark, pictogram)
                    if is_first
                    else _block("text", signs, lang, depth + 1, pictogram=pictogram)
                )
                is_first = False
        if child is not None:
            if child.tag != "p":
                yield from blocks_of(child, words, depth + 1)
            held = Element("p")
            held.text = child.tail


def pictogram_in(element: Element) -> str:
    """Return the id of the pictogram with which a text begins, or nothing."""
    links = (link.get("href", "") for link in element.iter("a"))
    return next((href.removeprefix(_SIGN) for href in links if href.startswith(_SIGN)), "")


def _block(
    kind: str, signs: list[tuple[str, bool]], lang: str, depth: int, mark: str = "", pictogram: str = ""
) -> dict[str, Any]:
    runs = _words_of(signs, lang)
    block = {"kind": kind, "runs": runs, "depth": depth, "longest": longest_of(runs), "mark": mark}
    return block | ({"pictogram": pictogram} if pictogram else {})


def text_block(kind: str, text: str, lang: str) -> dict[str, Any]:
    """Return a text without markup as one piece."""
    return _block(kind, [(sign, False) for sign in text], lang, 0)


def runs_of(text: str, lang: str) -> list[Run]:
    """Return the pieces of a text without markup."""
    return _words_of([(sign, False) for sign in text], lang)


def longest_of(runs: list[Run]) -> str:
    """Return the piece with most letters that no line breaks inside."""
    text = "".join(run["t"] for run in runs)
    return max(re.split(f"[{BREAK}\\s]|(?<=-)", text), key=lambda piece: len(_STACKED.sub("", piece)))


def text_of_runs(runs: list[Run]) -> str:
    """Return the text that the pieces make together, without the marks for its lines."""
    return "".join(run["t"] for run in runs).replace(BREAK, "").replace(JOINER, "")


def _signs(element: Element) -> list[tuple[str, bool]]:
    """Return the letters of an element, each with whether it is bold; white space folded."""
    signs: list[tuple[str, bool]] = []
    for text, bold in _texts(element, False):
        for sign in text:
            if not sign.isspace():
                signs.append((sign, bold))
            elif signs and signs[-1][0] != " ":
                signs.append((" ", bold))
    if signs and signs[-1][0] == " ":
        signs.pop()
    return signs


def _texts(element: Element, bold: bool) -> Iterator[tuple[str, bool]]:
    if element.text and not element.get("href", "").startswith("source:"):
        yield element.text, bold
    for child in element:
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
