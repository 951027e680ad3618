"""What a language is, from its tag: of any language, and of those of which ICU knows nothing."""

from __future__ import annotations

import unicodedata
from datetime import date
from itertools import accumulate

import icu
import pytest

from lanpya.languages.language import language_for, language_of

NO_DATA = ("shn", "mnw", "ksw", "blk", "kac", "rki", "cnh", "kjp", "dv")
DAY = date(2026, 11, 30)
MYANMAR = [chr(code) for code in (*range(0x1000, 0x10A0), *range(0xAA60, 0xAA80), *range(0xA9E0, 0xA9FF))]
LETTERS = [sign for sign in MYANMAR if unicodedata.category(sign) == "Lo"]
MARKS = [sign for sign in MYANMAR if unicodedata.category(sign)[0] == "M" and sign != "\u1039"]
ASAT = "\u103a"


# --- what no one knows ---


@pytest.mark.parametrize("tag", NO_DATA)
def test_what_icu_answers_from_its_root_is_no_data(tag: str) -> None:
    language, root = language_of(tag), icu.LocaleData(tag).getExemplarSet(0, 0)
    assert root.contains("a") and root.contains("z") and len(root) == 26  # as if it were English
    assert not language.has_conventions
    assert language.date(DAY) == "2026-11-30"
    assert (language.number(40), language.list_counter(), language.week_day(0)) == ("40", "decimal", "1")
    assert "a" not in language.letters


@pytest.mark.parametrize("tag", ["az-Arab", "az-IR", "ms-Arab", "mn-Mong", "mn-CN", "mni-Mtei"])
def test_data_of_another_script_is_no_data(tag: str) -> None:
    """ICU would write "2026 M11 30", of its root, because it knows the language in other letters."""
    language = language_of(tag)
    assert not language.has_conventions
    assert (language.date(DAY), language.week_day(0)) == ("2026-11-30", "1")


@pytest.mark.parametrize(
    ("tag", "known_as"),
    [("prs", "fa-AF"), ("pes", "fa"), ("kmr", "ku"), ("arb", "ar"), ("swh", "sw"), ("cmn", "zh")],
)
def test_a_language_is_known_by_every_tag_that_it_has(tag: str, known_as: str) -> None:
    language, known = language_of(tag), language_of(known_as)
    assert language.tag == tag
    assert (language.script, language.direction) == (known.script, known.direction)
    assert (language.date(DAY), language.letters) == (known.date(DAY), known.letters)


@pytest.mark.parametrize("tag", ["xx", "qqq", "english", "", "tlh", "en_US", "12"])
def test_a_tag_that_nobody_knows_has_no_script(tag: str) -> None:
    assert language_of(tag).script == ""


@pytest.mark.parametrize(
    ("tag", "script", "direction"),
    [
        *(("my", "Mymr", "ltr"), ("shn", "Mymr", "ltr"), ("ksw", "Mymr", "ltr"), ("ctd", "Latn", "ltr")),
        *(("ar", "Arab", "rtl"), ("he", "Hebr", "rtl"), ("dv", "Thaa", "rtl"), ("rhg", "Rohg", "rtl")),
        *(
            ("zh-Hant", "Hant", "ltr"),
            ("ja", "Jpan", "ltr"),
            ("sr-Latn", "Latn", "ltr"),
            ("uz-Cyrl", "Cyrl", "ltr"),
        ),
        *(("ckb", "Arab", "rtl"), ("ku", "Latn", "ltr"), ("ug", "Arab", "rtl"), ("am", "Ethi", "ltr")),
    ],
)
def test_script_and_direction_come_from_the_tag(tag: str, script: str, direction: str) -> None:
    assert (language_of(tag).script, language_of(tag).direction) == (script, direction)


# --- letters ---


@pytest.mark.parametrize(
    ("tag", "has", "lacks"),
    [
        ("tr", "ığŞ", "я"),
        ("ro", "șțĂ", "ж"),
        ("vi", "ưƠđ", "ж"),
        ("az", "əĞ", "ж"),
        ("ru", "ёЪ«»", "ქ"),
        ("uk", "їҐ", "ქ"),
        ("el", "ςΏ", "я"),
        ("hy", "՞և․", "я"),
        ("ar", "ةؤًـ؟٠", "ա"),
        ("fa", "گچپک۰", "ա"),
        ("he", "ךֹ״", "ա"),
        ("hi", "क़़।०", "ก"),
        ("th", "ๆฯ๐฿", "ក"),
        ("am", "ሀ፡።", "ก"),
        ("zh-Hans", "汉。「", "ก"),
        ("shn", "ၵႂႈ႐၊", "ก"),
        ("ksw", "ၢၣၤၪ", "ก"),
        ("blk", "ꩻ", "ก"),
    ],
)
def test_a_language_has_the_letters_it_is_written_with(tag: str, has: str, lacks: str) -> None:
    letters = language_of(tag).letters
    assert set(has) <= letters
    assert not set(lacks) & letters


