"""What a page has that needs a style sheet or a script; lanpya.site.assets names the files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal
from xml.etree.ElementTree import Element

Need = Literal[
    "dated",  # a section that gives way to a notice once the page is past its date
    "details",  # something folded, which has to be unfolded for paper
    "contents",  # the folded list of sections, which can stay folded
    "entry",  # how to reach somebody
    "hint",  # the drawing of a word as it has to look
    "image",
    "offline",  # controls that keep a copy
    "questions",
    "small",  # words in small type behind a link
    "sources",  # a list with numbers of three digits
    "table",
    "talks",  # dates of talks, of which those in the past are hidden
]
_BY_ELEMENT: dict[str, Need] = {"details": "details", "img": "image", "small": "small", "table": "table"}


def needs_of(element: Element) -> Iterable[Need]:
    """Return what an element of a guide needs, with all that is inside it."""
    return {_BY_ELEMENT[node.tag] for node in element.iter() if node.tag in _BY_ELEMENT}
