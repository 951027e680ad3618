"""The environment variables that change what Lanpya does: each name once."""

from __future__ import annotations

import os
from pathlib import Path

RELEASE_TIME = "SOURCE_DATE_EPOCH"  # rule: reproducible-builds.org, SOURCE_DATE_EPOCH specification
CACHE = "LANPYA_CACHE"  # the folder of what earlier builds made
PRIVATE = "LANPYA_CONTACTS"  # the file of real contacts; messages show this name in place of its path
SECRET_KEY = "LANPYA_SECRET_KEY"  # the file of the key that signs releases  # noqa: S105
PASSWORD_FILE = "LANPYA_PASSWORD_FILE"  # the file of its password  # noqa: S105
CHROMIUM = "LANPYA_CHROMIUM"  # the browser that tests and measurements start


def path_in(name: str) -> Path | None:
    """Return the path that a variable holds; None if it is not set, or empty."""
    value = os.environ.get(name)
    return Path(value) if value else None


def cache_folder() -> Path | None:
    """Return where to keep what builds make; None without CACHE, and always while PRIVATE is set.

    What shows real contacts would lie there for weeks.
    """
    return None if path_in(PRIVATE) else path_in(CACHE)
