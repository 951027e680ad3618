"""Places, times, persons and military units in the sources: see lanpya.detection.sensitive_details."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.content.library import Library
from lanpya.detection.normalise import fold_letters
from lanpya.detection.sensitive_details import (
    FLAGS,
    PRIVATE_WORD,
    RULES,
    Detail,
    details_of,
    sensitive_details_in,
)
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

_SHORT_WORD = 8
_WEEKLY = re.compile(r'^(?:weekly:.*|  (?:day: [a-z]+|time: "[0-9:]+")[ \t]*)$', re.MULTILINE)


@check(Scope.FILE, *RULES, PRIVATE_WORD)
def check_sensitive_details(path: str, context: CheckContext) -> Iterator[Problem]:
    """Yield places, times, persons and units in a source, and the private words."""
    yield from sensitive_details_in_source(path, context.library, context.private_words)


def sensitive_details_in_source(
    path: str, library: Library, private: Iterable[str] = ()
) -> Iterator[Problem]:
    """Yield places, times, persons and units in a source. `private` are additional words to search for."""
    words = "|".join(_spaced(fold_letters(word).text.split()) for word in private if word.strip())
    details = list(details_of(library.settings.words_that_disguise))
    if words:
        details.append(
            Detail(
                PRIVATE_WORD,
                say("This is in the private list: {found}"),
                say("Leave it out, and do not say why in the pull request."),
                (((), re.compile(words, FLAGS)),),
            )
        )
    text = library.texts[path]
    if path.endswith("/data/talks.yml"):  # the one time that is public; its own rule checks it
        text = _WEEKLY.sub(lambda match: " " * len(match[0]), text)
    reported: set[tuple[str, int]] = set()
    for detail, start, found in sensitive_details_in(text, tuple(details)):
        line = text.count("\n", 0, start) + 1
        if (detail.rule.id, line) not in reported:
            reported.add((detail.rule.id, line))
            column = start - text.rfind("\n", 0, start)
            message = detail.message.filled(found=found[:60])
            yield detail.rule.at(path, line, column, message, detail.remedy)


def _spaced(words: list[str]) -> str:
    """Return a pattern for words that also finds them split or joined."""
    between = r"[\s*_.·'’-]{0,3}"
    if sum(map(len, words)) < _SHORT_WORD:  # the letters of a short word are next to each other in many texts
        return between.join(map(re.escape, words))
    return between.join(re.escape(letter) for word in words for letter in word)
