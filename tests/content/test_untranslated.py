"""Sentences of the source under another language count as not translated."""

from __future__ import annotations

import pytest

from lanpya.content.settings import SiteLanguage
from lanpya.content.untranslated import share_translated


@pytest.mark.parametrize(
    ("source", "language", "sentence", "other"),
    [
        ("my", "shn", "ဒီစာမျက်နှာတွေကို စေတနာ့ဝန်ထမ်းတွေ ရေးပါတယ်။", "ၼႂ်းၼႃႈလိၵ်ႈၼႆႉ"),
        ("ar", "fa", "يكتب هذه الصفحات متطوعون.", "این صفحه‌ها را داوطلبان می‌نویسند."),
        ("zh-Hant", "de", "Volunteers write these pages.", "Diese Seiten schreiben Freiwillige."),
        ("en", "es", "Volunteers write these pages.", "Estas páginas las escriben personas voluntarias."),
    ],
)
def test_a_sentence_of_the_source_is_no_translation(
    source: str, language: str, sentence: str, other: str
) -> None:
    ours, theirs = (SiteLanguage(tag, tag, tag, default=False) for tag in (language, source))
    assert share_translated([sentence], ours, [sentence], theirs) == 0
    assert share_translated([other], ours, [sentence], theirs) > 0.9


def test_letters_of_another_script_are_counted_once() -> None:
    ours, theirs = (SiteLanguage(tag, tag, tag, default=False) for tag in ("ar", "es"))
    texts, originals = ["اكتبوا كل صباح.", "escriba siempre."], ["escriba siempre.", "escriba cada día."]
    assert 0.3 < share_translated(texts, ours, originals, theirs) < 0.6


def test_a_name_is_the_same_in_both() -> None:
    ours, theirs = (SiteLanguage(tag, tag, tag, default=False) for tag in ("es", "en"))
    assert share_translated(["Signal", "Mire aquí."], ours, ["Signal", "Look here."], theirs) == 1


@pytest.mark.parametrize(
    ("source", "language", "sentence"),
    [
        ("pt-BR", "pt-PT", "Não escreva do telefone dele."),
        ("es", "es-419", "No escriba desde su teléfono."),
        ("zh-Hant", "zh-Hant-HK", "不要用他的手機。"),
    ],
)
def test_a_variety_of_the_language_may_say_the_same(source: str, language: str, sentence: str) -> None:
    ours, theirs = (SiteLanguage(tag, tag, tag, default=False) for tag in (language, source))
    assert share_translated([sentence], ours, [sentence], theirs) == 1
    english = "Volunteers write these pages."  # written by the program
    assert share_translated([english], ours, [sentence], theirs) == 0
