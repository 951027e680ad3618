"""Syllables that no known word has: which are known, what is reported, and how many typos that shows."""

from __future__ import annotations

import unicodedata
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from support.bad_input import TODAY, library_of
from support.commands import run_lanpya
from support.project import ROOT, Project

from lanpya.checks.run import check_sources
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.languages.burmese.known_syllables import (
    SYLLABLE_UNKNOWN,
    SYLLABLES,
    WORDS,
    known_syllables,
    lines_of,
    syllables_of,
    unknown_syllables,
)
from lanpya.languages.burmese.syllables import CLUSTER
from lanpya.languages.finding import Finding
from lanpya.languages.language import language_of
from scripts.bench.typos import is_mended, rules_that_see, sentences, typos
from scripts.dev.derive_syllables import LEAST_WORDS, PACKAGE, derived

BURMESE = language_of("my")
GUIDE = "docs/my/guide.md"
LINE = "ရေတွက်ခဲ့ပါတယ်။[](source"


def unknown(text: str) -> list[tuple[str, str | None]]:
    """Return the unknown stretches of a text, each with its proposal."""
    text = unicodedata.normalize("NFC", text)
    found = [one for one in BURMESE.findings(text) if one.rule == SYLLABLE_UNKNOWN]
    return [(text[one.start : one.end], one.proposal) for one in found]


def write(project: Project, words: str) -> None:
    project.edit(GUIDE, LINE, f"{words} {LINE}")


def problems(project: Project) -> list[str]:
    found = check_sources(library_of(project), project.docs, TODAY)
    return [problem.message for problem in found if problem.rule == SYLLABLE_UNKNOWN.id]


# --- the lists ---


def test_the_list_is_what_the_script_makes_of_the_words() -> None:
    try:
        distribution(PACKAGE)
    except PackageNotFoundError:
        pytest.skip(f"{PACKAGE} is not installed")
    assert SYLLABLES.read_text(encoding="utf-8") == derived()
    assert LEAST_WORDS == 2


def test_the_list_is_sorted_and_each_line_is_one_syllable_in_normal_form() -> None:
    lines = lines_of(SYLLABLES)
    assert lines == sorted(set(lines))
    assert 1800 < len(lines) < 2000
    for line in lines:
        assert unicodedata.normalize("NFC", line) == line
        assert syllables_of(line) == [line]
        assert CLUSTER.match(line)


def test_each_word_that_is_listed_by_hand_is_right_and_needed() -> None:
    words = [word for line in lines_of(WORDS) for word in line.split()]
    assert len(words) == len(set(words))
    listed, added = set(lines_of(SYLLABLES)), set[str]()
    for word in words:
        assert unicodedata.normalize("NFC", word) == word
        assert [*BURMESE.findings(word)] == []
        new = set(syllables_of(word)) - listed - added
        assert new, f"{word} adds no syllable"
        added |= new


# --- what is reported ---


@pytest.mark.parametrize(
    ("text", "found", "meant"),
    [
        ("ဖူန်းကို ထားခဲ့ပါ", "ဖူန်း", "ဖုန်း"),
        ("စစ်ဆေးရေးဂိက်", "ဂိက်", "ဂိတ်"),
        ("လမ်းညွန်", "ညွန်", "ညွှန်"),
        ("လှုပ်ရှားမှူ", "မှူ", "မှု"),
        ("သွါးပါ", "သွါး", "သွား"),
        ("ဓါတ်ပုံ", "ဓါတ်", "ဓာတ်"),
        ("ပုံနှိုပ်ပါ", "နှိုပ်", "နှိပ်"),
        ("မျာပြားတဲ့ လူ", "မျာ", "များ"),
    ],
)
def test_the_nearest_syllable_is_proposed(text: str, found: str, meant: str) -> None:
    assert unknown(text) == [(found, meant)]


@pytest.mark.parametrize(
    "text",
    [
        "ယောက်ျား ကျွန်ုပ် လက်ျာ ၎င်း ဪ ဣန္ဒြေ ဉာဏ် ဩဂုတ်",  # contractions, vowels that are letters
        "ကျွန်တော့် အဒေါ့် ဗိုလ်ချုပ်ကြော့်",  # forms of ော် and ေါ်
        "(က) (ခ) (ဃ) (ဋ) ဍ ဎ ဿ",  # letters as numbers
        "ဓမ္မစကြာ သန္နိဋ္ဌာန် အဘိဓမ္မာ ပဋိစ္စသမုပ္ပာဒ် သိဒ္ဓိ မဂ္ဂင် ဥက္ကဋ္ဌ",  # Pali, stacked
        "VPN ၂၀၂၁ 12 😀 – Signal",
        "",
    ],
)
def test_forms_that_lists_lack_are_known(text: str) -> None:
    assert unknown(text) == []


