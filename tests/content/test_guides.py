"""What the shipped guides say: what was mended stays mended, in every language, and nothing spoken is news.

The sentences stand in guides.yml with the reason for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import yaml
from support.project import ROOT, interface_texts

from lanpya.content.library import TOP, Library, Page
from lanpya.content.search_words import FILE as SEARCH_WORDS
from lanpya.leaflets.leaflet import printed_sections
from lanpya.leaflets.read_aloud import aloud_body

CASES: dict[str, list[dict[str, str]]] = yaml.safe_load(
    (ROOT / "tests/content/guides.yml").read_text(encoding="utf-8")
)
LANGUAGES = ("en", "my")
MENTIONS = 140  # of a soldier, in all Burmese guides: phones are searched, so it is not on every line
SOLDIER = "စစ်သား"
# "He", "his" or the one at home, and no other word that begins in the same way: a stranger, others, they.
HE = re.compile(r"(?<![\u1000-\u109F])သူ(?!စိမ်း|များ|တို့|ငယ်ချင်း|ခိုး|နာပြု|တွေ)|အိမ်ကလူ(?!တွေ)")

# A bold beginning of a paragraph says when what follows holds: "If he was caught:", not "He was caught."
LEAD_IN = re.compile(r"^\*\*([^*\n]+)\*\* ?\S", re.MULTILINE)
ENDS = {"en": re.compile(r"If .+:"), "my": re.compile(r".+ရင်–")}
# In English a condition without "if" is written as something that has happened: "He is ill: say so."
NEWS = re.compile(
    r"^(?:\d+[.] )?(?:He|She|You|They|It|Somebody|Someone|Nobody|Nothing was|A child|A stranger|A message"
    r"|The child|The helper|The place|The plan|His old account|An official)\b"
    r"(?! may (?:say|tell)\b)[^.:“”\"]*:",
    re.MULTILINE,
)


def texts_of(language: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of everything that readers of a language are shown."""
    for path in sorted((ROOT / "docs" / language).iterdir()):
        yield path.name, path.read_text(encoding="utf-8")
    yield "interface", "\n".join(texts[language] for texts in interface_texts().values())
    for name in ("talks", "sources"):
        data: Any = yaml.safe_load((ROOT / "docs" / "data" / f"{name}.yml").read_text(encoding="utf-8"))
        yield name, "\n".join(words_in(data, language))


def words_in(data: Any, language: str) -> Iterator[str]:
    """Yield every text of a language in a file of docs/data."""
    if isinstance(data, dict):
        if isinstance(data.get(language), str):
            yield data[language]
        for value in data.values():
            yield from words_in(value, language)
    elif isinstance(data, list):
        for value in data:
            yield from words_in(value, language)


