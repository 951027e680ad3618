"""From files to a Library: reads everything once, and keeps what cannot be read as problems."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from lanpya.fields import EMPTY, Field, FieldsError, read_fields
from lanpya.library import NO_ADDRESS, PRIVATE, Guide, Library, Page
from lanpya.markdown import Document, Reader, plain_text
from lanpya.messages import Message, say
from lanpya.pictures import read_pictures
from lanpya.problem import Problem
from lanpya.records import (
    ADDRESS,
    UNREADABLE_DATE,
    contact_of,
    parse_date,
    records_by_id,
    source_of,
    withdrawn_of,
)
from lanpya.script import script_of
from lanpya.settings import Language, Settings

DATA_FILES = ("contacts", "links", "sources", "interface", "glossary", "withdrawn")
FILE = 300_000  # bytes: ten times the longest file; what is larger was not written by hand
LINE = 10_000  # Markdown needs minutes for a line of many thousand brackets
_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
# Control characters, line ends that editors do not count, marks that turn the order of letters around, such
# as have no width, private ones, and tags, which can mark a copy. Spelling rules tell of script.UNSEEN.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u034f\u061c\u115f\u1160\u180b-\u180f\u200e\u200f\u2028-\u202e\u2061-\u206f"
    "\u3164\ue000-\uf8ff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U0010ffff]"
)
_UNSEEN_LINES = 20  # in more lines than these stand such characters only in what is no text file


def read_library(settings: Settings, docs: Path) -> Library:
    """Return the Library of the folder `docs`; what cannot be read is in its `problems`."""
    problems: list[Problem] = []
    shown = _shown(docs, settings.root)
    reader = Reader(settings)
    pages: dict[tuple[str, str], Page] = {}
    texts: dict[str, str] = {}
    for language in settings.languages:
        for path in sorted((docs / language.code).glob("*.md")):
            page = _read_page(path, f"{shown}/{language.code}/{path.name}", language, reader, problems, texts)
            if page:
                pages[(language.code, page.file)] = page
    data = {
        name: _read_data(docs / "data" / f"{name}.yml", f"{shown}/data/{name}.yml", problems, texts)
        for name in DATA_FILES
    }
    private = os.environ.get(PRIVATE)
    data["private"] = _read_data(Path(private), PRIVATE, problems, texts) if private else EMPTY
    contacts = [*data["contacts"].items, *data["private"].items]
    drafts = {key: page for key, page in pages.items() if _is_draft(page, settings)}
    return Library(
        settings=settings,
        docs=shown,
        pages={key: page for key, page in pages.items() if key not in drafts},
        drafts=drafts,
        guides=_guides(pages.values(), settings.source_language),
        contacts=records_by_id(contacts, contact_of),
        links=records_by_id(data["links"].items, lambda entry, _: entry.texts().get("address", "")),
        sources=records_by_id(data["sources"].items, source_of),
        withdrawn=tuple(map(withdrawn_of, data["withdrawn"].items)),
        words={key: entry.texts() for key, entry in data["interface"].keys.items()},
        data=data,
        texts=texts,
        pictures=read_pictures(docs),
        problems=tuple(problems),
    )


def read_text(path: Path, shown: str, problems: list[Problem]) -> str | None:
    """Return the text in NFC with plain line ends and without characters that nobody sees.

    Each line with such characters adds a problem; a file that cannot be read adds one and gives None.
    """
    line = column = 1
    remedy = say("Save it again as text in UTF-8, for example in Notepad: Save as, Encoding: UTF-8.")
    try:
        if unfit := _unfit(path):
            problems.append(Problem(shown, 1, 1, "unreadable", "error", *unfit))
            return None
        raw = path.read_bytes()
        text = raw.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    except OSError as error:
        message = say("This file cannot be opened ({strerror}).", strerror=error.strerror)
        remedy = say("Put the file back under this name, or make it again from an earlier version.")
    except UnicodeDecodeError as error:
        before = raw[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line = before.count(b"\n") + 1
        message = say(
            "This line is not in UTF-8, the encoding of all files here (an old Burmese font, perhaps)."
        )
    else:
        found = [
            (number, match)
            for number, typed in enumerate(text.split("\n"), start=1)
            if (match := _INVISIBLE.search(typed))
        ]
        remedy = say(
            "Type the line again instead of pasting it. If many lines are like this, it is no text file."
        )
        for number, match in found[:_UNSEEN_LINES]:
            message = say(
                "This line holds a character that nobody sees (U+{match:04X}).", match=ord(match[0])
            )
            place = (shown, number, match.start() + 1)
            problems.append(Problem(*place, "unreadable", "error", message, remedy))
        if len(found) <= _UNSEEN_LINES and "\x00" not in text:
            return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
        return None
    problems.append(Problem(shown, line, column, "unreadable", "error", message, remedy))
    return None


def _readable(text: str) -> str:
    """Return the text without lines that are too long for the rules; of guides another rule tells of them."""
    return "\n".join(line if len(line) <= LINE else "" for line in text.split("\n"))


def _unfit(path: Path) -> tuple[Message, Message] | None:
    """Return message and remedy for what must not even be opened, None for an ordinary file.

    Raises OSError when there is no such file.
    """
    if path.is_symlink() or path.parent.is_symlink():
        return (
            say("This is a link to another place, and what stands there would be read as if it stood here."),
            say("Put the file itself here."),
        )
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        return say("This is no file."), say("Put a text file here, or take it away.")
    if status.st_size > FILE:
        return (
            say("The file has {size} bytes; {most} is the most.", size=status.st_size, most=FILE),
            say("Make two guides of it."),
        )
    return None


def _shown(docs: Path, root: Path) -> str:
    docs = docs.resolve()
    return docs.relative_to(root).as_posix() if docs.is_relative_to(root) else docs.as_posix()


def _read_page(
    path: Path, shown: str, language: Language, reader: Reader, problems: list[Problem], texts: dict[str, str]
) -> Page | None:
    text = read_text(path, shown, problems)
    if text is None:
        return None
    texts[shown] = _readable(text)
    match = _FRONT.match(text)
    if not match:
        begun = re.match(r"---[ \t]*\n", text)
        message = (
            say("The front matter has no end: a second line --- is missing.")
            if begun
            else say("The file does not begin with its front matter.")
        )
        remedy = say(
            "Begin the file with a line --- alone, then a line for each key, as in  title: Safe "
            "contact  then a line --- alone, then the text."
        )
        problems.append(Problem(shown, 1, 1, "front-matter", "error", message, remedy))
        return None
    try:
        front = read_fields(match[1] or "", first_line=2)
    except FieldsError as error:
        message = say("The front matter cannot be read: {error}.", error=error.message)
        remedy = say('Write each key once, on a line of its own, as in  title: "Money: what to know"')
        place = (shown, error.line, error.column)
        problems.append(Problem(*place, "front-matter", "error", message, remedy))
        return None
    body_line = match[0].count("\n") + 1
    document = _read_body(shown, text[match.end() :], body_line, reader, problems)
    if document is None:
        return None
    values = front.texts()
    address = values.get("address", "")
    return Page(
        language=language,
        file=path.name,
        path=shown,
        front=front,
        address=int(address) if ADDRESS.fullmatch(address) else NO_ADDRESS,
        title=values.get("title", ""),
        summary=values.get("summary", ""),
        document=document,
        share=_share(values.get("title", ""), document, language),
    )


def _share(title: str, document: Document, language: Language) -> float:
    text = " ".join([title, *map(plain_text, document.elements())])
    return script_of(language.html_lang).share(text)


def _is_draft(page: Page, settings: Settings) -> bool:
    """Whether most of a page is left untranslated; the site is built all the same where it has its root."""
    is_root = page.address == 0 and page.language.default
    return not is_root and page.is_unfinished(settings.source_language)


def _read_body(
    shown: str, text: str, first_line: int, reader: Reader, problems: list[Problem]
) -> Document | None:
    """Return the Markdown read, or None after adding the problem that one of its lines cannot be."""
    lines = text.split("\n")
    worst = max(range(len(lines)), key=lambda n: len(lines[n]))
    try:
        if len(lines[worst]) <= LINE:
            return reader.read(text, first_line)
        message = say(
            "This line has {lines} letters; {line} is the most that can be read.",
            lines=len(lines[worst]),
            line=LINE,
        )
        remedy = say("Part it into paragraphs, with an empty line between:  First.    Second.")
    except RecursionError:
        worst = max(range(len(lines)), key=lambda n: len(lines[n]) - len(lines[n].lstrip()))
        message = say("Lists stand inside lists too many times here.")
        remedy = say("Begin the lines with fewer spaces: one list inside another is enough.")
    problems.append(Problem(shown, first_line + worst, 1, "markup-refused", "error", message, remedy))
    return None


def _read_data(path: Path, shown: str, problems: list[Problem], texts: dict[str, str]) -> Field:
    text = read_text(path, shown, problems)
    texts[shown] = _readable(text or "")
    try:
        return read_fields(text or "")
    except FieldsError as error:
        remedy = say(
            'Write it like the lines around it, and a text with signs in quotes: publisher: "News: Asia"'
        )
        message = say("The data cannot be read: {error}.", error=error.message)
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
