"""Phone numbers: in digits of any script, in words, in parts, down the column of a table.

Source of the lengths: ITU-T E.164.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lanpya.detection.normalise import Folded, fold

_FLAGS = re.ASCII | re.IGNORECASE
WORD_DIGIT = (
    "zeroe?s?|noughts?|naughts?|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|treble|ten|eleven|twelve"
    "|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
BURMESE_DIGIT = "(?:သုည|သုံည|ဇီးရိုး?|ဇီရို|တစ်|နှစ်|သုံး|လေး|ငါး|ခြောက်|ခုနစ်|ခုနှစ်|ခွန်|ရှစ်|ကိုး|ဝမ်း|တူး|ဖိုးရ်|ဖိုက်|ဆဲဗင်း|နိုင်း)(?:လုံး)?"
# digits with at most four characters between them, none of them a letter
_BETWEEN = r"[^\w+]{0,4}"
_DIGITS = re.compile(
    rf"(?:(?<![\w.,])|(?<=[a-z\u102b-\u103e],))(?:\+|\(\+)?\(?[0-9](?:{_BETWEEN}[0-9]){{6,}}", _FLAGS
)
# letters that look like digits, among digits: O9 OOO 0l7, ဝ၉
_LIKE_DIGITS = re.compile(
    r"(?<![^\W_])(?=[OolI]*[0-9]|O)[0-9OolI]{2,24}(?![^\W_])|(?<!\w)[0-9ဝ]{2,24}(?![\w\u102b-\u103e])"
)
_AS_DIGITS = str.maketrans("OolIဝ", "00110")
# a number that begins with a zero, and what follows it, with words between
_ZERO = re.compile(r"(?<![\w.:/,*#-])\(?0[0-9]{1,3}(?![\w.:/-]|,[0-9])[^\n]{0,60}", _FLAGS)
_SHORT_CODE = re.compile(
    r"(?:\b(?:call|dial|ring|phone|tel|telephone|sms|text|whatsapp|viber|hotline|number|no\.)|ခေါ်ပါ|ဖုန်း|နံပါတ်)"
    r"[\s:=–-]{0,3}(?:[a-z]{2,6}\s)?[*#+]?[0-9](?:[ -]?[0-9]){2,}(?![0-9])"
    r"|(?<![0-9])[0-9]{3,}\s?(?:ကို|သို့|ဆီ)\s?(?:ခေါ်|ဆက်|နှိပ်|ဖုန်း|စာတို|စာပို့)"
    rf"|\b(?:call|dial|ring|phone|hotline)\s(?:{WORD_DIGIT})(?:[\s-](?:{WORD_DIGIT})\b){{2,}}"
    r"|\b(?:room|meeting|conference|group|pass\s?code|pin)\s(?:id\s|no\.?\s|number\s)?"
    r"(?!(?:12345(?:6(?:7(?:89?)?)?)?|([0-9])\1{3,7})(?![\w-]|\s[0-9]))[0-9](?:[ -]?[0-9]){4,}",
    re.IGNORECASE,
)
# Amounts: thousands with separators, and plain numbers. With more than seven digits only round ones, as phone
# numbers hardly end in 000. A unit, price or currency next to them shows that they are amounts.
_AMOUNT = "|".join(
    [
        *(rf"[1-9][0-9]{{0,2}}{mark}[0-9]{{3}}(?:{mark}000)?" for mark in (",", r"\.", "[’']", " ")),
        *(rf"[1-9]{mark}[0-9]{{3}}{mark}[0-9]{{3}}" for mark in (",", "[’']")),
        "[1-9][0-9]{1,5}(?:000)?",
    ]
)
UNIT = (
    r"(?:kyats?|ks|mmk|lakhs?|baht|thb|(?:us\s)?dollars?|usd|euros?|eur|yuan|rmb|rupees?|inr|ringgit|pounds?|won|yen"
    r"|%|per\s?cent|people|persons?|men|women|children|soldiers|families|households|homes|times|votes|cases|copies"
    r"|pages|pictures|photos|messages|contacts|calls|files|words|letters|signs|characters|km|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|feet|mm|cm|kg|grams?|tons?"
    r"|lit(?:er|re)s?|[kmg]b|bytes|mah|watts?|volts?|seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?)"
    r"(?![a-z])|ကျပ်|သိန်း|ဒေါ်လာ|ဘတ်|ယွမ်|ယူရို|ရူပီး|ရင်းဂစ်|ရာခိုင်နှုန်း|ယောက်|ဦး|ခု|ကြိမ်|ခါ|ရက်|ပတ်|နှစ်|နာရီ|မိနစ်|စက္ကန့်|ကီလို|မိုင်|မီတာ|ပေ"
    "|လုံး|စောင်|မျက်နှာ|အိမ်|ဂရမ်|လီတာ|ကျော်"
)
_CURRENCY = "[$€£฿]|(?:usd|mmk|ks|thb|eur|kyats?)(?:\\s|\\.\\s)|ကျပ်|ဒေါ်လာ|ဘတ်"
_COSTS = (
    r"(?:costs?|paid|pays?|worth|price[ds]?(?:\s(?:is|was|of|at))?|sold\sfor|fine\sof|about|nearly|almost|over|under"
    r"|up\sto|(?:more|less)\sthan)\s"
)
_ROUND = r"[1-9][0-9]{0,3}(?:,000){1,2}|[1-9][0-9]{0,3}000"
_ENDS = r"(?![0-9]|[,.’' -]?[0-9])"
# several round amounts, with or without separators of thousands: with a unit, as prices, or with years
_HUNDREDS = r"(?:[1-9][0-9]{0,2}[ ,.’']?[0-9]00(?:[ ,.’']?000)?|[1-9][0-9]{0,3}(?:[ ,.’']?000){1,2})"
_THEN = r"(?:\s?[,၊;]\s?(?:and\s|or\s)?|\s(?:and|or|to)\s|\s?[-–/]\s?|\s?(?:နဲ့|နှင့်|ကနေ|မှ|ဒါမှမဟုတ်)\s?)"
_OF_YEAR = r"\s\((?:19|20)[0-9]{2}\)"
_PRICES = (
    r"(?:\b(?:prices?|costs?|fees?|fines?|bribes?|sums?|amounts?|salar(?:y|ies)|wages?|rents?)\b|ဈေး|ဒဏ်ငွေ|လစာ|ငွေပမာဏ)"
    r"[^\n.။0-9]{0,20}"
)
_SUMS = re.compile(
    rf"(?<![\w.,+])(?<![0-9+]\W)(?<![0-9+]\W\W){_HUNDREDS}(?:{_THEN}{_HUNDREDS})+\s?(?:{UNIT})"
    rf"|(?<![\w.,+])(?<![0-9+]\W)(?<![0-9+]\W\W){_HUNDREDS}{_OF_YEAR}(?:{_THEN}{_HUNDREDS}{_OF_YEAR})+"
    rf"|{_PRICES}{_HUNDREDS}(?:{_THEN}{_HUNDREDS})+{_ENDS}",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?<![\w.,+])(?<![0-9+]\W)(?<![0-9+]\W\W)(?:{_AMOUNT})(?:\s?(?:[-–]|to|and|or|ကနေ|မှ)\s?(?:{_AMOUNT}))?\s?(?:{UNIT})"
    rf"|(?<![\w.,+])(?<![0-9+]\W)(?<![0-9+]\W\W)(?:{_ROUND})\s?/\s?(?:{_ROUND})\s?(?:{UNIT})"
    rf"|\b{_COSTS}(?:{_ROUND})\s?(?:[-–/]|to|or)\s?(?:{_ROUND}){_ENDS}"
    rf"|(?:{_AMOUNT})\s?(?:x|×|by)\s?(?:{_AMOUNT}){_ENDS}"
    rf"|(?:{_CURRENCY})\s?(?:{_AMOUNT}){_ENDS}|\b{_COSTS}[1-9][0-9]{{0,2}},[0-9]{{3}}(?:,000)?{_ENDS}"
    rf"|\b(?:in|of|since|until|till|before|after|by|from|to|and|between|during|year)\s(?:19|20)[0-9]{{2}}{_ENDS}",
    re.IGNORECASE,
)
# Not phone numbers, unless a word of calling is next to them: numbers in increasing order, hours, numbers of
# laws (in any order) and of bus lines, numbers of people. None begins with a zero, except hours.
_ALONE = r"(?<![\w.,+:/-])(?<![0-9+]\W)(?<![0-9+]\W\W)"
_ITEM = r"[1-9][0-9]{0,2}(?:\s?[-–]\s?[1-9][0-9]{0,2})?"
_ARTICLE = rf"{_ITEM}(?:\s?\([a-z]{{1,4}}\)|[a-z](?![a-z]))?"
_NEXT = r"(?:\s?[,၊;]\s?(?:and\s|or\s)?|\s(?:and|or)\s|\s?(?:နဲ့|နှင့်)\s?)"
_LIST = rf"{_ALONE}{_ITEM}(?:{_NEXT}{_ITEM}){{2,}}(?![0-9]|[^\w\n]{{0,4}}[0-9])"
_HOUR = "(?:[01]?[0-9]|2[0-3]):[0-5][0-9]"
_LAW = (
    r"(?:\b(?:articles?|sections?|rules?|orders?|laws?|acts?|decrees?|directives?|notifications?|clauses?|chapters?"
    r"|pages?|forms?|questions?|bus|trains?|routes?)\s(?:no\.?\s?|numbers?\s)?|\bno\.\s?(?=[0-9]+/(?:19|20)[0-9]{2})"
    r"|\b(?:penal|criminal|civil)\scode,?\s(?:sections?\s)?|(?:ပုဒ်မ|ဥပဒေ|အမိန့်|ကြေညာချက်|စာမျက်နှာ)\s?(?:(?:အမှတ်|နံပါတ်)\s?)?)"
)
_RESOLUTIONS = rf"\bresolutions?\s(?:no\.?\s?|numbers?\s)?[12][0-9]{{3}}(?:{_NEXT}[12][0-9]{{3}})+{_ENDS}"
_VERSION = (
    r"\bversions?\s[1-9][0-9]?(?:\.[0-9]{1,2}){1,2}(?:\.[0-9]{1,3})?(?:\s\([1-9][0-9]{2,5}\))?"
    r"(?![0-9]|[^\w\n]{0,4}[0-9])"
)
_DATE = "(?:{})".format(
    "|".join(
        rf"(?:0?[1-9]|[12][0-9]|3[01]){mark}(?:0?[1-9]|1[0-2]){mark}(?:19[4-9]|20[0-4])[0-9]"
        for mark in (r"\.", "/", "-")
    )
)
# counts in any order, after a word of counting
_COUNTS = (
    r"\b(?:by\s(?:month|year|week|day|age|town|state|region)|per\s(?:month|year|week|day)|ages?|aged|deaths?|figures"
    r"|counts?|prices?|arrests?|casualties|years\sof\sage)\b[^\n.0-9]{0,20}"
    rf"(?:[1-9][0-9]{{0,3}}{_NEXT}){{2,}}[1-9][0-9]{{0,3}}(?![0-9]|[^\w\n]{{0,4}}[0-9])"
)
_PERSONS = "(?:လူ|စစ်သား|မိသားစု|ရွာသား|ကျောင်းသား|ရဲဘော်|အိမ်ထောင်စု)"
_LISTED = re.compile(
    rf"{_LIST}|{_LAW}{_ARTICLE}(?:{_NEXT}{_ARTICLE})+{_ENDS}|{_ALONE}{_HOUR}\s?(?:[-–]|to)\s?{_HOUR}(?![0-9]|[:–-])"
    rf"|{_LAW}[1-9][0-9]{{0,3}}(?:/(?:19|20)[0-9]{{2}})?{_ENDS}(?!/)"
    rf"|{_RESOLUTIONS}|{_VERSION}|{_COUNTS}|{_ALONE}{_DATE}(?:{_THEN}{_DATE})*(?![0-9]|[^\w\n]{{0,4}}[0-9])"
    r"|\bnumber\s[1-9][0-9]{0,2}\s(?:bus(?:es)?|trains?|lines?|routes?|cars?|roads?)\b"
    rf"|{_PERSONS}\s?(?:ပေါင်း\s?)?[1-9][0-9]{{1,3}}(?=\s?(?:ကို|ဆီ|သို့)[^\n။]{{0,20}}(?:တယ်|ခဲ့|မယ်|သည်))",
    re.IGNORECASE,
)
_CALLING = re.compile(
    r"(?:\b(?:call|dial|ring|phone|tel|telephone|sms|text|whats\s?app|viber|telegram|signal|hotline|contact"
    r"|number(?=\s?(?:is\b|[:=])))|ဖုန်း|ဗိုက်ဘာ|တယ်လီဂရမ်|ဆစ်ဂနယ်|နံပါတ်)"
    r"(?:[\s:=.,(–-]|\b(?:us|me|them|him|her|on|at|to|is|now|the|number|no)\b|နံပါတ်|အမှတ်|ဆက်|ခေါ်|ရန်|က(?!\w)|ပါ){0,8}\Z",
    re.IGNORECASE,
)
_DIALLED = re.compile(r"\s?(?:ကို|သို့|ဆီ)?\s?(?:ခေါ်|ဆက်|နှိပ်|ဖုန်း|စာတို|စာပို့)")
# thousands that hide a phone number: nine digits or more, not round
_GROUPED = re.compile(
    r"(?<![\w.+])(?<![0-9],)(?:[1-9][0-9]{2}(?:,[0-9]{3}){2}|[1-9][0-9]{0,2}(?:,[0-9]{3}){3,4})(?<!,000)(?!,?[0-9])"
)
_MOBILE = re.compile(rf"9[0-9]{{0,2}}(?:,[0-9]{{3}}){{3}}(?!\s?(?:{UNIT}))", re.IGNORECASE)
_MONEY_BEFORE = re.compile(rf"(?:{_CURRENCY})\s?\Z", re.IGNORECASE)
_ISO_DATE = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}(?:-[0-9]{2})?(?![0-9])")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9])")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_TWO_DECIMALS = re.compile(r"-?[0-9]{1,3}\.[0-9]+[^0-9]{1,4}[0-9]{1,3}\.[0-9]+")
_SPELT_DIGITS = re.compile(
    rf"(?<!\w)(?:{WORD_DIGIT}|[0-9]{{1,4}}(?![0-9]))(?:[\s,./-]*(?:{WORD_DIGIT}|(?<![0-9])[0-9]{{1,4}}(?![0-9]))){{4,}}(?!\w)"
    rf"|(?:{BURMESE_DIGIT})(?:[\s၊,./-]*(?:{BURMESE_DIGIT}|[0-9])){{5,}}",
    re.IGNORECASE,
)
_COUNTING = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_COUNTING_MY = ["တစ်", "နှစ်", "သုံး", "လေး", "ငါး", "ခြောက်", "ခုနစ်", "ရှစ်", "ကိုး"]
_YEARS = 4  # numbers of years in a row that do not count as a phone number
_DIGIT_WORDS = re.compile(rf"(?:{WORD_DIGIT}|{BURMESE_DIGIT})", re.IGNORECASE)
# Every match of the patterns above contains a match of one of these; in small letters, for lines_around.
NUMBER_ANCHORS = tuple(
    map(
        re.compile,
        [
            rf"[0-9](?:[0-9]{{4}}|(?:[^\w+]{{1,4}}|[\s,./-]+)[0-9]|[\s၊,./-]*(?:{WORD_DIGIT}|{BURMESE_DIGIT}))",
            r"0(?<![a-z0-9_.:/,*#-]0)[0-9]",
            r"[0-9](?:[oli]|(?<=[oliဝ].)|ဝ|\s?(?:ကို|သို့|ဆီ))|ဝဝ",
            "o(?<![a-z]o)[oli]+(?![a-z])",
            r"(?:call|dial|ring|phone|tel|telephone|sms|text|whatsapp|viber|hotline|number|no\.|ခေါ်ပါ|ဖုန်း|နံပါတ်)"
            r"[\s:=–-]{0,3}(?:[a-z]{2,6}\s)?[*#+]?[0-9]",
            rf"(?:{WORD_DIGIT})[\s,./-]*(?:{WORD_DIGIT})",
            rf"{BURMESE_DIGIT}(?:[\s၊,./-]*{BURMESE_DIGIT}){{2}}",
        ],
    )
)
_ROW = re.compile(r"^[ \t]*\|(.*)\|?[ \t]*$", re.MULTILINE)
_CELL = re.compile(r"[^|\n]+")


def numbers_in_columns(text: str) -> Iterator[tuple[int, str]]:
    """Yield the position and text of phone numbers that are spread over the cells of a table column."""
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


def _is_number(text: str) -> bool:
    """Whether digits are a phone number and not dates, years or thousands."""
    if _TWO_DECIMALS.fullmatch(text):
        return False  # a place, which another rule reports
    remaining = text
    if text[0] not in "+(0":
        for pattern in (_ISO_DATE, _THOUSANDS, _YEAR):
            remaining = pattern.sub(" ", remaining)
    return sum(char.isdigit() for char in remaining) >= 7


def _is_number_with_words(text: str) -> bool:
    """Whether a text that begins with a zero continues as a phone number, with words between its parts."""
    for pattern in (_ISO_DATE, _THOUSANDS, _YEAR):
        text = pattern.sub(" ", text)
    return sum(char.isdigit() for char in text) >= 7


def _is_dialled(match: re.Match[str]) -> bool:
    """Whether a word of calling comes directly before or after a match."""
    text = match.string
    before = text[max(0, match.start() - 40) : match.start()]
    return bool(_CALLING.search(before) or _DIALLED.match(text, match.end()))


def _without_listed(match: re.Match[str]) -> str:
    """Return blanks for lists in increasing order, hours and laws, and a phone number unchanged.

    Mobile numbers of Myanmar begin with 9 after the country code; no law has that many articles.
    """
    pairs = [[int(number) for number in re.findall("[0-9]+", item)] for item in re.findall(_ITEM, match[0])]
    digits = "".join(str(number) for pair in pairs for number in pair)
    if re.fullmatch(_LIST, match[0], re.IGNORECASE):
        if pairs != sorted(pairs, key=lambda pair: pair[0]) or any(pair != sorted(pair) for pair in pairs):
            return match[0]
    elif re.match(_PERSONS, match[0]):
        return " " * len(match[0])
    elif len(digits) > 7 and digits.startswith("9"):
        return match[0]
    return match[0] if _is_dialled(match) else " " * len(match[0])


def _without_sums(match: re.Match[str]) -> str:
    """Return blanks for round amounts, and a number to call unchanged, even after a price."""
    before = re.split("[0-9]", match[0])[0]
    return match[0] if before and _CALLING.search(before) else " " * len(match[0])


def _is_grouped(match: re.Match[str]) -> bool:
    """Whether a number with separators of thousands is a phone number."""
    if _is_dialled(match):
        return True
    before = match.string[max(0, match.start() - 8) : match.start()]
    return bool(_MOBILE.match(match.string, match.start())) and not _MONEY_BEFORE.search(before)


def _is_spelt(text: str) -> bool:
    """Whether a text has as many digits, in words and figures, as a phone number."""
    words = len(_DIGIT_WORDS.findall(text))
    if _is_counted_up(text) or _are_years(text):
        return False
    return words >= 2 and words + len(re.findall("[0-9]+", text)) >= 6


def _is_counted_up(text: str) -> bool:
    """Whether these words count upwards from one, in one language and without figures."""
    parts = re.split(r"[\s၊,./-]+", text.lower())
    return any(parts == line[: len(parts)] for line in (_COUNTING, _COUNTING_MY))


def _are_years(text: str) -> bool:
    """Whether these are up to four numbers of years in increasing order: “year” is “two” in Burmese."""
    parts = [part.removesuffix("နှစ်") for part in re.split(r"[\s၊,./-]+", text) if part.endswith("နှစ်")]
    places = [_COUNTING_MY.index(part) for part in parts if part in _COUNTING_MY]
    is_whole = len(places) == len(re.split(r"[\s၊,./-]+", text)) <= _YEARS
    return is_whole and places == sorted(places)


_NUMBERS = ((_ZERO, _is_number_with_words), (_SPELT_DIGITS, _is_spelt))
_UNCOUNTED = ((_DIGITS, _is_number), (_SHORT_CODE, bool))  # searched for only outside amounts and lists


def numbers_in(view: Folded) -> Iterator[tuple[Folded, re.Match[str]]]:
    """Yield the phone numbers in a text, each with the variant of the text in which it was found."""
    as_digits = view.replaced(_LIKE_DIGITS, lambda match: match[0].translate(_AS_DIGITS))
    as_digits = as_digits.replaced(_SUMS, _without_sums)
    uncounted = as_digits.replaced(_COUNTED, lambda match: " " * len(match[0]))
    uncounted = uncounted.replaced(_LISTED, _without_listed)
    yield from ((as_digits, match) for match in _GROUPED.finditer(as_digits.text) if _is_grouped(match))
    for text, patterns in ((as_digits, _NUMBERS), (uncounted, _UNCOUNTED)):
        for pattern, is_valid in patterns:
            yield from ((text, match) for match in pattern.finditer(text.text) if is_valid(match[0]))
