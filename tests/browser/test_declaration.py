"""Any language: a site with the Universal Declaration of Human Rights, which no one here wrote.

In `make test` it has six languages, in `make proof` twenty-two. The texts come from npm, fonts for leaflets
from Debian; without them these tests are skipped, and scripts.dev.install_tools says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright
from pypdf import PdfReader
from pypdf.generic import ContentStream
from support.leaflets import library_of
from support.project import ROOT, Project
from support.queries import type_in
from support.shared import make_once, shared_folder

from lanpya.checks.run import check_sources
from lanpya.content.library import Library
from lanpya.content.markdown import Reader, plain_text
from lanpya.content.settings import SiteLanguage
from lanpya.leaflets.leaflet import leaflet_data, leaflets_of
from lanpya.problems.problem import errors_in
from lanpya.translation.chat.merge import take_in
from lanpya.translation.chat.segments import HandoutError, outline
from lanpya.translation.chat.sheet import read_back
from scripts.rigs.chromium import PLAYWRIGHT_FLAGS, environment_with_fonts, find_chromium
from scripts.rigs.declaration import FONTS, LANGUAGES, SAMPLE, SOURCE, found_texts
from scripts.rigs.declaration_project import write_declarations
from scripts.rigs.line_breaks import tears_a_syllable

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(not (found_texts() and FONTS.is_dir()), reason="texts or fonts were not fetched"),
]
SAMPLE_GUIDES = 3
TODAY = date(2026, 11, 30)
WIDTH = 320
UNSPACED = ("my", "shn", "mnw", "th", "lo", "km")
MEASURE = (ROOT / "scripts/rigs/line_breaks.js").read_text(encoding="utf-8")
# at one pixel a browser takes every possible break, and breaks no word to make it fit
NARROW = """() => {
  document.querySelector('main').style.width = '1px';
  document.body.style.overflowWrap = 'normal';
}"""
# how far from the side where reading begins the first line of a text is, and is its place
SIDES = """() => {
  const range = document.createRange();
  const text = Array.from(document.querySelectorAll('main p, main li')).find(one => {
    range.selectNodeContents(one);
    return range.getClientRects().length;
  });
  const line = range.getClientRects()[0], box = text.getBoundingClientRect();
  const rtl = getComputedStyle(text).direction === 'rtl';
  return rtl ? box.right - line.right : line.left - box.left;
}"""


def is_whole(config: pytest.Config) -> bool:
    """Whether this is `make proof`."""
    return bool(config.getoption("--proof"))


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Project:
    """The project with the declaration, built."""

    def build(target: Path) -> None:
        if is_whole(pytestconfig):
            write_declarations(target, LANGUAGES, FONTS)
        else:
            write_declarations(target, SAMPLE, FONTS, SAMPLE_GUIDES, {"leaflets": ["zine"]})
        built = Project(target).build()
        assert built.returncode == 0, built.stdout + built.stderr

    return Project(make_once(shared_folder(tmp_path_factory) / "declaration", build))


@pytest.fixture(scope="session")
def world_library(world: Project) -> Library:
    """The sources of that project."""
    return library_of(world)


@pytest.fixture(scope="session")
def phone(world: Project, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A tab of a browser with the fonts of the project: without one a script is not laid out as on phones."""
    fonts = environment_with_fonts(tmp_path_factory.mktemp("fonts"), world.root / "overrides/fonts")
    browser = playwright.chromium.launch(
        executable_path=find_chromium(), args=list(PLAYWRIGHT_FLAGS), env=dict(fonts)
    )
    yield browser.new_page(viewport={"width": WIDTH, "height": 640})
    browser.close()


def each(library: Library) -> list[SiteLanguage]:
    return list(library.settings.languages)


def guides(library: Library) -> range:
    """Return the numbers of the guides."""
    return range(1, 1 + sum(file.startswith("guide-") for file in library.guides))


def folder(language: SiteLanguage) -> str:
    return "" if language.default else f"{language.code}/"


