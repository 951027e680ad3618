"""Rules for the text of a page: ids of headings, the length of In short, the targets of links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.markdown_dialect import HEADING_ID, is_misread, stray_headings
from lanpya.content.library import TOP, Library, Page
from lanpya.content.links import MADE, WORDLESS, Target, unknown_target
from lanpya.content.markdown import Section, plain_text
from lanpya.content.yaml_fields import EMPTY
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem

SHORT_MISSING = rule("short-missing", "error", section="Headings and text")
SHORT_TOO_LONG = rule("short-too-long", "error", section="Headings and text")
TARGET_UNKNOWN = rule("target-unknown", "error", section="Links and sources")
SOURCE_UNCITED = rule("source-uncited", "warning", section="Links and sources")

SHORT_ITEMS = 7
SHORT_CODE_POINTS = 130  # what a text QR code of about 50 mm can contain (level Q, 0.5 mm a module)
SHORT_BYTES = 394


@check(Scope.PAGE, HEADING_ID)
def check_headings(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield headings without their own id."""
    yield from stray_headings(page) or _headings(page)


def _headings(page: Page) -> Iterator[Problem]:
    seen: set[str] = set()
    for heading in page.document.headings:
        message: Message | None = None
        if heading.level == 1:
            message = say("A heading with one # is a page title, which belongs in the front matter.")
        elif not heading.id:
            message = say("This heading has no id.")
        elif not re.fullmatch(r"[a-z][a-z0-9-]*", heading.id):
            message = say(
                "The id {id!r} may have only small Latin letters, digits and hyphens.", id=heading.id
            )
        elif heading.id in seen:
            message = say("The id {id!r} is used by a heading above.", id=heading.id)
        elif heading.id == TOP:
            message = say("The id {top!r} is reserved for the text before the first heading.", top=TOP)
        if message and not is_misread(page, heading.line, heading.line):
            remedy = say("Write it as in  ## Before you write {#before}")
            yield HEADING_ID.at(page.path, heading.line, 1, message, remedy)
        seen.add(heading.id)


