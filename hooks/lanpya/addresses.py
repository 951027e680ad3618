"""What looks like an address: web, mail, telephone, a name in a messenger; plain or disguised.

Sources of the kinds: the ways in which contacts are published and hidden ("defanged") on the web; the
messengers that people in Myanmar use; ITU-T E.164 for lengths of telephone numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lanpya.folding import Folded, fold, shown
from lanpya.messages import Message, say


class Found(NamedTuple):
    """What was found, where in the text as typed, and what it comes to."""

    kind: Message
    start: int
    text: str


# ASCII: Burmese stands without a space before an address, and its letters must not count as part of it
_FLAGS = re.ASCII | re.IGNORECASE
# Endings that are no English words, for where a dot is only written as a word or names are not in Latin.
_ENDINGS = (
    "app|asia|biz|blog|cc|chat|cloud|cn|com|de|dev|eu|fr|gg|gov|help|info|io|jp|kr|la|link|live|ly|mm|mobi|net|"
    "news|nz|online|onion|org|page|ph|pro|ru|sg|shop|site|space|store|support|tech|tel|th|tk|top|tv|tw|uk|vip|"
    "vn|website|world|xyz"
)
_DOT = "(?:dot|d0t|point|period|ဒေါ့တ်?|ဒေါ့|ဒေါ့စ်)"
_AT = "(?:at|အက်တ်?|အက်)"
_OPEN, _CLOSE = r"\s?[\[({<|]\s?", r"\s?[\])}>|]\s?"
_HOSTS = (
    "t|m|wa|fb|line|signal|youtu|discord|viber|bit|tinyurl|goo|gmail|proton|protonmail|yahoo|outlook|hotmail"
)
_DISGUISED = [
    # example[.]org  example(dot)org  name[at]example
    (re.compile(rf"{_OPEN}(?:\.|{_DOT}){_CLOSE}", _FLAGS), "."),
    (re.compile(rf"{_OPEN}(?:@|{_AT}){_CLOSE}", _FLAGS), "@"),
    # example dot org, t dot me slash name
    (re.compile(rf"(?<=\w)[\s_-]*(?<![a-z]){_DOT}[\s_-]*(?=(?:{_ENDINGS})\b)", _FLAGS), "."),
    (re.compile(rf"(?<=\b(?:t|m))\s*(?<![a-z]){_DOT}\s*(?=me\b)", _FLAGS), "."),
    (re.compile(rf"(?<=\bwa)\s*(?<![a-z]){_DOT}\s*(?=me\b)", _FLAGS), "."),
    (re.compile(r"(?<=[a-z0-9])dot(?=(?:com|org|net|info|onion)\b)", re.IGNORECASE), "."),
    (
        re.compile(
            rf"(?<=[a-z0-9])\s+\.\s?(?=(?:{_ENDINGS})\b)|(?<=[a-z0-9])\.\s+(?=(?:com|net|org|onion|info|mm)\b)",
            _FLAGS,
        ),
        ".",
    ),
    (
        re.compile(
            rf"(?<=[a-z0-9])\s+{_AT}\s+(?=[a-z0-9-]+\.(?:{_ENDINGS})\b|(?:gmail|proton|protonmail|yahoo|hotmail|"
            r"outlook|tutanota|icloud|tuta)\b)",
            _FLAGS,
        ),
        "@",
    ),
]
_SPELT_SCHEME = re.compile(
    r"\bh[\W_]{0,2}[tx][\W_]{0,2}[tx][\W_]{0,2}p[\W_]{0,2}s?[\W_]{0,3}(?::|;|colon)", _FLAGS
)
_URL = re.compile(
    r"\b(?:[a-z][a-z0-9+.-]{1,30}\s?[:;]\s?/\s?/|(?:mailto|tel|sms|sip|xmpp|callto|skype|viber|tg|whatsapp|intent)"
    r":(?=[+@\w]))\S*|\bwww\s?\.\s?\S+|(?<![\w:/])//[a-z0-9-]+\.[a-z]\S*",
    _FLAGS,
)
_MAIL = re.compile(
    r"[a-z0-9._%+-]{1,64}@(?:[a-z0-9-]+(?:\.[a-z0-9-]+)+|gmail\b|proton\w*|yahoo\b|hotmail\b|outlook\b)",
    _FLAGS,
)
_HANDLE = re.compile(
    r"(?<![\w/.@])@\s?[a-z][a-z0-9_.]{2,}|\b[a-z0-9]+_[a-z0-9_]{2,}|\b[a-z]\w{2,}#[0-9]{4}\b", _FLAGS
)
_NUMBERED = re.compile(r"\b[a-z]{3,}\.[0-9]{2,}\b", _FLAGS)  # a user name of Signal
_MIXED = re.compile(
    r"(?<![\w.-])(?=[a-z_-]*[0-9])(?=[0-9_-]*[a-z])(?=(?:[a-z_-]*[0-9]){2})[a-z0-9_-]{7,}(?![\w-])", _FLAGS
)
_DOMAIN = re.compile(
    rf"(?<![\w.@-])(?:[a-z0-9-]{{1,63}}\.){{1,8}}(?!(?:png|svg|jpe?g|webp|gif)\b)(?:[a-z]{{2,24}}(?![\w-])|xn--[a-z0-9-]+)(?:[/:?#]\S*)?"
    rf"|[^\W_]\.(?:{_ENDINGS})(?![\w-])",
    re.IGNORECASE,
)
_ONION = re.compile(r"\b(?:[a-z2-7]{56}|(?=[a-z]*[2-7])[a-z2-7]{16})\b", _FLAGS)
_HOST_NUMBER = re.compile(
    r"(?<![\w.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?!\.?\w)|(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}(?::?[0-9a-f]{1,4})+(?!\w)"
    r"|(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}:[0-9a-f]{1,4}(?!\w)|\b0x[0-9a-f]{8}\b",
    _FLAGS,
)
# digits with at most four signs between, none of them a letter; O, I and l stand for digits beside digits
_BETWEEN = r"[^\w+]{0,4}"
_DIGITS = re.compile(
    rf"(?<![\w.,])(?:\+|\(\+)?\(?[0-9](?:{_BETWEEN}(?:[0-9]|(?<=[0-9 .-])[oil](?=[0-9oil .-]))){{6,}}", _FLAGS
)
_SHORT_CODE = re.compile(
    r"(?:\b(?:call|dial|ring|phone|tel|telephone|sms|text|whatsapp|viber|hotline|number|no\.)|ခေါ်ပါ|ဖုန်း|နံပါတ်)"
    r"[\s:=–-]{0,3}(?:[a-z]{2,6}\s)?[*#+]?[0-9](?:[ -]?[0-9]){2,}(?![0-9])"
    r"(?!\s?(?:%|times|people|mm|days|words))",
    re.IGNORECASE,
)
_ISO_DATE = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}(?:-[0-9]{2})?(?![0-9])")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9])")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_TWO_DECIMALS = re.compile(r"-?[0-9]{1,3}\.[0-9]+[^0-9]{1,4}[0-9]{1,3}\.[0-9]+")
_WORD_DIGIT = "zero|oh|one|two|three|four|five|six|seven|eight|nine|nought|double|triple"
_BURMESE_DIGIT = "သုည|သုံည|တစ်|နှစ်|သုံး|လေး|ငါး|ခြောက်|ခုနစ်|ခုနှစ်|ခွန်|ရှစ်|ကိုး"
_SPELT_DIGITS = re.compile(
    rf"\b(?:{_WORD_DIGIT})(?:[\s,./-]+(?:{_WORD_DIGIT})\b){{5,}}"
    rf"|(?:{_BURMESE_DIGIT})(?:[\s၊,./-]*(?:{_BURMESE_DIGIT})){{5,}}",
    re.IGNORECASE,
)
_MESSENGER = (
    r"(?:signal|telegram|whats\s?app|viber|messenger|facebook|wechat|zangi|threema|discord|instagram|tik\s?tok|twitter"
    r"|skype|imo|briar|simplex|matrix|wire|session|youtube|zalo|botim|potato"
    r"|တယ်လီဂရမ်|ဖေ့စ်ဘွတ်(?:ခ်)?|ဗိုက်ဘာ|ဆစ်ဂနယ်|မက်ဆင်ဂျာ|ဝက်စ်အက်ပ်|ဝီချက်)"
)
_NAMED = (
    r"(?:(?:\s|['’]s|\()*(?:id|user\s?name|user|nick(?:name)?|account|channel|group|page|handle|bot|contact|"
    r"အကောင့်|အုပ်စု|ချန်နယ်|ဂရု(?:ပ်)?|အမည်|နာမည်|စာမျက်နှာ)(?:က|ကို|မှာ)?)"
)
# a name said to be on a messenger: "Telegram ID: x", “page called X”, "find X on Signal", "Viber – free2help"
_NAME = re.compile(
    rf"{_MESSENGER}{_NAMED}\s*(?:[:=–-]|(?:is|are|called|named)\b)\s*[\"“'‘]?[^\W\d_]\S{{2,}}"
    rf"|{_MESSENGER}{_NAMED}?\s*[:=–-]?\s*[\"“'‘(]?(?=[a-z]*[0-9_][a-z0-9_]*)[a-z0-9_.]{{4,}}"
    rf"|\b(?:page|group|channel|account|bot|user)\s(?:called|named)\s[\"“'‘]?\S{{3,}}"
    rf"|\b(?:find|add|follow|message|contact|text|reach|dm|search(?:\sfor)?|look\sfor|look\sup)\s[\"“'‘][^\"”'’\n]{{3,40}}"
    rf"[\"”'’]\s(?:on|in|at|via)\s{_MESSENGER}"
    r"|\b(?:user\s?name|handle|nick(?:name)?|user\sid|login)\s*(?:[:=]|is\b)\s*[\"“'‘]?\w{3,}"
    rf"|{_MESSENGER}[^\n.။]{{0,12}}[“\"][^”\"\n]{{2,40}}[”\"][^\n.။]{{0,12}}(?:ရှာ|အကောင့်|ချန်နယ်|အုပ်စု|စာမျက်နှာ|page|group|channel)",
    re.IGNORECASE,
)
_KNOWN_AT = re.compile(rf"\b(?:{_HOSTS})\s?\.\s?me\s?(?:/|slash)", _FLAGS)
_WEB, _NAME_OF = say("a web address"), say("a user name")
_KINDS = (
    (_WEB, _URL),
    (say("an e-mail address"), _MAIL),
    (_WEB, _KNOWN_AT),
    (_WEB, _DOMAIN),
    (_WEB, _HOST_NUMBER),
    (_WEB, _SPELT_SCHEME),
    (_WEB, _ONION),
    (_NAME_OF, _NAME),
    (_NAME_OF, _HANDLE),
    (_NAME_OF, _NUMBERED),
    (say("a telephone number"), _DIGITS),
    (say("a telephone number"), _SHORT_CODE),
    (say("a telephone number"), _SPELT_DIGITS),
    (say("a user name, an invitation or a key"), _MIXED),
)


def addresses_in(text: str, known: frozenset[str] = frozenset()) -> Iterator[Found]:
    """Yield what looks like an address in a text of Markdown or data, as it is typed and as it is shown.

    `known` are names that may stand there: files of guides, ids of entries.
    """
    covered: list[tuple[int, int]] = []
    raw = fold(text)
    for view in (raw, _undisguised(raw), _undisguised(shown(raw))):
        for kind, pattern in _KINDS:
            for match in pattern.finditer(view.text):
                if pattern is _DIGITS and not _is_number(match[0]):
                    continue
                if match[0].strip(".,;:)(]").casefold() in known:
                    continue
                start, end = view.offsets[match.start()], view.offsets[match.end() - 1] + 1
                if not any(a < end and start < b for a, b in covered):
                    covered.append((start, end))
                    yield Found(kind, start, " ".join(match[0].split()).rstrip(").,;"))


def _undisguised(folded: Folded) -> Folded:
    for pattern, plain in _DISGUISED:
        folded = folded.replaced(pattern, plain)
    return folded


def _is_number(text: str) -> bool:
    """Whether so many digits are a telephone number: dates, years and thousands are none."""
    if _TWO_DECIMALS.fullmatch(text):
        return False  # a place, of which another rule tells
    left = text
    if text[0] not in "+(0":
        for pattern in (_ISO_DATE, _THOUSANDS, _YEAR):
            left = pattern.sub(" ", left)
    return sum(sign.isdigit() for sign in left) + sum(sign in "oilOIL" for sign in left) >= 7
