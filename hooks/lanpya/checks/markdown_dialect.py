"""The Markdown allowed in guides.

Everything else is refused, so that nothing is lost or shown unexpectedly.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.entities import html5
from itertools import chain
from xml.etree.ElementTree import Element

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.dropped_text import DELIMITER_ROW, check_dropped_text
from lanpya.checks.forge_markdown import MARKUP_DIFFERS, check_forge, misreadings
from lanpya.checks.quotation_marks import QUOTE_OPEN, check_quotes
from lanpya.checks.split_negations import NEGATION_TORN, split_negations
from lanpya.checks.typed_characters import SPACE_BEHIND_MARK, broken_lines, check_typed
from lanpya.content.library import Page
from lanpya.content.markdown import NOTES
from lanpya.content.page_file import MARKUP_REFUSED
from lanpya.detection.normalise import fold, visible_text
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

HEADING_ID = rule("heading-id", "error", section="Headings and text")

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = frozenset(("p", "ul", "ol", "li", "div", "details", "summary"))
_TABLES = frozenset(("table", "thead", "tbody", "tr", "th", "td"))
_ALLOWED = HEADINGS | _BLOCKS | _TABLES | {"a", "br", "em", "img", "strong"}
_REFUSED = {  # by element: its pattern, its name in messages, the remedy
    "code": ("`", say("Code between ` characters"), say("Make the words bold, as in  **Delete**")),
    "pre": (
        r"^(?: {4}|\t).*",
        say("A line that begins with four spaces, which makes it code,"),
        say("Remove the spaces, or make the text above a list item, as in  - First"),
    ),
    "blockquote": (
        r"^[ \t*+>-]*(?:\d{1,9}[.)][ \t]+)?(?P<at>>)",
        say("A quotation"),
        say('Remove the >, or write a note, as in  !!! note "Heard often"'),
    ),
    "hr": (
        r"^ *[-*_][-*_ ]*$",
        say("A horizontal line"),
        say("Begin a section instead:  ## Later {#later}"),
    ),
}
_UNPARSED = re.compile(
    r"(?<!_)_{2,3}(?=[^\s_])|(?<=[^\s_:])_{2,3}(?!_)|^[ \t]*\|.*\|[ \t]*$"
    r"|^[ \t]*\|?(?:[ \t]*:?[-–—]+:?[ \t]*\|)+"
    r"|\]\s*\(|\*\*|\*(?=[^\s#0-9])|(?:!!|\?\?)|\[(?:source|contact|link|list|pictogram|questions):|\]\[",
    re.MULTILINE,
)
_EMPTY_TITLE = re.compile(r"\s*(?:!!!|\?\?\?\+?) *[^\"\n]*(?P<title>\"\s*\") *")
_NOTE = re.compile(r"\s*!!! *(?P<kind>[^\"\n]*?) *(?:\".*)?$")
_FOREIGN_MARKUP = re.compile(
    r"\[\^[^\]\s]+\]|(?<![\w:/]):(?:[a-z][a-z_]{2,}|\+1|-1):(?![\w:])"
)  # footnotes, emoji
_ENTITY = re.compile(r"&#?\w+;")
_ITEM_WITHOUT_SPACE = re.compile(r"[ \t]*(?P<at>\d{1,2}\.)(?=[^\W\d_])")
_TAG = re.compile(r"<[ \t]*[/!?]?[ \t]*[A-Za-z][^<>]{0,200}>?|<!--|-->|<[!?/]")
_SCRIPT = re.compile(r"\b(?:java|vb|live)\s?script\s?:|\bdata\s?:\s?(?:[a-z]+/[a-z+.-]+|;|,)", re.IGNORECASE)
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:")
_HEADING = re.compile(r"(#{1,6})\s")
_HEADING_BRACES = re.compile(r"#{1,6}[^{}]*\{:?(?:\s*(?:#[^\s{}]+|\.print))*\s*\}\s*")
_STRAY_HEADING = re.compile(r"(?:[\s>*+-]|\d+\.)*#{1,6}")
_UNDERLINE = re.compile(r"(?:=+|-+) *")


@check(Scope.PAGE, MARKUP_REFUSED, MARKUP_DIFFERS, SPACE_BEHIND_MARK, QUOTE_OPEN, HEADING_ID, NEGATION_TORN)
def check_dialect(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield markup that is not allowed, and text that the site would not show as a forge does."""
    odd = list(check_typed(page))
    yield from odd
    hidden = {line for problem in odd for line in (problem.line - 1, problem.line)}
    reported = {problem.line for problem in stray_headings(page)}
    for problem in _refused(page):
        reported.add(problem.line)
        if problem.line not in hidden:
            yield problem
    for problem in odd:  # the lines below may be part of a block that does not begin there
        reported |= set(range(problem.line, _text_end(page, problem.line)))
    forge = list(check_forge(page, reported))
    yield from forge
    reported |= {problem.line for problem in forge}
    dropped = [problem for problem in check_dropped_text(page) if problem.line not in reported]
    yield from dropped
    reported |= {problem.line for problem in dropped}
    for problem in check_quotes(page):  # text that is misread there leaves unpaired marks
        if not any(problem.line <= line < _text_end(page, problem.line) for line in reported):
            yield problem


