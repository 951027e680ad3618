"""What a guide may be made of: the rest of Markdown is refused, so that nothing is shown or lost unseen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.entities import html5
from itertools import accumulate, chain
from xml.etree.ElementTree import Element

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.dropped_text import UNDER_HEAD, check_lost
from lanpya.checks.forge_markdown import MARKUP_DIFFERS, check_forge, misreadings
from lanpya.checks.quotation_marks import QUOTE_OPEN, check_quotes
from lanpya.checks.typed_characters import SPACE_BEHIND_MARK, check_typed, spoilt_lines
from lanpya.content.library import Page
from lanpya.content.markdown import NOTES, Document, plain_text
from lanpya.content.page_file import MARKUP_REFUSED
from lanpya.detection.normalise import fold, shown
from lanpya.languages.writing_system import script_for
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

HEADING_ID = rule("heading-id", "error", section="Headings and text")
NEGATION_TORN = rule("negation-torn", "warning", section="Burmese")

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = frozenset(("p", "ul", "ol", "li", "div", "details", "summary"))
_MARKED = frozenset(("a", "em", "strong"))
_SHOWN = 12  # letters of a message on each side
_TABLES = frozenset(("table", "thead", "tbody", "tr", "th", "td"))
_ALLOWED = HEADINGS | _BLOCKS | _TABLES | {"a", "br", "em", "img", "strong"}
_REFUSED = {  # element: how it is typed, what an editor calls it, what to do instead
    "code": ("`", say("Computer code between ` marks"), say("Write the words bold, as in  **Delete**")),
    "pre": (
        r"^(?: {4}|\t).*",
        say("A line that begins with four spaces, which makes it computer code,"),
        say("Take the spaces away, or begin the text above with a list mark, as in  - First"),
    ),
    "blockquote": (
        r"^[ \t*+>-]*(?:\d{1,9}[.)][ \t]+)?(?P<at>>)",
        say("A quotation"),
        say('Take the > away, or write a note, as in  !!! note "Heard often"'),
    ),
    "hr": (
        r"^ *[-*_][-*_ ]*$",
        say("A line across the page"),
        say("Begin a section instead:  ## Later {#later}"),
    ),
}
_LEFT_OVER = re.compile(
    r"(?<!_)_{2,3}(?=[^\s_])|(?<=[^\s_:])_{2,3}(?!_)|^[ \t]*\|.*\|[ \t]*$"
    r"|^[ \t]*\|?(?:[ \t]*:?[-–—]+:?[ \t]*\|)+"
    r"|\]\s*\(|\*\*|\*(?=[^\s#0-9])|(?:!!|\?\?)|\[(?:source|contact|link|list|pictogram|questions):|\]\[",
    re.MULTILINE,
)
_NO_TITLE = re.compile(r"\s*(?:!!!|\?\?\?\+?) *[^\"\n]*(?P<title>\"\s*\") *")
_NOTE = re.compile(r"\s*!!! *(?P<kind>[^\"\n]*?) *(?:\".*)?$")
_NO_SIGN = re.compile(r"\[\^[^\]\s]+\]|(?<![\w:/]):(?:[a-z][a-z_]{2,}|\+1|-1):(?![\w:])")  # footnotes, emoji
_ENTITY = re.compile(r"&#?\w+;")
_NO_ITEM = re.compile(r"[ \t]*(?P<at>\d{1,2}\.)(?=[^\W\d_])")
_TAG = re.compile(r"<[ \t]*[/!?]?[ \t]*[A-Za-z][^<>]{0,200}>?|<!--|-->|<[!?/]")
_SCRIPT = re.compile(r"\b(?:java|vb|live)\s?script\s?:|\bdata\s?:\s?(?:[a-z]+/[a-z+.-]+|;|,)", re.IGNORECASE)
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:")
_SHARP = re.compile(r"(#{1,6})\s")
_HEADING_BRACES = re.compile(r"#{1,6}[^{}]*\{:?(?:\s*(?:#[^\s{}]+|\.print))*\s*\}\s*")
_STRAY_HEADING = re.compile(r"(?:[\s>*+-]|\d+\.)*#{1,6}")
_UNDERLINE = re.compile(r"(?:=+|-+) *")


def place_of(document: Document, pattern: str, number: int) -> tuple[int, int]:
    """Return line and column of the match with this number (from 0), else of the last, else of the text."""
    places = [
        (line, (match.start("at") if "at" in match.re.groupindex else match.start()) + 1)
        for line, text in document.lines()
        for match in re.finditer(pattern, text)
    ]
    return places[min(number, len(places) - 1)] if places else (document.first_line, 1)


@check(Scope.PAGE, MARKUP_REFUSED, MARKUP_DIFFERS, SPACE_BEHIND_MARK, QUOTE_OPEN, HEADING_ID, NEGATION_TORN)
def check_dialect(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield what a guide may not be made of, and what the site would show otherwise than a forge does."""
    odd = list(check_typed(page))
    yield from odd
    hidden = {line for problem in odd for line in (problem.line - 1, problem.line)}
    told = {problem.line for problem in stray_headings(page)}
    for problem in _refused(page):
        told.add(problem.line)
        if problem.line not in hidden:
            yield problem
    for problem in odd:  # the lines below may belong to what does not begin there
        told |= set(range(problem.line, _text_end(page, problem.line)))
    forge = list(check_forge(page, told))
    yield from forge
    told |= {problem.line for problem in forge}
    lost = [problem for problem in check_lost(page) if problem.line not in told]
    yield from lost
    told |= {problem.line for problem in lost}
    for problem in check_quotes(page):  # what is misread there has left its marks
        if not any(problem.line <= line < _text_end(page, problem.line) for line in told):
            yield problem


