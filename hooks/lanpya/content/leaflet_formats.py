"""The formats of leaflets: which sheets they are printed on, where these are folded and cut.

A format is a template in overrides/print and an entry of FORMATS. Pages, pictures, PDFs and proofs all take
their lines from here. For a language from right to left a sheet is its mirror image: folded, it opens from
the other side.
"""

from __future__ import annotations

from dataclasses import dataclass

Line = tuple[float, float, float, float]  # x1, y1, x2, y2, as shares of the width and height of a side
Area = tuple[float, float, float, float]  # x, y, width, height, as shares of the width and height of a side


@dataclass(frozen=True)
class Paper:
    """A paper size, upright, in millimetres; `name` is its name in shops."""

    name: str
    width: float
    height: float


# ISO 216; ANSI/ASME Y14.1
PAPERS = {"a4": Paper("A4", 210, 297), "letter": Paper("US Letter", 215.9, 279.4)}


@dataclass(frozen=True)
class Side:
    """One side of a sheet: its folds, its cuts, and its cover if it has one."""

    folds: tuple[Line, ...] = ()
    cuts: tuple[Line, ...] = ()
    cover: Area | None = None

    def mirrored(self) -> Side:
        """Return the mirror image of the side."""

        def turned(lines: tuple[Line, ...]) -> tuple[Line, ...]:
            return tuple((1 - x, y, 1 - a, b) for x, y, a, b in lines)

        cover = self.cover and (1 - self.cover[0] - self.cover[2], *self.cover[1:])
        return Side(turned(self.folds), turned(self.cuts), cover)


@dataclass(frozen=True)
class Format:
    """A format of leaflets. `upright` is the orientation of the sheet; the other fields say what is on it.

    `only_short`: only *In short* of a guide; `text_code`: with a code that contains a message; `bilingual`:
    also in two languages side by side; `collects`: all guides of a language on one leaflet; `least_type`: the
    smallest type size in points, including small print.
    """

    name: str
    sides: tuple[Side, ...]
    upright: bool = False
    only_short: bool = False
    text_code: bool = False
    bilingual: bool = False
    collects: bool = False
    least_type: int = 9  # Burmese has marks above and below

    @property
    def is_duplex(self) -> bool:
        """Whether both sides of the sheet are printed."""
        return self.collects or len(self.sides) > 1


def _upright_folds(*shares: float) -> tuple[Line, ...]:
    return tuple((share, 0, share, 1) for share in shares)


# Points. RNIB advises 12 for clear print, better 14; what is called large print must not be smaller than 14.
LARGE_TYPE = 14
_FLAP = (
    97 / 297
)  # the panel that is folded in first is 3 mm narrower than the others, so that it does not buckle
_PANEL = (1 - _FLAP) / 2
FORMATS = {
    each.name: each
    for each in (
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
                Side(folds=_upright_folds(_FLAP, _FLAP + _PANEL), cover=(1 - _PANEL, 0, _PANEL, 1)),
                Side(folds=_upright_folds(_PANEL, 2 * _PANEL)),
            ),
            text_code=True,
        ),
        Format("booklet", (Side(folds=_upright_folds(0.5), cover=(0.5, 0, 0.5, 1)),), collects=True),
    )
}


def format_at(url: str) -> Format:
    """Return the format of a leaflet by its URL, such as print/my/2-zine.pdf.

    Raises KeyError for unknown names.
    """
    return FORMATS[url.rpartition("-")[2].removesuffix(".pdf")]


def side_of(form: Format, number: int, direction: str = "ltr") -> Side:
    """Return the side of the sheet for a page of the PDF, counted from 0; in a booklet all are the same."""
    side = form.sides[number % len(form.sides)]
    return side.mirrored() if direction == "rtl" else side


def size_of(form: Format, paper: Paper) -> tuple[float, float]:
    """Return width and height of a sheet in millimetres, in reading orientation."""
    size = (paper.width, paper.height)
    return size if form.upright else (size[1], size[0])


def picture_of(form: Format, paper: Paper, direction: str = "ltr") -> str:
    """Return a small SVG drawing of the sheet: cover grey, folds dotted, cuts thick and dashed.

    The first side is where reading begins.

    The same information is in words next to it, so screen readers skip it.
    """
    width, height = (round(side / 3) for side in size_of(form, paper))
    gap = 4

    def path(lines: tuple[Line, ...]) -> str:
        points = (
            (f"{x * width:.4g} {y * height:.4g}", f"{a * width:.4g} {b * height:.4g}") for x, y, a, b in lines
        )
        return "".join(f"M{start}L{end}" for start, end in points)

    drawn = []
    for number in range(len(form.sides)):
        side = side_of(form, number, direction)
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
        place = len(form.sides) - 1 - number if direction == "rtl" else number
        move = f' transform="translate({place * (width + gap)})"' if place else ""
        drawn.append(f"<g{move}>{shapes}</g>")
    total = len(form.sides) * (width + gap) - gap + 2
    return (
        f'<svg viewBox="-1 -1 {total} {height + 2}" width="{total}" height="{height + 2}" fill="none"'
        f' stroke="currentColor" aria-hidden="true">{"".join(drawn)}</svg>'
    )
