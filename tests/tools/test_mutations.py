"""The mutations that make proof tries can be made, and name tests that exist."""

from __future__ import annotations

import pytest
from support.project import ROOT

from scripts.proof.mutations import MUTATIONS, Mutation, named_tests


def test_there_are_eighteen_and_each_is_another() -> None:
    assert len({(mutation.file, mutation.new) for mutation in MUTATIONS}) == len(MUTATIONS) >= 18


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_mutation_changes_one_line_and_names_its_tests(mutation: Mutation) -> None:
    text = (ROOT / mutation.file).read_text(encoding="utf-8")
    assert text.count(mutation.old) == 1
    assert mutation.new != mutation.old
    if mutation.file.endswith(".py"):
        compile(text.replace(mutation.old, mutation.new), mutation.file, "exec")
    assert all(named_tests(mutation, ROOT).values())
