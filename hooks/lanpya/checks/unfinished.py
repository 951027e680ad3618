"""Translations of which too little is translated, and pages in another language than that of their folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.content.library import TRANSLATED, Library, Page
from lanpya.content.links import MARKED
from lanpya.content.untranslated import share_begun, texts_of
from lanpya.languages.begun_texts import begun_sentences
from lanpya.languages.sentences import split_sentences
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

LANGUAGE_OTHER = rule("language-other", "error", section="Burmese")
TRANSLATION_UNFINISHED = rule("translation-unfinished", "warning", section="Burmese")
_SENTENCE = 20  # characters; shorter ones, such as titles, may be the same in two languages
_BEGUN = 0.5  # of the letters; the title and a few lines are written first


@check(Scope.SITE, TRANSLATION_UNFINISHED, LANGUAGE_OTHER)
def check_unfinished(context: CheckContext) -> Iterator[Problem]:
    """Yield the translations of which too little is translated, and sources in letters of another script."""
    library = context.library
    for page in chain(library.drafts.values(), library.pages.values()):
        if page.is_unfinished(library.settings.source_language):
            yield _unfinished(page, library, release=context.release)
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
        else:
            yield from _left(page, library, release=context.release)


def _left(page: Page, library: Library, *, release: bool) -> Iterator[Problem]:
    """Yield the sentences on a published page that a command wrote there, and those that are the source's."""
    sentences = [one for one in _sentences([page.summary, *texts_of(page)]) if len(one) >= _SENTENCE]
    written = begun_sentences(page.language.html_lang)
    if left := [one for one in sentences if one in written]:
        message = say(
            "A command wrote {number} of the sentences here: {text!r}", number=len(left), text=left[0]
        )
        remedy = say("Write what belongs there, or remove them.")
        yield TRANSLATION_UNFINISHED.at(*_place(page, left[0]), message, remedy, as_error=release)
    source = library.pages.get((library.settings.source_language, page.file), page)
    if source.language.traits.written == page.language.traits.written:
        return
    marked = " ".join(match["words"] for match in MARKED.finditer(page.document.source))
    known = {*_sentences([source.summary, *texts_of(source)])} - written
    is_own = page.language.traits.share  # if the source is not in the letters of its language
    other = not set(source.language.traits.scripts) & set(page.language.traits.scripts)
    known = {one for one in known if not (other and is_own(one) >= TRANSLATED)}
    if left := [one for one in sentences if one in known and one not in marked]:
        message = say(
            "Sentences here that are not translated: {number}, such as {text!r}",
            number=len(left),
            text=left[0],
        )
        remedy = say("Translate them, or mark words that are to stay, as in  [words](lang:en)")
        yield TRANSLATION_UNFINISHED.at(*_place(page, left[0]), message, remedy)


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable(map(split_sentences, texts))


def _place(page: Page, sentence: str) -> tuple[str, int, int]:
    """Return the path, line and column of a sentence, of the first line where markup is inside it."""
    before, found, _ = page.document.source.partition(sentence)
    return page.path, (page.document.first_line + before.count("\n") if found else 1), 1


def _unfinished(page: Page, library: Library, *, release: bool) -> Problem:
    """Return the problem of a translation; only the home page at the root of the site is published anyway."""
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
        as_error=release and (page.language.code, page.file) in library.pages,
    )
