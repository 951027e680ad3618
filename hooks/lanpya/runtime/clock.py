"""The two dates of a build: the release date changes what is built, today only what the check reports."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

from lanpya.runtime.environment import RELEASE_TIME
from lanpya.runtime.git import ForeignError, GitError, git_line

LATEST = 4_102_444_800  # 2100-01-01; ZIP archives have no date after 2107


def release_date_of(root: Path) -> date:
    """Return the release date of the output, in UTC. Raises ValueError as `release_time_of` does."""
    return datetime.fromtimestamp(release_time_of(root), UTC).date()


def release_time_of(root: Path) -> int:
    """Return the release time in seconds since 1970: SOURCE_DATE_EPOCH, else the date of the last commit.

    Raises ValueError if there is neither. Source: reproducible-builds.org, SOURCE_DATE_EPOCH specification.
    """
    stamp = os.environ.get(RELEASE_TIME, "")
    if not stamp:
        try:
            stamp = git_line(root, "log", "-1", "--no-show-signature", "--format=%ct")
        except ForeignError as error:
            raise ValueError(f"no release date: {error}") from error
        except GitError:
            stamp = ""
    elif not stamp.isdecimal() or int(stamp) > LATEST:
        raise ValueError(f"SOURCE_DATE_EPOCH={stamp} is not a number of seconds between 1970 and 2100")
    if not stamp.isdecimal():
        raise ValueError(
            "no release date: this folder has no commit. Set SOURCE_DATE_EPOCH to seconds since 1970, "
            "for example: SOURCE_DATE_EPOCH=$(date +%s) make site"
        )
    return int(stamp)


def is_past(last_day: date, on: date) -> bool:
    """Whether something valid until the end of `last_day` is no longer valid on the day `on`.

    Used for everything that expires: contacts, reviews, leaflets, talks, releases. In pages,
    overrides/dates.js compares in the same way with the reader's clock.
    """
    return on > last_day


def today() -> date:
    """Return today's date in UTC. Nothing that is built may depend on it."""
    return datetime.now(UTC).date()
