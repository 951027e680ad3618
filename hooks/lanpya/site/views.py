"""What base.html shows for one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lanpya.content.interface import Wording
from lanpya.content.library import Library, Page
from lanpya.content.settings import Language
from lanpya.content.urls import (
    ABOUT,
    CURRENT,
    HOME,
    REMOVE,
    SEARCH,
    current_url,
    font_url,
    relative_url,
    remove_url,
    search_url,
    single_file_url,
)
from lanpya.languages.writing_system import script_of
from lanpya.pages.article import Body
from lanpya.pages.fallback_font import shaping_hint
from lanpya.pages.leaflet_lists import current_body
from lanpya.pages.offline_controls import remove_body
from lanpya.pages.search import search_body
from lanpya.pages.templates import read_text, script_text
from lanpya.site.single_file import page_id, single_file_body, single_file_notices

STYLE, FONT_STYLE = "style.css", "font.css"
SCRIPTS, SHAPE_SCRIPT = ("leave.js", "later.js", "dates.js"), "shape.js"
REMOVE_SCRIPTS = ("caches.js", "remove.js")
SEARCH_FILE, REMOVE_FILE, CURRENT_FILE, KEPT_FILE = "_search.md", "_remove.md", "_current.md", "_kept.md"
_MADE = {SEARCH_FILE: search_url, REMOVE_FILE: remove_url, CURRENT_FILE: current_url}
# What has a style or scripts of its own, as it stands in a page; the last scripts stand behind what they work
# on. What is here weighs on no other page.
_PARTS: tuple[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    ('class="hint"', ("hint.css",), (), ()),
    ("<small", ("small.css",), (), ()),
    ("<table", ("table.css",), (), ()),
    ("<img", ("image.css",), (), ()),
    ("<details", ("details.css",), ("unfold.js",), ()),
    ('class="questions"', ("questions.css",), (), ()),
    ('class="entry"', ("entry.css",), (), ()),
    ('id="keep"', ("keep.css",), (), ("caches.js", "keep.js")),
    ("<time", (), ("talks.js",), ()),
)


@dataclass(frozen=True)
class Link:
    """A link of the page's frame: `html` is its words, `foreign` says that it leads to another language."""

    url: str
    html: str
    language: Language
    foreign: bool


@dataclass(frozen=True)
class PageView:
    """Everything base.html prints."""

    language: Language
    words: Wording
    title: str
    notices: str
    body: str
    home: Link | None
    about: Link | None
    search: Link | None
    switch: tuple[Link, ...]
    leave: str
    probe: str
    style: str
    script: str


def view_of(page: Page, library: Library, edition: date, overrides: Path) -> PageView:
    """Return what the page shows as of the day `edition`."""
    body = Body(page, library, edition)
    switch = ((other.url, other.language) for other in library.translations(page.file) if other is not page)
    html = body.html()
    scripted = html.replace(body.contents(), "", 1)  # on paper, that list can stay folded
    notices = body.notices()
    if page.number == HOME:
        notices = shaping_hint(library, page.language, overrides) + notices
    return _view(
        *(library, page.language, page.url, overrides),
        address=page.number,
        title=page.title,
        notices=notices,
        body=html,
        switch=switch,
        styles=[name for mark, names, _, _ in _PARTS if mark in notices + html for name in names],
        early=[name for mark, _, names, _ in _PARTS if mark in scripted for name in names],
        late=[name for mark, _, _, names in _PARTS if mark in html for name in names],
    )


def made_pages(library: Library, language: Language) -> dict[str, str]:
    """Return the pages that the build makes for a language: a name that no guide can have, and the address.

    MkDocs wants a file for every page.
    """
    kept = {KEPT_FILE: single_file_url(language)} if library.settings.keep == "offer" else {}
    return {name: url_of(language) for name, url_of in _MADE.items()} | kept


def view_at(code: str, name: str, library: Library, edition: date, overrides: Path) -> PageView:
    """Return the view of the page made of the file `name` in the folder of a language."""
    language = library.language(code)
    if name == SEARCH_FILE:
        return search_page_view(language, library, overrides)
    if name == REMOVE_FILE:
        return remove_page_view(language, library, overrides)
    if name == CURRENT_FILE:
        return current_page_view(language, library, edition, overrides)
    if name == KEPT_FILE:
        return single_file_view(language, library, edition, overrides)
    return view_of(library.pages[(code, name)], library, edition, overrides)


def search_page_view(language: Language, library: Library, overrides: Path) -> PageView:
    """Return what the search page of a language shows."""
    return _view(
        *(library, language, search_url(language), overrides),
        address=SEARCH,
        title=Wording(library, language).text("search"),
        body=search_body(library, language),
        switch=[(search_url(other), other) for other in library.used_languages if other != language],
        styles=("small.css", "search.css"),
        late=("search.js",),
    )


def remove_page_view(language: Language, library: Library, overrides: Path) -> PageView:
    """Return what the page shows that removes what was kept in the language's words."""
    return _view(
        *(library, language, remove_url(language), overrides),
        address=REMOVE,
        title=Wording(library, language).text("remove"),
        body=remove_body(library, language),
        switch=[(remove_url(other), other) for other in library.used_languages if other != language],
        styles=("keep.css",),
        late=REMOVE_SCRIPTS,
    )


