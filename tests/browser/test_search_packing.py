"""The texts of a search index come back in the browser as they were."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Page

from lanpya.pages.search_packing import FIELD, PAGE, packed

STARTS = [
    *(
        "İ",
        "I",
        "ı",
        "i",
        "ß",
        "ẞ",
        "ŉ",
        "ǆ",
        "ǅ",
        "ﬁ",
        "ა",
        "Ა",
        "Σ",
        "σ",
        "ς",
        "ꭰ",
        "Ꭰ",
        "Ω",
        "\u2126",
        "K",
        "\u212a",
    ),
    *(
        "𐐀",
        "𐐨",
        "𞤀",
        "𞤢",
        "ဖ",
        "ก",
        "中",
        "١",
        "1",
        "#",
        "“",
        "(",
        "<",
        "\\",
        '"',
        "'",
        "`",
        "$",
        "{",
        "\t",
        "\u2028",
    ),
    *("\u2029", "\ufeff", "é", "e\u0301"),
]
HOSTILE = [
    *(f"{start}a. {start}b! {start}? {start} c. {start}" for start in STARTS if start),
    *(
        "",
        ".",
        ". ",
        "a",
        "A",
        "</script><!--",
        '"+alert(1)+"',
        "${1}`",
        "\\u0041\\",
        "\x7f\x80\xa0",
        "\u200b\u200d",
    ),
    *("".join(map(chr, range(32, 0x300))), "က" * 3000, "ab " * 3000, "The man. the man! The Man? tHE"),
]


def back(page: Page, pages: list[str]) -> str:
    return str(page.evaluate("code => eval(code)", "".join(packed(pages))))


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_back_as_it_was(reader: Page, text: str) -> None:
    pages = [FIELD.join(["1.html", text, "#h1234", text.upper(), text]), text]
    assert back(reader, pages) == PAGE.join(pages)


def test_texts_of_chance_come_back_as_they_were(reader: Page) -> None:
    chance = random.Random(29)  # noqa: S311 — the same in each run
    signs = [
        *STARTS,
        *"abcdefghij ABC .?!  ",
        *map(chr, range(0x1000, 0x1050)),
        FIELD,
        *map(chr, range(0x20, 0x7F)),
    ]
    for _ in range(60):
        some = chance.sample(signs, 20)
        pages = ["".join(chance.choices(some, k=200)) for _ in range(chance.randint(1, 5))]
        assert back(reader, pages) == PAGE.join(pages), pages


def test_nothing_comes_back_as_nothing(reader: Page) -> None:
    assert back(reader, []) == ""
