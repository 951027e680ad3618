"""What looks like an address: web, mail, telephone, a name in a messenger; plain or disguised.

Sources of the kinds: the ways in which contacts are published and hidden ("defanged") on the web; the
messengers that people in Myanmar use; ITU-T E.164 for lengths of telephone numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from lanpya.folding import Folded, fold, near_to, shown_apart
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
# Endings that follow no comma, no colon and no word for a dot in honest prose.
_SURE = "com|org|net|info|onion|mm"
_DOT = "(?:d[ _-]?[o0][ _-]?t|point|period|ဒေါ့တ်?|ဒေါ့|ဒေါ့စ်)"
_AT = "(?:at|အက်တ်?|အက်)"
_OPEN, _CLOSE = r"\s?[\[({<|]\s?", r"\s?[\])}>|]\s?"
_HOSTS = (
    "t|m|wa|fb|line|signal|youtu|discord|viber|bit|tinyurl|goo|gmail|proton|protonmail|yahoo|outlook|hotmail"
)
_BEFORE_ME = "|".join(rf"(?<=\b{name})" for name in ("t", "m", "wa", "fb", "line", "signal", "telegram"))
_DISGUISED = [
    # example[.]org  example(dot)org  name[at]example
    (re.compile(rf"{_OPEN}(?:\.|{_DOT}){_CLOSE}", _FLAGS), "."),
    (re.compile(rf"{_OPEN}(?:@|{_AT}){_CLOSE}", _FLAGS), "@"),
    # example dot org, t dot me slash name
    (re.compile(rf"(?<=\w)[\s_-]{{0,6}}(?<![a-z]){_DOT}[\s_-]{{0,6}}(?=(?:{_ENDINGS})\b)", _FLAGS), "."),
    (re.compile(rf"(?:{_BEFORE_ME})[\s_-]{{0,3}}(?<![a-z])dot[\s_-]{{0,3}}(?=me\b)", _FLAGS), "."),
    (re.compile(rf"(?<=[a-z0-9])dot(?=(?:{_SURE})\b)", re.IGNORECASE), "."),
    # example(.)org  example[punkt]org  help(a)example  example,org  192 dot 0 dot 2 dot 1
    (re.compile(rf"(?<=[a-z0-9])[\[({{<|]\W?\w{{0,6}}\W?[\])}}>|](?=(?:{_ENDINGS})\b)", _FLAGS), "."),
    (re.compile(r"(?<=[a-z0-9])[\[({](?:a|at|@)[\])}](?=[a-z0-9])", _FLAGS), "@"),
    (re.compile(rf"(?<=[a-z0-9])[,;:](?=(?:{_SURE})\b)", _FLAGS), "."),
    (re.compile(r"(?<=[0-9])\s?(?:dot|ဒေါ့တ်?)\s?(?=[0-9])", _FLAGS), "."),
    (re.compile(r"\bat[\s-]?sign[\s-]{1,2}(?=[a-z0-9])", _FLAGS), "@"),
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
    r"\b(?:[a-z][a-z0-9+.-]{1,30}\s?[:;]\s?/\s?(?:/|(?=\w))|(?:mailto|tel|sms|sip|xmpp|callto|skype|viber|tg|whatsapp|intent)"
    r":(?=[+@\w]))\S*|\bwww\s?\.\s?\S+|(?<![\w:/])//[a-z0-9-]+\.[a-z]\S*",
    _FLAGS,
)
_MAIL = re.compile(
    r"[a-z0-9._%+-]{1,64}@[a-z0-9][a-z0-9.-]*",
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
    rf"(?<![\w.@-])(?:[a-z0-9-]{{1,63}}\.){{1,8}}(?!(?:png|svg|jpe?g|webp|gif|pdf|docx?|apk|zip|mp[34])\b)(?:(?:[a-z]{{2,24}}|i2p)(?![\w-])|xn--[a-z0-9-]+)(?:[/:?#]\S*)?"
    rf"|[^\W_]\.(?:{_ENDINGS})(?![\w-])",
    re.IGNORECASE,
)
_ONION = re.compile(r"\b(?:[a-z2-7]{56}|(?=[a-z]*[2-7])[a-z2-7]{16})\b", _FLAGS)
# an ending on its own, a host with a port, a name spelt letter by letter
_PARTS = re.compile(
    "|".join(
        [
            rf"(?<![\w.])\.(?:{_SURE})\b",
            rf"\b(?:dot|full\sstop)\b\W{{1,3}}(?:(?:and|then|the|letters|word|ending)\W{{1,3}}){{0,3}}(?:{_SURE})\b",
            r"(?<![\w.])[a-z][a-z0-9-]{2,62}:[0-9]{2,5}\b",
            r"(?<=\w)\.[a-z](?:[-_ ][a-z]){1,4}(?!\w)",
            r"(?<!\w)[a-z](?:[ ._-]{1,2}[a-z0-9]){4,}(?!\w)",
        ]
    ),
    _FLAGS,
)
_BURMESE_ENDING = re.compile("ဒေါ့(?:တ်|စ်)?\\s?(?:ကွန်း?|ကွမ်း?|ကောမ်|အိုအာဂျီ|အော့ဂ်|နက်|အင်ဖို|အမ်အမ်)")
_HOST_NUMBER = re.compile(
    r"(?<![\w.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?!\.?\w)|(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}(?::?[0-9a-f]{1,4})+(?!\w)"
    r"|(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}:[0-9a-f]{1,4}(?!\w)|\b0x[0-9a-f]{8}\b",
    _FLAGS,
)
_WORD_DIGIT = (
    "zeroe?s?|noughts?|naughts?|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|treble|ten|eleven|twelve"
    "|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_BURMESE_DIGIT = "(?:သုည|သုံည|ဇီးရိုး?|ဇီရို|တစ်|နှစ်|သုံး|လေး|ငါး|ခြောက်|ခုနစ်|ခုနှစ်|ခွန်|ရှစ်|ကိုး|ဝမ်း|တူး|ဖိုးရ်|ဖိုက်|ဆဲဗင်း|နိုင်း)(?:လုံး)?"
# digits with at most four signs between, none of them a letter
_BETWEEN = r"[^\w+]{0,4}"
_DIGITS = re.compile(rf"(?<![\w.,])(?:\+|\(\+)?\(?[0-9](?:{_BETWEEN}[0-9]){{6,}}", _FLAGS)
# letters that pass for digits among digits: O9 OOO 0l7, ဝ၉
_LIKE_DIGITS = re.compile(
    r"(?<![^\W_])(?=[OolI]*[0-9]|O)[0-9OolI]{2,24}(?![^\W_])|(?<!\w)[0-9ဝ]{2,24}(?![\w\u102b-\u103e])"
)
_AS_DIGITS = str.maketrans("OolIဝ", "00110")
# a number that begins with a zero, and what follows it with words between
_ZERO = re.compile(r"(?<![\w.:/,*#-])\(?0[0-9]{1,3}(?![\w.:/-]|,[0-9])[^\n]{0,60}", _FLAGS)
_SHORT_CODE = re.compile(
    r"(?:\b(?:call|dial|ring|phone|tel|telephone|sms|text|whatsapp|viber|hotline|number|no\.)|ခေါ်ပါ|ဖုန်း|နံပါတ်)"
    r"[\s:=–-]{0,3}(?:[a-z]{2,6}\s)?[*#+]?[0-9](?:[ -]?[0-9]){2,}(?![0-9])"
    r"(?!\s?(?:%|times|people|mm|days|words))"
    r"|(?<![0-9])[0-9]{3,}\s?(?:ကို|သို့|ဆီ)\s?(?:ခေါ်|ဆက်|နှိပ်|ဖုန်း|စာတို|စာပို့)"
    rf"|\b(?:call|dial|ring|phone|hotline)\s(?:{_WORD_DIGIT})(?:[\s-](?:{_WORD_DIGIT})\b){{2,}}"
    r"|\b(?:room|meeting|conference|group|pass\s?code|pin)\s(?:id\s|no\.?\s|number\s)?"
    r"[0-9](?:[ -]?[0-9]){4,}",
    re.IGNORECASE,
)
_ISO_DATE = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}(?:-[0-9]{2})?(?![0-9])")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9])")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_TWO_DECIMALS = re.compile(r"-?[0-9]{1,3}\.[0-9]+[^0-9]{1,4}[0-9]{1,3}\.[0-9]+")
_SPELT_DIGITS = re.compile(
    rf"(?<!\w)(?:{_WORD_DIGIT}|[0-9]{{1,4}}(?![0-9]))(?:[\s,./-]*(?:{_WORD_DIGIT}|(?<![0-9])[0-9]{{1,4}}(?![0-9]))){{4,}}(?!\w)"
    rf"|(?:{_BURMESE_DIGIT})(?:[\s၊,./-]*(?:{_BURMESE_DIGIT}|[0-9])){{5,}}",
    re.IGNORECASE,
)
_DIGIT_WORDS = re.compile(rf"(?:{_WORD_DIGIT}|{_BURMESE_DIGIT})", re.IGNORECASE)
_MESSENGER = (
    r"(?:signal|telegram|whats\s?app|viber|messenger|facebook|wechat|zangi|threema|discord|instagram|tik\s?tok|twitter"
    r"|skype|imo|briar|simplex|matrix|wire|session|youtube|zalo|botim|potato|gmail"
    r"|တယ်လီဂရမ်|ဖေ့စ်ဘွတ်(?:ခ်)?|ဗိုက်ဘာ|ဆစ်ဂနယ်|မက်ဆင်ဂျာ|ဝက်စ်အက်ပ်|ဝီချက်|ဂျီမေးလ်)"
)
_ON = rf"(?:on|in|at|via)\s{_MESSENGER}"
_PLACE = "(?:group|page|account|channel|community|bot|profile)"
_PLACE_MY = "(?:စာမျက်နှာ|အကောင့်|အုပ်စု|ချန်နယ်|ဂရု)"
_NAMED = (
    rf"(?:(?:\s|['’]s|\()*(?:id|user\s?name|user|nick(?:name)?|name|{_PLACE}|handle|contact"
    rf"|{_PLACE_MY}|အမည်|နာမည်)(?:က|ကို|မှာ)?)"
)
# words that follow the name of a messenger in ordinary advice, and are no name of anybody
_NO_NAME = (
    rf"(?!(?:{_MESSENGER}|google|a|about|account|all|allowed|also|always|an|and|any|app|are|as|asked|at|be|block|blocked|but"
    r"|by|call|can|change|channel|chat|check|close|contact|conversation|data|delete|device|do|does|dangerous|enough|every"
    r"|everybody|few|file|find|first|for|forbidden|free|from|group|he|help|her|hidden|his|how|if|in|install|is|it|its"
    r"|keep|known|language|last|leave|less|link|list|location|log|look|many|may|menu|message|more|most|must|my|name|needed"
    r"|never|new|no|nobody|none|not|nothing|notification|now|number|of|off|old|on|one|only|open|optional|or|other|our|out|page"
    r"|passcode|password|people|phone|photo|picture|popular|privacy|private|profile|read|remove|rename|risky|safe|save|saved"
    r"|screen|search|secret|security|see|seen|set|setting|shared?|she|shown|some|somebody|someone|status|stop|storage|stor(?:y|ie)"
    r"|tap|than|that|the|their|them|then|these|they|this|those|to|trace|turn|two|unknown|unsafe|up|update|use|used|user"
    r"|version|very|video|visible|was|we|were|what|when|where|which|who|will|with|work|yes|you|your)(?:e?s)?\b)"
)
_CAPITALS = rf"{_NO_NAME}(?-i:[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){{0,3}})"
_ONE_WORD = rf"{_NO_NAME}(?:[a-z][\w.]{{3,31}})"
_QUOTED = "[\"“'‘][^\"”'’\\n]{2,40}[\"”'’]"
_TO = (
    r"\b(?:find|add|follow|message|contact|text|reach|dm|write\sto|search(?:\sfor)?|look\sfor|look\sup|join"
    r"|like)\s"
)
_END = r"(?=\s{0,2}[\"”’')]?\s{0,2}(?:[|.,;)\n'\"။]|\Z))"
# a name said to be on a messenger: "Telegram ID: x", “group called X”, "find X on Signal"
_BEHIND_MESSENGER = [
    rf"{_NAMED}{{1,2}}\s?[:=–-]\s?[\"“'‘]?{_NO_NAME}[^\W\d_]\S{{2,}}",
    rf"{_NAMED}{{1,2}}\s(?:called|named)\s\S{{3,}}",
    rf"{_NAMED}{{1,2}}\s(?:is|are)\s(?:{_CAPITALS}|{_QUOTED}|\w{{0,20}}[0-9_]\w{{0,20}})",
    rf"\s(?:id|user\s?name|handle|nick(?:name)?|name)\s(?:is\s)?{_ONE_WORD}",
    rf"{_NAMED}?\s*[:=–-]?\s*[\"“'‘(]?(?=[a-z]{{0,40}}[0-9_])[a-z0-9_.]{{4,}}",
    rf"(?:['’]s)?\s{_PLACE}[,:]?\s[\"“'‘]?{_CAPITALS}",
    rf"[^.\n။]{{0,60}}\b(?:page|profile)\s(?:called\s|named\s)?{_QUOTED}",
    r"[^.\n]{0,30}\b(?:she|he|they|we)\b[^.\n]{0,12}\b(?:called|named|known\sas)\s\S{3,}",
    rf"[^.\n]{{0,30}}\b(?:her|his|their|our|my)\sname\b[^.\n]{{0,12}}\bis\s{_NO_NAME}\S{{3,}}",
    rf"[^\n.။]{{0,12}}[“\"][^”\"\n]{{2,40}}[”\"][^\n.။]{{0,12}}(?:ရှာ|{_PLACE_MY}|page|group|channel)",
    rf"\s?(?:ပေါ်|ထဲ)?(?:မှာ|က|ကို)?\s?{_NO_NAME}[a-z][\w. ]{{2,30}}?\s?(?:လို့|ကို|ဆီ|နဲ့)\s?"
    r"(?:ရှာ|စာပို့|စာရေး|ပို့|ဆက်သွယ်|အပ်)",
]
_NAME = re.compile(
    "|".join(
        [
            rf"{_MESSENGER}(?:{'|'.join(_BEHIND_MESSENGER)})",
            rf"(?=(?-i:[A-Z\u1000-\u109f])){_MESSENGER}[ \t]?[:=–-][ \t]?[\"“'‘]?"
            rf"(?:{_CAPITALS}|{_ONE_WORD}){_END}",
            r"\b(?-i:IG|FB|TG|WA|Insta)\s?[:=–-]\s?\w{3,}",
            rf"\b(?:group|channel|account|bot|community)\s(?:(?:called|named)\s\S{{3,}}|{_QUOTED})",
            rf"\b(?:account|bot|community)\s{_CAPITALS}",
            r"\b(?-i:[A-Z]\w{2,30}Bot)\b",
            rf"\b(?:page|profile)\s(?:called\s|named\s)?(?:{_QUOTED}|{_CAPITALS})\s{_ON}",
            rf"{_TO}(?:{_QUOTED}|{_CAPITALS})\s{_ON}",
            rf"\bsearch\s(?:(?:in|on)\s)?{_MESSENGER}\sfor\s(?:{_QUOTED}|{_CAPITALS}|{_ONE_WORD}{_END})",
            r"\b(?:user\s?name|handle|nick(?:name)?|user\sid|login)\s*(?:[:=]|is\b)\s*[\"“'‘]?"
            rf"{_NO_NAME}\w{{3,}}",
            rf"\bto\s(?:the\suser\s)?{_ONE_WORD},?\s(?:on|at)\s(?:gmail|proton|yahoo|hotmail|outlook)",
            rf"{_MESSENGER}[^\n.။]{{0,60}}[“\"][^”\"\n]{{2,40}}[”\"][^\n.။]{{0,20}}(?:ရှာ|{_PLACE_MY})",
            r"\b(?:network|wi-?fi|hotspot|ssid)\s(?:called|named)\s\S{3,}",
            rf"(?:ဆိုတဲ့|အမည်ရှိ|အမည်ရ|နာမည်နဲ့)\s?{_MESSENGER}\s?{_PLACE_MY}",
            rf"(?:{_PLACE_MY}|အမည်|နာမည်)(?:ကတော့|က|မှာ)\s?{_ONE_WORD}\s?(?:ပါ|ဖြစ်|လို့)",
        ]
    ),
    re.IGNORECASE,
)
# one of these stands in every match of _NAME, and is found sooner
_NEAR_NAMES = re.compile(
    f"network|wi-?fi|hotspot|ssid|{_MESSENGER}|{_PLACE}|{_PLACE_MY}|bot|user|handle|nick|login|proton|yahoo|hotmail|outlook"
    r"|(?:insta|ig|fb|tg|wa)\s?[:=–-]|ဆိုတဲ့|အမည်|နာမည်"
)
_TAG = re.compile(r"(?<![\w&/({.#])#[a-z][a-z0-9_]{3,}", _FLAGS)
_INVITATION = re.compile(
    r"\b(?:group|invite|invitation|joining?|meeting|channel|room)\s(?:code|id|password|pass\s?phrase|key|link)\s?[:=]\s?"
    rf"{_NO_NAME}\S{{2,}}",
    re.IGNORECASE,
)
_KNOWN_AT = re.compile(rf"\b(?:{_HOSTS})\s?\.\s?me\s?(?:/|slash)", _FLAGS)
_WEB, _NAME_OF = say("a web address"), say("a user name")
# "a dot, and the two letters io"; the columns of a table are read downwards, too
_TOLD_DOT = re.compile(r"\bdot\W{1,3}(?:and|then)\b[^\n.]{0,30}\bletters?\b", _FLAGS)
_ROW = re.compile(r"^[ \t]*\|(.*)\|?[ \t]*$", re.MULTILINE)
_CELL = re.compile(r"[^|\n]+")
_KINDS = (
    (_WEB, _TOLD_DOT),
    (_WEB, _URL),
    (say("an e-mail address"), _MAIL),
    (_WEB, _KNOWN_AT),
    (_WEB, _DOMAIN),
    (_WEB, _HOST_NUMBER),
    (_WEB, _SPELT_SCHEME),
    (_WEB, _ONION),
    (_WEB, _PARTS),
    (_WEB, _BURMESE_ENDING),
    (_NAME_OF, _HANDLE),
    (_NAME_OF, _NUMBERED),
    (_NAME_OF, _TAG),
    (say("a user name, an invitation or a key"), _INVITATION),
    (say("a user name, an invitation or a key"), _MIXED),
)
_NUMBER = say("a telephone number")


@lru_cache(maxsize=32)  # while somebody edits one file, the others are the same
def addresses_in(text: str, known: frozenset[str] = frozenset()) -> tuple[Found, ...]:
    """Return what looks like an address in a text of Markdown or data, as it is typed and as it is shown.

    `known` are names that may stand there: files of guides, ids of entries.
    """
    return tuple(_addresses(text, known))


def _addresses(text: str, known: frozenset[str]) -> Iterator[Found]:
    covered = bytearray(len(text))
    for start, digits in _columns(text):
        yield Found(_NUMBER, start, digits)
    seen: set[str] = set()
    raw = fold(text)
    for view in (raw, _undisguised(raw), _undisguised(shown_apart(raw))):
        if view.text in seen:
            continue
        seen.add(view.text)
        as_digits = view.replaced(_LIKE_DIGITS, lambda match: match[0].translate(_AS_DIGITS))
        near = near_to(view, _NEAR_NAMES)
        found = chain(
            ((kind, view, match) for kind, pattern in _KINDS for match in pattern.finditer(view.text)),
            ((_NAME_OF, near, match) for match in _NAME.finditer(near.text)),
            (
                (_NUMBER, as_digits, match)
                for pattern, is_one in _NUMBERS
                for match in pattern.finditer(as_digits.text)
                if is_one(match[0])
            ),
        )
        for kind, where, match in found:
            if match[0].strip(".,;:)(]").casefold() in known:
                continue
            start, end = where.offsets[match.start()], where.offsets[match.end() - 1] + 1
            if not any(covered[start:end]):
                covered[start:end] = b"\1" * (end - start)
                yield Found(kind, start, " ".join(match[0].split()).rstrip(").,;"))


def _columns(text: str) -> Iterator[tuple[int, str]]:
    """Yield the columns of tables whose cells make up a telephone number, and where the number begins."""
    table: dict[int, list[tuple[int, str]]] = {}
    end = 0
    for row in [*_ROW.finditer(text), None]:
        if row is None or row.start() > end + 1:
            for cells in table.values():
                digits = "".join(fold(cell).text for _, cell in cells)
                if re.fullmatch(r"[+0][0-9]{6,}", digits):
                    yield cells[0][0], digits
            table = {}
        if row:
            end = row.end()
            for number, cell in enumerate(_CELL.finditer(row[1])):
                if cell[0].strip(" *\t").isdecimal():
                    table.setdefault(number, []).append((row.start(1) + cell.start(), cell[0].strip(" *\t")))


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
    return sum(sign.isdigit() for sign in left) >= 7


def _is_number_with_words(text: str) -> bool:
    """Whether what begins with a zero goes on as a telephone number, with words between its parts."""
    for pattern in (_ISO_DATE, _THOUSANDS, _YEAR):
        text = pattern.sub(" ", text)
    return sum(sign.isdigit() for sign in text) >= 7


def _is_spelt(text: str) -> bool:
    """Whether words for digits, and digits among them, are as many as those of a telephone number."""
    words = len(_DIGIT_WORDS.findall(text))
    return words >= 2 and words + len(re.findall("[0-9]+", text)) >= 6


_NUMBERS = (
    (_DIGITS, _is_number),
    (_ZERO, _is_number_with_words),
    (_SHORT_CODE, bool),
    (_SPELT_DIGITS, _is_spelt),
)
