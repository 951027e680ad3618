"""Rules for docs/data/harmless.yml: what looks like a contact detail and may stay in a guide."""

from __future__ import annotations

from collections.abc import Iterator

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.data_files import RECORD_BAD
from lanpya.checks.registry import CONTACT_VERIFIERS, DATE_BAD, DATE_FUTURE, verification_problems
from lanpya.content.equivalences import is_reason
from lanpya.content.harmless import is_harmless
from lanpya.content.yaml_fields import EMPTY
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

HARMLESS_BAD = rule("harmless-bad", "error", section="Links and sources")


@check(Scope.SITE, HARMLESS_BAD, RECORD_BAD, CONTACT_VERIFIERS, DATE_BAD, DATE_FUTURE)
def check_harmless(context: CheckContext) -> Iterator[Problem]:
    """Yield entries that could reach somebody, that have no reason, or that two people have not reviewed."""
    path = f"{context.library.docs}/data/harmless.yml"
    for entry in context.library.data["harmless"].items:
        text, reason = entry.keys.get("text", EMPTY), entry.keys.get("reason", EMPTY)
        if text.text and not is_harmless(text.text):
            message = say(
                "{text!r} cannot be accepted: it may be an address, a number, a name or a key.",
                text=text.text,
            )
            remedy = say(
                "Only a short word with @ and no domain, such as  c@t , or a beginning without a host, such "
                "as  https:// , can be harmless. Write the guide in other words."
            )
            yield HARMLESS_BAD.on(path, text, message, remedy)
        if reason.text and not is_reason(reason.text):
            message = say("{reason!r} is no reason.", reason=reason.text)
            remedy = say("Write why it is needed, as in  reason: an example of a password")
            yield RECORD_BAD.on(path, reason, message, remedy)
        yield from verification_problems(path, entry, context.last_known_day)
