"""What a volunteer prints: every shipped leaflet, read back from its pixels and its glyphs."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import numpy
import pypdf
import pypdfium2
import pytest
import yaml
from conftest import EPOCH, ROOT, Project
from damage import DAMAGES, lost_ink
from print_trial import cut_out, try_print
from printed import BLACK, DPI, MM_PER_INCH, check_codes, check_ink, codes_of, find_codes, raster
from printed_glyphs import Glyphs
from printed_words import check_words, texts_of
from pypdf.generic import ContentStream

import lanpya.printing
import lanpya.runs
from lanpya.aloud import aloud_text
from lanpya.burmese.words import segments
from lanpya.formats import FORMATS, PAPERS, Format, Side, side_of, size_of
from lanpya.leaflet import Leaflet, leaflet_data, leaflets_of, short_message
from lanpya.library import Library
from lanpya.printing import FONT, LeafletError, print_leaflet
from lanpya.problem import errors_in
from lanpya.qr import code_for
from lanpya.reading import read_library
from lanpya.rules.source import check_sources
from lanpya.runs import BREAK, JOINER, text_of_runs
from lanpya.settings import read_settings
from lanpya.wording import Wording

EDITION = date(2026, 11, 23)
SETTINGS = read_settings(ROOT / "mkdocs.yml")
SHIPPED = read_library(SETTINGS, ROOT / "docs")
LEAFLETS = leaflets_of(SHIPPED)
every_leaflet = pytest.mark.parametrize("leaflet", LEAFLETS, ids=lambda leaflet: leaflet.url[6:-4])


@pytest.fixture
def library() -> Library:
    return SHIPPED


@pytest.fixture(scope="module")
def glyphs() -> Glyphs:
    return Glyphs(ROOT / "overrides" / FONT)


def of(url: str, library: Library = SHIPPED) -> Leaflet:
    return next(leaflet for leaflet in leaflets_of(library) if leaflet.url == f"print/{url}.pdf")


def library_of(project: Project) -> Library:
    return read_library(read_settings(project.root / "mkdocs.yml"), project.docs)


def test_every_format_is_made_for_every_guide_and_language(site: Path, library: Library) -> None:
    guides = [page for page in library.pages.values() if library.has_leaflet(page.file)]
    forms = {name for name in FORMATS if not FORMATS[name].collects}
    assert forms >= {"sheet", "zine", "trifold"}
    wanted = {f"print/{page.language.code}/{page.address}-{form}.pdf" for page in guides for form in forms}
    wanted |= {f"print/my-en/{page.address}-sheet.pdf" for page in guides}
    wanted |= {f"print/{language}/0-booklet.pdf" for language in ("my", "en")}
    assert {path.relative_to(site).as_posix() for path in site.glob("print/**/*.pdf")} == wanted


@every_leaflet
def test_codes_ink_and_words_are_as_they_must_be(
    leaflet: Leaflet, site: Path, library: Library, glyphs: Glyphs
) -> None:
    pdf = site / leaflet.url
    images = raster(pdf, DPI)
    problems = list(check_codes(images, codes_of(leaflet, library), DPI))
    for number, image in enumerate(images):
        width, height = size_of(leaflet.form, SETTINGS.paper)
        assert [round(side / DPI * MM_PER_INCH) for side in reversed(image.shape)] == [width, height]
        problems += check_ink(image, side_of(leaflet.form, number), DPI)
        assert (image == BLACK).mean() < 0.12, "large black areas"
    problems += check_words(pdf, leaflet, library, EDITION, glyphs)
    assert problems == []


def panels_of(pdf: Path, form: str) -> list[str]:
    """The English text of every panel, in the order in which a reader of the folded sheet meets them."""
    document = pypdfium2.PdfDocument(pdf)
    width, height = document[0].get_size()
    flap = width * 97 / 297
    part = (width - flap) / 2
    count = 2 * len(document)
    half = width / 2
    places = {
        "sheet": [(0, 0, 0, width, height)],
        "zine": [
            (0, column * width / 4, row * height / 2, width / 4, height / 2)
            for column, row in ((1, 0), (2, 0), (3, 0), (3, 1), (2, 1), (1, 1), (0, 1), (0, 0))
        ],
        "trifold": [
            (0, flap + part, 0, part, height),  # the cover, then what opens: the flap, the inside, the back
            (0, 0, 0, flap, height),
            *((1, number * part, 0, part if number < 2 else flap, height) for number in range(3)),
            (0, flap, 0, part, height),
        ],
        # odd pages are right, even ones left; the first half of them goes down the stack, the others come up
        "booklet": [
            (min(number, count - 1 - number), half if number % 2 == 0 else 0, 0, half, height)
            for number in range(count)
        ],
    }[form]
    return [document[page].get_textpage().get_text_bounded(x, y, x + w, y + h) for page, x, y, w, h in places]


def test_each_panel_holds_what_a_reader_meets_there(project: Project) -> None:
    library = library_of(project)
    until, edition, message = (
        "Do not use after January 20, 2027",
        "Edition of November 23, 2026",
        "Do not do another.",
    )
    panels = {}
    for form, number in {"sheet": 2, "zine": 2, "trifold": 2, "booklet": 0}.items():
        pdf = project.root / f"{form}.pdf"
        pdf.write_bytes(
            print_leaflet(of(f"en/{number}-{form}", library), library, EDITION, ROOT / "overrides")
        )
        panels[form] = [
            re.sub(r"\s+", " ", re.sub("[\u200b\u2060]", "", panel)) for panel in panels_of(pdf, form)
        ]
    (sheet,) = panels["sheet"]
    assert (sheet.count(until), sheet.count(edition), sheet.count(message)) == (2, 1, 2)
    zine, trifold, booklet = panels["zine"], panels["trifold"], panels["booklet"]
    assert len(booklet) == 4
    for cover, title in ((zine[0], "Notes 2"), (trifold[0], "Notes 2"), (booklet[0], "Notes")):
        assert cover.split(until)[0].strip() == title
        assert until in cover
    assert zine[1].strip().startswith("A guide In short")
    assert trifold[1].strip().startswith("A guide In short")
    assert trifold[1].count(message) == 2  # in the list, and with its code
    assert trifold[2].strip().startswith("Why Somebody counted this.")
    assert [trifold[number].strip() for number in (3, 4)] == ["", ""]
    assert re.search(r"All pages.*A guide 3 ", booklet[1])
    assert booklet[1].strip().endswith("2")
    assert booklet[2].strip().startswith("A guide In short")
    assert booklet[2].strip().endswith("3")
    for last in (zine[7], trifold[5], booklet[3]):
        assert "This code opens the page" in last
        assert "https://example.org/en/" in last
        assert edition in last
    for inside in (zine[1:7], trifold[2:5], booklet[1:2]):
        assert "Burn it" in " ".join(inside)
    assert not any("Burn it" in panel for panel in (zine[7], trifold[5], booklet[3]))


def test_upper_pages_of_a_small_book_are_upside_down(site: Path, glyphs: Glyphs) -> None:
    (lines,) = glyphs.lines(site / "print/my/3-zine.pdf")
    for line in lines:
        if abs(line.end - line.x) > 5:
            assert (line.end < line.x) == (line.y > PAPERS["a4"].width / 2 / MM_PER_INCH * 72)


def test_bullets_numbers_and_bold_are_on_paper(site: Path, library: Library, glyphs: Glyphs) -> None:
    for name in ("my/3-zine", "en/3-zine", "en/2-trifold"):
        leaflet = of(name)
        (page,) = leaflet.pages
        data = leaflet_data(leaflet, library, EDITION)
        lines = [line for lines in glyphs.lines(site / leaflet.url) for line in lines]
        marks = [block["mark"] for block in data["parts"][0]["blocks"]]
        shown = [line.glyphs for line in lines]
        assert shown.count(glyphs.piece("•", page.language).glyphs) == marks.count("•") > 5
        numbered = [block for block in data["parts"][0]["blocks"] if block["mark"][:-1].isalnum()]
        assert numbered or "2-" in name
        for block in numbered:
            text = text_of_runs(block["runs"])
            assert "".join(
                glyphs.piece(one, page.language).glyphs for one in (block["mark"], text)
            ) in "".join(shown)
        strong = [
            glyphs.piece(" ".join("".join(element.itertext()).split()), page.language).glyphs
            for section in page.document.sections
            if section.printed
            for top in section.elements
            for element in top.iter("strong")
        ]
        assert strong
        bold = "".join(line.glyphs if line.bold else "\n" for line in lines)
        assert all(text in bold for text in strong)
        assert bold.count("\n") > len(lines) / 2


@every_leaflet
def test_tags_tell_headings_and_what_codes_say(leaflet: Leaflet, site: Path) -> None:
    reader = pypdf.PdfReader(site / leaflet.url)
    kinds: list[str] = []
    told: list[str] = []
    languages = {reader.trailer["/Root"]["/Lang"]}

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            kinds.append(str(node.get("/S", "")))
            if "/Alt" in node:
                told.append(str(node["/Alt"]))
            languages.add(node.get("/Lang", ""))
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    assert kinds.count("/H1") >= len(leaflet.pages)
    assert kinds.count("/H2") >= len(leaflet.pages)
    codes = codes_of(leaflet, SHIPPED)
    assert len(told) == kinds.count("/Figure") == len(codes)
    assert all(any(code.text in alt for alt in told) for code in codes)
    assert {language.html_lang for language in leaflet.languages} <= {tag.split("-")[0] for tag in languages}


def test_other_words_than_the_source_s_are_found(site: Path, library: Library, glyphs: Glyphs) -> None:
    leaflet, other = of("my/2-trifold"), of("my/3-trifold")
    told = list(check_words(site / leaflet.url, other, library, EDITION, glyphs))
    assert any("does not stand there" in problem for problem in told)
    assert any("that no source has" in problem for problem in told)
    next_day = list(check_words(site / leaflet.url, leaflet, library, date(2026, 11, 24), glyphs))
    assert any("၂၄" in problem for problem in next_day)


def test_a_line_that_breaks_inside_a_word_is_found(
    library: Library, glyphs: Glyphs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanpya.runs, "JOINER", BREAK)
    leaflet = of("my/2-zine")
    (tmp_path / "torn.pdf").write_bytes(print_leaflet(leaflet, library, EDITION, ROOT / "overrides"))
    told = list(check_words(tmp_path / "torn.pdf", leaflet, library, EDITION, glyphs))
    assert told
    assert all("a line breaks inside a word" in problem for problem in told)


def test_a_letter_without_a_glyph_is_found_on_paper_too(
    project: Project, glyphs: Glyphs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanpya.printing, "unprintable_letters", lambda *_: [])
    project.edit("docs/en/guide.md", "Somebody counted this.", "Somebody counted \u2605 this.")
    library = library_of(project)
    leaflet = of("en/2-zine", library)
    (project.root / "one.pdf").write_bytes(print_leaflet(leaflet, library, EDITION, ROOT / "overrides"))
    told = list(check_words(project.root / "one.pdf", leaflet, library, EDITION, glyphs))
    assert any("★" in problem and "does not stand there" in problem for problem in told)


def test_text_upon_text_is_found(library: Library, glyphs: Glyphs, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    path = tmp_path / "overrides/print/common.typ"
    path.write_text(path.read_text("utf-8").replace("#let gap = 3.5pt", "#let gap = -9pt"), "utf-8")
    leaflet = of("my/2-zine")
    (tmp_path / "one.pdf").write_bytes(print_leaflet(leaflet, library, EDITION, tmp_path / "overrides"))
    told = list(check_words(tmp_path / "one.pdf", leaflet, library, EDITION, glyphs))
    assert told
    assert all("text stands upon other text" in problem for problem in told)


def test_ink_where_none_may_be_is_found(site: Path) -> None:
    side = of("my/2-trifold").form.sides[0]
    image = raster(site / "print/my/2-trifold.pdf", DPI)[0]
    fold = round(image.shape[1] * side.folds[0][0])
    for row, column, says in ((30, 1000, "of the edge"), (1000, fold + 20, "fold or cut")):
        spoilt = image.copy()
        spoilt[row, column] = BLACK
        assert [says in problem for problem in check_ink(spoilt, side, DPI)] == [True]


def test_a_code_that_says_something_else_or_is_spoilt_is_found(site: Path, library: Library) -> None:
    leaflet, other = of("en/2-zine"), of("en/3-zine")
    image = raster(site / leaflet.url, DPI)[0]
    assert any("must stand" in problem for problem in check_codes([image], codes_of(other, library), DPI))
    place = find_codes(image)[0]
    for x, y in ((place.left - 20, place.top - 20), ((place.left + place.right) / 2, place.top + 30)):
        spoilt = image.copy()
        square = spoilt[round(y) : round(y) + 12, round(x) : round(x) + 12]
        square[:] = 255 - square
        told = list(check_codes([spoilt], codes_of(leaflet, library), DPI))
        assert len(told) == 1
        assert "modules of" in told[0]


@every_leaflet
def test_no_contact_no_name_no_time_in_the_file(leaflet: Leaflet, site: Path, library: Library) -> None:
    path = site / leaflet.url
    reader = pypdf.PdfReader(path)
    assert reader.metadata is not None
    assert reader.metadata.title == str(leaflet.address)
    assert set(reader.metadata) <= {"/Title", "/Creator", "/Producer"}
    assert not re.search(r"Date|/Author|root|home", " ".join(map(str, reader.metadata.values())))
    raw = path.read_bytes()
    for never in (b"/CreationDate", b"/ModDate", b"/URI", b"/JS", b"/JavaScript", b"/Annot"):
        assert never not in raw
    assert not re.search(rb"xmp:(CreateDate|ModifyDate)|<dc:creator>", raw)
    text = "".join(page.extract_text() for page in reader.pages)
    for contact in library.contacts.values():
        assert contact.address.split("//")[1] not in text
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"].startswith(leaflet.languages[0].html_lang)
    assert catalog["/MarkInfo"]["/Marked"]
    budgets = library.settings.budgets
    assert len(raw) <= (budgets.booklet if leaflet.form.collects else budgets.leaflet)


@every_leaflet
def test_letters_lines_and_colours_are_fit_for_the_printer(leaflet: Leaflet, site: Path) -> None:
    reader = pypdf.PdfReader(site / leaflet.url)
    for page in reader.pages:
        fonts = {str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values()}
        assert all(re.fullmatch(r"/[A-Z]{6}\+Padauk.*", font) for font in fonts), (
            "a subset of the shipped font"
        )
        thickness = 1.0
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator == b"Tf":
                assert float(operands[1]) >= 9, "a letter is smaller than 9 points"
            elif operator == b"w":
                thickness = float(operands[0])
            elif operator == b"S":
                assert thickness >= 0.3, "a line is thinner than 0.3 points"
            elif operator in (b"g", b"G", b"sc", b"SC", b"scn", b"SCN", b"rg", b"RG"):
                assert {float(value) for value in operands if isinstance(value, (int, float))} <= {
                    0.0,
                    1.0,
                }, "grey"


def texts(data: dict[str, Any]) -> list[str]:
    return [text_of_runs(block["runs"]) for block in data["parts"][0]["blocks"]]


@pytest.mark.parametrize("file", sorted({page.file for one in LEAFLETS for page in one.pages}))
def test_no_line_of_burmese_can_break_inside_a_syllable(file: str, library: Library) -> None:
    data = leaflet_data(Leaflet(FORMATS["zine"], (library.pages["my", file],)), library, EDITION)
    for block in data["parts"][0]["blocks"]:
        text = "".join(run["t"] for run in block["runs"])
        for piece in re.split(f"[{BREAK} ]", text):
            bare = piece.replace(JOINER, "")
            # what could start a line: never a mark, a stack or a killed consonant
            assert not re.match("[\u102b-\u103e]|[\u1000-\u1021]\u1037?\u103a|\u104a|\u104b", bare), bare
            # and no letter that Typst might break before stands unjoined inside
            assert not re.search("[\u1000-\u109f](?<!\u1039)[\u1000-\u102a\u103f-\u104f]", piece), piece


def test_a_word_of_which_a_part_is_bold_stays_one_piece(project: Project) -> None:
    counted = "တစ်ယောက်ယောက်က ရေတွက်ခဲ့ပါတယ်။"
    project.edit("docs/my/guide.md", counted, f"ဖုန်း**စစ်**ဆေး လင့်**ခ်** VPN**ကို** {counted}")
    library = library_of(project)
    data = leaflet_data(of("my/2-zine", library), library, EDITION)
    runs = next(b["runs"] for b in data["parts"][0]["blocks"] if "VPN" in text_of_runs(b["runs"]))
    text = "".join(run["t"] for run in runs)
    words = segments(f"ဖုန်းစစ်ဆေး လင့်ခ် VPNကို {counted}")
    assert "လင့်ခ်" in words
    pieces = [piece.replace(JOINER, "") for piece in re.split(f"{BREAK}|(?<= )|(?= )", text)]
    assert tuple(piece for piece in pieces if piece)[: len(words)] == words
    bold = [run["t"].replace(JOINER, "").replace(BREAK, "") for run in runs if run["b"]]
    assert bold == ["စစ်", "ခ်", "ကို"]


def test_lists_on_paper_are_numbered_in_the_digits_of_the_language(library: Library) -> None:
    for code, numbers in {"my": ["၁.", "၂.", "၃."], "en": ["1.", "2.", "3."]}.items():
        data = leaflet_data(of(f"{code}/3-zine"), library, EDITION)
        marks = [block["mark"] for block in data["parts"][0]["blocks"] if block["kind"] == "item"]
        assert [mark for mark in marks if mark != "•"][:3] == numbers


def test_segments_joined_are_the_text() -> None:
    for path in sorted((ROOT / "docs" / "my").glob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert "".join(segments(line)) == line


BARS = {"2-zine": 8, "2-trifold": 6, "2-sheet": 1, "0-booklet": 4}


def barred(project: Project, says: str) -> dict[str, int]:
    """How often each English leaflet says so."""
    found = {}
    for name in BARS:
        pages = pypdf.PdfReader(project.site / f"print/en/{name}.pdf").pages
        found[name] = sum(page.extract_text().count(says) for page in pages)
    return found


def test_a_leaflet_past_its_date_is_barred_and_the_page_leads_with_it(project: Project) -> None:
    fresh = project.build()
    assert fresh.returncode == 0, fresh.stderr
    before = (project.site / "print/en/2-zine.pdf").read_bytes()
    assert set(barred(project, "OUT OF DATE").values()) == {0}
    late = project.build(epoch=str(int(EPOCH) + 90 * 86400))
    assert late.returncode == 0, late.stderr
    assert "page-past" in late.stderr
    assert "contact-past" in late.stderr
    assert barred(project, "OUT OF DATE") == BARS
    assert (project.site / "print/en/2-zine.pdf").read_bytes() != before
    sheet = raster(project.site / "print/en/2-sheet.pdf", DPI)[0]
    clear = round(6 * DPI / MM_PER_INCH)
    for step in numpy.linspace(0.02, 0.4, 40):  # from each corner to the words in the middle
        row, column = (round(clear + step * (side - 2 * clear)) for side in sheet.shape)
        assert (sheet[row - 3 : row + 4, column - 3 : column + 4] == BLACK).any()
        assert (sheet[row - 3 : row + 4, -column - 4 : -column + 3] == BLACK).any()
    both = pypdf.PdfReader(project.site / "print/my-en/2-sheet.pdf").pages[0].extract_text()
    assert "OUT OF DATE" in both
    for name in BARS:  # the bar, too, stands where a printer reaches
        for image in raster(project.site / f"print/en/{name}.pdf", DPI):
            assert not any("edge" in told for told in check_ink(image, FORMATS["sheet"].sides[0], DPI))
    html = (project.site / "en/2.html").read_text(encoding="utf-8")
    main = html[html.index("<main") :]
    assert main.index("Out of date") < main.index("<h1")
    assert "hidden" not in main[: main.index("<h1")]
    contacts = (project.site / "en/19.html").read_text(encoding="utf-8")
    assert "example.org/helpline" not in contacts
    assert "Out of date since December 1, 2026" in contacts
    current = (project.site / "en/22.html").read_text(encoding="utf-8")
    assert current.count("OUT OF DATE") == 2
    assert "hidden" not in current[current.index("<main") :]


def test_a_leaflet_called_back_says_so_until_a_later_edition(project: Project) -> None:
    path = project.docs / "data" / "withdrawn.yml"
    entry = "- leaflet: 2\n  until: {day}\n  says: {{my: မှားတယ်။, en: A day was wrong.}}\n"
    path.write_text(entry.format(day="2026-11-23"), encoding="utf-8")
    built = project.build()
    assert built.returncode == 0, built.stderr
    assert "leaflet-withdrawn" in built.stderr
    assert barred(project, "WITHDRAWN") == BARS  # the booklet, too: it holds the guide
    told = (project.site / "en/22.html").read_text(encoding="utf-8")
    assert told.count("WITHDRAWN") == 2
    assert re.search(
        r"Leaflet 2 \(A guide\), booklet of all</strong><br>Every edition up to November 23, 2026", told
    )
    assert "A day was wrong." in told
    assert "WITHDRAWN" in (project.site / "text/en/2.txt").read_text(encoding="utf-8")
    path.write_text(entry.format(day="2026-11-22"), encoding="utf-8")
    built = project.build()
    assert "leaflet-withdrawn" not in built.stderr
    assert set(barred(project, "WITHDRAWN").values()) == {0}
    told = (project.site / "en/22.html").read_text(encoding="utf-8")
    assert "WITHDRAWN" not in told
    assert "Every edition up to November 22, 2026" in told
    assert "WITHDRAWN" not in (project.site / "text/en/2.txt").read_text(encoding="utf-8")


def test_a_leaflet_stays_called_back_until_somebody_says_that_its_guide_is_mended(project: Project) -> None:
    path = project.docs / "data" / "withdrawn.yml"
    path.write_text("- leaflet: 2\n  says: {my: မှားတယ်။, en: A day was wrong.}\n", encoding="utf-8")
    library = library_of(project)
    for on in (EDITION, date(2026, 12, 30)):
        assert of("en/2-zine", library).state(library, on) == "withdrawn"
        assert "leaflet-withdrawn" in {
            problem.rule for problem in errors_in(check_sources(library, project.docs, on, release=True))
        }
    with path.open("a", encoding="utf-8") as file:
        file.write("  until: 2026-11-23\n")
    library = library_of(project)
    for edition, state in ((EDITION, "withdrawn"), (date(2026, 11, 24), "")):
        assert of("en/2-zine", library).state(library, edition) == state
        # a check on a later day speaks of the edition that would be built
        problems = check_sources(library, project.docs, date(2026, 12, 1), release=True, edition=edition)
        assert ("leaflet-withdrawn" in {problem.rule for problem in errors_in(problems)}) == bool(state)


def test_a_text_too_long_to_read_aloud_is_told_with_its_excess(project: Project) -> None:
    long = "Somebody counted this. " * 150
    project.edit("docs/en/guide.md", "Somebody counted this.", long)
    problems = check_sources(library_of(project), project.docs, EDITION)
    told = [problem for problem in problems if problem.rule == "aloud-too-long"]
    assert [(problem.path, problem.line) for problem in told] == [("docs/en/guide.md", 15)]
    text = aloud_text(library_of(project).pages["en", "guide.md"], library_of(project), EDITION)
    assert f" {len(text) - 3000} characters too long" in told[0].message


def test_the_text_to_read_aloud_says_what_the_leaflet_says(site: Path, library: Library) -> None:
    for leaflet in LEAFLETS:
        page = leaflet.pages[0]
        if leaflet.form.name != "zine":
            continue
        text = (site / f"text/{page.language.code}/{page.address}.txt").read_text(encoding="utf-8")
        assert len(text) <= 3000
        first = {"en": "Never send this by SMS.", "my": "ဒါကို SMS နဲ့ ဘယ်တော့မှ မပို့ပါနဲ့။"}[page.language.code]
        assert text.startswith(first)
        assert not re.search(r"[\[\]#*{}]|https?:", text), "no markup, no address"
        lines = text.splitlines()
        assert max(map(len, lines)) <= 200, "short sentences, one a line"
        spoken = re.sub(r"\s+|(?m:^\S{1,2}\. )", "", text)
        for said in texts_of(page, leaflet):
            assert re.sub(r"\s+", "", said) in spoken, said


def test_cover_says_nothing_of_the_subject(library: Library) -> None:
    words = yaml.safe_load((ROOT / "docs/data/interface.yml").read_text(encoding="utf-8"))
    assert all(cover.count("{number}") == 1 for cover in words["cover"].values())
    for leaflet in LEAFLETS:
        data = leaflet_data(leaflet, library, EDITION)
        for language, frame in zip(leaflet.languages, data["frames"], strict=True):
            told = Wording(library, language)
            number = leaflet.address
            plain = told.text("cover", number=number) if number else told.text("browser_title")
            assert frame["cover"] == plain
            assert not any(page.title in frame["cover"] for page in leaflet.pages)


@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ("https://example.org/" + "a-very-long-folder-name/" * 6, "address-too-long"),
        ("https://example.org/" + "a" * 60 + "/", "leaflet-overflow"),
    ],
)
def test_an_address_too_long_for_paper_stops_the_build(project: Project, address: str, rule: str) -> None:
    project.configure(lambda config: config.update(site_url=address))
    built = project.build()
    assert built.returncode != 0
    assert rule in built.stderr
    assert "site_url" in built.stderr
    assert not project.site.exists()


def test_an_address_of_some_length_stands_in_lines_that_break_at_its_slashes(project: Project) -> None:
    address = "https://notes.many-words.example.org/"
    project.configure(lambda config: config.update(site_url=address))
    built = project.build()
    assert built.returncode == 0, built.stderr
    library = library_of(project)
    for name in ("en/2-zine", "my/2-trifold", "my-en/2-sheet"):
        leaflet = of(name, library)
        images = raster(project.site / leaflet.url, DPI)
        assert list(check_codes(images, codes_of(leaflet, library), DPI)) == []
        for number, image in enumerate(images):
            assert list(check_ink(image, side_of(leaflet.form, number), DPI)) == []


def test_letter_paper_and_fewer_formats_are_settings(project: Project, glyphs: Glyphs) -> None:
    project.configure(lambda config: config["extra"].update(paper="letter", leaflets=["trifold", "zine"]))
    built = project.build()
    assert built.returncode == 0, built.stderr
    library = library_of(project)
    made = {path.relative_to(project.site).as_posix() for path in project.site.glob("print/**/*.pdf")}
    assert made == {leaflet.url for leaflet in leaflets_of(library)}
    assert len(made) == 4
    for leaflet in leaflets_of(library):
        images = raster(project.site / leaflet.url, DPI)
        width, height = PAPERS["letter"].height, PAPERS["letter"].width
        assert images[0].shape == pytest.approx(
            (height / MM_PER_INCH * DPI, width / MM_PER_INCH * DPI), abs=1
        )
        problems = list(check_codes(images, codes_of(leaflet, library), DPI))
        for number, image in enumerate(images):
            problems += check_ink(image, side_of(leaflet.form, number), DPI)
        problems += check_words(project.site / leaflet.url, leaflet, library, EDITION, glyphs)
        assert problems == []


def test_a_word_wider_than_its_place_is_set_smaller_or_stops_the_build(
    project: Project, glyphs: Glyphs
) -> None:
    project.edit("docs/en/guide.md", "title: A guide", "title: Telecommunications")
    library = library_of(project)
    leaflet = of("my-en/2-sheet", library)
    pdf = project.root / "one.pdf"
    pdf.write_bytes(print_leaflet(leaflet, library, EDITION, ROOT / "overrides"))
    assert list(check_words(pdf, leaflet, library, EDITION, glyphs)) == []
    assert list(check_ink(raster(pdf, DPI)[0], leaflet.form.sides[0], DPI)) == []
    long = "_".join(["word"] * 20)
    project.edit("docs/en/guide.md", "Somebody counted this.", f"Somebody counted {long} this.")
    project.edit("docs/my/guide.md", "တစ်ယောက်ယောက်က", f"တစ်ယောက်ယောက်က {long}")
    library = library_of(project)
    for name in ("en/2-zine", "my/2-zine", "en/2-trifold", "my/0-booklet"):
        with pytest.raises(LeafletError) as told:
            print_leaflet(of(name, library), library, EDITION, ROOT / "overrides")
        (problem,) = told.value.problems
        assert (problem.rule, problem.path[-8:]) == ("leaflet-overflow", "guide.md")
        assert re.search(
            r"a word of the section 'why', or of the title, is [1-9][0-9]* mm too wide", problem.message
        )


@pytest.mark.parametrize("key", ["cover", "browser_title", "barred", "burn"])
def test_words_around_the_guide_too_wide_or_too_long_are_told(project: Project, key: str) -> None:
    path = project.docs / "data" / "interface.yml"
    words = yaml.safe_load(path.read_text(encoding="utf-8"))
    words[key]["en"] += " " + "long" * 40
    path.write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
    library = library_of(project)
    edition = date(2027, 12, 31) if key == "barred" else EDITION
    for name in ("en/2-zine", "en/2-trifold") if key != "browser_title" else ("en/0-booklet",):
        with pytest.raises(LeafletError) as told:
            print_leaflet(of(name, library), library, edition, ROOT / "overrides")
        assert [(problem.path, problem.rule) for problem in told.value.problems] == [
            ("mkdocs.yml", "leaflet-overflow")
        ]


NESTED = """
- Outer words
    - Inner words
    - More inner words

        !!! warning "Box words"
            - Bullet words

    After the inner words

