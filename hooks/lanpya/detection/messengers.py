"""User names, groups and invitations in messengers, as people write them in sentences.

Source of the names: the messengers that people in Myanmar use.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lanpya.detection.word_patterns import NOTHING, either
from lanpya.detection.words import Lists, Words

_FLAGS = re.ASCII | re.IGNORECASE
_NAMES = (
    r"signal|telegram|whats\s?app|viber|messenger|facebook|wechat|zangi|threema|discord|instagram|tik\s?tok|twitter"
    r"|skype|imo|briar|simplex|matrix|wire|session|youtube|zalo|botim|potato|gmail"
)
_CAPITAL = "[A-ZÀ-ÖØ-ÞА-ЯЁ]"
_QUOTED = "[\"“'‘«„][^\"”'’»“\\n]{2,40}[\"”'’»“]"
_END = r"(?=\s{0,2}[\"”’')»]?\s{0,2}(?:[|.,;)\n'\"။]|\Z))"
_NOT_A_VERSION = r"(?!v?[1-9][0-9]?(?:\.[0-9]{1,3}){1,3}(?![\w@-]|\.\w))"
TAG = re.compile(r"(?<![\w&/({.#])#[a-z][a-z0-9_]{3,}", _FLAGS)


class MessengerPatterns(NamedTuple):
    """Names, invitations, and anchors: every match contains a match of one of them, in small letters."""

    name: re.Pattern[str]
    invitation: re.Pattern[str]
    anchors: tuple[re.Pattern[str], ...]


@cache
def messenger_patterns(words: Words) -> MessengerPatterns:
    """Return the patterns for the languages of `words`."""
    messenger = f"(?:{_NAMES}|{words.any('messengers')})"
    # words that follow the name of a messenger in ordinary advice, and are not user names
    ordinary = words.any("ordinary words after a messenger", words.spaced)
    not_a_name = rf"(?!(?:{messenger}|google|{ordinary})(?:e?s)?\b)"
    small = words.any("small words inside a name", words.spaced)
    capitals = rf"{not_a_name}(?-i:{_CAPITAL}[\w’'-]+(?:\s(?:{small}\s)?{_CAPITAL}[\w’'-]+){{0,3}})"
    one_word = rf"{not_a_name}(?:[a-z][\w.]{{3,31}})"
    spaced, joined = (
        _Spaced(messenger, not_a_name, capitals, one_word),
        _Joined(messenger, not_a_name, one_word),
    )
    named = _named(words)
    after = [  # a name on a messenger: "Telegram ID: x", “group called X”, "find X on Signal"
        rf"{named}{{1,2}}\s?[:=–-]\s?[\"“'‘«]?{not_a_name}[^\W\d_]\S{{2,}}",
        *words.each(lambda one: spaced.after(one, named), words.spaced),
        rf"{named}?\s*[:=–-]?\s*[\"“'‘«(]?{_NOT_A_VERSION}(?=[a-z]{{0,40}}[0-9_])[a-z0-9_.]{{4,}}",
        *words.each(
            lambda one: (
                rf"[^\n.။]{{0,12}}[“\"][^”\"\n]{{2,40}}[”\"][^\n.။]{{0,12}}(?:{one['search for']}"
                rf"|{one['places in a messenger']}|page|group|channel)",
            ),
            words.joined,
        ),
        *words.each(joined.after, words.joined),
    ]
    name = [
        rf"{messenger}(?:{'|'.join(after)})",
        rf"(?=(?-i:[A-Z\u0370-\u06ff\u1000-\u109f])){messenger}[ \t]?[:=–-][ \t]?[\"“'‘«]?(?:{capitals}"
        rf"|{one_word}){_END}",
        r"\b(?-i:IG|FB|TG|WA|Insta)\s?[:=–-]\s?\w{3,}",
        *words.each(spaced.anywhere, words.spaced),
        r"\b(?-i:[A-Z]\w{2,30}Bot)\b",
        *words.each(joined.anywhere, words.joined),
    ]
    invitation = words.each(
        lambda one: (
            rf"\b{one['meetings']}\s{one['keys of a meeting']}\s?[:=]\s?{not_a_name}\S{{2,}}",
            rf"\b{one['keys of a meeting']}\s{one['of, in a messenger']}\s{one['meetings']}\s?[:=]\s?"
            rf"{not_a_name}\S{{2,}}",
        ),
        words.spaced,
    )
    anchors = [
        messenger,
        *words.each(
            lambda one: (
                rf"{one['groups in a messenger']}\s(?:{one['called']}|[\"“'‘«])",
                rf"{one['accounts in a messenger']}\s[a-z]",
                rf"{one['user names']}\s*(?:[:=]|{one['is']})",
                rf"{one['networks']}\s{one['called']}",
                rf"{one['keys of a meeting']}(?:\s{one['of, in a messenger']}\s{one['meetings']})?\s?[:=]",
                rf"{one['keys of a meeting']}\s?[:=]",
            ),
            words.spaced,
        ),
        r"bot(?![a-z])",
        r"(?:insta|ig|fb|tg|wa)\s?[:=–-]",
        "proton|yahoo|hotmail|outlook",
        *words.each(
            lambda one: (
                rf"(?:{one['places in a messenger']}|{one['words for a name']}){one['is']}\s?[a-z]",
            ),
            words.joined,
        ),
    ]
    return MessengerPatterns(
        re.compile("|".join(name), re.IGNORECASE),
        re.compile("|".join(invitation), re.IGNORECASE),
        tuple(map(re.compile, anchors)),
    )


def _named(words: Words) -> str:
    """Return a pattern for what is between a messenger and a name: user name, page, contact."""
    spaced = words.any("names and places in a messenger", words.spaced)
    of = words.any("of, in a messenger", words.spaced)
    joined = (words.any(name, words.joined) for name in ("places in a messenger", "words for a name"))
    particles = words.any("particles", words.joined)
    of = "" if of == NOTHING else rf"(?:{of}\s)?"
    particles = "" if particles == NOTHING else rf"{particles}?"
    return rf"(?:(?:\s|['’]s|\()*{either(of + spaced, *joined)}{particles})"


class _Spaced(NamedTuple):
    """Sentences in languages with white space between words."""

    messenger: str
    not_a_name: str
    capitals: str
    one_word: str

    def after(self, one: Lists, named: str) -> list[str]:
        """Return what may follow the name of a messenger."""
        place, called = one["places in a messenger"], one["called"]
        short = r"[^.\n]{0,12}"
        return [
            rf"{named}{{1,2}}\s{called}\s\S{{3,}}",
            rf"{named}{{1,2}}\s{one['is']}\s(?:{self.capitals}|{_QUOTED}|\w{{0,20}}[0-9_]\w{{0,20}})",
            rf"\s{one['user names after a messenger']}\s{one.maybe('is')}{self.one_word}",
            rf"(?:['’]s)?\s{place}[,:]?\s[\"“'‘«]?{self.capitals}",
            rf"[^.\n။]{{0,60}}\b{one['pages in a messenger']}\s{one.maybe('called')}{_QUOTED}",
            rf"[^.\n]{{0,30}}\b{one['pronouns']}\b{short}\b{one['called, of a person']}\s\S{{3,}}",
            rf"[^.\n]{{0,30}}\b{one['somebody’s name']}\b{short}\b{one['is']}\s{self.not_a_name}\S{{3,}}",
        ]

    def anywhere(self, one: Lists) -> list[str]:
        """Return sentences of other forms."""
        groups, called = one["groups in a messenger"], one["called"]
        on = rf"{one['on']}\s{self.messenger}"
        page = one["pages in a messenger"]
        providers = "(?:gmail|proton|yahoo|hotmail|outlook)"
        return [
            rf"\b{groups}\s(?:{called}\s\S{{3,}}|{_QUOTED})",
            rf"\b{one['accounts in a messenger']}\s{self.capitals}",
            rf"\b{page}\s{one.maybe('called')}(?:{_QUOTED}|{self.capitals})\s{on}",
            rf"\b{one['find or write to']}\s(?:{_QUOTED}|{self.capitals})\s{on}",
            rf"\b{one['search']}\s{one.maybe('search in')}{self.messenger}\s{one['search for']}\s"
            rf"(?:{_QUOTED}|{self.capitals}|{self.one_word}{_END})",
            rf"\b{one['user names']}\s*(?:[:=]|{one['is']}\b)\s*[\"“'‘«]?{self.not_a_name}\w{{3,}}",
            rf"\b{one['to']}\s{one.maybe('the user')}{self.one_word},?\s{one['at a provider']}\s{providers}",
            rf"\b{one['networks']}\s{called}\s\S{{3,}}",
            *self._before(one),
        ]

    def _before(self, one: Lists) -> list[str]:
        """Return sentences in which the word for a name or a group comes before the messenger."""
        of = rf"(?:{either(one['of, in a messenger'], one['on'])}\s)?"
        names, places = one["user names before a messenger"], one["places before a messenger"]
        sign = rf"\s?[:=–-]\s?[\"“«]?{self.not_a_name}\S{{3,}}"
        return [
            rf"\b{names}\s{of}{self.messenger}(?:{sign}|\s{one['is']}\s[\"“«]?{self.one_word})",
            rf"\b{either(names, places)}\s{of}{self.messenger}\s{one['called']}\s\S{{3,}}",
            rf"\b{places}\s{of}{self.messenger}(?:{sign}|\s{one['is']}\s(?:{self.capitals}|{_QUOTED}|\w{{0,20}}[0-9_]\w{{0,20}}))",
            # in another script, no other word is in Latin letters
            rf"\b{either(names, places)}\s{of}{self.messenger}\s{one['is, if anything']}?\s?[a-z][a-z0-9."
            rf"_]{{3,31}}",
        ]


class _Joined(NamedTuple):
    """Sentences in languages without white space between words; the verb comes last."""

    messenger: str
    not_a_name: str
    one_word: str

    def after(self, one: Lists) -> list[str]:
        """Return what may follow the name of a messenger."""
        return [
            rf"\s?(?:{one['on']})?"
            rf"(?:{one['particles']})?\s?{self.not_a_name}[a-z][\w. ]{{2,30}}?\s?"
            rf"{one['particles after a name']}\s?"
            rf"(?:{one['search for']}|{one['write to']})",
        ]

    def anywhere(self, one: Lists) -> list[str]:
        """Return sentences of other forms."""
        place = one["places in a messenger"]
        return [
            rf"{self.messenger}[^\n.။]{{0,60}}[“\"][^”\"\n]{{2,40}}[”\"][^\n.။]{{0,20}}"
            rf"(?:{one['search for']}|{place})",
            rf"{one['called']}\s?{self.messenger}\s?{place}",
            rf"(?:{place}"
            rf"|{one['words for a name']}){one['is']}\s?{self.one_word}\s?"
            rf"{one['particles after a user name']}",
        ]
