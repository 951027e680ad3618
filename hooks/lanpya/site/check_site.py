"""Rules for the built site, independent of sources and templates: links, sizes, requests, files."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lanpya.content.leaflet_formats import FORMATS, format_at
from lanpya.content.library import Library
from lanpya.content.settings import Budgets
from lanpya.content.urls import ARCHIVE, KEPT, NOT_FOUND, single_file_url
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem
from lanpya.runtime.cache import cached_by
from lanpya.runtime.compression import gzip_size
from lanpya.runtime.parallel import MANY, batches, run_jobs
from lanpya.site.archives import PACK_MISSING
from lanpya.site.check_elements import check_elements
from lanpya.site.html_tags import tags_of
from lanpya.site.page_weight import Weight, resources_of, text_of, weight_of, without_pictures
from lanpya.site.single_file import page_id

LINK_BROKEN = rule("link-broken", "error", section="The finished site")
OTHER_HOST = rule("other-host", "error", section="The finished site")
PUBLISHED_ID_TWICE = rule("published-id-twice", "error", section="The finished site")
REQUEST_EXTRA = rule("request-extra", "error", section="The finished site")
PAGE_TOO_HEAVY = rule("page-too-heavy", "error", section="The finished site")
LEAFLET_TOO_HEAVY = rule("leaflet-too-heavy", "error", section="Leaflets")
COPY_TOO_HEAVY = rule("copy-too-heavy", "error", section="Copies to keep")
CONTACT_KEPT = rule("contact-kept", "error", section="Copies to keep")
FILE_UNEXPECTED = rule("file-unexpected", "error", section="The finished site")

EXPECTED = re.compile(
    rf"(\w{{2}}/)?(index|\d+)\.html|404\.html|[.]well-known/security[.]txt|sitemap\.xml|print/[\w-]+/\d+-({'|'.join(FORMATS)})\.pdf"
    r"|text/\w+/\d+\.txt|font/\w+\.woff2|search/\w+\.js|keep/notes-[\w-]+\.html|keep/notes(-print)?\.zip|sw\.js"
)
# A single-file copy after gzip -6: at most this multiple of its bare text, plus these bytes for what it does,
# and these for each page, with its ids, links and words for the search.
KEPT_OVER_TEXT, KEPT_FRAME, KEPT_PAGE = 1.22, 10_500, 180


class _PageFacts(NamedTuple):
    """What is needed of each page after all are read, as texts, which saves memory with thousands of pages.

    `ids` has a space before and after each id. `links` has a line for each target: the line of its first
    link, and the target.
    """

    ids: str
    links: str
    problems: list[Problem]


def check_built(site: Path, library: Library) -> list[Problem]:
    """Return all problems in a built site; paths are relative to it."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    budgets = library.settings.budgets
    jobs = [partial(_read_pages, site, batch, budgets) for batch in batches(names)]
    pages = dict(run_jobs(jobs, parallel=len(names) >= MANY))
    problems = [problem for page in pages.values() for problem in page.problems]
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    allowed = {library.settings.leave, *library.links.values()}
    allowed |= {contact.address for contact in library.contacts.values() if contact.address}
    allowed |= {library.public_address(file) for file in [*files, ""]}  # as copies and leaflets link to pages
    root = urlsplit(library.settings.site_url).path
    for name in names:
        problems += _check_links(name, pages, files, allowed, root)
    problems += _check_files(site, files, budgets)
    for language in library.settings.languages:
        if (name := single_file_url(language)) in pages:
            ids = {page_id(page.number) for page in library.pages_in(language.code)}
            missing = ids.difference(pages[name].ids.split(" "))
            problems += _check_copy(name, site / name, missing, len(ids), library)
    return sorted(problems)


def _read_pages(site: Path, names: Iterable[str], budgets: Budgets) -> Iterator[tuple[str, _PageFacts]]:
    for name in names:
        html = (site / name).read_text(encoding="utf-8")
        yield name, _read_page(name, html, budgets)


@cached_by("built", inputs=lambda name, html, budgets: (name, html, repr(budgets)))
def _read_page(name: str, html: str, budgets: Budgets) -> _PageFacts:
    tags = tags_of(html)
    ids = Counter(tag.values["id"] for tag in tags if tag.values.get("id"))
    links: dict[str, int] = {}
    for tag in tags:
        if tag.name == "a" and "href" in tag.values:
            links.setdefault(tag.values["href"], tag.line)
    problems = [*_other_hosts(name, resources_of(tags, html)), *check_elements(name, tags)]
    problems += _ids_twice(name, ids)
    if not name.startswith(f"{KEPT}/"):
        problems += check_weight(weight_of(name, html, tags), budgets)
    listed = "\n".join(f"{line} {href}" for href, line in links.items())
    return _PageFacts(f" {' '.join(ids)} ", listed, problems)


def _ids_twice(name: str, ids: Counter[str]) -> Iterator[Problem]:
    for identifier, count in ids.items():
        if count > 1:
            message = say(
                "The published id {identifier} occurs {count} times.", identifier=identifier, count=count
            )
            remedy = say("Rename the id of one of the headings in the source.")
            yield PUBLISHED_ID_TWICE.at(name, 1, 1, message, remedy)


