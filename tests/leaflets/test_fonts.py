"""Which font a language is printed in, and what is said where there is none."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import icu
import pytest
import yaml
from support.hebrew import FAMILY, FONT, LETTERS, draw_font, hebrew_project
from support.leaflets import EDITION, library_of, lines_seen, of
from support.project import Project

from lanpya.checks.run import check_sources
from lanpya.content.settings import SiteLanguage
from lanpya.content.settings_file import SettingsError, read_settings
from lanpya.leaflets.fonts import PADAUK, print_font, suggested
from lanpya.leaflets.leaflet import leaflet_data, leaflets_of
from lanpya.leaflets.text_runs import longest_of, runs_of
from lanpya.leaflets.typesetting import LeafletError, typeset_leaflet
from lanpya.problems.problem import Problem, errors_in


@pytest.fixture
def hebrew(tmp_path: Path) -> Project:
    return hebrew_project(tmp_path / "project")


def errors(project: Project) -> list[Problem]:
    return errors_in(check_sources(library_of(project), project.docs, EDITION))


def line_of(project: Project, text: str) -> int:
    lines = (project.root / "mkdocs.yml").read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, start=1) if line.strip() == text)


def test_a_language_whose_letters_padauk_lacks_has_one_problem_that_names_setting_and_package(
    hebrew: Project,
) -> None:
    assert errors(hebrew) == []
    hebrew.configure(lambda config: config["extra"].pop("fonts"))
    [problem] = errors(hebrew)
    assert (problem.rule, problem.path) == ("font-missing", "mkdocs.yml")
    assert problem.line == line_of(hebrew, "leaflets:")
    assert "עברית" in problem.message
    assert PADAUK in problem.message
    assert "fonts: {he: {print: NotoSerifHebrew-Regular.ttf}}" in problem.remedy
    assert "fonts-noto-core" in problem.remedy
    hebrew.configure(
        lambda config: config["extra"].update(leaflets={"my": ["zine"], "en": ["zine"], "he": []})
    )
    assert errors(hebrew) == []


@pytest.mark.raises_rule("font-bad")
def test_a_file_that_is_no_font_is_a_problem_at_the_line_that_names_it(hebrew: Project) -> None:
    path = hebrew.root / "overrides/fonts" / FONT
    whole = path.read_bytes()
    for content in (b"<!doctype html>", b"", whole[:300], whole[:100] + b"x" * 2000):
        path.write_bytes(content)
        [problem] = errors(hebrew)
        assert (problem.rule, problem.line) == ("font-bad", line_of(hebrew, "he:"))
        assert FONT in problem.message
    path.unlink()
    [problem] = errors(hebrew)
    assert (problem.rule, problem.line) == ("font-missing", line_of(hebrew, "he:"))


def test_a_font_without_some_letters_of_the_language_is_named_once(hebrew: Project) -> None:
    draw_font(hebrew.root / "overrides/fonts" / FONT, LETTERS[6:])
    [problem] = errors(hebrew)
    assert (problem.rule, problem.path, problem.line) == (
        "leaflet-letter",
        "mkdocs.yml",
        line_of(hebrew, "he:"),
    )
    assert all(letter in problem.message for letter in LETTERS[:6])
    draw_font(hebrew.root / "overrides/fonts" / FONT, LETTERS[2:])  # two: where they are is said, not that
    assert errors(hebrew) == []
    library = library_of(hebrew)
    with pytest.raises(LeafletError, match="no glyph for: א"):
        typeset_leaflet(of("he/2-zine", library), library, EDITION, hebrew.root / "overrides")


def test_signs_that_the_font_lacks_come_from_padauk_and_others_are_a_problem(hebrew: Project) -> None:
    library = library_of(hebrew)
    font = print_font(library.settings, library.language("he"))
    assert font.families == (FAMILY, "Padauk")
    assert {"א", "a", "5", "#", "က"} <= font.letters
    assert (font.top, font.bottom) == (0.85, -0.25)
    burmese = print_font(library.settings, library.language("my"))
    assert burmese.families == ("Padauk",)
    assert "א" not in burmese.letters
    guide = "docs/he/guide.md"
    hebrew.edit(guide, "מישהו ספר את זה.", "מישהו ספר את זה ⛔.")
    library = library_of(hebrew)
    with pytest.raises(LeafletError) as raised:
        typeset_leaflet(of("he/2-zine", library), library, EDITION, hebrew.root / "overrides")
    assert [problem.path for problem in raised.value.problems] == [guide]


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"xx": {"print": FONT}}, "an entry by language, of: my, en, he"),
        ([FONT], "an entry by language"),
        ({"he": FONT}, "fonts: he: write"),
        ({"he": {"screen": FONT}}, "fonts: he: write"),
        ({"he": {"print": "../../etc/passwd"}}, "fonts: he: write"),
        ({"he": {"print": "fonts/Boxes.ttf"}}, "fonts: he: write"),
        ({"he": {"print": None}}, "fonts: he: write"),
    ],
)
def test_a_wrong_setting_of_fonts_is_named(hebrew: Project, setting: object, said: str) -> None:
    hebrew.configure(lambda config: config["extra"].update(fonts=setting))
    with pytest.raises(SettingsError, match=r"mkdocs\.yml: extra: fonts") as raised:
        read_settings(hebrew.root / "mkdocs.yml")
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"my": ["zine"], "en": ["zine"]}, "by each of: my, en, he"),
        ({"my": ["zine"], "en": ["zine"], "he": [], "xx": []}, "by each of: my, en, he"),
        ({"my": ["zine"], "en": ["zine"], "he": ["poster"]}, "of: sheet, zine, trifold, booklet"),
        ({"my": ["zine"], "en": ["zine"], "he": "zine"}, "of: sheet, zine, trifold, booklet"),
        (["zine", "zine"], "each once"),
        ([["zine"]], "each once"),
        ("zine", "each once"),
    ],
)
def test_a_wrong_setting_of_leaflets_is_named(hebrew: Project, setting: object, said: str) -> None:
    hebrew.configure(lambda config: config["extra"].update(leaflets=setting))
    with pytest.raises(SettingsError, match=r"mkdocs\.yml: extra: leaflets") as raised:
        read_settings(hebrew.root / "mkdocs.yml")
    assert said in str(raised.value)


def test_a_language_may_go_without_leaflets_while_others_have_them(hebrew_site: Project) -> None:
    site = hebrew_site.site
    made = {leaflet.url for leaflet in leaflets_of(library_of(hebrew_site))}
    assert made == {"print/my/2-sheet.pdf", "print/en/2-zine.pdf", "print/en/0-booklet.pdf"}
    assert errors(hebrew_site) == []
    assert {path.relative_to(site).as_posix() for path in site.rglob("*.pdf")} == made
    for path in site.glob("he/*.html"):
        assert ".pdf" not in path.read_text(encoding="utf-8")
    assert (site / "text/he/2.txt").exists()  # what is read aloud needs no paper
    with ZipFile(site / "keep/notes-print.zip") as archive:
        assert {name for name in archive.namelist() if name.endswith(".pdf")} == made


def test_codes_are_checked_where_there_are_leaflets(hebrew: Project) -> None:
    hebrew.edit("docs/he/guide.md", "עשו רק דבר אחד היום.", "http: אחד.")
    hebrew.edit(
        "docs/he/guide.md", "חייגו *#06# או C++ ואז המשיכו לדבר הבא, כי השורה הזאת ארוכה ונשברת.", "SMS: אחד."
    )
    said = {problem.rule for problem in check_sources(library_of(hebrew), hebrew.docs, EDITION)}
    lists = {"my": ["zine"], "en": ["zine"], "he": []}
    hebrew.configure(lambda config: config["extra"].update(leaflets=lists))
    without = {problem.rule for problem in check_sources(library_of(hebrew), hebrew.docs, EDITION)}
    assert said - without == {"code-unsure"}


SUGGESTED = {
    "ar": "NotoNaskhArabic-Regular.ttf",
    "fa": "NotoNaskhArabic-Regular.ttf",
    "ur": "NotoNastaliqUrdu-Regular.ttf",
    "he": "NotoSerifHebrew-Regular.ttf",
    "th": "NotoSerifThai-Regular.ttf",
    "hi": "NotoSerifDevanagari-Regular.ttf",
    "am": "NotoSerifEthiopic-Regular.ttf",
    "ru": "NotoSans-Regular.ttf",
    "vi": "NotoSans-Regular.ttf",
    "or": "NotoSansOriya-Regular.ttf",
    "dv": "NotoSansThaana-Regular.ttf",
    "nqo": "NotoSansNKo-Regular.ttf",
    "rhg-Rohg": "NotoSansHanifiRohingya-Regular.ttf",
    "ff-Adlm": "NotoSansAdlam-Regular.ttf",
    "zh-Hans": "NotoSerifCJK-Regular.ttc",
    "ja": "NotoSerifCJK-Regular.ttc",
}


@pytest.mark.parametrize(("tag", "file"), SUGGESTED.items())
def test_the_font_that_is_proposed_is_in_debian(tag: str, file: str) -> None:
    package = "fonts-noto-cjk" if file.endswith(".ttc") else "fonts-noto-core"
    assert suggested(SiteLanguage(tag[:2], tag, tag, False)) == (file, package)


def test_every_language_of_cldr_has_a_proposal() -> None:
    for name in icu.Locale.getAvailableLocales():
        file, _ = suggested(SiteLanguage("xx", "", icu.Locale(name).toLanguageTag(), False))
        assert re.fullmatch(r"Noto[A-Z]\w+-Regular\.tt[fc]", file), name


@pytest.mark.parametrize(
    ("tag", "text", "longest"),
    [
        ("zh-Hans", "人人生而自由,在尊严和权利上一律平等。", "由,"),
        ("ja", "すべての人間は、生まれながら", "は、"),
        ("am", "የሰው፡ልጅ፡ሁሉ፡ሲወለድ", "የሰው፡"),
        ("bo", "འགྲོ་བ་མིའི་རིགས", "འགྲོ་"),
        ("ar", "يولد جميع الناس أحرارًا", "أحرارًا"),
        ("en", "a well-known word", "known"),
    ],
)
def test_what_is_too_wide_is_measured_between_places_where_lines_break(
    tag: str, text: str, longest: str
) -> None:
    found = longest_of(runs_of(text, tag))
    assert len(found) == len(longest)
    assert found in text


def test_english_in_place_of_missing_words_has_its_own_font_and_direction(hebrew: Project) -> None:
    path = hebrew.docs / "data/interface.yml"
    words = yaml.safe_load(path.read_text(encoding="utf-8"))
    del words["page_code"]["he"]
    path.write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
    library = library_of(hebrew)
    data = leaflet_data(of("he/2-zine", library), library, EDITION)
    [frame] = data["frames"]
    assert [run["language"] for run in frame["page_code"]] == ["en"]
    assert all("language" not in run for run in frame["edition"])
    assert (data["languages"]["en"]["dir"], data["languages"]["en"]["fonts"]) == ("ltr", ("Padauk",))
    assert (data["languages"]["he"]["dir"], data["languages"]["he"]["fonts"]) == ("rtl", (FAMILY, "Padauk"))
    pdf = hebrew.root / "one.pdf"
    pdf.write_bytes(typeset_leaflet(of("he/2-zine", library), library, EDITION, hebrew.root / "overrides"))
    shown = "".join(lines_seen(pdf))
    assert "mustbe:" in shown  # the colon comes last
