"""The elements of a built page, read once for everybody who weighs or checks it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

from lanpya.pages.deferred_html import later_in

# Where lines may break, and words kept whole: most of the tags of a Burmese page, and nothing else in them.
_BREAKS = re.compile("<wbr>|</?u>")


class Tag(NamedTuple):
    """One opening tag; an attribute without a value has the empty one."""

    name: str
    attributes: list[tuple[str, str]]
    line: int

    @property
    def values(self) -> dict[str, str]:
        """The attributes by name; of one that stands twice the first counts, as in a browser."""
        return dict(reversed(self.attributes))


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Tag] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        self.found.append(Tag(tag, [(name, value or "") for name, value in attrs], line))
        if later := later_in(attrs):
            self.found += (one._replace(line=line) for one in tags_of(later))


def tags_of(html: str) -> list[Tag]:
    """Return the opening tags of a page in their order, without those of lanpya.pages.line_breaks.

    Those that only a script puts into the page come right after the element that they are put into.
    """
    parser = _Tags()
    parser.feed(_BREAKS.sub("", html))
    parser.close()
    return parser.found