@pytest.mark.parametrize("tag", ["my", "shn", "ar", "fa", "th", "km", "hi", "zh-Hans", "tr", "kac"])
def test_no_letter_is_without_width(tag: str) -> None:
    assert not [sign for sign in language_of(tag).letters if unicodedata.category(sign) in ("Cf", "Cc", "Co")]


ZWNJ, ZWJ, ZWSP = "\u200c", "\u200d", "\u200b"


@pytest.mark.parametrize(
    ("tag", "text", "is_right"),
    [
        ("fa", f"می{ZWNJ}نویسند", True),
        ("ckb", f"نامە{ZWNJ}یەک", True),
        ("ur", f"بے{ZWNJ}شک", True),
        ("hi", f"क्{ZWNJ}ष", True),
        ("hi", f"क्{ZWJ}ष", True),
        ("si", f"ශ්{ZWJ}රී", True),
        ("km", f"មនុស្ស{ZWSP}ទាំង", True),
        ("th", f"ใน{ZWSP}การ", True),
        ("lo", f"ໃນ{ZWSP}ການ", True),
        ("shn", f"ၵူၼ်း{ZWSP}တႆး", True),
        ("fa", f"می{ZWNJ}{ZWNJ}نویسند", False),
        ("fa", f"می{ZWNJ} نویسند", False),
        ("fa", f"{ZWNJ}می", False),
        ("fa", f"می{ZWSP}نویسند", False),
        ("fa", f"Sig{ZWNJ}nal", False),
        ("ar", f"كتا{ZWSP}ب", False),
        ("en", f"pass{ZWNJ}word", False),
        ("my", f"စစ်{ZWSP}သား", False),
        ("th", "ใน\ufeffการ", False),
        ("km", "មនុស្ស\u00adទាំង", False),
    ],
)
def test_characters_without_width_are_right_where_the_language_needs_them(
    tag: str, text: str, is_right: bool
) -> None:
    assert (not [*language_of(tag).misplaced_unseen(text)]) is is_right


# --- where lines break ---


@pytest.mark.parametrize(
    ("tag", "pieces"),
    [
        ("shn", "လိၵ်ႈ|ပိုၼ်|ၽၢဝ်ႇ| |လွင်ႈ|သုၼ်ႇ|လႆႈ|ၵူၼ်း"),
        ("mnw", "လိက်|လ|လောၚ်| |အ|ခေါၚ်|အ|ရာ|မၞိဟ်"),
        ("ksw", "ဟီၣ်|ခိၣ်|ဘီ|မုၢ်| |ဒ်|သိး|ပှၤ"),
        ("shn", "ၸႂ်|ၼႂ်း|၂၀၂၆|Signal|တႃႇ"),
        ("mnw", "သင်္ဘော|တဝ်"),
        ("th", "มนุษย์|ทั้ง|หลาย|เกิด|มา|มี|อิสระ"),
        ("th", "ใช้|VPN|ของ| |25|บาท| |ต่างๆ"),
        ("lo", "ມະນຸດ|ທຸກຄົນ|ເກີດ|ມາ"),
        ("km", "មនុស្ស|ទាំងអស់| |កើតមក|មាន|សេរីភាព"),
        ("en", "Do not write from his phone."),
        ("ar", "لا تكتب من هاتفه."),
        ("zh-Hans", "不要用他的手机写信。"),
    ],
)
def test_lines_break_between_words_or_syllables(tag: str, pieces: str) -> None:
    assert "|".join(language_of(tag).segments(pieces.replace("|", ""))) == pieces


def test_every_letter_of_the_myanmar_script_keeps_its_marks_and_its_final_letter() -> None:
    """There is no running text of S'gaw Karen, Pa'O or Rakhine here, so each shape of a syllable is tried."""
    language = language_of("ksw")
    for letter in LETTERS:
        for mark in MARKS:
            assert language.segments(f"{letter}{mark}{letter}{mark}") in (
                (letter + mark, letter + mark),
                (f"{letter}{mark}{letter}{mark}",),
            )
        for final in LETTERS:
            assert language.segments(f"{letter}{final}{ASAT}{letter}") == (f"{letter}{final}{ASAT}", letter)
        assert language.segments(f"{letter}\u1039{letter}") == (f"{letter}\u1039{letter}",)
        assert language.segments(f"က{letter}\u1039{letter}က") == (f"က{letter}\u1039{letter}", "က")


