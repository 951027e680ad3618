"""Bring the catalogues of messages up to date with the code (make messages).

A new sentence is added without a translation, a changed one keeps its old translation marked `fuzzy`, and one
that the code no longer contains is removed. Who translated is left out. Prints how many of each kind every
catalogue has.
"""

from __future__ import annotations

import io
import re

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from lanpya.problems.messages import CATALOGUE, LOCALE
from scripts.rigs.arguments import Parser
from scripts.rigs.paths import ROOT

CODE = ROOT / "hooks/lanpya"
KEYWORDS = {"say": None, "say_count": (1, 2)}
WIDTH = 110
# Header lines in which translators' tools name a person or a date; neither belongs in the history.
_NAMING = re.compile(
    rb'^"(?:Report-Msgid-Bugs-To|(?:POT-Creation|PO-Revision)-Date|Last-Translator|Language-Team): .*\n', re.M
)


def sentences() -> Catalog:
    """Return every sentence in the code, with the files that have it."""
    found = Catalog(fuzzy=False)
    for file, _, message, _, _ in sorted(
        extract_from_dir(CODE, [("**.py", "python")], keywords=KEYWORDS, comment_tags=()),
        key=lambda entry: entry[:2],
    ):
        found.add(message, locations=[(f"hooks/lanpya/{file}", None)])
    return found


def updated(text: bytes) -> bytes:
    """Return a catalogue brought up to date."""
    catalogue = read_po(io.BytesIO(text))
    catalogue.update(sentences(), update_creation_date=False)
    written = io.BytesIO()
    write_po(written, catalogue, width=WIDTH, ignore_obsolete=True, include_lineno=False)
    return _NAMING.sub(b"", written.getvalue())


def main() -> None:
    """Write every catalogue again."""
    Parser(description=__doc__).parse_args()
    for path in sorted(LOCALE.glob(f"*/{CATALOGUE}")):
        text = updated(path.read_bytes())
        path.write_bytes(text)
        entries = [entry for entry in read_po(io.BytesIO(text)) if entry.id]
        missing = sum(
            not all([entry.string] if isinstance(entry.string, str) else entry.string) for entry in entries
        )
        fuzzy = sum(entry.fuzzy for entry in entries)
        print(f"{path.relative_to(ROOT)}: {len(entries)} sentences, {missing} not translated, {fuzzy} fuzzy")


if __name__ == "__main__":
    main()
