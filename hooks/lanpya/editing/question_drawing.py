"""Draws the guided questions of a language as an SVG, from left to right, for editors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from lanpya.content.library import Library
from lanpya.content.links import questions_on
from lanpya.content.questions import Question
from lanpya.languages.language import language_of

WIDTH, LINE, GAP, PAD = 230, 22, 14, 8  # pixels: of a box, of a line of text, between boxes, inside a box
LETTERS = 30  # characters in a line of a box
FILLS = {"question": "#fff1c9", "answer": "#fff", "goal": "#e3eefb"}


@dataclass(frozen=True)
class Box:
    """A box of the drawing: its type, its lines of text, and the boxes that follow it."""

    kind: str
    lines: tuple[str, ...]
    after: tuple[Box, ...]

    @property
    def own_height(self) -> int:
        """Its own height, in pixels."""
        return len(self.lines) * LINE + 2 * PAD

    @property
    def height(self) -> int:
        """The height of the box with everything that follows it, in pixels."""
        return max(self.own_height, sum(box.height for box in self.after) + GAP * (len(self.after) - 1))

    @property
    def depth(self) -> int:
        """The number of boxes in its longest chain, including itself."""
        return 1 + max((box.depth for box in self.after), default=0)


def draw_questions(library: Library, language: str) -> str:
    """Return the drawing of all questions that pages of a language show, or "" if there are none."""
    starts = [name for page in library.pages_in(language) for name in questions_on(page)]
    questions, html_lang = library.questions[language], library.language(language).html_lang
    boxes = [boxes_of(name, questions, html_lang) for name in dict.fromkeys(starts)]
    return svg_of(boxes) if boxes else ""


def boxes_of(start: str, questions: Mapping[str, Question], html_lang: str) -> Box:
    """Return a question with its answers and everything they lead to."""

    def lines(text: str) -> tuple[str, ...]:
        folded = [""]
        for word in language_of(html_lang).segments(text):
            if len(folded[-1]) + len(word) > LETTERS and folded[-1]:
                folded.append("")
            folded[-1] += word
        return tuple(line.strip() for line in folded if line.strip())

    question = questions[start]
    answers = []
    for answer in question.answers:
        following = (
            boxes_of(answer.then, questions, html_lang) if answer.then else Box("goal", (answer.go,), ())
        )
        answers.append(Box("answer", lines(answer.says), (following,)))
    return Box("question", (start, *lines(question.asks)), tuple(answers))


def svg_of(boxes: Sequence[Box]) -> str:
    """Return the drawing of several questions, one below the other."""
    wide = max(box.depth for box in boxes) * (WIDTH + 2 * GAP) + GAP
    parts: list[str] = []
    top = GAP
    for box in boxes:
        parts += _drawn(box, GAP, top)
        top += box.height + 3 * GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{top}" font-family="sans-serif" '
        f'font-size="14"><rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _drawn(box: Box, left: int, top: int) -> Iterator[str]:
    middle = top + box.height // 2
    own = middle - box.own_height // 2
    yield (
        f'<rect x="{left}" y="{own}" width="{WIDTH}" height="{box.own_height}" rx="6" '
        f'fill="{FILLS[box.kind]}" stroke="#595959"/>'
    )
    for number, line in enumerate(box.lines):
        bold = ' font-weight="bold"' if box.kind == "question" and not number else ""
        y = own + PAD + number * LINE + 15
        yield f'<text x="{left + PAD}" y="{y}"{bold}>{escape(line)}</text>'
    at = top
    for following in box.after:
        centre = at + following.height // 2
        yield f'<path d="M{left + WIDTH} {middle}L{left + WIDTH + 2 * GAP} {centre}" stroke="#595959"/>'
        yield from _drawn(following, left + WIDTH + 2 * GAP, at)
        at += following.height + GAP
