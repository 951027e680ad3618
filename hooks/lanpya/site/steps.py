"""The steps over the whole site once all languages are built, up to publishing it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED

from lanpya.content.interface import Wording
from lanpya.content.library import Page
from lanpya.content.urls import (
    ARCHIVE,
    ARCHIVE_PRINT,
    HOME,
    RANK,
    SITEMAP,
    WORKER,
    font_url,
    index_url,
    read_aloud_url,
    search_url,
    single_file_url,
)
from lanpya.leaflets.background import Key, typeset_all
from lanpya.leaflets.leaflet import Leaflet, leaflets_of
from lanpya.leaflets.read_aloud import script_to_read
from lanpya.leaflets.typesetting import LeafletError, inputs_of, typeset_leaflet
from lanpya.pages.fallback_font import fallback_font
from lanpya.pages.finalise import finalise_html
from lanpya.pages.placeholders import INDEX_VERSION, fill_placeholders
from lanpya.pages.search import rank_script
from lanpya.pages.search_index import search_index
from lanpya.pages.web_fonts import web_font
from lanpya.problems.problem import errors_in
from lanpya.problems.reports import ProblemsError
from lanpya.runtime.cache import prune_cache
from lanpya.runtime.parallel import MANY, batches, run_jobs
from lanpya.runtime.temporary_folders import swap
from lanpya.runtime.zip_archive import zip_bytes
from lanpya.site.archives import archive_problems
from lanpya.site.check_site import check_built
from lanpya.site.context import Build
from lanpya.site.security_txt import SECURITY_TXT, security_txt
from lanpya.site.service_worker import worker_script


def remove_gzipped_sitemap(build: Build) -> None:
    """Remove the compressed copy of the sitemap that MkDocs writes."""
    (build.site / f"{SITEMAP}.gz").unlink(missing_ok=True)


def finalise_pages(build: Build) -> None:
    """Finalise every page: line breaks, minification, policy; see lanpya.pages.finalise."""
    paths = sorted(build.site.rglob("*.html"))
    jobs = [partial(_finalise, batch, build.output_dir is None) for batch in batches(paths)]
    for _ in run_jobs(jobs, parallel=len(paths) >= MANY):
        pass


def _finalise(paths: Iterable[Path], serving: bool) -> Iterator[None]:
    for path in paths:
        html = path.read_text(encoding="utf-8")
        path.write_text(finalise_html(html, serving=serving), encoding="utf-8", newline="\n")
    yield from ()


def fill_pages(build: Build) -> None:
    """Fill the placeholders of all pages. Home pages come last, because they show the sizes of others."""
    site, library = build.site, build.library
    languages = {page.url: page.language for page in library.pages.values()}

    def number(page: str, value: int) -> str:
        return Wording(library, languages[page]).number(value)

    for page in sorted(library.pages.values(), key=lambda page: page.number == HOME):
        path = site / page.url
        html = path.read_text(encoding="utf-8")
        if (filled := fill_placeholders(html, site, number)) != html:
            path.write_text(filled, encoding="utf-8", newline="\n")


def cut_fonts(build: Build) -> None:
    """Write the fallback font of each language that has one."""
    for language in build.library.used_languages:
        if font := web_font(build.library, language):
            _write(build.site / font_url(language), fallback_font(font.path.read_bytes(), font.fallback))


def write_indexes(build: Build) -> None:
    """Write what ranks, and the search index of each language, the beginning of its SHA-256 into its page."""
    _write(build.site / RANK, rank_script(build.templates).encode())
    for language in build.library.used_languages:
        index, page = build.site / index_url(language), build.site / search_url(language)
        index.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with index.open("wb") as file:
            for piece in search_index(build.library, language):
                digest.update(piece.encode())
                file.write(piece.encode())
        html = page.read_text(encoding="utf-8")
        _write(page, html.replace(INDEX_VERSION, digest.hexdigest()[:7]).encode())


def typeset_leaflets(build: Build) -> None:
    """Write all leaflets below print/, in the formats of mkdocs.yml.

    Raises ProblemsError with all leaflets that do not fit, and then writes none.
    """
    leaflets = leaflets_of(build.library)
    context = (build.library, build.release_date, build.overrides)

    def make(leaflet: Leaflet) -> bytes:
        return typeset_leaflet(leaflet, *context)

    def key_of(leaflet: Leaflet) -> Key:
        return inputs_of(leaflet, *context)

    outcomes = (
        build.leaflets.outcomes(leaflets, make, key_of) if build.leaflets else typeset_all(leaflets, make)
    )
    printed = {url: outcome for url, outcome in outcomes.items() if isinstance(outcome, bytes)}
    if errors := [outcome for outcome in outcomes.values() if isinstance(outcome, LeafletError)]:
        raise ProblemsError([problem for error in errors for problem in error.problems])
    for url, pdf in printed.items():
        _write(build.site / url, pdf)
    prune_cache()


def write_texts(build: Build) -> None:
    """Write the text to read aloud of each guide that is printed."""
    pages = [page for page in build.library.pages.values() if build.library.has_leaflet(page.file)]
    jobs = [partial(_write_texts, batch, build) for batch in batches(pages)]
    for _ in run_jobs(jobs, parallel=len(pages) >= MANY):
        pass


def _write_texts(pages: Iterable[Page], build: Build) -> Iterator[None]:
    for page in pages:
        text = script_to_read(page, build.library, build.release_date)
        _write(build.site / read_aloud_url(page.number, page.language), text.encode("utf-8-sig"))
    yield from ()


def pack_archives(build: Build) -> None:
    """Write the ZIP archive of single-file copies, and the archive that also has the leaflets.

    Raises ProblemsError if a file is missing or some systems do not distinguish two names, and then writes
    none.
    """
    if build.library.settings.keep != "offer":
        return
    library, site = build.library, build.site
    urls = {
        single_file_url(language).rpartition("/")[2]: single_file_url(language)
        for language in library.used_languages
    }
    prints = {leaflet.url: leaflet.url for leaflet in leaflets_of(library)}
    archives = {
        ARCHIVE: {name: site / url for name, url in urls.items()},
        ARCHIVE_PRINT: {name: site / url for name, url in (urls | prints).items()},
    }
    problems = [problem for name, files in archives.items() for problem in archive_problems(files, name)]
    if problems:
        raise ProblemsError(problems)
    for name, files in archives.items():
        # while serving, leaflets are stored uncompressed: compressing them takes longer than everything else
        method = ZIP_STORED if build.leaflets and name == ARCHIVE_PRINT else ZIP_DEFLATED
        _write(site / name, zip_bytes({inside: path.read_bytes() for inside, path in files.items()}, method))


def write_worker(build: Build) -> None:
    """Write the worker that answers from offline copies, or the one that removes them, as mkdocs.yml says."""
    script = worker_script(build.library, build.templates)
    if script:
        _write(build.site / WORKER, script.encode())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def write_security_txt(build: Build) -> None:
    """Write security.txt, if mkdocs.yml has an address for reports."""
    if text := security_txt(build.library):
        _write(build.site / SECURITY_TXT, text.encode())


def check_site(build: Build) -> None:
    """Check the built site. Raises ProblemsError with all problems if there are errors."""
    problems = check_built(build.site, build.library)
    if errors_in(problems):
        raise ProblemsError(problems)


def typeset_changed_leaflets(build: Build) -> None:
    """While serving, typeset changed leaflets, now that the pages are available."""
    if build.leaflets:
        build.leaflets.typeset_changed()


def publish_atomically(build: Build) -> None:
    """Move the site to its place, and remove the earlier one only then."""
    if build.output_dir is None:
        return
    for path in (build.site, *build.site.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)  # independent of the umask
    swap(build.site, build.output_dir)
