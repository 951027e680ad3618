"""The formats of leaflets: which sheets they are printed on, where those are folded and cut.

A format is a template in overrides/print and one entry of FORMATS. Pages, pictures, PDFs and proofs all take
their lines from here.
"""

from __future__ import annotations

from dataclasses import dataclass

Line = tuple[float, float, float, float]  # x, y, x, y; shares of the width and height of a side
Area = tuple[float, float, float, float]  # x, y, width, height; the same


@dataclass(frozen=True)
class Paper:
    """A size of paper, upright, in millimetres; `name` is what shops call it."""

    name: str
    width: float
    height: float


# ISO 216; ANSI/ASME Y14.1
PAPERS = {"a4": Paper("A4", 210, 297), "letter": Paper("US Letter", 215.9, 279.4)}


@dataclass(frozen=True)
class Side:
    """One side of a sheet: its folds, its cuts, and where the cover is, if it is there."""

    folds: tuple[Line, ...] = ()
    cuts: tuple[Line, ...] = ()
    cover: Area | None = None


@dataclass(frozen=True)
class Format:
    """A format. `upright` is how the sheet stands; the others say what is on it.

    `only_short`: no more of a guide than *In short*; `text_code`: a code that carries a message itself;
    `bilingual`: also two languages beside each other; `collects`: all guides of a language on one leaflet;
    `least_type`: points below which nothing on it is set, small print counted.
    """

    name: str
    sides: tuple[Side, ...]
    upright: bool = False
    only_short: bool = False
    text_code: bool = False
    bilingual: bool = False
    collects: bool = False
    least_type: int = 9  # Burmese stacks marks above and below

    @property
    def is_duplex(self) -> bool:
        """Whether both sides of the sheet are printed."""
        return self.collects or len(self.sides) > 1


def _upright_folds(*shares: float) -> tuple[Line, ...]:
    return tuple((share, 0, share, 1) for share in shares)


# Points. RNIB's advice on clear print: 12, better 14; what is called large may not be smaller than that.
LARGE_TYPE = 14
_FLAP = 97 / 297  # the part that is folded in first is 3 mm narrower than the others, or it would buckle
_PART = (1 - _FLAP) / 2
FORMATS = {
    made.name: made
    for made in (
        Format(
            "sheet",
            (Side(),),
            upright=True,
            only_short=True,
            text_code=True,
            bilingual=True,
            least_type=LARGE_TYPE,
        ),
        Format(
            "zine",
            (
                Side(
                    folds=(*_upright_folds(0.25, 0.5, 0.75), (0, 0.5, 0.25, 0.5), (0.75, 0.5, 1, 0.5)),
                    cuts=((0.25, 0.5, 0.75, 0.5),),
                    cover=(0.25, 0.5, 0.25, 0.5),
                ),
            ),
        ),
        Format(
            "trifold",
            (
                Side(folds=_upright_folds(_FLAP, _FLAP + _PART), cover=(1 - _PART, 0, _PART, 1)),
                Side(folds=_upright_folds(_PART, 2 * _PART)),
            ),
            text_code=True,
        ),
        Format("booklet", (Side(folds=_upright_folds(0.5), cover=(0.5, 0, 0.5, 1)),), collects=True),
    )
}


def format_at(url: str) -> Format:
    """Return the format of a leaflet by its address, as print/my/2-zine.pdf; KeyError for another name."""
    return FORMATS[url.rpartition("-")[2].removesuffix(".pdf")]


def side_of(form: Format, number: int) -> Side:
    """Return what page `number` of the PDF is printed on, from 0; a booklet's pages are all alike."""
    return form.sides[number % len(form.sides)]


def size_of(form: Format, paper: Paper) -> tuple[float, float]:
    """Return width and height of a sheet in millimetres, as it is read."""
    size = (paper.width, paper.height)
    return size if form.upright else (size[1], size[0])


def picture_of(form: Format, paper: Paper) -> str:
    """Return a drawing of the sheet in a few bytes: cover grey, folds dotted, cuts thick and broken.

    Its words stand beside it, so readers' software skips it.
    """
    width, height = (round(side / 3) for side in size_of(form, paper))
    gap = 4

    def path(lines: tuple[Line, ...]) -> str:
        spots = (
            (f"{x * width:.4g} {y * height:.4g}", f"{a * width:.4g} {b * height:.4g}") for x, y, a, b in lines
        )
        return "".join(f"M{start}L{end}" for start, end in spots)

    drawn = []
    for number, side in enumerate(form.sides):
        shapes = f'<path d="M0 0h{width}v{height}H0z"/>'
        if side.cover:
            x, y, w, h = (share * (width, height)[n % 2] for n, share in enumerate(side.cover))
            shapes += (
                f'<path d="M{x:.4g} {y:.4g}h{w:.4g}v{h:.4g}h-{w:.4g}z" fill="currentColor" opacity=".2"/>'
            )
        if side.folds:
            shapes += f'<path d="{path(side.folds)}" stroke-dasharray="1 2"/>'
        if side.cuts:
            shapes += f'<path d="{path(side.cuts)}" stroke-width="2" stroke-dasharray="5 2"/>'
        move = f' transform="translate({number * (width + gap)})"' if number else ""
        drawn.append(f"<g{move}>{shapes}</g>")
    whole = len(form.sides) * (width + gap) - gap + 2
    return (
        f'<svg viewBox="-1 -1 {whole} {height + 2}" width="{whole}" height="{height + 2}" fill="none"'
        f' stroke="currentColor" aria-hidden="true">{"".join(drawn)}</svg>'
    )
