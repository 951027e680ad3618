"""Make known_syllables.txt, the Burmese syllables that the check knows, of the word list myanmar-words.

The list is the package myanmar-words (MIT), one of those in requirements-dev.txt, so that the check needs
neither the package nor the network. Words in which the other rules of spelling find a mistake are left out. A
syllable is known if two words have it: those that only one has are mostly mistakes of the list, or words that
no one writes any more; what is missing for that is in everyday_words.txt.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections import Counter
from importlib.metadata import PackageNotFoundError, distribution

from lanpya.languages.burmese import spelling
from lanpya.languages.burmese.known_syllables import SYLLABLES, lines_of, syllables_of

PACKAGE, WORDS = "myanmar-words", "myanmar_words/data/all.json"
LEAST_WORDS = 2
_HEAD = """\
# The Burmese syllables that two or more words have in the word list of the package {package} {version}.
# Made by scripts/dev/derive_syllables.py; do not edit. Add missing words to everyday_words.txt.
# The list: Copyright (c) 2023 Lin Htut Kyaw, under the MIT licence, whose terms are in LICENSE.
"""


def derived() -> str:
    """Return the text of the file. Raises PackageNotFoundError without the package."""
    package = distribution(PACKAGE)
    listed = json.loads(package.locate_file(WORDS).read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    words = {unicodedata.normalize("NFC", word) for word in listed}
    right = [word for word in words if not any(spelling.findings(word))]
    count = Counter(syllable for word in right for syllable in set(syllables_of(word)))
    known = sorted(syllable for syllable, found in count.items() if found >= LEAST_WORDS)
    return _HEAD.format(package=PACKAGE, version=package.version) + "\n".join(known) + "\n"


def main() -> int:
    """Write the file; exit status 1 if the package is missing."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    try:
        text = derived()
    except PackageNotFoundError:
        print(f"{PACKAGE} is not installed; requirements-dev.txt has it.", file=sys.stderr)
        return 1
    SYLLABLES.write_text(text, encoding="utf-8")
    print(f"{len(lines_of(SYLLABLES)):,} syllables, {len(text.encode()):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
