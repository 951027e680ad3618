"""What a volunteer prints: which leaflets there are, what is on them, and what stops the build."""

from __future__ import annotations

import gzip
import math
import posixpath
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pypdf
import pytest
from playwright.sync_api import BrowserContext
from support.leaflets import EDITION, LEAFLETS, library_of, of, panels_of
from support.project import ROOT, Project, interface_texts

from lanpya.checks.headings_and_links import SHORT_CODE_POINTS
from lanpya.checks.run import check_sources
from lanpya.content.interface import Wording
from lanpya.content.leaflet_formats import FORMATS, PAPERS, Format, Side, side_of
from lanpya.content.library import Library
from lanpya.content.settings_file import SettingsError, read_settings
from lanpya.languages.burmese.words import segments
from lanpya.leaflets.leaflet import Leaflet, leaflet_data, leaflets_of
from lanpya.leaflets.read_aloud import screen_names, script_to_read
from lanpya.leaflets.text_code import short_message
from lanpya.leaflets.text_runs import BREAK, JOINER, text_of_runs
from lanpya.leaflets.typesetting import LeafletError, typeset_leaflet
from lanpya.pages.leaflet_lists import leaflet_list
from lanpya.pages.templates import Templates
from scripts.rigs.printed_glyphs import Glyphs
from scripts.rigs.printed_leaflet import DPI, MM_PER_INCH, check_codes, check_ink, codes_of, raster
from scripts.rigs.printed_words import check_words, texts_of


def test_every_format_is_made_for_every_guide_and_language(site: Path, library: Library) -> None:
    guides = [page for page in library.pages.values() if library.has_leaflet(page.file)]
    forms = {name for name in FORMATS if not FORMATS[name].collects}
    assert forms >= {"sheet", "zine", "trifold"}
    wanted = {f"print/{page.language.code}/{page.number}-{form}.pdf" for page in guides for form in forms}
    wanted |= {f"print/my-en/{page.number}-sheet.pdf" for page in guides}
    wanted |= {f"print/{language}/0-booklet.pdf" for language in ("my", "en")}
    assert {path.relative_to(site).as_posix() for path in site.glob("print/**/*.pdf")} == wanted


def links_of(site: Path, name: str) -> list[str]:
    """What a page links to, from the root of the site."""
    found = re.findall(r"<a href=\"?([^\">\s]+)", (site / name).read_text(encoding="utf-8"))
    return [posixpath.normpath(posixpath.join(posixpath.dirname(name), link)) for link in found]


def test_every_leaflet_and_text_is_offered_on_the_page_of_its_language(site: Path) -> None:
    for name, code in (("17.html", "my"), ("en/17.html", "en")):
        wanted = {path.relative_to(site).as_posix() for path in site.glob(f"print/*{code}*/*.pdf")}
        wanted |= {path.relative_to(site).as_posix() for path in site.glob(f"text/{code}/*.txt")}
        offered = [link for link in links_of(site, name) if link.startswith(("print/", "text/"))]
        assert set(offered) == wanted
        assert len(offered) == len(wanted)
        assert name.replace("17", "22") in links_of(site, name)


def test_the_page_shows_each_format_its_paper_its_sheets_and_its_size(
    site: Path, context: Callable[..., BrowserContext]
) -> None:
    page = context().new_page()
    page.goto(f"file://{site}/en/17.html")
    shown = page.locator("main svg").evaluate_all(
        "all => all.map(svg => [svg.previousElementSibling.textContent, svg.nextElementSibling.textContent,"
        " svg.getBoundingClientRect().width, svg.querySelectorAll('path').length])"
    )
    named = re.findall(r"\(picture:(\w+)\)", (ROOT / "docs/en/print.md").read_text(encoding="utf-8"))
    assert sorted(named) == sorted(FORMATS)
    for (heading, details, width, shapes), name in zip(shown, named, strict=True):
        form = FORMATS[name]
        assert heading
        files = list(site.glob(f"print/*en*/*-{form.name}.pdf"))
        sides = max(len(pypdf.PdfReader(file).pages) for file in files)
        kilobytes = max(math.ceil(len(gzip.compress(file.read_bytes(), 6)) / 1000) for file in files)
        both = "both sides" if form.is_duplex else "one side"
        sheets = math.ceil(sides / 2) if form.is_duplex else sides
        if form.bilingual:  # codes of two languages take a sheet of their own
            assert sheets == 2
            sheets = "1–2"
        assert details == (
            f"Sheets of paper: {sheets} (A4), printed on {both}. A PDF has at most {kilobytes} KB."
        )
        assert 60 < width < 320
        lines = [bool(part) for side in form.sides for part in (True, side.cover, side.folds, side.cuts)]
        assert shapes == sum(lines)


