"""Somebody in need finds the answer from the home page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from scripts.bench.task_distance import SCREEN, shortest, situations

TAPS, LOADS, SCREENS, SECONDS = 3, 1, 1, 20  # the link of the top line is a tap
SAMPLE = (2, 6)  # no news, and a relative's phone that is being searched


@pytest.mark.proof
@pytest.mark.parametrize("home", ["en/index.html", "index.html"])
def test_every_situation_has_its_answer_within_a_few_taps_and_seconds(
    site: Path, reader: Page, proof: bool, home: str
) -> None:
    found = situations()
    assert len(found) == 12
    reader.set_viewport_size(SCREEN)
    for one in found if proof else [found[number] for number in SAMPLE]:
        way = shortest(reader, f"file://{site}/{home}", *one["answer"])
        assert way.taps <= TAPS, one["who"]
        assert way.loads <= LOADS, one["who"]
        assert way.screens <= SCREENS, one["who"]
        assert way.seconds <= SECONDS, one["who"]


def test_the_answer_on_a_search_says_first_not_to_open_it_on_that_phone(site: Path, reader: Page) -> None:
    reader.goto(f"file://{site}/en/index.html")
    reader.get_by_role("link", name="Topics").click()
    reader.get_by_text("A phone or a message").click()
    reader.get_by_role("link", name="A relative's phone is being searched").click()
    heading = reader.locator(f"[id='{reader.url.partition('#')[2]}']")
    first = heading.locator("xpath=following-sibling::*[1]")
    assert first.inner_text().startswith("Do not open these pages on the phone that is being searched")
