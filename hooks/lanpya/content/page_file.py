"""Parses the text of a file into a page, or reports the problem that prevents it."""

from __future__ import annotations

import re

from lanpya.content.library import Page
from lanpya.content.markdown import Document, Reader, plain_text
from lanpya.content.records import NO_NUMBER, PAGE_NUMBER
from lanpya.content.settings import SiteLanguage
from lanpya.content.yaml_fields import FieldsError, read_fields
from lanpya.detection.normalise import PARAGRAPH
from lanpya.languages.language import language_of
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

FRONT_MATTER = rule("front-matter", "error", section="Front matter")
MARKUP_REFUSED = rule("markup-refused", "error", section="Headings and text")

LINE = 10_000  # characters; Markdown takes minutes for a line with many thousand brackets
DEEPEST = 50  # nested elements; deeper nesting cannot be passed between processes
BRACKETS = 200  # in a paragraph; Markdown takes time that grows with the square
_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)


def page_of(
    text: str, shown: str, language: SiteLanguage, reader: Reader, problems: list[Problem]
) -> Page | None:
    """Parse a page. Returns None and appends a problem if it cannot be parsed.

    `shown` is the path in messages; its last part is the file name of the guide.
    """
    match = _FRONT.match(text)
    if not match:
        begun = re.match(r"---[ \t]*\n", text)
        message = (
            say("The front matter has no end: the second line --- is missing.")
            if begun
            else say("The file does not begin with its front matter.")
        )
        remedy = say(
            "Begin the file with a line  ---  then a line for each key, as in  title: Safe "
            "contact  then another line  ---  then the text."
        )
        problems.append(FRONT_MATTER.at(shown, 1, 1, message, remedy))
        return None
    try:
        front = read_fields(match[1] or "", first_line=2)
    except FieldsError as error:
        message = say("The front matter cannot be read: {error}.", error=error.message)
        remedy = say('Write each key once, on its own line, as in  title: "Money: what to know"')
        place = (shown, error.line, error.column)
        problems.append(FRONT_MATTER.at(*place, message, remedy))
        return None
    body_line = match[0].count("\n") + 1
    document = _read_body(shown, text[match.end() :], body_line, reader, problems)
    if document is None:
        return None
    values = front.texts()
    number = values.get("address", "")
    return Page(
        language=language,
        file=shown.rpartition("/")[2],
        path=shown,
        front=front,
        number=int(number) if PAGE_NUMBER.fullmatch(number) else NO_NUMBER,
        title=values.get("title", ""),
        summary=values.get("summary", ""),
        document=document,
        share=_share(values.get("title", ""), document, language),
    )


def _share(title: str, document: Document, language: SiteLanguage) -> float:
    text = " ".join([title, *map(plain_text, document.elements())])
    return language_of(language.html_lang).share(text)


def _read_body(
    shown: str, text: str, first_line: int, reader: Reader, problems: list[Problem]
) -> Document | None:
    """Parse the Markdown. Returns None and appends a problem if a line cannot be parsed."""
    lines = text.split("\n")
    worst = max(range(len(lines)), key=lambda n: len(lines[n]))
    crowded = next((m for m in PARAGRAPH.finditer(text) if m[0].count("[") > BRACKETS), None)
    try:
        if len(lines[worst]) <= LINE and not crowded:
            document = reader.read(text, first_line)
            if _depth(document) <= DEEPEST:
                return document
            raise RecursionError
        if crowded:
            worst = text.count("\n", 0, crowded.start())
            message = say("This paragraph has more than {most} opening square brackets.", most=BRACKETS)
            remedy = say("Split it into paragraphs, with an empty line between them.")
            problems.append(MARKUP_REFUSED.at(shown, first_line + worst, 1, message, remedy))
            return None
        message = say(
            "This line has {lines} characters; the maximum is {line}.",
            lines=len(lines[worst]),
            line=LINE,
        )
        remedy = say("Split it into paragraphs, with an empty line between them.")
    except RecursionError:
        worst = max(range(len(lines)), key=lambda n: len(lines[n]) - len(lines[n].lstrip(" >")))
        message = say("Lists or quotations are nested too deeply here.")
        remedy = say("Begin the lines with fewer spaces and without >. One list inside another is enough.")
    problems.append(MARKUP_REFUSED.at(shown, first_line + worst, 1, message, remedy))
    return None


def _depth(document: Document) -> int:
    """Return how deeply elements are nested."""
    depth, level = 0, list(document.elements())
    while level:
        depth, level = depth + 1, [child for element in level for child in element]
    return depth


def readable(text: str) -> str:
    """Return the text without lines too long for the rules; in guides another rule reports them."""
    return "\n".join(line if len(line) <= LINE else "" for line in text.split("\n"))