def check_weight(weight: Weight, budgets: Budgets) -> Iterator[Problem]:
    """Yield problems if a page or its pictures exceed their budgets; sizes are bytes after gzip -6."""
    shell, text = budgets.shell, weight.bytes - weight.pictures
    if text > budgets.page:
        message = say(
            "The page has {bytes} bytes after gzip -6; the maximum is {page}.", bytes=text, page=budgets.page
        )
        remedy = say("Shorten it, or split it into two pages.")
        yield PAGE_TOO_HEAVY.at(weight.path, 1, 1, message, remedy)
    if weight.pictures > budgets.pictures:
        message = say(
            "The pictures of the page have {bytes} bytes; the maximum is {most}.",
            bytes=weight.pictures,
            most=budgets.pictures,
        )
        remedy = say("Draw them with fewer points, leave one out, or split the page into two.")
        yield PAGE_TOO_HEAVY.at(weight.path, 1, 1, message, remedy)
    if weight.shell > shell:
        message = say(
            "The shell of the page has {shell} bytes after gzip -6; the maximum is {most}.",
            shell=weight.shell,
            most=shell,
        )
        remedy = say("Remove something from style.css, base.html or a script.")
        yield PAGE_TOO_HEAVY.at(weight.path, 1, 1, message, remedy)
    if weight.requests > 1:
        message = say("The page needs {requests} requests.", requests=weight.requests)
        yield REQUEST_EXTRA.at(weight.path, 1, 1, message, say("Put style and scripts inside the page."))


def _other_hosts(name: str, resources: Iterable[str]) -> Iterator[Problem]:
    for address in resources:
        if urlsplit(address).netloc:
            message = say("The page loads {address} from another host.", address=address)
            remedy = say("Remove it: the other host learns who reads what.")
            yield OTHER_HOST.at(name, 1, 1, message, remedy)


def _check_links(
    name: str, pages: dict[str, _PageFacts], files: set[str], allowed: set[str], root: str
) -> Iterator[Problem]:
    for listed in pages[name].links.split("\n") if pages[name].links else ():
        number, _, href = listed.partition(" ")
        line, parts = int(number), urlsplit(href)
        if parts.scheme or parts.netloc:
            if href.partition("#")[0] not in allowed and href not in allowed:
                message = say("The page links to {href}, which is not in the registry.", href=href)
                remedy = say("Add it to docs/data/links.yml, and link to it by its id.")
                yield OTHER_HOST.at(name, line, 1, message, remedy)
            continue
        path = unquote(parts.path)
        if path.startswith("/"):
            target = path.removeprefix(root)
        else:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        if target not in files or (path.startswith("/") and name != NOT_FOUND):
            message = say("The link {href} leads to no file of the site.", href=href)
            yield LINK_BROKEN.at(name, line, 1, message, say("Correct the link or the page it leads to."))
        elif parts.fragment and (target not in pages or f" {parts.fragment} " not in pages[target].ids):
            message = say("The link {href} leads to no heading of {target}.", href=href, target=target)
            yield LINK_BROKEN.at(name, line, 1, message, say("Correct the id after the #."))


def _check_copy(name: str, path: Path, missing: set[str], pages: int, library: Library) -> Iterator[Problem]:
    """Yield problems with a single-file copy; `missing` are ids of guides that are not in it."""
    html, budgets = path.read_text(encoding="utf-8"), library.settings.budgets
    for identifier in sorted(missing):
        message = say("The page {identifier} is not in the single-file copy.", identifier=identifier[1:])
        yield PACK_MISSING.at(name, 1, 1, message, say("Find out why, and build again."))
    loads, compressed, text = _copy_of(html)
    for address in loads:
        message = say("The single-file copy loads {address}.", address=address)
        yield REQUEST_EXTRA.at(name, 1, 1, message, say("Put it inside the file, or leave it out."))
    for contact in library.contacts.values():
        if not contact.withdrawn and contact.address in html:
            message = say("The contact {id} is in a copy, which cannot be recalled.", id=contact.id)
            remedy = say("Remove its address from the text or template it comes from.")
            yield CONTACT_KEPT.at(name, 1, 1, message, remedy)
    most = KEPT_OVER_TEXT * text + KEPT_FRAME + KEPT_PAGE * pages
    for what, found, limit in (
        ("", len(html.encode()), budgets.kept),
        (say(" after gzip -6"), compressed, int(most)),
    ):
        if found > limit:
            message = say(
                "The single-file copy has {found} bytes{what}; the maximum is {limit}.",
                found=found,
                what=what,
                limit=limit,
            )
            yield COPY_TOO_HEAVY.at(name, 1, 1, message, say("Shorten guides, or the text around them."))


@cached_by("copy", inputs=lambda html: (html,))
def _copy_of(html: str) -> tuple[list[str], int, int]:
    """Return what a single-file copy loads, its size after gzip without pictures, and that of its text."""
    bare = gzip_size(without_pictures(html).encode())
    return resources_of(tags_of(html), html), bare, gzip_size(text_of(html).encode())


def _check_files(site: Path, files: set[str], budgets: Budgets) -> Iterator[Problem]:
    for name in sorted(files):
        if not EXPECTED.fullmatch(name):
            message = say("Nothing in the site needs this file.")
            yield FILE_UNEXPECTED.at(name, 1, 1, message, say("Find out what put it there."))
        elif name == ARCHIVE and (size := (site / name).stat().st_size) > budgets.archive:
            message = say(
                "The archive has {size} bytes; the maximum is {archive}.", size=size, archive=budgets.archive
            )
            yield COPY_TOO_HEAVY.at(name, 1, 1, message, say("Shorten guides, or the text around them."))
        elif name.endswith(".pdf"):
            size, most = (site / name).stat().st_size, budgets.leaflet
            if format_at(name).collects:
                most = budgets.booklet
            if size > most:
                message = say("The leaflet has {size} bytes; the maximum is {most}.", size=size, most=most)
                yield LEAFLET_TOO_HEAVY.at(name, 1, 1, message, say("Look for pictures or fonts in it."))
