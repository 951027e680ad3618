"""What must be true of a page's text: ids of its headings, the length of In short, where its links lead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.markdown_dialect import HEADING_ID, is_misread, place_of, stray_headings
from lanpya.content.library import TOP, Page
from lanpya.content.links import MADE, WORDLESS, Target, unknown_target
from lanpya.content.markdown import Section, plain_text
from lanpya.content.talks import TALKS_FILE
from lanpya.content.yaml_fields import EMPTY
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem

SHORT_MISSING = rule("short-missing", "error", section="Headings and text")
SHORT_TOO_LONG = rule("short-too-long", "error", section="Headings and text")
TARGET_UNKNOWN = rule("target-unknown", "error", section="Links and sources")
SOURCE_UNCITED = rule("source-uncited", "warning", section="Links and sources")

SHORT_ITEMS = 7
SHORT_CODE_POINTS = 130  # what a text QR code of about 50 mm carries (level Q, 0.5 mm a module)
SHORT_BYTES = 394


@check(Scope.PAGE, HEADING_ID)
def check_headings(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield headings of a page without an id of their own."""
    yield from stray_headings(page) or _headings(page)


def _headings(page: Page) -> Iterator[Problem]:
    seen: set[str] = set()
    for heading in page.document.headings:
        message: Message | None = None
        if heading.level == 1:
            message = say(
                "A heading with one # is the title of the page, and that stands in the front matter."
            )
        elif not heading.id:
            message = say("This heading has no id.")
        elif not re.fullmatch(r"[a-z][a-z0-9-]*", heading.id):
            message = say(
                "The id {id!r} is not made of small Latin letters, digits and hyphens.", id=heading.id
            )
        elif heading.id in seen:
            message = say("The id {id!r} belongs to a heading further up already.", id=heading.id)
        elif heading.id == TOP:
            message = say("The id {top!r} is taken: it means what stands before the first heading.", top=TOP)
        if message and not is_misread(page, heading.line, heading.line):
            remedy = say("Write it as in  ## Before you write {#before}")
            yield HEADING_ID.at(page.path, heading.line, 1, message, remedy)
        seen.add(heading.id)


