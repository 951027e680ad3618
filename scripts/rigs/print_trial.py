"""A trial of a printed code: it is cut out of its page, damaged, photographed, and read by every decoder."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from PIL import Image

from scripts.rigs.damage import DAMAGES, Print, photograph
from scripts.rigs.printed_leaflet import DECODERS, MM_PER_INCH, Code, find_codes

SURROUNDINGS_MM = 5.0  # of the sheet around a code that the camera sees, too


@dataclass(frozen=True)
class Trial:
    """The result for a damaged code: which decoders read it, and what any read wrongly."""

    kind: str
    damage: str
    read_by: frozenset[str]
    wrong: tuple[str, ...]


def cut_out(image: numpy.ndarray, codes: list[Code], dpi: int) -> list[Print]:
    """Return the codes on a printed page, each with its surroundings."""
    prints, around = [], round(SURROUNDINGS_MM * dpi / MM_PER_INCH)
    known = {code.text: code for code in codes}
    for found in find_codes(image):
        left, top = max(0, int(found.left) - around), max(0, int(found.top) - around)
        cut = image[top : int(found.bottom) + around, left : int(found.right) + around]
        place = (found.left - left, found.top - top, found.right - found.left)
        prints.append(Print(known[found.text], Image.fromarray(cut), *place, dpi))
    return prints


def try_print(prints: list[Print], damage: str, seed: int) -> Trial:
    """Damage one of the prints, photograph it, and let every decoder read it; the same for the same seed."""
    rng = numpy.random.default_rng([seed, list(DAMAGES).index(damage)])
    chosen = prints[rng.integers(len(prints))]
    picture = photograph(chosen, damage, rng)
    read = {name: decode(picture) for name, decode in DECODERS.items()}
    wanted = chosen.code.text
    wrong = tuple(text for texts in read.values() for text in texts if text != wanted)
    return Trial(
        chosen.code.kind, damage, frozenset(n for n, texts in read.items() if wanted in texts), wrong
    )
