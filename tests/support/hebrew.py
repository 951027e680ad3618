"""The small project with guides in Hebrew besides, and a font that has nothing but Hebrew letters.

The letters are boxes, each of another height: nothing is to be read, but everything has its place.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from lanpya.content.interface_texts import KEYS
from lanpya.languages.shipped_texts import places_in
from support.project import Project, languages_of, small_project

FAMILY = "Boxes"
FONT = "Boxes-Regular.ttf"
LETTERS = [chr(code) for code in range(0x5D0, 0x5EB)]
UNITS = 1000
NARROW, WIDE = "וזןי", "ש"  # as in other fonts
PAGES = {
    "index": """---
title: התחלה
summary: מאיפה מתחילים.
address: 0
translates: {}
checked_by: null
---
## יום יום {#daily}

- [מדריך](guide.md)
- [אנשי קשר](contacts.md)
""",
    "guide": """---
title: מדריך
summary: על מה המדריך עונה.
address: 2
translates: {}
checked_by: null
---
## בקצרה {#short}

- עשו רק דבר אחד היום.
- חייגו *#06# או C++ ואז המשיכו לדבר הבא, כי השורה הזאת ארוכה ונשברת.

## למה {#why .print}

מישהו ספר את זה.[](source:report-2021) שאלו דרך [קו העזרה](contact:helpline).

## עוד {#more}

קראו את [ההתחלה](index.md#daily) שוב, או [למעלה](#why).
""",
    "contacts": """---
title: אנשי קשר
summary: את מי אפשר לשאול.
address: 19
translates: {}
checked_by: null
---
## הרשימה {#list}

[](list:contacts)

קראו את [המדריך](link:manual).
""",
}


def draw_font(target: Path, letters: list[str] = LETTERS) -> Path:
    """Write the font to a file and return it."""
    order = [".notdef", "space", *(f"letter{number}" for number in range(len(letters)))]
    glyphs, widths = {}, {}
    for number, name in enumerate(order):
        pen = TTGlyphPen(None)
        if number > 1:
            height, right = 300 + 15 * number, _width(letters[number - 2]) - 50
            pen.moveTo((50, 0))
            for corner in ((50, height), (right, height), (right, 0)):
                pen.lineTo(corner)
            pen.closePath()
        glyphs[name], widths[name] = pen.glyph(), (_width(letters[number - 2]) if number > 1 else 500, 50)
    font = FontBuilder(UNITS, isTTF=True)
    font.setupGlyphOrder(order)
    font.setupCharacterMap({0x20: "space", **dict(zip(map(ord, letters), order[2:], strict=True))})
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics(widths)
    font.setupHorizontalHeader(ascent=850, descent=-250)
    names = {"familyName": FAMILY, "styleName": "Regular", "fullName": FAMILY, "psName": FAMILY}
    font.setupNameTable(names)
    font.setupOS2(sTypoAscender=850, sTypoDescender=-250, usWinAscent=850, usWinDescent=250)
    font.setupPost()
    font.save(target)
    return target


def _width(letter: str) -> int:
    return 250 if letter in NARROW else 800 if letter in WIDE else 550


def hebrew_words(key: str) -> str:
    """Return an interface text in Hebrew; its words mean nothing but its place."""
    return " ".join(["מילים", *(f"{{{name}}}" for name in places_in(key))])


SHAN = "ၵႂၢမ်းတႆး လိၵ်ႈတႆး မိူင်းတႆး"  # the language, the script, the country


def add_shan(project: Project) -> None:
    """Add a guide in Shan to a project."""

    def add(config: dict[str, Any]) -> None:
        languages_of(config).append({"locale": "sh", "name": "တႆး"})
        config["extra"]["html_lang"] = {"sh": "shn"}

    project.configure(add)
    (project.docs / "sh").mkdir()
    text = re.sub("[\u05d0-\u05ea]+(?:[ ,]+[\u05d0-\u05ea]+)*", SHAN, PAGES["guide"])
    (project.docs / "sh/guide.md").write_text(text, encoding="utf-8")


def hebrew_project(target: Path, *, is_default: bool = False) -> Project:
    """Return the small project with Hebrew, whose leaflets are printed in the font of boxes."""

    def add(config: dict[str, Any]) -> None:
        languages = languages_of(config)
        languages.append({"locale": "he", "name": "עברית"})
        if is_default:
            for language in languages:
                language["default"] = language["locale"] == "he"
        config["extra"]["fonts"] = {"he": {"print": FONT}}

    project = small_project(target)
    project.configure(add)
    (project.docs / "he").mkdir()
    for name, text in PAGES.items():
        (project.docs / "he" / f"{name}.md").write_text(text, encoding="utf-8")
    path = project.docs / "data/interface.yml"
    words = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    for key in KEYS:
        words.setdefault(key, {})["he"] = hebrew_words(key)
    path.write_text(yaml.safe_dump(words, allow_unicode=True, sort_keys=False), encoding="utf-8")
    draw_font(project.root / "overrides/fonts" / FONT)
    return project


LISTS = {"my": ["sheet"], "en": ["zine", "booklet"], "he": [], "sh": []}


def multilingual_project(target: Path) -> Project:
    """Return the small project with Hebrew and Shan, without leaflets; Hebrew has a font for phones alone."""
    project = hebrew_project(target)
    add_shan(project)
    project.configure(lambda config: config["extra"].update(leaflets=LISTS, fonts={"he": {"web": FONT}}))
    return project
