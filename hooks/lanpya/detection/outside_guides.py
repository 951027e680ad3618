"""What tells of somebody outside the guides: in words about a commit, in a file that is none.

Guides are held to every rule of addresses and whereabouts. Code and its history are full of names with dots,
lines below and digits, so that here counts only what looks like a contact or a detail and like nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lanpya.detection.contact_details import addresses_in
from lanpya.detection.messengers import NAME, NEAR_NAMES
from lanpya.detection.normalise import fold, lines_around
from lanpya.detection.phone_numbers import BURMESE_DIGIT, WORD_DIGIT
from lanpya.detection.sensitive_details import (
    DETAILS,
    PERSON_IN_TEXT,
    PLACE_IN_TEXT,
    PRIVATE_WORD,
    TIME_IN_TEXT,
    UNIT_IN_TEXT,
    whereabouts_in,
)
from lanpya.problems.messages import Message, say

_NUMBER, _MAIL, _MESSENGER = say("a telephone number"), say("an e-mail address"), say("a user name")
KINDS = {  # by the rule that finds one in a guide
    PLACE_IN_TEXT.id: say("a place"),
    TIME_IN_TEXT.id: say("a day and a time of it"),
    PERSON_IN_TEXT.id: say("the name of a person"),
    UNIT_IN_TEXT.id: say("a unit"),
    PRIVATE_WORD.id: say("a word of the private list"),
}
# without times: "each one 8:30" is a measurement
OF_WORDS = tuple(detail for detail in DETAILS if detail.rule is not TIME_IN_TEXT)
_ID = re.compile(r"\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])[0-9a-f]{7,64}\b|\b[0-9]{16,}\b")
_VERSION = re.compile(r"(?<![\w.+])[1-9][0-9]*(?:\.[0-9]+){2,}(?![\w.])")
_SECONDS = re.compile(r"[0-9]+(?:[.,][0-9]+)? ?s", re.IGNORECASE)  # in a guide, a degree of latitude
_RESERVED = re.compile(
    r"(?:^|[@./])(?:example\.(?:com|net|org)|[a-z0-9-]+\.(?:example|invalid|test))(?![\w.-])", re.IGNORECASE
)
_FILE = re.compile(
    r"\.(?:py|md|txt|ya?ml|sh|js|css|html?|json|toml|typ|lock|svg|png|jpe?g|pdf|zip|tar|gz|br|xml|ini|cfg|stamp"
    r"|csv|ttf|woff2?|minisig|key|pub|log|diff|patch|xpi)[:/]?$",
    re.IGNORECASE,
)
_NO_REPLY = re.compile(r"no-?reply\.[a-z]{2,9}", re.IGNORECASE)  # the host of what leads to nobody
_WEB = re.compile(r"://|/|\bdot\b|\.(?:com|net|org|info|onion|mm)$", re.IGNORECASE)
_PROVIDER = re.compile(
    r"@(?:(?:[\w-]+\.)+[a-z]{2,}|gmail|proton(?:mail)?|yahoo|outlook|hotmail|icloud|tuta(?:nota)?)$",
    re.IGNORECASE,
)
# In a file: a number that begins as one that is dialled; an address to write to; an account in a messenger.
# Sources: ITU-T E.164 and E.123 for numbers; the messengers' own help pages on links to accounts and groups.
_FLAGS = re.ASCII | re.IGNORECASE
_SIGN = r"(?:_|[^\w+:;=<>\[\]{}\"'\n])"
_GAP = rf"{_SIGN}{{0,3}}(?:\n{_SIGN}{{0,8}})?"  # between two digits, over a line end too
_CALL = (
    r"(?:\b(?:call|dial|ring|phone|tel|telephone|mobile|sms|whats\s?app|viber|telegram|signal|hotline)\b"
    r"|ဖုန်း|ဗိုက်ဘာ|နံပါတ်)"
)
_MESSENGERS = (
    r"(?:telegram|viber|signal|whats\s?app|messenger|facebook|wechat|skype|threema|session|zalo|imo)"
)
_PROVIDERS = r"(?:gmail|proton(?:mail)?|yahoo|outlook|hotmail|icloud|tuta(?:nota)?)"
_AT = r"(?:@|[ \t]?[\[({<][ \t]?(?:at|@)[ \t]?[\])}>][ \t]?)"
_HOST = r"(?:[\w-]{1,63}(?:\.|[ \t]?[\[({<][ \t]?(?:dot|\.)[ \t]?[\])}>][ \t]?)){1,9}[a-z]{2,24}\b"
_IN_FILES = (
    (
        _NUMBER,
        re.compile(
            # no part of a longer number or of a hash; with a # before it a colour has eight digits at most
            r"(?:(?<![0-9a-f])|(?<=phone)|(?<=mobile))(?<![0-9][.:-])(?:(?<!#)|(?=[0-9]{9}))(?!0123456789)"
            r"(?:(?:\+\s?\(?[1-9]|00[1-9]|\(?0[1-9])(?:[ ().-]{0,2}[0-9]){6,13}|95[ -]?9(?:[ -]?[0-9]){7,9})"
            r"(?!\w)",
            _FLAGS,
        ),
    ),
    # one of Myanmar or one with + however it is parted; one behind a word of calling; one in words
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
        re.compile(rf"{_CALL}[^\w\n(]{{1,3}}[0-9](?:[ .-]{{0,2}}[0-9]){{6,11}}(?![\w.])", re.IGNORECASE),
    ),
    (
        _NUMBER,
        re.compile(
            rf"\b(?:zero|oh|nought|plus|double)(?:[\s,.-]{{1,3}}(?:{WORD_DIGIT})){{6,}}\b"
            rf"|(?:သုည|သုံည|ဇီးရိုး?|ဇီရို)(?:[\s၊,.-]{{0,3}}(?:{BURMESE_DIGIT})){{6,}}",
            re.IGNORECASE,
        ),
    ),
    (_MAIL, re.compile(rf"(?<![\w.+%-])[\w.+%-]+{_AT}{_HOST}", _FLAGS)),
    (
        _MAIL,
        re.compile(
            rf"(?<![\w.+%-])[\w.+%-]{{2,}}[ \t]{{1,2}}(?:@|at)[ \t]{{1,2}}{_PROVIDERS}"
            r"(?:[ \t]?\.|[ \t]dot\b)",
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
_ESCAPE = re.compile(
    r"\\(?:u|x|U000)?(?:\{([0-9a-fA-F]{2,5})\}|(?<=u)([0-9a-fA-F]{4})|(?<=x)([0-9a-fA-F]{2})|(?<=U000)([0-9a-fA-F]{5}))"
)
_HANDLE = re.compile(r"(?<![\w/.@])@[a-z]\w{3,31}\b(?![/(.])", _FLAGS)
_MARKS = re.compile(r"[*`]|</?[a-zA-Z][^<>\n]{0,200}>")


def is_reserved_for_examples(text: str) -> bool:
    """Whether the address is one that nobody can own (RFC 2606)."""
    return bool(_RESERVED.search(text))


def details_in(text: str) -> Iterator[tuple[int, Message]]:
    """Yield where contacts and private details stand in words about code, and what kind each is."""
    for pattern in (_ID, _VERSION):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    for address in addresses_in(text):
        if _is_contact(str(address.kind), address.text):
            yield address.start, address.kind
    for start, kind, _ in contacts_in(text):  # inside what looks like something else, as in  ask-…  or  tel:…
        yield start, kind
    for detail, start, found in whereabouts_in(text, OF_WORDS):
        if not _SECONDS.fullmatch(found):
            yield start, KINDS[detail.rule.id]


def contacts_in(text: str, *, is_prose: bool = False) -> Iterator[tuple[int, Message, str]]:
    """Yield where contacts stand in a file that is no guide, what kind each is, and what it comes to.

    Looks at the text as it is typed, and as it is shown: without marks of bold and code, tags and escapes.
    Prose is looked through for names in messengers as a guide is, which code is too full of names for.
    """
    typed = fold(text)
    shown = typed.replaced(_ESCAPE, _unescaped).replaced(_MARKS, "")
    views = [typed] if shown is typed else [typed, shown]
    looked = [(view, *form) for view in views for form in _IN_FILES]
    if is_prose:
        looked += [(lines_around(typed, *NEAR_NAMES), _MESSENGER, NAME), (typed, _MESSENGER, _HANDLE)]
    told: set[tuple[Message, int]] = set()
    for view, kind, pattern in looked:
        for match in pattern.finditer(view.text):
            place = kind, view.offsets[match.end() - 1]
            if place in told or is_reserved_for_examples(match[0]) or _FILE.search(match[0]):
                continue
            if kind is _NUMBER and _is_rising(match[0]):
                continue
            told.add(place)
            yield view.offsets[match.start()], kind, match[0]


def _is_rising(text: str) -> bool:
    """Whether digits stand in pairs that grow, as hours and days do, and no telephone number."""
    pairs = re.split(r"\W+", text)
    return len(pairs) > 3 and all(len(pair) == 2 for pair in pairs) and pairs == sorted(pairs)


def _unescaped(escape: re.Match[str]) -> str:
    return chr(int(escape[escape.lastindex or 0], 16))


def _is_contact(kind: str, text: str) -> bool:
    """Whether what looks like an address in a guide is one among words about code, too."""
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
