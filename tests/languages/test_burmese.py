"""Burmese text of every kind, also such as nobody would think of: nothing is lost, nothing torn."""

from __future__ import annotations

import gc
import itertools
import os
import re
import resource
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support.commands import run_lanpya
from support.project import ROOT

from lanpya.checks.context import CheckContext
from lanpya.checks.spelling import check_spelling
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.content.yaml_fields import Field
from lanpya.languages.burmese import Burmese
from lanpya.languages.burmese.known_syllables import SYLLABLE_UNKNOWN
from lanpya.languages.burmese.words import browser_splits, segments, whole_words
from lanpya.leaflets.text_runs import BREAK, JOINER, runs_of
from lanpya.pages.line_breaks import with_breaks
from lanpya.problems.problem import Problem
from scripts.rigs.line_breaks import is_inside_a_syllable

BURMESE = Burmese("my")
UNKNOWN = SYLLABLE_UNKNOWN.id  # of syllables made at random most are in no word

# --- texts ---

LETTERS = [chr(code) for code in range(0x1000, 0x1022)]
myanmar = st.text(st.characters(min_codepoint=0x1000, max_codepoint=0x109F), max_size=40)
anything = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@st.composite
def syllables(draw: st.DrawFn) -> str:
    """A syllable as the grammar has it: kinzi, letter, stack, medials, vowels, tone, final consonant."""
    pick: Callable[[list[str]], str] = lambda choices: draw(st.sampled_from(choices))  # noqa: E731
    onset = pick(["", "", "", "င်္"]) + pick(LETTERS) + pick(["", "", "", *(f"\u1039{c}" for c in LETTERS[:8])])
    medials = pick(["", "", "ျ", "ြ", "ွ", "ှ", "ျွ", "ြွ", "ျွှ", "ြွှ"])
    vowel = pick(["", "ာ", "ိ", "ီ", "ု", "ူ", "ေ", "ဲ", "ော", "ော်", "ော့်", "ေါ့်", "ို", "ံ", "ုံ", "့", "း", "ို့"])
    final = pick(["", "", "က်", "င်း", "န့်", "ည်", "ခ်"])
    return onset + medials + vowel + final


burmese = st.lists(
    syllables() | st.sampled_from([" ", "။ ", "၊ ", "(", ")", "VPN", "၂၀၂၁", "12", "–"]), max_size=25
).map("".join)
texts = st.one_of(burmese, anything, myanmar, st.tuples(burmese, anything, burmese).map("".join))


# --- segments ---


@given(texts)
def test_joined_segments_are_the_text_to_the_letter(text: str) -> None:
    assert "".join(segments(text)) == text
    assert all(segments(text))


@given(burmese)
def test_no_segment_ends_inside_a_syllable(text: str) -> None:
    text = BURMESE.normalise(text)
    position = 0
    for piece in segments(text)[:-1]:
        position += len(piece)
        assert not is_inside_a_syllable(text, position), (text[:position], text[position:])


@given(texts)
def test_normal_form_is_reached_at_once(text: str) -> None:
    once = BURMESE.normalise(text)
    assert BURMESE.normalise(once) == once == unicodedata.normalize("NFC", text)


WHOLE = "စင်္ကာပူ လင့်ခ် ဖေ့စ်ဘွတ်ခ် တက္ကသိုလ် ယောက်ျား ကျွန်ုပ် အင်္ဂါ ရပ်စ် နှင့် အက်ပ် ဆင်းမ်ကတ် ကျွန်တော့် အဒေါ့်"


@pytest.mark.parametrize("word", WHOLE.split())
def test_loan_words_and_kinzi_stay_whole_inside_their_syllables(word: str) -> None:
    for text in (word, f"ဒီ{word}ကို", f"{word}နဲ့ {word}"):
        position = 0
        for piece in segments(text)[:-1]:
            position += len(piece)
            assert not is_inside_a_syllable(text, position), segments(text)