def current_page_view(language: Language, library: Library, edition: date, overrides: Path) -> PageView:
    """Return what the page shows that tells which leaflets are current, as of the day `edition`."""
    return _view(
        *(library, language, current_url(language), overrides),
        address=CURRENT,
        title=Wording(library, language).text("current"),
        body=current_body(library, language, edition),
        switch=[(current_url(other), other) for other in library.used_languages if other != language],
    )


def single_file_view(language: Language, library: Library, edition: date, overrides: Path) -> PageView:
    """Return the one-file edition of a language as of the day `edition`; nothing of it stands elsewhere."""
    words, about = Wording(library, language), library.page_by_number(ABOUT, language.code)
    body = single_file_body(library, language, edition)
    styles = [name for mark, names, _, _ in _PARTS if mark in body for name in names]
    inside = about is not None and about.language == language
    return replace(
        _view(
            *(library, language, None, overrides),
            title="",
            body=body,
            notices=single_file_notices(library, language, edition),
            late=("kept.js", "search.js", *REMOVE_SCRIPTS),
        ),
        home=Link(f"#{page_id(SEARCH)}", words.html("home"), language, False),
        about=Link(f"#{page_id(ABOUT)}", words.html("about"), language, False) if inside else None,
        probe="",
        style=_style(overrides, words.list_counter(), "", [*styles, "search.css", "keep.css", "kept.css"]),
        script=script_text(overrides, *SCRIPTS, "unfold.js", "fold.js"),
    )


def missing_page_view(library: Library, overrides: Path) -> PageView:
    """Return what the page for an unknown address shows: every language, links from the host's root."""
    root = urlsplit(library.settings.site_url).path
    parts = []
    for language in library.settings.languages:
        home = library.pages.get((language.code, "index.md"))
        if home and language.code in library.words["not_found"]:
            words = Wording(library, language)
            parts.append(
                f'<section lang="{language.html_lang}"><h2>{words.html("not_found")}</h2>'
                f'<p>{words.html("not_found_text")} <a href="{root}{home.url}">{words.html("home")}</a></p>'
                "</section>"
            )
    default = library.settings.default_language
    return _view(library, default, None, overrides, title="404", body="".join(parts), root=root)


def _view(
    library: Library,
    language: Language,
    url: str | None,
    overrides: Path,
    *,
    title: str,
    body: str,
    address: int | None = None,
    notices: str = "",
    switch: Iterable[tuple[str, Language]] = (),
    root: str = "",
    styles: Iterable[str] = (),
    early: Iterable[str] = (),
    late: Iterable[str] = (),
) -> PageView:
    """Return the view of the page at `url`; one without address, the 404 page, has no links in its frame.

    `styles` and the scripts `early` join those of every page in its head; the scripts `late` end its body.
    """
    words = Wording(library, language)
    fallback, font = script_of(language.html_lang).fallback, font_url(language)

    def relative(goal: str) -> str:
        return root + goal if url is None else relative_url(url, goal)

    def link(number: int, key: str) -> Link | None:
        goal = library.page_by_number(number, language.code)
        if url is None or goal is None or number == address:
            return None
        return Link(relative(goal.url), words.html(key), goal.language, goal.language != language)

    def search() -> Link | None:
        if url is None or address == SEARCH:
            return None
        return Link(relative(search_url(language)), words.html("search"), language, False)

    return PageView(
        language=language,
        words=words,
        title=title,
        notices=notices,
        body=body + (f"<script>{script_text(overrides, *late)}</script>" if late else ""),
        home=link(HOME, "home"),
        about=link(ABOUT, "about"),
        search=search(),
        switch=tuple(Link(relative(goal), escape(other.name), other, True) for goal, other in switch),
        leave=library.settings.leave,
        probe=f"{fallback.probe} {fallback.unshaped}" if fallback else "",
        style=_style(overrides, words.list_counter(), relative(font) if font else "", styles),
        script=script_text(overrides, *SCRIPTS, *((SHAPE_SCRIPT,) if fallback else ()), *early),
    )


def sitemap_of(library: Library) -> list[dict[str, Any]]:
    """Return the public address of every page with those of its translations."""
    used, whole = library.used_languages, library.public_address
    pages = [page for language in used for page in library.pages_in(language.code)]
    alike = [(page.url, [(p.language, p.url) for p in library.translations(page.file)]) for page in pages]
    for url_of in _MADE.values():
        alike += [(url_of(language), [(other, url_of(other)) for other in used]) for language in used]
    return [
        {"url": whole(url), "alternates": [(other.html_lang, whole(goal)) for other, goal in others]}
        for url, others in alike
    ]


def _style(overrides: Path, counter: str, font: str, names: Iterable[str]) -> str:
    """Return the page's style: `names` besides STYLE, lists numbered by `counter`.

    `font` is the fallback font's address, if any.
    """
    numbers = f"ol{{list-style-type:{counter}}}" if counter != "decimal" else ""
    fallback = read_text(overrides, FONT_STYLE).replace("FONT", font) if font else ""
    return "".join(read_text(overrides, name) for name in (STYLE, *names)) + numbers + fallback
