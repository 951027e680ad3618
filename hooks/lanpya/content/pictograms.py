"""Pictograms: small signs before an instruction, for those who read little.

A pictogram is a drawing of one path in docs/pictograms, and an entry of docs/data/pictograms.yml that says in
each language what it means. It stands inside the page, in the colour of the text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lanpya.content.yaml_fields import EMPTY, Field
from lanpya.problems.messages import Message, say
from lanpya.runtime.compression import gzip_size

FOLDER = "pictograms"
SET_BYTES = 900  # of all drawings together after gzip -6: no page may become heavier by more
_MOST_BYTES = 2_000  # of one file; a path of a sign has some hundred letters
_GRID = 'viewBox="0 0 24 24"'
_LOOK = 'fill="none" stroke="{ink}" stroke-width="2" stroke-linecap="round"'
_FILE = re.compile(
    r'<svg xmlns="http://www\.w3\.org/2000/svg" '
    + re.escape(f"{_GRID} {_LOOK.format(ink='#000')}")
    + r'>\s*<path d="(?P<path>[MmLlHhVvCcSsQqTtAaZz0-9., -]+)"\s*/>\s*</svg>\s*'
)


@dataclass(frozen=True)
class Pictogram:
    """A sign: the path that draws it on a grid of 24 by 24, and what it means, by language."""

    path: str
    name: Mapping[str, str]


def read_drawings(docs: Path) -> dict[str, str]:
    """Return the text of every file in docs/pictograms by its name; small ordinary files only."""
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
    """Return the pictograms that have both a meaning and a drawing, by id; a rule tells of the others."""
    named = {entry.texts().get("id", ""): entry.keys.get("name", EMPTY).texts() for entry in entries}
    paths = {name: path_in(drawings.get(f"{name}.svg", "")) for name in named}
    return {name: Pictogram(path, named[name]) for name, path in paths.items() if path}


def path_in(drawing: str) -> str:
    """Return the path of a drawing, or nothing where it is not drawn as a pictogram has to be."""
    match = _FILE.fullmatch(drawing)
    return match["path"] if match else ""


def drawing_faults(drawing: str) -> Iterator[Message]:
    """Yield why a drawing is none of a pictogram."""
    if not path_in(drawing):
        yield say(
            "A pictogram must be one path on a grid of 24 by 24, with lines of width 2, and nothing else."
        )


def inline_svg(path: str, words: str) -> str:
    """Return the sign as it stands in a page, with the words for those who cannot see it."""
    return (
        f'<svg {_GRID} width="24" {_LOOK.format(ink="currentColor")} role="img" '
        f'aria-label="{escape(words)}"><path d="{path}"></path></svg>'
    )


def used_svg(name: str, words: str) -> str:
    """Return a sign that `drawn_once` draws elsewhere in the file; kept.css gives it size and colour."""
    return (
        f'<svg class="sign" role="img" aria-label="{escape(words)}"><use href="#{sign_id(name)}"></use></svg>'
    )


def drawn_once(html: str, pictograms: Mapping[str, Pictogram]) -> str:
    """Return the signs that a file uses, each once and unseen; `html` is the rest of it."""
    used = {name: one for name, one in pictograms.items() if f'"#{sign_id(name)}"' in html}
    paths = (f'<path id="{sign_id(name)}" d="{one.path}"></path>' for name, one in used.items())
    return f"<svg hidden>{''.join(paths)}</svg>" if used else ""


def sign_id(name: str) -> str:
    """Return the id of a sign in a file: short and meaningless, as those of headings are."""
    return "s" + hashlib.sha256(name.encode()).hexdigest()[:4]


def print_svg(path: str) -> str:
    """Return the sign as a file of its own, in black, for paper."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {_GRID} {_LOOK.format(ink="#000")}><path d="{path}"/></svg>'
    )


def set_bytes(pictograms: Mapping[str, Pictogram]) -> int:
    """Return what all signs together weigh inside a page, in bytes after gzip -6, without their words."""
    return gzip_size("".join(inline_svg(one.path, "") for one in pictograms.values()).encode())
