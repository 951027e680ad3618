"""User names, groups and invitations in messengers, as people write them in sentences.

Source of the names: the messengers that people in Myanmar use.
"""

from __future__ import annotations

import re

_FLAGS = re.ASCII | re.IGNORECASE
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
# words that follow the name of a messenger in ordinary advice, and are not user names
_NOT_A_NAME = (
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
_CAPITALS = rf"{_NOT_A_NAME}(?-i:[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){{0,3}})"
_ONE_WORD = rf"{_NOT_A_NAME}(?:[a-z][\w.]{{3,31}})"
_QUOTED = "[\"“'‘][^\"”'’\\n]{2,40}[\"”'’]"
_TO = (
    r"\b(?:find|add|follow|message|contact|text|reach|dm|write\sto|search(?:\sfor)?|look\sfor|look\sup|join"
    r"|like)\s"
)
_END = r"(?=\s{0,2}[\"”’')]?\s{0,2}(?:[|.,;)\n'\"။]|\Z))"
_NOT_A_VERSION = r"(?!v?[1-9][0-9]?(?:\.[0-9]{1,3}){1,3}(?![\w@-]|\.\w))"
# a name on a messenger: "Telegram ID: x", “group called X”, "find X on Signal"
_AFTER_MESSENGER = [
    rf"{_NAMED}{{1,2}}\s?[:=–-]\s?[\"“'‘]?{_NOT_A_NAME}[^\W\d_]\S{{2,}}",
    rf"{_NAMED}{{1,2}}\s(?:called|named)\s\S{{3,}}",
    rf"{_NAMED}{{1,2}}\s(?:is|are)\s(?:{_CAPITALS}|{_QUOTED}|\w{{0,20}}[0-9_]\w{{0,20}})",
    rf"\s(?:id|user\s?name|handle|nick(?:name)?|name)\s(?:is\s)?{_ONE_WORD}",
    rf"{_NAMED}?\s*[:=–-]?\s*[\"“'‘(]?{_NOT_A_VERSION}(?=[a-z]{{0,40}}[0-9_])[a-z0-9_.]{{4,}}",
    rf"(?:['’]s)?\s{_PLACE}[,:]?\s[\"“'‘]?{_CAPITALS}",
    rf"[^.\n။]{{0,60}}\b(?:page|profile)\s(?:called\s|named\s)?{_QUOTED}",
    r"[^.\n]{0,30}\b(?:she|he|they|we)\b[^.\n]{0,12}\b(?:called|named|known\sas)\s\S{3,}",
    rf"[^.\n]{{0,30}}\b(?:her|his|their|our|my)\sname\b[^.\n]{{0,12}}\bis\s{_NOT_A_NAME}\S{{3,}}",
    rf"[^\n.။]{{0,12}}[“\"][^”\"\n]{{2,40}}[”\"][^\n.။]{{0,12}}(?:ရှာ|{_PLACE_MY}|page|group|channel)",
    rf"\s?(?:ပေါ်|ထဲ)?(?:မှာ|က|ကို)?\s?{_NOT_A_NAME}[a-z][\w. ]{{2,30}}?\s?(?:လို့|ကို|ဆီ|နဲ့)\s?"
    r"(?:ရှာ|စာပို့|စာရေး|ပို့|ဆက်သွယ်|အပ်)",
]
NAME = re.compile(
    "|".join(
        [
            rf"{_MESSENGER}(?:{'|'.join(_AFTER_MESSENGER)})",
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
            rf"{_NOT_A_NAME}\w{{3,}}",
            rf"\bto\s(?:the\suser\s)?{_ONE_WORD},?\s(?:on|at)\s(?:gmail|proton|yahoo|hotmail|outlook)",
            rf"{_MESSENGER}[^\n.။]{{0,60}}[“\"][^”\"\n]{{2,40}}[”\"][^\n.။]{{0,20}}(?:ရှာ|{_PLACE_MY})",
            r"\b(?:network|wi-?fi|hotspot|ssid)\s(?:called|named)\s\S{3,}",
            rf"(?:ဆိုတဲ့|အမည်ရှိ|အမည်ရ|နာမည်နဲ့)\s?{_MESSENGER}\s?{_PLACE_MY}",
            rf"(?:{_PLACE_MY}|အမည်|နာမည်)(?:ကတော့|က|မှာ)\s?{_ONE_WORD}\s?(?:ပါ|ဖြစ်|လို့)",
        ]
    ),
    re.IGNORECASE,
)
# Every match of NAME contains a match of one of these; in small letters, for lines_around.
NAME_ANCHORS = tuple(
    map(
        re.compile,
        [
            _MESSENGER,
            "(?:group|channel|account|bot|community)\\s(?:called|named|[\"“'‘])",
            r"(?:account|community)\s[a-z]|bot(?![a-z])",
            r"(?:insta|ig|fb|tg|wa)\s?[:=–-]",
            r"(?:user\s?name|handle|nick(?:name)?|user\sid|login)\s*(?:[:=]|is)",
            r"(?:network|wi-?fi|hotspot|ssid)\s(?:called|named)",
            "proton|yahoo|hotmail|outlook",
            rf"(?:{_PLACE_MY}|အမည်|နာမည်)(?:ကတော့|က|မှာ)\s?[a-z]",
        ],
    )
)
TAG = re.compile(r"(?<![\w&/({.#])#[a-z][a-z0-9_]{3,}", _FLAGS)
INVITATION = re.compile(
    r"\b(?:group|invite|invitation|joining?|meeting|channel|room)\s(?:code|id|password|pass\s?phrase|key|link)\s?[:=]\s?"
    rf"{_NOT_A_NAME}\S{{2,}}",
    re.IGNORECASE,
)