@check(Scope.PAGE, SHORT_MISSING, SHORT_TOO_LONG)
def check_short(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield what is wrong with In short: it is missing, or it or one of its items is too long."""
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
            else say("No list stands under In short.")
        )
        remedy = say("Begin the text with  ## In short {#short}  and a list:  - Do not write from his phone.")
        headings = page.document.headings
        line = section.line if section else headings[0].line if headings else page.document.first_line
        yield SHORT_MISSING.at(page.path, line, 1, message, remedy)
        return
    items, lines = section.items(), _item_lines(section)
    if len(items) > SHORT_ITEMS:
        message = say(
            "In short has {items} items; {short_items} is the most.",
            items=len(items),
            short_items=SHORT_ITEMS,
        )
        remedy = say("Keep the most important ones; move the others into a section such as  ## More {#more}")
        yield SHORT_TOO_LONG.at(page.path, lines[SHORT_ITEMS], 1, message, remedy)
    for item, line in zip(items, lines, strict=True):
        points, size = len(item), len(item.encode())
        if points > SHORT_CODE_POINTS or size > SHORT_BYTES:
            message = say(
                "This item of In short is too long for one instruction: {points} letters and signs, "
                "vowel signs counted ({size} bytes); {short_code_points} ({short_bytes} bytes) is the "
                "most.",
                points=points,
                size=size,
                short_code_points=SHORT_CODE_POINTS,
                short_bytes=SHORT_BYTES,
            )
            remedy = say(
                "Say one thing in it, as in  - Never send a photo.  and the rest in a section further down."
            )
            yield SHORT_TOO_LONG.at(page.path, line, 1, message, remedy)


def _is_misread(page: Page, section: Section) -> bool:
    """Whether a list may stand there that the site does not show as one."""
    return is_misread(page, section.line, section.line + section.source.count("\n"))


def _item_lines(section: Section) -> list[int]:
    """Return the line of every list item, or the heading's for all where they cannot be told apart."""
    lines = [
        number
        for number, text in enumerate(section.source.split("\n"), start=section.line)
        if re.match(r"\s*(?:[-*+]|[0-9]+\.)\s", text)
    ]
    count = len(section.items())
    return lines if len(lines) == count else [section.line] * count


@check(Scope.PAGE, TARGET_UNKNOWN, SOURCE_UNCITED)
def check_targets(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield links of a page that lead nowhere, and sources that it names or cites, and not both."""
    library = context.library
    met: Counter[str] = Counter()
    cited: set[str] = set()
    for top in page.document.elements():
        for link in top.iter("a"):
            typed = link.get("href", "")
            target = Target.read(typed)
            if target.scheme == "source":
                cited.add(target.name)
            wrong = unknown_target(target, page, library) or _misused(link, target, top, page)
            if wrong and not plain_text(link).startswith("^"):  # a footnote, which another rule tells of
                pattern = rf"(?:\](?:\(|:)\s*<?|=[\"']?)(?P<at>{re.escape(typed)})(?=[)>\s}}\"']|$)"
                place = place_of(page.document, pattern, met[typed])
                yield TARGET_UNKNOWN.at(page.path, *place, *wrong)
            met[typed] += 1
    if not library.is_source(page):
        return
    declared = page.front.keys.get("sources", EMPTY)
    if declared.text:
        return  # no list: another rule says so
    undeclared = sorted(cited & set(library.sources) - {field.text for field in declared.items})
    names = ", ".join([*(field.text for field in declared.items), *undeclared])
    for field in declared.items:
        target = Target("source", field.text, "")
        wrong = unknown_target(target, page, library)
        if wrong:
            yield TARGET_UNKNOWN.on(page.path, field, *wrong)
        elif field.text not in cited:
            message = say("The page names the source {text} and never cites it.", text=field.text)
            remedy = say(
                "Put  [](source:{text})  behind the claim it supports, or take it from the list.",
                text=field.text,
            )
            yield SOURCE_UNCITED.on(page.path, field, message, remedy)
    for name in undeclared:
        message = say("The page cites {name}, and its front matter does not list it.", name=name)
        place = place_of(page.document, rf"\]\(\s*<?(?P<at>source:{re.escape(name)})\b", 0)
        yield TARGET_UNKNOWN.at(page.path, *place, message, say("Write  sources: [{names}]", names=names))


def _is_first(link: Element, top: Element) -> bool:
    """Whether a link is the first thing in a list item or a paragraph, with words behind it."""
    holder = next((one for one in top.iter() if len(one) and one[0] is link), None)
    return (
        holder is not None
        and holder.tag in ("li", "p")
        and not (holder.text or "").strip()
        and bool(plain_text(holder))
    )


def _in_item(link: Element, top: Element) -> bool:
    return any(link in list(item.iter("a")) for item in top.iter("li"))


def _misused(link: Element, target: Target, top: Element, page: Page) -> tuple[Message, Message] | None:
    """Return message and remedy for a link that leads somewhere and yet does not work where it stands."""
    if target.scheme in MADE or target.scheme == "questions":
        alone = top.tag == "p" and list(top) == [link] and not (top.text or link.tail or "").strip()
        if not alone:
            what = say("A {scheme} stands in a paragraph of its own", scheme=target.scheme)
            message = say("{what}; here it would swallow the words beside it.", what=what)
            return message, say(
                "Put  []({scheme}:{name})  between two empty lines.", scheme=target.scheme, name=target.name
            )
    elif target.scheme in WORDLESS and plain_text(link):
        return (
            say("A source is shown as its number, a pictogram as a sign: these words would be lost."),
            say(
                "Put the words beside it:  {plain_text} []({scheme}:{name})",
                plain_text=plain_text(link),
                scheme=target.scheme,
                name=target.name,
            ),
        )
    elif target.scheme == "pictogram" and not _is_first(link, top):
        return (
            say("A pictogram stands first in a list item or a paragraph; on paper it would be lost here."),
            say(
                "Put it at the beginning, as in  - []({scheme}:{name}) First …",
                scheme=target.scheme,
                name=target.name,
            ),
        )
    elif target.scheme == "page" and target.name == TALKS_FILE != page.file and not _in_item(link, top):
        return (
            say("The page of talks is not built while there are none, and this link would lead nowhere."),
            say("Put it into an item of a list: the whole item then goes with it."),
        )
    elif target.scheme not in WORDLESS and not plain_text(link):
        return (
            say("The link has no words, so nobody can see or tap it."),
            say("Write them in its square brackets: [a guide](guide.md)"),
        )
    return None