@pytest.mark.parametrize("name", whole_words())
def test_no_line_is_broken_inside_a_name_or_a_loan_word(name: str) -> None:
    assert unicodedata.is_normalized("NFC", name)
    for before, after in (("", ""), ("ဒီ", "ကို"), ("သူ့", "နဲ့ မရေးပါနဲ့။"), ("(", ")"), ("", "ထဲက စာ")):
        assert any(name in piece for piece in segments(f"{before}{name}{after}"))
        page = with_breaks(f'<p lang="my">{before}{name}{after}</p>')
        assert name in page, page  # <wbr> is never inside
        if browser_splits(name):
            assert re.search(f"<u>[^<]*{name}[^<]*</u>", page), page
        printed = "".join(run["t"] for run in runs_of(f"{before}{name}{after}", "my"))
        assert any(name in piece.replace(JOINER, "") for piece in printed.split(BREAK)), printed


def test_a_name_that_is_only_part_of_a_syllable_is_none() -> None:
    """ဗိုက်ဘာ is the app; ဗိုက် with ဘား after it is not, and ချ် ends a syllable and never begins one."""
    assert "ဗိုက်" in segments("ဗိုက်ဘားပါ")
    for text in ("ကောလေ့ချ်ကို", "ဂျော့ဂျ်ကို", "ဘရစ်တစ်ရှ်က"):
        assert not any(re.match("[က-အ][ျြွှ]?်", piece) for piece in segments(text)), segments(text)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("ဘာမှ မလုပ်ပါနဲ့။", "ဘာ|မှ| |မလုပ်|ပါနဲ့။"),
        ("စစ်တပ်မထိန်းချုပ်တဲ့", "စစ်တပ်|မထိန်းချုပ်|တဲ့"),
        ("စာမပို့ပါနဲ့", "စာမပို့|ပါနဲ့"),
        ("ကတိမပေးနိုင်ပါဘူး", "ကတိ|မပေး|နိုင်|ပါဘူး"),
        ("မှန်မမှန်", "မှန်မမှန်"),
        ("လိုမလို", "လိုမလို"),
        ("ဒါမှမဟုတ်", "ဒါမှမဟုတ်"),
        ("မိုင်းထောင်ပါတယ်", "မိုင်း|ထောင်|ပါတယ်"),
        ("ငွေအရင်", "ငွေ|အရင်"),
        ("ဖုန်းစစ်ခြင်း", "ဖုန်းစစ်|ခြင်း"),
        ("ဓမ္မပြောတယ်", "ဓမ္မ|ပြော|တယ်"),
        ("ကျွန်တော့်ဖုန်းကို", "ကျွန်တော့်|ဖုန်း|ကို"),
        ("😀ကျွန်တော့်ကိုပြောပါ", "😀|ကျွန်တော့်|ကို|ပြော|ပါ"),
    ],
)
def test_no_line_begins_with_what_alone_says_the_opposite(text: str, pieces: str) -> None:
    """A negation stays with its verb, in a phrase too, and an ending with the ပါ that alone commands."""
    assert "|".join(segments(text)) == pieces


def test_a_browser_is_told_to_keep_what_belongs_together() -> None:
    assert with_breaks('<p lang="my">မလုပ်ပါနဲ့။</p>') == ('<p lang="my"><u>မလုပ်</u><wbr><u>ပါနဲ့။</u></p>')


def test_no_negation_of_the_guides_is_torn() -> None:
    for path in sorted((ROOT / "docs").glob("*/*")):
        if path.parent.name in ("my", "data"):
            for line in BURMESE.normalise(path.read_text(encoding="utf-8")).splitlines():
                pieces = segments(line)
                for piece, following in itertools.pairwise(pieces):
                    letter_follows = "က" <= following[0] <= "အ"
                    assert not (letter_follows and re.search("(?<!္)[မအ]$", piece)), (piece, following)


def test_a_line_may_break_where_scripts_meet_and_not_before_punctuation() -> None:
    assert segments("ဒီVPNကို 12ခု (ဖုန်း)၊") == ("ဒီ", "VPN", "ကို", " ", "12", "ခု", " ", "(ဖုန်း)၊")
    assert segments("😀ဖုန်း😀စစ်ဆေး") == ("😀", "ဖုန်း", "😀", "စစ်ဆေး")


def test_no_line_breaks_inside_a_number() -> None:
    assert segments("၂,၀၂၉ ယောက်၊ ၃.၅ နာရီ၊ 1,300") == (
        "၂,၀၂၉",
        " ",
        "ယောက်၊",
        " ",
        "၃.၅",
        " ",
        "နာရီ၊",
        " ",
        "1,300",
    )


