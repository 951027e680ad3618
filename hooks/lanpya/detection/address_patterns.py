"""Patterns of web and mail addresses, user names and keys, plain or disguised.

Sources: the ways in which contacts are published and hidden ("defanged") on the web; the messengers that
people in Myanmar use.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lanpya.detection.amounts import unit
from lanpya.detection.file_names import FILES, WORDS
from lanpya.detection.messengers import TAG, messenger_patterns
from lanpya.detection.phone_numbers import number_patterns
from lanpya.detection.word_patterns import NEVER, cased, separated
from lanpya.detection.words import Words
from lanpya.problems.messages import Message, say

# ASCII: Burmese often precedes an address without a space, and must not count as part of it.
_FLAGS = re.ASCII | re.IGNORECASE
# Top-level domains that are not English words, for a dot written as a word and for names that are not in
# Latin.
_DOMAINS = (
    "app|asia|biz|blog|cc|chat|cloud|cn|com|de|dev|eu|fr|gg|gov|help|info|io|jp|kr|la|link|live|ly|mm|mobi|net|"
    "news|nz|online|onion|org|page|ph|pro|ru|sg|shop|site|space|store|support|tech|tel|th|tk|top|tv|tw|uk|vip|"
    "vn|website|world|xyz"
)
# Top-level domains that in ordinary prose never follow a comma, a colon or a word for a dot.
_SURE_DOMAINS = "com|org|net|info|onion|mm"
# A file name: words, then a date or a number too short for a phone number
_DATE = "(?:19|20)[0-9]{2}-?[01][0-9]-?[0-3][0-9](?:[_-][0-2][0-9](?:[0-5][0-9]){1,2}(?:[0-9]{3})?)?"
_FILE_NAME = (
    rf"(?:{WORDS}(?:[_-]{WORDS}){{0,6}}(?:[_-](?:{_DATE}|[0-9]{{1,5}}))?|{_DATE}(?:[_-]{WORDS}){{0,6}})(?:-wa[0-9]{{4}})?"
    rf"\.(?:{FILES}|mp[34]|m4[av]|3gp|7z)(?![\w@/-]|\.\w)"
)
_OPEN, _CLOSE = r"\s?[\[({<|]\s?", r"\s?[\])}>|]\s?"
_HOSTS = (
    "t|m|wa|fb|line|signal|youtu|discord|viber|bit|tinyurl|goo|gmail|proton|protonmail|yahoo|outlook|hotmail"
)
_BEFORE_ME = "|".join(rf"(?<=\b{name})" for name in ("t", "m", "wa", "fb", "line", "signal", "telegram"))
_PROVIDERS = "gmail|proton|protonmail|yahoo|hotmail|outlook|tutanota|icloud|tuta"
_NO_WORD = "(?<![a-z0-9_])", "(?![a-z0-9_])"  # \b of ASCII, also beside other letters
_URL = re.compile(
    r"\b(?:[a-z][a-z0-9+.-]{1,30}\s?[:;]\s?/(?!\s[a-z]{2,12}:)\s?(?:/|(?=\w))|(?:mailto|tel|sms|sip|xmpp|callto|skype|viber|tg|whatsapp|intent)"
    r":(?=[+@\w]))\S*|\bwww\s?\.\s?\S+|(?<![\w:/])//[a-z0-9-]+\.[a-z]\S*",
    _FLAGS,
)
_MAIL = re.compile(
    r"[a-z0-9._%+-]{1,64}@[a-z0-9][a-z0-9.-]*",
    _FLAGS,
)
_HANDLE = re.compile(
    rf"(?<![\w/.@])@\s?[a-z][a-z0-9_.]{{2,}}|\b(?!{_FILE_NAME})[a-z0-9]+_[a-z0-9_]{{2,}}|\b[a-z]\w{{2,}}#[0-9]{{4}}\b",
    _FLAGS,
)
# not user names: hours, a date with a time
_HOURS = r"[0-9]{1,2}(?:[ap]m)?[-–][0-9]{1,2}[ap]m"
_DAY_AND_TIME = r"(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]t[0-2][0-9](?=:[0-5][0-9])"
_NUMBERED = re.compile(r"\b[a-z]{3,}\.[0-9]{2,}\b", _FLAGS)  # a user name of Signal
_DOMAIN = re.compile(
    rf"(?<![\w.@-])(?:[a-z0-9-]{{1,63}}\.){{1,8}}(?!(?:{FILES})\b)(?:(?:[a-z]{{2,24}}|i2p)(?![\w-])|xn--[a-z0-9-]+)(?!\.(?:minisig|asc|sig)(?!\w))(?:[/:?#]\S*)?"
    rf"|[^\W_]\.(?:{_DOMAINS})(?![\w-])",
    re.IGNORECASE,
)
_ONION = re.compile(r"\b(?:[a-z2-7]{56}|(?=[a-z]*[2-7])[a-z2-7]{16})\b", _FLAGS)
_HOST_NUMBER = re.compile(
    r"(?<![\w.])(?!(?<=whatsapp\s)2\.2[0-9]\.)(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?!\.?\w)|(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}(?::?[0-9a-f]{1,4})+(?!\w)"
    r"|(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}:[0-9a-f]{1,4}(?!\w)|\b0x[0-9a-f]{8}\b",
    _FLAGS,
)
WEB_ADDRESS, USER_NAME = say("a web address"), say("a user name")
_OTHER = say("a user name, an invitation or a key")


class AddressPatterns(NamedTuple):
    """What depends on the words of the languages: the signs that words stand for, what is found, anchors."""

    disguised: tuple[tuple[re.Pattern[str], str], ...]
    kinds: tuple[tuple[Message, re.Pattern[str]], ...]
    anchors: tuple[re.Pattern[str], ...]


@cache
def address_patterns(words: Words) -> AddressPatterns:
    """Return the patterns for the languages of `words`."""
    spelt = cased(separated(word for one in words.spaced for word in one.words.get("dot", ())))
    others, joined = words.any("dot in other words", words.spaced), words.any("dot", words.joined)
    dot, at = f"(?:{spelt}|{others}|{joined})", cased(words.any("at"))
    plain_dot, any_dot = cased(words.any("dot", words.spaced)), cased(words.any("dot"))
    begins, ends = _NO_WORD
    disguised = [
        # example[.]org  example(dot)org  name[at]example
        (rf"{_OPEN}(?:\.|{dot}){_CLOSE}", "."),
        (rf"{_OPEN}(?:@|{at}){_CLOSE}", "@"),
        # example dot org, t dot me slash name
        (rf"(?<=\w)[\s_-]{{0,6}}(?<![a-z]){dot}[\s_-]{{0,6}}(?=(?:{_DOMAINS})\b)", "."),
        (rf"(?:{_BEFORE_ME})[\s_-]{{0,3}}(?<![a-z]){plain_dot}[\s_-]{{0,3}}(?=me\b)", "."),
        (rf"(?<=[a-z0-9]){plain_dot}(?=(?:{_SURE_DOMAINS})\b)", "."),
        # example(.)org  example[punkt]org  help(a)example  example,org  192 dot 0 dot 2 dot 1
        (rf"(?<=[a-z0-9])[\[({{<|]\W?\w{{0,6}}\W?[\])}}>|](?=(?:{_DOMAINS})\b)", "."),
        (rf"(?<=[a-z0-9])[\[({{](?:a|{at}|@)[\])}}](?=[a-z0-9])", "@"),
        (rf"(?<=[a-z0-9])[,;:](?=(?:{_SURE_DOMAINS})\b)", "."),
        (rf"(?<=[0-9])\s?{any_dot}\s?(?=[0-9])", "."),
        (rf"{begins}{words.any('at sign')}[\s-]{{1,2}}(?=[a-z0-9])", "@"),
        (
            rf"(?<=[a-z0-9])\s+\.\s?(?=(?:{_DOMAINS})\b)|(?<=[a-z0-9])\.\s+(?=(?:com|net|org|onion|info|mm)\b)",
            ".",
        ),
        (rf"(?<=[a-z0-9])\s+{at}\s+(?=[a-z0-9-]+\.(?:{_DOMAINS})\b|(?:{_PROVIDERS})\b)", "@"),
    ]
    counted = words.any("counted, after a hyphen")
    mixed = (
        rf"(?<![\w.-])(?!{_FILE_NAME})(?!(?:{_HOURS}|[1-9][0-9]{{1,3}}-{counted}(?:-(?:old|long)s?)?|{_DAY_AND_TIME}|SHA(?:256|512)SUMS?)(?![\w-]))"
        rf"(?![0-9]{{2,7}}(?:{unit(words)})(?![\w-])|[0-9]{{3,4}}x[0-9]{{3,4}}(?![\w-]))"
        r"(?=[a-z_-]*[0-9])(?=[0-9_-]*[a-z])(?=(?:[a-z_-]*[0-9]){2})[a-z0-9_-]{7,}(?![\w-])"
    )
    # a top-level domain alone, a host with a port, a name spelt letter by letter
    parts = [
        rf"(?<![\w.])\.(?:{_SURE_DOMAINS})\b",
        *words.each(
            lambda one: (
                rf"{begins}{one['dot in a sentence']}{ends}\W{{1,3}}"
                rf"(?:{one['between a dot and its ending']}\W{{1,3}}){{0,3}}(?:{_SURE_DOMAINS})\b",
            ),
            words.spaced,
        ),
        r"(?<![\w.])[a-z][a-z0-9-]{2,62}:[0-9]{2,5}\b",
        r"(?<=\w)\.[a-z](?:[-_ ][a-z]){1,4}(?!\w)",
        r"(?<!\w)[a-z](?:[ ._-]{1,2}[a-z0-9]){4,}(?!\w)",
    ]
    # "a dot, and the two letters io"
    dictated = words.each(
        lambda one: (
            rf"{begins}{one['dot']}\W{{1,3}}{one['then']}{ends}[^\n.]{{0,30}}{begins}{one['letters']}{ends}",
        ),
        words.spaced,
    )
    endings = [
        *words.each(lambda one: (rf"{one['dot']}\s?{one['endings of addresses']}",), words.joined),
        *words.each(
            lambda one: (rf"(?<!\w){one['dot']}[\s-]{{1,2}}{one['endings of addresses']}(?!\w)",),
            words.spaced,
        ),
    ]
    scheme = (
        rf"\bh[\W_]{{0,2}}[tx][\W_]{{0,2}}[tx][\W_]{{0,2}}p[\W_]{{0,2}}s?[\W_]{{0,3}}(?::|;"
        rf"|{cased(words.any('colon'))})"
    )
    known_at = rf"\b(?:{_HOSTS})\s?\.\s?me\s?(?:/|{cased(words.any('slash'))})"
    kinds = (
        (WEB_ADDRESS, re.compile("|".join(dictated) or NEVER, _FLAGS)),
        (WEB_ADDRESS, _URL),
        (say("an e-mail address"), _MAIL),
        (WEB_ADDRESS, re.compile(known_at, _FLAGS)),
        (WEB_ADDRESS, _DOMAIN),
        (WEB_ADDRESS, _HOST_NUMBER),
        (WEB_ADDRESS, re.compile(scheme, _FLAGS)),
        (WEB_ADDRESS, _ONION),
        (WEB_ADDRESS, re.compile("|".join(parts), _FLAGS)),
        (WEB_ADDRESS, re.compile("|".join(endings) or NEVER, re.IGNORECASE)),
        (USER_NAME, _HANDLE),
        (USER_NAME, _NUMBERED),
        (USER_NAME, TAG),
        (_OTHER, messenger_patterns(words).invitation),
        (_OTHER, re.compile(mixed, _FLAGS)),
    )
    # Every match of the patterns above contains a match of one of these, before disguises are resolved: lines
    # without one nearby are skipped. In small letters, for lines_around; separated by how they begin, which
    # is faster.
    anchors = [
        "[@_]|//",
        r"#(?:[0-9]|(?<![a-z0-9_&/({.#]#)[a-z])",
        rf"\.(?:(?<=[\w-]\.)(?:[a-z0-9]|[^\x00-\x7f])|\s?me|\s*(?:{_DOMAINS})(?![a-z]))",
        rf"[,;:](?:(?:{_SURE_DOMAINS})(?![a-z])|(?<=[;:])\s?/|(?<=:)[+@\w])",
        rf"[\[({{<|](?:\s?(?:\.|{dot}|{at})\s?[\])}}>|]|(?:a|{at})[\])}}])",
        rf"[\])}}>|](?:{_DOMAINS})(?![a-z])",
        rf"{spelt}[\s_-]{{0,6}}(?:{_DOMAINS}|me)(?![a-z])|{plain_dot}(?![a-z])"
        rf"|{words.any('dot in a sentence')}|{joined}",
        rf"{others}[\s_-]{{0,6}}(?:{_DOMAINS}|me)(?![a-z])",
        f"{words.any('at sign')}|www|gmail|proton|yahoo|hotmail|outlook|tuta|icloud",
        "h[^a-z]{0,2}[tx][^a-z]{0,2}[tx][^a-z]{0,2}p",
        "[a-z2-7]{16}",
        "[ ._-][a-z0-9][ ._-]{1,2}[a-z0-9][ ._-]{1,2}[a-z0-9]",
        "[0-9](?:-*[a-z]|(?<=[a-z-].))",
    ]
    return AddressPatterns(
        tuple((re.compile(pattern, _FLAGS), plain) for pattern, plain in disguised),
        kinds,
        (
            *map(re.compile, anchors),
            *number_patterns(words).anchors,
            *messenger_patterns(words).anchors,
        ),
    )
