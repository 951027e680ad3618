"""Rules for the guided questions: no dead end, no loop, few taps, the same structure in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.headings_and_links import TARGET_UNKNOWN
from lanpya.checks.registry import ENTRY_UNUSED
from lanpya.checks.translation import TRANSLATION_STALE
from lanpya.checks.translation_structure import STRUCTURE_DIFFERS
from lanpya.content.library import Library, Page, fingerprint
from lanpya.content.links import Target, questions_on, unknown_page
from lanpya.content.questions import FILE, MARKS, fields_of, longest_way, loops_in, reached_from
from lanpya.content.settings import SiteLanguage
from lanpya.content.urls import HOME
from lanpya.content.yaml_fields import EMPTY, Field
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem

QUESTION_BAD = rule("question-bad", "error", section="Guided questions and talks")
QUESTION_LOOP = rule("question-loop", "error", section="Guided questions and talks")
QUESTION_DEEP = rule("question-deep", "error", section="Guided questions and talks")

FEWEST, MOST = 2, 7  # answers to a question: as many as items of In short, and as one screen shows
TAPS = 3  # to the right section, including the one that leads to the questions of the home page
_KEYS, _ANSWER_KEYS = ("asks", "answers"), ("says", "then", "go")
_EXAMPLE = say(
    "Write it as in  {says: He is a soldier, then: soldier}  or  {says: A mine, go: mines.md#seen}"
)


@check(
    Scope.SITE,
    QUESTION_BAD,
    QUESTION_LOOP,
    QUESTION_DEEP,
    TARGET_UNKNOWN,
    ENTRY_UNUSED,
    STRUCTURE_DIFFERS,
    TRANSLATION_STALE,
)
def check_questions(context: CheckContext) -> Iterator[Problem]:
    """Yield problems with the questions of every language."""
    library = context.library
    for language in library.settings.languages:
        path = f"{library.docs}/{language.code}/{FILE}"
        if any(problem.path == path for problem in library.problems):
            continue  # it cannot be read, which is reported already
        fields = fields_of(library.data[f"{language.code}/{FILE}"])
        starts = _starts_in(library, language)
        shown = _shown_in(library, language)  # what no page shows may lead to a page that was removed
        found = [
            problem
            for name, entry in fields.items()
            for problem in _shape(path, name, entry, language, library, is_shown=name in starts)
            if name in shown or problem.rule != TARGET_UNKNOWN.id
        ]
        yield from found
        yield from _shown(library, language, path, fields, is_whole=not found)
        if language.code != library.settings.source_language and fields and not found:
            yield from _unlike_source(library, language, path, fields)


def _shape(
    path: str, name: str, entry: Field, language: SiteLanguage, library: Library, *, is_shown: bool
) -> Iterator[Problem]:
    """Yield what is wrong with a question by itself; one that an answer leads to needs no words."""

    def bad(field: Field, message: Message, remedy: Message) -> Problem:
        return QUESTION_BAD.on(path, field, message, remedy)

    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        message = say("The id {id!r} may have only small Latin letters, digits and hyphens.", id=name)
        yield bad(entry, message, say("Write it as in  soldier:"))
    for key, field in entry.keys.items():
        if key not in _KEYS:
            message = say("There is no key {key!r} here.", key=key)
            yield bad(field, message, say("Remove the line, or use one of: {names}.", names=", ".join(_KEYS)))
    if is_shown and not entry.texts().get("asks"):
        message = say("The question {name} has no text.", name=name)
        yield bad(entry, message, say("Add a line such as  asks: What is it about?"))
    answers = entry.keys.get("answers", EMPTY).items
    if not FEWEST <= len(answers) <= MOST:
        message = say(
            "The question {name} has {answers} answers; it must have {fewest} to {most}.",
            name=name,
            answers=len(answers),
            fewest=FEWEST,
            most=MOST,
        )
        remedy = say("Split it into two questions, or add the answers that are missing.")
        yield bad(answers[MOST] if len(answers) > MOST else entry, message, remedy)
    questions = library.questions[language.code]
    for answer in answers:
        values = answer.texts()
        for key, field in answer.keys.items():
            if key not in _ANSWER_KEYS:
                message = say("There is no key {key!r} here.", key=key)
                yield bad(field, message, _EXAMPLE)
        if not values.get("says"):
            yield bad(answer, say("This answer has no words."), _EXAMPLE)
        if bool(values.get("then")) == bool(values.get("go")):
            message = (
                say("This answer leads to two places: it has both then and go.")
                if values.get("go")
                else say("This answer leads nowhere: it is a dead end.")
            )
            yield bad(answer, message, _EXAMPLE)
        elif values.get("then") and values["then"] not in questions:
            message = say("There is no question {name!r} in this file.", name=values["then"])
            remedy = say("Add it, or write one of its ids: {ids}.", ids=", ".join(questions))
            yield bad(answer.keys["then"], message, remedy)
        elif values.get("go"):
            target = Target.read(values["go"])
            wrong = (
                unknown_page(target, library.best_available(target.name, language.code), library)
                if target.scheme == "page" and target.name not in ("", library.file_with("talks"))
                else (
                    say("An answer must lead to a page that is always built, or to one of its sections."),
                    _EXAMPLE,
                )
            )
            if wrong:
                yield TARGET_UNKNOWN.on(path, answer.keys["go"], *wrong)


def _shown(
    library: Library, language: SiteLanguage, path: str, fields: dict[str, Field], *, is_whole: bool
) -> Iterator[Problem]:
    """Yield loops, long ways from each question that a page shows, and questions that cannot be reached."""
    questions = library.questions[language.code]
    starts = _starts_in(library, language)
    loops = loops_in(questions) if is_whole else []
    for loop in loops:
        message = say("These questions lead in a circle: {names}.", names=" → ".join((*loop, loop[0])))
        remedy = say("Let one of their answers go to a page instead.")
        yield QUESTION_LOOP.on(path, fields[loop[0]], message, remedy)
    for start, page in starts.items() if is_whole and not loops else ():
        way = longest_way(start, questions)
        taps = len(way) + (page.number == HOME)
        if taps > TAPS:
            message = say(
                "From {page} it takes {taps} taps to get past this question: {way}. The maximum is {most}.",
                page=page.path,
                taps=taps,
                way=" → ".join(way),
                most=TAPS,
            )
            remedy = say("Leave a question out, or let an earlier answer go to a page.")
            yield QUESTION_DEEP.on(path, fields[way[-1]], message, remedy)
    reached = _shown_in(library, language)
    for name in fields:
        if name not in reached and is_whole:
            message = say("No page shows the question {name}, and no answer leads to it.", name=name)
            remedy = say(
                "Show it in its own paragraph, as in  [](questions:{name})  or remove it.", name=name
            )
            yield ENTRY_UNUSED.on(path, fields[name], message, remedy)


def _starts_in(library: Library, language: SiteLanguage) -> dict[str, Page]:
    """Return the questions that pages of a language show, each with the page."""
    starts = {name: page for page in library.pages_in(language.code) for name in questions_on(page)}
    return {name: page for name, page in starts.items() if name in library.questions[language.code]}


def _shown_in(library: Library, language: SiteLanguage) -> set[str]:
    """Return the questions that can be reached from a page of a language."""
    questions = library.questions[language.code]
    return {name for start in _starts_in(library, language) for name in reached_from(start, questions)}


def _unlike_source(
    library: Library, language: SiteLanguage, path: str, fields: dict[str, Field]
) -> Iterator[Problem]:
    """Yield differences in structure from the source questions, and translations that are behind them."""
    code = library.settings.source_language
    source_path = f"{library.docs}/{code}/{FILE}"
    own, source = library.questions[language.code], library.questions[code]
    for name in source:
        if name not in own:
            message = say(
                "The question {name}, which is in {path}, is missing here.", name=name, path=source_path
            )
            yield STRUCTURE_DIFFERS.at(path, 1, 1, message, say("Translate it."), as_error=True)
    for name, question in own.items():
        if name not in source:
            message = say("{path} has no question {name}.", name=name, path=source_path)
            remedy = say("Remove it, or add it to {path} as well.", path=source_path)
            yield STRUCTURE_DIFFERS.on(path, fields[name], message, remedy, as_error=True)
            continue
        here, there = (
            [(answer.then, answer.go) for answer in each.answers] for each in (question, source[name])
        )
        if here != there:
            shown = ", ".join(then or go for then, go in there)
            message = say(
                "The answers of {name} do not lead to the same places as in {path}.",
                name=name,
                path=source_path,
            )
            remedy = say("Let them lead there, in this order: {shown}", shown=shown)
            yield STRUCTURE_DIFFERS.on(path, fields[name], message, remedy, as_error=True)
    marks = library.data[f"{language.code}/{FILE}"].keys.get(MARKS, EMPTY)
    now = {name: fingerprint(question.text) for name, question in source.items()}
    stale = [name for name in now if name in own and marks.texts().get(name) != now[name]]
    if stale or set(marks.keys) - set(now):
        message = say(
            "{path} has changed since these questions were translated: {names}.",
            path=source_path,
            names=", ".join(stale) or "–",
        )
        line = f"{MARKS}: {{{', '.join(f'{name}: {mark}' for name, mark in now.items())}}}"
        remedy = say("Compare them, update them, then write  {line}", line=line)
        yield TRANSLATION_STALE.on(path, marks, message, remedy)
