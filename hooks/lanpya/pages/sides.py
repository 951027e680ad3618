"""Style sheets say start and end, where lines begin and end; a page gets left and right.

Logical properties of CSS (`margin-inline-start`) need Chrome 69 or Firefox 66; pages are written for browsers
of 2017.
"""

from __future__ import annotations

import re

_SIDES = {"ltr": {"start": "left", "end": "right"}, "rtl": {"start": "right", "end": "left"}}
# `margin-start`, `border-start-width`, and `start` alone (an edge of what is positioned); `text-align: start`
_PLACE = re.compile(
    r"(?<![\w-])(?P<before>(?:margin-|padding-|border-)?)(?P<side>start|end)"
    r"(?P<after>(?:-(?:width|color|style))?\s*:)"
    r"|(?<![\w-])(?P<name>(?:text-align|float|clear)\s*:\s*)(?P<value>start|end)(?![\w-])"
)


def with_sides(style: str, direction: str) -> str:
    """Return a style sheet for a page of a direction, ltr or rtl, with left and right for start and end."""
    sides = _SIDES[direction]

    def written(match: re.Match[str]) -> str:
        if match["value"]:
            return match["name"] + sides[match["value"]]
        return match["before"] + sides[match["side"]] + match["after"]

    return _PLACE.sub(written, style)
