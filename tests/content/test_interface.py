"""Which language and direction pages name for words of another language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.leaflets import SHIPPED

from lanpya.content.interface import Wording
from lanpya.content.library import Library
from lanpya.content.settings import SiteLanguage
from lanpya.pages.line_breaks import with_breaks

ARABIC = SiteLanguage("ar", "العربية", "ar", False)
PERSIAN = SiteLanguage("fa", "فارسی", "fa", False)


@pytest.fixture
def library() -> Library:
    settings = replace(SHIPPED.settings, languages=(*SHIPPED.settings.languages, ARABIC, PERSIAN))
    words = dict(SHIPPED.words) | {"home": SHIPPED.words["home"] | {"ar": "الصفحات"}}
    return replace(SHIPPED, settings=settings, words=words)


def test_words_of_another_direction_carry_it(library: Library) -> None:
    english = Wording(library, library.language("en"))
    arabic = Wording(library, ARABIC)
    assert str(arabic.html("home")) == "الصفحات"
    assert str(arabic.html("search")).startswith('<span lang="en" dir="ltr">')
    assert str(arabic.lang("search")) == ' lang="en" dir="ltr"'
    assert str(english.attributes(ARABIC)) == ' lang="ar" dir="rtl"'
    assert str(english.attributes(library.language("my"))) == ' lang="my"'
    assert str(arabic.attributes(PERSIAN)) == ' lang="fa"'
    assert (str(arabic.ltr), str(english.ltr)) == (' dir="ltr"', "")


def test_a_language_without_data_takes_the_digits_of_the_first_one_only_in_its_script() -> None:
    day = date(2026, 11, 30)
    burmese = Wording(SHIPPED, SHIPPED.language("my"))
    shan, chin = (Wording(SHIPPED, SiteLanguage(tag[:2], tag, tag, False)) for tag in ("shn", "cnh"))
    assert (shan.day(day), shan.number(40)) == (burmese.day(day), burmese.number(40))
    assert (chin.day(day), chin.number(40), chin.list_counter()) == ("2026-11-30", "40", "decimal")


@pytest.mark.parametrize(
    "html, shown",
    [
        ("<p>*#06#</p>", '<p><span dir="ltr">*#06#</span></p>'),
        ('<p><a href="#a" dir="ltr">example.org/</a></p>', '<p><a href="#a" dir="ltr">example.org/</a></p>'),
        ('<p>C++ <b lang="en" dir="ltr">C++</b> C++</p>', None),
        ("<p>⟦ar/index.html ar/3.html⟧ KB</p>", "<p>⟦ar/index.html ar/3.html⟧ KB</p>"),
        ("<svg><title>C++</title></svg>", "<svg><title>C++</title></svg>"),
        ("<pre>C&amp;++</pre>", "<pre>C&amp;++</pre>"),
    ],
)
def test_codes_in_a_page_from_right_to_left_keep_their_direction(html: str, shown: str | None) -> None:
    turned = '<span dir="ltr">C++</span>'
    shown = shown or f'<p>{turned} <b lang="en" dir="ltr">C++</b> {turned}</p>'
    assert (
        with_breaks(f'<html lang="ar" dir="rtl">{html}</html>') == f'<html lang="ar" dir="rtl">{shown}</html>'
    )
    assert with_breaks(html, "fa") == shown
    assert with_breaks(html, "en") == html


def test_a_part_from_right_to_left_on_another_page_keeps_codes_in_order() -> None:
    part = '<section lang="ar" dir="rtl"><p>{}</p></section>'
    assert with_breaks(part.format("C++"), "en") == part.format('<span dir="ltr">C++</span>')
