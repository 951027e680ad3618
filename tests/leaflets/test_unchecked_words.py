"""Leaflets show English beside words that no one has checked, as long as it fits."""

from __future__ import annotations

import re
from pathlib import Path

from support.leaflets import EDITION, library_of, of, panels_of
from support.project import Project, languages_of

from lanpya.languages.shipped_texts import texts_in
from lanpya.leaflets.typesetting import typeset_leaflet

GUIDE = """---
title: Papeles
summary: Qué papeles guardar.
address: 2
checked_by: null
translates: {}
---
## En breve {#short}

- Guarde copias de los papeles.
- No lleve los originales.

## Por qué {#why .print}

Un papel perdido tarda mucho.

## Más {#more}

Pida ayuda en casa.
"""


def shown_on(project: Project) -> str:
    library = library_of(project)
    pdf = Path(project.root / "one.pdf")
    pdf.write_bytes(typeset_leaflet(of("es/2-zine", library), library, EDITION, project.root / "overrides"))
    return re.sub(r"\s", "", "".join(panels_of(pdf, "zine")))


def test_english_is_beside_unchecked_words_where_it_fits(project: Project) -> None:
    project.configure(lambda config: languages_of(config).append({"locale": "es", "name": "Español"}))
    (project.docs / "es").mkdir()
    (project.docs / "es/guide.md").write_text(GUIDE, encoding="utf-8")
    shown = shown_on(project)
    spanish, english = (
        [re.sub(r"\s", "", texts_in(tag)[key]) for key in ("burn", "status_unchecked", "code_warning")]
        for tag in ("es", "en")
    )
    for text in (*spanish, *english, "Nousardespuésdel20deenerode2027·DonotuseafterJanuary20,2027"):
        assert text in shown
    project.say("burn", en="Much too long. " * 200)
    shown = shown_on(project)
    assert all(text in shown for text in spanish)
    assert not any(text in shown for text in (*english, "Muchtoolong"))
    project.say("burn")
    project.say("checked_by", es="reader-a")
    shown = shown_on(project)
    assert all(text in shown for text in spanish)
    assert not any(text in shown for text in english)
