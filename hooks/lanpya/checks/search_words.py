"""Rules for docs/<language>/search.yml: each line leads to words that the guides of the language have."""

from __future__ import annotations

from collections.abc import Iterator

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.data_files import NO_KEYS
from lanpya.checks.spelling import explained
from lanpya.content.library import Library, Page
from lanpya.content.search_words import FILE, folded, has_letters, plain, words_of
from lanpya.content.settings import SiteLanguage
from lanpya.content.yaml_fields import Field
from lanpya.languages.burmese.marks import MISPLACED_MARK
from lanpya.languages.burmese.spelling import LETTER_FOREIGN, ZAWGYI
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem

SEARCH_WORD_BAD = rule("search-word-bad", "error", section="Words for the search")
SEARCH_WORD_UNFOUND = rule("search-word-unfound", "warning", section="Words for the search")

LONGEST = 60  # characters: a phrase of some ten words; whole questions are found by their words
_SHOWN = 40  # characters of a word in a message
_LETTERS = (ZAWGYI, LETTER_FOREIGN, MISPLACED_MARK)  # the other rules of spelling are for the words of guides
_EXAMPLE = say("Write it as in  jail: prison  or  jail: [prison, a sentence]")
_SHORTER = say("Write the words that matter, in one line.")


@check(Scope.SITE, SEARCH_WORD_BAD, SEARCH_WORD_UNFOUND)
def check_search_words(context: CheckContext) -> Iterator[Problem]:
    """Yield lines that cannot be used, or are the same for the search, and words that no page has."""
    library = context.library
    for language in library.settings.languages:
        path, data = _path(library, language), library.data[f"{language.code}/{FILE}"]
        if not data.keys and data.value and not data.is_null:
            yield SEARCH_WORD_BAD.on(path, data, NO_KEYS, _EXAMPLE)
        yield from _twice(path, library, language)
        pages = library.pages_in(language.code)
        searched = "\n".join(_searched(page) for page in pages) if data.keys else ""
        for typed, field in _lines(library, language):
            wrong = [*_shape(path, typed, field, language)]
            yield from wrong
            if pages and not wrong:
                yield from _unfound(path, typed, field, language, searched)


@check(Scope.FILE, *_LETTERS)
def check_letters_of_search_words(path: str, context: CheckContext) -> Iterator[Problem]:
    """Yield what is no Burmese in Unicode in the words that readers type; any other spelling is allowed."""
    library = context.library
    for language in library.settings.languages:
        for typed, _ in _lines(library, language) if path == _path(library, language) else ():
            for finding in language.traits.findings(typed.text):
                if finding.rule in _LETTERS:
                    place = typed.line, typed.column + finding.start
                    yield finding.rule.at(path, *place, *explained(typed.text, finding))


def _path(library: Library, language: SiteLanguage) -> str:
    return f"{library.docs}/{language.code}/{FILE}"


def _lines(library: Library, language: SiteLanguage) -> Iterator[tuple[Field, Field]]:
    """Yield the word and the value of each line, both with their positions."""
    path, keys = _path(library, language), library.data[f"{language.code}/{FILE}"].keys
    lines = library.texts[path].split("\n") if keys else []
    for typed, field in keys.items():
        yield Field(typed, field.line, max(lines[field.line - 1].find(typed), 0) + 1), field


def _searched(page: Page) -> str:
    """Return what the search finds on a page as it compares it, a line for each heading or block."""
    texts = (page.title, *("".join(block.itertext()) for block in page.document.elements()))
    return "\n".join(folded(text, page.language) for text in texts)


def _twice(path: str, library: Library, language: SiteLanguage) -> Iterator[Problem]:
    """Yield the words that are one and the same for the search as those of a line above."""
    above: dict[str, Field] = {}
    for typed, _ in _lines(library, language):
        earlier = above.setdefault(folded(typed.text, language), typed)
        if earlier is not typed:
            message = say(
                "For the search, {word!r} is the same as {other!r} in line {line}.",
                word=_short(typed),
                other=_short(earlier),
                line=earlier.line,
            )
            remedy = say("Write one of them, with the words of both lines: [one, another]")
            yield SEARCH_WORD_BAD.on(path, typed, message, remedy)


def _shape(path: str, typed: Field, field: Field, language: SiteLanguage) -> Iterator[Problem]:
    def bad(place: Field, message: Message, remedy: Message = _EXAMPLE) -> Problem:
        return SEARCH_WORD_BAD.on(path, place, message, remedy)

    if not has_letters(typed.text):
        yield bad(typed, say("There is no word before the colon."))
    if field.keys or any(each.items or each.keys for each in field.items):
        yield bad(field, say("{word!r} needs one text, or a list of texts.", word=_short(typed)))
        return
    for each in (typed, *words_of(field)):
        if "\n" in each.text.strip():
            yield bad(each, say("{word!r} has a line break.", word=_short(each)), _SHORTER)
        elif len(each.text) > LONGEST:
            message = say(
                "{word!r} has {length} characters; the maximum is {most}.",
                word=_short(each),
                length=len(each.text),
                most=LONGEST,
            )
            yield bad(each, message, _SHORTER)
    for each in words_of(field):
        if not has_letters(each.text):
            yield bad(each, say("{word!r} has no words of the guides beside it.", word=_short(typed)))
        elif has_letters(typed.text) and folded(each.text, language) == folded(typed.text, language):
            message = say("For the search, {word!r} is the same as its own words.", word=_short(typed))
            yield bad(each, message, say("Remove the line: the search finds these words without it."))


def _unfound(
    path: str, typed: Field, field: Field, language: SiteLanguage, searched: str
) -> Iterator[Problem]:
    """Yield the words that are on no page of a language, as they are typed."""
    for each in words_of(field):
        if folded(each.text, language) not in searched:
            message = say(
                "No page in {language} has the words {words!r}, so {word!r} does not lead to them.",
                language=language.code,
                words=_short(each),
                word=_short(typed),
            )
            remedy = say("Write them in the order of the guide. Capitals and white space do not matter.")
            yield SEARCH_WORD_UNFOUND.on(path, each, message, remedy)


def _short(field: Field) -> str:
    text = plain(field.text)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
