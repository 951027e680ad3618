"""Pictograms: small drawings before an instruction, for people who read little.

A pictogram is a drawing of one path in docs/pictograms, and an entry of docs/data/pictograms.yml with its
meaning in each language. It is part of the page, in the colour of the text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from lanpya.content.yaml_fields import EMPTY, Field
from lanpya.problems.messages import Message, say
from lanpya.runtime.compression import gzip_size

FOLDER = "pictograms"
SET_BYTES = 900  # bytes of all drawings after gzip -6: a page must not become heavier by more
_MOST_BYTES = 2_000  # bytes of one file; a path has some hundred characters
_GRID = 'viewBox="0 0 24 24"'
_LOOK = 'fill="none" stroke="{ink}" stroke-width="2" stroke-linecap="round"'
_FILE = re.compile(
    r'<svg xmlns="http://www\.w3\.org/2000/svg" '
    + re.escape(f"{_GRID} {_LOOK.format(ink='#000')}")
    + r'>\s*<path d="(?P<path>[MmLlHhVvCcSsQqTtAaZz0-9., -]+)"\s*/>\s*</svg>\s*'
)


@dataclass(frozen=True)
class Pictogram:
    """A pictogram: its path on a grid of 24 by 24, and its meaning by language."""

    path: str
    name: Mapping[str, str]


def read_drawings(docs: Path) -> dict[str, str]:
    """Return the text of all files in docs/pictograms by name; only small regular files."""
    folder = docs / FOLDER
    if folder.is_symlink() or not folder.is_dir():
        return {}
    files = (path for path in sorted(folder.iterdir()) if path.is_file() and not path.is_symlink())
    return {
        path.name: path.read_text(encoding="utf-8", errors="replace")
        for path in files
        if path.stat().st_size <= _MOST_BYTES
    }


def pictograms_of(entries: Iterable[Field], drawings: Mapping[str, str]) -> dict[str, Pictogram]:
    """Return the pictograms with both an entry and a drawing, by id; a rule reports the others."""
    named = {entry.texts().get("id", ""): entry.keys.get("name", EMPTY).texts() for entry in entries}
    paths = {name: path_in(drawings.get(f"{name}.svg", "")) for name in named}
    return {name: Pictogram(path, named[name]) for name, path in paths.items() if path}


def path_in(drawing: str) -> str:
    """Return the path of a drawing, or "" if it is not drawn as a pictogram must be."""
    match = _FILE.fullmatch(drawing)
    return match["path"] if match else ""


def drawing_faults(drawing: str) -> Iterator[Message]:
    """Yield why a drawing is not a valid pictogram."""
    if not path_in(drawing):
        yield say(
            "A pictogram must be one path on a grid of 24 by 24, with lines of width 2, and nothing else."
        )


def inline_svg(path: str, words: str) -> Element:
    """Return the pictogram as part of a page, with the words for those who cannot see it."""
    look = f'{_GRID} width="24" {_LOOK.format(ink="currentColor")} role="img"'
    sign = fromstring(f'<svg {look}><path d="{path}"/></svg>')  # noqa: S314 — `path_in` has read the path
    sign.set("aria-label", words)
    return sign


def used_svg(name: str, words: str) -> Element:
    """Return a pictogram that is drawn elsewhere in the file; kept.css sets its size and colour."""
    sign = Element("svg", {"class": "sign", "role": "img", "aria-label": words})
    SubElement(sign, "use", href=f"#{sign_id(name)}")
    return sign


def sign_id(name: str) -> str:
    """Return the id of a pictogram in a file: short and meaningless, like those of headings."""
    return "s" + hashlib.sha256(name.encode()).hexdigest()[:4]


def print_svg(path: str) -> str:
    """Return the SVG of a pictogram as a file, in black, for paper."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {_GRID} {_LOOK.format(ink="#000")}><path d="{path}"/></svg>'
    )


def set_bytes(pictograms: Mapping[str, Pictogram]) -> int:
    """Return the size of all pictograms inside a page, in bytes after gzip -6, without their words."""
    return gzip_size(
        b"".join(tostring(inline_svg(one.path, ""), method="html") for one in pictograms.values())
    )
