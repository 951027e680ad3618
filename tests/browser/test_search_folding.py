"""What counts as the same letter in a search, in languages that the shipped site does not have."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
from playwright.sync_api import Page
from support.project import ROOT
from support.queries import type_in

from lanpya.languages.language import language_of
from lanpya.languages.search_rules import search_rules

SCRIPT = "".join((ROOT / "overrides" / name).read_text(encoding="utf-8") for name in ("rank.js", "search.js"))
PAGE = (
    "<div id=search><input id=q></div><div id=index></div><ul id=results></ul>"
    "<p id=found></p><p id=near></p><p id=none></p><p id=failed></p>"
)
FOUND = [
    # phones begin what is typed with a capital
    *(("vi", "điện thoại của bạn", "Dien thoai"), ("pl", "w mieście Łódź", "Lodz"), ("ha", "ƙofa", "Kofa")),
    *(("tr", "Kızılay", "KIZILAY"), ("tr", "ISPARTA", "ısparta"), ("az", "bəşər", "Beşer")),
    *(("sr-Latn", "đak", "Dak"), ("ka", "ქართული", "ᲥᲐᲠᲗᲣᲚᲘ"), ("chr", "ꮳꮃꭹ", "ᏣᎳᎩ")),
    # signs between syllables, and inside words
    *(("bo", "བོད་ཡིག།", "བོད་ཡིག་"), ("bo", "བོད་ཡིག་གི", "བོདཡིག"), ("am", "ሰው፡ልጅ", "ሰው ልጅ")),
    *(("am", "ሰው ልጅ", "ሰው፡ልጅ"), ("hy", "Ի՞նչ անել", "ինչ"), ("nqo", "ߞߊ߲߬ߕߊ", "ߞߊ߲ߕߊ")),
    *(("rhg", "𐴀𐴝𐴤𐴎", "𐴀𐴝𐴎"), ("ff-Adlm", "𞤆𞤵𞥄𞤤", "𞤆𞤵𞤤")),
    # letters that a common keyboard lacks, or that sound the same
    *(("kk", "қазақ тілі", "казак тили"), ("mn", "өвөл үзэх", "овол узэх"), ("ckb", "دەڕۆن", "دەرون")),
    *(("ps", "دې ډېر", "دی ډیر"), ("am", "ዓለም ሀገር", "አለም ሃገር"), ("ja", "スマホ", "すまほ")),
    *(("uz", "oʻzbek", "o'zbek"), ("uz", "o'zbek", "o`zbek"), ("he", "צה״ל", 'צה"ל')),
    # as wide as a Chinese character
    *(
        ("ja", "２０２６年", "2026"),
        ("ko", "112", "１１２"),
        ("zh-Hant", "ＳＩＭ", "sim"),
        ("ja", "SIM", "ＳＩＭ"),
    ),
    # digits outside the first plane of Unicode, and signs with a meaning in patterns
    *(("ff-Adlm", "𞥑𞥒", "12"), ("ff-Adlm", "12", "𞥑𞥒"), ("es", r"a\b-c/d[f]^g$h.i*j+k?(l|m)", r"b-c/d")),
]
OTHERS = [
    *(("uk", "кіт", "кит"), ("ti", "ሀገር", "ሃገር"), ("es", "mano", "nano"), ("es", "5.6", "5,6")),
    *(("ff-Adlm", "𞥑𞥒", "13"), ("ja", "かな", "かに")),
]


def tables_of(tag: str) -> dict[str, Any]:
    language = language_of(tag)
    return {**asdict(search_rules(language, [language])), "stops": language.stops, "leads": [], "hashes": ""}


def results(page: Page, tag: str, text: str, query: str) -> list[str]:
    page.set_content(PAGE)
    page.evaluate("text => { fill = e => e; notes = [['1.html', '·', [['', '·', text]]]]; }", text)
    page.evaluate("found => { tables = found; }", tables_of(tag))
    page.evaluate(SCRIPT)
    return type_in(page, query)


@pytest.mark.parametrize(("tag", "text", "query"), FOUND)
def test_what_readers_type_finds_the_text(reader: Page, tag: str, text: str, query: str) -> None:
    assert results(reader, tag, text, query) == ["1.html"]
    assert reader.locator("#results p").inner_text() == text


@pytest.mark.parametrize(("tag", "text", "query"), OTHERS)
def test_other_words_are_not_found(reader: Page, tag: str, text: str, query: str) -> None:
    assert results(reader, tag, text, query) == []


@pytest.mark.parametrize("sign", r"""!"#$%&'()*+,-./:;<=>?@[\]^_`|~""")
def test_every_sign_of_ascii_is_found(reader: Page, sign: str) -> None:
    assert results(reader, "es", f"a {sign} b", f"a {sign}") == ["1.html"]
    assert results(reader, "es", "a b", f"a {sign}") == []