def _text_end(page: Page, line: int) -> int:
    """Return the first empty line at or after a line, or the line after the last."""
    lines = page.document.lines()
    return next((n for n, text in lines if n >= line and not text.strip()), lines[-1][0] + 1)


def is_misread(page: Page, first: int, last: int) -> bool:
    """Whether the site shows something between these two lines differently from what was meant."""
    differing = (misreading.line for misreading in misreadings(page.document))
    lines = chain(differing, broken_lines(page))
    return any(first <= line <= last for line in lines)


def _refused(page: Page) -> Iterator[Problem]:
    """Yield everything besides headings, paragraphs, lists, tables, notes, bold text and links."""
    met: Counter[str] = Counter()
    for top in page.document.elements():
        is_block_of_code = any(element.tag == "pre" for element in top.iter())
        for element in top.iter():
            tag = element.tag
            if tag in _ALLOWED or (is_block_of_code and tag == "code"):
                continue
            pattern, what, remedy = _REFUSED.get(
                tag, ("", say("The element {tag}", tag=tag), say("Write it in plain words."))
            )
            if tag == "pre":
                first = "".join(element.itertext()).split("\n", 1)[0]
                pattern = rf"^[ \t]+{re.escape(first.strip())}"
            place = page.document.place_of(pattern, met[pattern])
            met[pattern] += 1
            yield MARKUP_REFUSED.at(
                page.path, *place, say("{what} is not allowed in a guide.", what=what), remedy
            )
        yield from _unparsed_markup(page, top)
        yield from split_negations(page, top, met)
        if (deep := top.find(".//li//li//li//li")) is not None:
            words = next(filter(None, map(str.strip, deep.itertext())), "")
            place = page.document.place_of(re.escape(words.split("\n", 1)[0]), 0)
            message, remedy = (
                say("Lists are nested too deeply."),
                say("Begin the line with fewer spaces, as in  - First"),
            )
            yield MARKUP_REFUSED.at(page.path, *place, message, remedy)
    programs = _SCRIPT.search(visible_text(fold(page.document.source)).text)  # searching line by line is slow
    for line, text in page.document.lines():
        if entity := next(filter(_is_entity, _ENTITY.finditer(text)), None):
            message = say(
                "{entity} is an HTML entity, and readers would see it as it is typed here.", entity=entity[0]
            )
            remedy = say("Type the character itself, or leave it out.")
            yield MARKUP_REFUSED.at(page.path, line, entity.start() + 1, message, remedy)
        if html := _TAG.search(text):
            message = say("{tag} is HTML, and readers would see it as it is typed here.", tag=html[0][:40])
            remedy = say(
                "Remove it. A guide consists of headings, lists, tables, notes, bold words and links."
            )
            yield MARKUP_REFUSED.at(page.path, line, html.start() + 1, message, remedy)
        if item := _ITEM_WITHOUT_SPACE.match(text):
            message = say("{mark} is not followed by a space, so no item begins here.", mark=item["at"])
            remedy = say("Begin each item as in  1. First")
            yield MARKUP_REFUSED.at(page.path, line, item.end("at") + 1, message, remedy)
        if markup := _FOREIGN_MARKUP.search(text):
            message = say("Readers would see the characters {mark}.", mark=markup[0])
            remedy = say("Say it in the sentence itself, or cite a source, as in  [](source:report-2021)")
            yield MARKUP_REFUSED.at(page.path, line, markup.start() + 1, message, remedy)
        script = (
            None if not programs or _DEFINITION.match(text) else _SCRIPT.search(visible_text(fold(text)).text)
        )
        if script:
            message = say("{script} begins a script, not a link.", script=script[0])
            remedy = say("Remove it.")
            yield MARKUP_REFUSED.at(page.path, line, 1, message, remedy)
        if (note := _NOTE.match(text)) and note["kind"] not in NOTES:
            message = say("A note cannot have the type {kind!r}.", kind=note["kind"])
            remedy = say('Use one of {notes}, as in  !!! warning "Stop signs"', notes=", ".join(NOTES))
            yield MARKUP_REFUSED.at(page.path, line, note.start("kind") + 1, message, remedy)
        if note := _EMPTY_TITLE.fullmatch(text):
            message = say("The box has no title.")
            remedy = say('Write what it is about, as in  !!! warning "Stop signs"')
            yield MARKUP_REFUSED.at(page.path, line, note.start("title") + 1, message, remedy)
        if "{" in text and not _HEADING_BRACES.fullmatch(text):
            broken, message = (
                MARKUP_REFUSED,
                say("Curly braces are for the id of a heading; elsewhere they disappear."),
            )
            remedy = say(
                "Write  ## Before you write {#before .print}  or use round brackets, as in  (SIM card)"
            )
            if _HEADING.match(text):
                broken, message = (
                    HEADING_ID,
                    say("A heading cannot have the id {text}.", text=text[text.index("{") :]),
                )
                remedy = say("Use one word in small Latin letters, as in  {#before}  or  {#before .print}")
            yield broken.at(page.path, line, text.index("{") + 1, message, remedy)


