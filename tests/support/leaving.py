"""What a page shows after a reader has left and goes back or forward."""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import Error, Page

LOOK = 40  # milliseconds between two looks


def text_of(page: Page) -> str:
    """Return the text that a page shows now."""
    return str(page.evaluate("document.body ? document.body.innerText : ''"))


def go(page: Page, way: str) -> None:
    """Go back or forward; Playwright's own ways wait for a load that does not come."""
    page.evaluate(f"setTimeout(() => history.{way}(), 0)")


def shown_for(page: Page, milliseconds: int = 1000) -> set[str]:
    """Return every text that a page shows in this time; a page of ours would be there long before its end."""
    shown: set[str] = set()
    for _ in range(milliseconds // LOOK):
        with suppress(Error):  # it is on its way to another page
            shown.add(text_of(page))
        page.wait_for_timeout(LOOK)
    return shown


def shown_after_going_back(page: Page) -> set[str]:
    """Go back, and return every text that is shown once another document has come."""
    page.evaluate("window.passed = true")
    go(page, "back")
    page.wait_for_function("!window.passed")
    return shown_for(page)
