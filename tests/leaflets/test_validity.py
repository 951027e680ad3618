"""The life of a leaflet: until when it counts, and how it is called back."""

from __future__ import annotations

import re
from datetime import date

import numpy
import pypdf
import pytest
from support.commands import run_lanpya
from support.leaflets import EDITION, library_of, of
from support.project import EPOCH, Project

from lanpya.checks.run import check_sources
from lanpya.content.leaflet_formats import FORMATS
from scripts.rigs.printed_leaflet import BLACK, DPI, MM_PER_INCH, check_ink, raster

BARS = {"2-zine": 8, "2-trifold": 6, "2-sheet": 1, "0-booklet": 4}


def barred(project: Project, says: str) -> dict[str, int]:
    """How often each English leaflet says so."""
    found = {}
    for name in BARS:
        pages = pypdf.PdfReader(project.site / f"print/en/{name}.pdf").pages
        found[name] = sum(page.extract_text().count(says) for page in pages)
    return found


@pytest.mark.slow
def test_a_leaflet_past_its_date_is_barred_and_the_page_leads_with_it(built_project: Project) -> None:
    project = built_project
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
    for name in BARS:  # the bar, too, is where a printer reaches
        for image in raster(project.site / f"print/en/{name}.pdf", DPI):
            assert not any("edge" in problem for problem in check_ink(image, FORMATS["sheet"].sides[0], DPI))
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


@pytest.mark.slow
def test_a_leaflet_called_back_says_so_until_a_later_edition(project: Project) -> None:
    path = project.docs / "data" / "withdrawn.yml"
    entry = "- leaflet: 2\n  until: {day}\n  says: {{my: မှားတယ်။, en: A day was wrong.}}\n"
    path.write_text(entry.format(day="2026-11-23"), encoding="utf-8")
    built = project.build()
    assert built.returncode == 0, built.stderr
    assert "leaflet-withdrawn" in built.stderr
    assert barred(project, "WITHDRAWN") == BARS  # the booklet, too: it holds the guide
    text = (project.site / "en/22.html").read_text(encoding="utf-8")
    assert text.count("WITHDRAWN") == 2
    assert re.search(
        r"Leaflet 2 \(A guide\) · booklet of all</strong><br>Every edition up to November 23, 2026", text
    )
    assert "A day was wrong." in text
    assert "WITHDRAWN" in (project.site / "text/en/2.txt").read_text(encoding="utf-8")
    path.write_text(entry.format(day="2026-11-22"), encoding="utf-8")
    built = project.build()
    assert "leaflet-withdrawn" not in built.stderr
    assert set(barred(project, "WITHDRAWN").values()) == {0}
    text = (project.site / "en/22.html").read_text(encoding="utf-8")
    assert "WITHDRAWN" not in text
    assert "Every edition up to November 22, 2026" in text
    assert "WITHDRAWN" not in (project.site / "text/en/2.txt").read_text(encoding="utf-8")


def test_a_leaflet_stays_called_back_until_somebody_says_that_its_guide_is_mended(project: Project) -> None:
    path = project.docs / "data" / "withdrawn.yml"
    path.write_text("- leaflet: 2\n  says: {my: မှားတယ်။, en: A day was wrong.}\n", encoding="utf-8")
    library = library_of(project)
    for on in (EDITION, date(2026, 12, 30)):
        assert of("en/2-zine", library).state(library, on) == "withdrawn"
        assert "leaflet-withdrawn" in {
            problem.rule for problem in check_sources(library, project.docs, on, release=True)
        }
    with path.open("a", encoding="utf-8") as file:
        file.write("  until: 2026-11-23\n")
    library = library_of(project)
    for edition, state in ((EDITION, "withdrawn"), (date(2026, 11, 24), "")):
        assert of("en/2-zine", library).state(library, edition) == state
        # a check on a later day speaks of the edition that would be built
        problems = check_sources(library, project.docs, date(2026, 12, 1), release=True, release_date=edition)
        assert ("leaflet-withdrawn" in {problem.rule for problem in problems}) == bool(state)


def test_a_check_on_a_later_day_still_reports_an_edition_that_is_called_back(project: Project) -> None:
    path = project.docs / "data" / "withdrawn.yml"
    path.write_text("- leaflet: 2\n  until: 2026-11-23\n  says: {my: မှားတယ်။, en: Wrong.}\n", encoding="utf-8")
    command = ["check", "--docs", project.docs, "--release", "--today", "2026-11-30"]
    for epoch, is_reported in ((EPOCH, True), (str(int(EPOCH) + 86400), False)):
        ran = run_lanpya(*command, env={"SOURCE_DATE_EPOCH": epoch})
        assert ran.returncode == 1  # the small project's translations carry no marks
        assert ("leaflet-withdrawn" in ran.stdout) == is_reported