def test_no_error_is_found_in_texts_that_have_none(world: Project, world_library: Library) -> None:
    assert errors_in(check_sources(world_library, world.docs, TODAY)) == []
    assert world_library.drafts == {}


def test_no_page_scrolls_sideways_and_each_begins_at_its_side(
    world: Project, world_library: Library, phone: Page, pytestconfig: pytest.Config
) -> None:
    wrong = []
    for language in each(world_library):
        every = sorted(
            path.stem for path in (world.site / folder(language)).glob("*.html") if path.stem != "404"
        )
        for name in every if is_whole(pytestconfig) else ("index", "1", "21", "43"):
            phone.goto(f"file://{world.site}/{folder(language)}{name}.html")
            width, direction, place = (
                phone.evaluate("document.documentElement.scrollWidth"),
                phone.evaluate("getComputedStyle(document.querySelector('main')).direction"),
                phone.evaluate(SIDES),
            )
            if width > WIDTH or direction != language.traits.direction or abs(place) > 1:
                wrong.append((language.html_lang, name, width, direction, place))
    assert wrong == []


def test_no_line_breaks_inside_a_syllable(world: Project, world_library: Library, phone: Page) -> None:
    torn, breaks = [], dict.fromkeys(UNSPACED, 0)
    tags = {language.html_lang for language in each(world_library)}
    for language in each(world_library):
        if language.html_lang not in UNSPACED:
            continue
        for number in guides(world_library):
            phone.goto(f"file://{world.site}/{language.code}/{number}.html")
            phone.evaluate(NARROW)
            for block in phone.evaluate(MEASURE):
                text = block["text"]
                inside = [at for at in block["breaks"] if language.traits.holds(text[at - 1 : at])]
                breaks[language.html_lang] += len(inside)
                torn += [f"{text[:at][-8:]}|{text[at:][:8]}" for at in inside if tears_a_syllable(text, at)]
    assert torn == []
    assert {tag for tag in UNSPACED if breaks[tag] > 150 * len(guides(world_library))} == tags & {*UNSPACED}


def test_no_letter_on_a_leaflet_is_without_glyph(world: Project, world_library: Library) -> None:
    leaflets = leaflets_of(world_library)
    assert {language for leaflet in leaflets for language in leaflet.languages} == {*each(world_library)}
    for leaflet in leaflets:
        glyphs = [*glyphs_in(world.site / leaflet.url)]
        assert len(glyphs) > 100
        assert 0 not in glyphs, leaflet.url


def glyphs_in(pdf: Path) -> Iterator[int]:
    """Yield the number of every glyph that a PDF shows; 0 is the box for a letter that a font lacks.

    All its fonts are composite, with two bytes a glyph (ISO 32000-1, 9.7).
    """
    reader = PdfReader(pdf)
    for page in reader.pages:
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            shown = operands[0] if operator == b"TJ" else operands if operator == b"Tj" else []
            for text in shown:
                if isinstance(text, bytes | str):
                    codes = text.original_bytes if isinstance(text, str) else text
                    yield from (codes[at] * 256 + codes[at + 1] for at in range(0, len(codes), 2))


def without_accents(word: str) -> str:
    """Return a word without the marks that have no width: accents, vowel points and tones."""
    signs = (sign for sign in unicodedata.normalize("NFD", word) if unicodedata.category(sign) != "Mn")
    return unicodedata.normalize("NFC", "".join(signs))


