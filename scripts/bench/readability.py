"""Measure how readable guides are: words, sentences and their lengths, and the grade level of the English.

The grade is that of Flesch and Kincaid, in years of school in the United States, as the library textstat
computes it with the pronouncing dictionary of Carnegie Mellon University. No such measure is known for
Burmese; its words are those of ICU's dictionary.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

import textstat

from lanpya.content.library import Page
from lanpya.content.loader import read_library
from lanpya.content.markdown import plain_text
from lanpya.content.settings_file import read_settings
from lanpya.languages.language import language_of
from lanpya.languages.sentences import sentence_ends
from lanpya.runtime.terminal import printable, show
from scripts.rigs.arguments import Parser
from scripts.rigs.paths import ROOT

_LEAVES = ("p", "li", "td", "th", "summary", "h2", "h3")
_INSIDE = ("ul", "ol", "p")


@dataclass(frozen=True)
class Ease:
    """The measurements of a page; `grade` is None for a language without a measure."""

    page: Page
    words: int
    lengths: tuple[int, ...]
    grade: float | None


def sentences_of(page: Page) -> Iterator[str]:
    """Yield the sentences that a reader meets on a page, the title first."""
    for text in texts_of(page):
        for start, end in pairwise([0, *sentence_ends(text, clauses=True)]):
            yield text[start:end].strip()


def texts_of(page: Page) -> list[str]:
    """Return the title, then each paragraph, list item, cell and heading of a page, in its order."""
    return [page.title, *(text for top in page.document.elements() for text in _texts(top))]


def _texts(element: Element) -> Iterator[str]:
    if element.tag in _LEAVES and not any(child.tag in _INSIDE for child in element):
        yield plain_text(element)
    else:
        for child in element:
            yield from _texts(child)


def ease_of(page: Page) -> Ease:
    """Return how readable a page is."""
    script, sentences = language_of(page.language.html_lang), list(sentences_of(page))
    lengths = tuple(count for one in sentences if (count := script.count_words(one)))
    is_english = page.language.html_lang.startswith("en")
    # a heading or a list item ends like a sentence
    text = " ".join(one if one[-1] in ".?!:" else f"{one}." for one in sentences)
    return Ease(page, sum(lengths), lengths, textstat.flesch_kincaid_grade(text) if is_english else None)


def main() -> int:
    """Print a line for each page of each language."""
    parser = Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    library = read_library(read_settings(ROOT / "mkdocs.yml"), ROOT / "docs")
    show("page                              words  sentences  words a sentence: mean  longest  grade")
    for language in library.used_languages:
        for page in library.pages_in(language.code):
            one = ease_of(page)
            grade = "" if one.grade is None else f"{one.grade:.1f}"
            mean, longest = statistics.mean(one.lengths), max(one.lengths)
            name = printable(f"{language.code}/{page.file}")
            show(f"{name:32}  {one.words:5}  {len(one.lengths):9}  {mean:22.1f}  {longest:7}  {grade:>5}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
