"""Reports of problems for a terminal, for GitHub and as JSON, and the error that stops a build."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict

from lanpya.problems.messages import say, say_count
from lanpya.problems.problem import SEVERITY_WORDS, Problem, errors_in


def as_text(problems: Iterable[Problem], language: str = "en") -> str:
    """Return the problems grouped by file, for a terminal. The last line has their number."""
    lines: list[str] = []
    path = None
    unique = sorted(set(problems))
    remedy = say("remedy").in_language(language)
    for problem in unique:
        if problem.path != path:
            path = problem.path
            lines += ["", path]
        place = f"{problem.line}:{problem.column}"
        severity = SEVERITY_WORDS[problem.severity].in_language(language)
        lines.append(f"  {place:<7} {severity}  {problem.rule}: {problem.message.in_language(language)}")
        lines.append(f"          {remedy}: {problem.remedy.in_language(language)}")
    errors = len(errors_in(unique))
    counts = (
        say_count("{number} error", "{number} errors", errors),
        say_count("{number} warning", "{number} warnings", len(unique) - errors),
    )
    lines += ["", ", ".join(count.in_language(language) for count in counts)]
    return "\n".join(lines).lstrip("\n")


def as_github(problems: Iterable[Problem], language: str = "en") -> str:
    """Return workflow commands that GitHub shows as annotations in a diff.

    Source of the escapes: github.com/actions/toolkit, packages/core/src/command.ts.
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
    """Return a JSON list with one object per problem."""
    entries = [
        {**asdict(p), "message": p.message.in_language(language), "remedy": p.remedy.in_language(language)}
        for p in sorted(set(problems))
    ]
    return json_of(entries)


def json_of(data: object) -> str:
    """Return JSON in ASCII, which `show` does not change, so that it stays valid JSON on every terminal."""
    return re.sub("#(?=#)", lambda found: f"\\u{ord(found[0]):04x}", json.dumps(data, indent=2))


class ProblemsError(Exception):
    """Stops a build. `problems` are all problems found."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(sorted(set(problems)))
        super().__init__(as_text(self.problems))