def test_page_22_lists_the_current_editions(
    site: Path, library: Library, context: Callable[..., BrowserContext]
) -> None:
    count = 1 + sum(guide.leaflet for guide in library.guides.values())  # and the booklet
    for name, leaflet, edition in (
        ("en/22.html", "Leaflet 2 (Safe contact)", "Edition of November 23, 2026"),
        ("22.html", "လက်ကမ်းစာစောင် ၂ (", "၂၀၂၆ နိုဝင်ဘာ ၂၃ ရက်နေ့ ထုတ်"),
    ):
        page = context().new_page()
        page.goto(f"file://{site}/{name}")
        entries = page.locator("main ul li").all_inner_texts()
        assert len(entries) == count
        assert any(entry.startswith(leaflet) for entry in entries)
        assert all(edition in entry for entry in entries)
        assert page.locator("main .notice:visible").count() == 0
        page.clock.set_fixed_time("2099-01-01")
        page.reload()
        assert page.locator("main .notice:visible").count() == count


def test_a_language_without_a_page_about_leaflets_has_its_leaflets_on_that_of_the_source(
    library: Library,
) -> None:
    own = {code: library.pages[code, "print.md"] for code in ("en", "my")}

    def listed(code: str, without: str) -> str:
        pages = {key: page for key, page in library.pages.items() if key != (without, "print.md")}
        return leaflet_list(replace(library, pages=pages), own[code], EDITION, Templates(ROOT / "overrides"))

    entries = listed("en", without="my")
    for url in ("print/my/2-zine.pdf", "print/en/2-zine.pdf", "print/my/0-booklet.pdf", "text/my/2.txt"):
        assert f'href="../{url}"' in entries
    assert "print/my/2-zine.pdf" not in listed("en", without="")
    assert "print/en/2-zine.pdf" not in listed("my", without="en"), "a translation has only its own"


def test_a_language_with_a_region_is_printed(project: Project) -> None:
    project.configure(lambda config: config["extra"].update(html_lang={"en": "en-GB"}))
    library = library_of(project)
    assert typeset_leaflet(of("my-en/2-sheet", library), library, EDITION, ROOT / "overrides")


def test_the_longest_message_has_a_code_of_some_fifty_millimetres(project: Project) -> None:
    message = "စစ်" * 43 + "။"
    assert len(message) == SHORT_CODE_POINTS
    project.edit("docs/my/guide.md", "- တစ်ခု လုပ်ပါ။", f"- {message}")
    project.edit("docs/en/guide.md", "- Do one thing.", "- Do one thing at once.")
    library = library_of(project)
    data = leaflet_data(of("my/2-sheet", library), library, EDITION)
    assert 48 <= data["parts"][0]["text_code"]["mm"] <= 53


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
            # and no letter that Typst might break before is unjoined inside
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
        data = leaflet_data(of(f"{code}/5-zine"), library, EDITION)
        marks = [block["mark"] for block in data["parts"][0]["blocks"] if block["kind"] == "item"]
        assert [mark for mark in marks if mark != "•"][:3] == numbers


