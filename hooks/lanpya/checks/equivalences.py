"""Rules for docs/data/same.yml, which lists changes of a source that do not change its meaning."""

from __future__ import annotations

from collections.abc import Iterator

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.data_files import RECORD_BAD
from lanpya.content.equivalences import (
    MARK,
    REASON,
    Equivalence,
    equivalent_fingerprints,
    is_never_equivalent,
    is_reason,
)
from lanpya.content.library import Library
from lanpya.content.records import equivalence_of
from lanpya.content.yaml_fields import EMPTY, Field
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem

SAME_UNUSED = rule("same-unused", "warning", section="The registry: contacts, links, sources")

Wrong = tuple[str, Message, Message]  # the key with the problem, message, and remedy


@check(Scope.SITE, RECORD_BAD, SAME_UNUSED)
def check_equivalences(context: CheckContext) -> Iterator[Problem]:
    """Yield entries with unknown names or without a reason, for In short, or that no translation needs."""
    library = context.library
    path = f"{library.docs}/data/same.yml"
    seen: set[tuple[str, ...]] = set()
    for entry in library.data["same"].items:
        if not entry.keys:
            continue  # another rule reports it
        same = equivalence_of(entry)
        wrong = _wrong(same, entry, library) or _repeated(same, seen)
        seen.add((same.guide, same.section, same.was, same.now))
        if wrong:
            key, message, remedy = wrong
            yield RECORD_BAD.on(path, entry.keys.get(key, entry), message, remedy)
        elif same.guide in library.guides and not is_needed(same, library):
            message = say("No translation of {guide} needs this entry anymore.", guide=same.guide)
            remedy = say("Remove the line. All translations were compared with a later text, or none was.")
            yield SAME_UNUSED.on(path, entry, message, remedy)


def is_needed(same: Equivalence, library: Library) -> bool:
    """Whether a translation matches its source because of this entry, alone or with others."""
    source = library.pages[(library.settings.source_language, same.guide)]
    now = source.fingerprints().get(same.section, "")
    pages = (*library.pages.values(), *library.drafts.values())
    marks = [page.marks().get(same.section, "") for page in pages if page.file == same.guide]
    reach = (same.guide, same.section)
    return now in equivalent_fingerprints(library.equivalences, *reach, same.now) and any(
        mark != now and same.was in equivalent_fingerprints(library.equivalences, *reach, mark)
        for mark in marks
    )


def _repeated(same: Equivalence, seen: set[tuple[str, ...]]) -> Wrong | None:
    if (same.guide, same.section, same.was, same.now) in seen:
        return "guide", say("This entry is the same as one above."), say("Remove one of the two.")
    return None


def _wrong(same: Equivalence, entry: Field, library: Library) -> Wrong | None:
    """Return the first problem with an entry; another rule reports missing keys."""
    source = library.pages.get((library.settings.source_language, same.guide))
    unread = {problem.path for problem in library.problems}
    if same.guide and source is None:
        if f"{library.docs}/{library.settings.source_language}/{same.guide}" in unread:
            return None
        names = ", ".join(sorted(library.guides))
        remedy = say("Write  guide: FILE.md  with one of: {names}.", names=names)
        return "guide", say("There is no guide {guide!r}.", guide=same.guide), remedy
    if source and same.section and same.section not in source.fingerprints():
        remedy = say("Write one of: {sections}.", sections=", ".join(source.fingerprints()))
        message = say("{path} has no section {section!r}.", path=source.path, section=same.section)
        return "section", message, remedy
    if source and is_never_equivalent(same.section, library.guides[same.guide].risk):
        return (
            "section",
            say("In a guide of high risk, every change of In short changes its meaning."),
            say("Remove the entry, and compare the translations with the source."),
        )
    for key, mark in (("was", same.was), ("is", same.now)):
        if mark and not MARK.fullmatch(mark):
            message = say("{mark!r} is not a fingerprint: k and seven digits or letters a to f.", mark=mark)
            return key, message, say("Let  lanpya status same  write the entry.")
    if same.was and same.was == same.now:
        return "is", say("The values of was and is are the same."), say("Remove the entry.")
    if not entry.keys.get("reason", EMPTY).is_null and not is_reason(same.reason):
        message = say(
            "The reason has fewer than {least} letters, too few to explain the change.", least=REASON
        )
        return "reason", message, say("Say what changed, as in  reason: a letter was missing")
    return None
