"""What a volunteer prints: every shipped leaflet, read back from its pixels and its glyphs."""

from __future__ import annotations

import math
import re
from datetime import date
from pathlib import Path
from typing import Any

import numpy
import pypdf
import pypdfium2
import pytest
import yaml
import zxingcpp
from conftest import EPOCH, ROOT, Project
from pypdf.generic import ContentStream

from lanpya.burmese.words import segments
from lanpya.leaflet import leaflet_text
from lanpya.library import Library
from lanpya.reading import read_library
from lanpya.settings import read_settings
from lanpya.wording import Wording

DPI = 300
MM = DPI / 25.4
PANEL = (297 / 4, 210 / 2)
SETTINGS = read_settings(ROOT / "mkdocs.yml")
SHIPPED = read_library(SETTINGS, ROOT / "docs")
NAMES = sorted(f"{code}/{file}" for code, file in SHIPPED.pages if SHIPPED.has_leaflet(file))


@pytest.fixture
def library() -> Library:
    return SHIPPED


def raster(path: Path) -> numpy.ndarray:
    return pypdfium2.PdfDocument(path)[0].render(scale=DPI / 72, grayscale=True).to_numpy().squeeze()


def leaflet_path(site: Path, name: str, library: Library) -> Path:
    language, _, file = name.partition("/")
    return site / f"print/{language}/{library.pages[language, file].address}-zine.pdf"


@pytest.mark.parametrize("name", NAMES)
def test_the_code_opens_the_page_that_is_printed_beside_it(name: str, site: Path, library: Library) -> None:
    language, _, file = name.partition("/")
    path = leaflet_path(site, name, library)
    address = library.settings.site_url + library.pages[language, file].url
    document = pypdfium2.PdfDocument(path)
    assert len(document) == 1
    assert [round(side / 72 * 25.4) for side in document[0].get_size()] == [297, 210]
    image = raster(path)
    codes = zxingcpp.read_barcodes(image)
    assert [code.text for code in codes] == [address]
    assert codes[0].ec_level == "Q"
    assert address in pypdf.PdfReader(path).pages[0].extract_text()

    corners = codes[0].position
    points = [(p.x, p.y) for p in (corners.top_left, corners.top_right, corners.bottom_left)]
    module_mm = math.dist(points[0], points[1]) / MM / modules_of(address)
    assert module_mm >= 0.79, "a module is smaller than 0.8 mm"
    quiet = 4 * module_mm * MM
    left, right = points[0][0] - quiet, points[1][0] + quiet
    top, bottom = points[0][1] - quiet, points[2][1] + quiet
    # all of it on the last panel (bottom left), two millimetres and more from every fold and edge
    assert left >= 2 * MM
    assert right <= (PANEL[0] - 2) * MM
    assert top >= (PANEL[1] + 2) * MM
    assert bottom <= (2 * PANEL[1] - 2) * MM
    inner = quiet * 0.2  # what anti-aliasing may touch
    ring = image[int(top) + 1 : int(bottom), int(left) + 1 : int(right)].copy()
    margin = int(quiet - inner)
    ring[margin:-margin, margin:-margin] = 255
    assert ring.min() > 200, "something is printed in the quiet zone"


def modules_of(text: str) -> int:
    """Width without the quiet zone of the smallest code that carries the text at level Q (ISO/IEC 18004)."""
    capacities = {1: 11, 2: 20, 3: 32, 4: 46, 5: 60, 6: 74}
    return 17 + 4 * min(version for version, room in capacities.items() if room >= len(text.encode()))


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_has_a_glyph(name: str, site: Path, library: Library) -> None:
    reader = pypdf.PdfReader(leaflet_path(site, name, library))
    page = reader.pages[0]
    fonts = {str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values()}
    assert fonts
    assert all(re.fullmatch(r"/[A-Z]{6}\+Padauk.*", font) for font in fonts), "a subset of the shipped font"
    shown = 0
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator not in (b"Tj", b"TJ"):
            continue
        for piece in operands[0] if operator == b"TJ" else operands:
            if isinstance(piece, (int, float)):
                continue
            glyphs = piece.original_bytes
            pairs = [glyphs[at : at + 2] for at in range(0, len(glyphs), 2)]
            assert b"\x00\x00" not in pairs, "a letter has no glyph"
            shown += len(pairs)
    assert shown > 100


