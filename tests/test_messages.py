"""What the check says exists in the editors' languages, whole, with nothing left out of a sentence."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator

import pytest
from conftest import ROOT

from lanpya.problems.messages import CATALOGUES, catalogue, say

LANGUAGES = sorted(path.stem for path in CATALOGUES.glob("*.yml"))


def sentences() -> Iterator[tuple[str, bool]]:
    """Yield every sentence that the code says, and whether it has places; each stands there as a text."""
    for path in sorted((ROOT / "hooks" / "lanpya").rglob("*.py")):
        if path.name == "messages.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                told = node.args[0]
                for text in (told.body, told.orelse) if isinstance(told, ast.IfExp) else (told,):
                    assert isinstance(text, ast.Constant), f"{path}:{node.lineno}"
                    yield text.value, bool(node.keywords)


def places(sentence: str) -> list[tuple[str, str | None, str | None]]:
    return sorted(
        (name, spec, conversion) for _, name, spec, conversion in string.Formatter().parse(sentence) if name
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_check_is_translated(language: str) -> None:
    said, known = dict(sentences()), catalogue(language)
    assert sorted(set(said) - set(known)) == [], "add these to the catalogue"
    assert sorted(set(known) - set(said)) == [], "no rule says these"
    for sentence, has_places in said.items():
        if has_places:
            assert places(known[sentence]) == places(sentence), sentence


def test_a_sentence_fills_its_places_in_each_language() -> None:
    said = say("The entry lacks {key}.", key="expires")
    assert said == "The entry lacks expires."
    assert "expires" in said.in_language("my") != said
    assert said.withheld() == "The entry lacks …."
    assert said.in_language("xx") == said
