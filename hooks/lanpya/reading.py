"""From files to a Library: reads everything once, and keeps what cannot be read as problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

from lanpya.fields import EMPTY, Field, FieldsError, read_fields
from lanpya.library import NO_ADDRESS, Contact, Guide, Library, Page, Source
from lanpya.markdown import Reader
from lanpya.problem import Problem
from lanpya.settings import Language, Settings

DATA_FILES = ("contacts", "links", "sources", "interface")
UNREADABLE_DATE = date.min
T = TypeVar("T")
_FRONT = re.compile(r"\A---\n(.*?\n)?---\n", re.DOTALL)


def read_library(settings: Settings, docs: Path) -> Library:
    """Return the Library of the folder `docs`; what cannot be read is in its `problems`."""
    problems: list[Problem] = []
    shown = _shown(docs, settings.root)
    reader = Reader(settings)
    pages: dict[tuple[str, str], Page] = {}
    for language in settings.languages:
        for path in sorted((docs / language.code).glob("*.md")):
            page = _read_page(path, f"{shown}/{language.code}/{path.name}", language, reader, problems)
            if page:
                pages[(language.code, page.file)] = page
    data = {
        name: _read_data(docs / "data" / f"{name}.yml", f"{shown}/data/{name}.yml", problems)
        for name in DATA_FILES
    }
    return Library(
        settings=settings,
        docs=shown,
        pages=pages,
        guides=_guides(pages.values(), settings.source_language),
        contacts=_by_id(data["contacts"], _contact),
        links=_by_id(data["links"], lambda entry, _: entry.texts().get("address", "")),
        sources=_by_id(data["sources"], _source),
        words={key: entry.texts() for key, entry in data["interface"].keys.items()},
        data=data,
        problems=tuple(problems),
    )


def read_text(path: Path, shown: str, problems: list[Problem]) -> str | None:
    """Return the text with plain line ends, or None after adding the problem that it cannot be read."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except OSError as error:
        message, line = f"This file cannot be opened ({error.strerror}).", 1
    except UnicodeDecodeError as error:
        message, line = "This file is not UTF-8 text.", raw[: error.start].count(b"\n") + 1
    else:
        if "\x00" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
        message, line = "This file holds a NUL byte.", text[: text.index("\x00")].count("\n") + 1
    problems.append(Problem(shown, line, 1, "unreadable", "error", message, "Save it as UTF-8 text."))
    return None


def parse_date(text: str) -> date | None:
    """Return the date typed as YYYY-MM-DD, or None."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _shown(docs: Path, root: Path) -> str:
    docs = docs.resolve()
    return docs.relative_to(root).as_posix() if docs.is_relative_to(root) else docs.as_posix()


def _read_page(
    path: Path, shown: str, language: Language, reader: Reader, problems: list[Problem]
) -> Page | None:
    text = read_text(path, shown, problems)
    if text is None:
        return None
    match = _FRONT.match(text)
    front, rest, body_line = EMPTY, text, 1
    if match:
        rest, body_line = text[match.end() :], match[0].count("\n") + 1
        try:
            front = read_fields(match[1] or "", first_line=2)
        except FieldsError as error:
            problems.append(
                Problem(
                    *(shown, error.line, error.column, "front-matter", "error"),
                    f"The front matter cannot be read: {error}.",
                    'Put each key on a line of its own, as in  title: "Safe contact"  with quotes around '
                    "text that holds a colon.",
                )
            )
            return None
    else:
        problems.append(
            Problem(
                *(shown, 1, 1, "front-matter", "error"),
                "The page does not begin with its front matter.",
                "Begin the file with a line ---, the keys (title, summary, address …), and a line ---.",
            )
        )
        return None
    values = front.texts()
    address = values.get("address", "")
    return Page(
        language=language,
        file=path.name,
        path=shown,
        front=front,
        address=int(address) if re.fullmatch(r"0|[1-9][0-9]?", address) else NO_ADDRESS,
        title=values.get("title", ""),
        summary=values.get("summary", ""),
        document=reader.read(rest, body_line),
    )


def _read_data(path: Path, shown: str, problems: list[Problem]) -> Field:
    text = read_text(path, shown, problems)
    try:
        return read_fields(text or "")
    except FieldsError as error:
        remedy = "Compare the line with the entries around it: the same indent, a space after each colon."
        message = f"The data cannot be read: {error}."
        problems.append(Problem(shown, error.line, error.column, "unreadable", "error", message, remedy))
        return EMPTY


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
            )
    return guides


def _by_id(records: Field, make: Callable[[Field, int], T]) -> dict[str, T]:
    entries = ((entry.texts().get("id", ""), entry) for entry in records.items)
    return {key: make(entry, n) for n, (key, entry) in enumerate(entries, start=1) if key}


def _contact(entry: Field, _: int) -> Contact:
    values = entry.texts()
    return Contact(
        id=values["id"],
        channel=values.get("channel", ""),
        name=entry.keys.get("name", EMPTY).texts(),
        address=values.get("address", ""),
        verified=parse_date(values.get("verified", "")) or UNREADABLE_DATE,
        expires=parse_date(values.get("expires", "")) or UNREADABLE_DATE,
        example=values.get("example") == "true",
    )


def _source(entry: Field, number: int) -> Source:
    values = entry.texts()
    says = entry.keys.get("says", EMPTY).texts()
    return Source(
        id=values["id"],
        number=number,
        publisher=values.get("publisher", ""),
        date=values.get("date", ""),
        kind=values.get("kind", ""),
        says=says,
    )
