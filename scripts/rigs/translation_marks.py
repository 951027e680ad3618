"""Marks translations as matching their sources, for projects that are made for measuring."""

from __future__ import annotations

import re
from pathlib import Path

from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings


def renew_marks(folder: Path) -> None:
    """Record in every translation of a project, and in every draft, that it matches its source."""
    library = read_library(read_settings(folder / "mkdocs.yml"), folder / "docs")
    for page in (*library.pages.values(), *library.drafts.values()):
        if not library.is_source(page):
            marks = ", ".join(f"{k}: {mark}" for k, mark in library.source_of(page).fingerprints().items())
            path = folder / page.path
            text = path.read_text(encoding="utf-8")
            text = re.sub(r"^translates: .*", f"translates: {{{marks}}}", text, flags=re.MULTILINE)
            path.write_text(text, encoding="utf-8")
