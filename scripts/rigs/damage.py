"""What happens to a printed QR code until a phone reads it: moderate damage, in figures.

Lengths are in millimetres on paper. Every trial ends with a camera: see photograph.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy
from numpy.random import Generator
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from scripts.rigs.printed_leaflet import MM_PER_INCH, Code

FINDER_MODULES = 8  # a finder pattern with its separator; no decoder reads a code with a damaged one

# Moderate damage.
TONER_SPREAD_MM = (0.02, 0.06)  # how far ink creeps beyond its edge
TONER_SPECKS = 5  # per square centimetre, each TONER_SPECK_MM across
TONER_SPECK_MM = 0.25
BLUR_MM = (0.08, 0.18)  # standard deviation
COPY_BLUR_MM, COPY_THRESHOLD, COPY_NOISE = 0.08, (0.4, 0.6), 0.05  # each of two copies
TILT_DEGREES, TILT_DISTANCE = 30, 4  # the camera is four widths away
DARK_INK, DARK_PAPER, DARK_SLOPE, DARK_NOISE = 60, 120, 25, 8  # of 255
JPEG_QUALITY = 30
FOLD_MM, FOLD_SHIFT_MM = (0.2, 0.5), 0.15  # flaked-off ink, and the offset between the halves
HIDDEN_SHARE = 0.10  # of the symbol's area
CAMERA_PIXELS, CAMERA_TURN, CAMERA_NOISE = (4, 6), 5, 3  # pixels per module, degrees, of 255


@dataclass(frozen=True)
class Print:
    """A code cut out of a printed page with its surroundings; places and lengths in pixels."""

    code: Code
    image: Image.Image
    left: float
    top: float
    size: float
    dpi: int

    @property
    def modules(self) -> int:
        """Width of the symbol in modules."""
        return len(self.code.matrix)

    @property
    def mm(self) -> float:
        """Pixels per millimetre."""
        return self.dpi / MM_PER_INCH

    @property
    def module(self) -> float:
        """Width of a module in pixels."""
        return self.size / self.modules


Damage = Callable[[Print, Generator], Image.Image]


def clean(code: Print, rng: Generator) -> Image.Image:
    """Leave the print as it is."""
    return code.image


def spread_toner(code: Print, rng: Generator) -> Image.Image:
    """Let ink creep over its edges, and scatter specks."""
    reach = rng.uniform(*TONER_SPREAD_MM) * code.mm
    soft = code.image.filter(ImageFilter.GaussianBlur(max(reach, 0.3)))
    # a blurred straight edge is at this level `reach` beyond where it was
    level = 255 * 0.5 * (1 + math.erf(reach / (max(reach, 0.3) * math.sqrt(2))))
    image = soft.point(lambda value: 0 if value < level else 255)
    draw, radius = ImageDraw.Draw(image), TONER_SPECK_MM / 2 * code.mm
    area = image.width * image.height / (10 * code.mm) ** 2
    for x, y in rng.uniform((0, 0), image.size, (round(TONER_SPECKS * area), 2)):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=0)
    return image


def blur(code: Print, rng: Generator) -> Image.Image:
    """Hold the camera out of focus."""
    return code.image.filter(ImageFilter.GaussianBlur(rng.uniform(*BLUR_MM) * code.mm))


def copy_twice(code: Print, rng: Generator) -> Image.Image:
    """Copy the print, and copy the copy: each slightly blurred, rotated, grainy, then black or white."""
    image = code.image
    for _ in range(2):
        turned = image.rotate(rng.uniform(-0.7, 0.7), Image.Resampling.BILINEAR, fillcolor=255)
        image = _copy(turned, code.mm, rng.uniform(*COPY_THRESHOLD), rng)
    return image


def lost_ink(page: numpy.ndarray, dpi: int) -> tuple[float, numpy.ndarray]:
    """Return the share of a page's ink with none within 0.2 mm after two pale copies, and the second copy."""
    image, rng = Image.fromarray(page), numpy.random.default_rng(0)
    for _ in range(2):
        image = _copy(image, dpi / MM_PER_INCH, COPY_THRESHOLD[0], rng)
    reach = 2 * round(0.2 * dpi / MM_PER_INCH) + 1
    near = numpy.asarray(image.filter(ImageFilter.MinFilter(reach)))
    return float((near[page == 0] != 0).mean()), numpy.asarray(image)


def _copy(image: Image.Image, mm: float, threshold: float, rng: Generator) -> Image.Image:
    soft = image.filter(ImageFilter.GaussianBlur(COPY_BLUR_MM * mm))
    grainy = _array(soft) + rng.normal(0, COPY_NOISE * 255, (image.height, image.width))
    return _image(numpy.where(grainy < threshold * 255, 0, 255))


