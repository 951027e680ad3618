"""Assigns each answer in a reply to its sentence of the source, and finds answers without one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lanpya.problems.catalogue import Rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem
from lanpya.translation.chat.check_answers import ANSWER_NUMBER, ANSWER_OLD
from lanpya.translation.chat.reply import Answer, Reply, SheetHeader
from lanpya.translation.chat.segments import Block, Part

_EACH_ONCE = say(
    "Write every sentence once, on a line that begins with its number, as in  2.14 Do not write."
)


@dataclass
class Alignment:
    """The parts that were handed out, and for each the answers by the number of their first sentence."""

    scope: set[int] = field(default_factory=set)
    answers: dict[int, dict[int, Answer]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def answers_for(self, n: int, numbers: range) -> list[Answer]:
        """Return the answers for these sentences of a part, in the order of the source."""
        found = self.answers.get(n, {})
        return [found[k] for k in numbers if k in found]


def align(reply: Reply, parts: Sequence[Part], path: str) -> Alignment:
    """Assign each answer to its part; answers for a changed text, or for none, are problems."""
    alignment = Alignment()
    current = {part.check: n for n, part in enumerate(parts)}
    alignment.scope = {
        current[check] for header in reply.headers for check in header.checks.values() if check in current
    }
    outdated: dict[int, list[Answer]] = {}
    for answer in reply.answers:
        check = _header_of(answer, reply.headers).checks.get(answer.part, "")
        if check and check not in current:
            outdated.setdefault(answer.part, []).append(answer)
        elif not check or not _contains(parts[current[check]], answer):
            message = say("The number {number} was not handed out.", number=answer.number)
            _report(alignment, path, answer.line, ANSWER_NUMBER, message, _EACH_ONCE)
        else:
            _add(alignment, path, current[check], answer)
    for part, answers in outdated.items():
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
            ids=", ".join(part.id for n, part in enumerate(parts) if n not in alignment.scope),
        )
        _report(alignment, path, answers[0].line, ANSWER_OLD, message, remedy)
    return alignment


def source_of(part: Part, answer: Answer) -> tuple[Block, str]:
    """Return the block of an answer, and the text that was handed out under its number."""
    for block, numbers in part.numbered_blocks():
        if answer.first in numbers:
            sentences = block.sentences()
            return block, " ".join(sentences[answer.first - numbers.start : answer.last - numbers.start + 1])
    raise LookupError(answer.number)


def _header_of(answer: Answer, headers: Sequence[SheetHeader]) -> SheetHeader:
    """Return the header before an answer, or the first one."""
    return next((header for header in reversed(headers) if header.line <= answer.line), headers[0])


def _contains(part: Part, answer: Answer) -> bool:
    wanted = range(answer.first, answer.last + 1)
    return any(
        wanted and wanted[0] in numbers and wanted[-1] in numbers for _, numbers in part.numbered_blocks()
    )


def _add(alignment: Alignment, path: str, n: int, answer: Answer) -> None:
    neighbours = alignment.answers.setdefault(n, {})
    for other in neighbours.values():
        if other.first <= answer.last and answer.first <= other.last:
            if (other.first, other.last, other.text) != (answer.first, answer.last, answer.text):
                message = say(
                    "{number} already has another text on line {line}.",
                    number=answer.number,
                    line=other.line,
                )
                remedy = say("Ask which of the two is right, and remove the other from the file.")
                _report(alignment, path, answer.line, ANSWER_NUMBER, message, remedy)
            return
    neighbours[answer.first] = answer


def _report(
    alignment: Alignment, path: str, line: int, rule: Rule, message: Message, remedy: Message
) -> None:
    alignment.problems.append(rule.at(path, line, 1, message, remedy))