# --- breaks in pages ---

INLINE, BLOCKS = ["a", "strong", "em", "small"], ["p", "li", "td", "h2", "div"]


@st.composite
def fragments(draw: st.DrawFn, depth: int = 3) -> str:
    """HTML as templates make it: nested elements, languages, attributes with Burmese, entities."""
    if depth == 0 or draw(st.booleans()):
        return escape(draw(texts).replace("\r", ""), quote=draw(st.booleans()))
    tag = draw(st.sampled_from(INLINE if depth < 3 else BLOCKS))
    attributes = draw(st.sampled_from(["", ' lang="my"', ' lang="en"', ' title="ဖုန်းစစ်ဆေးခံရရင်"']))
    inner = draw(st.lists(fragments(depth=depth - 1), max_size=3).map("".join))
    return f"<{tag}{attributes}>{inner}</{tag}>"


@given(st.lists(fragments(), max_size=4).map("".join))
@pytest.mark.slow
def test_breaks_add_to_a_page_and_change_nothing(body: str) -> None:
    head = "<head><title>ဖုန်းစစ်ဆေးခံရရင်</title><script>var a = 'ဖုန်းစစ်ဆေး';</script></head>"
    html = f'<!doctype html><html lang="my">{head}<body>{body}</body></html>'
    broken = with_breaks(html)
    assert head in broken
    assert broken.replace("<wbr>", "").replace("<u>", "").replace("</u>", "") == html
    assert broken.count("<u>") == broken.count("</u>")


def test_words_are_found_across_elements_and_languages_keep_their_own_rules() -> None:
    page = '<p lang="my">ဖုန်း<strong>စစ်</strong>ဆေး<sup>1</sup> လင့်ခ်ပါ <span lang="en">a call</span></p>'
    assert with_breaks(page) == (
        '<p lang="my">ဖုန်း<strong><wbr>စစ်</strong>ဆေး<sup>1</sup> <u>လင့်ခ်</u><wbr>ပါ '
        '<span lang="en">a call</span></p>'
    )


# --- spelling ---

RIGHT = """
ယောက်ျား ကျွန်ုပ် လက်ျာ တက္ကသိုလ် စင်္ကာပူ အင်္ဂလိပ် အင်္ဂါ ၎င်း ၎င်းတို့ ဉာဏ် ဉာဏ်ကောင်း ပညာ ဥပဒေ ဥပမာ ဥ ဥယျာဉ် ဦး ဦးလေး ဩဂုတ် ဩဇာ ဪ
ဣန္ဒြေ ဣ ဤ ဧပြီ ဧဝံ ဧရာဝတီ ဥုံ ပဉ္စမ သမ္မတ ဘဝ ဘဝင် ဝ ဝန်ကြီး ဝင်ငွေ ရက် ရာ ၇ရက် ၇ရာ ၇နှစ် ၁၀ ၂၀၂၁ ၂၀ ၀.၅ အသက်၇နှစ် ၅ဝယ်
ရာခိုင်နှုန်း လျှို့ဝှက် လျှပ်စစ် ရွှေ မြွှာ ကြွေး ဗုဒ္ဓ ဝတ္ထု သတ္တဝါ ဒုက္ခ ဿ မနုဿ ဣဿာ ဌာန ဍ ဎ ဏ ဠ ဆရာဝန် ဈေး ဗျူဟာ ဂြိုဟ် ဖို့ တို့ ကဲ့သို့
ပို့စ် အက်ပ် ချတ် မက်ဆေ့ချ် ဝက်ဘ်ဆိုက် ဖေ့စ်ဘွတ်ခ် ကွန်ပျူတာ ဗီဒီယို ဘတ်စ်ကား ဒေါ်လာ ကော်ပီ ဟိုတယ် ဘိလပ်မြေ သမီး ညွှန်း ဆွေမျိုး မှုခင်း စဉ်းစား နေ့စဉ် အစဉ်
လိပ်:က သမ္ဗုဒ္ဓ ဗြဟ္မ ပဉ္စင်း ငါးသေတ္တာ မိစ္ဆာ စားရေရိက္ခာ အခန်း၀ နံပါတ်၀
၈:၃၀ ၁၀:၀၀ ၁:၂ ရက်စွဲ:၂၀၂၆ ဖုန်း:၀၉ ည၇နာရီ လ၇ရက် ပုဒ်မ၇အရ ပုဒ်မ၇က ၅ဝတ္ထု ၂ဝရမ်း သင်္ချာ အဟိံသာ ဘုရားတကာ ဘာသာဗေဒ ဗြိတိန်
ကျွန်တော့် ကျွန်တော့်ရဲ့ အဒေါ့် အဒေါ့်ဆီ မောင်ကျော့် ဗိုလ်ချုပ်ကြော့် ရွှေဘော့်အိမ် ခင်လျှော့် သင်္ခေါ့် စက္ကော့် ဘလော့ဂ် ရှော့ခ်
"""
# well written, and in no list
RARE = "ဂျော့ခ်ျ ကို့ ညွံ့ ပြော့်"

