"""The two dates of a build: `edition` changes what is built, `today` only what a check says."""

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

LATEST = 4_102_444_800  # 2100-01-01; ZIP archives know no day after 2107


def edition_of(root: Path) -> date:
    """Return the UTC date the output stands for: SOURCE_DATE_EPOCH, else the last commit's date.

    Raises ValueError when there is neither. Rule: reproducible-builds.org, SOURCE_DATE_EPOCH specification.
    """
    stamp = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not stamp:
        command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
        try:
            stamp = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        except (OSError, subprocess.CalledProcessError):
            stamp = ""
    elif not stamp.isdecimal() or int(stamp) > LATEST:
        raise ValueError(f"SOURCE_DATE_EPOCH={stamp} is no number of seconds since 1970 and before 2100")
    if not stamp.isdecimal():
        raise ValueError(
            "no edition date: this folder has no commit. Set SOURCE_DATE_EPOCH to seconds since 1970, "
            "for example: SOURCE_DATE_EPOCH=$(date +%s) make site"
        )
    return datetime.fromtimestamp(int(stamp), UTC).date()


def today() -> date:
    """Return the clock's UTC date. Nothing that is built may depend on it."""
    return datetime.now(UTC).date()
