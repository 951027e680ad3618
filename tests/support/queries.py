"""Searches and what they must find, and typing them."""

from __future__ import annotations

from typing import Any

import yaml
from playwright.sync_api import Page

from support.project import ROOT

QUERIES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (ROOT / "tests" / "browser" / "queries.yml").read_text(encoding="utf-8")
)


# Puts a text into the field as typing the last letter of it would, once the index is there
TYPE = """typed => {
    if (!window.notes) return null;
    q.value = typed;
    q.dispatchEvent(new InputEvent('input', {bubbles: true}));
    return Array.from(document.querySelectorAll('#results > li > a'), a => a.getAttribute('href'));
}"""


def type_in(page: Page, query: str) -> list[str]:
    """Type the query over what is there; return where the results lead, in order."""
    found = page.evaluate(TYPE, query)
    if found is None:  # the first letter asks for the index
        page.locator("#q").fill(query)
        page.locator(
            "#found:not([hidden]), #near:not([hidden]), #none:not([hidden]), #failed:not([hidden])"
        ).wait_for()
        links = page.locator("#results > li > a")
        found = links.evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return list(found)
