"""Pictograms as readers meet them: on the page, on paper, read out; never where nobody put one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pypdf
import pytest
from support.project import ROOT, Project, small_project

from lanpya.content.library import Library
from lanpya.content.pictograms import SET_BYTES, set_bytes
from lanpya.leaflets.leaflet import leaflets_of

SIGN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#000" stroke-width="2" '
    'stroke-linecap="round"><path d="{}"/></svg>\n'
)
DATA = """\
- {id: stop, name: {my: ရပ်ပါ, en: Stop}, means: Stop at once.}
- {id: wait, name: {my: စောင့်ပါ, en: Wait}, means: Do nothing yet.}
"""
MEANT = {"do", "do-not", "wait", "ask", "leave-phone", "two-ways", "danger", "mine"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project with two pictograms, of which its guide shows one."""
    project = small_project(tmp_path_factory.mktemp("pictograms") / "project")
    folder = project.docs / "pictograms"
    folder.mkdir()
    for name, path in (("stop", "M3 3h9"), ("wait", "M4 4v9")):
        (folder / f"{name}.svg").write_text(SIGN.format(path), encoding="utf-8")
    (project.docs / "data" / "pictograms.yml").write_text(DATA, encoding="utf-8")
    for language in ("en", "my"):
        path = project.docs / language / "guide.md"
        text = path.read_text(encoding="utf-8").replace("\n- ", "\n- [](pictogram:stop) ", 1)
        path.write_text(text, encoding="utf-8")
    result = project.build()
    assert result.returncode == 0, result.stdout + result.stderr
    return project


def figures(pdf: Path) -> list[str]:
    """Return the alternative texts of the pictures of a leaflet."""
    result: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        for child in (
            node
            if isinstance(node, list)
            else [node["/K"]]
            if isinstance(node, dict) and "/K" in node
            else []
        ):
            walk(child)
        if isinstance(node, dict) and "/Alt" in node:
            result.append(str(node["/Alt"]))

    walk(pypdf.PdfReader(pdf).trailer["/Root"]["/StructTreeRoot"])
    return result


@pytest.mark.slow
def test_a_sign_is_on_its_page_and_paper_with_words_and_nowhere_else(built: Project) -> None:
    for url, words in (("2.html", "ရပ်ပါ"), ("en/2.html", "Stop")):
        html = (built.site / url).read_text(encoding="utf-8")
        assert re.findall(r'<svg[^>]*aria-label="?([^" >]+)"?[^>]*><path d="?(M[^">]*)', html) == [
            (words, "M3 3h9")
        ]
    assert "M3 3h9" not in (built.site / "en" / "index.html").read_text(encoding="utf-8")
    assert "M4 4v9" not in "".join(path.read_text(encoding="utf-8") for path in built.site.rglob("*.html"))
    for form in ("sheet", "zine", "trifold"):
        assert "Stop" in figures(built.site / "print" / "en" / f"2-{form}.pdf")
    assert "Stop" not in (built.site / "text" / "en" / "2.txt").read_text(encoding="utf-8")


def test_a_sign_is_no_part_of_the_words_that_a_code_carries(built: Project) -> None:
    result = figures(built.site / "print" / "my" / "2-sheet.pdf")
    assert "ရပ်ပါ" in result and not any("ရပ်ပါ" in alt for alt in result if alt != "ရပ်ပါ")


def test_the_shipped_set_is_whole_small_and_explained_to_editors(library: Library) -> None:
    assert set(library.pictograms) == MEANT
    assert set_bytes(library.pictograms) <= SET_BYTES == 900
    guide = (ROOT / "docs/desk/en/writing.md").read_text(encoding="utf-8")
    own = (ROOT / "docs/desk/my/writing.md").read_text(encoding="utf-8")
    for entry in library.data["pictograms"].items:
        values = entry.texts()
        assert (
            f"(../../pictograms/{values['id']}.svg) | `[](pictogram:{values['id']})` | {values['means']} |"
            in guide
        )
        assert f"`[](pictogram:{values['id']})`" in own
        assert all(library.pictograms[values["id"]].name.get(one.code) for one in library.used_languages)


@pytest.mark.slow
def test_every_leaflet_shows_the_signs_of_its_guide(library: Library, site: Path) -> None:
    names = {name: set(one.name.values()) for name, one in library.pictograms.items()}
    for leaflet in [one for one in leaflets_of(library) if one.form.name == "sheet"]:
        sources = "".join(page.document.sections[0].source for page in leaflet.pages)
        used = set(re.findall(r"\(pictogram:([a-z-]+)\)", sources))
        result = set(figures(site / leaflet.url))
        assert used and all(names[name] & result for name in used), leaflet.url
