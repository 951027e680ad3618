"""The list of guides has every guide, in the language of the page or in the one that takes its place."""

from __future__ import annotations

from support.project import Project


def test_guides_that_are_not_translated_are_listed_in_their_language(project: Project) -> None:
    for code in ("en", "my"):
        home = project.docs / code / "index.md"
        front = home.read_text(encoding="utf-8").partition("## ")[0]
        home.write_text(f"{front}## Pages {{#daily}}\n\n[](list:guides)\n", encoding="utf-8")
    (project.docs / "my/guide.md").unlink()
    (project.docs / "my/contacts.md").unlink()
    built = project.without_leaflets().build()
    assert built.returncode == 0, built.stderr
    listed = (project.site / "index.html").read_text(encoding="utf-8").partition("<ul class=guides>")[2]
    assert listed.startswith("<li><a href=en/2.html hreflang=en><span lang=en>A guide</span> <small>")
    assert "<li><a href=en/19.html hreflang=en>" in listed
    own = (project.site / "en/index.html").read_text(encoding="utf-8").partition("<ul class=guides>")[2]
    assert own.startswith("<li><a href=2.html>A guide</a><li><a href=19.html>")
