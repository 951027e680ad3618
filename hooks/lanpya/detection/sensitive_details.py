"""Private details in a text: places as coordinates, dates with times, persons, military units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from lanpya.detection.file_names import without_given_names
from lanpya.detection.normalise import fold, lines_around, visible_text_of_marked_up
from lanpya.problems.catalogue import Rule, rule
from lanpya.problems.messages import Message, say

PLACE_IN_TEXT = rule("place-in-text", "error", section="Where, when and who")
TIME_IN_TEXT = rule("time-in-text", "error", section="Where, when and who")
UNIT_IN_TEXT = rule("unit-in-text", "error", section="Where, when and who")
PERSON_IN_TEXT = rule("person-in-text", "error", section="Where, when and who")
PRIVATE_WORD = rule("private-word", "error", section="Where, when and who")

FLAGS = re.IGNORECASE
_NUMBER = (
    r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|hundred)"
)
_SIDE = (
    r"(?:north|south|east|west|n|s|e|w|ne|nw|se|sw|north[\s-]?(?:east|west)|south[\s-]?(?:east|west)|upstream|downstream"
    r"|up\s?river|down\s?river|uphill|downhill|inland)"
)
_SIDE_MY = r"(?:မြောက်|တောင်|အရှေ့|အနောက်|ဘယ်|ညာ)"
_LENGTH_MY = r"(?:ကီလိုမီတာ|မိုင်|မီတာ|ကိုက်|ဖာလုံ|ပေ)"
_DEGREE = r"(?:°|º|˚|\bdeg(?:rees?)?\b|ဒီဂရီ)"
_HERE_NORTH = r"(?:9|1[0-9]|2[0-8])\.[0-9]+"  # Myanmar is between 9 and 29 degrees north, 92 and 102 east
_HERE_EAST = r"(?:9[2-9]|10[01])\.[0-9]+"
_PLACES = [
    # 16.8409, 96.1735   16.84 N 96.17 E   lat 16.8   16° 50′ 27″   ၁၆ ဒီဂရီ ၅၀ မိနစ်
    r"(?<![\w.])-?[0-9]{1,3}\.[0-9]{3,}\s?°?\s?[nsew]?\s{0,2}[,;/|\s]\s{0,2}-?[0-9]{1,3}\.[0-9]{3,}(?!\w|\.[0-9])",
    rf"(?<![\w.]){_HERE_NORTH}\s?°?\s?n?\s{{0,2}}(?:[,;/|\s]|and|by)\s{{0,2}}{_HERE_EAST}(?!\w|\.[0-9])",
    rf"(?<![\w.]){_HERE_EAST}\s?°?\s?e?\s{{0,2}}(?:[,;/|\s]|and|by)\s{{0,2}}{_HERE_NORTH}(?!\w|\.[0-9])",
    r"(?<![\w.])[0-9]{1,3}\.[0-9]{2,}\s?°?\s?(?:[nsew]\b|north|south|east|west|မြောက်|အရှေ့)",
    rf"(?<![\w.])[0-9]{{1,3}}(?:\.[0-9]+)?\s?{_DEGREE}\s?[0-9]{{1,2}}(?:\.[0-9]+)?\s?(?:['’′´]|min|မိနစ်|[0-9]|\s)",
    rf"(?<![\w.])[0-9]{{1,3}}(?:\.[0-9]+)?\s?{_DEGREE}\s?(?:[nsew]\b|north|south|east|west|မြောက်|အရှေ့)",
    # one coordinate alone: nothing else is written with so many decimals
    r"(?<![\w.,])-?[0-9]{1,3}\.[0-9]{4,}(?!\w|\.[0-9])",
    # 16-50-27 N 96-10-24 E; sixteen degrees fifty minutes; latitude sixteen point eight
    r"\b[0-9]{1,2}\W[0-9]{2}(?:\W[0-9]{2})?\s?[ns]\b\W{0,4}[0-9]{2,3}\W[0-9]{2}(?:\W[0-9]{2})?\s?[ew]\b",
    rf"\bdegrees?\s(?:(?:{_NUMBER}|and|minutes?|seconds?)[\s-]){{0,8}}(?:minutes?|north|south|east|west)\b",
    rf"\b(?:latitude|longitude)\W{{1,3}}(?:is\s|of\s)?{_NUMBER}\b",
    r"\b(?:lat(?:itude)?|lon(?:g(?:itude)?)?|coord(?:inate)?s?|gps|grid(?:\s?ref(?:erence)?)?|map\s?ref(?:erence)?|utm|mgrs|map\s(?:sheet|square))\b"
    r"[\s.:=#-]{0,4}(?:is\s|no\.?\s|square\s)?[a-z]{0,3}\s?-?[0-9]{2,}",
    r"(?:လတ္တီတွဒ်|လောင်ဂျီတွဒ်|လတ္တီကျု|လောင်ဂျီကျု|မြေပုံညွှန်း|ကိုဩဒိနိတ်|ဂရစ်)\S{0,8}\s{0,2}[:=–-]?\s?[0-9]{2,}",
    # military and UTM grid references: 47Q KU 12345 67890
    r"\b4[67]\s?[n-r]\s?[a-z]{2}\s?[0-9]{2,5}\s?[0-9]{2,5}\b",
    r"\b4[67]\s?[n-r]\s?[0-9]{5,6}\s?[0-9]{6,7}\b",
    r"\b(?-i:[A-Z]{2})\s?[0-9]{3}\s[0-9]{3}\b",
    # plus codes, what3words, geo links, maps
    r"\b(?=[2-9a-z]*[0-9])[23456789cfghjmpqrvwx]{4,8}\+[23456789cfghjmpqrvwx]{2,3}\b",
    r"///\s?[a-z]{2,30}\.[a-z]{2,30}\.[a-z]{2,30}",
    r"\bwhat3words\s?[:=–-]?\s?(?!(?:is|are|was|and|or|can|may|shows?|tells?|app)\b)[a-z]{2,30}[\W_]{1,3}[a-z]{2,30}[\W_]{1,3}[a-z]{2,30}",
    r"\b(?:geo\s?hash|plus\s?code)\W{1,3}(?=[a-z+]{0,12}[0-9])[a-z0-9+]{4,}",
    r"\bgeo\s?:\s?-?[0-9]",
    r"\b(?:google\s?maps?|maps?\.me|osmand|open\s?street\s?map|what3words|plus\s?code)\b[^\n.]{0,30}[0-9+]{3,}",
    rf"\b(?:[0-9]{{1,4}}(?:\.[0-9])?|{_NUMBER})\s?(?:km|kilomet(?:er|re)s?|miles?|mi|furlongs?|met(?:er|re)s?|m|yards?|feet|ft)"
    rf"\s(?:to\sthe\s)?{_SIDE}\s(?:of|from)\b",
    rf"{_SIDE_MY}\S{{0,3}}ဘက်\s?[0-9]{{1,4}}\s?{_LENGTH_MY}",
    rf"[0-9]{{1,4}}\s?{_LENGTH_MY}\S{{0,6}}\s?{_SIDE_MY}\S{{0,3}}ဘက်",
    # milestones, gates, house numbers
    r"\b(?:mile|kilomet(?:er|re)|km)[\s-]?(?:stones?|posts?|markers?)?\s(?:no\.?\s|number\s)?[0-9]{1,4}(?:[/+][0-9])?\b",
    r"မိုင်တိုင်\S{0,8}\s?[0-9]{1,4}",
    r"\b(?:gate|quay|pier|jetty|platform|berth|bus\s?stop|house|checkpoint|toll\s?gate)\s(?:no\.?\s|number\s)?[0-9]{1,4}\b",
    r"\b[0-9]{1,4}(?:st|nd|rd|th)\s(?:street|road|lane|avenue)\b",
    r"\b(?:no\.?\s|number\s)?[0-9]{1,4}(?:[/-]?[a-z0-9]{1,3})?,\s(?-i:[A-Z]\w{1,20}\s){1,3}(?-i:Street|Road|Lane|Avenue|St\.|Rd\.)",
    r"အမှတ်[^\n။0-9]{0,6}[0-9]{1,4}[^\n။]{0,25}?(?:လမ်း(?!ညွှန်|ကြောင်း)|ရပ်ကွက်|ကျေးရွာ|မြို့နယ်)",
]
_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_HOUR_MY = r"(?:တစ်|နှစ်|သုံး|လေး|ငါး|ခြောက်|ခုနစ်|ခုနှစ်|ရှစ်|ကိုး|ဆယ့်တစ်|ဆယ့်နှစ်|ဆယ်)"
_ENDS = r"(?=\s{0,2}(?:[.,;)|\n'\"၊။]|\Z|and\b|sharp\b|prompt))"
_CLOCK = (
    r"(?<![\w.:])(?:[01]?[0-9]|2[0-3])(?:(?:[:း]|\.(?=[0-5][0-9]\b))[0-5][0-9](?!\.?[0-9])|\s?[ap]\.?m\b\.?|\s?o['’]?clock"
    r"|\sin\sthe\s(?:morning|afternoon|evening)|\sat\snight|\s?နာရီ(?!\s?(?:ကြာ|အတွင်း|အကြာ|လောက်|ကျော်|စောင့်)))"
    r"|(?<![\w.])(?:[01][0-9]|2[0-3])[0-5][0-9]\s?(?:hrs?|hours|h)\b|(?<![\w.])(?:[01][0-9]|2[0-3])h(?:[0-5][0-9])?\b"
    rf"|\b{_HOUR}\so['’]?clock|\b(?:half|quarter)\s(?:past|to)\s{_HOUR}\b"
    rf"|\b(?:at|from|by)\s{_HOUR}\b(?:\s(?:in the|o['’]clock|am|pm|thirty))?"
    r"|\b(?:at|from|by|before|after|around)\s(?:noon|midnight|dawn|dusk|sunrise|sunset|first\slight|midday)\b"
    rf"|\b(?:between|from)\s{_HOUR}\s(?:and|to)\s{_HOUR}\b{_ENDS}"
    rf"|\bat\s(?:[01]?[0-9]|2[0-3])\b{_ENDS}"
    rf"|{_HOUR_MY}\s?နာရီ(?!\s?(?:ကြာ|အတွင်း|အကြာ|လောက်|ကျော်|စောင့်))"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
_DAY = (
    r"(?:\b(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}\b|\b[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:20)?[0-9]{2}\b"
    rf"|\b[0-9]{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}|\b{_MONTH}\s[0-9]{{1,2}}(?:st|nd|rd|th)?\b"
    rf"|{_WEEKDAY}|\btomorrow\b|\btonight\b|\bfull moon\b|\bthe\s[0-9]{{1,2}}(?:st|nd|rd|th)\b"
    rf"|\bin\s(?:[0-9]{{1,2}}|{_NUMBER})\s(?:days|nights|weeks)\b|\bnew\syear|\bchristmas|\beaster\b|\beid\b|\bthingyan|\bthadingyut"
    r"|\btazaungda"
    r"|တနင်္လာ|အင်္ဂါနေ့|ဗုဒ္ဓဟူး|ကြာသပတေး|သောကြာ|စနေနေ့|တနင်္ဂနွေ|မနက်ဖြန်|သန်ဘက်ခါ|ဒီည|လပြည့်|လကွယ်|ဥပုသ်နေ့|သင်္ကြန်"
    r"|သီတင်းကျွတ်|တန်ဆောင်တိုင်"
    r"|(?:ဇန်နဝါရီ|ဖေဖော်ဝါရီ|မတ်လ|ဧပြီ|မေလ|ဇွန်|ဇူလိုင်|ဩဂုတ်|စက်တင်ဘာ|အောက်တိုဘာ|နိုဝင်ဘာ|ဒီဇင်ဘာ)(?:လ)?\s?[0-9]{1,2}"
    r"|[0-9]{1,2}\s?ရက်နေ့)"
)
_OFTEN = (  # regular events; changes of guards are regular, too
    r"(?:(?<![#\w-])(?:every|each|daily|nightly|weekly)\b|\b(?:guards?|sentr(?:y|ies)|patrols?|roll\s?call)\b|ကင်း(?:လဲ|စောင့်)|နေ့တိုင်း|ညတိုင်း|အပတ်တိုင်း)"
)
_GAP = r"(?:[^\n]|\n(?![ \t]*\n)){0,60}?"  # in one paragraph or list
_TIMES = [
    rf"{_DAY}{_GAP}(?:{_CLOCK})",
    rf"(?:{_CLOCK}){_GAP}{_DAY}",
    rf"{_OFTEN}\s?[^\n]{{0,30}}?(?:{_CLOCK})",
    rf"(?:{_CLOCK})[^\n.]{{0,12}}?{_OFTEN}",
    r"\b(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]",
]
_DAY_AND_DIGITS = (
    rf"{_WEEKDAY},?\s(?:at\s)?(?!19[0-9]{{2}}|20[0-4][0-9])(?:[01][0-9]|2[0-3])[0-5][0-9]{_ENDS}"
)
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+(?:teenth|tieth)|"
    r"(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)y[\s-]\w+)"
)
_KIND = (
    r"(?:light\s)?(?:infantry|artillery|armou?red|mechani[sz]ed|signals?|engineers?|airborne|medical|supply|training|tactical)?"
    r"\s?(?:battalion|division|brigade|regiment|platoon|squadron|garrison|corps|btn|bn|bde|div|regt|coy|militia(?:\sgroup)?"
    r"|border\sguard(?:\sforce)?)"
)
# names of units. Source: the abbreviations in reports on the army of Myanmar.
_SHORT = (
    "(?:"
    + "|".join(
        r"[.\s]{0,2}".join(name) + r"\.?"
        for name in ("lib", "lid", "lir", "moc", "roc", "bgf", "rmc", "mrtd", "tpbn", "ib")
    )
    + "|inf)"
)
_SHORT_MY = "(?:" + "|".join(r"[.\s]{0,2}".join(name) for name in ("ခမရ", "ခလရ", "စကခ", "ဒကစ", "လတတ")) + ")"
_DIGITS = r"[0-9](?:\s?[0-9]){0,3}(?!\s?[0-9])"
_NO = r"(?:no\.?|number|nr\.?)?\s?[-–#(|*\s]{0,4}"
_OF_OTHERS = r"(?!\s+of\s(?!the\s(?:army|infantry)))"  # not, for example, "the first division of work"
_HUNDREDS_MY = r"(?:တစ်|နှစ်|သုံး|လေး|ငါး|ခြောက်|ခုနစ်|ခုနှစ်|ရှစ်|ကိုး)(?:ရာ|ဆယ်|ဆယ့်|ထောင်)"
# after a number that is a count or a year: persons, things; a name and other words begin like them
_NO_COUNT_MY = r"(?![0-9]|\s?(?:ယောက်(?!ျ)|ခုနှစ်(?!ယောက်|ဦး)|ဦး(?![က-အ]|\s?စီး))|(?<![0-9]{2})\s?ခု(?!ခံ|န))"
_MEMBERS_MY = r"တပ်ဖွဲ့ဝင်\S{0,3}?\s?[0-9]{1,4}\s?(?:ကျော်|နီးပါး|လောက်)"
_UNITS = [
    rf"\b{_SHORT}\s?[-–#(|*\s]{{0,4}}{_NO}{_DIGITS}\b",
    rf"\b[0-9]{{1,4}}(?:st|nd|rd|th)?[\s-]+{_SHORT}\b",
    rf"\b[0-9]{{1,4}}(?:st|nd|rd|th)?[\s-]+(?:{_KIND}|(?:light\s)?infantry|artillery)\b",
    rf"\b(?:{_KIND}|infantry|base|outpost|command)\s?[-–#(|*]{{0,3}}\s?{_NO}[0-9]{{1,4}}\b",
    rf"\b{_KIND}\s(?:no\.?\s|number\s)?(?!one\b){_NUMBER}\b",
    rf"\b(?:no\.?|number)\s?\(?[0-9]{{1,4}}\)?\s?(?:{_KIND}|infantry|military|army|tactical|operations?)\b",
    rf"\b{_ORDINAL}[\s-]+(?:{_KIND}|infantry)\b{_OF_OTHERS}",
    r"\b(?:school|depot|academy|cent(?:re|er))\s(?:no\.?|number)\s?\(?[0-9]{1,3}\b",
    r"\b[0-9]{1,2}(?:st|nd|rd|th)?\s(?-i:Company)\b|\b(?-i:Company|Coy)\s[0-9]{1,3}\b|\bcompany\s[0-9]{1,3}\sof\b",
    r"\b(?:north|south|east|west|central|coastal|triangle|yangon|naypyidaw)[\s-]?(?:north|south|east|west|central)?(?:ern)?"
    r"\s(?:regional\s)?(?:military\s)?command\b",
    # the service number of a soldier
    r"\b(?!MMK|USD|THB|EUR|BTN|PIN)(?-i:[A-Z]{2,4})\s?[-(]?[0-9]{5,6}\b|ကြည်း\s?[-(]?[0-9]{3,}",
    rf"(?!{_MEMBERS_MY})(?:{_SHORT_MY}|တပ်မ|တပ်ရင်း|တပ်ခွဲ|တပ်မဟာ|ဗျူဟာ|တပ်ဖွဲ့|ခြေလျင်|ခြေမြန်|အမြောက်)"
    rf"(?:(?!ဥပဒေ)\S){{0,12}}?\s{{0,2}}[(–-]?\s?(?:အမှတ်\s?)?[(]?(?:[0-9]{{1,4}}{_NO_COUNT_MY}|{_HUNDREDS_MY})",
    rf"(?:အမှတ်\s?)?[(]?[0-9]{{1,4}}[)]?\s?(?:{_SHORT_MY}|တပ်မ(?!တော်)|တပ်ရင်း|တပ်ခွဲ|ခြေလျင်တပ်ရင်း|ခြေမြန်)",
    r"အမှတ်\s?[(]?[0-9]{1,4}[)]?\s?[^\s။]{0,20}တပ်(?!မတော်)",
    r"[က-အ]\S{0,20}တိုင်းစစ်ဌာနချုပ်",
]
# Every match of a pattern with a digit contains one of these; in small letters, for lines_around.
_PLACE_ANCHORS = (
    r"\.[0-9]|\+",
    rf"[0-9](?:\s?[ns](?![a-z])|[0-9]{{2}}\s[0-9]{{3}}|(?<=4[67])\s?[n-r]|\s?{_LENGTH_MY})",
    r"(?:lat|long?|itude|coords?|inates?|gps|grid|ref|reference|utm|mgrs|sheet|square)"
    r"[\s.:=#-]{0,4}(?:is\s|no\.?\s|square\s)?[a-z]{0,3}\s?-?[0-9]",
    "[°º˚]|deg|ဒီဂရီ|map|geo|plus|osmand|what3",
    r"လတ္တီ|လောင်ဂျီ|မြေပုံညွှန်း|ကိုဩဒိနိတ်|ဂရစ်|ဘက်\s?[0-9]|မိုင်တိုင်|အမှတ်[^\n။0-9]{0,6}[0-9]",
    r"mile|kilomet|km|street|road|lane|avenue|[ .](?:st|rd)\.",
    r"(?:gate|quay|pier|jetty|platform|berth|stop|house|checkpoint)\s(?:no\.?\s|number\s)?[0-9]",
)
_WORDED_PLACE_ANCHORS = (
    "degree|l(?:at|ong)itude|///|what3words|maps|osmand|street|plus",
    r"(?:north|south|east|west|stream|river|hill|inland|(?<![a-z])(?:[ns]|[ns]?[ew]))\s(?:of|from)",
)
_KIND_WORDS = (
    "battalion|division|brigade|regiment|platoon|squadron|garrison|corps|btn|bn|bde|div|regt|coy|militia|border"
    "|infantry|command"
)
_UNIT_ANCHORS = (
    rf"{_SHORT}\s?[-–#(|*\s]{{0,4}}{_NO}[0-9]",
    rf"[0-9](?:st|nd|rd|th)?[\s-]+(?:{_SHORT}|{_KIND}|(?:light\s)?infantry|artillery)",
    rf"(?:{_KIND_WORDS}|group|force|guard|base|outpost)\s?[-–#(|*]{{0,3}}\s?{_NO}[0-9]",
    r"(?:no\.?|number)\s?\(?[0-9]|company|coy|[0-9]{5}|ကြည်း",
    rf"[0-9][)]?\s?(?:{_SHORT_MY}|တပ်|ခြေ)|အမှတ်\s?[(]?[0-9]",
)
_WORDED_UNIT_ANCHORS = (
    f"{_KIND_WORDS}|{_SHORT_MY}",
    "တပ်(?:မ|ရင်း|ခွဲ|ဖွဲ့)|ဗျူဟာ|ခြေ(?:လျင်|မြန်)|အမြောက်|စစ်ဌာန",
)
_TIME_ANCHORS = (
    r"[0-9](?:[:း.][0-5]|\s?[aph]|\s?o['’]?clock|\sin\s|\sat\s|\s?နာရီ)",
    rf"clock|half|quarter|{_HOUR_MY}\s?နာရီ",
    rf"(?:at|from|by|before|after|around|between)\s(?:{_HOUR}|noon|midnight|dawn|dusk|sun|first|midday|[0-9])",
)
_DIGIT_ANCHOR = ("[0-9]",)
# ဒေါ် is Mrs, and also the beginning of the word for dollar
_PERSONS = (
    r"\b(?-i:Daw|Captain|Colonel|Sergeant|Lieutenant|Corporal|Commander|Mr|Mrs|Ms|Dr|Ko|Ma|Saya)\.?"
    r"\s(?-i:[A-Z][a-z]+(?:\s[A-Z][a-z]+)*)|\b(?-i:U\s[A-Z][a-z]+\s[A-Z][a-z]+)|ဒေါ်(?!လာ)\s?[က-အ]\S{2,}"
)
_PERSON_ANCHORS = r"daw|captain|colonel|sergeant|lieutenant|corporal|commander|mrs?|ms|dr|ko |ma |u |saya|ဒေါ်"


class Detail(NamedTuple):
    """What a rule finds: pairs of anchors and a pattern.

    Every match contains an anchor, which is found faster.
    """

    rule: Rule
    message: Message
    remedy: Message
    patterns: tuple[tuple[tuple[re.Pattern[str], ...], re.Pattern[str]], ...]


def _anchored(
    anchors: Iterable[str], patterns: Iterable[str]
) -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str]]:
    return tuple(map(re.compile, anchors)), re.compile("|".join(patterns), FLAGS)


def _by_digit(
    patterns: list[str], digit_anchors: Iterable[str], word_anchors: Iterable[str]
) -> tuple[tuple[tuple[re.Pattern[str], ...], re.Pattern[str]], ...]:
    """Return the patterns joined in two: those that always match a digit, and those with numbers in words.

    Every match of the first contains one of `digit_anchors`, of the second one of `word_anchors`.
    """
    worded = [
        pattern
        for pattern in patterns
        if "[0-9]" not in pattern or any(part in pattern for part in (_NUMBER, _ORDINAL, _HUNDREDS_MY))
    ]
    digits = [pattern for pattern in patterns if pattern not in worded]
    return _anchored(digit_anchors, digits), _anchored(word_anchors, worded)


DETAILS = (
    Detail(
        PLACE_IN_TEXT,
        say("This reveals a place: {found}"),
        say("Leave it out. Only verified helpers share places, privately and late."),
        _by_digit(_PLACES, _PLACE_ANCHORS, _WORDED_PLACE_ANCHORS),
    ),
    Detail(
        TIME_IN_TEXT,
        say("This reveals a date and a time: {found}"),
        say("Leave the time out. Those who need it are told privately and late."),
        (_anchored(_TIME_ANCHORS, _TIMES), _anchored(_DIGIT_ANCHOR, [_DAY_AND_DIGITS])),
    ),
    Detail(
        PERSON_IN_TEXT,
        say("This names a person: {found}"),
        say("Leave the name out, or say what the person is, as in  a helper"),
        (_anchored([_PERSON_ANCHORS], [_PERSONS]),),
    ),
    Detail(
        UNIT_IN_TEXT,
        say("This names a unit: {found}"),
        say("Write  his unit  or leave it out."),
        _by_digit(_UNITS, _UNIT_ANCHORS, _WORDED_UNIT_ANCHORS),
    ),
)
_NOT_PROSE = re.compile(
    r"^[ \t]*(?:- )?(?:id|date|verified|expires|reviewed|review_by|until|address|sources|translates"
    r"|guide|was|is)"
    r":[^\n#]*",
    re.MULTILINE,
)


@lru_cache(maxsize=32)  # while one file is edited, the others stay the same
def sensitive_details_in(text: str, details: tuple[Detail, ...] = DETAILS) -> list[tuple[Detail, int, str]]:
    """Return the details in Markdown or data, each with its offset and text, as typed and as shown."""
    raw = without_given_names(fold(_NOT_PROSE.sub(lambda match: " " * len(match[0]), text)))
    found = []
    for view in (raw, visible_text_of_marked_up(raw)):
        pairs = ((detail, *pair) for detail in details for pair in detail.patterns)
        for detail, anchors, pattern in pairs:
            near = lines_around(view, *anchors) if anchors else view
            for match in pattern.finditer(near.text):
                found.append((detail, near.offsets[match.start()], " ".join(match[0].split())))
    return found
