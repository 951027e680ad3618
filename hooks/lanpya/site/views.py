"""The view of every page: of guides, of those that the build makes, of the copy, of the 404 page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from lanpya.content.interface import Wording
from lanpya.content.library import Library, Page
from lanpya.content.settings import SiteLanguage
from lanpya.content.urls import (
    CURRENT,
    HOME,
    REMOVE,
    SEARCH,
    current_url,
    remove_url,
    search_url,
    single_file_url,
)
from lanpya.pages.article import Article
from lanpya.pages.fallback_font import shaping_hint
from lanpya.pages.leaflet_lists import current_body
from lanpya.pages.search import RANK_SCRIPT, search_body
from lanpya.pages.templates import Templates
from lanpya.site.page_view import BESIDE_STYLE, Files, Link, PageView, files_for, page_view
from lanpya.site.single_file import page_id, single_file

REMOVE_SCRIPTS = ("caches.js", "remove.js")
SEARCH_FILE, REMOVE_FILE, CURRENT_FILE, KEPT_FILE = "_search.md", "_remove.md", "_current.md", "_kept.md"
_MADE = {SEARCH_FILE: search_url, REMOVE_FILE: remove_url, CURRENT_FILE: current_url}


def view_of(page: Page, library: Library, release_date: date, templates: Templates) -> PageView:
    """Return what the page shows as of the day `release_date`."""
    article = Article(page, library, release_date, templates)
    notices, needs = templates.partial("notice", "notices", article.notices(), release_date), article.needs
    if page.number == HOME and (hint := shaping_hint(library, page.language, templates)):
        notices, needs = hint + notices, needs | {"hint"}
    return page_view(
        *(library, page.language, page.url, templates),
        number=page.number,
        title=page.title,
        notices=notices,
        body=article.body,
        switch=[
            (other.url, other.language) for other in library.translations(page.file) if other is not page
        ],
        files=files_for(needs),
        worker="offline" in needs,
    )


def made_pages(library: Library, language: SiteLanguage) -> dict[str, str]:
    """Return the pages that the build makes for a language: a name that no guide can have, and the URL.

    MkDocs wants a file for every page.
    """
    copy = {KEPT_FILE: single_file_url(language)} if library.settings.keep == "offer" else {}
    return {name: url_of(language) for name, url_of in _MADE.items()} | copy


def view_at(code: str, name: str, library: Library, release_date: date, templates: Templates) -> PageView:
    """Return the view of the page made of the file `name` in the folder of a language."""
    language = library.language(code)
    if name == SEARCH_FILE:
        return search_page_view(language, library, templates)
    if name == REMOVE_FILE:
        return remove_page_view(language, library, templates)
    if name == CURRENT_FILE:
        return current_page_view(language, library, release_date, templates)
    if name == KEPT_FILE:
        return single_file_view(language, library, release_date, templates)
    return view_of(library.pages[(code, name)], library, release_date, templates)


def search_page_view(language: SiteLanguage, library: Library, templates: Templates) -> PageView:
    """Return what the search page of a language shows."""
    return page_view(
        *(library, language, search_url(language), templates),
        number=SEARCH,
        title=Wording(library, language).text("search"),
        body=search_body(library, language, templates),
        switch=[(search_url(other), other) for other in library.used_languages if other != language],
        files=Files(styles=("small.css", "search.css"), late=("search.js",)),
        index=True,
    )


def remove_page_view(language: SiteLanguage, library: Library, templates: Templates) -> PageView:
    """Return what the page shows that removes what was kept; it works whatever state the worker is in."""
    words = Wording(library, language)
    return page_view(
        *(library, language, remove_url(language), templates),
        number=REMOVE,
        title=words.text("remove"),
        body=templates.partial("offline", "remove_controls", words),
        switch=[(remove_url(other), other) for other in library.used_languages if other != language],
        files=Files(styles=("keep.css",), late=REMOVE_SCRIPTS),
    )


def current_page_view(
    language: SiteLanguage, library: Library, release_date: date, templates: Templates
) -> PageView:
    """Return what the page shows that lists which leaflets are current, as of the day `release_date`."""
    return page_view(
        *(library, language, current_url(language), templates),
        number=CURRENT,
        title=Wording(library, language).text("current"),
        body=current_body(library, language, release_date, templates),
        switch=[(current_url(other), other) for other in library.used_languages if other != language],
    )


def single_file_view(
    language: SiteLanguage, library: Library, release_date: date, templates: Templates
) -> PageView:
    """Return the single-file copy of a language as of the day `release_date`; nothing of it is elsewhere."""
    words, about = Wording(library, language), library.page_with("about", language.code)
    copy = single_file(library, language, release_date, templates)
    view = page_view(
        *(library, language, None, templates),
        title="",
        body=copy.body,
        notices=templates.partial("notice", "notices", copy.notices, release_date),
        files=Files(
            styles=(*files_for(copy.needs).styles, "search.css", "keep.css", "kept.css"),
            early=("unfold.js", "fold.js"),
            late=("kept.js", RANK_SCRIPT, "search.js", *REMOVE_SCRIPTS),
        ),
        shaping=False,
    )
    return replace(
        view,
        home=Link(f"#{page_id(SEARCH)}", words.html("home"), language, False),
        topics=Link(f"#{copy.topics}", words.html("topics"), language, False) if copy.topics else None,
        about=Link(f"#{page_id(about.number)}", words.html("about"), language, False)
        if about and about.language == language
        else None,
    )


def missing_page_view(library: Library, templates: Templates) -> PageView:
    """Return what the page for an unknown URL shows: every language, links from the host's root."""
    root = urlsplit(library.settings.site_url).path
    homes, english = [], library.settings.last_resort
    says_english = (
        english.code,
        "index.md",
    ) in library.pages  # then no English is beside the other languages
    for language in library.settings.languages:
        home = library.pages.get((language.code, "index.md"))
        if home and (language.default or language.code in library.words["not_found"]):
            homes.append((Wording(library, language, says_english), root + home.url))
    body = templates.partial(
        "not_found", "not_found", homes, Wording(library, library.settings.default_language)
    )
    beside = (BESIDE_STYLE,) if any(words.has_english_beside for words, _ in homes) else ()
    return page_view(
        *(library, library.settings.default_language, None, templates),
        title="404",
        body=body,
        root=root,
        files=Files(styles=beside),
    )


def sitemap_of(library: Library) -> list[dict[str, Any]]:
    """Return the public URL of every page with those of its translations."""
    used, whole = library.used_languages, library.public_address
    pages = [page for language in used for page in library.pages_in(language.code)]
    alike = [(page.url, [(p.language, p.url) for p in library.translations(page.file)]) for page in pages]
    for url_of in _MADE.values():
        alike += [(url_of(language), [(other, url_of(other)) for other in used]) for language in used]
    return [
        {"url": whole(url), "alternates": [(other.html_lang, whole(target)) for other, target in others]}
        for url, others in alike
    ]
