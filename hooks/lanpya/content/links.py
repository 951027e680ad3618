"""Link targets in guides: another guide, a heading, or an entry of the data by its id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lanpya.content.leaflet_formats import FORMATS
from lanpya.content.library import Library, Page
from lanpya.content.markdown import Document
from lanpya.content.records import Source
from lanpya.languages.language import language_of
from lanpya.problems.messages import Message, say

# The lists of sources, with the kinds of docs/data/sources.yml that each shows.
SOURCE_LISTS = {"sources": ("news", "report", "advice"), "reports": ("news", "report"), "advice": ("advice",)}
LISTS = ("guides", "contacts", *SOURCE_LISTS, "leaflets", "keep", "mirrors", "talks", "past-talks")
# Lists and pictures that the build inserts for a paragraph with only this link, by scheme and name.
MADE = {"list": LISTS, "picture": tuple(FORMATS)}
# What marks words as another language than the page's: [words](lang:my)
LANG = "lang"
MARKED = re.compile(r"\[(?P<words>[^\[\]]*)\]\(lang:(?P<tag>[A-Za-z0-9-]+)\)")
# Links without words of their own, before or after other words.
LEFT_OUT = ("contact", "link", "source", "pictogram")
WORDLESS = ("source", "pictogram")


@dataclass(frozen=True)
class Target:
    """A parsed link target: in `contact:helpline` the scheme is contact and the name is helpline."""

    scheme: str
    name: str
    fragment: str

    @classmethod
    def read(cls, typed: str) -> Target:
        """Return the target that an editor typed in the brackets of a link."""
        address, _, fragment = typed.partition("#")
        scheme, colon, name = address.partition(":")
        return cls(scheme, name, fragment) if colon else cls("page", address, fragment)


def lists_on(page: Page) -> frozenset[str]:
    """Return the names of the lists that a page shows."""
    return _lists_in(page.document)


@lru_cache(maxsize=4096)  # documents; every citation asks for those of one page
def _lists_in(document: Document) -> frozenset[str]:
    lone = (next(top.iter("a"), None) for top in document.elements() if top.tag == "p")
    targets = (Target.read(link.get("href", "")) for link in lone if link is not None)
    return frozenset(target.name for target in targets if target.scheme == "list")


def sources_on(page: Page, library: Library) -> dict[str, Source]:
    """Return the sources that the lists of a page show, by id."""
    kinds = _kinds_on(page)
    return {name: source for name, source in library.sources.items() if source.kind in kinds}


def page_listing(source: Source, library: Library, code: str) -> Page | None:
    """Return the first page in a language with a list that shows the source, None if none has."""
    return next((page for page in library.pages_in(code) if source.kind in _kinds_on(page)), None)


def _kinds_on(page: Page) -> set[str]:
    """Return the kinds of sources that the lists of a page show."""
    return {kind for name in lists_on(page) for kind in SOURCE_LISTS.get(name, ())}


def questions_on(page: Page) -> list[str]:
    """Return the ids of the questions that a page shows, in its order."""
    return [name for section in _questions_in(page.document).values() for name in section]


def section_with_questions(page: Page) -> str:
    """Return the id of the first section of a page that shows a question, "" if none does."""
    return next((identifier for identifier in _questions_in(page.document) if identifier), "")


@lru_cache(maxsize=4096)
def _questions_in(document: Document) -> Mapping[str, list[str]]:
    """Return the ids of questions by the id of their section, "" for those that are in none."""
    parts = [("", document.lead), *((section.id, section.elements) for section in document.sections)]
    found: dict[str, list[str]] = {}
    for identifier, elements in parts:
        targets = [Target.read(link.get("href", "")) for top in elements for link in top.iter("a")]
        names = [target.name for target in targets if target.scheme == "questions"]
        if names:
            found.setdefault(identifier, []).extend(names)
    return found


def unknown_target(target: Target, page: Page, library: Library) -> tuple[Message, Message] | None:
    """Return message and remedy for a link that leads nowhere, None for a valid one."""
    registries: dict[str, Iterable[str]] = {
        "contact": library.contacts,
        "link": library.links,
        "source": library.sources,
        "pictogram": library.public_ids("pictogram"),  # a missing drawing is reported elsewhere
    }
    unread = {
        problem.path for problem in library.problems
    }  # files that could not be read are reported already
    if target.scheme in registries:
        known = registries[target.scheme]
        where = f"{library.docs}/data/{target.scheme}s.yml"
        if target.fragment:
            return (
                say("{scheme}:{name} cannot be followed by a #.", scheme=target.scheme, name=target.name),
                say("Remove the # and what follows it."),
            )
        if target.name in known or where in unread or is_left_out(target, library):
            return None
        listed = sorted(library.public_ids(target.scheme))
        words = "" if target.scheme in WORDLESS else "words"
        example = f"[{words}]({target.scheme}:{listed[0] if listed else 'ID'})"
        remedy = say(
            "Add it there, or write one of its ids ({listed}), as in  {example}",
            listed=", ".join(listed),
            example=example,
        )
        return say(
            "There is no {scheme} {name!r} in {where}.", scheme=target.scheme, name=target.name, where=where
        ), remedy
    if target.scheme == LANG and not target.fragment:
        if language_of(target.name).script:
            return None
        remedy = say("Write the tag of the language, as in  [words](lang:my)")
        return say("There is no language with the tag {name!r}.", name=target.name), remedy
    if target.scheme in MADE or target.scheme == "questions":
        choices = MADE.get(target.scheme) or tuple(library.questions[page.language.code])
        if target.name in choices or not choices:  # a language without any questions is reported elsewhere
            return None
        remedy = say(
            "Write  []({scheme}:{choices})  or one of: {others}.",
            scheme=target.scheme,
            choices=choices[0],
            others=", ".join(choices),
        )
        return say("There is no {scheme} {name!r}.", scheme=target.scheme, name=target.name), remedy
    if target.scheme != "page":
        return (
            say(
                "A link cannot begin with {scheme!r}; it must lead to a page or to an id of docs/data.",
                scheme=target.scheme,
            ),
            say(
                "Write  [words](guide.md)  [words](#id)  [words](contact:ID)  [words](link:ID)  "
                "[](source:ID)  [](pictogram:ID)"
            ),
        )
    if not target.name and not target.fragment:
        return say("The link leads nowhere, because its round brackets are empty."), say(
            "Write  [words](guide.md)"
        )
    found = library.best_available(target.name, page.language.code) if target.name else page
    return unknown_page(target, found, library)


def is_left_out(target: Target, library: Library) -> bool:
    """Whether pages leave out what names an entry, because the site has none of the kind; a rule warns."""
    return target.scheme in LEFT_OUT and not library.has_any(target.scheme)


def unknown_page(target: Target, found: Page | None, library: Library) -> tuple[Message, Message] | None:
    """Return message and remedy if there is no such page, or no such heading on it."""
    if found is None:
        if any(problem.path.endswith(f"/{target.name}") for problem in library.problems):
            return None
        names = ", ".join(sorted(library.guides))
        return say("There is no page {name!r}.", name=target.name), say(
            "Write  [words](FILE.md)  with one of: {names}.", names=names
        )
    if target.fragment and target.fragment not in {heading.id for heading in found.document.headings}:
        ids = ", ".join(heading.id for heading in found.document.headings if heading.id)
        remedy = say("Write after the # an id of that page: {ids}.", ids=ids)
        return say("{path} has no heading {fragment!r}.", path=found.path, fragment=target.fragment), remedy
    return None
