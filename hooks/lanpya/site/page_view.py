"""What overrides/base.html shows of a page: its frame, its body, and the styles and scripts that it needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from lanpya.content.interface import Wording
from lanpya.content.library import Library, Page
from lanpya.content.published_ids import topics_of
from lanpya.content.settings import SiteLanguage
from lanpya.content.urls import HOME, SEARCH, font_url, relative_url, search_url
from lanpya.languages.language import LINE_HEIGHT
from lanpya.pages.needs import Need
from lanpya.pages.search_index import search_tables
from lanpya.pages.templates import Templates
from lanpya.pages.web_fonts import web_font

_STYLE, _FONT_STYLE, BESIDE_STYLE = "style.css", "font.css", "beside.css"
_SCRIPTS, _SHAPE_SCRIPT = ("leave.js", "later.js", "dates.js"), "shape.js"


SWITCH = 4  # links in a row of a narrow phone, of which the last may lead to the others


class Files(NamedTuple):
    """Names of files in overrides/. Scripts are in the head (`early`), or after their elements (`late`)."""

    styles: tuple[str, ...] = ()
    early: tuple[str, ...] = ()
    late: tuple[str, ...] = ()


_NO_FILES = Files()
# In the order in which they are in a page. What is here weighs on no other page.
_FILES: dict[Need, Files] = {
    "hint": Files(styles=("hint.css",)),
    "small": Files(styles=("small.css",)),
    "sources": Files(styles=("sources.css",)),
    "table": Files(styles=("table.css",)),
    "image": Files(styles=("image.css",)),
    "contents": Files(styles=("details.css",)),
    "dated": Files(styles=("dated.css",)),
    "details": Files(styles=("details.css",), early=("unfold.js",)),
    "questions": Files(styles=("questions.css",)),
    "entry": Files(styles=("entry.css",)),
    "offline": Files(styles=("keep.css",), late=("caches.js", "keep.js")),
    "talks": Files(early=("talks.js",)),
}


def files_for(needs: Collection[Need]) -> Files:
    """Return the files that a page needs, each once."""
    needed = [files for need, files in _FILES.items() if need in needs]

    def once(kind: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for files in needed for name in files[kind]))

    return Files(once(0), once(1), once(2))


@dataclass(frozen=True)
class Link:
    """A link of the page's frame; `foreign` says that it leads to another language."""

    url: str
    words: str
    language: SiteLanguage
    foreign: bool


@dataclass(frozen=True)
class PageView:
    """Everything base.html prints. `loads` is what the policy of the page allows; see finalise_html."""

    language: SiteLanguage
    words: Wording
    title: str
    notices: Markup
    body: Markup
    home: Link | None
    topics: Link | None
    about: Link | None
    search: Link | None
    switch: tuple[Link, ...]
    leave: str
    probe: str
    style: str
    script: str
    late_script: str
    loads: tuple[str, ...]

    @property
    def switch_shown(self) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
        """The links to other languages at the top of the page, and those for which its foot has more room."""
        shown = SWITCH if len(self.switch) <= SWITCH else SWITCH - 1
        return self.switch[:shown], self.switch[shown:]


def page_view(
    library: Library,
    language: SiteLanguage,
    url: str | None,
    templates: Templates,
    *,
    title: str,
    body: Markup,
    number: int | None = None,
    notices: Markup | None = None,
    switch: Iterable[tuple[str, SiteLanguage]] = (),
    root: str = "",
    files: Files = _NO_FILES,
    index: bool = False,
    worker: bool = False,
    shaping: bool = True,
) -> PageView:
    """Return the view of the page with a URL and a number; one without a URL has no links in its frame.

    `files` join those of every page. A page may load a search `index` and a `worker`, and with `shaping` the
    fallback font. `root` is what URLs begin with on a page that has none.
    """
    words = Wording(library, language)
    font = web_font(library, language) if shaping else None
    fallback = font.fallback if font else None

    def relative(target: str) -> str:
        return root + target if url is None else relative_url(url, target)

    def link(page: Page | None, key: str) -> Link | None:
        if url is None or page is None or page.number == number:
            return None
        return Link(relative(page.url), words.html(key), page.language, page.language != language)

    def topics() -> Link | None:
        if url is None or not (place := topics_of(library, language.code)):
            return None
        page, section = place
        target = "" if page.url == url else relative(page.url)
        return Link(f"{target}#{section}", words.html("topics"), page.language, page.language != language)

    def search() -> Link | None:
        if url is None or number == SEARCH:
            return None
        return Link(relative(search_url(language)), words.html("search"), language, False)

    beside = (BESIDE_STYLE,) if words.has_english_beside and BESIDE_STYLE not in files.styles else ()
    loads = {"font": fallback is not None, "index": index, "worker": worker}
    scripts = [*_SCRIPTS, *((_SHAPE_SCRIPT,) if fallback else ()), *files.early]
    return PageView(
        language=language,
        words=words,
        title=title,
        notices=notices or Markup(""),
        body=body,
        home=link(library.page_by_number(HOME, language.code), "home"),
        topics=topics(),
        about=link(library.page_with("about", language.code), "about"),
        search=search(),
        switch=tuple(Link(relative(target), other.name, other, True) for target, other in switch),
        leave=library.settings.leave,
        probe=f"{fallback.probe} {fallback.unshaped}" if fallback else "",
        style=_style(
            templates, words, (*files.styles, *beside), relative(font_url(language)) if fallback else ""
        ),
        script=templates.script(*scripts),
        late_script=_with_tables(templates.script(*files.late), library, language),
        loads=tuple(name for name, is_loaded in loads.items() if is_loaded),
    )


def _with_tables(script: str, library: Library, language: SiteLanguage) -> str:
    """Return a script with the tables of the search, where it wants them."""
    return script.replace("TABLES", search_tables(library, language)) if "TABLES" in script else script


def _style(templates: Templates, words: Wording, names: Iterable[str], font: str) -> str:
    """Return the style of a page: the files `names` besides that of all, and `font`, the URL of one, if any.

    It is written for the direction of the language, and the height of its lines unless style.css has it.
    Lists are numbered in the digits of the language.
    """
    counter = words.list_counter()
    numbers = f"ol{{list-style-type:{counter}}}" if counter != "decimal" else ""
    fallback = templates.text(_FONT_STYLE).replace("FONT", font) if font else ""
    traits, selector = words.language.traits, f":lang({words.language.html_lang})"
    style = templates.style(traits.direction, _STYLE, *names)
    is_styled = selector in style or traits.line_height == LINE_HEIGHT
    lines = "" if is_styled else f"{selector}{{line-height:{traits.line_height}}}"
    return lines + style + numbers + fallback  # what style.css has of its elements comes after it
