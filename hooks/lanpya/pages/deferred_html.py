"""HTML that only a script shows, in an attribute until then.

Text browsers, old phones and readers of web pages do not know `hidden`, or drop it: words that are in the
page as words are read by them all.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

LATER = "data-html"
BREAK, MARKED_BREAK = "<wbr>", "\t"  # where a line may break, in HTML and in the attribute; see later.js


def shown_later(html: str) -> Markup:
    """Return the attributes of an element that is empty and hidden until a script puts `html` inside it."""
    return Markup('{}="{}" hidden').format(LATER, str(html).replace(BREAK, MARKED_BREAK))


def later_in(attributes: Iterable[tuple[str, str | None]]) -> str:
    """Return the HTML that a script puts inside an element with these attributes, or an empty text."""
    return (dict(attributes).get(LATER) or "").replace(MARKED_BREAK, BREAK)
