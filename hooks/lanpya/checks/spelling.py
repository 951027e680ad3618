"""Spelling by the rules of each script, and words to avoid from the glossary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.glossary import WORD_DISCOURAGED, glossary_of
from lanpya.content.library import Library
from lanpya.content.links import MARKED
from lanpya.content.questions import FILE, fields_of
from lanpya.content.search_words import FILE as SEARCH_WORDS
from lanpya.content.search_words import words_of
from lanpya.content.settings import SiteLanguage
from lanpya.content.yaml_fields import EMPTY, Field
from lanpya.languages.burmese.known_syllables import SYLLABLE_UNKNOWN
from lanpya.languages.burmese.look_alikes import LOOK_ALIKE
from lanpya.languages.burmese.marks import MARK_DOUBLED, MISPLACED_MARK
from lanpya.languages.burmese.spelling import LETTER_FOREIGN, SYLLABLE_TORN, ZAWGYI
from lanpya.languages.finding import HIDDEN_CHARACTER, Finding
from lanpya.languages.language import Language, language_for, language_of
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem

_RETYPE = say("Type it again with a Unicode keyboard; a converter would damage what is correct.")
_REPHRASE = say("Use other words.")
_LIST = say("Correct it. If the word is right, add it to `use` of an entry in docs/data/glossary.yml.")
_SHOWN = 24  # characters of a long text in a message
_HEADING = re.compile("#{1,6} ")
_BEGINS = re.compile(r"\s*(?:[-*+]|[0-9]+\.)\s|\||#{1,6} ")
# the keys of each file in docs/data that readers see, besides the interface
_SHOWN_KEYS = {
    "contacts": ("name",),
    "sources": ("says",),
    "pictograms": ("name",),
    "talks": ("subject", "summary"),
}
_AROUND = 8  # characters on each side, to find the place


_BY_SCRIPT = (
    HIDDEN_CHARACTER,
    ZAWGYI,
    LETTER_FOREIGN,
    SYLLABLE_TORN,
    MISPLACED_MARK,
    MARK_DOUBLED,
    LOOK_ALIKE,
    SYLLABLE_UNKNOWN,
)


@check(Scope.FILE, *_BY_SCRIPT, WORD_DISCOURAGED)
def check_spelling(path: str, context: CheckContext) -> Iterator[Problem]:
    """Yield spelling mistakes and discouraged words in a source."""
    library = context.library
    for language in library.settings.languages:
        glossary = glossary_of(library, language)
        for field in _texts(library, language, path):
            found: list[Finding] = []
            for start, text, script in _by_language(field.text, language, library):
                own = [one for one in script.findings(text) if not glossary.permits(text, one, script)]
                in_zawgyi = [(f.start, f.end) for f in own if f.rule == ZAWGYI]
                if not start:
                    own += [
                        word
                        for word in glossary.findings(text, script)
                        if not any(first <= word.start < last for first, last in in_zawgyi)
                    ]
                found += [replace(one, start=start + one.start, end=start + one.end) for one in own]
            for finding in found:
                line, column = place_in(field, finding.start)
                yield finding.rule.at(path, line, column, *explained(field.text, finding))


@check(Scope.SITE, *_BY_SCRIPT)
def check_desk_spelling(context: CheckContext) -> Iterator[Problem]:
    """Yield spelling mistakes in the documents of docs/desk that are in a language with rules of spelling."""
    library = context.library
    for language in library.settings.languages:
        folder, script = f"{library.docs}/desk/{language.code}/", language.traits
        documents = [path for path in library.desk if path.startswith(folder) and script.checks_spelling]
        glossary = glossary_of(library, language)
        for path in documents:
            lines = script.normalise(library.desk[path]).split("\n")
            for line, text in paragraphs([*enumerate(lines, start=1)]):
                for finding in script.findings(text):
                    if not glossary.permits(text, finding, script):
                        place = place_in(Field(text, line, 1), finding.start)
                        yield finding.rule.at(path, *place, *explained(text, finding))


def _by_language(text: str, language: SiteLanguage, library: Library) -> Iterator[tuple[int, str, Language]]:
    """Yield a text without the passages that are marked as another language, and each of these.

    With each part come its offset and its language. Guides contain words of other languages without a mark,
    too; their letters show which rules they have.
    """
    marked = list(MARKED.finditer(text))
    for passage in reversed(marked):
        start, end = passage.span("words")
        text = text[:start] + "\n" * (end - start) + text[end:]
    others = [each.html_lang for each in library.settings.languages]
    yield 0, text, language_for(text, language.html_lang, others)
    for passage in marked:
        yield passage.start("words"), passage["words"], language_of(passage["tag"])


def place_in(field: Field, start: int) -> tuple[int, int]:
    """Return line and column in the file of an offset in a text."""
    before = field.text[:start]
    column = start - before.rfind("\n") + (0 if "\n" in before else field.column - 1)
    return field.line + before.count("\n"), column


def _texts(library: Library, language: SiteLanguage, path: str) -> Iterator[Field]:
    """Yield every paragraph of a file in a language."""
    yield from shown_fields(library, language, path)
    page = library.page_at(path)
    if page and page.language == language:
        for line, text in paragraphs(page.document.lines()):
            yield Field(text, line, 1)


def shown_fields(library: Library, language: SiteLanguage, path: str) -> Iterator[Field]:
    """Yield the texts of front matter, questions, search words and docs/data that readers see."""
    if page := library.page_at(path):
        keys = ("title", "summary") if page.language == language else ()
        yield from (page.front.keys.get(key, EMPTY) for key in keys)
        return
    if path == f"{library.docs}/{language.code}/{FILE}":
        for entry in fields_of(library.data[f"{language.code}/{FILE}"]).values():
            yield entry.keys.get("asks", EMPTY)
            answers = entry.keys.get("answers", EMPTY).items
            yield from (answer.keys.get("says", EMPTY) for answer in answers)
    if path == f"{library.docs}/{language.code}/{SEARCH_WORDS}":
        for entry in library.data[f"{language.code}/{SEARCH_WORDS}"].keys.values():
            yield from words_of(entry)
    name = path.removeprefix(f"{library.docs}/data/").removesuffix(".yml")
    if name == "interface":
        entries = list(library.data[name].keys.values())
    else:
        records = library.data.get(name, EMPTY)
        items = records.keys.get("past", EMPTY).items if name == "talks" else records.items
        entries = [item.keys.get(key, EMPTY) for item in items for key in _SHOWN_KEYS.get(name, ())]
    yield from (entry.keys.get(language.code, EMPTY) for entry in entries)


def paragraphs(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield each paragraph, heading, list item and table row with its first line."""
    paragraph: list[tuple[int, str]] = []
    for line, text in [*lines, (0, "")]:
        is_text = bool(text.strip())
        if paragraph and (not is_text or _BEGINS.match(text) or _HEADING.match(paragraph[-1][1])):
            yield paragraph[0][0], "\n".join(words for _, words in paragraph)
            paragraph = []
        if is_text:
            paragraph.append((line, text))


