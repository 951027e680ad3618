"""The two dates of a build: the release date changes what is built, today only what a check reports."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

from lanpya.runtime.environment import RELEASE_TIME
from lanpya.runtime.git import ForeignError, GitError, git_line

LATEST = 4_102_444_800  # 2100-01-01; ZIP archives know no day after 2107


def release_date_of(root: Path) -> date:
    """Return the UTC date the output stands for; raises ValueError as stamp_of does."""
    return datetime.fromtimestamp(release_time_of(root), UTC).date()


def release_time_of(root: Path) -> int:
    """Return the seconds since 1970 the output stands for: SOURCE_DATE_EPOCH, else the last commit's date.

    Raises ValueError when there is neither. Rule: reproducible-builds.org, SOURCE_DATE_EPOCH specification.
    """
    stamp = os.environ.get(RELEASE_TIME, "")
    if not stamp:
        try:
            stamp = git_line(root, "log", "-1", "--no-show-signature", "--format=%ct")
        except ForeignError as error:
            raise ValueError(f"no edition date: {error}") from error
        except GitError:
            stamp = ""
    elif not stamp.isdecimal() or int(stamp) > LATEST:
        raise ValueError(f"SOURCE_DATE_EPOCH={stamp} is no number of seconds since 1970 and before 2100")
    if not stamp.isdecimal():
        raise ValueError(
            "no edition date: this folder has no commit. Set SOURCE_DATE_EPOCH to seconds since 1970, "
            "for example: SOURCE_DATE_EPOCH=$(date +%s) make site"
        )
    return int(stamp)


def is_past(last_day: date, on: date) -> bool:
    """Return whether `on` is after the last day on which something counts; that day counts whole.

    Everything with an end asks here: contacts, reviews, leaflets, talks, releases. In a page
    overrides/dates.js asks the same of the reader's clock.
    """
    return on > last_day


def today() -> date:
    """Return the clock's UTC date. Nothing that is built may depend on it."""
    return datetime.now(UTC).date()
