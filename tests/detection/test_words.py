"""What is disguised in each language is found, harmless sentences pass, and no data counts as no data."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest
import yaml
from support.bad_input import TODAY, library_of
from support.project import ROOT, Project, languages_of
from support.sampling import sampled

from lanpya.checks.run import check_sources
from lanpya.detection import words
from lanpya.detection.contact_details import addresses_in
from lanpya.detection.sensitive_details import details_of, sensitive_details_in
from lanpya.detection.words import FOLDER, has_file, has_numbers, words_of

CASES = ROOT / "tests/cases/disguised"
LANGUAGES = sorted(path.stem for path in CASES.glob("*.yml"))
PROGRAM = ROOT / "hooks/lanpya/detection"


def rules_in(text: str, *languages: str) -> set[str]:
    known = words_of(languages)
    found = {detail.rule.id for detail, _, _ in sensitive_details_in(text, details_of(known))}
    return found | ({"address-in-text"} if addresses_in(text, frozenset(), known) else set())


@pytest.mark.parametrize("language", sampled(LANGUAGES, "es", "ru", "ar"))
def test_what_is_disguised_is_found_and_harmless_sentences_pass(language: str) -> None:
    cases = yaml.safe_load((CASES / f"{language}.yml").read_text(encoding="utf-8"))
    attacks = [
        (rule, text) for half in cases["attacks"].values() for rule, texts in half.items() for text in texts
    ]
    missed = [(rule, text) for rule, text in attacks if rule not in rules_in(text, language)]
    assert len(missed) <= cases.get("known to be missed", 0), missed
    harmless = list(chain.from_iterable(cases["harmless"].values()))
    assert [(text, found) for text in harmless if (found := rules_in(text, language))] == []
    assert len(attacks) >= 60
    assert len(harmless) >= 30


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ruf null neun null null eins zwei drei vier."),
        ("pt", "Ligue zero nove zero zero um dois três."),
        ("fa", "زنگ بزنید صفر نه یک دو سه چهار پنج"),
        ("th", "ศูนย์เก้าหนึ่งสองสามสี่ห้า"),
        ("nb", "Ring null ni null null en to tre."),
        ("sr-Latn", "Zovi nula devet nula nula jedan dva tri."),
        ("sr", "Зови нула девет нула нула један два три."),
        ("he", "חייגו אפס תשע אפס אפס אחת שתיים שלוש"),
        ("hi", "शून्य नौ शून्य शून्य एक दो तीन पर बात करें"),
    ],
)
def test_numbers_in_words_are_found_where_cldr_knows_the_language(language: str, text: str) -> None:
    assert not has_file(language)
    assert has_numbers(language)
    assert rules_in(text, language) == {"address-in-text"}
    assert rules_in(text, "en") == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Am Montag um 10:30 Uhr."),
        ("pt", "Na segunda-feira, 10:30."),
        ("he", "ביום ראשון 10:30"),
        ("th", "วันจันทร์ 10:30"),
        ("id", "Hari Senin, 10:30."),
        ("uk", "3 грудня, 18:30"),
    ],
)
def test_days_are_found_with_a_time_where_cldr_knows_the_language(language: str, text: str) -> None:
    assert not has_file(language)
    assert rules_in(text, language) == {"time-in-text"}
    assert rules_in(text, "en") == set()


def test_what_few_people_type_does_not_hide_a_word() -> None:
    assert rules_in("اِتَّصِل بِصِفْر تِسْعَة صِفْر صِفْر واحِد اثنان ثلاثة", "ar") == {"address-in-text"}
    assert rules_in("صـــفر تسـعة صفر صفر واحـد اثنان", "ar") == {"address-in-text"}
    assert rules_in("Espere a tres kilo\u0301metros al sur del puente.", "es") == {"place-in-text"}
    assert rules_in("ESPERE A TRES KILÓMETROS AL SUR DEL PUENTE.", "es") == {"place-in-text"}
    assert rules_in("ЖДИТЕ В ТРЁХ КИЛОМЕТРАХ ЮЖНЕЕ МОСТА", "ru") == {"place-in-text"}
    assert rules_in("ждите в трех километрах южнее моста", "ru") == {"place-in-text"}


@pytest.mark.parametrize("tag", ["shn", "mnw", "ksw", "blk", "kac", "rki"])
def test_the_english_words_that_icu_answers_for_a_language_it_does_not_know_are_no_data(tag: str) -> None:
    assert not has_numbers(tag)
    assert [one.words for one in words_of((tag,)).languages if one.tag != "en"] == [{}]


@pytest.mark.parametrize(
    "digits",
    [
        "٠٩٠٠٠٠٠٠١٢",
        "۰۹۰۰۰۰۰۰۱۲",
        "๐๙๐๐๐๐๐๐๑๒",
        "០៩០០០០០០១២",
        "०९००००००१२",
        "၀၉၀၀၀၀၀၀၁၂",
        "႐႙႐႐႐႐႐႐႑႒",
        "০৯০০০০০০১২",
        "𝟘𝟡𝟘𝟘𝟘𝟘𝟘𝟘𝟙𝟚",
    ],
)
def test_digits_of_every_script_are_digits(digits: str) -> None:
    assert rules_in(f"x {digits}.", "en") == {"address-in-text"}
    assert rules_in("\u200f".join(digits), "en") == {"address-in-text"}
    dotted = f"{digits[1]}{digits[1]}.{digits[:5]}, {digits[1]}{digits[1]}.{digits[:5]}"
    assert rules_in(dotted, "en") == {"place-in-text"}


def test_english_is_looked_for_on_every_site() -> None:
    assert rules_in("Call zero nine zero zero zero one two.", "ar") == {"address-in-text"}


def test_every_list_of_a_file_is_part_of_a_pattern() -> None:
    program = "".join(path.read_text(encoding="utf-8") for path in PROGRAM.glob("*.py"))
    for path in sorted(FOLDER.glob("*.yml")):
        lists = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 — strings only
        assert [name for name in lists if not is_named(name.removeprefix("more "), program)] == []


def is_named(name: str, program: str) -> bool:
    return f'"{name}"' in program or f"'{name}'" in program


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("dot: [punto\n", "es.yml of the words that disguise cannot be read"),
        ("dot: [punto]\n", "dot: write words with commas between"),
        ("- punto\n", "the file: write words with commas between"),
        ("", "the file: write words with commas between"),
    ],
)
def test_a_file_of_words_that_cannot_be_read_is_named(
    typed: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "es.yml").write_text(typed, encoding="utf-8")
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=re.escape(says)):
        words._file.__wrapped__("es")


def test_every_file_says_where_its_words_are_from() -> None:
    for path in sorted(Path(FOLDER).glob("*.yml")):
        comment = path.read_text(encoding="utf-8").partition("\n\n")[0]
        assert re.search(r"^#.*Sources?:", comment, re.MULTILINE), path.name


def test_a_site_in_spanish_is_checked_with_spanish_words_on_every_page(sources: Project) -> None:
    guide = sources.docs / "en/guide.md"
    text = guide.read_text(encoding="utf-8")
    edits = "Llame al cero nueve, cero cero cero, uno dos.\n\nEspere a tres kilómetros al sur del puente.\n"
    guide.write_text(f"{text}\n{edits}", encoding="utf-8")
    line = text.count("\n") + 2
    assert found_in(sources) == set()
    sources.configure(lambda config: languages_of(config).append({"locale": "es", "name": "Español"}))
    assert found_in(sources) == {("address-in-text", line), ("place-in-text", line + 2)}


def found_in(project: Project) -> set[tuple[str, int]]:
    problems = check_sources(library_of(project), project.docs, TODAY)
    rules = {"address-in-text", "place-in-text"}
    return {(problem.rule, problem.line) for problem in problems if problem.rule in rules}
