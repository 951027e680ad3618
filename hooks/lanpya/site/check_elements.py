"""The elements, attributes and URL schemes that the templates can make; anything else is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from lanpya.pages.deferred_html import LATER
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem
from lanpya.site.html_tags import Tag

ELEMENT_UNEXPECTED = rule("element-unexpected", "error", section="The finished site")

_EVERYWHERE = frozenset({"id", "class", "lang", "dir", "hidden"})
# by element, its attributes besides those; they are made in overrides/ and lanpya.pages
_ALLOWED: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            *(
                "article",
                "body",
                "br",
                "details",
                "em",
                "footer",
                "h1",
                "h2",
                "h3",
                "h4",
                "h5",
                "h6",
                "header",
                "html",
            ),
            *(
                "main",
                "nav",
                "noscript",
                "p",
                "script",
                "section",
                "small",
                "span",
                "strong",
                "style",
                "sub",
            ),
            *(
                "summary",
                "sup",
                "table",
                "tbody",
                "thead",
                "title",
                "tr",
                "u",
                "ul",
                "wbr",
                "head",
                "div",
                "button",
            ),
        ),
        frozenset(),
    ),
    "a": frozenset({"href", "hreflang", "rel", "download", "aria-label"}),
    "div": frozenset({"data-file", "data-kept", "data-worker", LATER}),
    "g": frozenset({"transform"}),
    "img": frozenset({"src", "alt"}),
    "input": frozenset({"type", "autocapitalize", "autocomplete", "data-index", "maxlength", "spellcheck"}),
    "label": frozenset({"for"}),
    "li": frozenset({"value"}),
    "link": frozenset({"rel", "href"}),
    "meta": frozenset({"charset", "content", "http-equiv", "name"}),
    "ol": frozenset({"start"}),
    "p": frozenset({"data-until", LATER, "role"}),
    "path": frozenset({"d", "fill", "opacity", "stroke", "stroke-dasharray", "stroke-width"}),
    "progress": frozenset({"aria-label"}),
    "svg": frozenset(
        {
            "aria-hidden",
            "aria-label",
            "role",
            "viewbox",
            "width",
            "height",
            "fill",
            "stroke",
            "stroke-linecap",
            "stroke-width",
            "xmlns",
        }
    ),
    "td": frozenset({"align"}),
    "time": frozenset({"datetime"}),
    "use": frozenset({"href"}),
    "th": frozenset({"align"}),
}
_SCHEMES = {
    ("use", "href"): {""},
    ("a", "href"): {"", "https", "mailto"},
    ("img", "src"): {"data"},
    ("link", "href"): {"", "data"},
}
_POLICY = "content-security-policy"


def check_elements(name: str, tags: Iterable[Tag]) -> Iterator[Problem]:
    """Yield elements and attributes of a built page that no template can have made."""
    for line, message in dict.fromkeys((tag.line, message) for tag in tags for message in _wrong(tag)):
        remedy = say(
            "Find out which source or template it comes from. If it is new and intended, add it "
            "to site/check_elements.py."
        )
        yield ELEMENT_UNEXPECTED.at(name, line, 1, message, remedy)


def _wrong(tag: Tag) -> Iterator[Message]:
    if tag.name not in _ALLOWED:
        yield say("No template makes the element {tag}.", tag=tag.name)
        return
    for name, value in tag.attributes:
        if name not in _ALLOWED[tag.name] | _EVERYWHERE:
            yield say("No template gives {tag} the attribute {name}.", tag=tag.name, name=name)
        elif name in ("href", "src"):
            scheme = urlsplit(value.strip()).scheme.lower()
            if scheme not in _SCHEMES.get((tag.name, name), set()):
                yield say("An address in {tag} begins with {scheme}:", tag=tag.name, scheme=scheme)
        elif name == "http-equiv" and value.lower() != _POLICY:
            yield say("No template makes a meta element of {value}.", value=value)