def test_a_piece_of_a_word_and_a_word_without_accents_are_found(
    world: Project, world_library: Library, phone: Page
) -> None:
    missing, accented = [], 0
    for language in each(world_library):
        phone.goto(f"file://{world.site}/{folder(language)}21.html")
        page = world_library.pages[language.code, "guide-2.md"]
        text = " ".join(map(plain_text, page.document.elements()))
        plain = sorted(re.findall(r"[^\s\d.,;:()«»“”'’-]{6,}", text), key=len)
        word = plain[len(plain) // 2]
        queries = [language.traits.normalise(word)[1:-1]]
        changed = [word for word in plain if without_accents(word) != word]
        if changed and language.traits.script in ("Latn", "Cyrl", "Grek", "Arab", "Hebr"):
            accented += 1
            queries.append(without_accents(changed[0]))
        for query in queries:
            links = type_in(phone, query)
            if not any(link.startswith("2.html") for link in links):
                missing.append((language.html_lang, query, links[:3]))
    assert missing == []
    assert accented > len(each(world_library)) // 3


def test_what_is_handed_out_comes_back_the_same(world: Project, world_library: Library) -> None:
    reader, returned = Reader(world_library.settings), dict[str, int]()
    for language in each(world_library):
        if language.code == LANGUAGES[SOURCE][0]:
            continue
        for number in guides(world_library):
            file = f"guide-{number}.md"
            source = world_library.pages[LANGUAGES[SOURCE][0], file]
            page = world_library.pages[language.code, file]
            parts = outline(source, reader)
            try:
                sheet = read_back(world_library, page, parts, range(len(parts)), outline(page, reader, parts))
            except HandoutError:
                continue  # the translation has other paragraphs than the source
            first = take_in(sheet, "answer.txt", world_library, ())
            meant = [re.findall(r"\d+\.\d+(?:-\d+)?", problem.message)[0] for problem in first.problems]
            made = take_in(sheet, "answer.txt", world_library, meant)
            assert made.problems == (), (language.html_lang, file)
            text = (world.root / page.path).read_text(encoding="utf-8")
            assert made.text == unicodedata.normalize("NFC", text)
            returned[language.html_lang] = returned.get(language.html_lang, 0) + 1
    assert set(returned) == {one.html_lang for one in each(world_library)} - {LANGUAGES[SOURCE][1]}


def test_every_language_is_reached_from_a_short_row_of_links(
    world: Project, world_library: Library, phone: Page
) -> None:
    for language in each(world_library):
        phone.goto(f"file://{world.site}/{folder(language)}1.html")
        row = phone.locator("header nav a")
        assert row.count() <= 2 + 4  # all pages, search, languages
        row.last.click()
        assert phone.evaluate("location.hash") == "#languages"
        assert phone.locator("#languages").is_visible()
        found = phone.locator("nav a[hreflang], #languages a[hreflang]").evaluate_all(
            "all => all.map(a => a.lang)"
        )
        assert sorted(found) == sorted(one.html_lang for one in each(world_library) if one != language)


def test_no_line_of_a_leaflet_begins_with_a_mark(world: Project, world_library: Library) -> None:
    """A dictionary of Burmese knows no tone marks of Shan, and would leave them to the next line."""
    for leaflet in leaflets_of(world_library):
        if any(language.html_lang in UNSPACED for language in leaflet.languages):
            pages = PdfReader(world.site / leaflet.url).pages
            lines = [line for page in pages for line in page.extract_text().split("\n") if line]
            assert len(lines) > 10
            assert [line for line in lines if unicodedata.category(line[0]) in ("Mn", "Mc")] == [], (
                leaflet.url
            )


def test_leave_is_as_large_in_every_language(world: Project, world_library: Library, phone: Page) -> None:
    heights = set()
    for language in each(world_library):
        phone.goto(f"file://{world.site}/{folder(language)}1.html")
        heights.add(round((phone.locator(".leave").bounding_box() or {"height": 0})["height"]))
    assert max(heights) - min(heights) <= 2
    assert min(heights) >= 48


def test_english_beside_arabic_is_on_separate_lines_of_a_leaflet(world_library: Library) -> None:
    english = world_library.settings.last_resort.code
    for leaflet in leaflets_of(world_library):
        if leaflet.languages[0].html_lang == "ar":
            frame = leaflet_data(leaflet, world_library, TODAY)["frames"][0]
            beside = [
                run for key in ("burn", "no_contact") for run in frame[key] if run.get("language") == english
            ]
            assert beside
            assert all(run["apart"] for run in beside)
