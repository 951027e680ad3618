"""The rules of the check. Every rule has an entry, with a bad and a good example, in RULES.md."""

from typing import Protocol

from lanpya.problems.messages import Message
from lanpya.problems.problem import Problem, Severity

SEVERITIES: dict[str, Severity] = {
    "unreadable": "error",
    "file-name": "error",
    "front-matter": "error",
    "key-missing": "error",
    "key-unknown": "error",
    "value-bad": "error",
    "date-bad": "error",
    "review-too-far": "error",
    "page-past": "warning",
    "page-unlinked": "warning",
    "address-bad": "error",
    "address-twice": "error",
    "address-too-long": "error",
    "translation-orphan": "error",
    "translation-stale": "warning",
    "structure-differs": "warning",
    "page-unchecked": "warning",
    "heading-id": "error",
    "heading-ids-differ": "error",
    "markup-refused": "error",
    "markup-differs": "error",
    "quote-open": "error",
    "merge-left": "error",
    "space-behind-mark": "error",
    "short-missing": "error",
    "short-too-long": "error",
    "short-too-short": "error",
    "print-missing": "error",
    "aloud-too-long": "error",
    "picture-bad": "error",
    "picture-metadata": "error",
    "picture-code": "error",
    "picture-alt": "error",
    "target-unknown": "error",
    "source-uncited": "warning",
    "question-bad": "error",
    "question-loop": "error",
    "question-deep": "error",
    "talk-bad": "error",
    "address-in-text": "error",
    "place-in-text": "error",
    "time-in-text": "error",
    "unit-in-text": "error",
    "person-in-text": "error",
    "private-word": "error",
    "character-unlisted": "error",
    "script-mixed": "error",
    "record-bad": "error",
    "id-twice": "error",
    "same-unused": "warning",
    "contact-lifetime": "error",
    "contact-verifiers": "error",
    "record-address": "error",
    "contact-look-alike": "error",
    "date-future": "error",
    "entry-unused": "warning",
    "contact-past": "warning",
    "contact-sample": "error",
    "contact-changed": "warning",
    "review-changed": "warning",
    "negation-lost": "warning",
    "word-missing": "error",
    "zawgyi": "error",
    "mark-order": "error",
    "hidden-character": "error",
    "letter-foreign": "error",
    "mark-doubled": "warning",
    "look-alike": "warning",
    "syllable-torn": "warning",
    "negation-torn": "warning",
    "word-discouraged": "warning",
    "sentence-long": "warning",
    "translation-unfinished": "warning",
    "link-broken": "error",
    "other-host": "error",
    "element-unexpected": "error",
    "request-extra": "error",
    "published-id-twice": "error",
    "page-too-heavy": "error",
    "leaflet-overflow": "error",
    "leaflet-letter": "error",
    "lead-in-news": "warning",
    "leaflet-withdrawn": "warning",
    "leaflet-unknown": "warning",
    "code-unsure": "warning",
    "leaflet-too-heavy": "error",
    "copy-too-heavy": "error",
    "contact-kept": "error",
    "pack-missing": "error",
    "pack-clash": "error",
    "file-unexpected": "error",
    "commit-address": "error",
    "commit-time-zone": "error",
    "commit-detail": "error",
    "commit-header": "error",
    "commit-content": "error",
    "change-too-large": "error",
    "outside-docs": "warning",
    "answer-number": "error",
    "answer-mark": "error",
    "answer-digits": "error",
    "answer-untranslated": "error",
    "answer-old": "error",
}


class Located(Protocol):
    """What knows where it was typed: a line and a column, counted from 1."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column."""


def problem_at(
    path: str, line: int, column: int, rule: str, message: Message, remedy: Message, *, harden: bool = False
) -> Problem:
    """Return a problem with the severity of its rule; `harden` makes a warning an error, for a release."""
    return Problem(path, line, column, rule, "error" if harden else SEVERITIES[rule], message, remedy)


def problem_in(
    path: str, field: Located, rule: str, message: Message, remedy: Message, *, harden: bool = False
) -> Problem:
    """Return a problem at the place where a field was typed."""
    return problem_at(path, field.line, field.column, rule, message, remedy, harden=harden)
