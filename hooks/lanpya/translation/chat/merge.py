"""Merges a reply from a chat into a page: every sentence in its align in the structure of the source."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from lanpya.content.library import Library, Page
from lanpya.content.markdown import Reader
from lanpya.content.yaml_fields import FieldsError, read_fields
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem, errors_in
from lanpya.translation.chat.alignment import Alignment, align, source_of
from lanpya.translation.chat.check_answers import (
    ANSWER_MARK,
    ANSWER_NUMBER,
    ANSWER_OLD,
    check_answer,
    check_reply,
)
from lanpya.translation.chat.reply import Reply, read_reply
from lanpya.translation.chat.segments import (
    Block,
    HandoutError,
    Part,
    elements_of,
    has_kinds_of,
    outline,
    shape,
)
from lanpya.translation.chat.sheet import sheet_lines


@dataclass(frozen=True)
class MergeResult:
    """The page to write; if `text` is empty there is none, and `problems` say why.

    `answered` is the number of answers, `reused` the number of sentences from the existing translation.
    """

    language: str = ""
    file: str = ""
    text: str = ""
    answered: int = 0
    reused: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass
class _Earlier:
    """The existing translation, and what of it can be reused."""

    page: Page | None
    parts: dict[str, Part] = field(default_factory=dict)
    usable: set[str] = field(default_factory=set)  # parts whose source and structure are unchanged
    reused: int = 0
    next_to_new: list[str] = field(default_factory=list)  # reused sentences in a paragraph with new ones
    missing: list[str] = field(default_factory=list)
    gap: str = " "  # what the language writes between two sentences


def take_in(text: str, path: str, library: Library, accepted: Collection[str] = ()) -> MergeResult:
    """Return the page that a reply makes; `path` is the path of the reply in messages.

    Raises HandoutError if the source page cannot be split into sentences, and ValueError for an accepted
    number that no answer has.
    """
    reply = read_reply(text)
    if unknown := set(accepted) - {answer.number for answer in reply.answers}:
        raise ValueError(f"no answer has the number {', '.join(sorted(unknown))}")
    source, language = _target(reply, library)
    if source is None:
        message = say(
            "There is no line that begins with 0.0 and says which page was translated, and into "
            "which language."
        )
        remedy = say("Copy that line from the text that was handed out to the top of the file.")
        return MergeResult(problems=(ANSWER_OLD.at(path, 1, 1, message, remedy),))
    reader = Reader(library.settings)
    parts = outline(source, reader)
    sheet = sheet_lines(library, parts, language)
    script = library.language(language).traits
    reply = read_reply(text, sheet, script)
    problems = list(check_reply(reply, path, sheet))
    earlier = _earlier(library, source, language, reader, parts)
    alignment = align(reply, parts, path)
    earlier.gap = script.sentence_gap
    for n, answers in alignment.answers.items():
        for answer in answers.values():
            block, source_text = source_of(parts[n], answer)
            is_accepted = answer.number in accepted
            problems += check_answer(answer, source_text, block, script, path, accepted=is_accepted)
    made = [_translated_part(n, part, alignment, earlier) for n, part in enumerate(parts)]
    problems += [*alignment.problems, *_missing(earlier, path)]
    made_text = ""
    if not errors_in(problems):
        made_text = script.normalise(_front(source, parts, made, alignment, earlier) + _body(made))
        problems += _structure_problems(source, made, alignment, path, reader)
    answered = sum(map(len, alignment.answers.values()))
    is_sound = not errors_in(problems)
    return MergeResult(
        language, source.file, made_text if is_sound else "", answered, earlier.reused, tuple(problems)
    )


def _target(reply: Reply, library: Library) -> tuple[Page | None, str]:
    """Return the source page and language that all headers name, or no page."""
    named = {(header.page_number, header.language) for header in reply.headers}
    number, language = named.pop() if len(named) == 1 else (-1, "")
    codes = [each.code for each in library.settings.languages]
    if language not in codes or language == library.settings.source_language:
        return None, ""
    sources = library.pages_in(library.settings.source_language)
    return next((page for page in sources if page.number == number), None), language


def _earlier(
    library: Library, source: Page, language: str, reader: Reader, parts: Sequence[Part]
) -> _Earlier:
    key = (language, source.file)
    page = library.pages.get(key) or library.drafts.get(key)
    if page is None:
        return _Earlier(None)
    try:
        theirs = {part.id: part for part in outline(page, reader, parts)}
    except HandoutError:
        return _Earlier(page)  # its sentences cannot be distinguished
    marks = page.marks()
    usable = {
        part.id
        for part in parts
        if part.id in theirs
        and marks.get(part.id) == part.mark
        and has_kinds_of(theirs[part.id], part)
        and shape(elements_of(page.document, part.id)) == shape(elements_of(source.document, part.id))
    }
    return _Earlier(page, theirs, usable)


def _translated_part(n: int, part: Part, alignment: Alignment, earlier: _Earlier) -> Part:
    """Return a part with its translation; sentences without one are noted as missing."""
    theirs = earlier.parts.get(part.id)
    if n not in alignment.scope:  # it was not handed out and stays unchanged, even if it is behind
        if theirs is None:
            earlier.missing += [f"{n}.{k}" for _, numbers in part.numbered_blocks() for k in numbers]
        return theirs or part
    old = theirs.blocks if theirs and part.id in earlier.usable else [None] * len(part.blocks)
    blocks = [
        _translated_block(n, block, numbers, other, alignment, earlier)
        for (block, numbers), other in zip(part.numbered_blocks(), old, strict=True)
    ]
    return part.with_blocks(blocks)


def _translated_block(
    n: int, block: Block, numbers: range, other: Block | None, alignment: Alignment, earlier: _Earlier
) -> Block:
    answers = alignment.answers_for(n, numbers)
    if other and not answers:
        earlier.reused += len(numbers)
        return other
    texts = {answer.first: answer.text for answer in answers}
    covered = {k for answer in answers for k in range(answer.first, answer.last + 1)}
    theirs = other.sentences() if other else []
    for k in [k for k in numbers if k not in covered]:
        if len(theirs) == len(numbers):
            texts[k] = theirs[k - numbers.start]
            earlier.reused += 1
            earlier.next_to_new.append(f"{n}.{k}")
        else:
            earlier.missing.append(f"{n}.{k}")
    text = earlier.gap.join(texts[k] for k in sorted(texts))
    if other and "".join(text.split()) == "".join(other.text.split()):
        return other  # with the white space that its editor put there
    return replace(block, text=text, marks=other.marks if other else block.marks)


def _missing(earlier: _Earlier, path: str) -> Iterator[Problem]:
    if earlier.missing:
        message = say("There is no answer for {numbers}.", numbers=", ".join(earlier.missing))
        remedy = say(
            "Ask for these sentences. If a paragraph is split into sentences differently from "
            "its source, it needs one answer, under a number such as 2.14-15."
        )
        yield ANSWER_NUMBER.at(path, 1, 1, message, remedy)
    if earlier.next_to_new:
        message = say(
            "Next to new sentences, these were kept unchanged: {numbers}.",
            numbers=", ".join(earlier.next_to_new),
        )
        remedy = say("Read these paragraphs again.")
        yield ANSWER_NUMBER.at(path, 1, 1, message, remedy).as_warning()


def _body(made: Sequence[Part]) -> str:
    return "\n".join(part.markdown() for part in made).strip("\n") + "\n"


def _front(
    source: Page, parts: Sequence[Part], made: Sequence[Part], alignment: Alignment, earlier: _Earlier
) -> str:
    """Return the front matter; parts that were not handed out keep their fingerprints."""
    before = earlier.page.marks() if earlier.page else {}
    marks = {
        part.id: part.mark if n in alignment.scope else before.get(part.id) for n, part in enumerate(parts)
    }
    recorded = ", ".join(f"{key}: {mark}" for key, mark in marks.items() if mark)
    lines = [f"{block.kind}: {_yaml(block.text)}" for block in made[0].front]
    lines += [f"address: {source.number}", f"translates: {{{recorded}}}", "checked_by: null"]
    return "\n".join(["---", *lines, "---", ""])


def _yaml(text: str) -> str:
    """Return a text as a YAML value, in single quotes if it needs them."""
    try:
        is_plain = read_fields(f"key: {text}").texts() == {"key": text}
    except FieldsError:
        is_plain = False
    return text if is_plain else "'" + text.replace("'", "''") + "'"


def _structure_problems(
    source: Page, made: Sequence[Part], alignment: Alignment, path: str, reader: Reader
) -> Iterator[Problem]:
    """Yield the parts that answered out with another structure than their source: an answer held Markdown."""
    read = reader.read(_body(made))
    for n in sorted(alignment.scope):
        key = made[n].id
        if shape(elements_of(read, key)) != shape(elements_of(source.document, key)):
            line = min((answer.line for answer in alignment.answers.get(n, {}).values()), default=1)
            message = say(
                "With these answers, the lists, boxes or links of part {part} differ from its source.", part=n
            )
            remedy = say(
                "Look for a sentence that begins with a character such as - or #, and remove that character."
            )
            yield ANSWER_MARK.at(path, line, 1, message, remedy)
