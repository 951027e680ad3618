"""What base.html shows for one page, and the last touch on the built HTML: minified, with its policy."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import minify_html

from lanpya.body import ABOUT, HOME, Body
from lanpya.breaks import with_breaks
from lanpya.library import Library, Page, relative_url
from lanpya.settings import Language
from lanpya.wording import Wording

POLICY_MARK = "lanpya-policy"
STYLE = "style.css"
SCRIPTS = ("leave.js", "dates.js")


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
    switch: tuple[Link, ...]
    leave: str
    style: str
    script: str


def view_of(page: Page, library: Library, edition: date, overrides: Path) -> PageView:
    """Return what the page shows as of the day `edition`."""
    body = Body(page, library, edition)
    words = body.words
    return PageView(
        language=page.language,
        words=words,
        title=page.title,
        notices=body.notices(),
        body=body.html(),
        home=None if page.address == HOME else _link_to(HOME, page, library, words.html("home")),
        about=None if page.address == ABOUT else _link_to(ABOUT, page, library, words.html("about")),
        switch=tuple(
            Link(relative_url(page.url, other.url), escape(other.language.name), other.language, True)
            for other in library.translations(page.file)
            if other is not page
        ),
        leave=library.settings.leave,
        style=_read(overrides, (STYLE,)),
        script=_read(overrides, SCRIPTS),
    )


def missing_page_view(library: Library, overrides: Path) -> PageView:
    """Return what the page for an unknown address shows: every language, links from the host's root."""
    default = library.settings.default_language
    root = urlsplit(library.settings.site_url).path
    parts = []
    for language in library.settings.languages:
        home = library.pages.get((language.code, "index.md"))
        if home and language.code in library.words["not_found"]:
            words = Wording(library, language)
            parts.append(
                f'<section lang="{language.html_lang}"><h2>{words.html("not_found")}</h2>'
                f'<p>{words.html("not_found_text")}: <a href="{root}{home.url}">{words.html("home")}</a></p>'
                "</section>"
            )
    words = Wording(library, default)
    return PageView(
        language=default,
        words=words,
        title="404",
        notices="",
        body="".join(parts),
        home=None,
        about=None,
        switch=(),
        leave=library.settings.leave,
        style=_read(overrides, (STYLE,)),
        script=_read(overrides, SCRIPTS),
    )


def sitemap_of(library: Library) -> list[dict[str, Any]]:
    """Return the public address of every page with those of its translations."""
    base = library.settings.site_url
    return [
        {
            "url": base + page.url,
            "alternates": [
                (other.language.html_lang, base + other.url) for other in library.translations(page.file)
            ],
        }
        for language in library.settings.languages
        for page in library.in_language(language.code)
    ]


def seal(html: str, *, serving: bool = False) -> str:
    """Return the page with its line breaks, minified, its policy filled in with the hashes of its own parts.

    The policy allows these and nothing else: no other host, no frame, no form. Source: CSP Level 3.
    While `serving` there is none: MkDocs adds a script that shows the page again after an edit.
    """
    small = minify_html.minify(with_breaks(html), minify_css=True, minify_js=True, keep_closing_tags=False)
    if serving:
        return re.sub(rf"<meta [^>]*{POLICY_MARK}[^>]*>", "", small)
    styles = " ".join(_hashes(small, "style"))
    scripts = " ".join(_hashes(small, "script"))
    policy = (
        f"default-src 'none';style-src {styles};script-src {scripts};img-src data:;"
        "base-uri 'none';form-action 'none'"
    )
    return small.replace(f"content={POLICY_MARK}", f'content="{policy}"')


def _hashes(html: str, tag: str) -> list[str]:
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
    return [f"'sha256-{base64.b64encode(hashlib.sha256(t.encode()).digest()).decode()}'" for t in found]


def _link_to(address: int, page: Page, library: Library, html: str) -> Link | None:
    goal = library.by_address(address, page.language.code)
    if goal is None:
        return None
    return Link(relative_url(page.url, goal.url), html, goal.language, goal.language != page.language)


def _read(overrides: Path, names: tuple[str, ...]) -> str:
    return "".join((overrides / name).read_text(encoding="utf-8") for name in names)
