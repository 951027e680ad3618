"""Every rule of the sources, before anything is built: page by page, then across pages, then the data."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from lanpya.checks.characters import check_letters
from lanpya.checks.contact_details import check_addresses
from lanpya.checks.data_files import check_data
from lanpya.checks.front_matter import check_front_matter
from lanpya.checks.headings_and_links import check_text
from lanpya.checks.markdown_dialect import check_dialect, check_html
from lanpya.checks.pictures import check_alternatives, check_pictograms, check_pictures
from lanpya.checks.plain_language import check_plain
from lanpya.checks.print import check_addresses_printed, check_print, check_withdrawn
from lanpya.checks.questions import check_questions
from lanpya.checks.quotation_marks import check_quotes_of_fields
from lanpya.checks.read_aloud import check_aloud
from lanpya.checks.registry import check_registry
from lanpya.checks.sensitive_details import check_whereabouts
from lanpya.checks.spelling import check_spelling, check_unfinished
from lanpya.checks.talks import check_talks
from lanpya.checks.translation import check_translation
from lanpya.content.dependencies import frame_of, texts_of
from lanpya.content.library import Library, Page
from lanpya.content.links import Target
from lanpya.content.loader import DATA_FILES
from lanpya.content.pictograms import FOLDER as SIGNS
from lanpya.content.pictures import FOLDER
from lanpya.content.questions import FILE as QUESTIONS
from lanpya.content.urls import published_id
from lanpya.problems.catalogue import problem_at, problem_in
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem
from lanpya.runtime.cache import remembered_object
from lanpya.runtime.environment import PRIVATE
from lanpya.runtime.parallel import MANY, chunks, results

HOME = "index.md"
GUIDE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.md")


@dataclass(frozen=True)
class _How:
    """As of when the sources are held to the rules, and how strictly; see check_sources."""

    on: date
    release: bool
    by_clock: bool
    allow_unchecked: bool


def check_sources(
    library: Library,
    docs: Path,
    on: date,
    *,
    release: bool = False,
    edition: date | None = None,
    private: Iterable[str] = (),
    allow_unchecked: bool = False,
) -> list[Problem]:
    """Return every problem of the sources as of the day `on`.

    That day is the edition for a build and the clock's for a check, which names the edition besides; with
    `release`, what is past its date, a sample, or a high-risk translation that fell behind is an
    error and no longer a warning, and so is one that nobody checked, unless `allow_unchecked`.
    """
    by_clock = edition is not None
    how = _How(on, release, by_clock, allow_unchecked)
    private = tuple(private)
    jobs = [partial(_known_problems, paths, library, how, private) for paths in chunks(library.texts)]
    found = chain(
        library.problems,
        results(jobs, many=len(library.texts) >= MANY),
        _unlinked(library),
        _folders(library, docs),
        check_pictures(library, docs),
        check_pictograms(library, docs),
        _addresses_twice(library),
        _ids_twice(library),
        check_addresses_printed(library),
        check_unfinished(library),
        check_data(library),
        check_questions(library),
        check_talks(library, on, release=release),
        check_registry(library, on, release=release, by_clock=by_clock),
        check_withdrawn(library, on, edition or on),
    )
    return sorted({_withheld(problem) for problem in found})


def _known_problems(
    paths: Iterable[str], library: Library, how: _How, private: Sequence[str]
) -> Iterator[Problem]:
    """Yield what is wrong with each file, from an earlier build where nothing has changed since."""
    for path in paths:
        find = partial(list[Problem], _file_problems(path, library, how, private))
        if private:  # those words are not kept
            yield from find()
        else:
            yield from remembered_object(
                "check", find, frame_of(library), path, *texts_of(library, path), repr(how)
            )


def _file_problems(path: str, library: Library, how: _How, private: Sequence[str]) -> Iterator[Problem]:
    """Yield what is wrong with a file by itself, and with a page beside its source."""
    yield from check_addresses(library, [path])
    yield from check_letters(library, [path])
    yield from check_html(library, [path])
    yield from check_whereabouts(library, [path], private)
    yield from check_spelling(library, [path])
    yield from check_quotes_of_fields(library, path)
    if page := library.page_at(path):
        yield from check_front_matter(page, library, how.on, how.release, by_clock=how.by_clock)
        yield from check_dialect(page)
        yield from check_text(page, library)
        yield from check_alternatives(page, library)
        yield from check_print(page, library)
        yield from check_aloud(page, library)
        yield from check_translation(page, library, release=how.release, allow_unchecked=how.allow_unchecked)
        yield from check_plain([page])


def _withheld(problem: Problem) -> Problem:
    """Return the problem without anything that stands in the private file."""
    if problem.path != PRIVATE:
        return problem
    return replace(problem, message=problem.message.withheld(), remedy=problem.remedy.withheld())


def _unlinked(library: Library) -> Iterator[Problem]:
    """Yield the pages that no reader finds: the home page of their language does not link to them."""
    for language in library.settings.languages:
        home = library.pages.get((language.code, HOME))
        if home:
            links = (link.get("href", "") for top in home.document.elements() for link in top.iter("a"))
            linked = {Target.read(typed).name for typed in links}
            if "list:guides" in home.document.source:
                continue
            for page in library.in_language(language.code):
                is_guide = page.file in library.guides and GUIDE_NAME.fullmatch(page.file)
                if is_guide and page is not home and page.file not in linked:
                    message = say(
                        "No link in {path} leads to this page, so readers do not find it.", path=home.path
                    )
                    remedy = say(
                        "Add it there, as in  - [Words that tell what it answers]({file})", file=page.file
                    )
                    yield problem_at(page.path, 1, 1, "page-unlinked", message, remedy)


def _folders(library: Library, docs: Path) -> Iterator[Problem]:
    languages = [language.code for language in library.settings.languages]
    known = {"data", "desk", FOLDER, SIGNS, *languages}
    for path in sorted(docs.iterdir()):
        shown = f"{library.docs}/{path.name}"
        if path.is_symlink():
            message = say("This is a link to another place; nothing behind it is looked at.")
            yield problem_at(shown, 1, 1, "file-name", message, say("Put the folder itself here."))
        elif path.is_file():
            message = say("Nothing is read from here; guides live in the folder of their language.")
            remedy = say("Move it there, as in  docs/en/safe-contact.md  or take it away.")
            yield problem_at(shown, 1, 1, "file-name", message, remedy)
        elif path.name not in known:
            message = say(
                "The folder {name} belongs to no language of mkdocs.yml: nothing in it is built.",
                name=path.name,
            )
            remedy = say(
                "Add  - {{locale: {name}, name: …}}  under languages there, or take the folder away.",
                name=path.name,
            )
            yield problem_at(shown, 1, 1, "file-name", message, remedy)
        elif path.name == "data":
            yield from _data_files(library, path)
        elif path.name in languages:
            yield from _file_names(library, path)


def _data_files(library: Library, folder: Path) -> Iterator[Problem]:
    for path in sorted(folder.iterdir()):
        if path.name not in {f"{name}.yml" for name in DATA_FILES}:
            message = say("No data is read from a file of this name.")
            remedy = say(
                "Take it away, or put what it holds into one of: {names}.", names=", ".join(DATA_FILES)
            )
            yield problem_at(f"{library.docs}/data/{path.name}", 1, 1, "file-name", message, remedy)


def _file_names(library: Library, folder: Path) -> Iterator[Problem]:
    for path in sorted(folder.iterdir()):
        if path.name == QUESTIONS:
            continue
        if not GUIDE_NAME.fullmatch(path.name) or not path.is_file():
            shown = f"{library.docs}/{folder.name}/{path.name}"
            if path.suffix.lower() == ".md" and path.is_file():
                message = say(
                    "The name of a guide is made of small Latin letters, digits and hyphens, then .md"
                )
                remedy = say("Rename the file, as in  safe-contact.md")
            else:
                message = say("Only guides live in this folder, and this is none.")
                remedy = say("Move it elsewhere. If it is a guide, give it a name such as  safe-contact.md")
            yield problem_at(shown, 1, 1, "file-name", message, remedy)


def _addresses_twice(library: Library) -> Iterator[Problem]:
    users: dict[tuple[str, int], list[Page]] = defaultdict(list)
    for page in library.pages.values():
        if page.address >= 0:
            users[page.language.code, page.address].append(page)
    for pages in users.values():
        for page in pages[1:]:
            message = say(
                "The address {address} belongs to {path} already.", address=page.address, path=pages[0].path
            )
            remedy = say("Take a number that no page has or ever had, as in  address: 42")
            yield problem_in(page.path, page.front.keys["address"], "address-twice", message, remedy)


def _ids_twice(library: Library) -> Iterator[Problem]:
    """Yield headings of two guides with one published id: in the one-file edition they stand together."""
    users: dict[str, tuple[Page, str]] = {}
    together = library.settings.keep == "offer"
    for page in library.in_language(library.settings.source_language) if together else ():
        for heading in page.document.headings:
            published = published_id(page.address, heading.id)
            other, identifier = users.setdefault(published, (page, heading.id))
            if heading.id and other.address != page.address:  # an address given twice says so itself
                message = say(
                    "By chance this heading and {path}#{id} get the same published id, {published}.",
                    path=other.path,
                    id=identifier,
                    published=published,
                )
                remedy = say("Give one of them another id in every language, as in  {#before-that}")
                yield problem_at(page.path, heading.line, 1, "published-id-twice", message, remedy)
