"""The names of all environment variables that Lanpya reads."""

from __future__ import annotations

import os
from pathlib import Path

RELEASE_TIME = "SOURCE_DATE_EPOCH"  # reproducible-builds.org, SOURCE_DATE_EPOCH specification
CACHE = "LANPYA_CACHE"  # the folder for results of earlier builds
PRIVATE = "LANPYA_CONTACTS"  # the file of real contacts; messages show this name in place of its path
SECRET_KEY = "LANPYA_SECRET_KEY"  # the file of the key that signs releases  # noqa: S105
PASSWORD_FILE = "LANPYA_PASSWORD_FILE"  # the file of its password  # noqa: S105
CHROMIUM = "LANPYA_CHROMIUM"  # the browser that tests and measurements start


def path_in(name: str) -> Path | None:
    """Return the path in a variable, or None if it is not set or empty."""
    value = os.environ.get(name)
    return Path(value) if value else None


def cache_folder() -> Path | None:
    """Return the folder of the cache, or None if CACHE is not set or PRIVATE is.

    With PRIVATE set, results that show real contacts would be kept there for weeks.
    """
    return None if path_in(PRIVATE) else path_in(CACHE)
