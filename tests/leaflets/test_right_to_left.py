"""Leaflets in a language from right to left: sheets and folds mirrored, codes and addresses in place."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from support.hebrew import FAMILY, hebrew_project
from support.leaflets import EDITION, library_of, lines_seen, of, panels_of, signs_of
from support.sampling import sampled

from lanpya.content.leaflet_formats import FORMATS, PAPERS, Side, picture_of, side_of, size_of
from lanpya.content.library import Library
from lanpya.leaflets.leaflet import leaflet_data, leaflets_of
from lanpya.leaflets.read_aloud import script_to_read
from lanpya.leaflets.text_runs import text_of_runs
from lanpya.leaflets.typesetting import typeset_leaflet
from scripts.rigs.printed_leaflet import DPI, check_codes, check_ink, codes_of, outside_of, raster

HEBREW = re.compile("[\u05d0-\u05ea]")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, Path]:
    """The small project in Hebrew, and a folder with its leaflets."""
    project = hebrew_project(tmp_path_factory.mktemp("hebrew") / "project")
    library = library_of(project)
    for leaflet in leaflets_of(library):
        if "he" in [language.code for language in leaflet.languages]:
            path = project.site / leaflet.url
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(typeset_leaflet(leaflet, library, EDITION, project.root / "overrides"))
    return library, project.site


@pytest.mark.parametrize("name", FORMATS)
def test_a_sheet_read_from_right_to_left_is_the_mirror_image(name: str) -> None:
    form = FORMATS[name]
    for number, side in enumerate(form.sides):
        turned = side_of(form, number, "rtl")
        assert _near(turned.mirrored(), side)
        assert [y for _, y, _, _ in turned.folds] == [y for _, y, _, _ in side.folds]
        assert {round(x + z, 9) for (x, *_), (z, *_) in zip(turned.folds, side.folds, strict=True)} <= {1.0}
    width = round(size_of(form, PAPERS["a4"])[0] / 3)
    ltr, rtl = (picture_of(form, PAPERS["a4"], direction) for direction in ("ltr", "rtl"))
    assert (ltr == rtl) == (not form.sides[0].folds)
    if form.sides[0].cover:
        covers = [
            re.search(r'd="M([\d.]+) [\d.]+h([\d.]+)[^"]*" fill="currentColor"', one) for one in (ltr, rtl)
        ]
        (x, wide), (turned_x, _) = ([float(each) for each in cover.groups()] for cover in covers if cover)
        assert turned_x == pytest.approx(width - x - wide, abs=0.1)
    if len(form.sides) > 1:  # the first side comes where reading begins
        assert "translate" not in ltr.partition("</g>")[0]
        assert "translate" in rtl.partition("</g>")[0]


def _near(one: Side, other: Side) -> bool:
    pairs = [*zip(one.folds, other.folds, strict=True), *zip(one.cuts, other.cuts, strict=True)]
    pairs += [(one.cover, other.cover)] if one.cover and other.cover else []
    return all(a == pytest.approx(b) for a, b in pairs)


@pytest.mark.proof
@pytest.mark.parametrize("name", sampled(["2-sheet", "2-zine", "2-trifold", "0-booklet"], "2-trifold"))
def test_codes_scan_and_nothing_is_on_a_fold(printed: tuple[Library, Path], name: str) -> None:
    library, site = printed
    leaflet = of(f"he/{name}", library)
    images = raster(site / leaflet.url, DPI)
    assert list(check_codes(images, codes_of(leaflet, library), DPI)) == []
    for number, image in enumerate(images):
        assert list(check_ink(image, leaflet.side(number), DPI)) == []
    if leaflet.form.name == "trifold":
        assert list(
            check_ink(images[0], side_of(leaflet.form, 0), DPI)
        )  # its folds are not those of the other


def test_panels_come_in_the_order_of_a_sheet_that_opens_from_the_other_side(
    printed: tuple[Library, Path],
) -> None:
    library, site = printed
    zine, trifold, booklet = (
        panels_of(site / of(f"he/{name}", library).url, name.partition("-")[2], "rtl")
        for name in ("2-zine", "2-trifold", "0-booklet")
    )
    for cover in (zine[0], trifold[0]):
        assert "2" in cover
        assert "example.org" not in cover
    for back in (zine[7], trifold[5], booklet[3]):
        assert "https" in back  # pypdfium2 turns the parts of an address round
    assert "06" in zine[1]  # In short, on the page behind the cover
    assert "06" in trifold[1]  # and on the flap
    for name in ("zine", "trifold", "booklet"):
        cover, back = outside_of(FORMATS[name], "rtl")
        assert (cover, back) == tuple((1 - x - w, y, w, h) for x, y, w, h in outside_of(FORMATS[name]))
        assert back[0] > cover[0]


def test_lines_begin_at_the_right_and_codes_run_from_left_to_right(printed: tuple[Library, Path]) -> None:
    library, site = printed
    pdf = site / of("he/2-sheet", library).url
    width = pypdfium2.PdfDocument(pdf)[0].get_size()[0]
    letters = [sign for sign in signs_of(pdf) if HEBREW.match(sign.text)]
    margin = 10 * 72 / 25.4
    assert max(sign.right for sign in letters) == pytest.approx(width - margin, abs=4)
    assert min(sign.left for sign in letters) >= margin - 1
    lines = lines_seen(pdf)
    for code in ("*#06#", "C++", "https://example.org/he/2.html"):
        assert any(code in line for line in lines), code
    short = next(line for line in lines if "C++" in line)
    assert short.index("C++") < short.index("*#06#")  # which is read first


@pytest.mark.proof
@pytest.mark.parametrize("is_default", sampled([False, True], True))
def test_columns_of_two_languages_come_in_the_order_of_the_first(tmp_path: Path, is_default: bool) -> None:
    project = hebrew_project(tmp_path / "project", is_default=is_default)
    library = library_of(project)
    leaflet = of("he-my/2-sheet" if is_default else "my-he/2-sheet", library)
    pdf = project.root / "one.pdf"
    pdf.write_bytes(typeset_leaflet(leaflet, library, EDITION, project.root / "overrides"))
    middle = pypdfium2.PdfDocument(pdf)[0].get_size()[0] / 2
    for number in range(len(pypdfium2.PdfDocument(pdf))):
        signs = signs_of(pdf, number)
        hebrew = [sign.left for sign in signs if HEBREW.match(sign.text)]
        burmese = [sign.left for sign in signs if "က" <= sign.text <= "အ"]
        assert hebrew and burmese
        assert all(left > middle for left in hebrew)
        assert all(left < middle for left in burmese)


def test_each_language_has_its_own_font_and_signs_come_from_padauk(printed: tuple[Library, Path]) -> None:
    library, site = printed
    for url, families in (("he/2-zine", {FAMILY, "Padauk"}), ("my-he/2-sheet", {FAMILY, "Padauk"})):
        fonts = re.findall(rb"/BaseFont/[A-Z]{6}\+([A-Za-z]+)", (site / of(url, library).url).read_bytes())
        assert {font.decode() for font in fonts} == families


def test_the_text_to_read_aloud_runs_from_right_to_left(printed: tuple[Library, Path]) -> None:
    library, _ = printed
    text = script_to_read(library.pages["he", "guide.md"], library, EDITION)
    lines = [line for line in text.split("\n") if HEBREW.search(line)]
    assert len(lines) > 5
    assert all((line[0], line[-1]) == ("\u202b", "\u202c") for line in lines)
    assert "\u202b" not in script_to_read(library.pages["en", "guide.md"], library, EDITION)


def test_a_passage_in_another_language_has_its_font_and_direction(tmp_path: Path) -> None:
    project = hebrew_project(tmp_path / "project")
    project.edit("docs/en/guide.md", "Do one thing.", "Say [מישהו ספר *#06#](lang:he) **and** go.")
    library = library_of(project)
    leaflet = of("en/2-sheet", library)
    data = leaflet_data(leaflet, library, EDITION)
    assert data["languages"]["lang:he"] == data["languages"]["lang:he"] | {"dir": "rtl", "lang": "he"}
    [block] = [block for block in data["parts"][0]["blocks"] if "language" in str(block["runs"])]
    assert [run.get("language") for run in block["runs"]][:3] == [None, "lang:he", "lang:he"]
    assert text_of_runs(block["runs"]) == "Say מישהו ספר *#06# and go."
    pdf = project.root / "one.pdf"
    pdf.write_bytes(typeset_leaflet(leaflet, library, EDITION, project.root / "overrides"))
    assert any("Say*#06#רפסוהשימandgo" in line for line in lines_seen(pdf))  # as it is seen, from the left


def test_a_number_before_the_english_beside_stays_with_its_own_words(printed: tuple[Library, Path]) -> None:
    library, site = printed
    lines = lines_seen(site / of("he/2-zine", library).url)
    assert any("Donotuseafter" in line for line in lines)
    assert not any("2027·Donot" in line for line in lines)
