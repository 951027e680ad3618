"""Writes the sheet for a chat: the sentences of a guide for a translator, or both languages for a reader.

It contains no address, file name or contact. From its line 0.0, `lanpya take-in` knows which text was handed
out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lanpya.content.library import Library, Page
from lanpya.content.markdown import Reader
from lanpya.translation.chat.inline_marks import folded
from lanpya.translation.chat.segments import Block, HandoutError, Part, has_kinds_of, outline
from lanpya.translation.named_pages import folder_of

HEADER = "0.0"  # the number of the line that identifies the text


class Sheet(NamedTuple):
    """A text to send, and the ids of sections to read back whose source changed since."""

    text: str
    behind: tuple[str, ...] = ()


def make_sheet(
    library: Library, guide: str, language: str, section: str | None = None, *, reading_back: bool = False
) -> Sheet:
    """Return the sheet of a guide or section, for a translator, or for a native reader.

    `reading_back` is for a native reader. Raises ValueError for an unknown page, language or section, and
    HandoutError if a part cannot be split.
    """
    reader = Reader(library.settings)
    source_language, file = library.settings.source_language, f"{guide}.md"
    language = folder_of(language, library.settings)
    codes = [each.code for each in library.settings.languages]
    if language == source_language or language not in codes:
        others = ", ".join(code for code in codes if code != source_language)
        raise ValueError(f"{language} is not a language to translate into. There are: {others}")
    page = _page(library, source_language, file)
    parts = outline(page, reader)
    ids = [part.id for part in parts]
    if section and section not in ids:
        raise ValueError(f"{page.path} has no section {section}; it has {', '.join(ids)}")
    chosen = [n for n, key in enumerate(ids) if section in (None, key)]
    if not reading_back:
        return Sheet(hand_out(library, page, parts, chosen, language))
    translation = _page(library, language, file)
    marks = translation.marks()
    behind = tuple(ids[n] for n in chosen if marks.get(ids[n]) != parts[n].mark)
    theirs = outline(translation, reader, parts)
    return Sheet(read_back(library, translation, parts, chosen, theirs), behind)


def _page(library: Library, language: str, file: str) -> Page:
    path = f"{library.docs}/{language}/{file}"
    page = library.page_at(path)
    if page is None:
        raise ValueError(f"{path} does not exist, or cannot be read")
    return page


def header_of(page: Page, parts: Sequence[Part], chosen: Sequence[int], language: str) -> str:
    """Return the line that identifies page, language and the text of each part."""
    return " ".join([HEADER, str(page.number), language, *(f"{n}{parts[n].check}" for n in chosen)])


def instructions(library: Library, key: str, language: str) -> list[str]:
    """Return the instructions of a sheet: in the source language, then in the translator's."""
    codes, name = (library.settings.source_language, language), library.language(language).name
    return list(dict.fromkeys(library.word(key, code)[0].format(language=name) for code in codes))


def hand_out(
    library: Library, page: Page, parts: Sequence[Part], chosen: Sequence[int], language: str
) -> str:
    """Return the sentences of the chosen parts after their numbers, for a translator into `language`."""
    lines = [*instructions(library, "hand_out", language), "", header_of(page, parts, chosen, language)]
    for n in chosen:
        for block, numbers in parts[n].numbered_blocks():
            lines += [] if block.is_row else [""]
            lines += [f"{n}.{k} {text}" for k, text in zip(numbers, block.sentences(), strict=True)]
    return "\n".join([*lines, ""])


def read_back(
    library: Library, page: Page, parts: Sequence[Part], chosen: Sequence[int], translation: Sequence[Part]
) -> str:
    """Return each sentence of the source with its translation below, for a native reader to correct.

    If a paragraph has different numbers of sentences in the two languages, they are shown together, as in
    2.14-15. Raises HandoutError with the id of a part that has different paragraphs or lists.
    """
    lines = [*instructions(library, "read_back", page.language.code), ""]
    lines += [header_of(page, parts, chosen, page.language.code), ""]
    theirs = {part.id: part for part in translation}
    for n in chosen:
        other = theirs.get(parts[n].id)
        if other is None or not has_kinds_of(other, parts[n]):
            raise HandoutError(parts[n].id)
        for (block, numbers), translated in zip(parts[n].numbered_blocks(), other.blocks, strict=True):
            for span, original, translation_of_it in _pairs(numbers, block, translated):
                lines += [original, f"{n}.{span} {translation_of_it}", ""]
    return "\n".join(lines)


def sheet_lines(library: Library, parts: Sequence[Part], language: str) -> set[str]:
    """Return all texts in a sheet without a number, in the form for comparisons."""
    blocks = [block for part in parts for block in part.blocks]
    texts = [*instructions(library, "hand_out", language), *instructions(library, "read_back", language)]
    texts += [*(block.text for block in blocks), *(text for block in blocks for text in block.sentences())]
    return set(map(folded, texts))


def _pairs(numbers: range, block: Block, translated: Block) -> Iterator[tuple[str, str, str]]:
    ours, theirs = block.sentences(), translated.sentences()
    if len(ours) == len(theirs):
        yield from zip(map(str, numbers), ours, theirs, strict=True)
    elif ours:
        span = f"{numbers[0]}-{numbers[-1]}" if len(numbers) > 1 else str(numbers[0])
        yield span, block.text, translated.text