def explained(text: str, finding: Finding) -> tuple[Message, Message]:
    """Return message and remedy, with the text, what surrounds it, its code points and the proposal."""
    start, end = finding.start, finding.end
    left, right = (
        re.search(r"\S*$", text[max(start - _AROUND, 0) : start]),
        re.match(r"\S*", text[end : end + _AROUND]),
    )
    before, after = left[0] if left else "", right[0] if right else ""
    while before and unicodedata.category(before[0]).startswith("M"):
        before = before[1:]  # marks whose letter was cut off
    while after and unicodedata.category(text[end + len(after) :][:1] or " ").startswith("M"):
        after += text[end + len(after)]  # marks that were cut off their letter
    shown = text[start:end]
    message = say(
        "“{before}{found}{after}” {message}: {codes}.",
        before=before,
        found=_short(shown.replace(chr(10), " ")),
        after=after,
        message=finding.message,
        codes=_codes(shown),
    )
    if finding.proposal is None:
        return message, {WORD_DISCOURAGED: _REPHRASE, SYLLABLE_UNKNOWN: _LIST}.get(finding.rule, _RETYPE)
    if finding.rule == SYLLABLE_UNKNOWN:
        return message, say(
            "Write “{before}{proposal}{after}”, if that is meant. If the word is right as it is, add it to "
            "`use` of an entry in docs/data/glossary.yml.",
            before=before,
            proposal=finding.proposal,
            after=after,
        )
    codes = f" ({_codes(finding.proposal)})" if finding.proposal else ""
    return message, say(
        "Write “{before}{proposal}{after}”{codes}.",
        before=before,
        proposal=finding.proposal,
        after=after,
        codes=codes,
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _codes(text: str) -> str:
    codes = " ".join(f"U+{ord(letter):04X}" for letter in text[:_SHOWN])
    return codes if len(text) <= _SHOWN else f"{codes} …"
