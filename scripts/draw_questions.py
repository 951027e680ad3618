"""Draw the guided questions of a language as an SVG, for editors, from left to right.

Exit status: 0 drawn, 1 the questions have errors (all are listed), 2 could not run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lanpya.checks.questions import starts_on
from lanpya.checks.run import check_sources
from lanpya.content.loader import read_library
from lanpya.content.questions import FILE, Question
from lanpya.content.settings import read_settings
from lanpya.languages.writing_system import script_of
from lanpya.problems.problem import errors_in
from lanpya.problems.reports import as_text
from lanpya.runtime.atomic_write import replace_text
from lanpya.runtime.clock import today
from lanpya.runtime.terminal import show
from scripts.rigs.arguments import Parser

ROOT = Path(__file__).resolve().parent.parent
WIDTH, LINE, GAP, PAD = 230, 22, 14, 8  # of a box, a line of text, between boxes, inside one; in pixels
LETTERS = 30  # that fit into a line of a box
FILLS = {"question": "#fff1c9", "answer": "#fff", "goal": "#e3eefb"}


@dataclass(frozen=True)
class Box:
    """A box of the drawing: what kind, its text in lines, and what follows it."""

    kind: str
    lines: tuple[str, ...]
    after: tuple[Box, ...]

    @property
    def own_height(self) -> int:
        """How high it is by itself, in pixels."""
        return len(self.lines) * LINE + 2 * PAD

    @property
    def height(self) -> int:
        """How much room it takes with all that follows it, in pixels."""
        return max(self.own_height, sum(one.height for one in self.after) + GAP * (len(self.after) - 1))

    @property
    def depth(self) -> int:
        """How many boxes stand beside each other, itself counted."""
        return 1 + max((one.depth for one in self.after), default=0)


def boxes_of(start: str, questions: Mapping[str, Question], html_lang: str) -> Box:
    """Return a question with its answers and all that they lead to."""

    def lines(text: str) -> tuple[str, ...]:
        folded = [""]
        for word in script_of(html_lang).segments(text):
            if len(folded[-1]) + len(word) > LETTERS and folded[-1]:
                folded.append("")
            folded[-1] += word
        return tuple(line.strip() for line in folded if line.strip())

    question = questions[start]
    answers = []
    for answer in question.answers:
        goal = boxes_of(answer.then, questions, html_lang) if answer.then else Box("goal", (answer.go,), ())
        answers.append(Box("answer", lines(answer.says), (goal,)))
    return Box("question", (start, *lines(question.asks)), tuple(answers))


def svg_of(boxes: Sequence[Box]) -> str:
    """Return the drawing of some questions, one below the other."""
    wide = max(box.depth for box in boxes) * (WIDTH + 2 * GAP) + GAP
    parts, top = [], GAP
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
    for one in box.after:
        goal = at + one.height // 2
        yield f'<path d="M{left + WIDTH} {middle}L{left + WIDTH + 2 * GAP} {goal}" stroke="#595959"/>'
        yield from _drawn(one, left + WIDTH + 2 * GAP, at)
        at += one.height + GAP


def main() -> int:
    """Write the drawing; see the module for the exit status."""
    parser = Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", metavar="LANG", help="folder of the language, as in my")
    parser.add_argument("goal", type=Path, metavar="FILE", help="the SVG to write, as in questions.svg")
    typed = parser.parse_args()
    settings = read_settings(ROOT / "mkdocs.yml")
    docs = ROOT / "docs"
    library = read_library(settings, docs)
    if typed.language not in library.questions or not library.questions[typed.language]:
        show(f"There is no {docs.name}/{typed.language}/{FILE} with a question in it.", to=sys.stderr)
        return 2
    path = f"{library.docs}/{typed.language}/{FILE}"
    wrong = [one for one in errors_in(check_sources(library, docs, today())) if one.path == path]
    if wrong:
        print(as_text(wrong), file=sys.stderr)
        return 1
    starts = [name for page in library.in_language(typed.language) for name in starts_on(page)]
    questions, html_lang = library.questions[typed.language], library.language(typed.language).html_lang
    boxes = [boxes_of(name, questions, html_lang) for name in dict.fromkeys(starts)]
    if not boxes:
        print("No page shows a question, so there is nothing to draw.", file=sys.stderr)
        return 2
    replace_text(typed.goal, svg_of(boxes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