# what people type, what is found, and what is proposed for it; None: nobody can tell
WRONG = [
    ("တယ််", "mark-doubled", "ယ်"),
    ("ကို်", "mark-order", None),
    ("တာ်", "mark-order", None),
    ("ကျြောင်း", "mark-order", None),
    ("လူ့း", "mark-order", None),
    ("ကေိ", "mark-order", None),
    ("ကိူ", "mark-order", "ကို"),
    ("ကီု", "mark-order", "ကို"),
    ("ကိာ", "mark-order", None),
    ("စူံ", "mark-order", None),
    ("ပြောိ", "mark-order", None),
    ("သွား်", "mark-order", None),
    ("ကျွနု်ပ်", "mark-order", "န်ု"),
    ("ယောကျ်ား", "mark-order", "က်ျား"),
    ("ယောကျာ်း", "mark-order", "က်ျား"),
    ("လကျ်ာ", "mark-order", "က်ျာ"),
    ("ဥုီး", "mark-order", "ဦး"),
    ("ြမန်မာ", "mark-order", "မြ"),
    ("ဥးလေး", "look-alike", "ဦ"),
    ("ဉုံ", "look-alike", "ဥ"),
    ("သြော်", "look-alike", "ဪ"),
    ("ဩော်", "look-alike", "ဪ"),
    ("သြဂုတ်", "look-alike", "ဩ"),
    ("ဖုန်:ကို", "look-alike", "း"),
    ("၈း၃၀", "look-alike", ":"),
    ("၁၀း၃၀", "look-alike", ":"),
    ("၇း၀၀", "look-alike", ":"),
    ("10း30", "look-alike", ":"),
    ("၀တ္ထု", "look-alike", "ဝ"),
    ("၀ရမ်းပြေး", "look-alike", "ဝ"),
    ("၀တယ်", "look-alike", "ဝ"),
    ("0န်ကြီး", "look-alike", "ဝ"),
    ("သဘာ၀၊", "look-alike", "ဝ"),
    ("ဝ၉၁၂", "look-alike", "၀"),
    ("၁ဝဝ", "look-alike", "၀"),
    ("ဝ.၅", "look-alike", "၀"),
    ("၁.ဝ", "look-alike", "၀"),
    ("လို့၇တယ်", "look-alike", "ရ"),
    ("ကြည့်၇မယ်", "look-alike", "ရ"),
    ("၁ရ ရက်", "look-alike", "၇"),
    ("4င်း", "look-alike", "၎"),
    ("ဖု န်း", "syllable-torn", ""),
    ("ဖု\nန်း", "syllable-torn", ""),
    ("ဖု\u00a0န်း", "syllable-torn", ""),
    ("က်ွန်တော်", "mark-order", "ကျွ"),
    ("ဖ်ျက်", "mark-order", None),
    ("မ်ှာ", "mark-order", None),
    ("မသ်ုံး", "mark-order", None),
    ("ကိုယ္တိုင်", "look-alike", "်"),
    ("သြားပါတယ်", "look-alike", "သွ"),
    ("ဖေ့်", "mark-order", None),
    ("ခဲ့်", "mark-order", None),
    ("တာ့်", "mark-order", None),
    ("အဒါ့်", "mark-order", None),
    ("တို့်", "mark-order", None),
    ("တံ့်", "mark-order", None),
    ("တော့်း", "mark-order", None),
    ("တော့ံ", "mark-order", None),
    ("တံ\u1039", "mark-order", None),
    ("တော့\u1039", "mark-order", None),
    ("ကျွန်တ့ော်", "mark-order", "တော့်"),
    ("ေတာ့်", "mark-order", "တော့်"),
    ("ကျွန်တော့့်", "mark-doubled", "တော့်"),
    ("ကျွန်တော့််", "mark-doubled", "တော့်"),
    ("သြော့်", "look-alike", "ဪ့"),
    ("ဩော့်", "look-alike", "ဪ့"),
]


