"""Other words for the search: read in order, checked against the pages, and part of nothing else."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from support.bad_input import TODAY, library_of
from support.commands import run_lanpya
from support.project import Project

from lanpya.checks.run import check_sources
from lanpya.checks.search_words import LONGEST
from lanpya.leaflets.leaflet import leaflets_of
from lanpya.leaflets.typesetting import inputs_of
from lanpya.runtime.environment import CACHE

EN, MY = "docs/en/search.yml", "docs/my/search.yml"


def write(project: Project, name: str, text: str) -> None:
    (project.root / name).write_text(text, encoding="utf-8")


def rules_of(project: Project, *paths: str) -> list[tuple[int, str]]:
    problems = check_sources(library_of(project), project.docs, TODAY)
    return [(problem.line, problem.rule) for problem in problems if problem.path in paths]


def test_words_are_read_in_order_by_language(sources: Project) -> None:
    write(
        sources,
        EN,
        "# a comment\nto  begin: The  start\nhotline:\n  - the helpline\n  - Contacts\nah: start\n",
    )
    library = library_of(sources)
    assert library.search_words["en"] == (
        ("to begin", ("The start",)),
        ("hotline", ("the helpline", "Contacts")),
        ("ah", ("start",)),
    )
    assert library.search_words["my"] == ()


FOUND = {
    "a title": "A Guide",
    "a heading": "in short",
    "a paragraph": "somebody counted\n  this.",
    "an item": "Do onething",
    "words with a link among them": "read the start again",
    "accents": "Do nót do another",
    "a sentence before a number of a source": "this. Ask through",
}


@pytest.mark.parametrize("words", FOUND.values(), ids=FOUND)
def test_words_of_guides_are_found_as_the_search_finds_them(words: str, sources: Project) -> None:
    write(sources, EN, f"other word: {words}\n")
    assert rules_of(sources, EN) == []


@pytest.mark.parametrize(
    "words", ["A guide In short", "this. More", "What a guide answers", "counted through"]
)
def test_words_of_two_places_or_of_a_summary_are_not_found(words: str, sources: Project) -> None:
    write(sources, EN, f"other word: {words}\n")
    assert rules_of(sources, EN) == [(1, "search-word-unfound")]


def test_readers_may_spell_in_any_way(sources: Project) -> None:
    """Only the words of guides are held to the rules of spelling and to the glossary."""
    write(sources, MY, "လမ်းပြ: လမ်းညွှန်\nလူလိ မ်: အကူအညီ ကို\nSIMကတ်: အစ\nဖုမ်း: အဆက်အသွယ်\n")
    write(sources, EN, f"malware: a guide\nvírus: a guide\n{'x' * LONGEST}: a guide\nsignal: Ask through\n")
    assert rules_of(sources, MY, EN) == []


def test_all_that_is_wrong_is_listed_at_once(sources: Project) -> None:
    write(sources, EN, "a: nowhere\nb:\nc: 09 123 456 789\nB: start\nstart: start\nd: {e: f}\n")
    assert rules_of(sources, EN) == [
        (1, "search-word-unfound"),
        (2, "search-word-bad"),
        (3, "address-in-text"),
        (3, "search-word-unfound"),
        (4, "search-word-bad"),
        (5, "search-word-bad"),
        (6, "search-word-bad"),
    ]


def test_what_cannot_be_read_is_one_problem(sources: Project) -> None:
    write(sources, EN, "a: start\nb: [start\n")
    assert [rule for _, rule in rules_of(sources, EN)] == ["unreadable"]


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_a_file_may_be_empty(text: str, sources: Project) -> None:
    write(sources, EN, text)
    assert rules_of(sources, EN) == []


def test_a_language_of_which_no_page_is_published_may_have_words(sources: Project) -> None:
    write(sources, MY, "ဖုမ်း: အဆက်အသွယ်\n")
    for path in (sources.docs / "my").glob("*.md"):
        path.unlink()
    assert rules_of(sources, MY) == []


def test_they_are_no_part_of_translations_leaflets_and_counts(sources: Project) -> None:
    def rest() -> tuple[object, ...]:
        library = library_of(sources)
        leaflets = [
            inputs_of(one, library, TODAY, sources.root / "overrides") for one in leaflets_of(library)
        ]
        marks = [page.fingerprints() for page in library.pages.values()]
        return leaflets, marks, run_lanpya("status", cwd=sources.root).stdout

    write(sources, EN, "jail: start\n")
    before = rest()
    write(sources, EN, "hotline: Contacts\n")
    assert rest() == before
    assert rules_of(sources, MY, EN) == [], "no other language needs any"


def test_a_kept_result_is_not_used_for_changed_words(
    sources: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    write(sources, EN, "hotline: Contacts\n")
    assert rules_of(sources, EN) == []
    write(sources, EN, "hotline 09 123 456 789: Contacts\n")
    assert rules_of(sources, EN) == [(1, "address-in-text")]
    write(sources, EN, "hotline: Contacts\n")
    assert rules_of(sources, EN) == []
    sources.edit("docs/en/contacts.md", "title: Contacts", "title: Whom to ask")
    sources.edit("docs/en/index.md", "[Contacts]", "[Whom to ask]")
    assert rules_of(sources, EN) == [(1, "search-word-unfound")]


def test_no_file_of_the_site_has_them_in_plain(project: Project) -> None:
    """Whoever searches a phone finds none of them; the words of guides are on pages anyway."""
    write(project, EN, "deserter: [the start, Contacts]\nrun away: Do one thing\n")
    write(project, MY, "တပ်ပြေး: အဆက်အသွယ်\n")
    built = project.without_leaflets().build()
    assert built.returncode == 0, built.stderr
    for path in filter(Path.is_file, project.site.rglob("*")):
        texts = [path.read_bytes()]
        if path.suffix == ".zip":
            with ZipFile(path) as archive:
                texts = [name.encode() + archive.read(name) for name in archive.namelist()]
        for word in ("deserter", "run away", "runaway", "တပ်ပြေး", "search.yml"):
            assert not any(word.encode() in text.lower() for text in texts), f"{word} in {path.name}"