@pytest.mark.parametrize("name", NAMES)
def test_no_contact_no_name_no_time_in_the_file(name: str, site: Path, library: Library) -> None:
    path = leaflet_path(site, name, library)
    reader = pypdf.PdfReader(path)
    language, _, file = name.partition("/")
    page = library.pages[language, file]
    assert reader.metadata is not None
    assert reader.metadata.title == str(page.address)
    assert set(reader.metadata) <= {"/Title", "/Creator", "/Producer"}
    assert not re.search(r"Date|/Author|root|home", " ".join(map(str, reader.metadata.values())))
    raw = path.read_bytes()
    assert b"/CreationDate" not in raw
    assert b"/URI" not in raw
    text = reader.pages[0].extract_text()
    for contact in library.contacts.values():
        assert contact.address.split("//")[1] not in text
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"].startswith(page.language.html_lang)
    assert catalog["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("my/")])
def test_no_line_of_burmese_can_break_inside_a_syllable(name: str, library: Library) -> None:
    language, _, file = name.partition("/")
    data = leaflet_text(library.pages[language, file], library, date(2026, 11, 23))
    runs = [run for block in data["blocks"] for run in block["runs"]]
    assert any(run["box"] for run in runs)
    for word in map(text_of, runs):
        # what stands at the start of a box could start a line: never a mark, a stack or a killed consonant
        assert not re.match("[\u102b-\u103e]|[\u1000-\u1021]\u1037?\u103a|\u104a|\u104b", word), word


def text_of(run: dict[str, Any]) -> str:
    return "".join(part["t"] for part in run["parts"])


def test_a_word_of_which_a_part_is_bold_stays_one_piece(project: Project) -> None:
    counted = "တစ်ယောက်ယောက်က ရေတွက်ခဲ့ပါတယ်။"
    project.edit("docs/my/guide.md", counted, f"ဖုန်း**စစ်**ဆေး လင့်**ခ်** VPN**ကို** {counted}")
    library = read_library(read_settings(project.root / "mkdocs.yml"), project.docs)
    data = leaflet_text(library.pages["my", "guide.md"], library, date(2026, 11, 23))
    runs = next(block["runs"] for block in data["blocks"] if "VPN" in "".join(map(text_of, block["runs"])))
    words = segments(f"ဖုန်းစစ်ဆေး လင့်ခ် VPNကို {counted}")
    assert "လင့်ခ်" in words
    assert tuple(map(text_of, runs))[: len(words)] == words
    assert [part["t"] for run in runs for part in run["parts"] if part["b"]] == ["စစ်", "ခ်", "ကို"]


def test_lists_on_paper_are_numbered_in_the_digits_of_the_language(library: Library) -> None:
    for code, numbers in {"my": ["၁.", "၂.", "၃."], "en": ["1.", "2.", "3."]}.items():
        data = leaflet_text(library.pages[code, "phone-surveillance.md"], library, date(2026, 11, 23))
        marks = [block["mark"] for block in data["blocks"] if block["kind"] == "item"]
        assert [mark for mark in marks if mark != "•"][:3] == numbers


def test_segments_joined_are_the_text() -> None:
    for path in sorted((ROOT / "docs" / "my").glob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert "".join(segments(line)) == line


def test_a_leaflet_past_its_date_is_barred_and_the_page_leads_with_it(project: Project) -> None:
    fresh = project.build()
    assert fresh.returncode == 0, fresh.stderr
    before = (project.site / "print/en/2-zine.pdf").read_bytes()
    assert "OUT OF DATE" not in pypdf.PdfReader(project.site / "print/en/2-zine.pdf").pages[0].extract_text()
    late = project.build(epoch=str(int(EPOCH) + 90 * 86400))
    assert late.returncode == 0, late.stderr
    assert "page-past" in late.stderr
    assert "contact-past" in late.stderr
    text = pypdf.PdfReader(project.site / "print/en/2-zine.pdf").pages[0].extract_text()
    assert text.count("OUT OF DATE") == 8
    assert (project.site / "print/en/2-zine.pdf").read_bytes() != before
    html = (project.site / "en/2.html").read_text(encoding="utf-8")
    main = html[html.index("<main") :]
    assert main.index("Out of date") < main.index("<h1")
    assert "hidden" not in main[: main.index("<h1")]
    contacts = (project.site / "en/19.html").read_text(encoding="utf-8")
    assert "example.org/helpline" not in contacts
    assert "Out of date since December 1, 2026" in contacts


def test_cover_says_nothing_of_the_subject(library: Library) -> None:
    words = yaml.safe_load((ROOT / "docs/data/interface.yml").read_text(encoding="utf-8"))
    assert all(cover.count("{number}") == 1 for cover in words["cover"].values())
    for (language, file), page in library.pages.items():
        if library.has_leaflet(file):
            data = leaflet_text(page, library, date(2026, 11, 23))
            assert data["cover"] == library.word("cover", language)[0].format(
                number=Wording(library, page.language).number(page.address)
            )
            assert page.title not in data["cover"]


def test_an_address_too_long_for_the_last_panel_stops_the_build(project: Project) -> None:
    long = "https://example.org/" + "a-very-long-folder-name/" * 3
    project.configure(lambda config: config.update(site_url=long))
    built = project.build()
    assert built.returncode != 0
    assert "The last panel of the leaflet" in built.stderr
    assert "leaflet-overflow" in built.stderr
    assert not project.site.exists()


def test_a_list_inside_a_list_is_printed_once(project: Project) -> None:
    project.edit(
        "docs/en/guide.md",
        "Somebody counted this.",
        "- Outer words\n    - Inner words\n\nSomebody counted this.",
    )
    library = read_library(read_settings(project.root / "mkdocs.yml"), project.docs)
    data = leaflet_text(library.pages["en", "guide.md"], library, date(2026, 11, 23))
    texts = ["".join(map(text_of, block["runs"])) for block in data["blocks"]]
    assert [text for text in texts if "words" in text] == ["Outer words", "Inner words"]


def test_a_letter_without_a_glyph_is_found_in_the_words_around_the_guide(project: Project) -> None:
    for key in ("cover", "status_unchecked"):
        path = project.docs / "data" / "interface.yml"
        before = path.read_text(encoding="utf-8")
        words = yaml.safe_load(before)
        words[key]["my"] += "\u2605"
        path.write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
        built = project.build()
        assert built.returncode != 0, key
        assert "leaflet-letter" in built.stderr
        path.write_text(before, encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_sheet_shows_where_to_fold_and_cut_and_keeps_text_off_both(
    name: str, site: Path, library: Library
) -> None:
    image = raster(leaflet_path(site, name, library))
    width = image.shape[1]

    def ink(line: numpy.ndarray) -> float:
        return float((line < 128).mean())

    def strip(at: float, upright: bool) -> numpy.ndarray:
        """The darkest ink of the half millimetre around a line, seen along the line."""
        a, b = round((at - 0.25) * MM), round((at + 0.25) * MM)
        return image[:, a:b].min(axis=1) if upright else image[a:b, :].min(axis=0)

    quarter = width // 4
    cut = strip(PANEL[1], upright=False)
    assert ink(cut[quarter : 3 * quarter]) > 0.5  # a broken line, thicker than a fold
    around = image[round((PANEL[1] - 0.5) * MM) : round((PANEL[1] + 0.5) * MM), quarter : 3 * quarter]
    assert (around < 128).sum(axis=0).max() >= 0.35 * MM, "the cut is as thin as a fold"
    for outer in (cut[:quarter], cut[3 * quarter :]):
        assert 0.02 < ink(outer) < 0.4  # dotted: fold, do not cut
    for n in (1, 2, 3):
        assert 0.02 < ink(strip(n * PANEL[0], upright=True)) < 0.4
        for side in (-1, 1):  # three millimetres on either side are clear, but for the lines that cross
            a, b = sorted((n * PANEL[0] + side * 0.8, n * PANEL[0] + side * 3.8))
            band = image[:, round(a * MM) : round(b * MM)].copy()
            band[round((PANEL[1] - 0.8) * MM) : round((PANEL[1] + 0.8) * MM), :] = 255
            assert band.min() > 200, f"something stands on fold {n}"
    for side in (-1, 1):
        a, b = sorted((PANEL[1] + side * 0.8, PANEL[1] + side * 3.8))
        band = image[round(a * MM) : round(b * MM), :].copy()
        for n in (1, 2, 3):
            band[:, round((n * PANEL[0] - 0.8) * MM) : round((n * PANEL[0] + 0.8) * MM)] = 255
        assert band.min() > 200, "something stands on the cut"


@pytest.mark.parametrize("name", NAMES)
def test_no_letter_is_smaller_than_nine_points(name: str, site: Path, library: Library) -> None:
    reader = pypdf.PdfReader(leaflet_path(site, name, library))
    sizes = [
        float(operands[1])
        for operands, operator in ContentStream(reader.pages[0].get_contents(), reader).operations
        if operator == b"Tf"
    ]
    assert sizes
    assert min(sizes) >= 9
