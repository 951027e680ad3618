"""What happens once all languages are built, each step over the whole folder, and the swap into place."""

from __future__ import annotations

import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lanpya.body import SIZE_MARK
from lanpya.build import Build
from lanpya.font import fallback_font, font_url
from lanpya.leaflet import FONT, FORMATS, Leaflet, LeafletError, print_leaflet
from lanpya.problem import Problem, ProblemsError, errors_in
from lanpya.rules.built import check_built
from lanpya.script import script_of
from lanpya.search import index_url, search_index
from lanpya.weigh import KILOBYTE, gzip_size
from lanpya.wording import Wording

_SIZE = re.compile(SIZE_MARK.format(r"(?P<page>\S+) (?P<goal>\S+)"))


def drop_extras(build: Build) -> None:
    """Remove what MkDocs writes beside the pages: the sitemap a second time, compressed."""
    (build.site / "sitemap.xml.gz").unlink(missing_ok=True)


def fill_sizes(build: Build) -> None:
    """Write behind each link of the home pages what its page costs, in whole kilobytes after gzip -6."""
    site, library = build.site, build.library
    languages = {page.url: page.language for page in library.pages.values()}

    def size_of(match: re.Match[str]) -> str:
        goal = site / match["goal"]
        size = -(-gzip_size(goal.read_bytes()) // KILOBYTE) if goal.exists() else 0
        return Wording(library, languages[match["page"]]).number(size)

    for page in library.pages.values():
        path = site / page.url
        html = path.read_text(encoding="utf-8")
        if _SIZE.search(html):
            path.write_text(_SIZE.sub(size_of, html), encoding="utf-8", newline="\n")


def cut_fonts(build: Build) -> None:
    """Write the fallback font of every language whose script has one, for phones that cannot shape it."""
    for language in build.library.settings.languages:
        fallback = script_of(language.html_lang).fallback
        if fallback and build.library.in_language(language.code):
            font = fallback_font((build.overrides / FONT).read_bytes(), fallback)
            _write(build.site / font_url(language), font)


def write_indexes(build: Build) -> None:
    """Write the index of every language, for its search page."""
    for language in build.library.settings.languages:
        if build.library.in_language(language.code):
            index = search_index(build.library, language)
            _write(build.site / index_url(language), index.encode())


def print_leaflets(build: Build) -> None:
    """Write every leaflet of every guide under site/print.

    Raises ProblemsError with all leaflets that do not fit, and then writes none.
    """
    library = build.library
    pages = [page for page in library.pages.values() if library.has_leaflet(page.file)]
    with ThreadPoolExecutor() as pool:
        jobs = [
            pool.submit(print_leaflet, page, library, build.edition, build.overrides, form)
            for page in pages
            for form in FORMATS
        ]
    leaflets: list[Leaflet] = []
    problems: list[Problem] = []
    for job in jobs:
        try:
            leaflets.append(job.result())
        except LeafletError as error:
            problems.extend(error.problems)
    if problems:
        raise ProblemsError(problems)
    for leaflet in leaflets:
        _write(build.site / leaflet.url, leaflet.pdf)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def check_site(build: Build) -> None:
    """Hold the built site to its rules; raises ProblemsError with all that are broken."""
    problems = check_built(build.site, build.library)
    if errors_in(problems):
        raise ProblemsError(problems)


def swap_into_place(build: Build) -> None:
    """Put the site where it belongs; what was there goes only after the new one stands."""
    if build.goal is None:
        return
    built, goal = build.site, build.goal
    built.chmod(0o755)
    old = built.with_name(built.name + ".old")
    if goal.exists():
        goal.rename(old)
    try:
        built.rename(goal)
    except OSError:
        if old.exists():
            old.rename(goal)
        raise
    shutil.rmtree(old, ignore_errors=True)
