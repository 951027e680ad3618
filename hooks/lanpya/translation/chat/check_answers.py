"""Rules for sentences that come back through a chat, compared with those that were handed out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator

from lanpya.languages.burmese.spelling import ZAWGYI
from lanpya.languages.finding import HIDDEN_CHARACTER
from lanpya.languages.language import Language
from lanpya.problems.catalogue import Rule, rule
from lanpya.problems.messages import Message, joined, say
from lanpya.problems.problem import Problem
from lanpya.translation.chat.inline_marks import MarksError, MarkUse, folded, marks_used, numbers_in, words_of
from lanpya.translation.chat.reply import Answer, Reply
from lanpya.translation.chat.segments import Block

ANSWER_NUMBER = rule("answer-number", "error", section="Answers from a chat")
ANSWER_MARK = rule("answer-mark", "error", section="Answers from a chat")
ANSWER_DIGITS = rule("answer-digits", "error", section="Answers from a chat")
ANSWER_UNTRANSLATED = rule("answer-untranslated", "error", section="Answers from a chat")
ANSWER_OLD = rule("answer-old", "error", section="Answers from a chat")

_SIGNS = "*_`|\\"  # characters of Markdown, some of which chats add
_BEGINS = re.compile(r"[-+#>=]|\d+\.\s|!!!|\?\?\?")
_RETYPE = say(
    "Ask for the sentence again, typed with a Unicode keyboard; a converter would damage what is correct."
)


def check_answer(
    answer: Answer, source: str, block: Block, script: Language, path: str, *, accepted: bool
) -> Iterator[Problem]:
    """Yield problems with an answer: missing or additional marks, wrong numbers, text left untranslated.

    `source` is the text that was handed out. With `accepted`, different numbers and untranslated words are
    intended.
    """
    words = words_of(answer.text)
    if not words and words_of(source):
        remedy = say("Ask for the sentence again, or remove the number to keep the existing sentence.")
        message = say("{number} has no text.", number=answer.number)
        yield ANSWER_NUMBER.at(path, answer.line, 1, message, remedy)
        return
    if any(finding.rule == ZAWGYI for finding in script.findings(words)):
        message = say("{number} is in the old encoding Zawgyi: {words}", number=answer.number, words=words)
        yield ZAWGYI.at(path, answer.line, 1, message, _RETYPE)
    for broken, message, remedy in (*_marks(answer, source), *_signs(answer, source, block)):
        yield broken.at(path, answer.line, 1, message, remedy)
    if not accepted:
        for broken, message, remedy in (*_numbers(answer, source), *_untranslated(answer, source, script)):
            yield broken.at(path, answer.line, 1, message, remedy)


def check_reply(reply: Reply, path: str, sheet: Collection[str]) -> Iterator[Problem]:
    """Yield problems with a reply besides its answers; texts of the `sheet` may be in it."""
    if reply.hidden:
        codes = " ".join(f"U+{ord(sign):04X}" for sign in sorted(reply.hidden))
        count = sum(reply.hidden.values())
        message = say("{count} invisible characters were removed: {codes}.", count=count, codes=codes)
        remedy = say("You need not do anything. Keyboards and chats add them.")
        yield HIDDEN_CHARACTER.at(path, 1, 1, message, remedy).as_warning()
    if reply.continuation_lines:
        lines = ", ".join(map(str, reply.continuation_lines))
        message = say("Lines without a number were added to the sentence above them: {lines}.", lines=lines)
        remedy = say("Make sure that they belong there. A greeting would appear on the page.")
        yield ANSWER_NUMBER.at(path, reply.continuation_lines[0], 1, message, remedy).as_warning()
    for line in reply.invalid_headers:
        message = say("The line that begins with 0.0 is not as it was handed out.")
        remedy = say("Copy it from the text that was handed out, as in  0.0 2 my 1bcdf 2ghjk")
        yield ANSWER_OLD.at(path, line, 1, message, remedy)
    for line, text in reply.unnumbered_text:
        if not _is_from(sheet, folded(text)):
            message = say("These words have no number: {text}", text=text)
            remedy = say("Move them after the number they belong to, or remove them from the file.")
            yield ANSWER_NUMBER.at(path, line, 1, message, remedy)


def _is_from(sheet: Collection[str], text: str) -> bool:
    """Whether a text consists of texts of the sheet, however their lines were broken."""
    while text:
        beginning = max((part for part in sheet if part and text.startswith(part)), key=len, default="")
        if not beginning:
            return False
        text = text[len(beginning) :].lstrip()
    return True


def _marks(answer: Answer, source: str) -> Iterator[tuple[Rule, Message, Message]]:
    wanted = marks_used(source)
    remedy = say("Write it as in the text that was handed out:  {source}", source=source)
    try:
        found = marks_used(answer.text)
    except MarksError:
        message = say(
            "The square brackets of {number} do not match, or have no number.", number=answer.number
        )
        yield ANSWER_MARK, message, remedy
        return
    if found != wanted:
        missing, unexpected = wanted - found, found - wanted
        message = joined(
            say("The marks of {number} differ from its source.", number=answer.number),
            say("Missing: {marks}.", marks=_shown(missing)) if missing else None,
            say("Not expected: {marks}.", marks=_shown(unexpected)) if unexpected else None,
        )
        yield ANSWER_MARK, message, remedy


def _shown(marks: Counter[MarkUse]) -> str:
    return " ".join(
        f"[{mark.number} …]" if mark.has_words else f"[{mark.number}]" for mark in marks.elements()
    )


def _signs(answer: Answer, source: str, block: Block) -> Iterator[tuple[Rule, Message, Message]]:
    signs = _SIGNS + ('"' if block.kind.endswith('"') else "")
    more = [sign for sign in signs if answer.text.count(sign) > source.count(sign)]
    begins = _BEGINS.match(answer.text)
    if begins and not source.startswith(begins[0]):
        more.append(begins[0])
    if more:
        message = say(
            "{number} has the characters {signs}, which are markup in a page.",
            number=answer.number,
            signs=" ".join(more),
        )
        remedy = say("Remove them; chats add them for bold words and lists.")
        yield ANSWER_MARK, message, remedy


def _numbers(answer: Answer, source: str) -> Iterator[tuple[Rule, Message, Message]]:
    wanted, found = numbers_in(source), numbers_in(answer.text)
    if wanted != found:
        message = say(
            "The numbers in {number} differ from its source: {found} in place of {wanted}.",
            number=answer.number,
            found=", ".join(found.elements()) or say("none"),
            wanted=", ".join(wanted.elements()) or say("none"),
        )
        remedy = say(
            "Compare them. If this is intended, for example because a word says it, add  "
            "--accept-changes {number}",
            number=answer.number,
        )
        yield ANSWER_DIGITS, message, remedy


def _untranslated(answer: Answer, source: str, script: Language) -> Iterator[tuple[Rule, Message, Message]]:
    words, ours = words_of(answer.text), words_of(source)
    has_letters = any(unicodedata.category(sign).startswith("L") for sign in words)
    is_same = words.casefold() == ours.casefold() or (
        " " in ours and ours in words
    )  # the same, or repeated in the answer
    if has_letters and (is_same or not script.share(words)):
        message = say("{number} is not translated: {words}", number=answer.number, words=words)
        remedy = say(
            "Ask for the sentence again. If it is the same in both, add  --accept-changes {number}",
            number=answer.number,
        )
        yield ANSWER_UNTRANSLATED, message, remedy
