"""Sentences that report or explain are known by their form; all others count as instructions."""

from __future__ import annotations

import pytest

from lanpya.languages.language import language_of

EXPLAIN = {
    "en": [
        "Reported in 2021: families were asked for money.",
        "In May 2021 it was said that phones were watched.",
        "It is known that cards were used to track people.",
        "According to a report, cards were registered again.",
        "A free zone is an area the army does not hold.",
        "The number of the shop that opened your account may still be in it.",
        "Nobody can be sure who is writing.",
        "Most mines cannot be seen.",
        "This page is no promise.",
        "They have many accounts.",
    ],
    "my": [
        "၂၀၂၁ ခုနှစ် သတင်းအရ မိသားစုတွေက ကြောက်ခဲ့ကြပါတယ်။",
        "မိုင်း အများစုကို မမြင်ရပါဘူး။",
        "ကူညီပေးသူ အဖမ်းခံရနိုင်ပါတယ်။",
    ],
}
INSTRUCT = {
    "en": [
        "Do not run.",
        "Take it that the phone is watched.",
        "Ask whether the path is used every day.",
        "In the yard, stay where you are.",
        "In 20 minutes at most, be inside.",
        "If the phone is searched, it is best to say little.",
        "The children must stay inside.",
        "The one who is afraid should not write.",
        "There is one thing to do: lie down.",
        "You can ask for a lighter task.",
        "Nobody goes back to the house.",
        "Whoever is with you stays calm.",
        "Who is with you, stays where they are.",
        "",
    ],
    "my": [
        "မပြေးပါနဲ့။",
        "စိတ်အေးအေး ထားပါ။",
        "ယုံရတဲ့သူက ပြောပါစေ။",
        "ဖုန်းနဲ့ မပို့သင့်ပါဘူး။",
        "တစ်ယောက်ယောက် လာရင် ပြန်မဖြေသင့်ပါဘူး။",
        "ပထမ ငါးမိနစ်",
    ],
    "fr": ["Le téléphone est surveillé.", "En 2021, on a rapporté cela."],
}


@pytest.mark.parametrize(("tag", "sentence"), [(tag, one) for tag in EXPLAIN for one in EXPLAIN[tag]])
def test_an_explanation_is_known(tag: str, sentence: str) -> None:
    assert language_of(tag).explains(sentence)


@pytest.mark.parametrize(("tag", "sentence"), [(tag, one) for tag in INSTRUCT for one in INSTRUCT[tag]])
def test_an_instruction_is_none(tag: str, sentence: str) -> None:
    assert not language_of(tag).explains(sentence)
