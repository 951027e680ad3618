"""Plain language: sentences that a frightened reader can take in at once. Hard words: see the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lanpya.folding import fold, shown
from lanpya.library import Page
from lanpya.messages import say
from lanpya.problem import Problem
from lanpya.problems.catalogue import problem_at
from lanpya.rules.spelling import paragraphs
from lanpya.script import script_of
from lanpya.splitting import sentence_ends

_NOTE = re.compile(r'^\s*!!! \w+ (?="|$)|"\n')  # a note's title ends as a sentence does


def check_plain(pages: Iterable[Page]) -> Iterator[Problem]:
    """Yield the sentences of guides that are longer than their script's longest."""
    for page in pages:
        script = script_of(page.language.html_lang)
        for line, text in paragraphs(page.document.lines()):
            folded = shown(fold(text)).replaced(_NOTE, ".")
            start = 0
            for end in sentence_ends(folded.text, clauses=True):
                sentence = folded.text[start:end].strip()
                # a word has two letters and more
                words = script.count_words(sentence) if len(sentence) > 2 * script.longest_sentence else 0
                if words > script.longest_sentence:
                    at = folded.offsets[start] if start < len(folded.offsets) else 0
                    number = line + text.count("\n", 0, at)
                    column = at - text.rfind("\n", 0, at)
                    message = say(
                        "This sentence has {words} words; more than {most} are hard to take in: {begin}…",
                        words=words,
                        most=script.longest_sentence,
                        begin=sentence[:40],
                    )
                    remedy = say("Make two sentences of it, each with one thing to know or to do.")
                    yield problem_at(page.path, number, column, "sentence-long", message, remedy)
                start = end
