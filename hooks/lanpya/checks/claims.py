"""Claims that can hurt: a page with `claims: sourced` cites a source in every section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.content.library import Page
from lanpya.content.links import Target
from lanpya.content.markdown import plain_text
from lanpya.languages.sentences import split_sentences
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

CLAIM_UNSOURCED = rule("claim-unsourced", "error", section="Links and sources")

SHORT = "short"  # In short repeats what the sections below say and cite
_BLOCKS = ("p", "li", "td", "th")
_LEADING = ("page", "contact", "link", "list", "questions")  # links of sentences that only lead on


@check(Scope.PAGE, CLAIM_UNSOURCED)
def check_claims(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield sections without a source on a page with `claims: sourced`.

    Translations are held to the citations of their source by the rule structure-differs.
    """
    library = context.library
    guide = library.guides.get(page.file)
    if guide is None or not guide.is_sourced or not library.is_source(page):
        return
    remedy = say(
        "Add the source after the claim, as in  Go within three days.[](source:{example})  or move the "
        "sentence to a section that has one.",
        example=next(iter(guide.sources), "report-2021"),
    )
    document = page.document
    if _lacks_source(document.lead):
        message = say("The text before the first heading cites no source, and the page says claims: sourced.")
        yield CLAIM_UNSOURCED.at(page.path, document.first_line, 1, message, remedy)
    for section in document.sections:
        if section.id != SHORT and _lacks_source(section.elements[1:]):
            message = say(
                "The section {title!r} cites no source, and the page says claims: sourced.",
                title=section.title,
            )
            yield CLAIM_UNSOURCED.at(page.path, section.line, 1, message, remedy)


def _lacks_source(elements: Iterable[Element]) -> bool:
    """Whether a part says something and cites no source."""
    parts = [part for top in elements for part in top.iter()]
    is_cited = any(_scheme(part) == "source" for part in parts)
    return not is_cited and any(_says_something(part) for part in parts if part.tag in _BLOCKS)


def _says_something(block: Element) -> bool:
    """Whether a paragraph or item is more than one sentence that leads to a page or to what follows it."""
    inline = [child for child in block if child.tag not in (*_BLOCKS, "ul", "ol")]
    tails = [(plain_text(child) if child in inline else "") + (child.tail or "") for child in block]
    words = "".join([block.text or "", *tails]).strip()
    if not words or words.endswith(":"):
        return False
    is_leading = any(_scheme(part) in _LEADING for child in inline for part in child.iter())
    return not is_leading or len(split_sentences(words)) > 1


def _scheme(element: Element) -> str:
    return Target.read(element.get("href", "")).scheme if element.tag == "a" else ""