def _text_end(page: Page, line: int) -> int:
    """Return the first empty line from a line on, or the one behind the last."""
    lines = page.document.lines()
    return next((n for n, text in lines if n >= line and not text.strip()), lines[-1][0] + 1)


def is_misread(page: Page, first: int, last: int) -> bool:
    """Whether the site shows something between these two lines otherwise than it was meant."""
    lines = chain((one.line for one in misreadings(page.document)), spoilt_lines(page))
    return any(first <= line <= last for line in lines)


def _refused(page: Page) -> Iterator[Problem]:
    """Yield what the page holds besides headings, paragraphs, lists, tables, notes, bold text and links."""
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
            place = place_of(page.document, pattern, met[pattern])
            met[pattern] += 1
            yield MARKUP_REFUSED.at(
                page.path, *place, say("{what} is not part of a guide.", what=what), remedy
            )
        yield from _left_overs(page, top)
        yield from _torn_negations(page, top, met)
        if (deep := top.find(".//li//li//li//li")) is not None:
            words = next(filter(None, map(str.strip, deep.itertext())), "")
            place = place_of(page.document, re.escape(words.split("\n", 1)[0]), 0)
            message, remedy = (
                say("Lists stand inside lists too many times."),
                say("Begin the line with fewer spaces, as in  - First"),
            )
            yield MARKUP_REFUSED.at(page.path, *place, message, remedy)
    programs = _SCRIPT.search(shown(fold(page.document.source)).text)  # line by line it takes long
    for line, text in page.document.lines():
        if entity := next(filter(_is_entity, _ENTITY.finditer(text)), None):
            message = say(
                "{entity} is a sign of HTML and would be shown as it stands here.", entity=entity[0]
            )
            remedy = say("Type the sign itself, or leave it out.")
            yield MARKUP_REFUSED.at(page.path, line, entity.start() + 1, message, remedy)
        if html := _TAG.search(text):
            message = say("{tag} is HTML, and would be shown to readers as it stands here.", tag=html[0][:40])
            remedy = say(
                "Take it out. A guide is made of headings, lists, tables, notes, bold words and links."
            )
            yield MARKUP_REFUSED.at(page.path, line, html.start() + 1, message, remedy)
        if item := _NO_ITEM.match(text):
            message = say("Behind {mark} a space lacks, and so no item begins here.", mark=item["at"])
            remedy = say("Begin each item as in  1. First")
            yield MARKUP_REFUSED.at(page.path, line, item.end("at") + 1, message, remedy)
        if sign := _NO_SIGN.search(text):
            message = say("The marks {mark} are shown to readers as they stand here.", mark=sign[0])
            remedy = say("Say it in the sentence itself, or cite a source, as in  [](source:report-2021)")
            yield MARKUP_REFUSED.at(page.path, line, sign.start() + 1, message, remedy)
        script = None if not programs or _DEFINITION.match(text) else _SCRIPT.search(shown(fold(text)).text)
        if script:
            message = say("{script} begins a program, not a link.", script=script[0])
            remedy = say("Take it out.")
            yield MARKUP_REFUSED.at(page.path, line, 1, message, remedy)
        if (note := _NOTE.match(text)) and note["kind"] not in NOTES:
            message = say("A note cannot be of the kind {kind!r}.", kind=note["kind"])
            remedy = say('Use one of {notes}, as in  !!! warning "Stop signs"', notes=", ".join(NOTES))
            yield MARKUP_REFUSED.at(page.path, line, note.start("kind") + 1, message, remedy)
        if note := _NO_TITLE.fullmatch(text):
            message = say("The title of the box is empty.")
            remedy = say('Write what it is about, as in  !!! warning "Stop signs"')
            yield MARKUP_REFUSED.at(page.path, line, note.start("title") + 1, message, remedy)
        if "{" in text and not _HEADING_BRACES.fullmatch(text):
            broken, message = (
                MARKUP_REFUSED,
                say("Curly braces hold the id of a heading; elsewhere they vanish."),
            )
            remedy = say(
                "Write  ## Before you write {#before .print}  or use round brackets, as in  (SIM card)"
            )
            if _SHARP.match(text):
                broken, message = (
                    HEADING_ID,
                    say("{text} is no id that a heading can have.", text=text[text.index("{") :]),
                )
                remedy = say("Use one word in small Latin letters, as in  {#before}  or  {#before .print}")
            yield broken.at(page.path, line, text.index("{") + 1, message, remedy)