# In each language the texts of three sections, and what is like the first of them
LIKE = [
    (
        "es",
        "Qué hacer si registran el teléfono",
        "Las minas cerca del camino",
        "Dinero y estafas",
        "rejistran mi telefono",
    ),
    (
        "fr",
        "On fouille son téléphone",
        "Les mines près du chemin",
        "Argent et escrocs",
        "il a fouillé mes telefones",
    ),
    ("ar", "إذا فُتِّش الهاتف", "الألغام قرب الطريق", "المال والمحتالون", "تفتيش هاتف زوجي"),
    ("fa", "اگر گوشی را بگردند", "مین‌ها کنار راه", "پول و کلاهبرداران", "گوشیم را می گردند"),
    ("ru", "Если обыскивают телефон", "Мины у дороги", "Деньги и мошенники", "мой телефон обыскали"),
    ("th", "ถ้าโทรศัพท์ถูกค้น", "ทุ่นระเบิดข้างทาง", "เงินและคนหลอกลวง", "เขากำลังค้นโทรศัพท์ของฉัน"),
    ("km", "បើទូរស័ព្ទត្រូវឆែក", "មីននៅជិតផ្លូវ", "លុយនិងអ្នកបោក", "គេកំពុងឆែកទូរស័ព្ទខ្ញុំ"),
    ("zh-Hans", "手机被搜查的时候", "路边的地雷", "金钱和骗子", "他们在搜查我丈夫的手机"),
    ("ja", "携帯電話を調べられたら", "道のそばの地雷", "お金と詐欺", "夫の携帯を調べられている"),
    ("shn", "သင်ဝႃႈၶဝ်ၵူတ်ႇထတ်းၾူၼ်း", "မၢၵ်ႇၽင်ႈႁိမ်းတၢင်း", "ငိုၼ်းလႄႈၵူၼ်းလွၵ်ႇ", "ၵူတ်ႇထတ်း ၾူၼ်း"),
    ("am", "ስልክ ሲፈተሽ", "በመንገድ አጠገብ ያሉ ፈንጂዎች", "ገንዘብና አጭበርባሪዎች", "የባሌን ስልክ እየፈተሹ ነው"),
]


@pytest.mark.parametrize(("tag", "right", "second", "third", "query"), LIKE, ids=[one[0] for one in LIKE])
def test_what_is_like_a_text_in_any_language_finds_it_first(
    reader: Page, tag: str, right: str, second: str, third: str, query: str
) -> None:
    texts = [second, right, third]
    reader.set_content(PAGE)
    notes = [[f"{at}.html", text, [["", "", text]]] for at, text in enumerate(texts)]
    reader.evaluate("found => { fill = e => e; notes = found; }", notes)
    reader.evaluate("found => { tables = found; }", tables_of(tag))
    reader.evaluate(SCRIPT)
    type_in(reader, "x")
    assert type_in(reader, query)[:1] == ["1.html"]
