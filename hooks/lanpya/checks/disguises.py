"""Languages of the site in which disguised contacts, places, times and persons are not recognised."""

from __future__ import annotations

from collections.abc import Iterator

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.detection.words import has_file, has_numbers
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

DISGUISE_UNKNOWN = rule("disguise-unknown", "warning", section="Where, when and who")


@check(Scope.SITE, DISGUISE_UNKNOWN)
def check_languages(context: CheckContext) -> Iterator[Problem]:
    """Yield each language that has no file of words that disguise."""
    settings = context.library.settings
    for language in settings.languages:
        if has_file(language.html_lang):
            continue
        path, line = settings.place_of(f"locale {language.code}")
        some = say(
            "Disguised contacts, places, times and persons in {language} are not recognised, apart from "
            "numbers in words, weekdays and months.",
            language=language.name,
        )
        none = say(
            "Disguised contacts, places, times and persons in {language} are not recognised.",
            language=language.name,
        )
        remedy = say(
            "Have every change read by somebody who speaks it, or write "
            "hooks/lanpya/detection/word_lists/{code}.yml, as in en.yml",
            code=language.traits.subtag,
        )
        yield DISGUISE_UNKNOWN.at(path, line, 1, some if has_numbers(language.html_lang) else none, remedy)
