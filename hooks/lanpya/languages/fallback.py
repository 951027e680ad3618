"""A font for phones that cannot shape a script."""

from __future__ import annotations

from typing import NamedTuple


class Fallback(NamedTuple):
    """The font for phones that cannot shape the script.

    `letters` are the characters in it, `opentype` is the script's tag in the font. `probe` is narrow where
    the script is shaped, and as wide as `unshaped` where it is not. `sample` is a word in which the
    difference is easy to see, and `drawing` a file in overrides/ that shows it shaped.
    """

    name: str
    opentype: str
    letters: str
    probe: str
    unshaped: str
    sample: str
    drawing: str