@pytest.mark.parametrize("text", ["เแโใไ", "ะาำๅ", "္က", "ႈႇး", "៉ិ្", "၊။", "ๆๆ", " ", "", "(", "ⴰ"])
@pytest.mark.parametrize("tag", ["th", "lo", "km", "shn", "mnw", "ja"])
def test_pieces_joined_are_the_text_whatever_it_is(tag: str, text: str) -> None:
    for whole in (text, f"ก{text}ก", f"က{text}က", f"x{text}\U0001f600{text}1"):
        pieces = language_of(tag).segments(whole)
        assert "".join(pieces) == whole
        assert all(pieces)


def test_foreign_letters_are_burmese_only_if_burmese_has_them_or_the_site_says_so() -> None:
    assert language_for("ဖုန်း", "en").tag == "my"
    assert language_for("ၽူၼ်း", "en").tag != "my"
    assert language_for("ၽူၼ်း", "en", ("en", "my")).tag == "my"  # so that Zawgyi is seen
    assert language_for("ဖုန်း", "en", ("en", "shn")).tag == "shn"
    assert language_for("ဖုန်း", "shn", ("shn", "my")).tag == "shn"
    assert language_for("โทรศัพท์", "en").tag == "th"
    assert language_for("phone", "shn").tag == "shn"


@pytest.mark.parametrize("tag", ["shn", "mnw", "ksw", "blk"])
def test_languages_in_myanmar_letters_are_not_held_to_burmese_spelling(tag: str) -> None:
    text = "ၵေႃႉ ပၢႆး ဂကောံ ဟီၣ်ခိၣ် ꩻ ၾ ၿ"
    assert [*language_of(tag).findings(text)] == []
    assert [*language_of("my").findings(text)]


# --- dates, sentences, shares ---


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("th", "30 พฤศจิกายน 2569 (30 พฤศจิกายน ค.ศ. 2026)"),
        ("fa", "۹ آذر ۱۴۰۵ (۳۰ نوامبر ۲۰۲۶)"),
        ("my", "၂၀၂၆ နိုဝင်ဘာ ၃၀"),
        ("es", "30 de noviembre de 2026"),
        ("zh-Hans", "2026年11月30日"),
        ("ps", "د ۱۴۰۵ د لیندۍ ۹ (۲۰۲۶ نومبر ۳۰)"),  # CLDR has no name of the era
        ("uz-Arab", "۲۰۲۶ نومبر ۳۰"),  # nor of the months
    ],
)
def test_a_date_has_the_calendar_of_the_language_and_the_gregorian(tag: str, shown: str) -> None:
    assert language_of(tag).date(DAY) == shown


@pytest.mark.parametrize(
    ("tag", "text", "words"),
    [
        ("es", "No escriba desde su teléfono", 5),
        ("am", "የሰው፡ልጅ፡ሁሉ", 3),
        ("am", "የሰው ልጅ ሁሉ", 3),
        ("zh-Hans", "不要写信", 2),
        ("th", "มนุษย์ทั้งหลายเกิดมา", 5),
        ("shn", "လိၵ်ႈပိုၼ်ၽၢဝ်ႇ", 3),
    ],
)
def test_words_are_counted_as_the_language_separates_them(tag: str, text: str, words: int) -> None:
    assert language_of(tag).count_words(text) == words


@pytest.mark.parametrize(
    ("tag", "text", "least", "most"),
    [
        ("ar", "لا تكتب من هاتفه", 1, 1),
        ("ar", "Do not write from his phone", 0, 0),
        ("ar", "لا تستخدم Signal ولا WhatsApp", 1, 1),
        ("ru", "Не пишите with his phone", 0.3, 0.6),
        ("es", "Не пишите", 0, 0),
        ("es", "No escriba", 1, 1),
        ("ja", "彼の電話で書かないでください", 1, 1),
        ("shn", "လိၵ်ႈ", 1, 1),
        ("th", "123", 1, 1),
    ],
)
def test_the_share_of_letters_is_known_for_any_script(tag: str, text: str, least: float, most: float) -> None:
    assert least <= language_of(tag).share(text) <= most


def test_offsets_of_pieces_are_code_points() -> None:
    pieces = language_of("th").segments("\U0001f600มนุษย์\U0001f600ทั้งหลาย")
    assert [*accumulate(map(len, pieces))][-1] == len("\U0001f600มนุษย์\U0001f600ทั้งหลาย")
    assert "มนุษย์" in pieces
