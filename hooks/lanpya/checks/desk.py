"""Documents for editors and maintainers must contain no contacts and no private details, just like guides."""

from __future__ import annotations

from collections.abc import Iterator

from lanpya.checks.contact_details import ADDRESS_IN_TEXT
from lanpya.checks.context import CheckContext, Scope, check
from lanpya.detection.outside_guides import RULES_IN_WORDS, contacts_in, details_in_words
from lanpya.detection.sensitive_details import sensitive_details_in
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem


@check(Scope.SITE, ADDRESS_IN_TEXT, *RULES_IN_WORDS)
def check_desk(context: CheckContext) -> Iterator[Problem]:
    """Yield contacts, places, units and persons in the documents of docs/desk."""
    words = context.library.settings.words_that_disguise
    details = details_in_words(words)
    for path, text in context.library.desk.items():
        for start, kind, address in contacts_in(text, words, is_prose=True):
            message = say("This looks like {kind}: {address}", kind=kind, address=address[:60])
            remedy = say(
                "Documents must not contain contacts. Use an example at example.org, or leave it out."
            )
            yield ADDRESS_IN_TEXT.at(path, *_place(text, start), message, remedy)
        for detail, start, found in sensitive_details_in(text, details):
            message = detail.message.filled(found=found[:60])
            yield detail.rule.at(path, *_place(text, start), message, detail.remedy)


def _place(text: str, start: int) -> tuple[int, int]:
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
