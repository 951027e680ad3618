"""Pictures as an editor adds them: nothing but the picture gets in, and readers get it inside the page."""

from __future__ import annotations

import base64
import hashlib
import io
from pathlib import Path

import pytest
import qrcode
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from support.bad_input import TODAY, library_of
from support.commands import run_lanpya
from support.project import Project

from lanpya.checks.run import check_sources
from lanpya.content.pictures import codes_in, faults
from lanpya.content.settings import Budgets
from lanpya.problems.problem import Problem
from lanpya.site.check_site import check_weight
from lanpya.site.html_tags import tags_of
from lanpya.site.page_weight import weight_of

GUIDE = "docs/en/guide.md"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'


def photo(kind: str, **options: object) -> bytes:
    """Return a small photograph with a red field in it."""
    picture = Image.new("RGB", (120, 80), "white")
    picture.paste((200, 0, 0), (30, 20, 90, 60))
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def with_text() -> bytes:
    words = PngInfo()
    words.add_text("Author", "somebody")
    return photo("PNG", pnginfo=words)


def code(text: str, colour: str = "black", ground: str = "white") -> bytes:
    made = qrcode.QRCode(border=4, box_size=3)
    made.add_data(text)
    out = io.BytesIO()
    made.make_image(fill_color=colour, back_color=ground).save(out, "PNG")
    return out.getvalue()


def found(project: Project, name: str, data: bytes) -> list[Problem]:
    """Return what the check says of a picture that a guide shows."""
    path = project.docs / "pictures" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    project.edit(GUIDE, "Read [the start]", f"![A red field]({name})\n\nRead [the start]")
    problems = check_sources(library_of(project), project.docs, TODAY)
    return [problem for problem in problems if problem.rule.startswith(("picture", "entry"))]


@pytest.mark.parametrize(("name", "data"), [("red.png", photo("PNG")), ("red.jpg", photo("JPEG"))])
def test_a_plain_picture_is_welcome(name: str, data: bytes, project: Project) -> None:
    assert found(project, name, data) == []


EXIF = b"Exif\0\0II*\0\x08\0\0\0\0\0"
UNFIT = {
    "text": ("red.png", with_text(), "picture-metadata"),
    "behind the end": ("red.png", photo("PNG") + b"more", "picture-metadata"),
    "behind the end of a photograph": ("red.jpg", photo("JPEG") + b"more", "picture-metadata"),
    "where and when": ("red.jpg", photo("JPEG", exif=EXIF), "picture-metadata"),
    "remark": ("red.jpg", photo("JPEG", comment=b"x"), "picture-metadata"),
    "another kind": ("red.png", photo("JPEG"), "picture-bad"),
    "too large": ("red.png", photo("PNG") + bytes(7_000), "picture-bad"),
    "too many dots": (
        "red.png",
        photo("PNG").replace(b"\0\0\0\x78\0\0\0\x50", b"\0\0\xff\xff\0\0\xff\xff"),
        "picture-bad",
    ),
    "code": ("red.png", code("https://example.net/x"), "picture-code"),
    "pale code on dark": ("red.png", code("hello", "white", "black"), "picture-code"),
    "torn": ("red.png", photo("PNG")[:-30] + photo("PNG")[-12:], "picture-metadata"),
    "no picture": ("red.svg", b"<html/>", "picture-bad"),
    "bomb": ("red.svg", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><svg/>', "picture-metadata"),
    "name": ("Red.PNG", photo("PNG"), "picture-bad"),
}


@pytest.mark.parametrize("what", UNFIT)
@pytest.mark.raises_rule("picture-code")
def test_what_else_is_in_a_picture_stops_it(what: str, project: Project) -> None:
    name, data, rule = UNFIT[what]
    problems = found(project, name, data)
    assert rule in {problem.rule for problem in problems}, problems
    assert all(problem.path == f"docs/pictures/{name}" for problem in problems)


def test_an_address_in_a_code_is_named(project: Project) -> None:
    problems = found(project, "red.png", code("https://example.net/x"))
    assert "a web address: https://example.net/x" in problems[0].message


def test_a_picture_that_is_a_link_is_not_followed(project: Project, tmp_path: Path) -> None:
    outside = tmp_path / "outside.png"
    outside.write_bytes(photo("PNG"))
    (project.docs / "pictures").mkdir()
    (project.docs / "pictures" / "red.png").symlink_to(outside)
    assert library_of(project).pictures == {}
    problems = check_sources(library_of(project), project.docs, TODAY)
    assert [p.rule for p in problems if p.path == "docs/pictures/red.png"] == ["picture-bad"]


def test_cleaning_leaves_the_picture_and_nothing_else(tmp_path: Path) -> None:
    large = Image.effect_mandelbrot((1600, 1200), (-2, -1, 1, 1), 50).convert("RGB")
    large.save(tmp_path / "My Photo.jpeg", exif=EXIF, comment=b"x")
    (tmp_path / "draw.svg").write_text(
        DRAWING.replace("<path", "<!-- me --><metadata>me</metadata><path onclick='x' id='y'")
    )
    (tmp_path / "words.txt").write_text("no picture")
    names = ("My Photo.jpeg", "draw.svg", "words.txt")
    result = run_lanpya("clean-picture", *(tmp_path / name for name in names))
    assert result.returncode == 1
    assert "words.txt stays as it was" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draw.svg", "my-photo.jpg", "words.txt"]
    for name in ("draw.svg", "my-photo.jpg"):
        data = (tmp_path / name).read_bytes()
        assert list(faults(name, data)) == []
        assert codes_in(name, data) == ()
    assert (tmp_path / "draw.svg").read_text() == DRAWING


@pytest.mark.slow
def test_readers_get_the_picture_inside_the_page(project: Project) -> None:
    (project.docs / "pictures").mkdir()
    (project.docs / "pictures" / "mine.svg").write_text(DRAWING)
    (project.docs / "pictures" / "red.png").write_bytes(photo("PNG"))
    shown = "![A triangle](mine.svg)\n\n![A red field](red.png)\n\nRead [the start]"
    project.edit(GUIDE, "Read [the start]", shown)
    result = project.without_leaflets().build()
    assert result.returncode == 0, result.stderr
    html = (project.site / "en" / "2.html").read_text(encoding="utf-8")
    assert 'src="data:image/svg+xml,' in html.replace("src=data", 'src="data')
    assert "data:image/png;base64," in html
    assert "data:image/svg" in (project.site / "keep" / "notes-en.html").read_text(encoding="utf-8")
    assert not (project.site / "pictures").exists()


@pytest.mark.parametrize(
    ("letters", "pictures", "over"), [(9_000, 2, ""), (9_000, 4, "The pictures"), (14_000, 0, "The page")]
)
def test_the_pictures_of_a_page_count_apart_from_its_text(letters: int, pictures: int, over: str) -> None:
    noise = hashlib.shake_256(b"noise").digest(letters + 6_000 * pictures)
    words = base64.b85encode(noise[: letters * 4 // 5]).decode().replace("<", " ").replace("&", " ")
    drawn = (noise[letters + 6_000 * n :][:6_000] for n in range(pictures))
    shown = "".join(
        f'<img alt=x src="data:image/png;base64,{base64.b64encode(one).decode()}">' for one in drawn
    )
    html = f"<!doctype html><title>x</title><main>{words}{shown}</main>"
    found = list(check_weight(weight_of("2.html", html, tags_of(html)), Budgets()))
    assert [problem.message.startswith(over) for problem in found] == [True] * bool(over)