def tilt(code: Print, rng: Generator) -> Image.Image:
    """View the sheet at an angle."""
    image = code.image
    around, lean = rng.uniform(0, 2 * math.pi), math.radians(TILT_DEGREES)
    axis = numpy.array([math.cos(around), math.sin(around)])
    middle = numpy.array(image.size) / 2
    corners = numpy.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * middle
    distance = TILT_DISTANCE * image.width
    seen = []
    for corner in corners:
        along = corner @ axis
        across = corner - along * axis
        depth = math.sin(lean) * (across @ (-axis[1], axis[0]))
        seen.append((along * axis + across * math.cos(lean)) * distance / (distance + depth))
    goals = numpy.array(seen) + middle
    sources = corners + middle
    rows, values = [], []
    for (x, y), (u, v) in zip(goals, sources, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    mapping = numpy.linalg.solve(numpy.array(rows), numpy.array(values))
    quality = Image.Resampling.BICUBIC
    return image.transform(image.size, Image.Transform.PERSPECTIVE, tuple(mapping), quality, fillcolor=255)


def darken(code: Print, rng: Generator) -> Image.Image:
    """Take the picture in a dim room, lit from one side."""
    level = DARK_INK + _array(code.image) / 255 * (DARK_PAPER - DARK_INK)
    way = rng.uniform(0, 2 * math.pi)
    ys, xs = numpy.indices(level.shape)
    slope = (xs / level.shape[1] - 0.5) * math.cos(way) + (ys / level.shape[0] - 0.5) * math.sin(way)
    return _image(level + slope * 2 * DARK_SLOPE)


def fold(code: Print, rng: Generator) -> Image.Image:
    """Fold the sheet through the code, outside its finder patterns: ink flakes off, the halves shift."""
    upright = bool(rng.integers(2))
    least, most = FINDER_MODULES + 1, code.modules - FINDER_MODULES - 1
    image = code.image if upright else code.image.transpose(Image.Transpose.TRANSPOSE)
    left = code.left if upright else code.top
    at = round(left + rng.uniform(least, most) * code.module)
    shift = round(rng.uniform(0, FOLD_SHIFT_MM) * code.mm)
    folded = image.copy()
    folded.paste(ImageChops.offset(image, 0, shift).crop((at, 0, *image.size)), (at, 0))
    width = rng.uniform(*FOLD_MM) * code.mm
    lean = rng.uniform(-0.5, 0.5) * code.module
    ends = [(at - lean, 0), (at + lean, image.height)]
    ImageDraw.Draw(folded).line(ends, fill=255, width=max(1, round(width)))
    return folded if upright else folded.transpose(Image.Transpose.TRANSPOSE)


def hide(code: Print, rng: Generator) -> Image.Image:
    """Hide a part of the symbol, outside its finder patterns, under a thumb or a stain."""
    image = code.image.copy()
    area = HIDDEN_SHARE * code.modules**2
    finders = [(0, 0), (code.modules - FINDER_MODULES, 0), (0, code.modules - FINDER_MODULES)]
    while True:
        width = math.sqrt(area * rng.uniform(0.5, 2))
        height = area / width
        if max(width, height) > code.modules:
            continue
        x, y = rng.uniform((0, 0), (code.modules - width, code.modules - height))
        if not any(
            x < fx + FINDER_MODULES and fx < x + width and y < fy + FINDER_MODULES and fy < y + height
            for fx, fy in finders
        ):
            break
    corner = (code.left + x * code.module, code.top + y * code.module)
    far = (corner[0] + width * code.module, corner[1] + height * code.module)
    ImageDraw.Draw(image).rectangle((*corner, *far), fill=int(rng.integers(2)) * 255)
    return image


UNDAMAGED = "none"
DAMAGES: dict[str, Damage] = {
    UNDAMAGED: clean,
    "toner spread": spread_toner,
    "blur": blur,
    "copy of a copy": copy_twice,
    "tilt": tilt,
    "low light": darken,
    "JPEG": clean,
    "fold": fold,
    "hidden part": hide,
}


def photograph(code: Print, kind: str, rng: Generator) -> numpy.ndarray:
    """Return the photograph that a phone takes of the code after damage of this kind.

    The camera is slightly rotated, has few pixels per module, and adds noise, more of it in low light.
    """
    image = DAMAGES[kind](code, rng)
    scale = rng.uniform(*CAMERA_PIXELS) / code.module
    turned = image.rotate(
        rng.uniform(-CAMERA_TURN, CAMERA_TURN), Image.Resampling.BICUBIC, expand=True, fillcolor=_paper(image)
    )
    size = (round(turned.width * scale), round(turned.height * scale))
    seen = turned.resize(size, Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR)
    noise = DARK_NOISE if kind == "low light" else CAMERA_NOISE
    picture = _image(_array(seen) + rng.normal(0, noise, (seen.height, seen.width)))
    if kind == "JPEG":
        packed = io.BytesIO()
        picture.save(packed, "JPEG", quality=JPEG_QUALITY)
        picture = Image.open(packed)
    return numpy.asarray(picture)


def _paper(image: Image.Image) -> int:
    return int(numpy.percentile(_array(image), 95))


def _array(image: Image.Image) -> numpy.ndarray:
    return numpy.asarray(image, dtype=float)


def _image(values: numpy.ndarray) -> Image.Image:
    return Image.fromarray(values.clip(0, 255).astype(numpy.uint8))
