"""What happens once all languages are built, each step over the whole folder, and the swap into place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED

from lanpya.content.dependencies import shared_inputs_digest, texts_of
from lanpya.content.interface import Wording
from lanpya.content.library import Page
from lanpya.content.urls import (
    ARCHIVE,
    ARCHIVE_PRINT,
    HOME,
    SITEMAP,
    WORKER,
    font_url,
    index_url,
    read_aloud_url,
    search_url,
    single_file_url,
)
from lanpya.languages.writing_system import script_of
from lanpya.leaflets.background import Key, typeset_all
from lanpya.leaflets.leaflet import Leaflet, leaflets_of
from lanpya.leaflets.read_aloud import script_to_read
from lanpya.leaflets.typesetting import FONT, LeafletError, inputs_of, typeset_leaflet
from lanpya.pages.fallback_font import fallback_font
from lanpya.pages.finalise import finalise_html
from lanpya.pages.placeholders import INDEX_VERSION, fill_placeholders
from lanpya.pages.search import search_index
from lanpya.problems.problem import errors_in
from lanpya.problems.reports import ProblemsError
from lanpya.runtime.cache import cached, prune_cache
from lanpya.runtime.parallel import MANY, batches, run_jobs
from lanpya.runtime.temporary_folders import swap
from lanpya.runtime.zip_archive import zip_bytes
from lanpya.site.archives import archive_problems
from lanpya.site.check_site import check_built
from lanpya.site.context import Build
from lanpya.site.security_txt import SECURITY_TXT, security_txt
from lanpya.site.service_worker import worker_script


def remove_gzipped_sitemap(build: Build) -> None:
    """Remove what MkDocs writes beside the pages: the sitemap a second time, compressed."""
    (build.site / f"{SITEMAP}.gz").unlink(missing_ok=True)


def finalise_pages(build: Build) -> None:
    """Give every page its last touch: lines breakable, minified, its policy; see lanpya.pages.finalise."""
    paths = sorted(build.site.rglob("*.html"))
    jobs = [partial(_finalise, some, build.output_dir is None) for some in batches(paths)]
    for _ in run_jobs(jobs, parallel=len(paths) >= MANY):
        pass


def _finalise(paths: Iterable[Path], serving: bool) -> Iterator[None]:
    for path in paths:
        html = path.read_text(encoding="utf-8")
        sealed = cached("sealed", partial(finalise_html, html, serving=serving), html, repr(serving))
        path.write_text(sealed, encoding="utf-8", newline="\n")
    yield from ()


def fill_pages(build: Build) -> None:
    """Fill the placeholders of every page; home pages come last, because they show the sizes of others."""
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
    """Write the fallback font of every language whose script has one, for phones that cannot shape it."""
    for language in build.library.used_languages:
        if fallback := script_of(language.html_lang).fallback:
            font = fallback_font((build.overrides / FONT).read_bytes(), fallback)
            _write(build.site / font_url(language), font)


def write_indexes(build: Build) -> None:
    """Write the index of every language, and on its search page the first digits of the index's SHA-256."""
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
    """Write every leaflet under site/print, in every format of mkdocs.yml.

    Raises ProblemsError with all leaflets that do not fit, and then writes none.
    """
    leaflets = leaflets_of(build.library)
    every = (build.library, build.release_date, build.overrides)

    def make(leaflet: Leaflet) -> bytes:
        return typeset_leaflet(leaflet, *every)

    def key_of(leaflet: Leaflet) -> Key:
        return inputs_of(leaflet, *every)

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
    """Write the text to read aloud of every guide that is printed."""
    pages = [page for page in build.library.pages.values() if build.library.has_leaflet(page.file)]
    jobs = [partial(_write_texts, some, build) for some in batches(pages)]
    for _ in run_jobs(jobs, parallel=len(pages) >= MANY):
        pass


def _write_texts(pages: Iterable[Page], build: Build) -> Iterator[None]:
    for page in pages:
        text = cached(
            "aloud",
            partial(script_to_read, page, build.library, build.release_date),
            *(
                shared_inputs_digest(build.library),
                *texts_of(build.library, page.path),
                str(build.release_date),
            ),
        )
        _write(build.site / read_aloud_url(page.number, page.language), text.encode("utf-8-sig"))
    yield from ()


def pack_archives(build: Build) -> None:
    """Write the ZIP of the one-file editions, and the one with the leaflets too.

    Raises ProblemsError when a file is missing or two names are one on some systems, and then writes none.
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
        # while serving, leaflets are packed without pressing them: it would take longer than all the rest
        method = ZIP_STORED if build.leaflets and name == ARCHIVE_PRINT else ZIP_DEFLATED
        _write(site / name, zip_bytes({inside: path.read_bytes() for inside, path in files.items()}, method))


def write_worker(build: Build) -> None:
    """Write the worker that answers with what was kept, or the one that takes it back, as mkdocs.yml says."""
    script = worker_script(build.library, build.overrides)
    if script:
        _write(build.site / WORKER, script.encode())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def write_security_txt(build: Build) -> None:
    """Write where a weakness is reported, if mkdocs.yml says so."""
    if text := security_txt(build.library):
        _write(build.site / SECURITY_TXT, text.encode())


def check_site(build: Build) -> None:
    """Hold the built site to its rules; raises ProblemsError with all that are broken."""
    problems = check_built(build.site, build.library)
    if errors_in(problems):
        raise ProblemsError(problems)


def typeset_changed_leaflets(build: Build) -> None:
    """While serving, typeset the leaflets that changed, now that the pages can be read."""
    if build.leaflets:
        build.leaflets.typeset_changed()


def publish_atomically(build: Build) -> None:
    """Put the site where it belongs; what was there goes only after the new one is there."""
    if build.output_dir is None:
        return
    for path in (build.site, *build.site.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)  # whatever the umask of who builds
    swap(build.site, build.output_dir)
