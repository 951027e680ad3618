"""Text for print: blocks of text runs in reading order, with marks for where Typst may break lines.

Typst's own dictionary breaks Burmese inside loan words and stacked letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

import icu

from lanpya.content.interface import Wording
from lanpya.content.links import LANG
from lanpya.content.settings import SiteLanguage
from lanpya.languages.embedded import ltr_spans
from lanpya.languages.language import language_for, language_of
from lanpya.languages.unspaced import is_shaped_together

LISTS = ("ul", "ol")
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
BLOCKS = (*LISTS, *HEADINGS, "p", "div", "details", "table")
BREAK, JOINER = "\u200b", "\u2060"  # a line may break here; a line must not break here
PASSAGE = f"{LANG}:"  # before the tag of a passage in another language, as in its link
_ISOLATE = {"ltr": "\u2066{}\u2069", "rtl": "\u2067{}\u2069"}  # text of a direction inside the other one
CONTROLS = frozenset(BREAK + JOINER + "\u2066\u2067\u2069")  # characters that no reader has written
_NARROW = re.compile("[\u102d-\u1032\u1036-\u103e\u2060\u2066-\u2069]")  # marks with little or no width
# Signs of other scripts than Latin at which a line may break without a space: ideographs, syllables of
# Korean, stops between words as in Amharic and Tibetan
_BREAKING = icu.UnicodeSet(
    "[[[:lb=ID:][:lb=CJ:][:lb=H2:][:lb=H3:][:lb=BA:]]-[[\\u0000-\\u2fff]&[:sc=Zyyy:]]-[:sc=Mymr:]]"
)
_PICTOGRAM = "pictogram:"

Run = dict[str, Any]


class Look(NamedTuple):
    """How a character is set: its weight, and the tag of its language if that is not the page's."""

    bold: bool = False
    tag: str = ""


_PLAIN = Look()
_GAP = [(" ", _PLAIN), ("·", _PLAIN), (" ", _PLAIN)]  # between two cells of a table row


