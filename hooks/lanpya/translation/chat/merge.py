"""From what came back through a chat to a page: every sentence in its place in the source's structure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from lanpya.content.library import Library, Page
from lanpya.content.markdown import Reader
from lanpya.content.yaml_fields import FieldsError, read_fields
from lanpya.languages.writing_system import script_of
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem, errors_in
from lanpya.translation.chat.alignment import Places, place, source_of
from lanpya.translation.chat.check_answers import (
    ANSWER_MARK,
    ANSWER_NUMBER,
    ANSWER_OLD,
    check_answer,
    noticed,
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
    """A page as it is to be written; without `text` there is none, and `problems` say why.

    `came` counts the answers, `kept` the sentences of the translation that was there.
    """

    language: str = ""
    file: str = ""
    text: str = ""
    came: int = 0
    kept: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass
class _Earlier:
    """The translation that was there, and what of it still counts."""

    page: Page | None
    parts: dict[str, Part] = field(default_factory=dict)
    usable: set[str] = field(default_factory=set)  # parts whose source is the same, and their structure too
    kept: int = 0
    beside: list[str] = field(default_factory=list)  # sentences kept in a paragraph that has new ones
    lost: list[str] = field(default_factory=list)


def take_in(text: str, path: str, library: Library, accepted: Collection[str] = ()) -> MergeResult:
    """Return the page that a reply makes; `path` is what problems show for the file that holds its `text`.

    Raises HandoutError where the source page cannot be taken apart, and ValueError for an accepted number
    that no answer has.
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
    reply = read_reply(text, sheet)
    problems = list(noticed(reply, path, sheet))
    earlier = _earlier(library, source, language, reader, parts)
    places = place(reply, parts, path)
    script = script_of(library.language(language).html_lang)
    for n, answers in places.answers.items():
        for answer in answers.values():
            block, said = source_of(parts[n], answer)
            is_meant = answer.number in accepted
            problems += check_answer(answer, said, block, script, path, accepted=is_meant)
    made = [_made(n, part, places, earlier) for n, part in enumerate(parts)]
    problems += [*places.problems, *_missing(earlier, path)]
    made_text = ""
    if not errors_in(problems):
        made_text = script.normalise(_front(source, parts, made, places, earlier) + _body(made))
        problems += _reshaped(source, made, places, path, reader)
    came = sum(map(len, places.answers.values()))
    is_sound = not errors_in(problems)
    return MergeResult(
        language, source.file, made_text if is_sound else "", came, earlier.kept, tuple(problems)
    )


def _target(reply: Reply, library: Library) -> tuple[Page | None, str]:
    """Return the source page and the language that all lines 0.0 name, or no page."""
    named = {(code.address, code.language) for code in reply.codes}
    address, language = named.pop() if len(named) == 1 else (-1, "")
    codes = [one.code for one in library.settings.languages]
    if language not in codes or language == library.settings.source_language:
        return None, ""
    sources = library.pages_in(library.settings.source_language)
    return next((page for page in sources if page.number == address), None), language


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
        return _Earlier(page)  # nobody can tell its sentences apart
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


def _made(n: int, part: Part, places: Places, earlier: _Earlier) -> Part:
    """Return a part with its translation; sentences for which there is none are noted as lost."""
    theirs = earlier.parts.get(part.id)
    if n not in places.scope:  # it was not handed out, and stays as it is, also where it is behind
        if theirs is None:
            earlier.lost += [f"{n}.{k}" for _, numbers in part.places() for k in numbers]
        return theirs or part
    old = theirs.blocks if theirs and part.id in earlier.usable else [None] * len(part.blocks)
    blocks = [
        _translated(n, block, numbers, other, places, earlier)
        for (block, numbers), other in zip(part.places(), old, strict=True)
    ]
    return part.with_blocks(blocks)


def _translated(
    n: int, block: Block, numbers: range, other: Block | None, places: Places, earlier: _Earlier
) -> Block:
    answers = places.of(n, numbers)
    if other and not answers:
        earlier.kept += len(numbers)
        return other
    texts = {answer.first: answer.text for answer in answers}
    covered = {k for answer in answers for k in range(answer.first, answer.last + 1)}
    theirs = other.sentences() if other else []
    for k in [k for k in numbers if k not in covered]:
        if len(theirs) == len(numbers):
            texts[k] = theirs[k - numbers.start]
            earlier.kept += 1
            earlier.beside.append(f"{n}.{k}")
        else:
            earlier.lost.append(f"{n}.{k}")
    text = " ".join(texts[k] for k in sorted(texts))
    return replace(block, text=text, marks=other.marks if other else block.marks)


def _missing(earlier: _Earlier, path: str) -> Iterator[Problem]:
    if earlier.lost:
        message = say("There is no answer for {numbers}.", numbers=", ".join(earlier.lost))
        remedy = say(
            "Ask for these sentences. If a paragraph is split into sentences differently from "
            "its source, it needs one answer, under a number such as 2.14-15."
        )
        yield ANSWER_NUMBER.at(path, 1, 1, message, remedy)
    if earlier.beside:
        message = say(
            "Next to new sentences, these were kept unchanged: {numbers}.",
            numbers=", ".join(earlier.beside),
        )
        remedy = say("Read these paragraphs again.")
        yield ANSWER_NUMBER.at(path, 1, 1, message, remedy).as_warning()


def _body(made: Sequence[Part]) -> str:
    return "\n".join(part.markdown() for part in made).strip("\n") + "\n"


def _front(
    source: Page, parts: Sequence[Part], made: Sequence[Part], places: Places, earlier: _Earlier
) -> str:
    """Return the front matter; a part that was not handed out keeps the mark that it has."""
    before = earlier.page.marks() if earlier.page else {}
    marks = {part.id: part.mark if n in places.scope else before.get(part.id) for n, part in enumerate(parts)}
    told = ", ".join(f"{key}: {mark}" for key, mark in marks.items() if mark)
    lines = [f"{block.kind}: {_yaml(block.text)}" for block in made[0].front]
    lines += [f"address: {source.number}", f"translates: {{{told}}}", "checked_by: null"]
    return "\n".join(["---", *lines, "---", ""])


def _yaml(text: str) -> str:
    """Return a text as YAML reads it back: as it stands where that does, else in single quotes."""
    try:
        is_plain = read_fields(f"key: {text}").texts() == {"key": text}
    except FieldsError:
        is_plain = False
    return text if is_plain else "'" + text.replace("'", "''") + "'"


def _reshaped(
    source: Page, made: Sequence[Part], places: Places, path: str, reader: Reader
) -> Iterator[Problem]:
    """Yield the parts that came out with another structure than their source: an answer held Markdown."""
    read = reader.read(_body(made))
    for n in sorted(places.scope):
        key = made[n].id
        if shape(elements_of(read, key)) != shape(elements_of(source.document, key)):
            line = min((answer.line for answer in places.answers.get(n, {}).values()), default=1)
            message = say(
                "With these answers, the lists, boxes or links of part {part} differ from its source.", part=n
            )
            remedy = say(
                "Look for a sentence that begins with a character such as - or #, and remove that character."
            )
            yield ANSWER_MARK.at(path, line, 1, message, remedy)