@check(Scope.FILE, MARKUP_REFUSED)
def check_html(path: str, context: CheckContext) -> Iterator[Problem]:
    """Yield HTML in front matter and data, whose texts are shown to readers too."""
    text = context.library.texts[path]
    end = text.find("\n---", 3) if path.endswith(".md") else len(text)
    for number, line in enumerate(text[: max(end, 0)].split("\n"), start=1):
        if html := _TAG.search(line):
            message = say("{tag} is HTML, and would be shown to readers as it stands here.", tag=html[0][:40])
            remedy = say("Take it out. Here stands plain text.")
            yield MARKUP_REFUSED.at(path, number, html.start() + 1, message, remedy)


def _torn_negations(page: Page, top: Element, met: Counter[str]) -> Iterator[Problem]:
    """Yield the places where marks stand between a verb and its negation, or inside the two.

    In a page no element can hold the two together then, and a browser may end a line where the marks stand.
    """
    for block in top.iter():
        pieces = [] if block.tag in _MARKED else list(_pieces(block))
        text, edges = "".join(pieces), set(accumulate(map(len, pieces)))
        torn = script_for(text, page.language.html_lang).negations(text) if len(pieces) > 1 else set()
        for edge in sorted(edges & torn):
            before, after = re.findall(r"\S*$", text[:edge])[0], re.findall(r"^\S*", text[edge:])[0]
            pattern = rf"{re.escape(before[-1:])}(?P<at>[*_\[\]]+(?:\([^)]*\))?){re.escape(after[:1])}"
            place = place_of(page.document, pattern, met[pattern])
            met[pattern] += 1
            message = say(
                "Marks stand inside a negation: {before} | {after}",
                before=before[-_SHOWN:],
                after=after[:_SHOWN],
            )
            remedy = say("Put them round the negation and its verb, as in  **မလုပ်ပါနဲ့**")
            yield NEGATION_TORN.at(page.path, *place, message, remedy)


