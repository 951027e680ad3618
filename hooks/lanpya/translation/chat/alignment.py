"""Which sentence of the source each answer stands for, and what in a reply stands for none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lanpya.problems.catalogue import Rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem
from lanpya.translation.chat.check_answers import ANSWER_NUMBER, ANSWER_OLD
from lanpya.translation.chat.reply import Answer, Code, Reply
from lanpya.translation.chat.segments import Block, Part

_WHOLE = say("Write every sentence once, on a line that begins with its number, as in  2.14 Do not write.")


@dataclass
class Places:
    """The parts that were handed out, and of each the answers by their first sentence."""

    scope: set[int] = field(default_factory=set)
    answers: dict[int, dict[int, Answer]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def of(self, n: int, numbers: range) -> list[Answer]:
        """Return the answers for these sentences of a part, in the order of the source."""
        found = self.answers.get(n, {})
        return [found[k] for k in numbers if k in found]


def place(reply: Reply, parts: Sequence[Part], path: str) -> Places:
    """Return where each answer belongs; answers for a text that changed, or for none, are problems."""
    places = Places()
    current = {part.check: n for n, part in enumerate(parts)}
    places.scope = {
        current[check] for code in reply.codes for check in code.checks.values() if check in current
    }
    old: dict[int, list[Answer]] = {}
    for answer in reply.answers:
        check = _code_of(answer, reply.codes).checks.get(answer.part, "")
        if check and check not in current:
            old.setdefault(answer.part, []).append(answer)
        elif not check or not _holds(parts[current[check]], answer):
            message = say("The number {number} was not handed out.", number=answer.number)
            _tell(places, path, answer.line, ANSWER_NUMBER, message, _WHOLE)
        else:
            _put(places, path, current[check], answer)
    for part, answers in old.items():
        message = say(
            "The source of part {part} has changed since it was handed out; these answers are for the text "
            "before: {numbers}.",
            part=part,
            numbers=", ".join(answer.number for answer in answers),
        )
        remedy = say(
            "Remove these answers from the file, hand out the changed sections again with "
            "--section, and add the reply, with its line 0.0, below the rest. Sections without "
            "an answer so far: {ids}",
            ids=", ".join(part.id for n, part in enumerate(parts) if n not in places.scope),
        )
        _tell(places, path, answers[0].line, ANSWER_OLD, message, remedy)
    return places


def source_of(part: Part, answer: Answer) -> tuple[Block, str]:
    """Return the block that an answer is for, and what was handed out under its number."""
    for block, numbers in part.places():
        if answer.first in numbers:
            said = block.sentences()
            return block, " ".join(said[answer.first - numbers.start : answer.last - numbers.start + 1])
    raise LookupError(answer.number)


def _code_of(answer: Answer, codes: Sequence[Code]) -> Code:
    """Return the line 0.0 that stands before an answer, or the first of all."""
    return next((code for code in reversed(codes) if code.line <= answer.line), codes[0])


def _holds(part: Part, answer: Answer) -> bool:
    wanted = range(answer.first, answer.last + 1)
    return any(wanted and wanted[0] in numbers and wanted[-1] in numbers for _, numbers in part.places())


def _put(places: Places, path: str, n: int, answer: Answer) -> None:
    beside = places.answers.setdefault(n, {})
    for other in beside.values():
        if other.first <= answer.last and answer.first <= other.last:
            if (other.first, other.last, other.text) != (answer.first, answer.last, answer.text):
                message = say(
                    "{number} already has another text on line {line}.",
                    number=answer.number,
                    line=other.line,
                )
                remedy = say("Ask which of the two is right, and remove the other from the file.")
                _tell(places, path, answer.line, ANSWER_NUMBER, message, remedy)
            return
    beside[answer.first] = answer


def _tell(places: Places, path: str, line: int, rule: Rule, message: Message, remedy: Message) -> None:
    places.problems.append(rule.at(path, line, 1, message, remedy))
