"""The sentences that people count errors in are drawn by lot, with what they translate."""

from __future__ import annotations

from pathlib import Path

from lanpya.content.library import Library
from scripts.proof.sentences import draw, sentences_with_source

ROOT = Path(__file__).resolve().parents[2]


def test_two_readers_get_the_same_sentences_in_another_order(library: Library) -> None:
    first, second = (draw(library, "my", 100, seed=3, reader=reader) for reader in (1, 2))
    assert first != second
    assert sorted(first) == sorted(second)
    assert sorted(draw(library, "my", 100, seed=4, reader=1)) != sorted(first)


def test_every_translated_page_can_be_drawn_beside_its_source(library: Library) -> None:
    found = sentences_with_source(library, "my")
    assert {page for page, _, _ in found} == {page.file for page in library.pages_in("my")}
    for page, sentence, original in draw(library, "my", 60, seed=1, reader=1):
        text = (ROOT / "docs/my" / page).read_text(encoding="utf-8").replace("**", "")
        assert sentence.split()[0] in text
        assert original.split()[0] in (ROOT / "docs/en" / page).read_text(encoding="utf-8").replace("**", "")
