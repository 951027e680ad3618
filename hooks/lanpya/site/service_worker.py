"""The service worker, which answers from the offline copy, or removes it."""

from __future__ import annotations

import json

from lanpya.content.library import Library
from lanpya.content.published_ids import clashing_ids
from lanpya.content.urls import NEXT, REMOVE
from lanpya.pages.templates import Templates

_WORKERS = {"offer": "worker.js", "withdraw": "withdraw.js"}


def worker_script(library: Library, templates: Templates) -> str | None:
    """Return the script of the worker, or None if the site has none.

    It contains the folder of each language and the number of the page that removes copies. See the setting
    `keep` in mkdocs.yml.
    """
    name = _WORKERS.get(library.settings.keep)
    if not name:
        return None
    used = library.used_languages
    folders = {"" if language.default else f"{language.code}/": language.code for language in used}
    script = templates.script("caches.js", name)
    script = script.replace("FOLDERS", json.dumps(folders)).replace("REMOVE", f"{REMOVE}")
    return script.replace("HASH", _hash_in_copy(library))


def _hash_in_copy(library: Library) -> str:
    """Return the expression for a place in the copy: `hash`, but for the ids that pages share.

    It is empty where codes on paper lead, which a copy does not have: the guide is shown from its beginning.
    """
    place = f"(hash === '#{NEXT}' ? '' : hash)"
    live = [page.url for page in library.pages.values() if not library.is_copied(page.file)]
    if live:  # a copy has where they are, and no more
        place = f"({json.dumps(sorted(live))}.indexOf(path) < 0 ? {place} : '')"
    shared = [
        f"{page.url}#{published}"
        for language in library.used_languages
        for page in library.pages_in(language.code)
        if library.is_copied(page.file)
        for number, published in clashing_ids(library, language.code)
        if number == page.number
    ]
    if not shared:
        return place
    return f"({json.dumps(shared)}.indexOf(path + hash) < 0 ? {place} : '#p' + number[1] + hash.slice(1))"
