"""Every section of a shipped guide begins with what to do, and what takes minutes comes first."""

from __future__ import annotations

import re

from lanpya.checks.first_sentences import first_sentences
from lanpya.content.library import Library

# What a clause of an English instruction begins with in these guides. The rule action-late knows what an
# explanation begins with; only this list holds that the words are an instruction.
ORDERS = re.compile(
    r"(?:"
    r"agree|answer|ask|begin|burn|call|carry|change|check|choose|compare|decide|do|drink|eat|end|expect|"
    r"find|first|give|go|install|keep|lay|leave|let|lie|listen|look|open|pay|plan|post|put|read|"
    r"remember|say|send|speak|stand|stay|stop|take|talk|teach|tell|think|touch|treat|use|wait|walk|weigh|"
    r"write"
    r"|nobody (?!can\b|is\b|knows\b)\w+"
    r")\b",
    re.IGNORECASE,
)
# “In the yard, do not …”: the instruction may follow a condition
CLAUSES = re.compile(r"[:,] ")
SHOULD = re.compile(r"(?:He|Whoever [^.]*|Nobody) should (?:not )?\w+")
ORDERS_IN_BURMESE = re.compile(r"(?:ပါ|ပါနဲ့|ပါစေ|သင့်ပါတယ်|သင့်ပါဘူး)(?:ဦး)?(?=[။–၊]| \(|$)")
# The section that is needed within minutes comes first after In short.
URGENT = {
    "air-strikes.md": ["now", "after", "hurt"],
    "army-housing.md": ["attack", "after"],
    "at-the-door.md": ["first", "phone"],
    "called-up.md": ["taken", "call"],
    "family-left-behind.md": ["search", "asked"],
    "is-this-helper-real.md": ["stop", "doubt"],
    "mines.md": ["see", "among", "hurt", "bleeding"],
    "no-news.md": ["first", "his"],
    "phone-taken.md": ["now", "where", "hour"],
    "relative-abroad.md": ["arrested"],
    "when-it-goes-wrong.md": ["find", "visit", "arrested", "apart", "trap"],
}


def instructs(sentence: str) -> bool:
    return any(map(ORDERS.match, CLAUSES.split(sentence))) or bool(SHOULD.match(sentence))


def openings(library: Library, language: str) -> dict[str, list[str]]:
    return {
        f"{page.file}#{section.id}": first_sentences(section)
        for page in library.pages_in(language)
        if page.file != "index.md"
        for section in page.document.sections
    }


def test_sections_begin_with_an_instruction(library: Library) -> None:
    found = openings(library, "en")
    assert len(found) > 200
    assert {place: words for place, words in found.items() if not any(map(instructs, words))} == {}


def test_their_translations_do_too(library: Library) -> None:
    found = openings(library, "my")
    assert {
        place: words for place, words in found.items() if not any(map(ORDERS_IN_BURMESE.search, words))
    } == {}


def test_what_is_needed_within_minutes_comes_first(library: Library) -> None:
    for language in ("en", "my"):
        for file, ids in URGENT.items():
            sections = library.pages[language, file].document.sections
            assert [section.id for section in sections[1 : len(ids) + 1]] == ids, file
