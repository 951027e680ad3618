"""Plain language: sentences short enough for a frightened reader. Hard words are in the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.spelling import paragraphs
from lanpya.content.library import Page
from lanpya.detection.normalise import fold, visible_text
from lanpya.languages.language import language_of
from lanpya.languages.sentences import sentence_ends
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

SENTENCE_LONG = rule("sentence-long", "warning", section="Burmese")

_NOTE = re.compile(r'^\s*!!! \w+ (?="|$)|"\n')  # the title of a note is a sentence


@check(Scope.PAGE, SENTENCE_LONG)
def check_plain(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield the sentences of a guide that are longer than its language allows."""
    script = language_of(page.language.html_lang)
    for line, text in paragraphs(page.document.lines()):
        folded = visible_text(fold(text)).replaced(_NOTE, ".")
        start = 0
        for end in sentence_ends(folded.text, clauses=True):
            sentence = folded.text[start:end].strip()
            # a word has two letters or more
            words = script.count_words(sentence) if len(sentence) > 2 * script.longest_sentence else 0
            if words > script.longest_sentence:
                at = folded.offsets[start] if start < len(folded.offsets) else 0
                number = line + text.count("\n", 0, at)
                column = at - text.rfind("\n", 0, at)
                message = say(
                    "This sentence has {words} words; more than {most} are hard to understand: {begin}…",
                    words=words,
                    most=script.longest_sentence,
                    begin=sentence[:40],
                )
                remedy = say("Split it into two sentences, each with one thing to know or to do.")
                yield SENTENCE_LONG.at(page.path, number, column, message, remedy)
            start = end
