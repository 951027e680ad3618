"""The first sentence of each section: who is frightened reads no further, so it says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.content.library import Page
from lanpya.content.markdown import Section, plain_text
from lanpya.languages.sentences import split_sentences
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

ACTION_LATE = rule("action-late", "warning", section="Headings and text")

_WORDLESS = re.compile(r"\s*(?:\[\]\([^()]*\)\s*)?")  # an empty line, or one where the build puts a list
_LEADS = (":", "–")
_SHOWN = 60  # characters of the sentence in the message


@check(Scope.PAGE, ACTION_LATE)
def check_first_sentences(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield sections of guides of high risk that begin with a report or an explanation.

    Translations follow their source, so they are not judged.
    """
    library = context.library
    guide = library.guides.get(page.file)
    if guide is None or guide.risk != "high" or not library.is_source(page):
        return
    language = page.language.traits
    for section in page.document.sections:
        late = next(filter(language.explains, first_sentences(section)), None)
        if late:
            message = say(
                "The section {title!r} begins with an explanation: {begin}",
                title=section.title,
                begin=_short(late),
            )
            remedy = say("Begin with what to do or not to do, and put the reason or the report after it.")
            yield ACTION_LATE.at(page.path, _first_line(section), 1, message, remedy)


def first_sentences(section: Section) -> list[str]:
    """Return the first sentence of a section, after the labels before it; none if a table comes first.

    Labels are titles of boxes, what is bold as a whole, and one sentence that ends in a colon.
    """
    found: list[str] = []
    for element in section.elements[1:]:  # the first is the heading
        if element.tag == "table":
            break
        for holder in element.iter():
            if holder.tag not in ("p", "li", "summary") or not (text := plain_text(holder)):
                continue
            sentences = split_sentences(text)
            found.append(sentences[0])
            if not _is_label(holder, sentences):
                return found
    return found


def _is_label(holder: Element, sentences: list[str]) -> bool:
    is_title = holder.tag == "summary" or holder.get("class") == "admonition-title"
    is_bold = not (holder.text or "").strip() and len(holder) == 1 and holder[0].tag == "strong"
    is_bold = is_bold and not (holder[0].tail or "").strip()
    return is_title or is_bold or (len(sentences) == 1 and sentences[0].endswith(_LEADS))


def _first_line(section: Section) -> int:
    lines = section.source.split("\n")
    return section.line + next((n for n, line in enumerate(lines) if n and not _WORDLESS.fullmatch(line)), 0)


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= _SHOWN else sentence[:_SHOWN] + "…"
