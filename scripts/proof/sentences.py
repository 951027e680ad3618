"""Draw sentences of a translation by lot, each with the paragraph of the source it translates.

Somebody reads them, counts what is wrong or can be read in a harmful way, and gives the seed with the count.
Two readers who are given the same sentences in different orders do not see each other. With no error among n
sentences drawn by lot, at most 3.0 / n of all are wrong, with a confidence of 95 % (the rule of three: Hanley
and Lippman-Hand, JAMA 1983).
"""

from __future__ import annotations

import argparse
import random
import sys
from itertools import pairwise

from lanpya.content.library import Library
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.languages.sentences import sentence_ends
from lanpya.runtime.terminal import printable, show
from scripts.bench.readability import texts_of
from scripts.rigs.arguments import Parser
from scripts.rigs.paths import ROOT


def sentences_with_source(library: Library, code: str) -> list[tuple[str, str, str]]:
    """Return each sentence of a translation with its page and the paragraph of the source.

    A page whose translation has other paragraphs than its source is left out; the check reports it.
    """
    found = []
    for page in library.pages_in(code):
        source = library.pages.get((library.settings.source_language, page.file))
        if source is None or page is source or len(texts_of(source)) != len(texts_of(page)):
            continue
        for original, text in zip(texts_of(source), texts_of(page), strict=True):
            for start, end in pairwise([0, *sentence_ends(text)]):
                if sentence := text[start:end].strip():
                    found.append((page.file, sentence, original))
    return found


def draw(library: Library, code: str, count: int, seed: int, reader: int) -> list[tuple[str, str, str]]:
    """Return `count` sentences by lot; the seed decides which, the seed and the reader in which order."""
    drawn = random.Random(seed).sample(sentences_with_source(library, code), count)  # noqa: S311
    random.Random(f"{seed}/{reader}").shuffle(drawn)  # noqa: S311
    return drawn


def main() -> int:
    """Print the sentences, numbered, each with its page and its source."""
    parser = Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", default="my", help="the folder of the translation (my)")
    parser.add_argument("--count", type=int, default=600, help="how many sentences (600)")
    parser.add_argument("--seed", type=int, default=1, help="which lot (1)")
    parser.add_argument("--reader", type=int, default=1, help="whose order (1)")
    given = parser.parse_args()
    library = read_library(read_settings(ROOT / "mkdocs.yml"), ROOT / "docs")
    total = len(sentences_with_source(library, given.language))
    if not 0 < given.count <= total:
        parser.error(f"--count must be from 1 to {total}, the sentences of {given.language}")
    show(f"{given.count} of {total} sentences, seed {given.seed}, order of reader {given.reader}")
    for number, (page, sentence, original) in enumerate(
        draw(library, given.language, given.count, given.seed, given.reader), start=1
    ):
        show(f"{number}\t{printable(page)}\t{printable(sentence)}\t{printable(original)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