def test_segments_joined_are_the_text() -> None:
    for path in sorted((ROOT / "docs" / "my").glob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert "".join(segments(line)) == line


@pytest.mark.raises_rule("aloud-too-long")
def test_a_text_too_long_to_read_aloud_is_reported_with_its_excess(project: Project) -> None:
    long = "Somebody counted this. " * 150
    project.edit("docs/en/guide.md", "Somebody counted this.", long)
    problems = check_sources(library_of(project), project.docs, EDITION)
    found = [problem for problem in problems if problem.rule == "aloud-too-long"]
    assert [(problem.path, problem.line) for problem in found] == [("docs/en/guide.md", 15)]
    text = script_to_read(library_of(project).pages["en", "guide.md"], library_of(project), EDITION)
    own = text.split("\n\n", 1)[1]
    assert f" {len(own) - 2800} characters too long" in found[0].message


def test_the_text_to_read_aloud_says_what_the_leaflet_says(site: Path, library: Library) -> None:
    for leaflet in LEAFLETS:
        page = leaflet.pages[0]
        if leaflet.form.name != "zine":
            continue
        path = site / f"text/{page.language.code}/{page.number}.txt"
        text = path.read_text(encoding="utf-8-sig")
        assert len(text.split("\n\n", 1)[1]) <= 2800
        first = {"en": "Never send this by SMS.", "my": "ဒါကို SMS နဲ့ ဘယ်တော့မှ မပို့ပါနဲ့။"}[page.language.code]
        assert text.startswith(first)
        assert not re.search(r"[\[\]#*{}]|https?:", text), "no markup, no address"
        lines = text.splitlines()
        assert max(map(len, lines)) <= 200, "short sentences, one a line"
        spoken = re.sub(r"\s+|(?m:^\S{1,2}\. )", "", text)
        names = "|".join(map(re.escape, screen_names(library, page.language)))
        for said in texts_of(page, leaflet):
            heard = re.sub(rf" ?\((?:{names})(?:[,၊] ?(?:{names}))*\)", "", said)
            assert re.sub(r"\s+", "", heard) in spoken, said


def test_a_text_to_read_aloud_is_readable_where_no_charset_is_named(
    site: Path, serve: Callable[[Path], str], context: Callable[..., BrowserContext]
) -> None:
    """As from a host that says text/plain alone, and from a folder."""
    page = context().new_page()
    for base in (serve(site), f"file://{site}"):
        for code in ("my", "en"):
            answer = page.goto(f"{base}/text/{code}/2.txt")
            assert answer and answer.headers.get("content-type", "text/plain") == "text/plain"
            assert page.evaluate("document.characterSet") == "UTF-8"
            text = (site / f"text/{code}/2.txt").read_text(encoding="utf-8-sig")
            assert page.locator("pre").text_content() == text


def test_no_other_file_needs_a_charset_from_its_host(site: Path) -> None:
    """Pages name it, scripts are read as their page is, XML is UTF-8 by itself."""
    kinds = [
        path for path in site.rglob("*") if path.is_file() and path.suffix in (".txt", ".html", ".js", "")
    ]
    assert len({path.suffix for path in kinds}) >= 3
    for path in kinds:
        content = path.read_bytes()
        if path.suffix == ".html":
            assert b"<meta charset=utf-8>" in content[:1024], path
        elif path.parent.name != "search" and not content.isascii():
            assert content.startswith(b"\xef\xbb\xbf"), path


def test_cover_says_nothing_of_the_subject(library: Library) -> None:
    words = interface_texts()
    assert all(cover.count("{number}") == 1 for cover in words["cover"].values())
    for leaflet in LEAFLETS:
        data = leaflet_data(leaflet, library, EDITION)
        for language, frame in zip(leaflet.languages, data["frames"], strict=True):
            wording = Wording(library, language)
            number = leaflet.number
            plain = wording.text("cover", number=number) if number else wording.text("browser_title")
            assert frame["cover"] == plain
            assert not any(page.title in frame["cover"] for page in leaflet.pages)


@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ("https://example.org/" + "a-very-long-folder-name/" * 6, "address-too-long"),
        ("https://example.org/" + "a" * 60 + "/", "leaflet-overflow"),
    ],
)
@pytest.mark.raises_rule("address-too-long")
def test_an_address_too_long_for_paper_stops_the_build(project: Project, address: str, rule: str) -> None:
    project.configure(lambda config: config.update(site_url=address))
    built = project.build()
    assert built.returncode != 0
    assert rule in built.stderr
    assert "site_url" in built.stderr
    assert not project.site.exists()


