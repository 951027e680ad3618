"""Nothing that tells where, when or who: places as numbers, dates with clock times, units of an army."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lanpya.folding import fold, shown
from lanpya.library import PRIVATE, Library
from lanpya.messages import Message, say
from lanpya.problem import Problem
from lanpya.rules import problem_at

_FLAGS = re.IGNORECASE
_DEGREE = r"(?:°|º|˚|\bdeg(?:rees?)?\b|ဒီဂရီ)"
_HERE_NORTH = r"(?:9|1[0-9]|2[0-8])\.[0-9]+"  # Myanmar lies between 9 and 29 degrees north, 92 and 102 east
_HERE_EAST = r"(?:9[2-9]|10[01])\.[0-9]+"
_PLACES = [
    # 16.8409, 96.1735   16.84 N 96.17 E   lat 16.8   16° 50′ 27″   ၁၆ ဒီဂရီ ၅၀ မိနစ်
    r"(?<![\w.])-?[0-9]{1,3}\.[0-9]{3,}\s?°?\s?[nsew]?\s{0,2}[,;/|\s]\s{0,2}-?[0-9]{1,3}\.[0-9]{3,}(?!\w|\.[0-9])",
    rf"(?<![\w.]){_HERE_NORTH}\s?°?\s?n?\s{{0,2}}(?:[,;/|\s]|and|by)\s{{0,2}}{_HERE_EAST}(?!\w|\.[0-9])",
    rf"(?<![\w.]){_HERE_EAST}\s?°?\s?e?\s{{0,2}}(?:[,;/|\s]|and|by)\s{{0,2}}{_HERE_NORTH}(?!\w|\.[0-9])",
    r"(?<![\w.])[0-9]{1,3}\.[0-9]{2,}\s?°?\s?(?:[nsew]\b|north|south|east|west|မြောက်|အရှေ့)",
    rf"(?<![\w.])[0-9]{{1,3}}(?:\.[0-9]+)?\s?{_DEGREE}\s?[0-9]{{1,2}}(?:\.[0-9]+)?\s?(?:['’′´]|min|မိနစ်|[0-9]|\s)",
    rf"(?<![\w.])[0-9]{{1,3}}(?:\.[0-9]+)?\s?{_DEGREE}\s?(?:[nsew]\b|north|south|east|west|မြောက်|အရှေ့)",
    r"\b(?:lat(?:itude)?|lon(?:g(?:itude)?)?|coord(?:inate)?s?|gps|grid(?:\s?ref(?:erence)?)?|map\s?ref(?:erence)?|utm|mgrs)\b"
    r"[\s.:=#-]{0,4}(?:is\s|no\.?\s|square\s)?[a-z]{0,3}\s?-?[0-9]{2,}",
    r"(?:လတ္တီတွဒ်|လောင်ဂျီတွဒ်|လတ္တီကျု|လောင်ဂျီကျု|မြေပုံညွှန်း|ကိုဩဒိနိတ်|ဂရစ်)\S{0,8}\s{0,2}[:=–-]?\s?[0-9]{2,}",
    # grid references of the army's and of the UTM kind: 47Q KU 12345 67890
    r"\b4[67]\s?[n-r]\s?[a-z]{2}\s?[0-9]{2,5}\s?[0-9]{2,5}\b",
    r"\b4[67]\s?[n-r]\s?[0-9]{5,6}\s?[0-9]{6,7}\b",
    r"\b[a-z]{2}\s?[0-9]{3}\s[0-9]{3}\b",
    # plus codes, what3words, geo links, maps
    r"\b(?=[2-9a-z]*[0-9])[23456789cfghjmpqrvwx]{4,8}\+[23456789cfghjmpqrvwx]{2,3}\b",
    r"///\s?[a-z]+\.[a-z]+\.[a-z]+",
    r"\bgeo\s?:\s?-?[0-9]",
    r"\b(?:google\s?maps?|maps?\.me|osmand|open\s?street\s?map|what3words|plus\s?code)\b[^\n.]{0,30}[0-9+]{3,}",
    r"\b[0-9]{1,3}\s?(?:km|kilomet(?:er|re)s?|miles?|mi|furlongs?)\s(?:north|south|east|west|n|s|e|w|ne|nw|se|sw|"
    r"north[\s-]?(?:east|west)|south[\s-]?(?:east|west))\sof\b",
]
_CLOCK = (
    r"(?<![\w.:])(?:[01]?[0-9]|2[0-3])(?:(?:[:း]|\.(?=[0-5][0-9]\b))[0-5][0-9](?![0-9])|\s?[ap]\.?m\b\.?|\s?o['’]?clock|"
    r"\s?နာရီ)|(?<![\w.])(?:[01][0-9]|2[0-3])[0-5][0-9]\s?(?:hrs?|hours|h)\b"
    r"|\b(?:at|from|by)\s(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight|dawn|dusk)"
    r"\b(?:\s(?:in the|o['’]clock|am|pm|thirty))?"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = (
    r"(?:\b(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}\b|\b[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:20)?[0-9]{2}\b"
    rf"|\b[0-9]{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}|\b{_MONTH}\s[0-9]{{1,2}}\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\btomorrow\b|\btonight\b|\bfull moon\b"
    r"|တနင်္လာ|အင်္ဂါနေ့|ဗုဒ္ဓဟူး|ကြာသပတေး|သောကြာ|စနေနေ့|တနင်္ဂနွေ|မနက်ဖြန်|သန်ဘက်ခါ|ဒီည|လပြည့်နေ့"
    r"|(?:ဇန်နဝါရီ|ဖေဖော်ဝါရီ|မတ်လ|ဧပြီ|မေလ|ဇွန်|ဇူလိုင်|ဩဂုတ်|စက်တင်ဘာ|အောက်တိုဘာ|နိုဝင်ဘာ|ဒီဇင်ဘာ)(?:လ)?\s?[0-9]{1,2}"
    r"|[0-9]{1,2}\s?ရက်နေ့)"
)
_TIMES = [
    rf"{_DAY}[^\n]{{0,60}}?(?:{_CLOCK})",
    rf"(?:{_CLOCK})[^\n]{{0,40}}?{_DAY}",
    rf"(?:\bevery|နေ့တိုင်း|ညတိုင်း|အပတ်တိုင်း)\s?[^\n]{{0,30}}(?:{_CLOCK})",
]
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+(?:teenth|tieth)|"
    r"(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)y[\s-]\w+)"
)
_KIND = (
    r"(?:light\s)?(?:infantry|artillery|armou?red|mechani[sz]ed|signals?|engineers?|airborne|medical|supply|training)?"
    r"\s?(?:battalion|division|brigade|regiment|platoon|squadron|garrison|corps|btn|bn|bde|div|regt|coy)"
)
# what units are called. Sources: the abbreviations that reports on the army of Myanmar use.
_SHORT = r"(?:lib|ib|lid|moc|roc|bgf|mrtd|lir|inf|rmc|tpbn)"
_UNITS = [
    rf"\b{_SHORT}\s?[-–#(\s]{{0,2}}(?:no\.?\s?)?[0-9]{{1,4}}\b",
    rf"\b[0-9]{{1,4}}(?:st|nd|rd|th)?[\s-]+{_SHORT}\b",
    rf"\b[0-9]{{1,4}}(?:st|nd|rd|th)?[\s-]+(?:{_KIND}|infantry|artillery)\b",
    rf"\b(?:{_KIND}|infantry|base|outpost|command)\s?[-–#(]?\s?(?:no\.?|number|nr\.?)?\s?[0-9]{{1,4}}\b",
    rf"\b(?:no\.?|number)\s?\(?[0-9]{{1,4}}\)?\s?(?:{_KIND}|infantry|military|army|tactical|operations?)\b",
    rf"\b{_ORDINAL}[\s-]+(?:{_KIND}|infantry)\b",
    r"\b(?:north|south|east|west|central|coastal|triangle|yangon|naypyidaw)[\s-]?(?:north|south|east|west|central)?(?:ern)?"
    r"\s(?:regional\s)?(?:military\s)?command\b",
    r"(?:ခမရ|ခလရ|စကခ|ဒကစ|တပ်မ|တပ်ရင်း|တပ်ခွဲ|တပ်မဟာ|ဗျူဟာ|တပ်ဖွဲ့|ခြေလျင်|ခြေမြန်|လတတ|အမြောက်)\S{0,12}?\s{0,2}[(–-]?\s?"
    r"(?:အမှတ်\s?)?[(]?[0-9]{1,4}",
    r"(?:အမှတ်\s?)?[(]?[0-9]{1,4}[)]?\s?(?:ခမရ|ခလရ|စကခ|ဒကစ|တပ်မ(?!တော်)|တပ်ရင်း|တပ်ခွဲ|ခြေလျင်တပ်ရင်း|ခြေမြန်)",
    r"[က-အ]\S{0,20}တိုင်းစစ်ဌာနချုပ်",
]
_RULES: tuple[tuple[str, Message, Message, re.Pattern[str]], ...] = (
    (
        "place-in-text",
        say("This tells a place: {found}"),
        say("Leave it out. Only verified helpers give places, privately and late."),
        re.compile("|".join(_PLACES), _FLAGS),
    ),
    (
        "time-in-text",
        say("This tells a day and a time of it: {found}"),
        say("Leave the time out. Who must know it hears it privately and late."),
        re.compile("|".join(_TIMES), _FLAGS),
    ),
    (
        "unit-in-text",
        say("This names a unit: {found}"),
        say("Write  his unit  or leave it out."),
        re.compile("|".join(_UNITS), _FLAGS),
    ),
)
_NO_TEXT = re.compile(
    r"^[ \t]*(?:- )?(?:id|date|verified|expires|reviewed|review_by|until|address|sources|translates"
    r"|guide|was|is)"
    r":[^\n#]*",
    re.MULTILINE,
)


def check_whereabouts(library: Library, private: Iterable[str] = ()) -> Iterator[Problem]:
    """Yield places, times and units in every source; `private` are further words to look for."""
    words = "|".join(re.escape(fold(word).text.strip()) for word in private if word.strip())
    rules = list(_RULES)
    if words:
        rules.append(
            (
                "private-word",
                say("This stands in the private list: {found}"),
                say("Leave it out, and do not say why in the pull request."),
                re.compile(words, _FLAGS),
            )
        )
    for path, text in library.texts.items():
        blanked = _NO_TEXT.sub(lambda match: " " * len(match[0]), text)
        told: set[tuple[str, int]] = set()
        raw = fold(blanked)
        for view in (raw, shown(raw)):
            for rule, message, remedy, pattern in rules:
                for match in pattern.finditer(view.text):
                    start = view.offsets[match.start()]
                    line = text.count("\n", 0, start) + 1
                    if (rule, line) not in told:
                        told.add((rule, line))
                        column = start - text.rfind("\n", 0, start)
                        found = " ".join(match[0].split())[:60] if path != PRIVATE else ""
                        yield problem_at(path, line, column, rule, message.filled(found=found), remedy)
