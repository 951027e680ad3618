"""Write a picture again with nothing in it but the picture: no metadata, no scripts, small enough for a page.

The cleaned file takes the place of the old one, or goes to --out. Photographs become small JPEGs, drawings
with few colours PNGs; of an SVG only shapes are left. Exit status: 0 done, 1 it cannot be made fit.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image, ImageOps

from lanpya.content.pictures import MOST_BYTES, NAME, SVG, SVG_ATTRIBUTES, SVG_ELEMENTS, faults
from lanpya.runtime.temporary_folders import end_on_signals
from lanpya.runtime.terminal import show
from scripts.rigs.arguments import Parser

SIDES = (640, 480, 360, 280, 200, 140)
Image.MAX_IMAGE_PIXELS = 50_000_000  # a larger one is no photograph of a phone


def clean(path: Path) -> tuple[str, bytes]:
    """Return the ending and the content of the picture without anything beside it.

    Raises ValueError when no form of it is small enough, OSError when it is no picture.
    """
    if path.suffix.lower() == ".svg":
        data = _clean_svg(path.read_text(encoding="utf-8"))
        if len(data) > MOST_BYTES:
            raise ValueError(
                f"the drawing has {len(data)} bytes, {MOST_BYTES} is the most: draw it with fewer points"
            )
        return "svg", data
    with Image.open(path) as opened:
        upright = ImageOps.exif_transpose(opened)
        # pixels alone: what Pillow read beside them stays behind
        bare = Image.frombytes("RGBA", upright.size, upright.convert("RGBA").tobytes())
    is_clear = bare.getextrema()[3] != (255, 255)
    for side in SIDES:
        small = bare.copy()
        small.thumbnail((side, side))
        for ending, data in _forms(small, is_clear):
            if len(data) <= MOST_BYTES:
                return ending, data
    raise ValueError(f"no form of it is smaller than {MOST_BYTES} bytes: show less in it")


def _forms(picture: Image.Image, is_clear: bool) -> list[tuple[str, bytes]]:
    forms = [
        (
            "png",
            _saved(
                picture.quantize(16) if is_clear else picture.convert("RGB").quantize(16),
                "PNG",
                optimize=True,
            ),
        )
    ]
    if not is_clear:
        forms.append(("jpg", _saved(picture.convert("RGB"), "JPEG", quality=60, optimize=True)))
    return forms


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def _clean_svg(text: str) -> bytes:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ValueError("the drawing declares entities: export it again as plain SVG")
    root = ET.fromstring(text)  # noqa: S314 — no doctype, so no entities
    for parent in root.iter():
        for child in list(parent):
            if child.tag.removeprefix(SVG) not in SVG_ELEMENTS:
                parent.remove(child)
    for element in root.iter():
        element.text = element.tail = None
        for key in set(element.attrib) - SVG_ATTRIBUTES:
            del element.attrib[key]
    ET.register_namespace("", SVG.strip("{}"))
    return ET.tostring(root, encoding="unicode").replace(" />", "/>").encode()


def main() -> int:
    """Clean the pictures; see the module for the exit status."""
    parser = Parser(description=__doc__)
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="svg, png, jpg or what Pillow reads"
    )
    parser.add_argument(
        "--out", type=Path, help="a folder for the cleaned files (else the old ones are replaced)"
    )
    options = parser.parse_args()
    wrong = 0
    for path in options.files:
        try:
            ending, data = clean(path)
            name = f"{path.stem.lower().replace(' ', '-').replace('_', '-')}.{ending}"
            left = [str(message) for _, message in faults(name, data)]
            if not NAME.fullmatch(name):
                left.append("give it a name of small Latin letters, digits and hyphens")
            if left:
                raise ValueError("; ".join(left))
        except (OSError, ValueError, ET.ParseError, Image.DecompressionBombError) as error:
            show(f"{path} stays as it was: {error}", to=sys.stderr)
            wrong += 1
            continue
        goal = (options.out or path.parent) / name
        goal.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=goal.parent, delete=False) as made:
            made.write(data)
        Path(made.name).chmod(0o644)
        Path(made.name).replace(goal)
        if options.out is None and goal != path:
            path.unlink()
        show(f"{path} → {goal}: {len(data)} bytes. Look at it: a face, a sign, a view can tell a place.")
    return 1 if wrong else 0


if __name__ == "__main__":
    end_on_signals()
    sys.exit(main())
