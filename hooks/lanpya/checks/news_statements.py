"""Whether a few words state that something has happened.

An English statement shows by how it begins, a Burmese one by how it ends. The patterns are no grammar, and
know what such words usually are in a guide.
"""

from __future__ import annotations

import re

_WORD = r"[\w'’-]+"
# What happens to people and things: “Brother arrested.”
_FATE = (
    r"(?:(?:re)?arrested|detained|captured|caught|taken|held|jailed|imprisoned|charged|sentenced|executed|released|"
    r"killed|murdered|shot|hurt|wounded|injured|beaten|tortured|raped|hit|bombed|shelled|attacked|burnt|burned|"
    r"searched|seized|stolen|lost|gone|dead|missing|free|freed|betrayed|named|seen|followed|watched|"
    r"tracked|hacked|questioned|threatened|opened|deleted|erased|posted|sent|paid|sold|destroyed|found out|"
    r"called up|disappeared|vanished|died|escaped|fled|deserted)\b"
)
_IS = r"(?:was|were|is|are|has|have|had)\b"
_VERB = rf"(?:{_IS}|(?:came|went|left|got|died|disappeared|vanished|escaped|fled|fell)\b)"
_BEHIND = (
    r"(?=$| (?:too|by|with|without|in|at|on|from|to|for|again|already"
    r"|an?|the|his|her|their|your|no|nothing)\b)"
)
# A clause that depends on another, as in “what was agreed”
_INSIDE = (
    r"(?:what|who|whom|whose|which|that|where|when|how|why|if|as|because|while"
    r"|until|before|after|whether|than)\b"
)
_ANYBODY = r"(?:some(?:one|body|thing)|any(?:one|body|thing)|nobody|no one|nothing|one of (?:you|us|them))\b"
_HE = r"(?:he|she|it|they|you|we|i)\b"
# Words with which an English sentence names who or what did something, which no instruction begins with.
_SUBJECT = (
    rf"(?:an?|the|{_HE}|this|that|these|those|there|his|her|its|their|your|our|my|"
    r"some(?:one|body|thing)?|any(?:one|body|thing)|another|one of|two|three|several|many|few|most|both|"
    r"nothing|something|no|too (?:much|many))\b"
)
# What an instruction, a condition or a question begins with.
_ORDER = (
    rf"(?:{_INSIDE}|(?:do|does|did|don['’]t|never|always|only|first|then|not|let|keep|whenever|in|on|at|for|with|"
    r"without|once|unless|should|nobody|no one|everyone|everybody)\b)"
)
_REQUEST = (
    rf"(?:{_ORDER}|(?:is|are|was|were|has|have|can|will|may|must|stay|remain|leave|get|make|act|be|help|call|treat|"
    r"take|hold|carry|say|tell|ask|see|report|count|care|\w+ing)\b)"
)
_MODIFIES = r"(?:for|of|to|about|with|be|as|than)\b"
_PLACE = r"(?:in|on|at|near|by|from|inside|outside|behind|as of)"
_MANY = r"(?:soldiers|officers|men|strangers|people|neighbours|relatives|informers|guards|children|thieves)"
_JOINS = r"(?:and|or|of|with|in|at|on|from|who|whom|that|which|to|for|near|by|without|under|you)\b"

# A verb in the past, or of being or having, whose subject stands before it, not one of a clause inside.
_CLAUSE = rf"(?!{_ORDER})\w+(?: (?!{_INSIDE}){_WORD}){{0,4}}? {_VERB}"
_ENDED = (
    rf"(?!{_REQUEST}|\w+ed\b|{_FATE}){_WORD}(?: (?!{_INSIDE}|{_MODIFIES}){_WORD}){{0,4}}?"
    rf"(?<!\bthe)(?<!\bthose)(?<!\bany)(?<!\ball)(?<!\bor)(?<!\band) {_FATE}{_BEHIND}"
)
_BEGUN = (
    rf"(?!(?:used|based|compared|agreed|\w*(?:need|feed|speed|heed|shed|embed|bleed|ceed))\b)"
    rf"(?:{_FATE}|(?:\w+ed|said|told|wrote|gave|went|came|left|forgot|took|fell|saw|heard|spoke)\b){_BEHIND}"
)
_PLACED = (
    rf"{_PLACE}(?: (?!{_INSIDE}){_WORD}){{1,4}}?,?"
    rf" (?:{_ANYBODY}(?: {_WORD}){{0,3}}? (?:{_VERB}|{_FATE}|\w+ed\b)"
    rf"|(?:{_HE}|the|an?)\b(?: {_WORD}){{0,2}}? {_IS})"
)
_ACTORS = rf"(?:{_MANY} (?!{_JOINS})\w*[^\W_s]\b|police (?!{_JOINS})\w+ (?!{_JOINS})\w)(?!['’]s\b)"

_STATES = re.compile("|".join((_SUBJECT, _CLAUSE, _ENDED, _BEGUN, _PLACED, _ACTORS)), re.IGNORECASE)
# A title is seldom a sentence: “The place he left”, “No medicine to keep quiet”
_OF_TITLE = rf"(?!{_REQUEST}){_WORD}(?: (?!{_INSIDE}|{_HE}){_WORD}){{0,4}}? {_VERB}"
_TITLE_STATES = re.compile("|".join((_OF_TITLE, _ENDED, _PLACED)), re.IGNORECASE)
_STATES_IN_BURMESE = re.compile(
    r"(?:(?:တယ်|ပြီ|ဘူး|သည်|(?<!ရ)မယ်|ခံရမယ်|(?<!ရ)မည်)(?:တဲ့|နော်|ပေါ့|ပဲ|လေ)*"
    r"|(?:တာ|(?<!ရ)မှာ|ခံရမှာ)(?:ပါ|ပဲ|ပေါ့)+(?:တဲ့|နော်|လေ)*|(?:တယ်|ပြီ|မယ်)ဆိုပဲ)$"
)
_CONDITION_IN_BURMESE = re.compile(r"(?:ရင်|လျှင်)(?:[\s၊–]|$)")


def states_in_english(words: str, *, is_title: bool = False) -> bool:
    """Whether words state that something happened; those of a title do only with a verb that says so."""
    return bool((_TITLE_STATES if is_title else _STATES).match(words))


def states_in_burmese(words: str, *, is_title: bool = False) -> bool:
    """Whether words state that something happened, happens or will, by their end, a title's too.

    A condition inside makes them an instruction: “ဖုန်းလာရင် မကိုင်ရဘူး”.
    """
    del is_title  # it ends as any sentence does
    return bool(_STATES_IN_BURMESE.search(words)) and not _CONDITION_IN_BURMESE.search(words)