@pytest.mark.parametrize(("text", "rule", "proposal"), WRONG)
def test_what_people_mistype_is_found(text: str, rule: str, proposal: str | None) -> None:
    for around in (text, f"ဒီ {text} မှာ"):
        found = list(BURMESE.findings(unicodedata.normalize("NFC", around)))
        assert [(finding.rule.id, finding.proposal) for finding in found[:1]] == [(rule, proposal)]
        assert {finding.rule.id for finding in found} == {rule}


def test_one_sentence_in_zawgyi_is_reported_and_the_others_are_read() -> None:
    text = "ဖုန်းထဲမှာ ဘာမှ မသိမ်းပါနဲ့။ ေနာက္မွ ျပန္ဖတ္ပါ။ ၀င်ငွေ"
    zawgyi, look_alike = BURMESE.findings(text)
    assert (zawgyi.rule.id, text[zawgyi.start : zawgyi.end]) == ("zawgyi", " ေနာက္မွ ျပန္ဖတ္ပါ။")
    assert (look_alike.rule.id, text[look_alike.start]) == ("look-alike", "၀")


def test_no_sign_is_lost_where_sentences_are_parted() -> None:
    for text in ("။။။ ဖု န်း", "ကောင်း။။ ဖု န်း။။"):
        (torn,) = BURMESE.findings(text)
        assert text[torn.start - 2 : torn.end + 1] == "ဖု န"


@pytest.mark.parametrize("text", ["အကူအညီ ဘယ္မွာရမလဲ။", "ဘယ္သူလဲ။", "အိမ္မွာ အိမ္သာရွိလား", "ဘယ္သြားမလဲ။", "အိမ္မွာ မသြားပါ။"])
def test_short_zawgyi_without_a_slip_of_marks_is_reported(text: str) -> None:
    assert {finding.rule.id for finding in BURMESE.findings(text)} == {"zawgyi"}


@pytest.mark.parametrize("word", RIGHT.split())
def test_right_words_raise_nothing(word: str) -> None:
    for text in (word, f"ဒီ {word} ကို", f"{word}၊ {word}။"):
        assert list(BURMESE.findings(unicodedata.normalize("NFC", text))) == []


@pytest.mark.parametrize("word", RARE.split())
def test_of_a_rare_word_only_the_syllable_is_reported(word: str) -> None:
    found = list(BURMESE.findings(unicodedata.normalize("NFC", f"ဒီ {word}ကို")))
    assert [(finding.rule, finding.start, finding.end) for finding in found] == [
        (SYLLABLE_UNKNOWN, 3, 3 + len(word))
    ]


# Legal syllables, each part of Unicode Technical Note 11 with each other, without lanpya's grammar.
ONSETS = ["က", "ဒ", "သ", "ဩ", "ဧ", "င်္ဂ", "က္က", "န္တ", "င်္က္ခ"]
MEDIALS = ["".join(some) for n in range(4) for some in itertools.combinations("ျွှ", n)] + ["ြ", "ြွ", "ြှ", "ြွှ"]
KILLED = ["ော့်", "ေါ့်"]
LEGAL = ["", "ာ", "ါ", "ိ", "ီ", "ု", "ူ", "ဲ", "ေ", "ော", "ေါ", "ို", "ံ", "ိံ", "ုံ"]
LEGAL = [vowel + tone for vowel in LEGAL for tone in ("", "့", "း")] + ["်", "့်", "်း", "ော်", "ေါ်", *KILLED]


def as_typed(text: str) -> str:
    """Return the text as most keyboards give it: the asat before the dot below."""
    return text.replace("\u1037\u103a", "\u103a\u1037")


