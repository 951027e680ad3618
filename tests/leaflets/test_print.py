"""What is on paper: every shipped leaflet read back, and readings that must fail."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy
import pypdf
import pytest
from PIL import Image
from pypdf.generic import ContentStream
from support.leaflets import EDITION, LEAFLETS, SAMPLE, SETTINGS, SHIPPED, library_of, of, panels_of
from support.project import ROOT, Project
from support.sampling import sampled

import lanpya.leaflets.text_runs
import lanpya.leaflets.typesetting
from lanpya.content.leaflet_formats import LARGE_TYPE, PAPERS, side_of, size_of
from lanpya.content.library import Library
from lanpya.leaflets.leaflet import Leaflet, leaflet_data, leaflets_of
from lanpya.leaflets.qr import code_for, matrix_of
from lanpya.leaflets.text_code import is_guessed
from lanpya.leaflets.text_runs import BREAK, text_of_runs
from lanpya.leaflets.typesetting import sheets_in, typeset_leaflet
from lanpya.runtime.environment import CACHE
from scripts.rigs.damage import DAMAGES, Print, lost_ink
from scripts.rigs.print_trial import cut_out, try_print
from scripts.rigs.printed_glyphs import Glyphs
from scripts.rigs.printed_leaflet import (
    BLACK,
    DECODERS,
    DPI,
    MM_PER_INCH,
    WHITE,
    Code,
    check_codes,
    check_ink,
    codes_of,
    find_codes,
    outside_of,
    raster,
)
from scripts.rigs.printed_words import allowed_outside, check_outside, check_words


@pytest.mark.proof
@pytest.mark.slow
def test_codes_ink_and_words_are_as_they_must_be(
    leaflet: Leaflet, site: Path, library: Library, glyphs: Glyphs, proof: bool
) -> None:
    pdf = site / leaflet.url
    images = raster(pdf, DPI, 2 if leaflet.form.collects and not proof else None)  # the sheet with the code
    problems = list(check_codes(images, codes_of(leaflet, library), DPI))
    for number, image in enumerate(images):
        width, height = size_of(leaflet.form, SETTINGS.paper)
        assert [round(side / DPI * MM_PER_INCH) for side in reversed(image.shape)] == [width, height]
        problems += check_ink(image, side_of(leaflet.form, number), DPI)
        assert (image == BLACK).mean() < 0.12, "large black areas"
    problems += check_words(pdf, leaflet, library, EDITION, glyphs)
    problems += check_outside(pdf, leaflet, library, EDITION, glyphs)
    assert problems == []


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
            typeset_leaflet(of(f"en/{number}-{form}", library), library, EDITION, ROOT / "overrides")
        )
        panels[form] = [
            re.sub(r"\s+", " ", re.sub("[\u200b\u2060]", "", panel)) for panel in panels_of(pdf, form)
        ]
    (sheet,) = panels["sheet"]
    assert (sheet.count(until), sheet.count(edition), sheet.count(message)) == (1, 1, 2)
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
        for warning in ("The phone company sees it", "No contact stands on paper", "Burn it"):
            assert warning in " ".join(inside)
    for outside in ([zine[0], zine[7]], [trifold[0], trifold[5]], [booklet[0], booklet[3]]):
        assert not re.search(DANGER["en"], " ".join(outside), re.IGNORECASE)


# Words that say what a leaflet is about, or that it is dangerous to have
DANGER = {
    "en": r"army|soldier|phone company|watch|others|helper|contact|mine\b|danger|burn|carry|leave|free|zone"
    r"|prison|arrest|secret|safe|police|short|guide",
    "my": "စစ်သား|တပ်|ကုမ္ပဏီ|စောင့်ကြည့်|စစ်ဆေးတတ်|စစ်ဆေးခံ|ကူညီ|အဆက်အသွယ်|ဆက်သွယ်|မိုင်း|အန္တရာယ်|မီးရှို့|ယူမသွား|လွတ်"
    "|နယ်မြေ|ထောင်|ဖမ်း|လျှို့ဝှက်|လုံခြုံ|ရဲဘော်|အတိုချုပ်|လမ်းညွှန်",
}


@pytest.mark.proof
@pytest.mark.slow
def test_nothing_shows_of_a_folded_leaflet_but_its_number_days_and_address(
    site: Path, library: Library, glyphs: Glyphs, proof: bool
) -> None:
    folded = [one for one in LEAFLETS if outside_of(one.form)]
    assert {one.form.name for one in folded} == {"zine", "trifold", "booklet"}
    assert len(folded) > 60
    for leaflet in folded:
        spine = outside_of(leaflet.form)[0][0]
        assert spine in [line[0] for line in leaflet.form.sides[0].folds]
        if proof or leaflet in SAMPLE:
            found = list(check_outside(site / leaflet.url, leaflet, library, EDITION, glyphs))
            assert found == [], leaflet.url
        for text, language in allowed_outside(leaflet, library, EDITION):
            assert not re.search(DANGER[language.code], text, re.IGNORECASE), text


@pytest.mark.parametrize(("state", "edition"), [("withdrawn", EDITION), ("barred", date(2027, 12, 31))])
def test_what_must_not_be_used_shows_that_and_nothing_else_outside(
    project: Project, glyphs: Glyphs, state: str, edition: date
) -> None:
    if state == "withdrawn":
        entry = "- leaflet: 2\n  says: {my: မှားတယ်။, en: A day was wrong.}\n"
        (project.docs / "data/withdrawn.yml").write_text(entry, encoding="utf-8")
    library = library_of(project)
    pdf = project.root / "one.pdf"
    for leaflet in leaflets_of(library):
        if outside_of(leaflet.form):
            assert leaflet.state(library, edition) == state
            pdf.write_bytes(typeset_leaflet(leaflet, library, edition, ROOT / "overrides"))
            assert list(check_outside(pdf, leaflet, library, edition, glyphs)) == [], leaflet.url
            for text, language in allowed_outside(leaflet, library, edition):
                assert not re.search(DANGER[language.code], text, re.IGNORECASE), text


@pytest.mark.slow
@pytest.mark.proof
@pytest.mark.parametrize("key", sampled(["burn", "code_warning", "no_contact", "title"], "title"))
def test_words_of_danger_outside_are_found(
    library: Library, glyphs: Glyphs, tmp_path: Path, proof: bool, key: str
) -> None:
    """Any of them on a cover or a back, in either language, is no longer dull."""
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    path = tmp_path / "overrides/print/common.typ"
    words = "data.parts.first().title" if key == "title" else f"frame.{key}"
    for place in ("  page-code(frame)\n  v(1fr)\n", "  align(center, text(size: 20pt, frame.cover))\n"):
        text = (ROOT / "overrides/print/common.typ").read_text("utf-8")
        assert text.count(place) == 1
        path.write_text(text.replace(place, f"{place}  text(size: small, words({words}))\n"), "utf-8")
        for name in ("my/5-trifold", "en/5-trifold", "my/0-booklet")[: None if proof else 1]:
            leaflet = of(name)
            pdf = tmp_path / "one.pdf"
            pdf.write_bytes(typeset_leaflet(leaflet, library, EDITION, tmp_path / "overrides"))
            (problem,) = check_outside(pdf, leaflet, library, EDITION, glyphs)
            assert "show when it is folded, but must not" in problem


SHEETS = [leaflet for leaflet in LEAFLETS if leaflet.form.name == "sheet"]


@pytest.mark.parametrize(
    "sheet", sampled(SHEETS, of("my/2-sheet"), of("my-en/5-sheet")), ids=lambda leaflet: leaflet.url[6:-4]
)
@pytest.mark.slow
def test_nothing_on_a_large_type_sheet_is_smaller_than_14_points(
    sheet: Leaflet, site: Path, library: Library, glyphs: Glyphs
) -> None:
    pages = glyphs.lines(site / sheet.url)
    assert len(pages) == len(sheet.languages)  # the codes of two languages take a page of their own
    assert min(line.size for lines in pages for line in lines if line.glyphs) >= 14
    assert sheet.form.least_type == LARGE_TYPE == 14


@pytest.mark.slow
@pytest.mark.parametrize("paper", sampled(["a4", "letter"], "letter"))  # which is shorter
def test_large_type_that_would_have_to_be_smaller_stops_the_build(project: Project, paper: str) -> None:
    """It would fit at a smaller size, which is no large type."""
    project.configure(lambda config: config["extra"].update(paper=paper, leaflets=["sheet"]))
    library = library_of(project)
    assert typeset_leaflet(of("my-en/2-sheet", library), library, EDITION, ROOT / "overrides")
    for code, title, old, item in (
        ("en", "title: A guide", "- Do one thing.", "Do this and that at once, and do no other thing today."),
        ("my", "title: လမ်းညွှန်", "- တစ်ခု လုပ်ပါ။", "အဲဒါကို အခု ချက်ချင်း လုပ်ပါ၊ တခြားဘာမှ ဒီနေ့ မလုပ်ပါနဲ့။"),
    ):
        project.edit(f"docs/{code}/guide.md", old, "\n".join([f"- {item} {item}"] * 6))
        project.edit(f"docs/{code}/guide.md", title, f"{title} {item} {item} {item}")
    built = project.build()
    assert built.returncode != 0
    assert not project.site.exists()
    reported = re.findall(
        r"(?:^|\n)(docs/\S+)\n +(\d+):1 +error +leaflet-overflow: (.*)\n +remedy: (.*)", built.stderr
    )
    assert len(reported) == 1, built.stderr
    path, line, message, remedy = reported[0]
    assert (project.root / path).read_text("utf-8").split("\n")[int(line) - 1].endswith("{#short}")
    assert message.startswith("print/my-en/2-sheet.pdf ")
    assert "is full at 14 points, the minimum for large type: from the section 'short' on" in message
    assert remedy == "Shorten In short."
    library = library_of(project)
    leaflet = of("my-en/2-sheet", library)
    smaller = replace(leaflet, form=replace(leaflet.form, least_type=9))
    assert typeset_leaflet(smaller, library, EDITION, ROOT / "overrides")


@pytest.mark.slow
def test_codes_take_a_page_of_their_own_where_a_long_text_leaves_them_no_room(
    project: Project, glyphs: Glyphs
) -> None:
    item = "အဲဒါကို အခု ချက်ချင်း လုပ်ပါ၊ တခြားဘာမှ ဒီနေ့ မလုပ်ပါနဲ့။"
    for count, pages in ((1, 1), (6, 2)):
        path = project.docs / "my/guide.md"
        before = path.read_text("utf-8")
        items = before.replace("- တစ်ခု လုပ်ပါ။", "\n".join([f"- {item} {item}"] * count))
        path.write_text(items.replace("title: လမ်းညွှန်", f"title: {item} {item}"), "utf-8")
        library = library_of(project)
        leaflet = of("my/2-sheet", library)
        pdf = project.root / "one.pdf"
        pdf.write_bytes(typeset_leaflet(leaflet, library, EDITION, ROOT / "overrides"))
        path.write_text(before, "utf-8")
        images = raster(pdf, DPI)
        assert len(images) == sheets_in(pdf.read_bytes(), leaflet.form) == pages
        assert list(check_codes(images, codes_of(leaflet, library), DPI)) == []
        for image in images:
            assert list(check_ink(image, leaflet.form.sides[0], DPI)) == []
        assert list(check_words(pdf, leaflet, library, EDITION, glyphs)) == []
        assert min(line.size for lines in glyphs.lines(pdf) for line in lines if line.glyphs) >= LARGE_TYPE


def test_upper_pages_of_a_small_book_are_upside_down(site: Path, glyphs: Glyphs) -> None:
    (lines,) = glyphs.lines(site / "print/my/3-zine.pdf")
    for line in lines:
        if abs(line.end - line.x) > 5:
            assert (line.end < line.x) == (line.y > PAPERS["a4"].width / 2 / MM_PER_INCH * 72)


def test_bullets_numbers_and_bold_are_on_paper(site: Path, library: Library, glyphs: Glyphs) -> None:
    for name in ("my/5-zine", "en/5-zine", "en/2-trifold"):
        leaflet = of(name)
        (page,) = leaflet.pages
        data = leaflet_data(leaflet, library, EDITION)
        lines = [line for lines in glyphs.lines(site / leaflet.url) for line in lines]
        marks = [block["mark"] for block in data["parts"][0]["blocks"] if "pictogram" not in block]
        shown = [line.glyphs for line in lines]
        assert shown.count(glyphs.piece("•", page.language).glyphs) == marks.count("•") > 2
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


@pytest.mark.proof
def test_tags_name_headings_and_what_codes_say(leaflet: Leaflet, site: Path) -> None:
    reader = pypdf.PdfReader(site / leaflet.url)
    kinds: list[str] = []
    alternatives: list[str] = []
    languages = {reader.trailer["/Root"]["/Lang"]}

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            kinds.append(str(node.get("/S", "")))
            if "/Alt" in node:
                alternatives.append(str(node["/Alt"]))
            languages.add(node.get("/Lang", ""))
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    assert kinds.count("/H1") >= len(leaflet.pages)
    assert kinds.count("/H2") >= len(leaflet.pages)
    codes = codes_of(leaflet, SHIPPED)
    parts = leaflet_data(leaflet, SHIPPED, EDITION)["parts"]
    signs = [block["alt"] for part in parts for block in part["blocks"] if "pictogram" in block]
    assert len(alternatives) == kinds.count("/Figure") == len(codes) + len(signs)
    assert set(signs) <= set(alternatives)
    assert all(any(code.text in alt for alt in alternatives) for code in codes)
    assert {language.html_lang for language in leaflet.languages} <= {tag.split("-")[0] for tag in languages}


@pytest.mark.proof
def test_no_contact_no_name_no_time_in_the_file(leaflet: Leaflet, site: Path, library: Library) -> None:
    path = site / leaflet.url
    reader = pypdf.PdfReader(path)
    assert reader.metadata is not None
    assert reader.metadata.title == str(leaflet.number)
    assert set(reader.metadata) <= {"/Title", "/Creator", "/Producer"}
    assert not re.search(r"Date|/Author|root|home", " ".join(map(str, reader.metadata.values())))
    raw = path.read_bytes()
    outside = re.sub(rb"\bstream\r?\n.*?\bendstream\b", b"", raw, flags=re.DOTALL)  # packed, so any letters
    names = set(
        re.findall(rb"/([A-Za-z]+)", outside)
    )  # whole: six letters of chance begin the names of fonts
    assert names.isdisjoint({b"CreationDate", b"ModDate", b"URI", b"JS", b"JavaScript", b"Annot", b"Annots"})
    assert b"Catalog" in names
    assert not re.search(rb"xmp:(CreateDate|ModifyDate)|<dc:creator>", raw)
    text = "".join(page.extract_text() for page in reader.pages)
    for contact in library.contacts.values():
        assert contact.address.split("//")[1] not in text
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"].startswith(leaflet.languages[0].html_lang)
    assert catalog["/MarkInfo"]["/Marked"]
    budgets = library.settings.budgets
    assert len(raw) <= (budgets.booklet if leaflet.form.collects else budgets.leaflet)


@pytest.mark.proof
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


def test_other_words_than_the_source_s_are_found(site: Path, library: Library, glyphs: Glyphs) -> None:
    leaflet, other = of("my/2-trifold"), of("my/3-trifold")
    found = list(check_words(site / leaflet.url, other, library, EDITION, glyphs))
    assert any("is not printed" in problem for problem in found)
    assert any("that no source has" in problem for problem in found)
    next_day = list(check_words(site / leaflet.url, leaflet, library, date(2026, 11, 24), glyphs))
    assert any("၂၄" in problem for problem in next_day)


def test_a_line_that_breaks_inside_a_word_is_found(
    library: Library, glyphs: Glyphs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(CACHE)  # it would have the same leaflet, laid out as it is meant
    monkeypatch.setattr(lanpya.leaflets.text_runs, "JOINER", BREAK)
    leaflet = of("my/2-zine")
    (tmp_path / "torn.pdf").write_bytes(typeset_leaflet(leaflet, library, EDITION, ROOT / "overrides"))
    found = list(check_words(tmp_path / "torn.pdf", leaflet, library, EDITION, glyphs))
    assert found
    assert all("a line breaks inside a word" in problem for problem in found)


def test_a_letter_without_a_glyph_is_found_on_paper_too(
    project: Project, glyphs: Glyphs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanpya.leaflets.typesetting, "missing_glyphs", lambda *_: [])
    project.edit("docs/en/guide.md", "Somebody counted this.", "Somebody counted \u2605 this.")
    library = library_of(project)
    leaflet = of("en/2-zine", library)
    (project.root / "one.pdf").write_bytes(typeset_leaflet(leaflet, library, EDITION, ROOT / "overrides"))
    found = list(check_words(project.root / "one.pdf", leaflet, library, EDITION, glyphs))
    assert any("★" in problem and "is not printed" in problem for problem in found)


def test_text_over_other_text_is_found(library: Library, glyphs: Glyphs, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    path = tmp_path / "overrides/print/common.typ"
    path.write_text(path.read_text("utf-8").replace("#let gap = 3.5pt", "#let gap = -9pt"), "utf-8")
    leaflet = of("my/2-zine")
    (tmp_path / "one.pdf").write_bytes(typeset_leaflet(leaflet, library, EDITION, tmp_path / "overrides"))
    found = list(check_words(tmp_path / "one.pdf", leaflet, library, EDITION, glyphs))
    assert found
    assert all("text overlaps other text" in problem for problem in found)


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
    assert any("instead of" in problem for problem in check_codes([image], codes_of(other, library), DPI))
    place = find_codes(image)[0]
    for x, y in ((place.left - 20, place.top - 20), ((place.left + place.right) / 2, place.top + 30)):
        spoilt = image.copy()
        square = spoilt[round(y) : round(y) + 12, round(x) : round(x) + 12]
        square[:] = 255 - square
        found = list(check_codes([spoilt], codes_of(leaflet, library), DPI))
        assert len(found) == 1
        assert "modules of" in found[0]


# Few letters that are not ASCII, and short texts: zbar reads none of the first three without a marker.
MARKED = (
    *(
        "No escriba desde el teléfono de él.",
        "N’écrivez pas depuis son téléphone à lui.",
        "Onun telefonundan yazmayın.",
    ),
    *("Nu scrieți de pe telefonul lui.", "停。", "Стой.", "قف.", "ရပ်။", "Don’t."),
    "Đừng viết từ điện thoại của anh ấy. " * 4,
)


@pytest.mark.parametrize("text", MARKED)
def test_a_text_of_any_language_and_length_is_read_by_every_scanner(text: str) -> None:
    image = numpy.pad(numpy.array(matrix_of(text, marked=not is_guessed(text))), 4)
    pixels = numpy.kron(numpy.where(image, 0, 255).astype(numpy.uint8), numpy.ones((4, 4), numpy.uint8))
    assert not is_guessed(text) or text.isascii() or len(text) > 100
    assert all(decode(pixels) == [text] for decode in DECODERS.values())


def test_codes_are_the_same_from_build_to_build() -> None:
    # version (size) and mask, as the drawing holds both; a change would make old and new leaflets look unlike
    known = {
        "https://example.org/2.html": (41, "46bd5b43c0b1c619"),
        "စစ်သားရဲ့ဖုန်းနဲ့ မရေးပါနဲ့။": (53, "bcb5d082a457bc29"),
    }
    for text, digest in known.items():
        code = code_for(text, error_correction="H" if text.startswith("https") else "Q")
        assert (code.modules, hashlib.sha256(code.svg.encode()).hexdigest()[:16]) == digest


@pytest.mark.slow
def test_a_code_is_read_after_moderate_damage(site: Path, library: Library) -> None:
    """A sample of scripts/proof/print.py, which prints with 600 dots an inch too; the same every time."""
    leaflet = of("my/3-sheet")
    cuts = cut_out(raster(site / leaflet.url, DPI, 1)[0], codes_of(leaflet, library), DPI)
    assert sorted(cut.code.kind for cut in cuts) == ["page", "text"]
    trials = [try_print([cut], damage, 1) for cut in cuts for damage in DAMAGES]
    assert [trial for trial in trials if trial.wrong] == []
    assert sum(bool(trial.read_by) for trial in trials) >= len(trials) - 1
    assert all("zbar" in trial.read_by for trial in trials if trial.damage == "none")


@pytest.mark.slow
def test_a_stain_spoils_page_codes_of_level_q_and_none_of_level_h() -> None:
    unread = {}
    for kind in ("page", "text"):  # a text code is of level Q, whatever it says
        code = Code(kind, "https://example.org/2.html")
        dark = numpy.pad(numpy.array(code.matrix), 8).repeat(9, axis=0).repeat(9, axis=1)
        image = Image.fromarray(numpy.where(dark, BLACK, WHITE).astype(numpy.uint8))
        cut = Print(code, image, 8 * 9, 8 * 9, 9 * len(code.matrix), DPI)
        trials = [try_print([cut], "hidden part", seed) for seed in range(12)]
        unread[kind] = sum(not trial.read_by for trial in trials)
    assert unread["page"] == 0
    assert unread["text"] > 0


@pytest.mark.slow
def test_small_type_is_read_after_a_copy_of_a_copy(site: Path, tmp_path: Path, library: Library) -> None:
    page = raster(site / "print/my/4-zine.pdf", DPI)[0][:, :1800]
    assert lost_ink(page, DPI)[0] < 0.01
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    path = tmp_path / "overrides/print/common.typ"
    path.write_text(path.read_text("utf-8").replace("#let outline = 0.02em", "#let outline = none"), "utf-8")
    thin = typeset_leaflet(of("my/4-zine"), library, EDITION, tmp_path / "overrides")
    (tmp_path / "thin.pdf").write_bytes(thin)
    assert lost_ink(raster(tmp_path / "thin.pdf", DPI)[0][:, :1800], DPI)[0] > 0.05


def test_a_wrong_reading_and_none_at_all_are_reported(site: Path, library: Library) -> None:
    leaflet = of("en/2-zine")
    (cut,) = cut_out(raster(site / leaflet.url, DPI)[0], codes_of(leaflet, library), DPI)
    lying = replace(cut, code=replace(cut.code, text="https://example.org/22222.html"))
    assert try_print([lying], "none", 1).wrong == (cut.code.text, cut.code.text)
    blank = replace(cut, image=cut.image.point(lambda value: 255))
    assert try_print([blank], "none", 1).read_by == frozenset()