@check(Scope.PAGE, SHORT_MISSING, SHORT_TOO_LONG)
def check_short(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield problems with In short: it is missing, or it or one of its items is too long."""
    library = context.library
    guide = library.guides.get(page.file)
    if guide and not library.has_leaflet(page.file):
        return
    section = page.document.section("short")
    if section and not section.items() and _is_misread(page, section):
        return
    if section is None or not section.items():
        message = (
            say("No heading of the page has the id short.")
            if section is None
            else say("In short has no list.")
        )
        remedy = say("Begin the text with  ## In short {#short}  and a list:  - Do not write from his phone.")
        headings = page.document.headings
        line = section.line if section else headings[0].line if headings else page.document.first_line
        yield SHORT_MISSING.at(page.path, line, 1, message, remedy)
        return
    items, lines = section.items(), _item_lines(section)
    if len(items) > SHORT_ITEMS:
        message = say(
            "In short has {items} items; the maximum is {short_items}.",
            items=len(items),
            short_items=SHORT_ITEMS,
        )
        remedy = say(
            "Keep the most important ones, and move the others into a section such as  ## More {#more}"
        )
        yield SHORT_TOO_LONG.at(page.path, lines[SHORT_ITEMS], 1, message, remedy)
    for item, line in zip(items, lines, strict=True):
        points, size = len(item), len(item.encode())
        if points > SHORT_CODE_POINTS or size > SHORT_BYTES:
            message = say(
                "This item of In short is too long for one instruction: {points} characters, "
                "including vowel signs ({size} bytes); the maximum is {short_code_points} "
                "({short_bytes} bytes).",
                points=points,
                size=size,
                short_code_points=SHORT_CODE_POINTS,
                short_bytes=SHORT_BYTES,
            )
            remedy = say(
                "Say one thing in it, as in  - Never send a photo.  and the rest in a section below."
            )
            yield SHORT_TOO_LONG.at(page.path, line, 1, message, remedy)


def _is_misread(page: Page, section: Section) -> bool:
    """Whether the section may contain a list that the site does not show as one."""
    return is_misread(page, section.line, section.line + section.source.count("\n"))


def _item_lines(section: Section) -> list[int]:
    """Return the line of every list item, or that of the heading for all if they cannot be distinguished."""
    lines = [
        number
        for number, text in enumerate(section.source.split("\n"), start=section.line)
        if re.match(r"\s*(?:[-*+]|[0-9]+\.)\s", text)
    ]
    count = len(section.items())
    return lines if len(lines) == count else [section.line] * count


@check(Scope.PAGE, TARGET_UNKNOWN, SOURCE_UNCITED)
def check_targets(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield links that lead nowhere, and sources that are cited but not listed, or listed but not cited."""
    library = context.library
    occurrences: Counter[str] = Counter()
    cited: set[str] = set()
    for top in page.document.elements():
        for link in top.iter("a"):
            typed = link.get("href", "")
            target = Target.read(typed)
            if target.scheme == "source":
                cited.add(target.name)
            wrong = unknown_target(target, page, library) or _misused(link, target, top, page, library)
            if wrong and not plain_text(link).startswith("^"):  # a footnote, which another rule reports
                pattern = rf"(?:\](?:\(|:)\s*<?|=[\"']?)(?P<at>{re.escape(typed)})(?=[)>\s}}\"']|$)"
                place = page.document.place_of(pattern, occurrences[typed])
                yield TARGET_UNKNOWN.at(page.path, *place, *wrong)
            occurrences[typed] += 1
    if not library.is_source(page):
        return
    declared = page.front.keys.get("sources", EMPTY)
    if declared.text:
        return  # not a list: another rule reports it
    undeclared = sorted(cited & set(library.sources) - {field.text for field in declared.items})
    names = ", ".join([*(field.text for field in declared.items), *undeclared])
    for field in declared.items:
        target = Target("source", field.text, "")
        wrong = unknown_target(target, page, library)
        if wrong:
            yield TARGET_UNKNOWN.on(page.path, field, *wrong)
        elif field.text not in cited:
            message = say(
                "The front matter lists the source {text}, but the page does not cite it.", text=field.text
            )
            remedy = say(
                "Write  [](source:{text})  after the claim it supports, or remove it from sources.",
                text=field.text,
            )
            yield SOURCE_UNCITED.on(page.path, field, message, remedy)
    for name in undeclared:
        message = say("The page cites {name}, but its front matter does not list it.", name=name)
        place = page.document.place_of(rf"\]\(\s*<?(?P<at>source:{re.escape(name)})\b", 0)
        yield TARGET_UNKNOWN.at(page.path, *place, message, say("Write  sources: [{names}]", names=names))


def _is_first(link: Element, top: Element) -> bool:
    """Whether a link comes first in a list item or a paragraph, before words."""
    holder = next((element for element in top.iter() if len(element) and element[0] is link), None)
    return (
        holder is not None
        and holder.tag in ("li", "p")
        and not (holder.text or "").strip()
        and bool(plain_text(holder))
    )


def _in_item(link: Element, top: Element) -> bool:
    return any(link in list(item.iter("a")) for item in top.iter("li"))


def _is_talks(target: Target, page: Page, library: Library) -> bool:
    """Whether the link leads from another page to the one that is not built while there are no talks."""
    file = library.file_with("talks")
    return target.scheme == "page" and target.name == file != page.file and bool(file)


def _misused(
    link: Element, target: Target, top: Element, page: Page, library: Library
) -> tuple[Message, Message] | None:
    """Return message and remedy for a link whose target exists, but which does not work in its position."""
    if target.scheme in MADE or target.scheme == "questions":
        alone = top.tag == "p" and list(top) == [link] and not (top.text or link.tail or "").strip()
        if not alone:
            what = say("A {scheme} needs its own paragraph", scheme=target.scheme)
            message = say("{what}; here the words next to it would be lost.", what=what)
            return message, say(
                "Put  []({scheme}:{name})  between two empty lines.", scheme=target.scheme, name=target.name
            )
    elif target.scheme in WORDLESS and plain_text(link):
        return (
            say(
                "A source is shown as its number, and a pictogram as a drawing, so these words would be lost."
            ),
            say(
                "Write the words next to it:  {plain_text} []({scheme}:{name})",
                plain_text=plain_text(link),
                scheme=target.scheme,
                name=target.name,
            ),
        )
    elif target.scheme == "pictogram" and not _is_first(link, top):
        return (
            say(
                "A pictogram must come first in a list item or a paragraph; here it would be missing "
                "on paper."
            ),
            say(
                "Move it to the beginning, as in  - []({scheme}:{name}) First …",
                scheme=target.scheme,
                name=target.name,
            ),
        )
    elif _is_talks(target, page, library) and not _in_item(link, top):
        return (
            say("The page of talks is not built while there are none, so this link would lead nowhere."),
            say("Put it into a list item: the whole item is then left out with it."),
        )
    elif target.scheme not in WORDLESS and not plain_text(link):
        return (
            say("The link has no words, so readers cannot see or tap it."),
            say("Write them in its square brackets: [a guide](guide.md)"),
        )
    return None
