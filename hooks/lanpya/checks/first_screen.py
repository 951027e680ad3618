"""What the home page shows first: nothing that a reader would not want others in the room to see."""

from __future__ import annotations

from collections.abc import Iterator

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.content.library import Library, Page
from lanpya.content.links import Target, questions_on, section_with_questions
from lanpya.content.questions import FILE, fields_of
from lanpya.content.urls import HOME
from lanpya.content.yaml_fields import EMPTY
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

FIRST_SCREEN = rule("first-screen", "error", section="Links and sources")

_ONE_FOLD_DEEPER = say(
    "Lead to it from the answer of a later question, or from another page, as in  [words]({file})"
)


@check(Scope.SITE, FIRST_SCREEN)
def check_first_screen(context: CheckContext) -> Iterator[Problem]:
    """Yield links on the first screen of a home page, and first answers, to a page with `copies: no`."""
    library = context.library
    if all(guide.is_copied for guide in library.guides.values()):
        return
    for page in library.pages.values():
        if page.number == HOME:
            yield from _links_above_topics(page, library)
            yield from _first_answers(page, library)


def _links_above_topics(page: Page, library: Library) -> Iterator[Problem]:
    """Yield such links before the section of the topics, or in all of a home page without one."""
    sections, topics = page.document.sections, section_with_questions(page)
    last = next((number for number, section in enumerate(sections) if section.id == topics), len(sections))
    last_line = sections[last].line if last < len(sections) else page.document.lines()[-1][0] + 1
    parts = [page.document.lead, *(section.elements for section in sections[:last])]
    met: dict[str, int] = {}
    for link in (link for elements in parts for top in elements for link in top.iter("a")):
        typed = link.get("href", "")
        target = Target.read(typed)
        if target == Target("list", "guides", ""):
            hidden = sorted(file for file, guide in library.guides.items() if not guide.is_copied)
        else:
            hidden = [target.name] if target.scheme == "page" and not library.is_copied(target.name) else []
        for file in hidden:
            lines = [
                line for line, text in page.document.lines() if f"({typed})" in text and line < last_line
            ]
            line = lines[min(met.get(typed, 0), len(lines) - 1)] if lines else page.document.first_line
            met[typed] = met.get(typed, 0) + 1
            message = say("The first screen shows a link to {file}, a page with copies: no.", file=file)
            yield FIRST_SCREEN.at(page.path, line, 1, message, _ONE_FOLD_DEEPER.filled(file=file))


def _first_answers(page: Page, library: Library) -> Iterator[Problem]:
    """Yield answers that are open as soon as a question of the home page is."""
    code = page.language.code
    fields = fields_of(library.data[f"{code}/{FILE}"])
    for name in questions_on(page):
        for answer in fields.get(name, EMPTY).keys.get("answers", EMPTY).items:
            go = answer.keys.get("go", EMPTY)
            target = Target.read(go.text)
            if go.text and target.scheme == "page" and not library.is_copied(target.name):
                message = say(
                    "The question {name} leads at once to {file}, a page with copies: no.",
                    name=name,
                    file=target.name,
                )
                remedy = _ONE_FOLD_DEEPER.filled(file=target.name)
                yield FIRST_SCREEN.on(f"{library.docs}/{code}/{FILE}", go, message, remedy)
