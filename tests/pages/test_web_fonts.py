"""Which font phones get that lack a script: what is in it, and how such a phone is found."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from support.hebrew import FONT, LETTERS, SHAN, hebrew_project
from support.leaflets import EDITION, library_of
from support.project import ROOT, Project
from support.shaping import Shaper

from lanpya.checks.run import check_sources
from lanpya.content.library import Library
from lanpya.pages.fallback_font import fallback_font
from lanpya.pages.web_fonts import WebFont, web_font
from lanpya.problems.problem import errors_in

PADAUK = ROOT / "overrides/fonts/Padauk-Regular.ttf"


@pytest.fixture(scope="module")
def fonts(hebrew_site: Project) -> dict[str, WebFont | None]:
    library = library_of(hebrew_site)
    return {language.code: web_font(library, language) for language in library.settings.languages}


def cut(font: WebFont | None) -> bytes:
    assert font
    return fallback_font(font.path.read_bytes(), font.fallback)


def width(font: Path, text: str, language: str) -> int:
    return sum(advance for _, advance, _, _ in Shaper(font).shape(text, language))


def test_languages_in_myanmar_letters_have_padauk_and_others_what_is_named(
    fonts: dict[str, WebFont | None], library: Library
) -> None:
    assert {code: font and font.path.name for code, font in fonts.items()} == {
        "my": PADAUK.name,
        "en": None,
        "he": FONT,
        "sh": PADAUK.name,
    }


def test_the_font_for_shan_is_small_and_has_its_letters_in_its_own_forms(
    fonts: dict[str, WebFont | None], tmp_path: Path
) -> None:
    path = tmp_path / "shan.woff2"
    path.write_bytes(cut(fonts["sh"]))
    assert path.stat().st_size < 30_000
    assert set(map(ord, SHAN)) <= set(TTFont(path).getBestCmap())
    small, whole = Shaper(path), Shaper(PADAUK)
    for word in (*SHAN.split(), "၁၂၃၊ မၢၼ်ႈ"):
        if set(map(ord, word)) <= set(TTFont(path).getBestCmap()):
            assert small.shape(word, "shn") == whole.shape(word, "shn")
    assert "mym2.SHN" in fonts["sh"].fallback.opentype.split()  # type: ignore[union-attr]
    assert TTFont(path)["name"].getDebugName(1) == "Notes"  # the licence reserves the name of the whole font


def test_phones_are_told_apart_by_letters_that_a_burmese_font_lacks(fonts: dict[str, WebFont | None]) -> None:
    font = fonts["sh"]
    assert font
    fallback = font.fallback
    assert all(sign >= "\u1050" for sign in fallback.probe)  # a phone for Burmese alone shows boxes for both
    assert len(fallback.probe) == len(fallback.unshaped) == 2
    assert width(PADAUK, fallback.probe, "shn") < 0.6 * width(PADAUK, fallback.unshaped, "shn")


def test_without_marks_a_narrow_letter_tells_phones_apart(fonts: dict[str, WebFont | None]) -> None:
    font = fonts["he"]
    assert font
    assert (font.fallback.probe, font.fallback.unshaped) == ("ו", "ש")
    assert set(LETTERS) <= set(font.fallback.letters)
    letters = TTFont(io.BytesIO(cut(font))).getBestCmap()
    assert set(letters) == {ord(" "), *map(ord, LETTERS)}


def test_a_font_for_phones_that_is_none_or_a_collection_is_a_problem(tmp_path: Path) -> None:
    project = hebrew_project(tmp_path / "project")
    project.configure(lambda config: config["extra"]["fonts"]["he"].update(web="Other.ttf"))

    def errors() -> list[tuple[str, str]]:
        found = errors_in(check_sources(library_of(project), project.docs, EDITION))
        return [(problem.rule, problem.path) for problem in found]

    assert errors() == [("font-missing", "mkdocs.yml")]
    (project.root / "overrides/fonts/Other.ttf").write_bytes(b"<html>")
    assert errors() == [("font-bad", "mkdocs.yml")]
    project.configure(lambda config: config["extra"]["fonts"]["he"].update(web="Padauk-Regular.ttf"))
    assert errors() == [("font-missing", "mkdocs.yml")]


def test_pages_of_a_language_with_a_font_ask_whether_the_phone_shapes_it(hebrew_site: Project) -> None:
    site = hebrew_site.site
    for folder, has_font in (("he/", True), ("sh/", True), ("", True), ("en/", False)):
        html = (site / f"{folder}2.html").read_text(encoding="utf-8")
        assert (":lang(shn){line-height:1.85}" in html) == (folder == "sh/")
        assert ("name=shape" in html) == ("font-src 'self'" in html) == ("font/" in html) == has_font
    assert {path.name for path in (site / "font").iterdir()} == {"he.woff2", "my.woff2", "sh.woff2"}
