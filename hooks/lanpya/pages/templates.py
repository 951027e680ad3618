"""The files of overrides/ that pages are made of."""

from __future__ import annotations

import re
from pathlib import Path


def read_text(overrides: Path, name: str) -> str:
    """Return the text of a file."""
    return (overrides / name).read_text(encoding="utf-8")


def script_text(overrides: Path, *names: str) -> str:
    """Return scripts without their comments, lines of their own; the minifier keeps some of them."""
    script = "".join(read_text(overrides, name) for name in names)
    return re.sub(r"^\s*//.*\n", "", script, flags=re.MULTILINE)