def blocks_of(element: Element, words: Wording, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the blocks of a template: headings, paragraphs, list items, titles of notes.

    `depth` is the number of enclosing lists, without the outermost.
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
                yield _block("note", _characters(child), lang, depth)
            else:
                yield from blocks_of(child, words, depth)
    elif element.tag == "table":
        for row in element.iter("tr"):
            cells = [_characters(cell, Look(bold=cell.tag == "th")) for cell in row]
            yield _block(
                "item", [char for cell in cells for char in (*cell, *_GAP)][: -len(_GAP)], lang, depth, "–"
            )
    else:
        kind = "heading" if element.tag in HEADINGS else "text"
        yield _block(kind, _characters(element), lang, depth, pictogram=pictogram_in(element))


def _item_blocks(item: Element, mark: str, words: Wording, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the blocks of a list item in order: its text, and the blocks inside it."""
    lang, is_first, text = words.language.html_lang, True, Element("p")
    text.text = item.text
    for child in [*item, None]:
        if child is not None and child.tag not in BLOCKS:
            text.append(child)
            continue
        for paragraph in (text, child) if child is not None and child.tag == "p" else (text,):
            if characters := _characters(paragraph):
                pictogram = pictogram_in(paragraph)
                yield (
                    _block("item", characters, lang, depth, mark, pictogram)
                    if is_first
                    else _block("text", characters, lang, depth + 1, pictogram=pictogram)
                )
                is_first = False
        if child is not None:
            if child.tag != "p":
                yield from blocks_of(child, words, depth + 1)
            text = Element("p")
            text.text = child.tail


def pictogram_in(element: Element) -> str:
    """Return the id of the pictogram at the beginning of a text, or ""."""
    links = (link.get("href", "") for link in element.iter("a"))
    return next((href.removeprefix(_PICTOGRAM) for href in links if href.startswith(_PICTOGRAM)), "")


def _block(
    kind: str, characters: list[tuple[str, Look]], lang: str, depth: int, mark: str = "", pictogram: str = ""
) -> dict[str, Any]:
    runs = _runs_of_characters(characters, lang)
    block = {"kind": kind, "runs": runs, "depth": depth, "longest": longest_of(runs), "mark": mark}
    return block | ({"pictogram": pictogram} if pictogram else {})


def text_block(kind: str, text: str, lang: str) -> dict[str, Any]:
    """Return a text without markup as a block."""
    return _block(kind, [(char, _PLAIN) for char in text], lang, 0)


def runs_of(text: str, lang: str) -> list[Run]:
    """Return the runs of a text without markup."""
    return _runs_of_characters([(char, _PLAIN) for char in text], lang)


def runs_said(words: Wording, key: str, **values: object) -> list[Run]:
    """Return an interface text as runs; English in its place or beside it has its own font."""
    language, english = words.language_of(key), words.library.settings.last_resort
    text, beside = words.text(key, **values), words.english_beside(key, **values)
    if not beside:
        return _in_language(language, text, words)
    if language.traits.direction != english.traits.direction:
        said = _in_language(english, beside, words)
        return _in_language(language, text, words) + [run | {"apart": True} for run in said]
    # what is between them runs as the page does: else a number before it would run with the English
    apart = " · " if text[-1].isalnum() else " "
    return _in_language(language, text + apart, words) + _in_language(english, beside, words)


def _in_language(language: SiteLanguage, text: str, words: Wording) -> list[Run]:
    runs = runs_of(text, language.html_lang)
    return runs if language == words.language else [run | {"language": language.code} for run in runs]


def longest_of(runs: list[Run]) -> str:
    """Return the longest part of a text in which no line can break."""
    text = "".join(run["t"] for run in runs)
    pieces = (part for piece in re.split(f"[{BREAK}\\s]|(?<=-)", text) for part in _parts(piece))
    return max(pieces, key=lambda piece: len(_NARROW.sub("", piece)))


def _parts(piece: str) -> list[str]:
    """Return the text split where Typst breaks lines without white space: by UAX #14, as ICU does."""
    if not _BREAKING.containsSome(piece):
        return [piece]
    lines = icu.BreakIterator.createLineInstance(icu.Locale.getRoot())
    units = piece.encode("utf-16-le")  # ICU counts them
    lines.setText(piece)
    edges = [0, *lines]
    return [units[2 * a : 2 * b].decode("utf-16-le") for a, b in pairwise(edges)]


def text_of_runs(runs: list[Run]) -> str:
    """Return the text of runs, without marks for line breaks."""
    return "".join(char for run in runs for char in run["t"] if char not in CONTROLS)


def _characters(element: Element, look: Look = _PLAIN) -> list[tuple[str, Look]]:
    """Return the characters of an element, each with its look; white space is collapsed."""
    characters: list[tuple[str, Look]] = []
    for text, own in _texts(element, look):
        for char in text:
            if not char.isspace():
                characters.append((char, own))
            elif characters and characters[-1][0] != " ":
                characters.append((" ", own))
    if characters and characters[-1][0] == " ":
        characters.pop()
    return characters


def _texts(element: Element, look: Look) -> Iterator[tuple[str, Look]]:
    href = element.get("href", "")
    own = look._replace(
        bold=look.bold or element.tag == "strong",
        tag=href.removeprefix(PASSAGE) if href.startswith(PASSAGE) else look.tag,
    )
    if element.text and not href.startswith("source:"):
        yield element.text, own
    for child in element:
        yield from _texts(child, own)
        if child.tail:
            yield child.tail, own


def _runs_of_characters(characters: list[tuple[str, Look]], lang: str) -> list[Run]:
    """Return the text in runs of one look, with marks for where its lines may and must not break."""
    parts = groupby(characters, key=lambda character: character[1].tag)
    return [
        run
        for tag, part in parts
        for run in (_passage(list(part), tag, lang) if tag else _runs_in(list(part), lang))
    ]


def _passage(characters: list[tuple[str, Look]], tag: str, around: str) -> list[Run]:
    """Return the runs of a passage in another language, with its direction in the text."""
    named = {"language": f"{PASSAGE}{tag}"}
    runs = [
        run | {"t": _ISOLATE["ltr"].format(run["t"]) if "ltr" in run else run["t"]} | named
        for run in _runs_in(characters, tag)
    ]
    direction = language_of(tag).direction
    if direction != language_of(around).direction:
        before, after = _ISOLATE[direction].split("{}")
        runs[0]["t"] = before + runs[0]["t"]
        runs[-1]["t"] += after
    return runs


def _runs_in(characters: list[tuple[str, Look]], lang: str) -> list[Run]:
    """Return the runs of characters in one language."""
    text = "".join(char for char, _ in characters)
    script, before, position = language_for(text, lang), "", 0
    marked: list[tuple[str, tuple[Look, int]]] = []
    for number, word in enumerate(script.segments(text), start=1):
        kept = number if script.keeps_pieces and script.holds(word) else 0
        for offset, char in enumerate(word):
            look = characters[position][1]
            if before and not offset and not before.isspace() and not char.isspace():
                marked.append((BREAK, (look, 0)))
            elif offset and not kept and script.holds(word) and not is_shaped_together(before, char):
                marked.append((JOINER, (look, 0)))
            marked.append((char, (look, kept)))
            before, position = char, position + 1
    runs = [
        {"t": "".join(char for char, _ in group), "b": look.bold} | ({"kept": True} if kept else {})
        for (look, kept), group in groupby(marked, key=itemgetter(1))
    ]
    return [*_turned(runs)] if language_of(lang).direction == "rtl" else runs


def _turned(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield runs of a text from right to left, with codes that must run from left to right as their own."""
    for run in runs:
        place, text = 0, run["t"]
        for start, end in ltr_spans(text):
            if before := text[place:start]:
                yield run | {"t": before}
            yield run | {"t": text[start:end], "ltr": True}
            place = end
        if place < len(text):
            yield run | {"t": text[place:]}
