"""Rules for the folders and files in docs, and for links to every guide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.content.library import Library
from lanpya.content.links import Target
from lanpya.content.loader import DATA_FILES, DESK
from lanpya.content.pictograms import FOLDER as PICTOGRAM_FOLDER
from lanpya.content.pictures import FOLDER
from lanpya.content.questions import FILE as QUESTIONS
from lanpya.content.search_words import FILE as SEARCH_WORDS
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

FILE_NAME = rule("file-name", "error", section="Files")
PAGE_MISSING = rule("page-missing", "error", section="Files")
HOME_MISSING = rule("home-missing", "warning", section="Files")
PAGE_UNLINKED = rule("page-unlinked", "warning", section="Front matter")

HOME = "index.md"
GUIDE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.md")


@check(Scope.SITE, PAGE_UNLINKED)
def check_unlinked(context: CheckContext) -> Iterator[Problem]:
    """Yield the pages to which the home page of their language does not link."""
    library = context.library
    for language in library.settings.languages:
        home = library.pages.get((language.code, HOME))
        if home:
            links = (link.get("href", "") for top in home.document.elements() for link in top.iter("a"))
            linked = {Target.read(typed).name for typed in links}
            if "list:guides" in home.document.source:
                continue
            for page in library.pages_in(language.code):
                is_guide = page.file in library.guides and GUIDE_NAME.fullmatch(page.file)
                if is_guide and page is not home and page.file not in linked:
                    message = say(
                        "{path} has no link to this page, so readers cannot find it.", path=home.path
                    )
                    remedy = say("Add one, as in  - [Words that say what it answers]({file})", file=page.file)
                    yield PAGE_UNLINKED.at(page.path, 1, 1, message, remedy)


@check(Scope.SITE, PAGE_MISSING)
def check_pages(context: CheckContext) -> Iterator[Problem]:
    """Yield a problem if the source language has no page: there is nothing to publish or to translate."""
    library, source = context.library, context.library.settings.source_language
    if not any(library.is_source(page) for page in library.pages.values()) and not library.problems:
        path = f"{library.docs}/{source}/{HOME}"
        message = say("The folder {folder} has no page, so there is nothing to publish.", folder=source)
        remedy = say("Write {path}, which all readers open first.", path=path)
        yield PAGE_MISSING.at(path, 1, 1, message, remedy)


@check(Scope.SITE, HOME_MISSING)
def check_home(context: CheckContext) -> Iterator[Problem]:
    """Yield a problem if nothing is at the address of the site, which is on every leaflet."""
    library, root = context.library, context.library.settings.default_language.code
    path = f"{library.docs}/{root}/{HOME}"
    is_unread = any(problem.path == path for problem in library.problems)
    if library.pages and (root, HOME) not in library.pages and not is_unread:
        message = say("Readers who open the address of the site find nothing: there is no {path}.", path=path)
        remedy = say("Write this page. It may have no more than  [](list:guides)  below a heading.")
        yield HOME_MISSING.at(path, 1, 1, message, remedy, as_error=context.release)


@check(Scope.SITE, FILE_NAME)
def check_folders(context: CheckContext) -> Iterator[Problem]:
    """Yield files and folders in docs that are not read, and names that no guide can have."""
    library = context.library
    languages = [language.code for language in library.settings.languages]
    known = {"data", DESK, FOLDER, PICTOGRAM_FOLDER, *languages}
    for path in sorted(context.docs.iterdir()):
        shown = f"{library.docs}/{path.name}"
        if path.is_symlink():
            message = say("This is a symbolic link, which is not followed.")
            yield FILE_NAME.at(shown, 1, 1, message, say("Put the folder itself here."))
        elif path.is_file():
            message = say("Files here are not read; guides belong in the folder of their language.")
            remedy = say("Move it there, as in  docs/en/safe-contact.md  or delete it.")
            yield FILE_NAME.at(shown, 1, 1, message, remedy)
        elif path.name not in known:
            message = say(
                "The folder {name} belongs to no language in mkdocs.yml, so nothing in it is built.",
                name=path.name,
            )
            remedy = say(
                "Add  - {{locale: {name}, name: …}}  under languages there, or delete the folder.",
                name=path.name,
            )
            yield FILE_NAME.at(shown, 1, 1, message, remedy)
        elif path.name == "data":
            yield from _data_files(library, path)
        elif path.name in languages:
            yield from _file_names(library, path)


def _data_files(library: Library, folder: Path) -> Iterator[Problem]:
    for path in sorted(folder.iterdir()):
        if path.name not in {f"{name}.yml" for name in DATA_FILES}:
            message = say("A file with this name is not read.")
            remedy = say("Delete it, or move its content into one of: {names}.", names=", ".join(DATA_FILES))
            yield FILE_NAME.at(f"{library.docs}/data/{path.name}", 1, 1, message, remedy)


def _file_names(library: Library, folder: Path) -> Iterator[Problem]:
    for path in sorted(folder.iterdir()):
        if path.name in (QUESTIONS, SEARCH_WORDS):
            continue
        if not GUIDE_NAME.fullmatch(path.name) or not path.is_file():
            shown = f"{library.docs}/{folder.name}/{path.name}"
            if path.suffix.lower() == ".md" and path.is_file():
                message = say(
                    "The name of a guide may have only small Latin letters, digits and hyphens, then .md"
                )
                remedy = say("Rename the file, as in  safe-contact.md")
            else:
                message = say("This folder is for guides only, and this file is not a guide.")
                remedy = say("Move it elsewhere. If it is a guide, give it a name such as  safe-contact.md")
            yield FILE_NAME.at(shown, 1, 1, message, remedy)
