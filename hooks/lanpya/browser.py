"""Where the system's Chromium is, for tests and measurements; nothing that is published needs it."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",  # it also runs as root, as in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",  # or it looks up hosts of its maker
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    """Return the path in LANPYA_CHROMIUM, else that of the first Chromium or Chrome on the path, or None."""
    return os.environ.get("LANPYA_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
