"""Guided questions: a few answers lead to the right section of a guide, without script or trace in the URL.

docs/<language>/questions.yml has questions by id. A page shows one, and all that follow, in place of
[](questions:ID).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from lanpya.content.yaml_fields import EMPTY, Field

FILE = "questions.yml"
MARKS = "translates"  # not the id of a question: the fingerprints of a translation are under this key


@dataclass(frozen=True)
class Answer:
    """An answer: it leads to the question `then`, or to `go`, a page or section as in a link."""

    says: str
    then: str
    go: str


@dataclass(frozen=True)
class Question:
    """A question, and its answers in order."""

    asks: str
    answers: tuple[Answer, ...]

    @property
    def text(self) -> str:
        """Everything that a translation must match, as one text."""
        answers = (f"{answer.says} {answer.then} {answer.go}" for answer in self.answers)
        return "\n".join([self.asks, *answers])


def fields_of(data: Field) -> dict[str, Field]:
    """Return the fields of the questions in a file, by id."""
    return {key: entry for key, entry in data.keys.items() if key != MARKS}


def questions_of(data: Field) -> dict[str, Question]:
    """Return the questions in a file, by id. Missing values are empty, which a rule reports."""
    return {
        key: Question(
            asks=entry.texts().get("asks", ""),
            answers=tuple(
                Answer(says=typed.get("says", ""), then=typed.get("then", ""), go=typed.get("go", ""))
                for typed in (answer.texts() for answer in entry.keys.get("answers", EMPTY).items)
            ),
        )
        for key, entry in fields_of(data).items()
    }


def loops_in(questions: Mapping[str, Question]) -> list[list[str]]:
    """Return the loops among questions, each once."""
    reachable = {
        name: set[str]().union(
            *(reached_from(following, questions) for following in next_questions(question))
        )
        for name, question in questions.items()
    }
    loops: list[list[str]] = []
    for name in questions:
        if name in reachable[name] and not any(name in loop for loop in loops):
            loop = [other for other in questions if other in reachable[name] and name in reachable[other]]
            loops.append(loop)
    return loops


def longest_way(start: str, questions: Mapping[str, Question]) -> list[str]:
    """Return the ids on the longest way from a question to a page. There must be no loop."""

    @cache
    def way(name: str) -> tuple[str, ...]:
        ways = (way(following) for following in next_questions(questions[name]) if following in questions)
        return (name, *max(ways, key=len, default=()))

    return list(way(start))


def next_questions(question: Question) -> list[str]:
    """Return the ids of the questions to which the answers lead."""
    return [answer.then for answer in question.answers if answer.then]


def reached_from(start: str, questions: Mapping[str, Question]) -> set[str]:
    """Return the ids of all questions that can be reached from a question, including itself."""
    found: set[str] = set()
    todo = [start]
    while todo:
        name = todo.pop()
        if name in questions and name not in found:
            found.add(name)
            todo += next_questions(questions[name])
    return found
