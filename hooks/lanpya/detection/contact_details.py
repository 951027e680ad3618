"""Contact details in a text: web and mail addresses, phone numbers and user names, plain or disguised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from lanpya.detection.address_patterns import USER_NAME, AddressPatterns, address_patterns
from lanpya.detection.file_names import without_given_names
from lanpya.detection.messengers import messenger_patterns
from lanpya.detection.normalise import Folded, fold_letters, lines_around, visible_text_of_marked_up
from lanpya.detection.phone_numbers import numbers_in, numbers_in_columns
from lanpya.detection.words import Words
from lanpya.problems.messages import Message, say

_NUMBER = say("a telephone number")
_SECTION = re.compile(
    r"|[a-z]+(?:-(?:[a-z]+|[0-9]{1,2}))*"
)  # the id of a section, after the name of a known guide

_SIGNS = re.compile("[@:]")  # in a known name that is none of a guide or an entry, such as c@t
_MORE = re.compile(r"[^\w\s]+\w")  # which makes it longer, as in c@t#name


class Found(NamedTuple):
    """A contact detail: its kind, its offset in the text as typed, and the text found."""

    kind: Message
    start: int
    text: str


@lru_cache(maxsize=32)  # while one file is edited, the others stay the same
def addresses_in(text: str, known: frozenset[str], words: Words) -> tuple[Found, ...]:
    """Return the contact details in Markdown or data, in the text as typed and as shown.

    `known` are names that are allowed, such as files of guides and ids of entries.
    """
    return tuple(_addresses(text, known, words))


def _addresses(text: str, known: frozenset[str], words: Words) -> Iterator[Found]:
    patterns, messengers = address_patterns(words), messenger_patterns(words)
    covered = bytearray(len(text))
    for start, digits in numbers_in_columns(text, words):
        yield Found(_NUMBER, start, digits)
    seen: set[str] = set()
    raw = without_given_names(fold_letters(text))
    bare = lines_around(raw, *patterns.anchors)
    shown = lines_around(visible_text_of_marked_up(raw), *patterns.anchors)
    for view in (bare, _undisguised(bare, patterns), _undisguised(shown, patterns)):
        if view.text in seen:
            continue
        seen.add(view.text)
        near = lines_around(view, *messengers.anchors)
        matches = chain(
            (
                (kind, view, match)
                for kind, pattern in patterns.kinds
                for match in pattern.finditer(view.text)
            ),
            ((USER_NAME, near, match) for match in messengers.name.finditer(near.text)),
            ((_NUMBER, searched, match) for searched, match in numbers_in(view, words)),
        )
        for kind, searched, match in matches:
            name, _, section = match[0].strip(".,;:?!)(]").casefold().partition("#")
            is_alone = not section and not _MORE.match(searched.text, match.end())
            if name in known and (is_alone if _SIGNS.search(name) else _SECTION.fullmatch(section)):
                continue
            start, end = searched.offsets[match.start()], searched.offsets[match.end() - 1] + 1
            if not any(covered[start:end]):
                covered[start:end] = b"\1" * (end - start)
                yield Found(kind, start, " ".join(match[0].split()).rstrip(").,;"))


def _undisguised(folded: Folded, patterns: AddressPatterns) -> Folded:
    for pattern, plain in patterns.disguised:
        folded = folded.replaced(pattern, plain)
    return folded