@pytest.mark.slow
def test_every_legal_syllable_is_right_in_both_orders_and_stays_whole() -> None:
    for onset, medials, rest, final in itertools.product(ONSETS, MEDIALS, LEGAL, ("", "န်", "င့်")):
        syllable = onset + medials + rest + final
        for text in (syllable, as_typed(syllable)):
            text = BURMESE.normalise(f"ဖုန်း{text}ကို")
            found = [one for one in BURMESE.findings(text) if one.rule.id not in ("look-alike", UNKNOWN)]
            assert found == [], text
            position = 0
            for piece in segments(text)[:-1]:
                position += len(piece)
                assert not is_inside_a_syllable(text, position), segments(text)


@pytest.mark.parametrize("vowel", ["", "ာ", "ါ", "ိ", "ီ", "ု", "ူ", "ဲ", "ေ", "ို", "ံ", "ုံ"])
def test_a_dot_and_an_asat_go_together_only_behind_a_final_and_two_vowels(vowel: str) -> None:
    for onset, medials, typed in itertools.product(ONSETS, MEDIALS, ("့်", "့်")):
        text = BURMESE.normalise(f"ဖုန်း {onset}{medials}{vowel}{typed} ကို")
        rules = {finding.rule.id for finding in BURMESE.findings(text)}
        assert ("mark-order" in rules) == bool(vowel), text


@given(texts)
def test_no_text_stops_the_rules_and_every_finding_lies_inside(text: str) -> None:
    text = BURMESE.normalise(text)
    for finding in BURMESE.findings(text):
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.message
    assert 0 <= BURMESE.share(text) <= 1


@given(myanmar | burmese)
def test_what_is_proposed_mends_it(text: str) -> None:
    text = BURMESE.normalise(text)
    for finding in BURMESE.findings(text):
        if finding.proposal is not None and finding.rule.id in ("mark-order", "mark-doubled"):
            assert finding.proposal != text[finding.start : finding.end]
            assert {other.rule.id for other in BURMESE.findings(finding.proposal)} <= {UNKNOWN}


@given(burmese)
def test_syllables_of_the_grammar_raise_no_error(text: str) -> None:
    text = re.sub("(?<!\u103a)\u1039.", "", text)  # letters stacked at random look like Zawgyi
    found = {finding.rule.id for finding in BURMESE.findings(BURMESE.normalise(text))}
    assert found <= {"look-alike", "syllable-torn", UNKNOWN}  # a kinzi behind a space


def test_how_much_is_burmese_leaves_names_and_addresses_aside() -> None:
    assert BURMESE.share("ဖုန်းထဲမှာ Signal ဒါမှမဟုတ် VPN ရှိရင် (Settings)") == 1.0
    assert BURMESE.share("Do not write from his phone.") == 0.0
    assert BURMESE.share("123 ၁၂၃") == 1.0
    assert 0.4 < BURMESE.share("ဒီဖုန်းနဲ့ မရေးပါနဲ့ do not write from here") < 0.6


@pytest.mark.parametrize("text", ["Do Not Write", "不要寫信", "อย่าเขียนจากโทรศัพท์", "ၵႃႇၵႃႇ"])
def test_letters_without_capitals_and_of_other_languages_count_as_not_burmese(text: str) -> None:
    assert BURMESE.share(text) == 0.0
    assert text.istitle() or BURMESE.share(f"ဖုန်း {text * 20}") < 0.2


def test_a_word_inside_another_is_not_the_word() -> None:
    """ဟု is no word inside မဟုတ်, nor ထို inside ထိုင်."""
    text = "မဟုတ်ပါဘူး။ ထိုင်ပါ။"
    edges = BURMESE.edges(text)
    assert not {text.index("ဟု"), text.index("ဟု") + 2} <= edges
    assert not {text.index("ထို"), text.index("ထို") + 3} <= edges


# --- long and broken ---

LONG = {
    "one syllable": "က",
    "words without spaces": "ဖုန်းစစ်ဆေးခံရရင်ဘာလုပ်မလဲ",
    "marks without a letter": "\u102d\u1031",
    "stacks": "က\u1039",
    "Zawgyi": "လုပ္ေဆာင္ခ်က္",
    "emoji": "😀က",
    "Shan": "ၵႃႇ",
    "Latin": "phone ",
    "digits": "၁၀၇",
    "braces and tags": "<b>&amp;",
}


