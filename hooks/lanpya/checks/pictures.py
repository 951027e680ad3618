"""Rules for pictures and pictograms: their files, their use, and their descriptions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.features import NOTHING_TO_SHOW, links_in
from lanpya.checks.headings_and_links import TARGET_UNKNOWN
from lanpya.checks.registry import ENTRY_UNUSED
from lanpya.content.library import TRANSLATED, Library, Page
from lanpya.content.page_file import MARKUP_REFUSED
from lanpya.content.pictograms import FOLDER as PICTOGRAM_FOLDER
from lanpya.content.pictograms import SET_BYTES, drawing_faults, set_bytes
from lanpya.content.pictures import FOLDER, MOST_BYTES, NAME, PICTURE_BAD, PICTURE_METADATA, codes_in, faults
from lanpya.content.yaml_fields import Field
from lanpya.detection.contact_details import addresses_in
from lanpya.detection.words import Words
from lanpya.languages.language import language_for, language_of
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem

PICTURE_CODE = rule("picture-code", "error", section="Pictures")
PICTURE_ALT = rule("picture-alt", "error", section="Pictures")

_CLEAN = say("Run  .venv/bin/lanpya clean-picture FILE  and look at the result.")
_NO_SVG = say("A pictogram must be an svg file with the name of its entry.")
_ALT_LETTERS = 120  # as long as a screen reader speaks in one breath


@check(Scope.SITE, PICTURE_BAD, PICTURE_METADATA, PICTURE_CODE, ENTRY_UNUSED)
def check_pictures(context: CheckContext) -> Iterator[Problem]:
    """Yield problems with the files in docs/pictures."""
    library, folder = context.library, context.docs / FOLDER
    if folder.is_symlink() or not folder.is_dir():
        return
    used = {image.get("src", "") for page in library.pages.values() for image in images(page)}
    for path in sorted(folder.iterdir()):
        shown = f"{library.docs}/{FOLDER}/{path.name}"
        if not NAME.fullmatch(path.name) or path.is_symlink() or not path.is_file():
            message = say(
                "A picture must be an svg, png or jpg file with a name of small Latin letters, "
                "digits and hyphens."
            )
            remedy = say("Rename the file, as in  mine.svg  or delete it.")
            yield PICTURE_BAD.at(shown, 1, 1, message, remedy)
        elif path.stat().st_size > MOST_BYTES:
            message = say(
                "The picture has {size} bytes; the maximum is {most}.",
                size=path.stat().st_size,
                most=MOST_BYTES,
            )
            yield PICTURE_BAD.at(shown, 1, 1, message, _CLEAN)
        else:
            yield from _file(
                shown, path.name, library.pictures[path.name], context.library.settings.words_that_disguise
            )
            if path.name not in used:
                message = say("No page shows this picture.")
                remedy = say("Show it, as in  ![What it shows]({name})  or delete it.", name=path.name)
                yield ENTRY_UNUSED.at(shown, 1, 1, message, remedy)


@check(Scope.SITE, PICTURE_BAD, PICTURE_ALT, NOTHING_TO_SHOW, ENTRY_UNUSED)
def check_pictograms(context: CheckContext) -> Iterator[Problem]:
    """Yield drawings without an entry, entries without a drawing, and unused or too large pictograms."""
    library = context.library
    data, folder = f"{library.docs}/data/pictograms.yml", f"{library.docs}/{PICTOGRAM_FOLDER}"
    entries = {entry.texts().get("id", ""): entry for entry in library.data["pictograms"].items}
    here = context.docs / PICTOGRAM_FOLDER
    names = sorted(path.name for path in here.iterdir()) if here.is_dir() and not here.is_symlink() else []
    for name in names:
        identifier = name.removesuffix(".svg")
        for message in drawing_faults(library.drawings.get(name, "")) if name.endswith(".svg") else [_NO_SVG]:
            remedy = say("Draw it like the others; docs/desk/en/writing.md shows an example.")
            yield PICTURE_BAD.at(f"{folder}/{name}", 1, 1, message, remedy)
        if name.endswith(".svg") and entries and identifier not in entries:
            message = say("This pictogram has no entry that says what it means.")
            remedy = say("Add an entry to {data}, as in  - id: {name}", data=data, name=identifier)
            yield PICTURE_ALT.at(f"{folder}/{name}", 1, 1, message, remedy)
    for identifier, entry in entries.items():
        if identifier and f"{identifier}.svg" not in names:
            message = say("The pictogram {name!r} has no drawing, so it is left out.", name=identifier)
            remedy = say("Add {place}, or remove the entry.", place=f"{folder}/{identifier}.svg")
            yield NOTHING_TO_SHOW.on(data, entry, message, remedy)
    if (size := set_bytes(library.pictograms)) > SET_BYTES:
        message = say(
            "All pictograms together have {size} bytes after gzip; the maximum is {most}.",
            size=size,
            most=SET_BYTES,
        )
        yield PICTURE_BAD.at(data, 1, 1, message, say("Draw them with fewer points."))
    yield from _unused_pictograms(library, entries, data)


def _unused_pictograms(library: Library, entries: Mapping[str, Field], data: str) -> Iterator[Problem]:
    used = {name for scheme, name in links_in(library) if scheme == "pictogram"}
    for identifier in sorted(library.pictograms.keys() - used):
        message = say("No page uses the pictogram {name!r}.", name=identifier)
        remedy = say("Use it, as in  - [](pictogram:{name}) Wait …  or delete it.", name=identifier)
        yield ENTRY_UNUSED.on(data, entries[identifier], message, remedy)


def _file(shown: str, name: str, data: bytes, words: Words) -> Iterator[Problem]:
    found = dict.fromkeys(faults(name, data))
    for broken, message in found:
        yield broken.at(shown, 1, 1, message, _CLEAN)
    if any(broken == PICTURE_BAD for broken, _ in found):
        return
    try:
        codes = codes_in(name, data)
    except (OSError, ValueError, SyntaxError):
        yield PICTURE_BAD.at(shown, 1, 1, say("This picture cannot be shown."), _CLEAN)
        return
    for code in codes:
        kinds = [found.kind for found in addresses_in(code, frozenset(), words)]
        message = (
            say("A code in this picture contains {kind}: {text}", kind=kinds[0], text=code[:60])
            if kinds
            else say("A code in this picture contains a text that people cannot read: {text}", text=code[:60])
        )
        remedy = say("Remove the picture. Only leaflets have codes, which the build makes.")
        yield PICTURE_CODE.at(shown, 1, 1, message, remedy)


def images(page: Page) -> Iterator[Element]:
    """Yield the picture elements of a page."""
    for top in page.document.elements():
        yield from top.iter("img")


@check(Scope.PAGE, TARGET_UNKNOWN, MARKUP_REFUSED, PICTURE_ALT)
def check_alternatives(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield pictures that do not exist, are not alone in their paragraph, or lack a suitable description."""
    library = context.library
    met: Counter[str] = Counter()
    for top in page.document.elements():
        for image in top.iter("img"):
            name, words = image.get("src", ""), image.get("alt", "").strip()
            place = page.document.place_of(rf"!\[[^\]]*\]\(\s*<?(?P<at>{re.escape(name)})", met[name])
            met[name] += 1
            alone = top.tag == "p" and list(top) == [image] and not (top.text or image.tail or "").strip()
            if name not in library.pictures:
                message = say(
                    "There is no picture {name!r} in {folder}.", name=name, folder=f"{library.docs}/{FOLDER}"
                )
                names = ", ".join(sorted(library.pictures)) or "…"
                remedy = say("Add it there, or write one of: {names}", names=names)
                yield TARGET_UNKNOWN.at(page.path, *place, message, remedy)
            if not alone:
                message = say("A picture needs its own paragraph.")
                remedy = say("Put  ![What it shows]({name})  between two empty lines.", name=name)
                yield MARKUP_REFUSED.at(page.path, *place, message, remedy)
            if fault := _alternative_fault(words, page):
                remedy = say(
                    "Say what it shows in the language of the page, as in  ![A red sign]({name})",
                    name=name,
                )
                yield PICTURE_ALT.at(page.path, *place, fault, remedy)


def _alternative_fault(words: str, page: Page) -> Message | None:
    script = language_of(page.language.html_lang)
    if len(words) < 3:
        return say("The picture has no description for those who cannot see it.")
    if len(words) > _ALT_LETTERS:
        return say(
            "The description of the picture has {letters} letters; the maximum is {most}.",
            letters=len(words),
            most=_ALT_LETTERS,
        )
    is_foreign = language_for(words, page.language.html_lang) is not script
    if is_foreign or script.share(words) < TRANSLATED:
        return say("The description of the picture is not in the language of the page.")
    return None
