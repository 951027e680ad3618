"""What the check says exists in the editors' languages, whole, with nothing left out of a sentence."""

from __future__ import annotations

import io
import re

import pytest
from babel.messages.pofile import read_po

from lanpya.problems.messages import CATALOGUE, LANGUAGES, LOCALE, catalogue, say, say_count
from scripts.dev.update_messages import sentences, updated

TRANSLATED = [language for language in LANGUAGES if language != "en"]


PLACE = re.compile(r"\{[a-z_]+(?:![rsa])?(?::[^{}\s]*)?\}")  # a brace of a guide has a space, or # behind it


def places(sentence: str) -> list[str]:
    return sorted(PLACE.findall(sentence))


def forms(texts: str | tuple[str, ...]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


def test_there_is_an_editors_language() -> None:
    assert TRANSLATED == ["my"]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_of_the_check_is_translated(language: str) -> None:
    said = {forms(entry.id)[0] for entry in sentences() if entry.id}
    known = catalogue(language).forms
    assert len(said) > 600
    assert sorted(said - set(known)) == [], "translate these, after  make messages"
    assert sorted(set(known) - said) == [], "no rule says these; run  make messages"
    for sentence in said:
        for text in known[sentence]:
            assert places(text) == places(sentence), sentence


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_is_as_make_messages_writes_it(language: str) -> None:
    text = (LOCALE / language / CATALOGUE).read_bytes()
    assert updated(text) == text


def test_a_sentence_that_changed_keeps_its_translation_as_fuzzy_and_shows_english() -> None:
    text = (
        (LOCALE / "my" / CATALOGUE)
        .read_bytes()
        .replace(b'msgid "The entry has no', b'msgid "An entry has no')
    )
    entry = read_po(io.BytesIO(updated(text))).get("The entry has no {key}.")
    assert entry is not None
    assert entry.fuzzy
    assert "{key}" in entry.string


def test_a_sentence_fills_its_places_in_each_language() -> None:
    said = say("The entry has no {key}.", key="expires")
    assert said == "The entry has no expires."
    assert "expires" in said.in_language("my") != said
    assert said.withheld() == "The entry has no …."
    assert said.in_language("xx") == said


@pytest.mark.parametrize(("number", "said"), [(0, "0 errors"), (1, "1 error"), (2, "2 errors")])
def test_a_number_of_things_takes_the_form_of_its_language(number: int, said: str) -> None:
    count = say_count("{number} error", "{number} errors", number)
    assert count == said == count.in_language("en") == count.in_language("xx")
    assert str(number) in count.in_language("my") != said
