"""The interface texts that are shipped: complete, filled in right, and held to the same rules as guides."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from support.bad_input import TODAY, library_of
from support.project import Project, languages_of

from lanpya.checks.run import check_sources
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


@pytest.mark.parametrize("tag", shipped_tags())
def test_no_rule_objects_to_a_text_that_is_shipped(tag: str, sources: Project) -> None:
    """Held to the rules for docs/data/interface.yml: letters, spelling, quotation marks, private details."""
    path = sources.docs / "data/interface.yml"
    texts = {key: {tag: text} for key, text in texts_in(tag).items()}
    path.write_text(yaml.safe_dump(texts, allow_unicode=True, width=9_999), encoding="utf-8")
    sources.configure(lambda config: add_language(config, tag))
    problems = check_sources(library_of(sources), sources.docs, TODAY)
    assert [one for one in problems if one.path.endswith("interface.yml")] == []


def add_language(config: dict[str, Any], tag: str) -> None:
    if tag not in [language["locale"] for language in languages_of(config)]:
        languages_of(config).append({"locale": tag, "name": tag})
