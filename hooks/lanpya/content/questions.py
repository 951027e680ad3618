"""Guided questions: a few answers lead to the right section of a guide; no script, nothing in the address.

docs/<language>/questions.yml holds questions by id; a page shows one, with all that follows it, where it says
[](questions:ID).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from lanpya.content.yaml_fields import EMPTY, Field

FILE = "questions.yml"
MARKS = "translates"  # no question can have this id: the marks of a translation stand under it


@dataclass(frozen=True)
class Answer:
    """What a reader can say: it leads to the question `then`, or to `go`, a page or section as in a link."""

    says: str
    then: str
    go: str


@dataclass(frozen=True)
class Question:
    """What is asked, and its answers in order."""

    asks: str
    answers: tuple[Answer, ...]

    @property
    def text(self) -> str:
        """All that a translation has to match, in one text."""
        return "\n".join([self.asks, *(f"{one.says} {one.then} {one.go}" for one in self.answers)])


def fields_of(data: Field) -> dict[str, Field]:
    """Return the questions of a file as they were typed, by id."""
    return {key: entry for key, entry in data.keys.items() if key != MARKS}


def questions_of(data: Field) -> dict[str, Question]:
    """Return the questions of a file by id; what cannot be read is empty, and a rule tells of it."""
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
    """Return the questions that lead back to themselves, each loop once."""
    behind = {
        name: set[str]().union(
            *(reached_from(following, questions) for following in next_questions(question))
        )
        for name, question in questions.items()
    }
    loops: list[list[str]] = []
    for name in questions:
        if name in behind[name] and not any(name in loop for loop in loops):
            loops.append([other for other in questions if other in behind[name] and name in behind[other]])
    return loops


def longest_way(start: str, questions: Mapping[str, Question]) -> list[str]:
    """Return the ids on the longest way from a question to a page; there must be no loop."""

    @cache
    def way(name: str) -> tuple[str, ...]:
        ways = (way(following) for following in next_questions(questions[name]) if following in questions)
        return (name, *max(ways, key=len, default=()))

    return list(way(start))


def next_questions(question: Question) -> list[str]:
    """Return the ids of the questions that follow."""
    return [answer.then for answer in question.answers if answer.then]


def reached_from(start: str, questions: Mapping[str, Question]) -> set[str]:
    """Return the ids of all questions that a reader can come to, the first one too."""
    found: set[str] = set()
    todo = [start]
    while todo:
        name = todo.pop()
        if name in questions and name not in found:
            found.add(name)
            todo += next_questions(questions[name])
    return found
