"""The opening tags of a built page, parsed once for all checks and measurements."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

from lanpya.pages.deferred_html import later_in

# Line breaks and unbroken words: most of the tags on a Burmese page, without further content.
_BREAKS = re.compile("<wbr>|</?u>")


class Tag(NamedTuple):
    """An opening tag. Attributes without a value have the value ""."""

    name: str
    attributes: list[tuple[str, str]]
    line: int

    @property
    def values(self) -> dict[str, str]:
        """The attributes by name; of duplicates the first counts, as in a browser."""
        return dict(reversed(self.attributes))


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Tag] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        self.found.append(Tag(tag, [(name, value or "") for name, value in attrs], line))
        if later := later_in(attrs):
            self.found += (deferred._replace(line=line) for deferred in tags_of(later))


def tags_of(html: str) -> list[Tag]:
    """Return the opening tags of a page in order, without those of lanpya.pages.line_breaks.

    Tags that only a script inserts follow the element that they are inserted into.
    """
    parser = _Tags()
    parser.feed(_BREAKS.sub("", html))
    parser.close()
    return parser.found
