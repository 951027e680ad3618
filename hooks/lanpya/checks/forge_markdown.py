"""Compares a guide as the site shows it with what editors see on a forge.

Where the two differ, readers would not see what the editor meant; see lanpya.content.forge_markdown.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from lanpya.checks.emphasis import MARKS, SLOPES, is_marked_only
from lanpya.content.forge_markdown import forge_outline, site_outline
from lanpya.content.library import Page
from lanpya.content.markdown import Document
from lanpya.content.outline import BREAK, LINK, PICTURE, RULE, SPACE, TICK, Outline, Place, Word
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem

MARKUP_DIFFERS = rule("markup-differs", "error", section="Headings and text")

_NUMBER = re.compile(r"[\s>*+-]*(?:\d{1,9}\)|(?![0-9])\d{1,9}\.)")
_LONGEST = 2000  # in longer differing passages, single differences are not distinguished
_SHOWN = 40  # characters of a text in a message
_NAMES = {  # by the innermost block of a word
    "code": say("computer code"),
    "cell": say("a table cell"),
    "heading": say("a heading"),
    "quote": say("a quotation"),
    "box": say("text in a box"),
    "p": say("a paragraph"),
}
_ITEM, _NUMBERED = say("a list item"), say("an item of a numbered list")
_NESTED, _NEXT_PARAGRAPH = say("an item of a nested list"), say("another paragraph of an item")
_CONTINUED = say("part of the text above")
_STYLE_NAMES = {  # by style, or by the special words of content/outline
    TICK: say("a checkbox"),
    BREAK: say("a new line"),
    RULE: say("a horizontal line"),
    PICTURE: say("a picture"),
    "s": say("strikethrough text"),
    "code": say("computer code"),
    LINK: say("a link"),
    "b": say("bold text"),
    "i": say("text in italics"),
}
_REMEDIES = {  # what the editor meant, and how to write it
    _NAMES["cell"]: say("Leave an empty line above and below the table."),
    _NAMES["p"]: say("Leave an empty line above it, and begin it without spaces."),
    _NESTED: say("Indent a nested list by four spaces for each level."),
    _NEXT_PARAGRAPH: say("Leave an empty line above it, and begin each of its lines with four spaces."),
    _ITEM: say("Leave an empty line above the list, and begin each item as in  - First"),
    _NUMBERED: say("Leave an empty line above the list, and begin each item as in  1. First"),
    _STYLE_NAMES["s"]: say("Remove the words, or say in a sentence what is no longer true."),
    _STYLE_NAMES[TICK]: say("Leave the square brackets out, as in  - First"),
    _STYLE_NAMES[BREAK]: say("Begin a new paragraph, or a new item of a list."),
}
_PLAIN_REMEDY = say("Write it in plain words, with an empty line above and below it.")
_MARKS_REMEDY = say("Leave the marks out, or write it in plain words.")
_INSIDE = say("The sign {mark} is inside bold text or italics, and breaks their markup: {words}")
_NO_MARK = say("Write × for times, or say it in words, as in  **10 × 15 minutes**")
_OUTSIDE_BOX = say("This line directly below the text of a box is not part of the box.")
_INTO_BOX = say("Begin it with four spaces, like the text of the box, or leave an empty line above it.")
_OTHER_BLOCK = say("This is written in one list, box or table, and readers would see it in another.")


class Misreading(NamedTuple):
    """A difference for readers: its line, the first and last line of its block, message and remedy."""

    line: int
    first: int
    last: int
    message: Message
    remedy: Message


class _Difference(NamedTuple):
    """Words on the forge, the index of the first and its place, and the words on the site instead."""

    at: int
    place: Place
    meant: Sequence[Word]
    shown: Sequence[Word]

    @property
    def of_block(self) -> bool:
        """Whether the words are the same but in another block."""
        texts = [[word.text for word in words] for words in (self.meant, self.shown)]
        return texts[0] == texts[1] and self.meant[0][1:3] != self.shown[0][1:3]

    @property
    def is_as_meant(self) -> bool:
        """Whether the site only shows bold or italics where a forge shows the characters for it.

        Forges need a space between the marks and characters that are not Latin, as in **“No”**နဲ့. Links with
        a space in their address are skipped, because another rule reports them.
        """
        if any(word.text.startswith(LINK) and SPACE in word.text for word in self.shown):
            return True
        return not self.of_block and is_marked_only(self.meant, self.shown)

    def is_of_marks(self) -> bool:
        """Whether the marks, or the words in bold and italics, differ."""
        marks, styles = (
            [{part for word in words for part in get(word)} for words in (self.meant, self.shown)]
            for get in (lambda word: set(word.text) & MARKS, lambda word: word.styles & SLOPES)
        )
        return marks[0] != marks[1] or styles[0] != styles[1]


def _differences(meant: list[tuple[Word, Place]], shown: list[Word]) -> Iterator[_Difference]:
    theirs, ours = [word.text for word, _ in meant], [word.text for word in shown]
    shorter = min(len(theirs), len(ours))
    start = next((n for n in range(shorter) if theirs[n] != ours[n]), shorter)
    end = next((n for n in range(shorter - start) if theirs[-1 - n] != ours[-1 - n]), shorter - start)
    a, b = len(theirs) - end, len(ours) - end
    parts = [("equal", 0, start, 0, start)]
    if max(a, b) - start <= _LONGEST:
        opcodes = SequenceMatcher(None, theirs[start:a], ours[start:b]).get_opcodes()
        parts += [(kind, start + i, start + j, start + k, start + m) for kind, i, j, k, m in opcodes]
    else:
        parts.append(("replace", start, a, start, b))
    parts.append(("equal", a, a + end, b, b + end))
    for kind, a, b, c, d in parts:
        if kind != "equal" and (a < b or c < d):
            if a == b < len(theirs) and d < len(ours) and meant[a][0][1:3] != shown[d][1:3]:
                continue  # the next word explains more
            goes_on = a == b and shown[c].kept == len(shown[c].holders)  # it continues the last word
            at = min(max(a - goes_on, 0), len(theirs) - 1)
            place = meant[at][1] if meant else Place(0, 0, 0, 0)
            yield _Difference(a, place, [word for word, _ in meant[a:b]], shown[c:d])
        for m, n in zip(range(a, b), range(c, d), strict=True) if kind == "equal" else ():
            if meant[m][0] != shown[n]:
                yield _Difference(m, meant[m][1], [meant[m][0]], [shown[n]])


def _name(word: Word) -> Message:
    """Return the name of the block that contains a word."""
    lists = [number for number, kind in enumerate(word.holders) if kind == "li"]
    is_new = word.kept < len(word.holders)
    if lists and word.holders[-1] == "p":
        if is_new and word.kept > lists[-1]:
            return _NEXT_PARAGRAPH
        return _NESTED if len(lists) > 1 else _ITEM if word.holders[lists[-1] - 1] == "ul" else _NUMBERED
    return next((name for kind, name in _NAMES.items() if kind in word.holders), _NAMES["p"])


def _moved(difference: _Difference, line: str) -> tuple[Message, Message]:
    """Return message and remedy for words that the site shows in another block."""
    here, there = difference.shown[0], difference.meant[0]
    meant, shown = _name(there), _name(here)
    goes_on = [word.holders[-1] == "p" and word.kept == len(word.holders) for word in (there, here)]
    if goes_on == [False, True]:
        shown = _CONTINUED
    elif goes_on == [True, False] and difference.place.line > difference.place.first and shown != _NAMES["p"]:
        meant = _CONTINUED
    if meant == shown:
        return _OTHER_BLOCK, _PLAIN_REMEDY
    remedy = _REMEDIES.get(shown if meant == _CONTINUED else meant, _PLAIN_REMEDY)
    if _NUMBER.match(line):
        remedy = say("Write the number in Latin digits, with a full stop, as in  1. First")
    return say("This is written as {meant}, but readers would see {shown}.", meant=meant, shown=shown), remedy


def _changed(difference: _Difference) -> tuple[Message, Message]:
    """Return message and remedy for words that the site shows with other markup, or not at all."""
    typed, seen = (_text(words)[:_SHOWN] for words in difference[2:])
    if (led := [_target(words) for words in difference[2:]]) and all(led):
        message = say("This link would lead readers to {shown}, not to {meant}.", shown=led[1], meant=led[0])
        return message, say("Write the address after the words, as in  [Words](page.md)")
    theirs, ours = ({_STYLE_NAMES[kind] for w in words for kind in _kinds(w)} for words in difference[2:])
    meant: Message | str | None = next(
        (name for name in _STYLE_NAMES.values() if name in theirs - ours), None
    )
    remedy = _REMEDIES.get(meant, _MARKS_REMEDY) if isinstance(meant, Message) else _MARKS_REMEDY
    gained = next((name for name in _STYLE_NAMES.values() if name in ours - theirs), None)
    if meant is None and gained:
        meant = f"“{typed}”"
        return say("Readers would see {shown} here in place of {meant}.", shown=gained, meant=meant), remedy
    if meant is None and not typed:
        return say("Readers would see the characters {mark}.", mark=seen), remedy
    if meant is None and not seen:
        return say("Readers would not see these words: {words}", words=typed), remedy
    meant = meant or f"“{typed}”"
    shown = f"“{seen}”"
    return say("Readers would see {shown} here in place of {meant}.", shown=shown, meant=meant), remedy


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words if word.text[0] != BREAK[0])


def _target(words: Sequence[Word]) -> str:
    """Return the address, if the words are a link or picture and nothing else."""
    word = words[0].text if len(words) == 1 else ""
    kind = next((kind for kind in (LINK, PICTURE) if word.startswith(kind)), "")
    return word.removeprefix(kind).replace(SPACE, " ")[:_SHOWN] if kind else ""


def _kinds(word: Word) -> Iterator[str]:
    yield from (style for style in word.styles if style in _STYLE_NAMES)
    yield from (kind for kind in _STYLE_NAMES if kind[0] == BREAK[0] and word.text.startswith(kind))


def _marked(outline: Outline) -> dict[tuple[int, ...], str]:
    """Return the first word of each block that has a mark inside bold or italics."""
    found: dict[tuple[int, ...], str] = {}
    for word, place in outline.words():
        if word.text[0] != LINK[0] and MARKS & {*word.text} and SLOPES & word.styles:
            found.setdefault(place[1:], word.text)
    return found


def _explain(
    difference: _Difference, lines: list[str], marked: Mapping[tuple[int, ...], str]
) -> tuple[Message, Message]:
    """Return message and remedy for a difference."""
    if (word := marked.get(difference.place[1:])) and difference.is_of_marks():
        mark = next(letter for letter in word if letter in MARKS)
        return _INSIDE.filled(mark=mark, words=word[:_SHOWN]), _NO_MARK
    return _moved(difference, lines[difference.place.line]) if difference.of_block else _changed(difference)


@lru_cache(maxsize=64)  # pages, like the cache of lanpya.content.markdown
def misreadings(document: Document) -> tuple[Misreading, ...]:
    """Return where readers of the site would not see what a forge shows, at most one per line.

    Differences that follow from an earlier one in the same list or paragraph are left out.
    """
    theirs, ours = forge_outline(document), site_outline(document)
    if theirs.equals(ours) and not theirs.outside_box:
        return ()
    lines = document.source.split("\n")
    marked = _marked(theirs)
    found = [
        (difference, *_explain(difference, lines, marked))
        for difference in _differences([*theirs.words()], [word for word, _ in ours.words()])
        if not difference.is_as_meant
    ]
    moved = {
        difference.place[1:]
        for difference, message, _ in found
        if difference.of_block and message != _OTHER_BLOCK
    }
    misreadings_by_line = {
        line: Misreading(*(line + document.first_line,) * 3, _OUTSIDE_BOX, _INTO_BOX)
        for line in theirs.outside_box
    }
    tops: set[int] = set()
    before: tuple[int, object] = (-1, None)
    for difference, message, remedy in found:
        line, first, last, top = difference.place
        if difference.place[1:] in moved and not difference.of_block:
            continue
        goes_on = before == (difference.at, (message, remedy))
        before = difference.at + max(len(difference.meant), 1), (message, remedy)
        if goes_on or line in misreadings_by_line or (message == _OTHER_BLOCK and top in tops):
            continue
        tops.add(top)
        line, first, last = (number + document.first_line for number in (line, first, last))
        misreadings_by_line[difference.place.line] = Misreading(line, first, last, message, remedy)
    return tuple(misreadings_by_line[line] for line in sorted(misreadings_by_line))


def check_forge(page: Page, reported: Container[int]) -> Iterator[Problem]:
    """Yield the differences between site and forge, except in blocks with a line in `reported`."""
    for misreading in misreadings(page.document):
        if not any(line in reported for line in range(misreading.first, misreading.last + 1)):
            yield MARKUP_DIFFERS.at(page.path, misreading.line, 1, misreading.message, misreading.remedy)
