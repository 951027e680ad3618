"""What a reader can keep: the controls on the page about it, and the page that removes.

The worker answers with the single-file copy only. One file cannot be half of one release and half of another,
holds no contact, and costs a reader less than the pages one by one.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from lanpya.content.interface import Wording
from lanpya.content.library import Library
from lanpya.content.settings import SiteLanguage
from lanpya.content.urls import (
    ARCHIVE,
    ARCHIVE_PRINT,
    WORKER,
    relative_url,
    remove_url,
    single_file_url,
)
from lanpya.pages.placeholders import hash_placeholder, size_placeholder
from lanpya.pages.templates import Templates


@dataclass(frozen=True)
class Copy:
    """What keep.js works on: the single-file copy, its size and hash, and the worker that answers with it."""

    url: str
    size: str
    hash: str
    worker_url: str


@dataclass(frozen=True)
class Download:
    """A file to keep by hand; `label` is the key of its words."""

    label: str
    url: str
    size: str


def is_offered(library: Library) -> bool:
    """Whether pages offer copies to keep."""
    return library.settings.keep == "offer"


def keep_controls(library: Library, language: SiteLanguage, start: str, templates: Templates) -> Markup:
    """Return what the page at `start` offers to keep."""
    words, remove = Wording(library, language), relative_url(start, remove_url(language))
    if not is_offered(library):
        return templates.partial("offline", "keep_withdrawn", remove, words)
    file = single_file_url(language)
    copy = Copy(
        url=relative_url(start, file),
        size=size_placeholder(start, file),
        hash=hash_placeholder(file),
        worker_url=relative_url(start, WORKER),
    )
    offered = {"keep_file": file, "keep_archive": ARCHIVE, "keep_archive_print": ARCHIVE_PRINT}
    files = [
        Download(label, relative_url(start, url), size_placeholder(start, url))
        for label, url in offered.items()
    ]
    return templates.partial("offline", "keep_controls", copy, files, remove, words)
