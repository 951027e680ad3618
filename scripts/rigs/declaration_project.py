"""A project in many languages with the Universal Declaration of Human Rights.

Guides have six articles each; the pages of the site have parts of the preamble.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from lanpya.content.settings import SiteLanguage
from lanpya.languages.sentences import split_sentences
from lanpya.leaflets.fonts import suggested
from scripts.rigs.declaration import ALL, LANGUAGES, SOURCE, Declaration, declaration
from scripts.rigs.paths import ROOT
from scripts.rigs.translation_marks import renew_marks

_ARTICLES, _PRINTED = 6, 1  # in a guide; on its leaflets
GUIDES = ALL // _ARTICLES
_LEAST, _MOST, _MOST_BYTES = 15, 130, 394  # letters and bytes of an item of In short
_DATE = re.compile("'([0-9]{4}-[0-9]{2}-[0-9]{2})'")  # quotes that YAML adds
_REVIEWED, _UNTIL = "2026-11-20", "2027-02-15"


def write_declarations(
    folder: Path,
    names: Iterable[str],
    fonts: Path | None = None,
    guides: int = GUIDES,
    extra: Mapping[str, Any] | None = None,
) -> Path:
    """Write a project with these translations into a new folder and return it; it has no copy of the program.

    Spanish is the source and the default language. With `fonts`, the folder FONTS, every language
    is printed in one that has its letters; without, there are no leaflets. `extra` changes that part of the
    settings.
    """
    chosen = [name for name in LANGUAGES if name in {*names, SOURCE}]
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "lanpya"))
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    plugin = next(entry["i18n"] for entry in config["plugins"] if "i18n" in entry)
    plugin["languages"] = [
        {"locale": LANGUAGES[name][0], "name": declaration(name).title[:12].strip()}
        | ({"default": True} if name == SOURCE else {})
        for name in chosen
    ]
    config["extra"] |= {
        "source_language": LANGUAGES[SOURCE][0],
        "html_lang": {LANGUAGES[name][0]: LANGUAGES[name][1] for name in chosen},
        # every page links to all languages, and the archive has all of them
        "budgets": config["extra"]["budgets"]
        | {"shell": 3_000 + 40 * len(chosen), "archive": 250_000 + 10_000 * len(chosen)},
    }
    languages = [SiteLanguage(LANGUAGES[name][0], name, LANGUAGES[name][1], False) for name in chosen]
    if fonts:
        config["extra"]["fonts"] = _copy_fonts(languages, fonts, folder / "overrides/fonts")
    else:
        config["extra"]["leaflets"] = []
    config["extra"] |= extra or {}
    settings = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for name in chosen:
        code = LANGUAGES[name][0]
        (folder / "docs" / code).mkdir(parents=True)
        for file, text in _pages(declaration(name), guides, is_source=name == SOURCE).items():
            (folder / "docs" / code / file).write_text(text, encoding="utf-8")
    renew_marks(folder)
    return folder


def _copy_fonts(languages: Iterable[SiteLanguage], fonts: Path, target: Path) -> dict[str, dict[str, str]]:
    """Copy a font for each language that Padauk is not made for; return the setting that names it."""
    setting = {}
    for language in languages:
        if language.traits.script == "Mymr":
            continue
        file, package = suggested(language)
        shutil.copy(next((fonts / package).rglob(file)), target)
        setting[language.code] = {"print": file}
    return setting


def _pages(text: Declaration, guides: int, *, is_source: bool) -> dict[str, str]:
    """Return the text of each page by its file name."""
    pages = {}
    lists = ("guides", "contacts", "leaflets", "keep", "sources")
    for number, (name, role) in enumerate(
        (("index", ""), ("contacts", "contacts"), ("print", "print"), ("keep", "keep"), ("about", "about"))
    ):
        address = 0 if number == 0 else 40 + number
        front = _front(
            f"{text.title} {number or ''}".strip(), text.paragraphs[number], address, is_source, role
        )
        pages[f"{name}.md"] = (
            f"{front}## {text.articles[number][0]} {{#part}}\n\n{_escaped(text.paragraphs[number])}\n\n"
            f"[](list:{lists[number]})\n"
        )
    for number in range(guides):
        articles = text.articles[number * _ARTICLES : (number + 1) * _ARTICLES]
        title = f"{text.title}: {articles[0][0]}"
        front = _front(title, text.paragraphs[number], number + 1, is_source)
        pages[f"guide-{number + 1}.md"] = front + _guide(articles, number * _ARTICLES + 1)
    return pages


def _front(title: str, summary: str, address: int, is_source: bool, role: str = "") -> str:
    values = {"title": title, "summary": summary, "address": address}
    if is_source:
        values |= {"risk": "high", "reviewed": _REVIEWED, "review_by": _UNTIL}
        values |= ({"role": role} if role else {}) | ({} if address in range(1, 40) else {"leaflet": "no"})
    else:
        values |= {"translates": {}, "checked_by": None}
    lines = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10_000)
    lines = _DATE.sub(r"\1", lines)
    return f"---\n{lines}---\n"


def _guide(articles: Iterable[tuple[str, tuple[str | tuple[str, ...], ...]]], first: int) -> str:
    sentences = [
        sentence
        for _, blocks in articles
        for block in blocks
        for piece in ((block,) if isinstance(block, str) else block)
        for sentence in split_sentences(piece)
        if _LEAST <= len(sentence) <= _MOST and len(sentence.encode()) <= _MOST_BYTES
    ]
    short = min(sentences, key=len, default="")
    lines = [f"## {first} {{#short}}", "", f"- {_escaped(short)}"]
    for number, (heading, blocks) in enumerate(articles):
        mark = " .print" if number < _PRINTED else ""
        lines += ["", f"## {heading} {{#article-{'abcdef'[number]}{mark}}}"]
        for block in blocks:
            items = (block,) if isinstance(block, str) else [f"- {_escaped(item)}" for item in block]
            lines += ["", *map(_escaped, items)] if isinstance(block, str) else ["", *items]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return re.sub(r"([*_\\`\[\]])", r"\\\1", text)
