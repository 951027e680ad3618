"""What base.html shows for one page, and the last touch on the built HTML: minified, with its policy."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import minify_html

from lanpya.body import ABOUT, HOME, SEARCH, Body
from lanpya.breaks import with_breaks
from lanpya.font import font_url, shaping_hint
from lanpya.library import Library, Page, relative_url
from lanpya.script import script_of
from lanpya.search import search_body, search_url
from lanpya.settings import Language
from lanpya.wording import Wording

POLICY_MARK = "lanpya-policy"
INDEX_MARK = "data-index="  # names the index on the search page
STYLE, FONT_STYLE, SEARCH_STYLE = "style.css", "font.css", "search.css"
SCRIPTS, SHAPE_SCRIPT, SEARCH_SCRIPT = ("leave.js", "dates.js"), "shape.js", "search.js"


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
    hint = shaping_hint(library, page.language, overrides) if page.address == HOME else ""
    return _view(
        *(library, page.language, page.url, overrides),
        address=page.address,
        title=page.title,
        notices=hint + body.notices(),
        body=body.html(),
        switch=switch,
    )


def search_page_view(language: Language, library: Library, overrides: Path) -> PageView:
    """Return what the search page of a language shows."""
    switch = (
        (search_url(other), other)
        for other in library.settings.languages
        if other != language and library.in_language(other.code)
    )
    return _view(
        *(library, language, search_url(language), overrides),
        address=SEARCH,
        title=Wording(library, language).text("search"),
        body=f"<style>{_read(overrides, SEARCH_STYLE)}</style>{search_body(library, language)}"
        f"<script>{_script(overrides, SEARCH_SCRIPT)}</script>",
        switch=switch,
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
) -> PageView:
    """Return the view of the page at `url`; one without address, the 404 page, has no links in its frame."""
    words = Wording(library, language)
    fallback, font = script_of(language.html_lang).fallback, font_url(language)

    def relative(goal: str) -> str:
        return root + goal if url is None else relative_url(url, goal)

    def link(number: int, key: str) -> Link | None:
        goal = library.by_address(number, language.code)
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
        body=body,
        home=link(HOME, "home"),
        about=link(ABOUT, "about"),
        search=search(),
        switch=tuple(Link(relative(goal), escape(other.name), other, True) for goal, other in switch),
        leave=library.settings.leave,
        probe=f"{fallback.probe} {fallback.unshaped}" if fallback else "",
        style=_style(overrides, words.list_counter(), relative(font) if font else ""),
        script=_script(overrides, *SCRIPTS, *((SHAPE_SCRIPT,) if fallback else ())),
    )


def sitemap_of(library: Library) -> list[dict[str, Any]]:
    """Return the public address of every page with those of its translations."""
    base, languages = library.settings.site_url, library.settings.languages
    used = [language for language in languages if library.in_language(language.code)]
    pages = [page for language in used for page in library.in_language(language.code)]
    alike = [(page.url, [(p.language, p.url) for p in library.translations(page.file)]) for page in pages]
    alike += [(search_url(language), [(other, search_url(other)) for other in used]) for language in used]
    return [
        {"url": base + url, "alternates": [(other.html_lang, base + goal) for other, goal in others]}
        for url, others in alike
    ]


def seal(html: str, *, serving: bool = False) -> str:
    """Return the page with its line breaks, minified, its policy filled in with the hashes of its own parts.

    The policy allows these and nothing else: no other host, no frame, no form; from the site itself only the
    fallback font and the index of the search page, where a page names them. Source: CSP Level 3.
    While `serving` there is none: MkDocs adds a script that shows the page again after an edit.
    """
    small = minify_html.minify(with_breaks(html), minify_css=True, minify_js=True, keep_closing_tags=False)
    small = small.replace("/* @__PURE__ */ ", "")  # the minifier's own note
    small = small.replace("(width<=", "(max-width:")  # its newer form says nothing to browsers before 2022
    if serving:
        return re.sub(rf"<meta [^>]*{POLICY_MARK}[^>]*>", "", small)
    styles = " ".join(_hashes(small, "style"))
    scripts = " ".join([*_hashes(small, "script"), *(["'self'"] if INDEX_MARK in small else [])])
    font = "font-src 'self';" if "@font-face" in small else ""
    policy = (
        f"default-src 'none';style-src {styles};script-src {scripts};{font}img-src data:;"
        "base-uri 'none';form-action 'none'"
    )
    return small.replace(f"content={POLICY_MARK}", f'content="{policy}"')


def _hashes(html: str, tag: str) -> list[str]:
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
    return [f"'sha256-{base64.b64encode(hashlib.sha256(t.encode()).digest()).decode()}'" for t in found]


def _style(overrides: Path, counter: str, font: str) -> str:
    """Return the page's style: lists numbered by `counter`; `font` is the fallback font's address, if any."""
    numbers = f"ol{{list-style-type:{counter}}}" if counter != "decimal" else ""
    fallback = _read(overrides, FONT_STYLE).replace("FONT", font) if font else ""
    return _read(overrides, STYLE) + numbers + fallback


def _script(overrides: Path, *names: str) -> str:
    """Return the scripts without their comments, lines of their own; the minifier keeps some of them."""
    script = "".join(_read(overrides, name) for name in names)
    return re.sub(r"^\s*//.*\n", "", script, flags=re.MULTILINE)


def _read(overrides: Path, name: str) -> str:
    return (overrides / name).read_text(encoding="utf-8")
