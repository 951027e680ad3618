"""Words marked as another language have the rules of that language, and the text around them its own."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from support.leaflets import library_of
from support.project import Project, languages_of

from lanpya.checks.run import check_sources

DAY = date(2026, 11, 23)
WRONG = "ဥာဏ်"  # the vowel U, where Burmese has the letter nya; in Shan no one knows
SHAN = "ၵႂၢမ်းတႆး ပိုၼ်ၽၢဝ်ႇလွင်ႈသုၼ်ႇလႆႈၵူၼ်း"


def add_shan(config: dict[str, Any]) -> None:
    languages_of(config).append({"locale": "sh", "name": "တႆး"})
    config["extra"]["html_lang"] = {"my": "my", "en": "en", "sh": "shn"}


def shan_guide(project: Project, text: str) -> None:
    guide = (project.docs / "my/guide.md").read_text(encoding="utf-8")
    _, front, _ = guide.split("---\n", 2)
    (project.docs / "sh").mkdir(exist_ok=True)
    body = (project.docs / "en/guide.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    body = re.sub(r"(?<=[ \n])[A-Z][a-z ]+(?=[.\n{])", f"{SHAN} ", body).replace(
        "Somebody counted this.", text
    )
    (project.docs / "sh/guide.md").write_text(f"---\n{front}---\n{body}\n{text}\n", encoding="utf-8")


def found(project: Project) -> set[tuple[str, str]]:
    problems = check_sources(library_of(project), project.docs, DAY)
    return {
        (one.rule, one.path) for one in problems if one.rule in ("look-alike", "letter-foreign", "mark-order")
    }


def test_burmese_inside_shan_is_checked_as_burmese_only_where_it_is_marked(project: Project) -> None:
    project.configure(add_shan)
    shan_guide(project, f"{SHAN} {WRONG} {SHAN}")
    assert found(project) == set()
    shan_guide(project, f"{SHAN} [{WRONG}](lang:my) {SHAN}")
    assert found(project) == {("look-alike", "docs/sh/guide.md")}
    shan_guide(project, f"{SHAN} [{SHAN}](lang:my) {SHAN}")
    assert found(project) == {("letter-foreign", "docs/sh/guide.md")}


def test_a_tag_that_nobody_knows_is_reported_with_its_line(project: Project) -> None:
    project.edit("docs/en/guide.md", "Somebody counted this.", "Somebody [counted](lang:xx) this.")
    problems = [
        one for one in check_sources(library_of(project), project.docs, DAY) if one.rule == "target-unknown"
    ]
    assert [(one.path, "'xx'" in str(one.message)) for one in problems] == [("docs/en/guide.md", True)]


def test_the_words_carry_their_language_and_direction_on_the_page(project: Project) -> None:
    project.without_leaflets()
    text = "Somebody [ရေတွက်ခဲ့ပါတယ်](lang:my) [احسب هذا](lang:ar) [comptait](lang:fr) this."
    project.configure(lambda config: languages_of(config).append({"locale": "ar", "name": "العربية"}))
    project.edit("docs/en/guide.md", "Somebody counted this.", text)
    built = project.build()
    assert built.returncode == 0, built.stdout + built.stderr
    html = (project.site / "en/2.html").read_text(encoding="utf-8")
    assert "<span lang=my>ရေတွက်<wbr>ခဲ့<wbr><u>ပါတယ်</u></span>" in html
    assert "<span dir=rtl lang=ar>احسب هذا</span>" in html
    assert "<span lang=fr>comptait</span>" in html
