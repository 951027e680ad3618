"""The interface texts that are shipped: complete, filled in right, and held to the same rules as guides."""

from __future__ import annotations

import re

import pytest

from lanpya.content.leaflet_formats import FORMATS
from lanpya.languages.language import language_of
from lanpya.languages.shipped_texts import LAST_RESORT, places_in, shipped_tags, shipped_texts, texts_in


def test_english_names_every_format_of_leaflets() -> None:
    assert {f"format_{name}" for name in FORMATS} <= set(texts_in(LAST_RESORT))


@pytest.mark.parametrize("tag", shipped_tags())
def test_texts_of_a_language_are_those_of_english(tag: str) -> None:
    texts = texts_in(tag)
    assert list(texts) == list(texts_in(LAST_RESORT))
    for key, text in texts.items():
        assert text.strip() == text != "", key
        assert tuple(sorted(re.findall(r"\{(.*?)\}|[{}]", text))) == places_in(key), key


def test_texts_are_found_by_language_and_script() -> None:
    english, burmese = texts_in("en"), texts_in("my")
    assert {tag: shipped_texts(language_of(tag)) for tag in ("en-GB", "my-MM", "shn", "ksw", "en-Shaw")} == {
        "en-GB": english,
        "my-MM": burmese,
        "shn": {},
        "ksw": {},
        "en-Shaw": {},
    }