@pytest.mark.slow
def test_an_address_of_some_length_is_in_lines_that_break_at_its_slashes(project: Project) -> None:
    address = "https://notes.many-words.example.org/"
    project.configure(lambda config: config.update(site_url=address))
    library = library_of(project)
    pdf = project.root / "one.pdf"
    for name in ("en/2-zine", "my/2-trifold", "my-en/2-sheet"):
        leaflet = of(name, library)
        pdf.write_bytes(typeset_leaflet(leaflet, library, EDITION, ROOT / "overrides"))
        images = raster(pdf, DPI)
        assert list(check_codes(images, codes_of(leaflet, library), DPI)) == []
        for number, image in enumerate(images):
            assert list(check_ink(image, side_of(leaflet.form, number), DPI)) == []


@pytest.mark.slow
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
    pdf.write_bytes(typeset_leaflet(leaflet, library, EDITION, ROOT / "overrides"))
    assert list(check_words(pdf, leaflet, library, EDITION, glyphs)) == []
    assert list(check_ink(raster(pdf, DPI)[0], leaflet.form.sides[0], DPI)) == []
    long = "_".join(["word"] * 20)
    project.edit("docs/en/guide.md", "Somebody counted this.", f"Somebody counted {long} this.")
    project.edit("docs/my/guide.md", "တစ်ယောက်ယောက်က", f"တစ်ယောက်ယောက်က {long}")
    library = library_of(project)
    for name in ("en/2-zine", "my/2-zine", "en/2-trifold", "my/0-booklet"):
        with pytest.raises(LeafletError) as raised:
            typeset_leaflet(of(name, library), library, EDITION, ROOT / "overrides")
        (problem,) = raised.value.problems
        assert (problem.rule, problem.path[-8:]) == ("leaflet-overflow", "guide.md")
        assert re.search(
            r"a word of the section 'why', or of the title, is [1-9][0-9]* mm too wide", problem.message
        )


def test_a_word_wider_than_its_place_beside_the_code_stops_the_build(project: Project) -> None:
    project.edit("docs/my/guide.md", "- တစ်ခု လုပ်ပါ။", f"- {'နေရာ_' * 5}မှာ နေပါ။ မထွက်ပါနဲ့။")
    project.edit("docs/en/guide.md", "- Do one thing.", f"- Do {'word_' * 7}word at once.")
    library = library_of(project)
    for name in ("en/2-sheet", "en/2-trifold"):  # there it has a line of its own
        typeset_leaflet(of(name, library), library, EDITION, ROOT / "overrides")
    with pytest.raises(LeafletError) as raised:
        typeset_leaflet(of("my-en/2-sheet", library), library, EDITION, ROOT / "overrides")
    (problem,) = raised.value.problems
    assert problem.rule == "leaflet-overflow"
    assert re.search(
        r"a word of the section 'short', or of the title, is [1-9][0-9]* mm too wide", problem.message
    )


