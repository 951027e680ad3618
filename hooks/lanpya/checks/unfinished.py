"""Translations of which too little is translated, and pages in another language than that of their folder."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.content.library import TRANSLATED, Library, Page
from lanpya.content.untranslated import share_begun
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

LANGUAGE_OTHER = rule("language-other", "error", section="Burmese")
TRANSLATION_UNFINISHED = rule("translation-unfinished", "warning", section="Burmese")

_BEGUN = 0.5  # of the letters; the title and a few lines are written first


@check(Scope.SITE, TRANSLATION_UNFINISHED, LANGUAGE_OTHER)
def check_unfinished(context: CheckContext) -> Iterator[Problem]:
    """Yield the translations of which too little is translated, and sources in letters of another script."""
    library = context.library
    for page in chain(library.drafts.values(), library.pages.values()):
        if page.is_unfinished(library.settings.source_language):
            yield _unfinished(page, library)
        elif page.share < TRANSLATED:
            message = say(
                "Only {share:.0%} of the letters on this page are those of {name}, the language that its "
                "folder has in mkdocs.yml.",
                share=page.share,
                name=page.language.name,
            )
            remedy = say(
                "Put the page into the folder of its language, or correct html_lang in mkdocs.yml, with the "
                "letters if it is not usually written in these, as in sr-Latn."
            )
            if share_begun(page) < _BEGUN:
                yield LANGUAGE_OTHER.at(page.path, 1, 1, message, remedy)
            else:  # begun with English words by a command, because there are none in the language
                remedy = say("Write it in {name}.", name=page.language.name)
                yield TRANSLATION_UNFINISHED.at(page.path, 1, 1, message, remedy, as_error=context.release)


def _unfinished(page: Page, library: Library) -> Problem:
    target = library.best_available(page.file, page.language.code)
    instead = say("; readers see {path} instead", path=target.path) if target and target is not page else ""
    return TRANSLATION_UNFINISHED.at(
        *(page.path, 1, 1),
        say(
            "Only {share:.0%} of this page is translated into {name}, so it does not count as "
            "translated{instead}.",
            share=page.share,
            name=page.language.name,
            instead=instead,
        ),
        say(
            "Translate the rest; it counts from {translated:.0%}. Letters of another script and sentences "
            "equal to the source's are not translated; capitalised words count as names.",
            translated=TRANSLATED,
        ),
    )