def _pieces(element: Element) -> Iterator[str]:
    """Yield the texts of a block that other marks stand round, each with what follows it unmarked."""
    yield element.text or ""
    for child in element:
        # the number of a source, which has no words here, and a block stand between words
        yield from _pieces(child) if child.tag in _MARKED and plain_text(child) else ("\n",)
        yield child.tail or ""


def _is_entity(found: re.Match[str]) -> bool:
    return found[0][1] == "#" or found[0][1:] in html5


def _typed(text: str) -> str:
    """Return a pattern of a text as it may be typed, with a backslash before its signs."""
    return "".join((r"\\?" if not (c.isalnum() or c.isspace()) else "") + re.escape(c) for c in text)


def _left_overs(page: Page, top: Element) -> Iterator[Problem]:
    """Yield marks of Markdown that came out as letters, and boxes that nothing stands in."""
    for text in top.itertext():
        if mark := _LEFT_OVER.search(text):
            shown_line = text[text.rfind("\n", 0, mark.start()) + 1 :].split("\n", 1)[0]
            place = place_of(page.document, _typed(shown_line.strip()), 0)
            marks = " ".join(mark[0].split())
            message = say("The marks {mark} are shown to readers as they stand here.", mark=marks)
            remedy = say('Write  [words](guide.md)  **bold**  or  !!! warning "Title"  with nothing missing.')
            if "|" in mark[0]:
                if is_misread(page, place[0], place[0] + 1):  # a forge shows a table there
                    continue
                remedy = say(
                    "Write a table with a head, a line below it as in  |---|---|  and equally many cells."
                )
                lines = dict(page.document.lines())
                if lines.get(place[0] - 1, "").strip() and UNDER_HEAD.fullmatch(lines.get(place[0] + 1, "")):
                    remedy = say("Put an empty line above the table and another below it.")
            elif mark[0] in ("!!", "??") and text[: mark.start()][-1:].isalnum():
                remedy = say("Write one ! or one ? alone.")
            yield MARKUP_REFUSED.at(page.path, *place, message, remedy)
    for box in top.iter():
        is_box = box.tag == "details" or "admonition" in box.get("class", "").split()
        if (
            is_box
            and len(box) < 2
            and box.find("p[@class='admonition-title']") is None
            and box.tag != "details"
        ):
            continue  # it has no title, as is said elsewhere
        if is_box and len(box) < 2:
            title = "".join(box.itertext()).strip()
            begins = rf'"{re.escape(title)}"|^[ \t]*(?:!!!|\?\?\?\+?)[ \t]*(?i:{re.escape(title)})'
            place = place_of(page.document, begins, 0)
            message = say("Nothing stands in the box {title!r}; what follows it stands outside.", title=title)
            remedy = say("Begin each line that belongs into the box with four spaces.")
            yield MARKUP_REFUSED.at(page.path, *place, message, remedy)


def stray_headings(page: Page) -> list[Problem]:
    """Return the headings that are not written as one line with # marks and a space at its beginning.

    While there is one, ids and lines of the others cannot be trusted.
    """
    lines = page.document.lines()
    strays = [
        line
        for number, (line, text) in enumerate(lines)
        if (_STRAY_HEADING.match(text) and not (_SHARP.match(text) and not text.endswith("\\")))
        or (_UNDERLINE.fullmatch(text) and number and lines[number - 1][1].strip())
    ]
    written = [len(match[1]) for _, text in lines if (match := _SHARP.match(text))]
    made = [int(e.tag[1]) for top in page.document.elements() for e in top.iter() if e.tag in HEADINGS]
    if not strays and written != made:
        strays = [page.document.first_line]
    message = say("A heading stands in a line of its own that begins with ## and a space; this one does not.")
    remedy = say("Write it as in  ## Before you write {#before}  with nothing before the marks.")
    return [HEADING_ID.at(page.path, line, 1, message, remedy) for line in strays]