@pytest.mark.parametrize("key", ["cover", "browser_title", "barred", "burn"])
def test_words_around_the_guide_too_wide_or_too_long_are_reported(project: Project, key: str) -> None:
    project.say(key, en=f"{interface_texts()[key]['en']} {'long' * 40}")
    library = library_of(project)
    edition = date(2027, 12, 31) if key == "barred" else EDITION
    for name in ("en/2-zine", "en/2-trifold") if key != "browser_title" else ("en/0-booklet",):
        with pytest.raises(LeafletError) as raised:
            typeset_leaflet(of(name, library), library, edition, ROOT / "overrides")
        assert [(problem.path, problem.rule) for problem in raised.value.problems] == [
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


def test_everything_in_a_printed_section_is_on_paper_in_its_order(project: Project, glyphs: Glyphs) -> None:
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
    spoken = script_to_read(leaflet.pages[0], library, EDITION)
    assert re.findall(r"[A-Z]\w+ words|After the inner words", spoken) == [
        *("Outer words", "Inner words", "Box words", "Bullet words", "After the inner words"),
        *("First words", "Second words", "Head words", "Cell words"),
    ]
    pdf = project.root / "one.pdf"
    pdf.write_bytes(typeset_leaflet(leaflet, library, EDITION, ROOT / "overrides"))
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
    pdf.write_bytes(typeset_leaflet(leaflet, library, EDITION, ROOT / "overrides"))
    assert list(check_codes(raster(pdf, DPI), codes_of(leaflet, library), DPI)) == []


def test_a_heading_stays_with_the_text_that_follows_it(project: Project) -> None:
    for count in range(3, 13):
        filler = "\n\n".join(["Somebody counted this."] * count)
        text = f"{filler}\n\n## Upper {{#upper .print}}\n\n### Lower {{#lower}}\n\nLast words.\n"
        path = project.docs / "en" / "guide.md"
        path.write_text(
            (ROOT / "tests/support/docs/en/guide.md")
            .read_text("utf-8")
            .replace("Somebody counted this.", text),
            "utf-8",
        )
        library = library_of(project)
        pdf = project.root / "one.pdf"
        pdf.write_bytes(typeset_leaflet(of("en/2-zine", library), library, EDITION, ROOT / "overrides"))
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
    with pytest.raises(SettingsError, match=re.escape(says)):
        read_settings(project.root / "mkdocs.yml")


@pytest.mark.slow
def test_a_wrong_setting_stops_the_build(project: Project) -> None:
    project.configure(lambda config: config["extra"].update(paper="a5"))
    built = project.build()
    assert built.returncode != 0
    assert "extra: paper: write one of: a4, letter" in built.stderr
    assert not project.site.exists()


def test_every_leaflet_of_a_translation_that_no_one_checked_says_so(project: Project) -> None:
    words = "status_unchecked"
    for checked in (False, True):
        library = library_of(project)
        for leaflet in leaflets_of(library):
            parts = leaflet_data(leaflet, library, EDITION)["parts"]
            for page, part in zip(leaflet.pages, parts, strict=True):
                text = Wording(library, page.language).text(words)
                is_said = any(text_of_runs(label).startswith(text) for label in part["labels"])
                assert is_said == (page.language.code == "my" and not checked), leaflet.url
        page = library.pages["my", "guide.md"]
        assert (
            Wording(library, page.language).text(words) in script_to_read(page, library, EDITION)
        ) != checked
        marks = library.source_of(page).fingerprints()
        typed = ", ".join(f"{key}: {mark}" for key, mark in marks.items())
        if not checked:
            project.edit("docs/my/guide.md", "translates: {}", f"translates: {{{typed}}}")
            project.edit("docs/my/guide.md", "checked_by: null", "checked_by: reader-a")


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
    for key in ("cover", "status_unchecked", "burn"):
        project.say(key, my=interface_texts()[key]["my"] + "\u2605")
        library = library_of(project)
        project.say(key)
        with pytest.raises(LeafletError) as raised:
            typeset_leaflet(of("my/2-zine", library), library, EDITION, project.root / "overrides")
        assert [(problem.rule, "★ (U+2605)" in problem.message) for problem in raised.value.problems] == [
            ("leaflet-letter", True)
        ]


@pytest.mark.slow
def test_the_format_shown_in_the_architecture_can_be_added(project: Project, glyphs: Glyphs) -> None:
    library = library_of(project)
    shown = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    shown = shown[shown.index("### Add a leaflet format") :]
    template, entry, words = (
        dedent(re.findall(rf"```{kind}\n(.*?\n) *```", shown, re.DOTALL)[0])
        for kind in ("typst", "python", "yaml")
    )
    shown_name, name = re.findall(r'Format\("(\w+)"', entry)[0], "example"  # which nobody may have added yet
    entry, words = (text.replace(shown_name, name) for text in (entry, words))
    (project.root / f"overrides/print/{name}.typ").write_text(template, encoding="utf-8")
    path = project.add_code().root / "hooks/lanpya/languages/texts/en.yml"
    path.write_text(path.read_text(encoding="utf-8") + words, encoding="utf-8")
    project.edit(
        "hooks/lanpya/content/leaflet_formats.py",
        '        Format(\n            "sheet"',
        f'        {entry.strip()},\n        Format(\n            "sheet"',
    )
    project.configure(lambda config: config["extra"].update(leaflets=[name]))
    built = project.build()
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
