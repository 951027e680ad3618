"""Whether words state that something has happened, in English and in Burmese.

English statements are recognised by how they begin, Burmese ones by how they end. The patterns are not a
grammar: they cover what such words usually are in guides.
"""

from __future__ import annotations

import re
from typing import NamedTuple, Protocol

ENDS = ".!။:– "  # what may follow a lead-in
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
_AFTER = (
    r"(?=$| (?:too|by|with|without|in|at|on|from|to|for|again|already"
    r"|an?|the|his|her|their|your|no|nothing)\b)"
)
# A clause that depends on another, as in “what was agreed”
_DEPENDENT = (
    r"(?:what|who|whom|whose|which|that|where|when|how|why|if|as|because|while"
    r"|until|before|after|whether|than)\b"
)
_SOMEBODY = r"(?:some(?:one|body|thing)|any(?:one|body|thing)|nobody|no one|nothing|one of (?:you|us|them))\b"
_PRONOUN = r"(?:he|she|it|they|you|we|i)\b"
# Words with which English sentences name who or what did something, and no instruction begins.
_SUBJECT = (
    rf"(?:an?|the|{_PRONOUN}|this|that|these|those|there|his|her|its|their|your|our|my|"
    r"some(?:one|body|thing)?|any(?:one|body|thing)|another|one of|two|three|several|many|few|most|both|"
    r"nothing|something|no|too (?:much|many))\b"
)
# What an instruction, a condition or a question begins with.
_ORDER = (
    rf"(?:{_DEPENDENT}|(?:do|does|did|don['’]t|never|always|only|first|then|not|let|keep|whenever|in|on|at|for|with|"
    r"without|once|unless|should|nobody|no one|everyone|everybody)\b)"
)
_REQUEST = (
    rf"(?:{_ORDER}|(?:is|are|was|were|has|have|can|will|may|must|stay|remain|leave|get|make|act|be|help|call|treat|"
    r"take|hold|carry|say|tell|ask|see|report|count|care|\w+ing)\b)"
)
_MODIFIES = r"(?:for|of|to|about|with|be|as|than)\b"
_PLACE = r"(?:in|on|at|near|by|from|inside|outside|behind|as of)"
_GROUPS = r"(?:soldiers|officers|men|strangers|people|neighbours|relatives|informers|guards|children|thieves)"
_JOINS = r"(?:and|or|of|with|in|at|on|from|who|whom|that|which|to|for|near|by|without|under|you)\b"

# A verb in the past, or of being or having, after its subject, and not part of a dependent clause.
_CLAUSE = rf"(?!{_ORDER})\w+(?: (?!{_DEPENDENT}){_WORD}){{0,4}}? {_VERB}"
_ENDED = (
    rf"(?!{_REQUEST}|\w+ed\b|{_FATE}){_WORD}(?: (?!{_DEPENDENT}|{_MODIFIES}){_WORD}){{0,4}}?"
    rf"(?<!\bthe)(?<!\bthose)(?<!\bany)(?<!\ball)(?<!\bor)(?<!\band) {_FATE}{_AFTER}"
)
_BEGUN = (
    rf"(?!(?:used|based|compared|agreed|\w*(?:need|feed|speed|heed|shed|embed|bleed|ceed))\b)"
    rf"(?:{_FATE}|(?:\w+ed|said|told|wrote|gave|went|came|left|forgot|took|fell|saw|heard|spoke)\b){_AFTER}"
)
_PLACED = (
    rf"{_PLACE}(?: (?!{_DEPENDENT}){_WORD}){{1,4}}?,?"
    rf" (?:{_SOMEBODY}(?: {_WORD}){{0,3}}? (?:{_VERB}|{_FATE}|\w+ed\b)"
    rf"|(?:{_PRONOUN}|the|an?)\b(?: {_WORD}){{0,2}}? {_IS})"
)
_ACTORS = rf"(?:{_GROUPS} (?!{_JOINS})\w*[^\W_s]\b|police (?!{_JOINS})\w+ (?!{_JOINS})\w)(?!['’]s\b)"

_STATES = re.compile("|".join((_SUBJECT, _CLAUSE, _ENDED, _BEGUN, _PLACED, _ACTORS)), re.IGNORECASE)
# A title is seldom a sentence: “The place he left”, “No medicine to keep quiet”
_OF_TITLE = rf"(?!{_REQUEST}){_WORD}(?: (?!{_DEPENDENT}|{_PRONOUN}){_WORD}){{0,4}}? {_VERB}"
_TITLE_STATES = re.compile("|".join((_OF_TITLE, _ENDED, _PLACED)), re.IGNORECASE)
_STATES_IN_BURMESE = re.compile(
    r"(?:(?:တယ်|ပြီ|ဘူး|သည်|(?<!ရ)မယ်|ခံရမယ်|(?<!ရ)မည်)(?:တဲ့|နော်|ပေါ့|ပဲ|လေ)*"
    r"|(?:တာ|(?<!ရ)မှာ|ခံရမှာ)(?:ပါ|ပဲ|ပေါ့)+(?:တဲ့|နော်|လေ)*|(?:တယ်|ပြီ|မယ်)ဆိုပဲ)$"
)
_CONDITION_IN_BURMESE = re.compile(r"(?:ရင်|လျှင်)(?:[\s၊–]|$)")


def states_in_english(words: str, *, is_title: bool = False) -> bool:
    """Whether words state that something happened. In a title this takes a verb that says so."""
    return bool((_TITLE_STATES if is_title else _STATES).match(words))


def states_in_burmese(words: str, *, is_title: bool = False) -> bool:
    """Whether words, or a title, end like a statement about the past, present or future.

    A condition in them makes them an instruction: “ဖုန်းလာရင် မကိုင်ရဘူး”.
    """
    del is_title  # a title ends like any sentence
    return bool(_STATES_IN_BURMESE.search(words)) and not _CONDITION_IN_BURMESE.search(words)


class _Test(Protocol):
    def __call__(self, words: str, *, is_title: bool = False) -> bool: ...


class Statements(NamedTuple):
    """How statements are recognised in a language, and what ends a lead-in that is one by itself."""

    states: _Test | None
    lead_ends: str


# An English lead-in that ends in a colon is heard together with what follows.
_STATEMENTS = {"en": Statements(states_in_english, ".!။"), "my": Statements(states_in_burmese, ENDS)}


def statements_of(language: str) -> Statements:
    """Return how statements are recognised in a language, by its code; without rules `states` is None."""
    return _STATEMENTS.get(language, Statements(None, ENDS))
