"""Searches and what they must find, and typing them."""

from __future__ import annotations

from typing import Any

import yaml
from playwright.sync_api import Page

from support.project import ROOT

QUERIES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (ROOT / "tests" / "browser" / "queries.yml").read_text(encoding="utf-8")
)


def type_in(page: Page, query: str) -> list[str]:
    """Type the query over what is there; return where the results lead, in order."""
    page.locator("#q").fill(query)
    if not page.evaluate("!!window.notes"):  # the first letter asks for the index
        page.locator("#found:not([hidden]), #none:not([hidden]), #failed:not([hidden])").wait_for()
    links = page.locator("#results > li > a")
    return links.evaluate_all("all => all.map(a => a.getAttribute('href'))")
