"""What must be true of a page's text: ids of its headings, the length of In short, where its links lead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lanpya.fields import EMPTY
from lanpya.library import TOP, Library, Page
from lanpya.markdown import Section, plain_text
from lanpya.problem import Problem
from lanpya.rules import problem_at, problem_in
from lanpya.rules.dialect import place_of, stray_headings
from lanpya.targets import MADE, Target, unknown_target

SHORT_ITEMS = 7
SHORT_CODE_POINTS = 130  # what a text QR code of about 50 mm carries (level Q, 0.5 mm a module)
SHORT_BYTES = 394


def check_text(page: Page, library: Library) -> Iterator[Problem]:
    """Yield what is wrong with headings, In short and links of a page."""
    yield from stray_headings(page) or _headings(page)
    yield from _short(page, library)
    yield from _targets(page, library)


def _headings(page: Page) -> Iterator[Problem]:
    seen: set[str] = set()
    for heading in page.document.headings:
        message = ""
        if heading.level == 1:
            message = "A heading with one # is the title of the page, and that stands in the front matter."
        elif not heading.id:
            message = "This heading has no id."
        elif not re.fullmatch(r"[a-z][a-z0-9-]*", heading.id):
            message = f"The id {heading.id!r} is not made of small Latin letters, digits and hyphens."
        elif heading.id in seen:
            message = f"The id {heading.id!r} belongs to a heading further up already."
        elif heading.id == TOP:
            message = f"The id {TOP!r} is taken: it means what stands before the first heading."
        if message:
            remedy = "Write it as in  ## Before you write {#before}"
            yield problem_at(page.path, heading.line, 1, "heading-id", message, remedy)
        seen.add(heading.id)


def _short(page: Page, library: Library) -> Iterator[Problem]:
    guide = library.guides.get(page.file)
    if guide and not library.has_leaflet(page.file):
        return
    section = page.document.section("short")
    if section is None or not section.items():
        message = (
            "No heading of the page has the id short."
            if section is None
            else "No list stands under In short."
        )
        remedy = "Begin the text with  ## In short {#short}  and a list:  - Do not write from his phone."
        headings = page.document.headings
        line = section.line if section else headings[0].line if headings else page.document.first_line
        yield problem_at(page.path, line, 1, "short-missing", message, remedy)
        return
    items, lines = section.items(), _item_lines(section)
    if len(items) > SHORT_ITEMS:
        message = f"In short has {len(items)} items; {SHORT_ITEMS} is the most."
        remedy = "Keep the most important ones; move the others into a section such as  ## More {#more}"
        yield problem_at(page.path, lines[SHORT_ITEMS], 1, "short-too-long", message, remedy)
    for item, line in zip(items, lines, strict=True):
        points, size = len(item), len(item.encode())
        if points > SHORT_CODE_POINTS or size > SHORT_BYTES:
            message = (
                f"This item of In short is too long for one instruction: {points} letters and signs, "
                f"vowel signs counted ({size} bytes); {SHORT_CODE_POINTS} ({SHORT_BYTES} bytes) is the most."
            )
            remedy = (
                "Say one thing in it, as in  - Never send a photo.  and the rest in a section further down."
            )
            yield problem_at(page.path, line, 1, "short-too-long", message, remedy)


def _item_lines(section: Section) -> list[int]:
    """Return the line of every list item, or the heading's for all where they cannot be told apart."""
    lines = [
        number
        for number, text in enumerate(section.source.split("\n"), start=section.line)
        if re.match(r"\s*(?:[-*+]|[0-9]+\.)\s", text)
    ]
    count = len(section.items())
    return lines if len(lines) == count else [section.line] * count


def _targets(page: Page, library: Library) -> Iterator[Problem]:
    met: Counter[str] = Counter()
    cited: set[str] = set()
    for top in page.document.elements():
        for link in top.iter("a"):
            typed = link.get("href", "")
            target = Target.read(typed)
            if target.scheme == "source":
                cited.add(target.name)
            wrong = unknown_target(target, page, library) or _misused(link, target, top)
            if wrong:
                pattern = rf"(?:\](?:\(|:)\s*<?|=[\"']?)(?P<at>{re.escape(typed)})(?=[)>\s}}\"']|$)"
                place = place_of(page.document, pattern, met[typed])
                yield problem_at(page.path, *place, "target-unknown", *wrong)
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
            yield problem_in(page.path, field, "target-unknown", *wrong)
        elif field.text not in cited:
            message = f"The page names the source {field.text} and never cites it."
            remedy = f"Put  [](source:{field.text})  behind the claim it supports, or take it from the list."
            yield problem_in(page.path, field, "source-uncited", message, remedy)
    for name in undeclared:
        message = f"The page cites {name}, and its front matter does not list it."
        place = place_of(page.document, rf"\]\(\s*<?(?P<at>source:{re.escape(name)})\b", 0)
        yield problem_at(page.path, *place, "target-unknown", message, f"Write  sources: [{names}]")


def _misused(link: Element, target: Target, top: Element) -> tuple[str, str] | None:
    """Return message and remedy for a link that leads somewhere and yet does not work where it stands."""
    if target.scheme in MADE:
        alone = top.tag == "p" and list(top) == [link] and not (top.text or link.tail or "").strip()
        if not alone:
            what = f"A {target.scheme} stands in a paragraph of its own"
            message = f"{what}; here it would swallow the words beside it."
            return message, f"Put  []({target.scheme}:{target.name})  between two empty lines."
    elif target.scheme == "source" and plain_text(link):
        return (
            "A source is shown as its number, so these words would be lost.",
            f"Put the words before it:  {plain_text(link)}[](source:{target.name})",
        )
    elif target.scheme != "source" and not plain_text(link):
        return (
            "The link has no words, so nobody can see or tap it.",
            "Write them in its square brackets: [a guide](guide.md)",
        )
    return None
