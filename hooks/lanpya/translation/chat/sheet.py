"""What goes into a chat: the sentences of a guide for a translator, or both languages for a native reader.

Nothing in it tells an address, a file or a contact. The line 0.0 tells take_in which text was handed out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lanpya.content.library import Library, Page
from lanpya.translation.chat.inline_marks import folded
from lanpya.translation.chat.segments import Block, HandoutError, Part, has_kinds_of

CODE = "0.0"  # the number of the line that tells which text was handed out


def code_of(page: Page, parts: Sequence[Part], chosen: Sequence[int], language: str) -> str:
    """Return the line that tells which page, language and text of each part were handed out."""
    return " ".join([CODE, str(page.address), language, *(f"{n}{parts[n].check}" for n in chosen)])


def instructions(library: Library, key: str, language: str) -> list[str]:
    """Return what a sheet says first: in the source language, then in the translator's."""
    codes, name = (library.settings.source_language, language), library.language(language).name
    return list(dict.fromkeys(library.word(key, code)[0].format(language=name) for code in codes))


def hand_out(
    library: Library, page: Page, parts: Sequence[Part], chosen: Sequence[int], language: str
) -> str:
    """Return the sentences of the chosen parts, each behind its number, for a translator into `language`."""
    lines = [*instructions(library, "hand_out", language), "", code_of(page, parts, chosen, language)]
    for n in chosen:
        for block, numbers in parts[n].places():
            lines += [] if block.is_row else [""]
            lines += [f"{n}.{k} {text}" for k, text in zip(numbers, block.sentences(), strict=True)]
    return "\n".join([*lines, ""])


def read_back(
    library: Library, page: Page, parts: Sequence[Part], chosen: Sequence[int], translation: Sequence[Part]
) -> str:
    """Return each sentence of the source with the translation below it, for a native reader to correct.

    Where a paragraph has not the same number of sentences in both, they stand together, as in 2.14-15.
    Raises HandoutError naming a part that has not the same paragraphs and lists in both.
    """
    lines = [*instructions(library, "read_back", page.language.code), ""]
    lines += [code_of(page, parts, chosen, page.language.code), ""]
    theirs = {part.id: part for part in translation}
    for n in chosen:
        other = theirs.get(parts[n].id)
        if other is None or not has_kinds_of(other, parts[n]):
            raise HandoutError(parts[n].id)
        for (block, numbers), said in zip(parts[n].places(), other.blocks, strict=True):
            for span, ours, theirs_said in _pairs(numbers, block, said):
                lines += [ours, f"{n}.{span} {theirs_said}", ""]
    return "\n".join(lines)


def sheet_lines(library: Library, parts: Sequence[Part], language: str) -> set[str]:
    """Return what stands under no number in a sheet, folded."""
    blocks = [block for part in parts for block in part.blocks]
    told = [*instructions(library, "hand_out", language), *instructions(library, "read_back", language)]
    told += [*(block.text for block in blocks), *(text for block in blocks for text in block.sentences())]
    return set(map(folded, told))


def _pairs(numbers: range, block: Block, said: Block) -> Iterator[tuple[str, str, str]]:
    ours, theirs = block.sentences(), said.sentences()
    if len(ours) == len(theirs):
        yield from zip(map(str, numbers), ours, theirs, strict=True)
    elif ours:
        span = f"{numbers[0]}-{numbers[-1]}" if len(numbers) > 1 else str(numbers[0])
        yield span, block.text, said.text