def source_of(page: Page, key: str) -> str:
    """Return a section as its editor wrote it; `top` is what is before the first."""
    if key == TOP:
        return page.document.lead_source
    section = page.document.section(key)
    assert section, f"{page.path} lacks the section {key}"
    return section.source


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_could_hurt_somebody_does_not_come_back(language: str) -> None:
    texts = list(texts_of(language))
    found = [
        (name, case[language], case["why"])
        for case in CASES["gone"]
        if language in case
        for name, text in texts
        if case[language].casefold() in text.casefold()
    ]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guide_says_what_it_must(library: Library, language: str) -> None:
    missing = [
        (case["guide"], case["section"], case[language])
        for case in CASES["said"]
        if case[language] not in source_of(library.pages[language, f"{case['guide']}.md"], case["section"])
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lead_in_says_if(library: Library, language: str) -> None:
    """Read aloud, "Someone was arrested." is news: what to do when it went wrong begins with "if"."""
    found = [
        (page.file, words)
        for page in library.pages_in(language)
        if page.document.section("wrong")
        for words in LEAD_IN.findall(source_of(page, "wrong"))
    ]
    assert len(found) > 60
    assert [one for one in found if not ENDS[language].fullmatch(one[1])] == []


def test_no_english_text_to_read_aloud_states_as_news_what_may_happen(library: Library) -> None:
    wrong = []
    for page in library.pages_in("en"):
        if library.has_leaflet(page.file):
            wrong += [(page.file, match[0]) for match in NEWS.finditer(aloud_body(page, library))]
    assert wrong == []


@pytest.mark.parametrize(
    ("spoken", "is_news"),
    [
        ("He is ill or under 18: say so.", True),
        ("Somebody at home is arrested: stop writing.", True),
        ("If he is ill: say so.", False),
        ("Stay away from the fence: mines may lie there.", False),
    ],
)
def test_news_is_known_by_its_first_words(spoken: str, is_news: bool) -> None:
    assert bool(NEWS.search(spoken)) is is_news


def test_headings_that_are_printed_tell_no_news(library: Library) -> None:
    """A title or a heading is spoken as its text is."""
    pages = [page for page in library.pages_in("en") if library.has_leaflet(page.file)]
    headings = [page.title for page in pages]
    headings += [section.title for page in pages for section in printed_sections(page)]
    assert len(headings) > 60
    news = re.compile(
        r"(?:You|He|It|Somebody|Someone|Soldiers|Too much|The helper|A phone|Taken)\b.*|.*: it (?:is|was) .*"
    )
    assert [heading for heading in headings if news.fullmatch(heading)] == []


def test_burmese_guides_name_a_soldier_only_where_they_must(library: Library) -> None:
    files = sorted((ROOT / "docs" / "my").iterdir())
    texts = [path.read_text(encoding="utf-8") for path in files if path.name != SEARCH_WORDS]
    texts += [
        words for _, found in library.search_words["my"] for words in found
    ]  # the rest stands as hashes
    assert sum(text.count(SOLDIER) for text in texts) <= MENTIONS


def unnamed(text: str, names: Iterable[str]) -> str | None:
    """Return the first "he" of a section, with what follows, unless a name is before it."""
    he = HE.search(text)
    if he is None or any(name in text[: he.start()] for name in names):
        return None
    return text[he.start() :].split("\n")[0]


def test_a_burmese_section_that_is_printed_names_whom_it_means(library: Library) -> None:
    """Where nobody is named, အိမ်ကလူ is the reader herself, and သူ is whoever was spoken of last."""
    named = {(case["guide"], case["section"]): case["my"] for case in CASES["named"]}
    first = {
        (page.file.removesuffix(".md"), section.id): f"{section.title}\n{section.source}"
        for page in library.pages_in("my")
        for section in printed_sections(page)
    }
    assert sum(bool(HE.search(text)) for text in first.values()) > 25
    found = {
        key: he
        for key, text in first.items()
        if (he := unnamed(text, [named[key]] if key in named else [SOLDIER]))
    }
    assert found == {}
    assert [key for key in named if key not in first] == []


@pytest.mark.parametrize(
    ("text", "is_unnamed"),
    [
        ("- သူ့ဖုန်းနဲ့ မရေးပါနဲ့။ စစ်သားရဲ့ဖုန်းပါ။", True),
        ("- သူက မပြောပါနဲ့။", True),
        ("**သူ အဖမ်းခံရရင်–** မသွားပါနဲ့။", True),
        ("- အဲဒါကို အိမ်ကလူကိုယ်တိုင်ပဲ ပြောပါစေ။", True),
        ("- စစ်သားကို မေးပါ။ သူ့ဖုန်းကို မယူပါနဲ့။", False),
        ("- သူစိမ်းက စာရေးတယ်။ သူများ ဖတ်တယ်။ သူတို့ သိတယ်။ ကူညီပေးသူ ရပ်တယ်။ အိမ်ကလူတွေ သိတယ်။", False),
    ],
)
def test_he_is_known_from_words_that_begin_alike(text: str, is_unnamed: bool) -> None:
    assert (unnamed(text, [SOLDIER]) is not None) is is_unnamed
