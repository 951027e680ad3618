"""Markup that separates a verb from its negation, as Burmese writes it around the verb."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from xml.etree.ElementTree import Element

from lanpya.content.library import Page
from lanpya.content.markdown import plain_text
from lanpya.languages.language import language_for
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

NEGATION_TORN = rule("negation-torn", "warning", section="Burmese")

_INLINE = frozenset(("a", "em", "strong"))
_SHOWN = 12  # characters on each side of a place in a message


def split_negations(page: Page, top: Element, met: Counter[str]) -> Iterator[Problem]:
    """Yield markup between a verb and its negation, or inside the two.

    On a page no element can then hold both together, and a browser may break the line there.
    """
    for block in top.iter():
        pieces = [] if block.tag in _INLINE else list(_pieces(block))
        text, edges = "".join(pieces), set(accumulate(map(len, pieces)))
        torn = language_for(text, page.language.html_lang).negations(text) if len(pieces) > 1 else set()
        for edge in sorted(edges & torn):
            before, after = re.findall(r"\S*$", text[:edge])[0], re.findall(r"^\S*", text[edge:])[0]
            pattern = rf"{re.escape(before[-1:])}(?P<at>[*_\[\]]+(?:\([^)]*\))?){re.escape(after[:1])}"
            place = page.document.place_of(pattern, met[pattern])
            met[pattern] += 1
            message = say(
                "The marks split a negation: {before} | {after}",
                before=before[-_SHOWN:],
                after=after[:_SHOWN],
            )
            remedy = say("Put them around the negation and its verb, as in  **မလုပ်ပါနဲ့**")
            yield NEGATION_TORN.at(page.path, *place, message, remedy)


def _pieces(element: Element) -> Iterator[str]:
    """Yield the texts of a block that are separated by markup."""
    yield element.text or ""
    for child in element:
        # the number of a source, which has no words here, and a block are between words
        yield from _pieces(child) if child.tag in _INLINE and plain_text(child) else ("\n",)
        yield child.tail or ""
