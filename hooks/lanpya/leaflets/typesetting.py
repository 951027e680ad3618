"""Typesets leaflets as PDFs with Typst.

Text that does not fit or has no glyph is a problem, never cut off.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from lanpya.content.dependencies import shared_inputs_digest
from lanpya.content.interface import Wording
from lanpya.content.leaflet_formats import LARGE_TYPE, Format
from lanpya.content.library import Library, Page
from lanpya.leaflets.fonts import PADAUK, fonts_in, print_font
from lanpya.leaflets.leaflet import Leaflet, leaflet_data, printed_as
from lanpya.leaflets.text_runs import CONTROLS, PASSAGE
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem
from lanpya.runtime.cache import cached_by, cached_bytes_by

LEAFLET_OVERFLOW = rule("leaflet-overflow", "error", section="Leaflets")
LEAFLET_LETTER = rule("leaflet-letter", "error", section="Leaflets")

FONT = f"fonts/{PADAUK}"
_OVERFLOW = re.compile(
    r"overflow:(?P<part>[0-9]+):(?P<what>@?[a-z0-9-]*):(?P<excess>[0-9]+):(?P<way>long|wide)"
)


class LeafletError(ValueError):
    """A leaflet cannot be typeset; `problems` say why."""

    def __init__(self, *problems: Problem):
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def inputs_of(leaflet: Leaflet, library: Library, release_date: date, overrides: Path) -> tuple[str, ...]:
    """Return all inputs of a leaflet besides the code of Lanpya: the same inputs make the same bytes."""
    translations = (page for one in leaflet.pages for page in library.translations(one.file))
    texts = [library.texts[page.path] for page in translations]
    return (
        leaflet.url,
        str(release_date),
        _templates(overrides).hex(),
        shared_inputs_digest(library),
        *texts,
    )


def _templates(overrides: Path) -> bytes:
    """Return a digest of all files that a template can read."""
    files = sorted(path for name in ("fonts", "print") for path in (overrides / name).iterdir())
    return _digest_of(tuple((path, path.stat().st_size, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=4)
def _digest_of(files: tuple[tuple[Path, int, int], ...]) -> bytes:
    digest = hashlib.sha256()
    for path, *_ in files:
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


@cached_by("printed", inputs=inputs_of)
def typeset_leaflet(leaflet: Leaflet, library: Library, release_date: date, overrides: Path) -> bytes:
    """Return the PDF of a leaflet. The English beside unchecked words is left out where it does not fit.

    Raises LeafletError if the text does not fit its panels or has a character that the font lacks. Text is
    never cut off or made smaller than the smallest size in the template.
    """
    try:
        return _typeset(leaflet, library, leaflet_data(leaflet, library, release_date), overrides)
    except LeafletError:
        if not any(Wording(library, each).has_english_beside for each in leaflet.languages):
            raise
    data = leaflet_data(leaflet, library, release_date, is_alone=True)
    return _typeset(leaflet, library, data, overrides)


def _typeset(leaflet: Leaflet, library: Library, data: dict[str, Any], overrides: Path) -> bytes:
    if problems := missing_glyphs(leaflet, data, library):
        raise LeafletError(*problems)
    try:
        return _pdf(leaflet.form.name, json.dumps(data, ensure_ascii=False), overrides)
    except typst.TypstError as error:
        match = _OVERFLOW.search(str(error))
        if not match:
            raise
        page = leaflet.pages[int(match["part"])]
        problem = _overflow(leaflet, page, library, match)
        raise LeafletError(problem) from error


def _pdf_made_from(template: str, data: str, overrides: Path) -> tuple[bytes, ...]:
    tools = f"{template}, typst {version('typst')}".encode()
    return tools, Path(__file__).read_bytes(), _templates(overrides), data.encode()


@cached_bytes_by("leaflet", inputs=_pdf_made_from)
def _pdf(template: str, data: str, overrides: Path) -> bytes:
    """Return what a template of overrides/print makes of data in JSON; see common.typ for its panics."""
    return typst.compile(
        str(overrides / "print" / f"{template}.typ"),
        root=str(overrides),
        font_paths=fonts_in(overrides / "fonts"),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    )


def sheets_in(pdf: bytes, form: Format) -> int:
    """Return the number of sheets of paper for a leaflet."""
    pages = len(re.findall(rb"/Type ?/Page\b", pdf))
    return -(-pages // 2) if form.is_duplex else pages


def missing_glyphs(leaflet: Leaflet, data: dict[str, Any], library: Library) -> list[Problem]:
    """Return a problem for every section of a leaflet with characters that its fonts have no glyph for."""
    problems = []
    codes = [page.language.code for page in leaflet.pages]
    used = {(codes.index(frame["language"]), ""): _characters_in(frame) for frame in data["frames"]}
    used[(0, "")] |= _characters_in([data["all"], data["digits"]])
    for bar in data["barred"]:
        used[(codes.index(bar["language"]), "")] |= _characters_in(bar)
    for number, part in enumerate(data["parts"]):
        used.setdefault((number, ""), set()).update(_characters_in(part["labels"]))
        for block in part["blocks"]:
            used.setdefault((number, block["section"]), set()).update(_characters_in(block))
    tags = [name.removeprefix(PASSAGE) for name in data["languages"] if name.startswith(PASSAGE)]
    others = [printed_as(tag, library, leaflet.languages[0]) for tag in tags]
    passages = frozenset[str]().union(*(print_font(library.settings, one).letters for one in others))
    for (number, identifier), letters in used.items():
        page = leaflet.pages[number]
        known = print_font(library.settings, page.language).letters | passages
        if letters - known:
            path = page.path if identifier else f"{library.docs}/data/interface.yml"
            section = page.document.section(identifier)
            shown = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in sorted(letters - known))
            message = say("The font of the leaflets has no glyph for: {shown}", shown=shown)
            remedy = say("Use other characters, for example › for an arrow.")
            line = section.line if section else 1
            problems.append(LEAFLET_LETTER.at(path, line, 1, message, remedy))
    return problems


def _characters_in(part: object) -> set[str]:
    """Return all characters in a part of a leaflet, of any structure, without drawings and names."""
    if isinstance(part, dict):
        part = [value for key, value in part.items() if key not in ("code", "kind", "section", "language")]
    if isinstance(part, list):
        return set[str]().union(*map(_characters_in, part))
    return (
        {letter for letter in part if not letter.isspace() and letter not in CONTROLS}
        if isinstance(part, str)
        else set()
    )


def _overflow(leaflet: Leaflet, page: Page, library: Library, match: re.Match[str]) -> Problem:
    """Return the problem that a template reported: a text too long or wide.

    Names with @ are the template's.
    """
    what, excess = match["what"], int(match["excess"])
    leaf = f"{leaflet.url} ({library.settings.paper.name})"
    long, wide = say("{excess} mm too long", excess=excess), say("{excess} mm too wide", excess=excess)
    amount = long if match["way"] == "long" else wide
    section = page.document.section(what)
    path, line = page.path, section.line if section else 1
    if what == "@frame":
        path, line = library.settings.site_url_place
        message = say(
            "In {leaf} the text around the guide (codes, address, dates, warnings) is {amount}.",
            leaf=leaf,
            amount=amount,
        )
        remedy = say("Shorten site_url, or the words for leaflets in docs/data/interface.yml.")
    elif what in ("@contents", "@sheets"):
        message = (
            say(
                "{leaf} contains too many guides: its table of contents is {amount}.",
                leaf=leaf,
                amount=amount,
            )
            if what == "@contents"
            else say(
                "{leaf} contains too many guides: {excess} sheets more than a stapler can take.",
                leaf=leaf,
                excess=excess,
            )
        )
        remedy = say(
            "Remove .print from headings, write  leaflet: no  in guides that the booklet does not need, or "
            "remove booklet from leaflets in mkdocs.yml."
        )
    elif match["way"] == "wide":
        message = say(
            "In {leaf} a word of the section {what!r}, or of the title, is {amount}.",
            leaf=leaf,
            what=what,
            amount=amount,
        )
        remedy = say(
            "Split it with a space or a hyphen, use another word, or leave out this format in leaflets in "
            "mkdocs.yml."
        )
    else:
        message = say(
            "{leaf} is full: from the section {what!r} on, the text is {amount}.",
            leaf=leaf,
            what=what,
            amount=amount,
        )
        remedy = say(
            "Shorten it, or remove .print from a heading. Paragraphs are never split, so two "
            "short ones fit better."
        )
        if leaflet.form.only_short:
            remedy = say("Shorten In short.")
        if leaflet.form.least_type == LARGE_TYPE:
            message = say(
                "{leaf} is full at {points} points, the minimum for large type: from the section "
                "{what!r} on, the text is {amount}.",
                leaf=leaf,
                points=LARGE_TYPE,
                what=what,
                amount=amount,
            )
    return LEAFLET_OVERFLOW.at(path, line, 1, message, remedy)
