"""What counts as the same letter in a search, in languages that the shipped site does not have."""

from __future__ import annotations

from dataclasses import asdict

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


def results(page: Page, tag: str, text: str, query: str) -> list[str]:
    page.set_content(PAGE)
    page.evaluate("text => { fill = e => e; notes = [['1.html', '·', [['', '·', text]]]]; }", text)
    language = language_of(tag)
    tables = {
        **asdict(search_rules(language, [language])),
        "stops": language.stops,
        "leads": [],
        "hashes": "",
    }
    page.evaluate("found => { tables = found; }", tables)
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
