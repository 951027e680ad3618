"""Claims that can hurt: a page with `claims: sourced` cites sources, and only there medical claims belong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.spelling import paragraphs, place_in
from lanpya.content.library import Library, Page
from lanpya.content.links import Target
from lanpya.content.markdown import plain_text
from lanpya.content.yaml_fields import EMPTY, Field
from lanpya.detection.medical_words import ByLanguage, MedicalWords, is_word
from lanpya.languages.sentences import split_sentences
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

CLAIM_UNSOURCED = rule("claim-unsourced", "error", section="Links and sources")
MEDICAL_CLAIM = rule("medical-claim", "warning", section="Links and sources")

SHORT = "short"  # In short repeats what the sections below say and cite
_BLOCKS = ("p", "li", "td", "th")
_LEADING = ("page", "contact", "link", "list", "questions")  # links of sentences that only lead on

_SOURCED_OR_OUT = say("Move it to a page with  claims: sourced  in its front matter, or take it out.")


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


@check(Scope.PAGE, MEDICAL_CLAIM)
def check_medical_claims(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield doses, times after an injury and bands on limbs on a page whose claims need no source."""
    library = context.library
    guide = library.guides.get(page.file)
    if guide is None or guide.is_sourced:
        return
    heading = ""
    reported: set[tuple[int, str]] = set()
    for field in _texts(page):
        if field.text.startswith("#"):
            heading = field.text
        for kind in _kinds(library):
            for start, found in kind.found_in(field.text, f"{page.title}\n{heading}"):
                line, column = place_in(field, start)
                if (line, kind.means) not in reported:
                    reported.add((line, kind.means))
                    message = say(
                        "This says {means}: {found}. {why}", means=kind.means, found=found[:60], why=kind.why
                    )
                    yield MEDICAL_CLAIM.at(page.path, line, column, message, _SOURCED_OR_OUT)


def _texts(page: Page) -> Iterator[Field]:
    """Yield title, summary and every paragraph of a page."""
    yield from (page.front.keys.get(key, EMPTY) for key in ("title", "summary"))
    yield from (Field(text, line, 1) for line, text in paragraphs(page.document.lines()))


@lru_cache(maxsize=4)
def _kinds(library: Library) -> tuple[MedicalWords, ...]:
    return kinds_of(library.data["medical_words"])


def kinds_of(records: Field) -> tuple[MedicalWords, ...]:
    """Return the kinds of medical claims in docs/data/medical_words.yml, none without that file."""
    return tuple(
        MedicalWords(
            means=entry.keys.get("means", EMPTY).text,
            why=entry.keys.get("why", EMPTY).text,
            words=_by_language(entry, "words"),
            beside=_by_language(entry, "beside"),
        )
        for entry in records.items
    )


def _by_language(entry: Field, key: str) -> ByLanguage:
    languages = entry.keys.get(key, EMPTY).keys.items()
    words = (
        (tag, tuple(word.text for word in listed.items if is_word(word.text))) for tag, listed in languages
    )
    return tuple((tag, listed) for tag, listed in words if listed)