def test_a_stretch_of_unknown_syllables_is_one_finding() -> None:
    assert unknown("ကွေ့ဖ်ဒင့်ဂ် ကို") == [("ကွေ့ဖ်ဒင့်ဂ်", None)]


def test_what_another_rule_has_made_of_a_syllable_is_not_reported_twice() -> None:
    for text in ("ဖု န်း", "ဖု\u200bန်း", "၀င်ငွေ", "ဖုန်:ကို", "ြမန်မာ", "ကျွနု်ပ်", "ဘယ္မွာရမလဲ။ ေနာက္မွ"):
        assert unknown(text) == [], text
    whole = Finding(0, 5, SYLLABLE_UNKNOWN, "", None)
    assert [*unknown_syllables("ဖူန်း", [whole])] == []


@pytest.mark.parametrize("tag", ["shn", "mnw", "ksw", "blk", "en", "th"])
def test_other_languages_have_no_list(tag: str) -> None:
    assert [*language_of(tag).findings("ဖူန်း")] == []


# --- as an editor meets it ---


def test_the_check_warns_and_a_word_of_the_glossary_is_known(sources: Project) -> None:
    write(sources, "**ကွေ့ဖ်ဒင့်ဂ်**ကို")
    result = run_lanpya("check", "--docs", sources.docs, "--today", str(TODAY), cwd=ROOT)
    assert result.returncode == 0, result.stdout
    assert "syllable-unknown" in result.stdout
    assert "docs/data/glossary.yml" in result.stdout
    entry = "- {id: kwef, means: a name, use: {my: [ကွေ့ဖ်ဒင့်ဂ်]}}\n"
    glossary = sources.docs / "data/glossary.yml"
    glossary.write_text(glossary.read_text(encoding="utf-8") + entry, encoding="utf-8")
    assert problems(sources) == []


def test_only_the_word_of_the_glossary_is_known_and_not_each_of_its_syllables(sources: Project) -> None:
    glossary = sources.docs / "data/glossary.yml"
    entry = "- {id: kwef, means: a name, use: {my: [ကွေ့ဖ်ဒင့်ဂ်]}}\n"
    glossary.write_text(glossary.read_text(encoding="utf-8") + entry, encoding="utf-8")
    write(sources, "ကွေ့ဖ်ကို")
    assert len(problems(sources)) == 1


@pytest.mark.parametrize("words", ["[ဖူန်း](lang:shn)", "[ဖူန်း](lang:mnw)"])
def test_a_passage_marked_as_another_language_is_not_read(words: str, sources: Project) -> None:
    write(sources, words)
    assert problems(sources) == []


def test_words_typed_into_the_search_may_be_misspelt(sources: Project) -> None:
    (sources.docs / "my/search.yml").write_text("ဖူန်း: အစ\n", encoding="utf-8")
    assert problems(sources) == []


def test_front_matter_questions_and_interface_are_read(sources: Project) -> None:
    sources.say("search", my="ဖူန်း")
    assert len(problems(sources)) == 1
    sources.edit("docs/my/guide.md", "title: ", "title: ဖူန်း ")
    assert len(problems(sources)) == 2


# --- the site, and how much is seen ---


def test_every_burmese_text_of_the_program_and_of_the_site_is_known() -> None:
    paths = [*(ROOT / "hooks/lanpya/languages").glob("*/my.yml"), *(ROOT / "docs/desk/my").glob("*.md")]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    with Path(ROOT / "hooks/lanpya/problems/locale/my/LC_MESSAGES/lanpya.po").open("rb") as file:
        messages = [message.string for message in read_po(file) if message.id]
    texts += [text for string in messages for text in ([string] if isinstance(string, str) else string)]
    assert len(texts) > 500
    assert [found for text in texts for found in unknown(text)] == []
    library = read_library(read_settings(ROOT / "mkdocs.yml"), ROOT / "docs")
    found = check_sources(library, ROOT / "docs", TODAY)
    assert [problem for problem in found if problem.rule == SYLLABLE_UNKNOWN.id] == []


def test_half_of_single_typos_are_seen_and_most_are_mended() -> None:
    """At least a third is required; 54 % of a sample that the rules were not tuned on."""
    library = read_library(read_settings(ROOT / "mkdocs.yml"), ROOT / "docs")
    texts = sentences(library)
    made = typos(texts, 300, seed=20)
    assert made == typos(texts, 300, seed=20)
    seen = [typo for typo in made if rules_that_see(typo.text)]
    assert len(seen) > 0.45 * len(made)
    assert not any(rules_that_see(typo.right) for typo in made)
    unknown_ones = [typo for typo in made if SYLLABLE_UNKNOWN.id in rules_that_see(typo.text)]
    assert sum(map(is_mended, unknown_ones)) > 0.7 * len(unknown_ones)


def test_the_lists_are_read_once() -> None:
    assert known_syllables() is known_syllables()
