"""Documents for editors and maintainers hold no contact and no private detail, as guides hold none."""

from __future__ import annotations

from collections.abc import Iterator

from lanpya.checks.contact_details import ADDRESS_IN_TEXT
from lanpya.checks.context import CheckContext, Scope, check
from lanpya.detection.outside_guides import OF_WORDS, contacts_in
from lanpya.detection.sensitive_details import whereabouts_in
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem


@check(Scope.SITE, ADDRESS_IN_TEXT, *(detail.rule for detail in OF_WORDS))
def check_desk(context: CheckContext) -> Iterator[Problem]:
    """Yield contacts, places, units and persons in the documents of docs/desk."""
    for path, text in context.library.desk.items():
        for start, kind, address in contacts_in(text, is_prose=True):
            message = say("This looks like {kind}: {address}", kind=kind, address=address[:60])
            remedy = say("Documents name no contact. Write an example at example.org, or leave it out.")
            yield ADDRESS_IN_TEXT.at(path, *_place(text, start), message, remedy)
        for detail, start, found in whereabouts_in(text, OF_WORDS):
            message = detail.message.filled(found=found[:60])
            yield detail.rule.at(path, *_place(text, start), message, detail.remedy)


def _place(text: str, start: int) -> tuple[int, int]:
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
