"""What a reader can keep: where it stands, the controls on the page about it, and the page that removes.

The worker answers with the one-file edition only. One file cannot be half of one edition and half of another,
holds no contact, and costs a reader less than the pages one by one.
"""

from __future__ import annotations

from html import escape

from lanpya.content.interface import Wording
from lanpya.content.library import Library
from lanpya.content.settings import Language
from lanpya.content.urls import (
    ARCHIVE,
    ARCHIVE_PRINT,
    WORKER,
    relative_url,
    remove_url,
    single_file_url,
)
from lanpya.pages.deferred_html import shown_later
from lanpya.pages.placeholders import hash_placeholder, size_placeholder

_KEEP_STATES = ("running", "done", "full", "failed")
_REMOVE_STATES = ("running", "gone", "left")


def keep_controls(library: Library, language: Language, start: str) -> str:
    """Return what the page at `start` offers to keep, and first what that leaves on the phone.

    Without JavaScript, and where a browser cannot keep pages, the files to download are all.
    """
    words = Wording(library, language)

    def size(file: str) -> str:
        return words.html("size", size=size_placeholder(start, file))

    def download(file: str, key: str) -> str:
        return f'<li><a href="{relative_url(start, file)}" download>{words.html(key)}</a> {size(file)}</li>'

    remove = f'<p><a href="{relative_url(start, remove_url(language))}">{words.html("remove")}</a></p>'
    if library.settings.keep != "offer":
        return f"<p>{words.html('keep_withdrawn')}</p>{remove}"
    file = single_file_url(language)
    told = "".join(
        f'<span id="{state}" hidden>{words.html(f"keep_{state}")}</span>' for state in _KEEP_STATES
    )
    controls = (
        f'<p class="notice">{words.html("keep_leaves")}</p>'
        f'<p id="kept" hidden>{words.html("keep_kept")} <strong id="date"></strong></p>'
        f'<p id="newer" hidden>{words.html("keep_newer")}</p>'
        f'<p><button id="first">{words.html("keep_first")} {size(file)}</button>'
        f'<button id="next" hidden>{words.html("keep_next")} {size(file)}</button></p>'
        f'<p role="status">{told}<progress id="bar" aria-label="{escape(words.text("keep_running"))}" hidden>'
        "</progress></p>"
    )
    return (
        f'<p id="unable">{words.html("keep_unable")}</p>'
        f'<div id="keep" data-kept="{hash_placeholder(file)}" data-file="{relative_url(start, file)}"'
        f' data-worker="{relative_url(start, WORKER)}" {shown_later(controls)}></div>{remove}'
        f"<p>{words.html('keep_files')}</p><ul>{download(file, 'keep_file')}"
        f"{download(ARCHIVE, 'keep_archive')}{download(ARCHIVE_PRINT, 'keep_archive_print')}</ul>"
    )


def remove_body(library: Library, language: Language) -> str:
    """Return what the page that removes shows; it works whatever state the worker is in."""
    words = Wording(library, language)
    told = "".join(
        f'<span id="{state}" hidden>{words.html(f"remove_{state}")}</span>' for state in _REMOVE_STATES
    )
    controls = (
        f"<p>{words.html('remove_text')}</p>"
        f'<p><button id="remove">{words.html("remove_button")}</button></p><p role="status">{told}</p>'
    )
    return (
        f'<p id="manual">{words.html("remove_manual")}</p><div id="clear" {shown_later(controls)}></div>'
        f"<p>{words.html('remove_cannot')}</p><ul>"
        + "".join(f"<li>{words.html(f'remove_cannot_{what}')}</li>" for what in ("history", "cache", "files"))
        + "</ul>"
    )
