"""One record for everything that can be wrong, and the three ways of showing a list of them."""

import json
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal, TextIO

from lanpya.messages import Message, printable, say

Severity = Literal["error", "warning"]
SEVERITY_WORDS: dict[Severity, Message] = {"error": say("error"), "warning": say("warning")}


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong at one place, and how to mend it. Lines and columns count from 1.

    The path is made `printable`, as what fills the places of a message is: a change names its files.
    """

    path: str
    line: int
    column: int
    rule: str
    severity: Severity
    message: Message
    remedy: Message

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", printable(self.path))


class ProblemsError(Exception):
    """Stops a build; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(sorted(set(problems)))
        super().__init__(as_text(self.problems))


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    """Return those that must stop a build."""
    return [problem for problem in problems if problem.severity == "error"]


def as_text(problems: Iterable[Problem], language: str = "en") -> str:
    """Return the problems grouped by file, for a terminal; the last line counts them."""
    lines: list[str] = []
    path = None
    found = sorted(set(problems))
    for problem in found:
        if problem.path != path:
            path = problem.path
            lines += ["", path]
        place = f"{problem.line}:{problem.column}"
        severity = SEVERITY_WORDS[problem.severity].in_language(language)
        lines.append(f"  {place:<7} {severity}  {problem.rule}: {problem.message.in_language(language)}")
        lines.append(
            f"          {say('remedy').in_language(language)}: {problem.remedy.in_language(language)}"
        )
    errors = len(errors_in(found))
    counts = (_count(errors, "error"), _count(len(found) - errors, "warning"))
    lines += ["", ", ".join(count.in_language(language) for count in counts)]
    return "\n".join(lines).lstrip("\n")


def _count(number: int, severity: Severity) -> Message:
    if severity == "error":
        return say("{number} error" if number == 1 else "{number} errors", number=number)
    return say("{number} warning" if number == 1 else "{number} warnings", number=number)


def as_github(problems: Iterable[Problem], language: str = "en") -> str:
    """Return workflow commands that GitHub shows as annotations in a diff.

    Rule of the escapes: github.com/actions/toolkit, packages/core/src/command.ts.
    """

    def escape(text: str, *, in_property: bool = False) -> str:
        text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        return text.replace(":", "%3A").replace(",", "%2C") if in_property else text

    return "\n".join(
        f"::{p.severity} file={escape(p.path, in_property=True)},line={p.line},col={p.column},"
        f"title={escape(p.rule, in_property=True)}::{escape(p.message.in_language(language))}"
        f"%0A{escape(p.remedy.in_language(language))}"
        for p in sorted(set(problems))
    )


def as_json(problems: Iterable[Problem], language: str = "en") -> str:
    """Return a JSON list with one object a problem."""
    told = [
        {**asdict(p), "message": p.message.in_language(language), "remedy": p.remedy.in_language(language)}
        for p in sorted(set(problems))
    ]
    return json_of(told)


def json_of(told: object) -> str:
    """Return JSON in ASCII, which `show` leaves as it is: it stays JSON on every terminal."""
    return re.sub("#(?=#)", lambda found: f"\\u{ord(found[0]):04x}", json.dumps(told, indent=2))


def show(text: str, *, to: TextIO | None = None, commands: bool = False) -> None:
    """Print the text, to standard output unless `to` names another file; each line is made `printable`.

    Letters that the terminal cannot show come as their numbers, and stop nothing. `commands` is for what
    `as_github` returned, which is meant for a CI runner.
    """
    stream = to or sys.stdout
    encoding = stream.encoding or "utf-8"
    lines = (printable(line, commands=commands, columns=True) for line in text.split("\n"))
    print("\n".join(lines).encode(encoding, "backslashreplace").decode(encoding), file=stream)