def with_many_pieces(length: int) -> str:
    return ("<p>" + "ဖုန်း<b>စစ်</b>ဆေး&amp;" * length)[:length]


@pytest.mark.slow
def test_a_block_of_many_elements_takes_linear_time() -> None:
    def seconds(length: int) -> float:
        best = float("inf")
        for turn in "123":
            gc.collect()
            gc.disable()  # it looks through all that the other tests have made
            start = time.process_time()
            with_breaks(f'<div lang="my">{turn}{with_many_pieces(length)}</div>')
            best = min(best, time.process_time() - start)
            gc.enable()
        return best

    seconds(10_000)
    assert seconds(200_000) < 10 * seconds(50_000)


def work(text: str) -> None:
    assert "".join(segments(text)) == text
    assert len(list(BURMESE.findings(text))) <= len(text)
    BURMESE.share(text)
    BURMESE.edges(text)
    html = f'<p lang="my">{escape(text)}</p>'
    broken = with_breaks(html)
    assert broken.replace("<wbr>", "").replace("<u>", "").replace("</u>", "") == html


@pytest.mark.proof
@pytest.mark.parametrize("name", LONG)
def test_a_line_of_100_000_letters_passes_in_linear_time(name: str, proof: bool) -> None:
    """Four times the text takes well under ten times the time, where squares would take sixteen.

    In make test the line is shorter.
    """
    longest = 100_000 if proof else 40_000

    def seconds(length: int) -> float:
        best = float("inf")
        for _ in range(2):
            segments.cache_clear()
            browser_splits.cache_clear()
            text = (LONG[name] * length)[:length]
            start = time.process_time()
            work(text)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(longest) < 10 * max(seconds(longest // 4), 0.01)


# --- the glossary ---


def glossary_findings(text: str) -> list[Problem]:
    library = read_library(read_settings(ROOT / "mkdocs.yml"), ROOT / "docs")
    data = library.data | {"interface": Field({"x": Field({"my": Field(text, 1, 1)}, 1, 1)}, 1, 1)}
    library = replace(library, pages={}, drafts={}, data=data)
    context = CheckContext(library, ROOT / "docs", date(2026, 11, 23))
    return list(check_spelling(f"{library.docs}/data/interface.yml", context))


def words_of(key: str) -> list[str]:
    entries = yaml.safe_load((ROOT / "docs/data/glossary.yml").read_text(encoding="utf-8"))
    return [word for entry in entries for word in entry.get(key, {}).get("my", [])]


def test_words_that_the_glossary_avoids_are_reported_and_those_it_uses_are_not() -> None:
    avoided = words_of("avoid")
    found = {(p.line, p.message) for p in glossary_findings("။\n".join(f"အဲဒါက {word}" for word in avoided))}
    for line, word in enumerate(avoided, start=1):
        assert any(at == line and word[:24] in message for at, message in found), word
    assert glossary_findings("။\n".join(f"အဲဒါက {word}" for word in words_of("use"))) == []


# everyday sentences in which a discouraged word is a part of another one
EVERYDAY = [
    "အရင်သွားနှင့်ပါ။",
    "သူက ဒုက္ခသည်ပါ။",
    "ရန်စတာ မလုပ်ပါနဲ့။",
    "အထူးသဖြင့် ညမှာ သတိထားပါ။",
    "လျှပ်စစ်မီး မရှိပါဘူး။",
    "လုံခြုံမယ်လို့ ဘယ်သူမှ ကတိမပေးနိုင်ပါဘူး။",
    "သွေးစစ်ဖို့ သွားပါ။",
    "ရေ သောက်ပါ။ မဟုတ်ရင် မသောက်ပါနဲ့။",
    "နေထိုင်တဲ့ အိမ်။",
]


@pytest.mark.parametrize("sentence", EVERYDAY)
def test_no_everyday_word_is_taken_for_a_literary_one(sentence: str) -> None:
    assert glossary_findings(sentence) == []


def test_neither_a_line_end_nor_bold_hides_a_word_or_part_of_it() -> None:
    for sentence in ("အန္တရာယ်\nမရှိပါဘူး။", "**အန္တရာယ်** မရှိပါဘူး။", "လုံခြုံ**ပါတယ်**။"):
        assert glossary_findings(sentence), sentence
    for sentence in ("တပ်မတော်\nအက်ဥပဒေ", "**တပ်မတော်** အက်ဥပဒေ", "ဘေးကင်းမယ်လို့\nဘယ်သူမှ ကတိမပေးနိုင်ပါဘူး။"):
        assert glossary_findings(sentence) == []


def test_a_sentence_in_zawgyi_hides_no_other() -> None:
    assert {p.rule for p in glossary_findings("ဘယ္သူလဲ။ သူတို့သည် လာကြတယ်။")} == {"zawgyi", "word-discouraged"}


def test_a_preferred_word_inside_another_word_hides_nothing() -> None:
    assert glossary_findings("လုပ်ရန်လိုအပ်တယ်။")
    assert glossary_findings("သောကြောင့်။")


# --- lanpya fix-text ---


def fix(*files: Path) -> subprocess.CompletedProcess[str]:
    return run_lanpya("fix-text", *files)


def fix_apart(*files: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Do so in a process of its own."""
    # -B: with little room it would leave broken bytecode to all who come later
    command = [sys.executable, "-B", "-m", "lanpya", "fix-text", *map(str, files)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, **options)


def test_fix_text_makes_nfc_shows_it_and_touches_nothing_else(tmp_path: Path) -> None:
    path, link = tmp_path / "guide.md", tmp_path / "link.md"
    typed = "\ufeffa\r\nကြည\u103a\u1037 \u1025\u102e\u1038\r\n\tend \u200b"
    path.write_bytes(typed.encode())
    path.chmod(0o640)
    link.symlink_to(path)
    result = fix(link)
    assert result.returncode == 0, result.stderr
    assert path.read_bytes() == unicodedata.normalize("NFC", typed).encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert "link.md:2: ည့်  U+100A U+103A U+1037 → U+100A U+1037 U+103A" in result.stdout
    assert "U+1025 U+102E U+1038 → U+1026 U+1038" in result.stdout
    assert result.stdout.endswith("1 changed\n")
    before = path.stat().st_mtime_ns
    assert fix(path).stdout == "0 changed\n"
    assert path.stat().st_mtime_ns == before
    assert {entry.name for entry in tmp_path.iterdir()} == {"guide.md", "link.md"}


def test_fix_text_changes_nothing_when_one_file_is_no_text(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text("ကြည\u103a\u1037", encoding="utf-8")
    bad.write_bytes(b"one\n\xff\n")
    result = fix(good, bad, tmp_path / "none.md")
    assert result.returncode == 2
    assert "bad.md: line 2 is not in UTF-8" in result.stderr
    assert "none.md: No such file" in result.stderr
    assert good.read_text(encoding="utf-8") == "ကြည\u103a\u1037"


def test_fix_text_changes_nothing_when_one_file_cannot_be_written(tmp_path: Path) -> None:
    small, large = tmp_path / "small.md", tmp_path / "large.md"
    small.write_text("ကြည\u103a\u1037", encoding="utf-8")
    large.write_text("ကြည\u103a\u1037" * 1000, encoding="utf-8")
    before = large.read_bytes()
    room = 2000  # bytes; Python gets an error, as on a disk with no room left
    result = fix_apart(
        small, large, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    )
    assert result.returncode == 2
    assert "large.md: File too large" in result.stderr
    assert "No file was changed." in result.stderr
    assert small.read_text(encoding="utf-8") == "ကြည\u103a\u1037"
    assert large.read_bytes() == before
    assert {entry.name for entry in tmp_path.iterdir()} == {"small.md", "large.md"}


def test_fix_text_speaks_on_a_terminal_without_burmese(tmp_path: Path) -> None:
    path = tmp_path / "guide.md"
    path.write_text("ကြည\u103a\u1037", encoding="utf-8")
    result = fix_apart(path, env={**os.environ, "PYTHONIOENCODING": "cp1252"})
    assert result.returncode == 0, result.stderr
    assert "U+100A U+103A U+1037" in result.stdout
