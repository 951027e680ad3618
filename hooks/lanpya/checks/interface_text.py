"""Rules for docs/data/interface.yml: texts of the interface that are missing, unknown or not filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.front_matter import KEY_UNKNOWN, VALUE_BAD
from lanpya.content.interface_texts import KEYS, missing_texts
from lanpya.languages.shipped_texts import places_in
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem

WORD_MISSING = rule("word-missing", "warning", section="The registry: contacts, links, sources")
_NAMED = 3  # of the missing texts, in a message


@check(Scope.SITE, WORD_MISSING, KEY_UNKNOWN, VALUE_BAD)
def check_words(context: CheckContext) -> Iterator[Problem]:
    """Yield how many words a language lacks, words never shown, and words with wrong placeholders."""
    library = context.library
    path = f"{library.docs}/data/interface.yml"
    words = library.data["interface"]
    if any(problem.path == path for problem in library.problems):
        return  # it cannot be read, which is reported already
    yield from _missing(context, path)
    for key, entry in words.keys.items():
        if key not in KEYS:
            message = say("No page shows the words {key!r}.", key=key)
            remedy = say("Remove the line, or correct its key, as in  home: {my: …, en: All pages}")
            yield KEY_UNKNOWN.on(path, entry, message, remedy)
            continue
        if not entry.keys:
            message = say("{key!r} has no language beside its words.", key=key)
            yield VALUE_BAD.on(path, entry, message, say("Write it as in  home: {my: …, en: All pages}"))
        for field in entry.keys.values():
            if unfit := _unfit(key, field.text):
                yield VALUE_BAD.on(path, field, *unfit)


def _missing(context: CheckContext, path: str) -> Iterator[Problem]:
    """Yield one problem for each language that lacks words, and one for each word that has no English."""
    library, english = context.library, context.library.settings.last_resort
    for key in missing_texts(library.words, english.code):
        message = say("Pages show the words {key!r}, which are missing here.", key=key)
        remedy = say("Add a line such as  {line}", line=_line_for(key, english.code))
        yield WORD_MISSING.at(path, 1, 1, message, remedy, as_error=True)
    for language in library.settings.languages:
        missing = missing_texts(library.words, language.code)
        if missing and language != english:
            names = ", ".join(missing[:_NAMED]) + (", …" if len(missing) > _NAMED else "")
            message = say(
                "{missing} of {all} texts of the interface are shown in English in {language}: {names}.",
                missing=len(missing),
                all=len(KEYS),
                language=language.code,
                names=names,
            )
            remedy = say(
                "Run  lanpya words {language}  and fill in the lines that it writes.", language=language.code
            )
            yield WORD_MISSING.at(path, 1, 1, message, remedy)


def _line_for(key: str, language: str) -> str:
    places = "".join(f" {{{name}}}" for name in places_in(key))
    return f'{key}: {{{language}: "…{places}"}}'


def _unfit(key: str, text: str) -> tuple[Message, Message] | None:
    """Return message and remedy for words with wrong placeholders, None for others."""
    wanted = places_in(key)
    if not text or sorted(re.findall(r"\{(.*?)\}|[{}]", text)) == [*wanted]:
        return None
    if not wanted:
        message = say("{key!r} must contain no braces, because the build fills in nothing there.", key=key)
        return message, say("Leave out the braces.")
    names = " ".join(f"{{{name}}}" for name in wanted)
    return (
        say("{key!r} must contain {names} once, and no other braces.", key=key, names=names),
        say("Write  {names}  in its place.", names=names),
    )
