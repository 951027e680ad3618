"""Somebody in need finds the answer from the home page."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page
from support.project import ROOT

from scripts.bench.task_distance import WORDS_A_MINUTE, shortest

TAPS = 5  # four to the page, and one for its list of sections


@pytest.mark.proof
def test_every_situation_has_its_answer_within_a_few_taps(site: Path, reader: Page, proof: bool) -> None:
    situations = yaml.safe_load((ROOT / "scripts/bench/task_distance.yml").read_text(encoding="utf-8"))
    assert len(situations) == 12
    for one in situations[:: 1 if proof else 6]:
        taps, words = shortest(reader, f"file://{site}/en/index.html", *one["now"])
        assert taps <= TAPS, one["who"]
        assert words < 2 * WORDS_A_MINUTE, one["who"]
