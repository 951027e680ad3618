"""Whether the site shows a guide as every forge does, which is what its editor saw.

Where the two differ, readers would see something else than was meant; see lanpya.content.forge_markdown.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from lanpya.checks.emphasis import MARKS, SLOPES, is_marked_only
from lanpya.content.forge_markdown import (
    BREAK,
    LINK,
    PICTURE,
    RULE,
    SPACE,
    TICK,
    Outline,
    Place,
    Word,
    meant,
    shown,
)
from lanpya.content.library import Page
from lanpya.content.markdown import Document
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem

MARKUP_DIFFERS = rule("markup-differs", "error", section="Headings and text")

_NUMBER = re.compile(r"[\s>*+-]*(?:\d{1,9}\)|(?![0-9])\d{1,9}\.)")
_LONGEST = 2000  # words of a stretch whose differences are told apart
_SHOWN = 40  # letters of a text that a message shows
_NAMES = {  # by the innermost of these that a word stands in
    "code": say("computer code"),
    "cell": say("a cell of a table"),
    "heading": say("a heading"),
    "quote": say("a quotation"),
    "box": say("text inside a box"),
    "p": say("a paragraph"),
}
_ITEM, _NUMBERED = say("an item of a list"), say("an item of a numbered list")
_INNER, _FURTHER = say("an item of a list inside an item"), say("a further paragraph of an item")
_RUNNING = say("running words of what stands above")
_OTHERS = {  # signs and styles
    TICK: say("a box to tick"),
    BREAK: say("a new line"),
    RULE: say("a line across the page"),
    PICTURE: say("a picture"),
    "s": say("struck-through words"),
    "code": say("computer code"),
    LINK: say("a link"),
    "b": say("bold words"),
    "i": say("words in italics"),
}
_BY_MEANING = {  # what is meant, and how to write it
    _NAMES["cell"]: say("Put an empty line above the table and another below it."),
    _NAMES["p"]: say("Put an empty line above it, and begin it without spaces."),
    _INNER: say("Begin the lines of an inner list with four spaces, and four more for each further one."),
    _FURTHER: say("Put an empty line above it, and begin each of its lines with four spaces."),
    _ITEM: say("Put an empty line above the list, and begin each item as in  - First"),
    _NUMBERED: say("Put an empty line above the list, and begin each item as in  1. First"),
    _OTHERS["s"]: say("Take the words out, or say in a sentence what no longer holds."),
    _OTHERS[TICK]: say("Leave the square brackets out, as in  - First"),
    _OTHERS[BREAK]: say("Begin a new paragraph, or a new item of a list."),
}
_OTHERWISE = say("Write it in plain words, with an empty line above and below.")
_PLAINLY = say("Leave the marks out, or write it in plain words.")
_INSIDE = say(
    "The sign {mark} stands inside bold words or words in italics, and takes their marks apart: {words}"
)
_NO_MARK = say("Write × for times, or say it in words, as in  **10 × 15 minutes**")
_FALLEN = say("This line stands directly below the text of a box, and falls out of the box.")
_INTO_BOX = say("Begin it with four spaces as the text of the box, or put an empty line between.")
_APART = say("This is written in another list, box or table than readers would see it in.")


class Misread(NamedTuple):
    """A difference: its line in the file, first and last line of its block, and what to say of it."""

    line: int
    first: int
    last: int
    message: Message
    remedy: Message


class _Difference(NamedTuple):
    """Words of the forge, the number of the first and where it was typed, and what the site has instead."""

    at: int
    place: Place
    meant: Sequence[Word]
    shown: Sequence[Word]

    @property
    def of_block(self) -> bool:
        """Whether it is one word, in another block."""
        texts = [[word.text for word in words] for words in (self.meant, self.shown)]
        return texts[0] == texts[1] and self.meant[0][1:3] != self.shown[0][1:3]

    @property
    def is_as_meant(self) -> bool:
        """Whether the site shows its letters, and only makes bold or slanted what a forge shows with marks.

        A forge wants a space between marks and what is no Latin letter, as in **“No”**နဲ့. A link with a space
        in its address leads nowhere, as another rule says.
        """
        if any(word.text.startswith(LINK) and SPACE in word.text for word in self.shown):
            return True
        return not self.of_block and is_marked_only(self.meant, self.shown)

    def is_of_marks(self) -> bool:
        """Whether marks are other ones here, or what is bold or slanted is."""
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
                continue  # the word behind them says more
            goes_on = a == b and shown[c].kept == len(shown[c].holders)  # marks behind the last word
            at = min(max(a - goes_on, 0), len(theirs) - 1)
            place = meant[at][1] if meant else Place(0, 0, 0, 0)
            yield _Difference(a, place, [word for word, _ in meant[a:b]], shown[c:d])
        for one, other in zip(range(a, b), range(c, d), strict=True) if kind == "equal" else ():
            if meant[one][0] != shown[other]:
                yield _Difference(one, meant[one][1], [meant[one][0]], [shown[other]])


def _name(word: Word) -> Message:
    """Return what a word stands in."""
    lists = [number for number, kind in enumerate(word.holders) if kind == "li"]
    is_new = word.kept < len(word.holders)
    if lists and word.holders[-1] == "p":
        if is_new and word.kept > lists[-1]:
            return _FURTHER
        return _INNER if len(lists) > 1 else _ITEM if word.holders[lists[-1] - 1] == "ul" else _NUMBERED
    return next((name for kind, name in _NAMES.items() if kind in word.holders), _NAMES["p"])


def _moved(one: _Difference, line: str) -> tuple[Message, Message]:
    """Return message and remedy for words that the site shows in another block."""
    here, there = one.shown[0], one.meant[0]
    meant, shown = _name(there), _name(here)
    goes_on = [word.holders[-1] == "p" and word.kept == len(word.holders) for word in (there, here)]
    if goes_on == [False, True]:
        shown = _RUNNING
    elif goes_on == [True, False] and one.place.line > one.place.first and shown != _NAMES["p"]:
        meant = _RUNNING
    if meant == shown:
        return _APART, _OTHERWISE
    remedy = _BY_MEANING.get(shown if meant == _RUNNING else meant, _OTHERWISE)
    if _NUMBER.match(line):
        remedy = say("Write the number in Latin digits and a full stop behind it, as in  1. First")
    return say("This is written as {meant}, and readers would see {shown}.", meant=meant, shown=shown), remedy


def _changed(one: _Difference) -> tuple[Message, Message]:
    """Return message and remedy for words that the site shows with marks, without them, or not at all."""
    typed, seen = (_text(words)[:_SHOWN] for words in one[2:])
    if (led := [_target(words) for words in one[2:]]) and all(led):
        message = say("Readers would be led to {shown} here, and not to {meant}.", shown=led[1], meant=led[0])
        return message, say("Write the address itself behind the words, as in  [Words](page.md)")
    theirs, ours = ({_OTHERS[kind] for w in words for kind in _kinds(w)} for words in one[2:])
    meant: Message | str | None = next((name for name in _OTHERS.values() if name in theirs - ours), None)
    remedy = _BY_MEANING.get(meant, _PLAINLY) if isinstance(meant, Message) else _PLAINLY
    gained = next((name for name in _OTHERS.values() if name in ours - theirs), None)
    if meant is None and gained:
        meant = f"“{typed}”"
        return say("Readers would see {shown} here in place of {meant}.", shown=gained, meant=meant), remedy
    if meant is None and not typed:
        return say("The marks {mark} are shown to readers as they stand here.", mark=seen), remedy
    if meant is None and not seen:
        return say("Readers would not see these words: {words}", words=typed), remedy
    meant = meant or f"“{typed}”"
    shown = f"“{seen}”"
    return say("Readers would see {shown} here in place of {meant}.", shown=shown, meant=meant), remedy


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words if word.text[0] != BREAK[0])


def _target(words: Sequence[Word]) -> str:
    """Return the address of the link or picture that these words are, and nothing else."""
    sign = words[0].text if len(words) == 1 else ""
    kind = next((kind for kind in (LINK, PICTURE) if sign.startswith(kind)), "")
    return sign.removeprefix(kind).replace(SPACE, " ")[:_SHOWN] if kind else ""


def _kinds(word: Word) -> Iterator[str]:
    yield from (style for style in word.styles if style in _OTHERS)
    yield from (kind for kind in _OTHERS if kind[0] == BREAK[0] and word.text.startswith(kind))


def _marked(outline: Outline) -> dict[tuple[int, ...], str]:
    """Return the first word of each block that holds a mark inside bold or slanted words."""
    found: dict[tuple[int, ...], str] = {}
    for word, place in outline.words():
        if word.text[0] != LINK[0] and MARKS & {*word.text} and SLOPES & word.styles:
            found.setdefault(place[1:], word.text)
    return found


def _told(
    one: _Difference, lines: list[str], marked: Mapping[tuple[int, ...], str]
) -> tuple[Message, Message]:
    """Return message and remedy of a difference."""
    if (word := marked.get(one.place[1:])) and one.is_of_marks():
        mark = next(letter for letter in word if letter in MARKS)
        return _INSIDE.filled(mark=mark, words=word[:_SHOWN]), _NO_MARK
    return _moved(one, lines[one.place.line]) if one.of_block else _changed(one)


@lru_cache(maxsize=64)  # pages, as lanpya.content.markdown holds
def misreadings(document: Document) -> tuple[Misread, ...]:
    """Return where readers of the site see something else than a forge shows, one a line at most.

    What follows from a difference further up in the same list or paragraph is left out.
    """
    theirs, ours = meant(document), shown(document)
    if theirs.is_as(ours) and not theirs.fallen:
        return ()
    lines = document.source.split("\n")
    marked = _marked(theirs)
    found = [
        (one, *_told(one, lines, marked))
        for one in _differences([*theirs.words()], [word for word, _ in ours.words()])
        if not one.is_as_meant
    ]
    moved = {one.place[1:] for one, message, _ in found if one.of_block and message != _APART}
    told = {line: Misread(*(line + document.first_line,) * 3, _FALLEN, _INTO_BOX) for line in theirs.fallen}
    tops: set[int] = set()
    before: tuple[int, object] = (-1, None)
    for one, message, remedy in found:
        line, first, last, top = one.place
        if one.place[1:] in moved and not one.of_block:
            continue
        goes_on = before == (one.at, (message, remedy))
        before = one.at + max(len(one.meant), 1), (message, remedy)
        if goes_on or line in told or (message == _APART and top in tops):
            continue
        tops.add(top)
        line, first, last = (number + document.first_line for number in (line, first, last))
        told[one.place.line] = Misread(line, first, last, message, remedy)
    return tuple(told[line] for line in sorted(told))


def check_forge(page: Page, told: Container[int]) -> Iterator[Problem]:
    """Yield where the site shows a page otherwise than a forge does, but for blocks with a line in `told`."""
    for one in misreadings(page.document):
        if not any(line in told for line in range(one.first, one.last + 1)):
            yield MARKUP_DIFFERS.at(page.path, one.line, 1, one.message, one.remedy)
