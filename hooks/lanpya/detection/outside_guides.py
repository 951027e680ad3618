"""Contacts and private details outside the guides: in commit messages and in files that are not guides.

Guides are checked with all patterns for contacts and details. Code and its history are full of names with
dots, underscores and digits, so that only what is clearly a contact or a detail counts here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lanpya.detection.contact_details import addresses_in
from lanpya.detection.messengers import messenger_patterns
from lanpya.detection.normalise import fold_letters, lines_around
from lanpya.detection.sensitive_details import (
    PERSON_IN_TEXT,
    PLACE_IN_TEXT,
    PRIVATE_WORD,
    RULES,
    TIME_IN_TEXT,
    UNIT_IN_TEXT,
    Detail,
    details_of,
    sensitive_details_in,
)
from lanpya.detection.words import Words
from lanpya.problems.messages import Message, say

_NUMBER, _MAIL, _MESSENGER = say("a telephone number"), say("an e-mail address"), say("a user name")
KINDS = {  # by the id of the rule that finds one in a guide
    PLACE_IN_TEXT.id: say("a place"),
    TIME_IN_TEXT.id: say("a date with a time"),
    PERSON_IN_TEXT.id: say("the name of a person"),
    UNIT_IN_TEXT.id: say("a military unit"),
    PRIVATE_WORD.id: say("a word of the private list"),
}
# without times: "each one 8:30" is a measurement
RULES_IN_WORDS = tuple(rule for rule in RULES if rule is not TIME_IN_TEXT)
_ID = re.compile(r"\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])[0-9a-f]{7,64}\b|\b[0-9]{16,}\b")
_VERSION = re.compile(r"(?<![\w.+])[1-9][0-9]*(?:\.[0-9]+){2,}(?![\w.])")
_SECONDS = re.compile(
    r"[0-9]+(?:[.,][0-9]+)? ?s", re.IGNORECASE
)  # in a guide, this would be a degree of latitude
_RESERVED = re.compile(
    r"(?:^|[@./])(?:example\.(?:com|net|org)|[a-z0-9-]+\.(?:example|invalid|test))(?![\w.-])", re.IGNORECASE
)
_FILE = re.compile(
    r"\.(?:py|md|txt|ya?ml|sh|js|css|html?|json|toml|typ|lock|svg|png|jpe?g|pdf|zip|tar|gz|br|xml|ini|cfg|stamp"
    r"|csv|ttf|woff2?|minisig|key|pub|log|diff|patch|xpi)[:/]?$",
    re.IGNORECASE,
)
_NO_REPLY = re.compile(r"no-?reply\.[a-z]{2,9}", re.IGNORECASE)  # the host of a no-reply address
_WEB = re.compile(r"://|/|\bdot\b|\.(?:com|net|org|info|onion|mm)$", re.IGNORECASE)
_PROVIDER = re.compile(
    r"@(?:(?:[\w-]+\.)+[a-z]{2,}|gmail|proton(?:mail)?|yahoo|outlook|hotmail|icloud|tuta(?:nota)?)$",
    re.IGNORECASE,
)
# In a file: a number that begins like one to dial, an e-mail address, an account in a messenger. Sources:
# ITU-T E.164 and E.123 for numbers; the messengers' own help pages on links to accounts and groups.
_FLAGS = re.ASCII | re.IGNORECASE
_SIGN = r"(?:_|[^\w+:;=<>\[\]{}\"'\n])"
_GAP = rf"{_SIGN}{{0,3}}(?:\n{_SIGN}{{0,8}})?"  # between two digits, also across a line end
_MESSENGERS = (
    r"(?:telegram|viber|signal|whats\s?app|messenger|facebook|wechat|skype|threema|session|zalo|imo)"
)
_PROVIDERS = r"(?:gmail|proton(?:mail)?|yahoo|outlook|hotmail|icloud|tuta(?:nota)?)"
_ESCAPE = re.compile(
    r"\\(?:u|x|U000)?(?:\{([0-9a-fA-F]{2,5})\}|(?<=u)([0-9a-fA-F]{4})|(?<=x)([0-9a-fA-F]{2})|(?<=U000)([0-9a-fA-F]{5}))"
)
_HANDLE = re.compile(r"(?<![\w/.@])@[a-z]\w{3,31}\b(?![/(.])", _FLAGS)
_MARKS = re.compile(r"[*`]|</?[a-zA-Z][^<>\n]{0,200}>")


@cache
def _in_files(words: Words) -> tuple[tuple[Message, re.Pattern[str]], ...]:
    call = (
        rf"(?:\b{words.any('words of calling outside guides', words.spaced)}\b"
        rf"|{words.any('words of calling outside guides', words.joined)})"
    )
    digit = words.any("digits", words.spaced)
    digit_joined = rf"{words.any('digits', words.joined)}(?:{words.any('after a digit', words.joined)})?"
    at, dot = words.any("at", words.spaced), words.any("dot", words.spaced)
    at_sign = rf"(?:@|[ \t]?[\[({{<][ \t]?(?:{at}|@)[ \t]?[\])}}>][ \t]?)"
    host = (
        rf"(?:[\w-]{{1,63}}(?:\.|[ \t]?[\[({{<][ \t]?(?:{dot}|\.)[ \t]?[\])}}>][ \t]?)){{1,9}}[a-z]{{2,24}}\b"
    )
    return (
        (
            _NUMBER,
            re.compile(
                # not part of a longer number or of a hash; after a #, a colour has eight digits at most
                r"(?:(?<![0-9a-f])|(?<=phone)|(?<=mobile))(?<![0-9][.:-])(?:(?<!#)|(?=[0-9]{9}))(?!0123456789)"
                r"(?:(?:\+\s?\(?[1-9]|00[1-9]|\(?0[1-9])(?:[ ().-]{0,2}[0-9]){6,13}|95[ -]?9"
                r"(?:[ -]?[0-9]){7,9})"
                r"(?!\w)",
                _FLAGS,
            ),
        ),
        # numbers of Myanmar or with +, in any grouping; numbers after a word of calling; numbers in words
        (
            _NUMBER,
            re.compile(
                rf"(?<![0-9a-f])(?<!e[+-])(?<![0-9][.:,/-])(?:\+{_GAP}[1-9]|\+?{_GAP}9{_GAP}5{_GAP}9|[0o]9)"
                rf"(?:{_GAP}[0-9o]){{7,12}}(?![0-9a-f_]|[^\w\n]{{0,2}}[0-9])",
                _FLAGS,
            ),
        ),
        (
            _NUMBER,
            re.compile(rf"{call}[^\w\n(]{{1,3}}[0-9](?:[ .-]{{0,2}}[0-9]){{6,11}}(?![\w.])", re.IGNORECASE),
        ),
        (
            _NUMBER,
            re.compile(
                rf"\b{words.any('zeros', words.spaced)}(?:[\s,.-]{{1,3}}{digit}){{6,}}\b"
                rf"|{words.any('zeros', words.joined)}(?:[\s၊,.-]{{0,3}}(?:{digit_joined})){{6,}}",
                re.IGNORECASE,
            ),
        ),
        (_MAIL, re.compile(rf"(?<![\w.+%-])[\w.+%-]+{at_sign}{host}", _FLAGS)),
        (
            _MAIL,
            re.compile(
                rf"(?<![\w.+%-])[\w.+%-]{{2,}}[ \t]{{1,2}}(?:@|{at})[ \t]{{1,2}}{_PROVIDERS}"
                rf"(?:[ \t]?\.|[ \t]{dot}\b)",
                _FLAGS,
            ),
        ),
        (
            _MESSENGER,
            re.compile(
                r"\b(?:t\s?[\[({]?(?:\.|dot)[\])}]?\s?me|telegram\.(?:me|dog)|signal\.(?:me|group)|m\.me|wa\.me|(?:chat|api)\.whatsapp\.com|fb\.me"
                r"|discord\.gg|line\.me|invite\.viber\.com|facebook\.com|messenger\.com|zalo\.me)/#?[\w+]\S*"
                r"|\b(?:telegram|viber|signal|whatsapp|messenger)\b\W{1,3}@[a-z]\w{3,31}\b"
                r"|\b(?:tg|sgnl|viber|whatsapp|skype|fb-messenger|weixin|zalo)://[a-z]\S*[?/=]\S+"
                rf"|\b(?!(?:signal|session|messenger)\W+\w+_){_MESSENGERS}\b"
                r"(?:[ \t]?(?:id|account|user|username|name|group))?[ \t]?:[ \t]?[\"'“]?"
                r"(?:[a-z][a-z0-9]*_\w*|[a-z]\w{1,31}\.[0-9]{2,9}|[a-z]{2,31}[0-9]{2,9})(?![\w(.\[])",
                _FLAGS,
            ),
        ),
    )


def is_reserved_for_examples(text: str) -> bool:
    """Whether an address is reserved for examples, so that no one can own it (RFC 2606)."""
    return bool(_RESERVED.search(text))


def details_in_words(words: Words) -> tuple[Detail, ...]:
    """Return the details that are looked for in words about code."""
    return tuple(detail for detail in details_of(words) if detail.rule in RULES_IN_WORDS)


def details_in(text: str, words: Words) -> Iterator[tuple[int, Message]]:
    """Yield the offset and kind of contacts and private details in words about code."""
    for pattern in (_ID, _VERSION):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    for address in addresses_in(text, frozenset(), words):
        if _is_contact(str(address.kind), address.text):
            yield address.start, address.kind
    for start, kind, _ in contacts_in(text, words):  # also inside other tokens, such as  ask-…  or  tel:…
        yield start, kind
    for detail, start, found in sensitive_details_in(text, details_in_words(words)):
        if not _SECONDS.fullmatch(found):
            yield start, KINDS[detail.rule.id]


def contacts_in(text: str, words: Words, *, is_prose: bool = False) -> Iterator[tuple[int, Message, str]]:
    """Yield the offset, kind and text of contacts in a file that is not a guide.

    The text is searched as it is typed and as it is shown: without markup of bold and code, tags and escapes.
    Only prose is searched for names in messengers, because code has too many names.
    """
    messengers = messenger_patterns(words)
    typed = fold_letters(text)
    visible = typed.replaced(_ESCAPE, _unescaped).replaced(_MARKS, "")
    views = [typed] if visible is typed else [typed, visible]
    searches = [(view, *form) for view in views for form in _in_files(words)]
    if is_prose:
        searches += [
            (lines_around(typed, *messengers.anchors), _MESSENGER, messengers.name),
            (typed, _MESSENGER, _HANDLE),
        ]
    seen: set[tuple[Message, int]] = set()
    for view, kind, pattern in searches:
        for match in pattern.finditer(view.text):
            place = kind, view.offsets[match.end() - 1]
            if place in seen or is_reserved_for_examples(match[0]) or _FILE.search(match[0]):
                continue
            if kind is _NUMBER and _is_rising(match[0]):
                continue
            seen.add(place)
            yield view.offsets[match.start()], kind, match[0]


def _is_rising(text: str) -> bool:
    """Whether digits are in increasing pairs, as hours and days are, and not a phone number."""
    pairs = re.split(r"\W+", text)
    return len(pairs) > 3 and all(len(pair) == 2 for pair in pairs) and pairs == sorted(pairs)


def _unescaped(escape: re.Match[str]) -> str:
    return chr(int(escape[escape.lastindex or 0], 16))


def _is_contact(kind: str, text: str) -> bool:
    """Whether what counts as a contact in a guide is also one among words about code."""
    if is_reserved_for_examples(text):
        return False
    if kind == "a telephone number":
        return True
    if kind == "an e-mail address":
        return bool(_PROVIDER.search(text))
    if kind == "a web address":
        return bool(_WEB.search(text)) and not _FILE.search(text) and not _NO_REPLY.fullmatch(text)
    if kind == "a user name":
        return not text.startswith("#") and ("@" in text or not re.fullmatch(r"\w+_\w+", text, re.ASCII))
    return bool(re.search(r"[:=]", text))
