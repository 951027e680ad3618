"""Reads all files once into a Library, and collects problems with files that cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from lanpya.content.interface_texts import interface_texts
from lanpya.content.library import Guide, Library, Page
from lanpya.content.markdown import Reader
from lanpya.content.page_file import FRONT_MATTER, page_of, readable
from lanpya.content.pictograms import pictograms_of, read_drawings
from lanpya.content.pictures import read_pictures
from lanpya.content.questions import FILE as QUESTIONS
from lanpya.content.questions import questions_of
from lanpya.content.records import (
    UNREADABLE_DATE,
    contact_of,
    equivalence_of,
    mirror_of,
    parse_date,
    records_by_id,
    source_of,
    withdrawn_of,
)
from lanpya.content.search_words import FILE as SEARCH_WORDS
from lanpya.content.search_words import search_words_of
from lanpya.content.settings import Settings, SiteLanguage
from lanpya.content.talks import past_of, weekly_of
from lanpya.content.text_file import MERGE_LEFT, UNREADABLE, Texts, read_text
from lanpya.content.untranslated import with_share
from lanpya.content.yaml_fields import EMPTY, Field, FieldsError, read_fields
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem
from lanpya.runtime.cache import cached_by
from lanpya.runtime.compression import compress_text
from lanpya.runtime.environment import PRIVATE, path_in
from lanpya.runtime.parallel import MANY, batches, run_jobs

DESK = "desk"  # the folder with documents for editors and maintainers
DATA_FILES = (
    "contacts",
    "links",
    "mirrors",
    "sources",
    "interface",
    "glossary",
    "withdrawn",
    "same",
    "harmless",
    "medical_words",
    "pictograms",
    "talks",
)


def read_library(settings: Settings, docs: Path, *, with_private: bool = True) -> Library:
    """Return the Library of a docs folder; `problems` has what cannot be read.

    Contacts from the file that LANPYA_CONTACTS names are included if `with_private`.
    """
    problems: list[Problem] = []
    shown = _shown(docs, settings.root)
    pages: dict[tuple[str, str], Page] = {}
    texts: dict[str, bytes] = {}
    files = [
        (language, path)
        for language in settings.languages
        for path in sorted((docs / language.code).glob("*.md"))
    ]
    jobs = [partial(_read_pages, batch, shown, settings) for batch in batches(files)]
    read = {place: (text, page, wrong) for place, text, page, wrong in run_jobs(jobs, len(files) >= MANY)}
    for language, path in files:
        place = f"{shown}/{language.code}/{path.name}"
        texts[place], page, wrong = read[place]
        problems += wrong
        if page:
            pages[(language.code, page.file)] = page
    for (code, file), page in pages.items():
        source = pages.get((settings.source_language, file))
        if source and code != settings.source_language:
            pages[code, file] = with_share(page, source)
    data = {
        name: _read_data(docs / "data" / f"{name}.yml", f"{shown}/data/{name}.yml", problems, texts)
        for name in DATA_FILES
    }
    for name in (f"{one.code}/{file}" for one in settings.languages for file in (QUESTIONS, SEARCH_WORDS)):
        data[name] = _read_data(docs / name, f"{shown}/{name}", problems, texts)
    private = path_in(PRIVATE) if with_private else None
    data["private"] = _read_data(private, PRIVATE, problems, texts) if private else EMPTY
    data["contacts"] = _without_samples(
        data["contacts"], {contact.texts().get("id") for contact in data["private"].items}
    )
    contacts = [*data["contacts"].items, *data["private"].items]
    drawings = read_drawings(docs)
    desk = _read_desk(docs, shown, problems)
    drafts = {key: page for key, page in pages.items() if _is_draft(page, settings)}
    return Library(
        settings=settings,
        docs=shown,
        pages={key: page for key, page in pages.items() if key not in drafts},
        drafts=drafts,
        guides=_guides(pages.values(), settings.source_language),
        contacts=records_by_id(contacts, contact_of),
        links=records_by_id(data["links"].items, lambda entry, _: entry.texts().get("address", "")),
        mirrors=records_by_id(data["mirrors"].items, mirror_of),
        sources=records_by_id(data["sources"].items, source_of),
        withdrawn=tuple(map(withdrawn_of, data["withdrawn"].items)),
        equivalences=tuple(map(equivalence_of, data["same"].items)),
        words=interface_texts(settings, data["interface"]),
        data=data,
        texts=Texts(texts),
        pictures=read_pictures(docs),
        pictograms=pictograms_of(data["pictograms"].items, drawings),
        drawings=drawings,
        questions={
            language.code: questions_of(data[f"{language.code}/{QUESTIONS}"])
            for language in settings.languages
        },
        search_words={
            language.code: search_words_of(data[f"{language.code}/{SEARCH_WORDS}"])
            for language in settings.languages
        },
        weekly=weekly_of(data["talks"]),
        talks=past_of(data["talks"]),
        desk=desk,
        problems=tuple(problems),
    )


def _read_desk(docs: Path, shown: str, problems: list[Problem]) -> dict[str, str]:
    """Return the documents of docs/desk by their path in messages."""
    found = {}
    for path in sorted((docs / DESK).rglob("*.md")):
        place = f"{shown}/{path.relative_to(docs).as_posix()}"
        if (text := read_text(path, place, problems)) is not None:
            found[place] = text
    return found


def _read_pages(
    files: Iterable[tuple[SiteLanguage, Path]], docs: str, settings: Settings
) -> Iterator[tuple[str, bytes, Page | None, list[Problem]]]:
    """Yield for each file: its path in messages, its compressed text, its page or None, and problems."""
    reader = Reader(settings)
    for language, path in files:
        place, problems = f"{docs}/{language.code}/{path.name}", list[Problem]()
        text = read_text(path, place, problems)
        page = None
        if text is not None:
            page, more = _page_of(text, place, language, reader)
            unfinished_merge = _has_merge(problems)
            problems += [p for p in more if p.rule != FRONT_MATTER.id or not unfinished_merge]
        yield place, compress_text(readable(text or "")), page, problems


def _made_from(text: str, place: str, language: SiteLanguage, reader: Reader) -> tuple[str, ...]:
    return place, repr((language, reader.settings)), text


@cached_by("page", inputs=_made_from)
def _page_of(
    text: str, place: str, language: SiteLanguage, reader: Reader
) -> tuple[Page | None, list[Problem]]:
    problems: list[Problem] = []
    return page_of(text, place, language, reader, problems), problems


def _without_samples(public: Field, real: set[str | None]) -> Field:
    """Return the public registry without samples that a real contact replaces."""
    remaining = [
        entry
        for entry in public.items
        if entry.texts().get("example") != "true" or entry.texts().get("id") not in real
    ]
    return replace(public, value=tuple(remaining)) if public.items else public


def _shown(docs: Path, root: Path) -> str:
    docs = docs.resolve()
    return docs.relative_to(root).as_posix() if docs.is_relative_to(root) else docs.as_posix()


def _is_draft(page: Page, settings: Settings) -> bool:
    """Whether a page is mostly untranslated. The home page at the root of the site is never a draft."""
    is_root = page.number == 0 and page.language.default
    return not is_root and page.is_unfinished(settings.source_language)


def _read_data(path: Path, shown: str, problems: list[Problem], texts: dict[str, bytes]) -> Field:
    """Return what a data file holds; nothing where there is none."""
    if shown != PRIVATE and not path.exists() and not path.is_symlink():
        return EMPTY
    text = read_text(path, shown, problems)
    texts[shown] = compress_text(readable(text or ""))
    try:
        return read_fields(text or "")
    except FieldsError as error:
        if _has_merge(problem for problem in problems if problem.path == shown):
            return EMPTY
        remedy = say(
            "Write it like the lines around it, with quotes around a text with punctuation:  "
            'publisher: "News: Asia"'
        )
        message = say("The data cannot be read: {error}.", error=error.message)
        problems.append(UNREADABLE.at(shown, error.line, error.column, message, remedy))
        return EMPTY


def _has_merge(problems: Iterable[Problem]) -> bool:
    """Whether a file has an unfinished merge; then YAML errors that follow from it are not reported."""
    return any(problem.rule == MERGE_LEFT.id for problem in problems)


def _guides(pages: Iterable[Page], source_language: str) -> dict[str, Guide]:
    guides = {}
    for page in pages:
        if page.language.code == source_language:
            values = page.front.texts()
            guides[page.file] = Guide(
                file=page.file,
                risk=values.get("risk", ""),
                reviewed=parse_date(values.get("reviewed", "")) or UNREADABLE_DATE,
                review_by=parse_date(values.get("review_by", "")) or UNREADABLE_DATE,
                sources=tuple(f.text for f in page.front.keys.get("sources", EMPTY).items),
                leaflet=values.get("leaflet") != "no",
                role=values.get("role", ""),
                is_sourced=values.get("claims") == "sourced",
                is_copied=values.get("copies") != "no",
                dated=tuple(f.text for f in page.front.keys.get("dated", EMPTY).items),
            )
    return guides