@check(Scope.FILE, MARKUP_REFUSED)
def check_html(path: str, context: CheckContext) -> Iterator[Problem]:
    """Yield HTML in front matter and data, whose texts readers also see."""
    text = context.library.texts[path]
    end = text.find("\n---", 3) if path.endswith(".md") else len(text)
    for number, line in enumerate(text[: max(end, 0)].split("\n"), start=1):
        if html := _TAG.search(line):
            message = say("{tag} is HTML, and readers would see it as it is typed here.", tag=html[0][:40])
            remedy = say("Remove it. Only plain text is allowed here.")
            yield MARKUP_REFUSED.at(path, number, html.start() + 1, message, remedy)


def _is_entity(found: re.Match[str]) -> bool:
    return found[0][1] == "#" or found[0][1:] in html5


def _as_typed(text: str) -> str:
    """Return a pattern for a text as it may be typed, with backslashes before punctuation."""
    return "".join((r"\\?" if not (c.isalnum() or c.isspace()) else "") + re.escape(c) for c in text)


def _unparsed_markup(page: Page, top: Element) -> Iterator[Problem]:
    """Yield Markdown that came out as plain characters, and empty boxes."""
    for text in top.itertext():
        if mark := _UNPARSED.search(text):
            shown_line = text[text.rfind("\n", 0, mark.start()) + 1 :].split("\n", 1)[0]
            place = page.document.place_of(_as_typed(shown_line.strip()), 0)
            marks = " ".join(mark[0].split())
            message = say("Readers would see the characters {mark}.", mark=marks)
            remedy = say('Write  [words](guide.md)  **bold**  or  !!! warning "Title"  completely.')
            if "|" in mark[0]:
                if is_misread(page, place[0], place[0] + 1):  # a forge shows a table there
                    continue
                remedy = say(
                    "Write a table with a header, a line below it as in  |---|---|  and the same number "
                    "of cells in each row."
                )
                lines = dict(page.document.lines())
                if lines.get(place[0] - 1, "").strip() and DELIMITER_ROW.fullmatch(
                    lines.get(place[0] + 1, "")
                ):
                    remedy = say("Leave an empty line above and below the table.")
            elif mark[0] in ("!!", "??") and text[: mark.start()][-1:].isalnum():
                remedy = say("Write a single ! or ?")
            yield MARKUP_REFUSED.at(page.path, *place, message, remedy)
    for box in top.iter():
        is_box = box.tag == "details" or "admonition" in box.get("class", "").split()
        if (
            is_box
            and len(box) < 2
            and box.find("p[@class='admonition-title']") is None
            and box.tag != "details"
        ):
            continue  # it has no title, which is reported elsewhere
        if is_box and len(box) < 2:
            title = "".join(box.itertext()).strip()
            begins = rf'"{re.escape(title)}"|^[ \t]*(?:!!!|\?\?\?\+?)[ \t]*(?i:{re.escape(title)})'
            place = page.document.place_of(begins, 0)
            message = say("The box {title!r} is empty; the text below is outside it.", title=title)
            remedy = say("Begin each line of the box with four spaces.")
            yield MARKUP_REFUSED.at(page.path, *place, message, remedy)


def stray_headings(page: Page) -> list[Problem]:
    """Return a problem for each heading that is not one line beginning with # marks and a space.

    While there is one, ids and lines of the other headings are not reliable.
    """
    lines = page.document.lines()
    strays = [
        line
        for number, (line, text) in enumerate(lines)
        if (_STRAY_HEADING.match(text) and not (_HEADING.match(text) and not text.endswith("\\")))
        or (_UNDERLINE.fullmatch(text) and number and lines[number - 1][1].strip())
    ]
    written = [len(match[1]) for _, text in lines if (match := _HEADING.match(text))]
    made = [int(e.tag[1]) for top in page.document.elements() for e in top.iter() if e.tag in HEADINGS]
    if not strays and written != made:
        strays = [page.document.first_line]
    message = say("A heading must be on its own line that begins with ## and a space; this one is not.")
    remedy = say("Write it as in  ## Before you write {#before}  with nothing before the marks.")
    return [HEADING_ID.at(page.path, line, 1, message, remedy) for line in strays]