1. First words

    Second words of the first

| Head words | Other head |
| --- | --- |
| Cell words | Other cell |
"""


def test_everything_in_a_printed_section_stands_on_paper_in_its_order(
    project: Project, glyphs: Glyphs
) -> None:
    project.edit("docs/en/guide.md", "Somebody counted this.", f"{NESTED}\nSomebody counted this.")
    library = library_of(project)
    leaflet = of("en/2-zine", library)
    data = leaflet_data(leaflet, library, EDITION)
    blocks = [(one["mark"], one["depth"], text_of_runs(one["runs"])) for one in data["parts"][0]["blocks"]]
    assert [block for block in blocks if "words" in block[2]] == [
        ("•", 0, "Outer words"),
        ("•", 1, "Inner words"),
        ("•", 1, "More inner words"),
        ("", 2, "Box words"),
        ("•", 2, "Bullet words"),
        ("", 1, "After the inner words"),
        ("1.", 0, "First words"),
        ("", 1, "Second words of the first"),
        ("–", 0, "Head words · Other head"),
        ("–", 0, "Cell words · Other cell"),
    ]
    spoken = aloud_text(leaflet.pages[0], library, EDITION)
    assert re.findall(r"[A-Z]\w+ words|After the inner words", spoken) == [
        *("Outer words", "Inner words", "Box words", "Bullet words", "After the inner words"),
        *("First words", "Second words", "Head words", "Cell words"),
    ]
    pdf = project.root / "one.pdf"
    pdf.write_bytes(print_leaflet(leaflet, library, EDITION, ROOT / "overrides"))
    assert list(check_words(pdf, leaflet, library, EDITION, glyphs)) == []


def test_a_text_code_carries_an_item_that_every_scanner_reads_and_the_same_in_each_language(
    project: Project,
) -> None:
    project.edit("docs/en/guide.md", "- Do one thing.", "- Don’t do that thing.\n- SMS: do not send it.")
    project.edit("docs/my/guide.md", "- တစ်ခု လုပ်ပါ။", "- အဲဒါကို မလုပ်ပါနဲ့။\n- SMS မပို့ပါနဲ့၊ မရေးပါနဲ့။")
    library = library_of(project)
    pages = [library.pages[code, "guide.md"] for code in ("en", "my")]
    assert [short_message(page, library) for page in pages] == ["Do not do another.", "နောက်တစ်ခု မလုပ်ပါနဲ့။"]
    leaflet = of("my-en/2-sheet", library)
    pdf = project.root / "one.pdf"
    pdf.write_bytes(print_leaflet(leaflet, library, EDITION, ROOT / "overrides"))
    assert list(check_codes(raster(pdf, DPI), codes_of(leaflet, library), DPI)) == []


def test_a_heading_stays_with_the_text_that_follows_it(project: Project) -> None:
    for count in range(3, 13):
        filler = "\n\n".join(["Somebody counted this."] * count)
        text = f"{filler}\n\n## Upper {{#upper .print}}\n\n### Lower {{#lower}}\n\nLast words.\n"
        path = project.docs / "en" / "guide.md"
        path.write_text(
            (ROOT / "tests/docs/en/guide.md").read_text("utf-8").replace("Somebody counted this.", text),
            "utf-8",
        )
        library = library_of(project)
        pdf = project.root / "one.pdf"
        pdf.write_bytes(print_leaflet(of("en/2-zine", library), library, EDITION, ROOT / "overrides"))
        panels = panels_of(pdf, "zine")
        assert (
            len([panel for panel in panels if "Upper" in panel or "Lower" in panel or "Last words" in panel])
            == 1
        )


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ({"leaflets": ["zine", "no-such-format"]}, "extra: leaflets: a list, each once, of: sheet, zine"),
        ({"leaflets": "zine"}, "extra: leaflets"),
        ({"leaflets": ["zine", "zine"]}, "extra: leaflets"),
        ({"paper": "a5"}, "extra: paper: write one of: a4, letter"),
    ],
)
def test_an_unknown_format_or_paper_is_named(project: Project, setting: dict[str, Any], says: str) -> None:
    project.configure(lambda config: config["extra"].update(setting))
    built = project.build()
    assert built.returncode != 0
    assert says in built.stderr
    assert not project.site.exists()


def test_a_list_inside_a_list_is_printed_once(project: Project) -> None:
    project.edit(
        "docs/en/guide.md",
        "Somebody counted this.",
        "- Outer words\n    - Inner words\n\nSomebody counted this.",
    )
    library = library_of(project)
    data = leaflet_data(of("en/2-zine", library), library, EDITION)
    assert [text for text in texts(data) if "words" in text] == ["Outer words", "Inner words"]


def test_a_letter_without_a_glyph_is_found_in_the_words_around_the_guide(project: Project) -> None:
    path = project.docs / "data" / "interface.yml"
    before = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key in ("cover", "status_unchecked", "burn"):
        words = before | {key: before[key] | {"my": before[key]["my"] + "\u2605"}}
        path.write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
        library = library_of(project)
        with pytest.raises(LeafletError) as told:
            print_leaflet(of("my/2-zine", library), library, EDITION, project.root / "overrides")
        assert [(problem.rule, "★ (U+2605)" in problem.message) for problem in told.value.problems] == [
            ("leaflet-letter", True)
        ]


def test_codes_are_the_same_from_build_to_build() -> None:
    # version (size) and mask, as the drawing holds both; a change would make old and new leaflets look unlike
    known = {
        "https://example.org/2.html": (41, "a4aaa2177e2dbf35"),
        "စစ်သားရဲ့ဖုန်းနဲ့ မရေးပါနဲ့။": (53, "6d68b87c3a1007cf"),
    }
    for text, digest in known.items():
        code = code_for(text, sturdy=text.startswith("https"))
        assert (code.modules, hashlib.sha256(code.svg.encode()).hexdigest()[:16]) == digest


def test_a_code_is_read_after_moderate_damage(site: Path, library: Library) -> None:
    """A sample of scripts/proof_print.py; the same every time."""
    trials = []
    for name in ("my/3-sheet", "en/4-zine"):
        leaflet = of(name)
        for dpi in (DPI, 600) if "sheet" in name else (DPI,):
            cuts = cut_out(raster(site / leaflet.url, dpi)[0], codes_of(leaflet, library), dpi)
            assert sorted(cut.code.kind for cut in cuts) == (
                ["page", "text"] if "sheet" in name else ["page"]
            )
            trials += [try_print([cut], damage, 1) for cut in cuts for damage in DAMAGES]
    assert len(trials) == 5 * len(DAMAGES)
    assert [trial for trial in trials if trial.wrong] == []
    assert sum(bool(trial.read_by) for trial in trials) >= len(trials) - 1
    assert all("zbar" in trial.read_by for trial in trials if trial.damage == "none")


def test_small_type_is_read_after_a_copy_of_a_copy(site: Path, tmp_path: Path, library: Library) -> None:
    page = raster(site / "print/my/4-zine.pdf", DPI)[0][:, :1800]
    assert lost_ink(page, DPI)[0] < 0.01
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    path = tmp_path / "overrides/print/common.typ"
    path.write_text(path.read_text("utf-8").replace("#let outline = 0.02em", "#let outline = none"), "utf-8")
    thin = print_leaflet(of("my/4-zine"), library, EDITION, tmp_path / "overrides")
    (tmp_path / "thin.pdf").write_bytes(thin)
    assert lost_ink(raster(tmp_path / "thin.pdf", DPI)[0][:, :1800], DPI)[0] > 0.05


def test_a_wrong_reading_and_none_at_all_are_told(site: Path, library: Library) -> None:
    leaflet = of("en/2-zine")
    (cut,) = cut_out(raster(site / leaflet.url, DPI)[0], codes_of(leaflet, library), DPI)
    lying = replace(cut, code=replace(cut.code, text="https://example.org/22222.html"))
    assert try_print([lying], "none", 1).wrong == (cut.code.text, cut.code.text)
    blank = replace(cut, image=cut.image.point(lambda value: 255))
    assert try_print([blank], "none", 1).read_by == frozenset()


def test_the_format_shown_in_contributing_can_be_added(project: Project, glyphs: Glyphs) -> None:
    library = library_of(project)
    shown = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = shown[shown.index("### Adding a leaflet format") :]
    template, entry, words = (
        dedent(re.findall(rf"```{kind}\n(.*?\n) *```", shown, re.DOTALL)[0])
        for kind in ("typst", "python", "yaml")
    )
    name = re.findall(r'Format\("(\w+)"', entry)[0]
    (project.root / f"overrides/print/{name}.typ").write_text(template, encoding="utf-8")
    path = project.docs / "data/interface.yml"
    path.write_text(path.read_text(encoding="utf-8") + words, encoding="utf-8")
    project.edit(
        "hooks/lanpya/formats.py",
        '        Format("sheet"',
        f'        {entry.strip()},\n        Format("sheet"',
    )
    project.configure(lambda config: config["extra"].update(leaflets=[name]))
    built = project.build(own_code=True)
    assert built.returncode == 0, built.stdout + built.stderr
    leaflet = Leaflet(
        Format(name, (Side(),), upright=True, only_short=True), (library.pages["my", "guide.md"],)
    )
    pdf = project.site / leaflet.url
    images = raster(pdf, DPI)
    problems = list(check_codes(images, codes_of(leaflet, library), DPI))
    problems += check_ink(images[0], leaflet.form.sides[0], DPI)
    problems += check_words(pdf, leaflet, library, EDITION, glyphs)
    assert problems == []


def test_fold_and_cut_marks_can_be_told_apart(site: Path) -> None:
    image = raster(site / "print/en/2-zine.pdf", DPI)[0]
    mm = DPI / MM_PER_INCH
    middle, quarter = image.shape[0] // 2, image.shape[1] // 4

    def ink(line: numpy.ndarray) -> float:
        return float((line == BLACK).mean())

    band = image[middle - round(0.5 * mm) : middle + round(0.5 * mm)]
    cut = band[:, quarter : 3 * quarter]
    assert ink(cut.min(axis=0)) > 0.5  # a broken line
    assert (cut == BLACK).sum(axis=0).max() >= 0.35 * mm, "the cut is as thin as a fold"
    for outer in (band[:, : quarter - 5], band[:, 3 * quarter + 5 :]):
        assert 0.02 < ink(outer.min(axis=0)) < 0.4  # dotted: fold, do not cut
    for n in (1, 2, 3):
        fold = image[:, n * quarter - round(0.25 * mm) : n * quarter + round(0.25 * mm)].min(axis=1)
        assert 0.02 < ink(fold) < 0.4
