"""Rules for docs/data/interface.yml: texts of the interface that are missing, unknown or not filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.data_files import NO_KEYS
from lanpya.checks.front_matter import KEY_UNKNOWN, VALUE_BAD, is_role
from lanpya.content.interface_texts import KEYS, missing_texts
from lanpya.content.library import CHECKED_BY
from lanpya.content.settings import SiteLanguage
from lanpya.content.yaml_fields import EMPTY, Field
from lanpya.languages.shipped_texts import places_in
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem

WORD_MISSING = rule("word-missing", "warning", section="The registry: contacts, links, sources")
WORDS_UNCHECKED = rule("words-unchecked", "warning", section="Translations")
_NAMED = 3  # of the missing texts, in a message


@check(Scope.SITE, WORD_MISSING, WORDS_UNCHECKED, KEY_UNKNOWN, VALUE_BAD)
def check_words(context: CheckContext) -> Iterator[Problem]:
    """Yield how many words a language lacks, words never shown, and words with wrong placeholders."""
    library = context.library
    path = f"{library.docs}/data/interface.yml"
    words = library.data["interface"]
    if any(problem.path == path for problem in library.problems):
        return  # it cannot be read, which is reported already
    if not words.keys and words.value and not words.is_null:
        yield VALUE_BAD.on(path, words, NO_KEYS, say("Write it as in  home: {my: …, en: All pages}"))
    yield from _missing(context, path)
    yield from _unchecked(context, path)
    languages = {one.code: one for one in (*library.settings.languages, library.settings.last_resort)}
    strange: dict[str, Field] = {}  # languages that the site has no longer, or that are misspelt
    for key, entry in words.keys.items():
        if key == CHECKED_BY:
            yield from _wrong_roles(entry, context, path)
            continue
        if key not in KEYS:
            message = say("No page shows the words {key!r}.", key=key)
            remedy = say("Remove the line, or correct its key, as in  home: {my: …, en: All pages}")
            yield KEY_UNKNOWN.on(path, entry, message, remedy)
            continue
        if not entry.keys:
            message = say("{key!r} has no language beside its words.", key=key)
            yield VALUE_BAD.on(path, entry, message, say("Write it as in  home: {my: …, en: All pages}"))
        for code, field in entry.keys.items():
            if code not in languages:
                strange.setdefault(code, field)
            elif unfit := _unfit(key, field):
                yield VALUE_BAD.on(path, field, *unfit)
            elif _is_in_another_script(field.text, languages[code]):
                message = say("{key!r} has no letter of {language}.", key=key, language=languages[code].name)
                remedy = say("Translate it, or leave the line empty; readers then get the English words.")
                yield WORD_MISSING.on(path, field, message, remedy)
    for code, field in strange.items():
        message = say("{code!r} is no language of this site, so no page shows its words.", code=code)
        remedy = say("Remove them, or write one of: {codes}", codes=", ".join(filter(None, languages)))
        yield WORD_MISSING.on(path, field, message, remedy)


def _is_in_another_script(text: str, language: SiteLanguage) -> bool:
    """Whether words are in other letters than the language's; capitals alone are no words, as in PDF."""
    words = re.sub(r"\{\w*\}", "", text)
    return words != words.upper() and language.traits.share(words) == 0


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
            entries = library.data["interface"].keys
            if all(language.code in entries.get(key, EMPTY).keys for key in missing):
                remedy = say("Fill in the empty lines of this file.")
            else:
                remedy = say(
                    "Run  lanpya words {language}  and fill in the lines that it writes.",
                    language=language.code,
                )
            yield WORD_MISSING.at(path, 1, 1, message, remedy)


def _wrong_roles(entry: Field, context: CheckContext, path: str) -> Iterator[Problem]:
    """Yield who cannot have checked the texts of a language, and languages that the site has not."""
    codes = [language.code for language in context.library.settings.languages]
    if not entry.keys and not entry.is_null:
        message = say("{key!r} has no language beside its words.", key=CHECKED_BY)
        yield VALUE_BAD.on(path, entry, message, say("Write it as in  checked_by: {es: reader-a}"))
    for code, field in entry.keys.items():
        if code not in codes:
            message = say("{code!r} is no language of this site.", code=code)
            yield KEY_UNKNOWN.on(path, field, message, say("Write one of: {codes}", codes=", ".join(codes)))
        elif not field.is_null and not is_role(field.text):
            message = say(
                "{role!r} is not a role, but readers would see that a native speaker checked the words.",
                role=field.text,
            )
            remedy = say(
                "Leave the language out until one has checked it; then write the role, as in  reader-a"
            )
            yield VALUE_BAD.on(path, field, message, remedy)


def _unchecked(context: CheckContext, path: str) -> Iterator[Problem]:
    """Yield the languages in which readers get words that no one has checked; only a release reports them."""
    library = context.library
    for language in library.used_languages if context.release else []:
        keys = [key for key in KEYS if library.shows_english(key, language.code)]
        if keys:
            message = say(
                "No native speaker has checked the {number} texts in {language} that a reader's safety "
                "depends on.",
                number=len(keys),
                language=language.code,
            )
            remedy = say(
                "Let one read what  lanpya words {language} --show  shows, then write the role, as in  "
                "checked_by: {{{language}: reader-a}}  To publish them anyway, with the English words "
                "beside:  --allow-unchecked  (with make: ALLOW_UNCHECKED=1)",
                language=language.code,
            )
            yield WORDS_UNCHECKED.at(path, 1, 1, message, remedy, as_error=not context.allow_unchecked)


def _line_for(key: str, language: str) -> str:
    places = "".join(f" {{{name}}}" for name in places_in(key))
    return f'{key}: {{{language}: "…{places}"}}'


def _unfit(key: str, field: Field) -> tuple[Message, Message] | None:
    """Return message and remedy for words with wrong placeholders, and for none; None for others."""
    wanted, text = places_in(key), field.text
    if not text.strip() and not field.is_null:
        message = say("{key!r} has no words here.", key=key)
        return message, say("Write it as in  home: {my: …, en: All pages}")
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
