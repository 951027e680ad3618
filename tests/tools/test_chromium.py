"""Chromium runs with what Playwright asks for, and with our flags besides."""

from __future__ import annotations

import re

from playwright.sync_api import Browser


def test_what_playwright_switches_off_is_off(browser: Browser) -> None:
    """Chromium heeds the last list of features alone, and ours is the last."""
    session = browser.new_browser_cdp_session()
    command = session.send("SystemInfo.getInfo")["commandLine"]
    theirs, *_, ours = [set(names.split(",")) for names in re.findall(r"--disable-features=(\S+)", command)]
    assert theirs - ours == set()
